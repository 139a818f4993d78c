"""A caseload run by DuckDB, or by Spark beside it: files in; counts, and a table of results, out.

The query does the plain rows, some at a time, so that memory stays bounded. What it leaves over,
and every row that is not plain, goes to the code that reads and scores a row without DuckDB.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from casemodel.caseload.client_rows import REPEATED_ID, ReadRow, RowProblem, RowReader, scored
from casemodel.caseload.persons import PersonChoice
from casemodel.caseload.row_result import RowScorer
from casemodel.caseload.tally import Tally
from casemodel.profiles.values import Answer
from casemodel.tables.rows import Sifter
from casemodel.warehouse.compiled import REFUSED, CompiledRules
from casemodel.warehouse.connection import insert, load
from casemodel.warehouse.query import all_steps
from casemodel.warehouse.results import LineOf, counts_of_plain
from casemodel.warehouse.rule_tables import Cell, tables_of
from casemodel.warehouse.source import CodedFile, FileSource, NotPlain
from casemodel.warehouse.sql import QueryContext, Step, in_tables, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BATCH = 480_000
"""The number of rows that the query does at a time."""

MOST_ODD = 200_000
"""The number of rows that are not plain, beyond which DuckDB gains nothing."""

_READING, _SCORING = 0.3, 0.6  # shares of the work, for a progress bar

Progress = Callable[[float], None]
"""Takes the share of the work that is done."""


class QueryEngine(Protocol):
    """An engine that runs the query on plain rows."""

    by_answer: bool

    def run(self, steps: Sequence[Step]) -> Iterator[float]:
        """Make the table `found` of the view `answers`. Yields the share that is done."""


class DuckdbQuery:
    """The query in DuckDB itself, a table for each step that several others use."""

    by_answer = False

    def __init__(self, connection: "DuckDBPyConnection") -> None:
        """Take the connection, which has the tables of the rules."""
        self._connection = connection

    def run(self, steps: Sequence[Step]) -> Iterator[float]:
        """Make the table `found` of the view `answers`. Yields the share that is done."""
        tables = [*in_tables(steps)]
        for number, (name, sql) in enumerate(tables, start=1):
            self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql}")
            yield number / len(tables)


class WarehouseRun:
    """A caseload that DuckDB reads, and that it or another engine scores.

    Attributes:
        engine: The engine that runs the query: DuckDB, unless another one is put in its place.
        tally: The counts of all clients, once they are scored.
        left_over: The number of clients that casemodel scored itself.
    """

    def __init__(
        self,
        connection: "DuckDBPyConnection",
        rules: CompiledRules,
        scorer: RowScorer,
        person: PersonChoice | None,
        line_of: LineOf,
    ) -> None:
        """Load the tables of the rules.

        `scorer` scores what is left to the engine, and `line_of` writes it; `person` is the choice
        among several rows of a person, which must not be 'worst'.
        """
        self.connection = connection
        self.rules = rules
        self.person = person
        self.tally = Tally()
        self.left_over = 0
        self._scorer = scorer
        self._line_of = line_of
        self._files: list[CodedFile] = []
        self._odd: dict[int, ReadRow] = {}
        self.engine: QueryEngine = DuckdbQuery(connection)
        for table in tables_of(rules):
            load(connection, table)

    def read(self, sources: Sequence[tuple[FileSource, list[str]]], progress: Progress) -> None:
        """Read every file; its list gets sentences on what its rows show.

        Raises NotPlain where DuckDB does not read a file as casemodel does, and ProblemsFound.
        """
        import duckdb

        first = 0
        for number, (source, sentences) in enumerate(sources, start=1):
            name = f"file_{number}"
            try:
                file = CodedFile(self.connection, self.rules, source, name, first)
            except duckdb.Error:
                file = self._more_slowly(source.one_thread(), name, first)
            first += source.skipped + file.rows
            self._files.append(file)
            self._read_odd(file, sentences)
            progress(_READING * number / len(sources))
        self._find_repeated()

    def _more_slowly(self, source: FileSource, name: str, first: int) -> CodedFile:
        """Read a file by one thread. Raises NotPlain if that does not help."""
        import duckdb

        try:
            return CodedFile(self.connection, self.rules, source, name, first)
        except duckdb.Error as error:
            raise NotPlain("DuckDB cannot read it") from error

    def _read_odd(self, file: CodedFile, sentences: list[str]) -> None:
        """Read the rows that are not plain. Raises NotPlain if there are too many of them."""
        remarks: list[str] = []
        sifter, reader = Sifter(file.layout, remarks), RowReader(self.rules.rules, file.layout)
        for rowid, number, cells in file.odd_rows():
            row = sifter.sifted(cells, number)
            if any(cell and not cell.isspace() for cell in row):
                self._odd[file.first_client + rowid] = reader.read(number, row)
            if len(self._odd) > MOST_ODD:
                raise NotPlain("too many of its rows need a closer look")
        sifter.note(file.first_ids(), file.first_nameless())
        sifter.finish()
        sentences += remarks

    def _find_repeated(self) -> None:
        """Find rows whose id is also in an earlier row or, for 'latest', in a later one."""
        run = self.connection.execute
        run("CREATE TABLE repeated (client BIGINT)")
        run("CREATE TABLE odd_ids (client BIGINT, id VARCHAR)")
        odd = [(client, row.id) for client, row in self._odd.items() if row.named]
        insert(self.connection, "odd_ids", odd)
        plain = "".join(
            f"SELECT rowid + {file.first_client} AS client, id FROM {file.name} "
            "WHERE cells IS NULL AND id <> '' UNION ALL "
            for file in self._files
        )
        run(f"CREATE TEMP VIEW ids AS {plain} SELECT client, id FROM odd_ids")
        aggregate = "MAX" if self.person == "latest" else "MIN"
        run(
            "INSERT INTO repeated SELECT a.client FROM ids a JOIN "
            f"(SELECT id, {aggregate}(client) AS kept FROM ids GROUP BY id HAVING COUNT(*) > 1) b "
            "ON b.id = a.id WHERE a.client <> b.kept"
        )
        if self.person == "latest":
            return
        for client in self._column("SELECT client FROM repeated ORDER BY client"):
            if client in self._odd:
                self._odd[client] = self._repeated(self._odd[client], self._file_of(client))

    def _repeated(self, row: ReadRow, file: CodedFile) -> ReadRow:
        """Mark a row whose id is also in an earlier row."""
        if self.person == "each":
            return replace(row, repeated=True)
        problem = repeated_problem(file)
        return replace(row, repeated=True, problems=(*row.problems, problem))

    def _file_of(self, client: int) -> CodedFile:
        return next(file for file in reversed(self._files) if file.first_client <= client)

    def _column(self, sql: str) -> list[Any]:
        return [row[0] for row in self.connection.execute(sql).fetchall()]

    def rows_with_problems(self, most: int) -> list[ReadRow]:
        """List rows with a problem in their order, at most so many."""
        by_client = {client: row for client, row in self._odd.items() if row.problems}
        if self.person is None:
            for client in self._column(f"SELECT client FROM repeated ORDER BY 1 LIMIT {most}"):
                if client not in self._odd:
                    file = self._file_of(client)
                    reader = RowReader(self.rules.rules, file.layout)
                    row = reader.answered(file.number_of(client - file.first_client), "", {})
                    by_client[client] = self._repeated(row, file)
        return [by_client[client] for client in sorted(by_client)[:most]]

    def score(self, progress: Progress) -> None:
        """Score every row into the table `results`, and count them."""
        self.connection.execute("CREATE TABLE lines (client BIGINT, texts VARCHAR[])")
        rows_done, total = 0, sum(file.rows for file in self._files) or 1
        for file in self._files:
            columns = frozenset(column.criterion for column in file.layout.columns)
            by_answer = self.engine.by_answer
            query = QueryContext(self.rules, coded=True, columns=columns, by_answer=by_answer)
            steps = all_steps(query)
            for start in range(file.source.skipped, file.source.skipped + file.rows, BATCH):
                stop = min(start + BATCH, file.source.skipped + file.rows)
                for share in self._score_plain(file, start, stop, steps):
                    progress(_READING + _SCORING * (rows_done + share * (stop - start)) / total)
                self._score_rest(file, start, stop)
                rows_done += stop - start
                progress(_READING + _SCORING * rows_done / total)
        self.tally.merge(counts_of_plain(self.connection, self.rules, self.problems_of_plain()))

    def _score_plain(
        self, file: CodedFile, start: int, stop: int, steps: Sequence[Step]
    ) -> Iterator[float]:
        """Run the query on the plain rows of a part of a file. Yields the share that is done."""
        run = self.connection.execute
        columns = ", ".join(c.id for c in self.rules.questions)
        condition = "AND client NOT IN (FROM repeated)" if self.person == "latest" else ""
        run(
            f"CREATE OR REPLACE TEMP VIEW answers AS SELECT * FROM (SELECT rowid + "
            f"{file.first_client} AS client, {columns} FROM {file.name} WHERE rowid >= {start} "
            f"AND rowid < {stop} AND cells IS NULL) WHERE TRUE {condition}"
        )
        yield from self.engine.run(steps)
        last = len(self.rules.points)
        counts = ", ".join(
            f"COALESCE(SUM(CASE WHEN c.{c.id} > {last} THEN 1 ELSE 0 END), 0) AS {c.id}"
            for c in self.rules.questions
        )
        plain = f"{counts} FROM answers c JOIN found d ON d.client = c.client"
        self._into("unknown", f"SELECT {plain} WHERE d.left_over = 'no'")

    def _score_rest(self, file: CodedFile, start: int, stop: int) -> None:
        """Score what the query left over, and rows that are not plain; put all into `results`."""
        first, last = file.first_client + start, file.first_client + stop
        rows = self._left_over(file)
        passed_over = set(
            self._column(f"SELECT client FROM repeated WHERE client >= {first} AND client < {last}")
            if self.person == "latest" else ()
        )  # fmt: skip
        rows |= {
            client: row
            for client, row in self._odd.items()
            if first <= client < last and client not in passed_over
        }
        for _ in passed_over:
            self.tally.pass_over()
        lines: list[tuple[Cell | list[str], ...]] = []
        for client, row in sorted(rows.items()):
            result = scored(row, self._scorer)
            self.tally.add(result)
            lines.append((client, [*self._line_of(result)]))
        self.left_over += len(lines)
        insert(self.connection, "lines", lines)
        repeated = "FALSE" if self.person == "latest" else "d.client IN (FROM repeated)"
        number = file.source.first_row - file.source.skipped - file.first_client
        select = (
            f"SELECT d.client, {quoted(file.layout.file)} AS file, d.client + {number} AS row, "
            f"f.id, {repeated} AS repeated, d.* EXCLUDE (client) FROM (FROM found UNION ALL BY NAME"
            f" SELECT client FROM lines WHERE client >= {first} AND client < {last} AND client NOT "
            f"IN (SELECT client FROM found)) d JOIN {file.name} f "
            f"ON f.rowid = d.client - {file.first_client} ORDER BY d.client"
        )
        self._into("results", select)

    def _into(self, name: str, select: str) -> None:
        """Add rows to a table. The first ones make it."""
        exists = self._column(f"SELECT 1 FROM duckdb_tables() WHERE table_name = {quoted(name)}")
        begin = f"INSERT INTO {name}" if exists else f"CREATE TABLE {name} AS"
        self.connection.execute(f"{begin} {select}")

    def _left_over(self, file: CodedFile) -> dict[int, ReadRow]:
        """Give the plain rows that the query leaves to the engine, by client."""
        questions = [c.id for c in self.rules.questions]
        select = (
            "SELECT c.client, f.id, c.client IN (FROM repeated), c.* EXCLUDE (client) "
            "FROM answers c JOIN found d ON d.client = c.client AND d.left_over <> 'no' "
            f"JOIN {file.name} f ON f.rowid = c.client - {file.first_client}"
        )
        selected = self.connection.execute(select).fetchall()
        meaning = {code: key for key, code in self.rules.codes.items()}
        reader = RowReader(self.rules.rules, file.layout)
        rows = {}
        columns = {column.criterion for column in file.layout.columns}
        for client, name, repeated, *codes in selected:
            answers = {
                question: self._answer(*meaning[code])
                for question, code in zip(questions, codes, strict=True)
                if question in columns
            }
            row = reader.answered(file.number_of(client - file.first_client), name, answers)
            repeats = repeated and self.person != "latest"
            rows[client] = self._repeated(row, file) if repeats else row
        return rows

    def _answer(self, question: str, word: str) -> Answer:
        if (question, word) in self.rules.points:
            return Answer("answered", word)
        return Answer("refused" if word == REFUSED else "not_asked", "")

    def problems_of_plain(self) -> list[tuple[CodedFile, RowProblem]]:
        """List the one problem that a plain row can have, for each file: a repeated id."""
        if self.person is not None:
            return []
        return [(f, repeated_problem(f)) for f in self._files if f.layout.id_index is not None]


def repeated_problem(file: CodedFile) -> RowProblem:
    """Make the problem of a row whose id is also in an earlier row."""
    index = file.layout.id_index or 0
    message = f"{file.layout.called(index)}: the id stands in a row above"
    return RowProblem(REPEATED_ID, index, message)
