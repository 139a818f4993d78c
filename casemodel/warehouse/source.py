"""A file of clients as a table of codes in DuckDB, read in one pass.

Each answer becomes its code by the reader of its column, which sees every different text of a first
part of the file. A row is plain if the query can do all of it. Every other row keeps its cells, and
is read by casemodel itself: one that is too long or too short, that may be a heading or a total,
that has no answer, an odd id, or a cell without a code.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from casemodel.caseload.client_rows import LONGEST_ID
from casemodel.caseload.layout import Layout
from casemodel.caseload.values import Column
from casemodel.files.problems import ProblemsFound
from casemodel.profiles.fields import ELSEWHERE
from casemodel.tables.csv_file import rows_of
from casemodel.tables.parquet_file import as_text, exact
from casemodel.tables.rows import LOOKED_AT
from casemodel.tables.stream import Streams
from casemodel.warehouse.compiled import OPEN, REFUSED, CompiledRules
from casemodel.warehouse.sql import quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_EXTRA = 16  # cells beyond the last name that a row may have before the file is refused
_LOOKED_THROUGH = 50_000  # rows whose texts are looked at to learn the codes
_MOST_TEXTS = 200  # different texts of one column that become codes
_SMALL = 256
_BLOCK = 1024 * 1024
_NO_TEXT = "\x01"
_TOTALS = r"^\W*(grand|sub|total|sum|average|mean|count)"
_ODD_ID = r"[^\x20-\x7e]"


class NotPlain(Exception):
    """The file is not one that DuckDB reads as casemodel does; the text says why."""


class FileSource(NamedTuple):
    """A file for DuckDB: how it reads the rows as texts c0, c1, ..., and where they begin.

    `skipped` is the number of rows above the first client; `first_row` is that client's number in
    the sheet. `refuse_open_quotes` raises NotPlain if a quotation mark is not closed.
    """

    layout: Layout
    sql: str
    skipped: int
    first_row: int
    refuse_open_quotes: Callable[[], None] = lambda: None

    def one_thread(self) -> "FileSource":
        """Give the same file, to be read by one thread: line breaks in quoted texts need that.

        Raises NotPlain if a quotation mark is not closed: there one thread ends without a word.
        """
        self.refuse_open_quotes()
        return self._replace(sql=self.sql.replace("parallel = true", "parallel = false"))


def source_of(path: str, layout: Layout, separator: str, streams: Streams) -> FileSource:
    """Describe a CSV or Parquet file for DuckDB. Raises NotPlain."""
    if Path(path).suffix.casefold() == ".parquet":
        return FileSource(layout, f"FROM read_parquet({quoted(exact(path))})", 0, 2)
    if not separator:
        raise NotPlain("it is not in UTF-8")
    _refuse_odd_lines(path, streams)
    width = _width(layout) + _EXTRA
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(width))
    packed = "gzip" if Path(path).suffix.casefold() == ".gz" else "none"
    sql = (
        f"FROM read_csv({quoted(exact(path))}, columns = {{{columns}}}, header = false, skip = 0, "
        f"auto_detect = false, delim = {quoted(separator)}, quote = '\"', escape = '\"', "
        f"nullstr = '{_NO_TEXT}', null_padding = true, compression = '{packed}', "
        "strict_mode = true, parallel = true)"
    )
    check = partial(_refuse_open_quotes, path, separator, streams)
    return FileSource(layout, sql, layout.header_row, layout.header_row + 1, check)


def _refuse_odd_lines(path: str, streams: Streams) -> None:
    """Raise NotPlain for line ends that DuckDB counts otherwise, and for other encodings."""
    before = b""
    with streams.open(path) as stream:
        while block := stream.read(_BLOCK):
            text = before + block
            if b"\n\n" in text or b"\n\r\n" in text:
                raise NotPlain("it has blank lines")
            if text.count(b"\r", 0, -1) != text.count(b"\r\n"):
                raise NotPlain("its lines do not all end alike")
            before = text[-2:]


def _refuse_open_quotes(path: str, separator: str, streams: Streams) -> None:
    """Raise NotPlain if casemodel itself cannot read every row."""
    try:
        with io.TextIOWrapper(streams.open(path), "utf-8", newline="") as text:
            for _ in rows_of(text, separator, path, 1):
                pass
    except ProblemsFound:
        raise NotPlain("its quotation marks are not as they must be") from None


def _width(layout: Layout) -> int:
    return len(layout.names) - len(layout.joined)


def _most_frequent(counts: Mapping[str, int]) -> list[str]:
    return sorted(counts, key=lambda text: (-counts[text], text))[:_MOST_TEXTS]


class CodedFile:
    """One file as a table of codes: `client`, `id`, a column for each question, and `cells`.

    `client` counts from `first_client` up. `cells` are the row's texts where it is not plain.
    """

    def __init__(
        self,
        connection: "DuckDBPyConnection",
        rules: CompiledRules,
        source: FileSource,
        name: str,
        first_client: int,
    ) -> None:
        """Read the file. Raises duckdb.Error where DuckDB cannot."""
        self.source = source
        self.layout = source.layout
        self.name = name
        self.first_client = first_client
        self._connection = connection
        self._rules = rules
        self._texts = self._known_texts()
        self._read()
        (self.rows,) = self._one(f"SELECT COUNT(*) FROM {name}")

    def _one(self, sql: str) -> tuple[int, ...]:
        return self._connection.execute(sql).fetchall()[0]

    def _cell(self, index: int) -> str:
        """Write the text of a column; of columns that answer together, all their texts."""
        width = _width(self.layout)
        if index < width:
            return f"c{index}"
        group = self.layout.joined[index - width]
        return " || chr(31) || ".join(f"COALESCE(c{i}, '')" for i in group)

    def _columns(self) -> list[Column]:
        return sorted(self.layout.columns, key=lambda column: column.index)

    def _known_texts(self) -> dict[str, dict[str, int]]:
        """Give the code of every text that the columns hold in the first part of the file."""
        columns = self._columns()
        if not columns:
            return {}
        counts = ", ".join(f"histogram({self._cell(column.index)})" for column in columns)
        first = f"FROM (SELECT * {self._rows_sql()} LIMIT {_LOOKED_THROUGH})"
        histograms = self._connection.execute(f"SELECT {counts} {first}").fetchall()[0]
        return {
            column.criterion: dict(self._codes_of(column, _most_frequent(texts or {})))
            for column, texts in zip(columns, histograms, strict=True)
        }

    def _codes_of(self, column: Column, texts: Sequence[str]) -> Iterator[tuple[str, int]]:
        for text in texts:
            answer = column.read(text)
            if answer is not None:
                word = REFUSED if answer.state == "refused" else OPEN
                key = answer.level if answer.state == "answered" else word
                yield text, self._rules.codes[column.criterion, key]

    def _rows_sql(self) -> str:
        if not self._is_parquet:
            return self.source.sql
        names = self._connection.execute(f"SELECT * {self.source.sql} LIMIT 0").description or []
        texts = ", ".join(f"{as_text(name[0])} AS c{n}" for n, name in enumerate(names))
        return f"FROM (SELECT {texts} {self.source.sql})"

    def _read(self) -> None:
        """Read the file into the table."""
        width, rules = _width(self.layout), self._rules
        id_ = "''" if self.layout.id_index is None else f"TRIM(c{self.layout.id_index})"
        small = "UTINYINT" if max(rules.codes.values()) < _SMALL else "USMALLINT"
        codes = (
            f"{self._code(c.id) if c.id in self._texts else rules.codes[c.id, OPEN]}::{small}"
            f" AS {c.id}"
            for c in rules.questions
        )
        blank = [i for i in range(width) if not self.layout.names[i].strip()]
        filled = " ".join(f"WHEN TRIM(COALESCE(c{i}, '')) <> '' THEN {i}" for i in blank)
        cells = ", ".join(f"c{i}" for i in range(width if self._is_parquet else width + _EXTRA))
        columns = ", ".join(c.id for c in rules.questions)
        self._connection.execute(
            f"""CREATE OR REPLACE TABLE {self.name} AS
SELECT id, {columns}, nameless, CASE WHEN {self._odd()} THEN [{cells}] END AS cells
FROM (
  SELECT *, {id_} AS id, {", ".join(codes)},
    ({f"CASE {filled} END" if blank else "NULL"})::USMALLINT AS nameless
  {self._rows_sql()}
)"""
        )
        if self.source.skipped:
            self._connection.execute(f"DELETE FROM {self.name} WHERE rowid < {self.source.skipped}")

    @property
    def _is_parquet(self) -> bool:
        return "read_parquet" in self.source.sql

    def _code(self, criterion: str) -> str:
        column = next(c for c in self._columns() if c.criterion == criterion)
        whens = (
            f"WHEN {quoted(text)} THEN {code}" for text, code in self._texts[criterion].items()
        )
        return f"(CASE {self._cell(column.index)} {' '.join(whens) or 'WHEN NULL THEN NULL'} END)"

    def _odd(self) -> str:
        """Write the condition for a row that is not plain."""
        width, last = _width(self.layout), len(self._rules.points)
        conditions = [f"c{width - 1} IS NULL"]
        if not self._is_parquet:
            beyond = " || ".join(f"COALESCE(c{i}, '')" for i in range(width, width + _EXTRA))
            conditions.append(f"(c{width} IS NOT NULL AND TRIM({beyond}) <> '')")
        conditions += [f"{criterion} IS NULL" for criterion in self._texts]
        answered = " OR ".join(f"{criterion} <= {last}" for criterion in self._texts)
        conditions.append(f"NOT ({answered or 'FALSE'})")
        first = ", ".join(f"NULLIF(TRIM(c{i}), '')" for i in range(width))
        first = f"LOWER(COALESCE({first}, ''))"
        names = ", ".join(
            quoted(name.strip().lower()) for name in self.layout.names[:width] if name.strip()
        )
        conditions += [f"regexp_matches({first}, {quoted(_TOTALS)})", f"{first} IN ({names})"]
        if self.layout.id_index is not None:
            conditions += [
                "id = ''",
                f"LENGTH(id) > {LONGEST_ID}",
                f"regexp_matches(id, {quoted(_ODD_ID)})",
                *(f"regexp_full_match(id, {quoted(pattern)})" for pattern in ELSEWHERE),
            ]
        return "\n    OR ".join(conditions)

    def odd_rows(self) -> Iterator[tuple[int, int, list[str]]]:
        """Yield each row that is not plain: its place in the table, its number, and its cells."""
        cursor = self._connection.cursor().execute(
            f"SELECT rowid, cells FROM work.{self.name} WHERE cells IS NOT NULL ORDER BY rowid"
        )
        while rows := cursor.fetchmany(1000):
            for rowid, cells in rows:
                yield rowid, self.number_of(rowid), [cell for cell in cells if cell is not None]

    def number_of(self, rowid: int) -> int:
        """Give the number in the sheet of a row of the table."""
        return rowid - self.source.skipped + self.source.first_row

    def first_ids(self) -> list[str]:
        """List the first ids, to see if they look like names."""
        cursor = self._connection.execute(
            f"SELECT id FROM {self.name} WHERE id <> '' ORDER BY rowid LIMIT {LOOKED_AT}"
        )
        return [row[0] for row in cursor.fetchall()]

    def first_nameless(self) -> int | None:
        """Give the first column without a name that holds cells."""
        return self._one(f"SELECT MIN(nameless) FROM {self.name}")[0]
