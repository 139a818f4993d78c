"""Running an import: load the files, run the mapping's SQL, gather what it says of each person."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from casemodel.files.problems import Problem, ProblemsFound
from casemodel.imports.column_checks import note_unusable_cells
from casemodel.imports.csv_records import load_folder
from casemodel.imports.database import open_database, value_of
from casemodel.imports.fhir_records import load_fhir
from casemodel.imports.hmis_export import day_of, year_of
from casemodel.imports.mapping import RecordMapping, TableSpec, mapping, sql
from casemodel.imports.values import (
    ImportedClient,
    ImportedValue,
    ImportResult,
    QuestionRule,
    QuestionTally,
    ReadFile,
    SourceCell,
    UnusableRow,
)
from casemodel.knowledge.values import Rules
from casemodel.profiles.fields import identifies_elsewhere
from casemodel.profiles.values import UNANSWERED_WORDS
from casemodel.tables.rows import look_like_names

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_UNUSABLE = 100_000
"""The most unusable rows that are listed; all are counted."""

_LOOKED_AT = 1_000  # ids, to tell whether they are names
_CHUNK = 10_000  # rows taken at once
_NO_DAY = "No date in the files tells up to which day ages and months count."
_VALUES = """
    select question, person, answer, hint, at_least, day::varchar, cells from latest
    where person in (select person from person) order by question, person
"""
_PEOPLE = "select distinct person from person order by person"
_UNUSABLE = "select distinct file, line, field, reason from unusable order by all"


class _Loaded(NamedTuple):
    """The files of an import, loaded, and how they are to be read."""

    connection: "DuckDBPyConnection"
    source: str
    spec: RecordMapping
    tables: Mapping[str, TableSpec]
    scripts: tuple[str, ...]
    codes: Sequence[tuple[str, str, str]]
    files: tuple[ReadFile, ...]
    year: int
    day: str
    everyone: bool


class _Unusable:
    """The rows that cannot be used: all are counted, the first are listed."""

    def __init__(self) -> None:
        self.rows: list[UnusableRow] = []
        self.count = 0

    def add(self, row: UnusableRow) -> None:
        """Count a row, and list it if there is room."""
        self.count += 1
        if len(self.rows) < MOST_UNUSABLE:
            self.rows.append(row)


def import_hmis(
    folder: str, rules: Rules, day: str = "", year: int = 0, *, everyone: bool = False
) -> ImportResult:
    """Import the HMIS CSV export in a folder.

    Args:
        folder: The folder of an unpacked export.
        rules: The rules whose questions are filled.
        day: The day of counting as an ISO date; else that of the export.
        year: The year of the specification; else that which the export names or shows.
        everyone: Import people without an open enrollment, too.

    Raises:
        ProblemsFound: Files cannot be read, or the year or the day cannot be told.
        DatabaseMissing: DuckDB is not installed.
    """
    unusable = _Unusable()
    spec = mapping("hmis")
    connection = _database()
    files, headers = load_folder(connection, folder, spec.tables, unusable.add)
    year = year or year_of(connection, spec, headers, folder)
    counted = day or day_of(connection)
    loaded = _Loaded(
        connection, spec.name, spec, spec.tables, ("hmis",), spec.codes(year), files, year, counted,
        everyone,
    )  # fmt: skip
    return _result(loaded, rules, unusable, day_given=bool(day))


def import_fhir(files: Sequence[str], rules: Rules, day: str = "") -> ImportResult:
    """Import FHIR resources from NDJSON files and bundles.

    `day` is the day of counting; else the latest date of an encounter, observation or condition.
    Raises as `import_hmis` does.
    """
    unusable = _Unusable()
    spec = mapping("clinical")
    connection = _database()
    files_read = load_fhir(connection, files, unusable.add)
    scripts = ("fhir", "clinical")
    loaded = _Loaded(connection, "FHIR", spec, {}, scripts, spec.codes(0), files_read, 0, day, True)
    return _result(loaded, rules, unusable, day_given=bool(day))


def import_synthea(folder: str, rules: Rules, day: str = "") -> ImportResult:
    """Import a folder of Synthea's CSV files. `day` and errors are as for `import_fhir`."""
    unusable = _Unusable()
    spec, own = mapping("clinical"), mapping("synthea")
    connection = _database()
    files_read, _ = load_folder(connection, folder, own.tables, unusable.add)
    codes = [*spec.codes(0), *own.codes(0)]
    scripts = ("synthea", "clinical")
    loaded = _Loaded(
        connection, own.name, spec, own.tables, scripts, codes, files_read, 0, day, True
    )
    return _result(loaded, rules, unusable, day_given=bool(day))


def _database() -> "DuckDBPyConnection":
    """Open a database with what every mapping uses. Raises DatabaseMissing."""
    connection = open_database()
    connection.execute(sql("common"))
    return connection


def _result(loaded: _Loaded, rules: Rules, unusable: _Unusable, *, day_given: bool) -> ImportResult:
    """Run the SQL, and gather what it says. Raises ProblemsFound without a day of counting."""
    connection = loaded.connection
    connection.executemany("insert into code_list values (?, ?, ?)", loaded.codes)
    setting = [loaded.day or None, loaded.everyone]
    connection.execute("insert into setting values (try_cast(? as date), ?)", setting)
    for script in loaded.scripts:
        connection.execute(sql(script))
    day = value_of(connection, "select as_of::varchar from setting")
    if not day:
        file = loaded.files[0].file if loaded.files else ""
        raise ProblemsFound((Problem("P604", file, 0, 0, _NO_DAY, expected="--date 2026-03-31"),))
    filled = {read.file for read in loaded.files if read.rows}
    tables = {table: spec for table, spec in loaded.tables.items() if spec.file in filled}
    note_unusable_cells(connection, tables)
    connection.execute(sql("finish"))
    for row in connection.execute(_UNUSABLE).fetchall():
        unusable.add(UnusableRow(*row))
    by_question = {rule.question: rule for rule in loaded.spec.rules_for(rules)}
    clients = _clients(connection, by_question, unusable)
    everybody = int(value_of(connection, "select count(*) from everybody") or 0)
    return ImportResult(
        source=loaded.source,
        title=loaded.spec.title,
        year=loaded.year,
        day=str(day),
        day_given=day_given,
        clients=clients,
        passed_over=everybody - len(clients),
        tallies=_tallies(by_question, clients),
        files=loaded.files,
        unusable=tuple(sorted(unusable.rows)),
        unusable_count=unusable.count,
        names_like=look_like_names(client.id for client in clients[:_LOOKED_AT]),
    )


def _clients(
    connection: "DuckDBPyConnection", by_question: Mapping[str, QuestionRule], unusable: _Unusable
) -> tuple[ImportedClient, ...]:
    """Gather what the mapping says of each person, in the order of ids. Raises ProblemsFound."""
    people = [row[0] for row in connection.execute(_PEOPLE).fetchall()]
    for person in people:
        if kind_of_number := identifies_elsewhere(person):
            message = (
                f"The id of a person is {kind_of_number}. Anyone who has it knows who is meant."
            )
            expected = "the ids that the system itself gives people"
            raise ProblemsFound((Problem("P517", "", 0, 0, message, expected=expected),))
    values: defaultdict[str, dict[str, ImportedValue]] = defaultdict(dict)
    rows = connection.execute(_VALUES)
    while chunk := rows.fetchmany(_CHUNK):
        for question, person, answer, hint, at_least, day, cells in chunk:
            rule = by_question.get(question)
            value = _value(rule, answer, hint, at_least, day, cells, unusable)
            if value is not None:
                values[person][question] = value
    return tuple(
        ImportedClient(person, {q: answers[q] for q in by_question if q in answers})
        for person in people
        for answers in (values.get(person, {}),)
    )


def _value(
    rule: QuestionRule | None,
    answer: str | None,
    hint: bool,  # noqa: FBT001 - a value of a row
    at_least: bool,  # noqa: FBT001 - the same
    day: str | None,
    cells: Sequence[Mapping[str, str]],
    unusable: _Unusable,
) -> ImportedValue | None:
    """Make a value of a row of `latest`; None if the rules do not ask, or no answer is given.

    Only an answer that the mapping's YAML names is taken.
    """
    if rule is None or answer == "":
        return None
    source_cells = tuple(
        SourceCell(cell["file"], int(cell["line"]), cell["field"], cell["code"] or "")
        for cell in cells
    )
    if answer is None:
        for cell in source_cells:
            unusable.add(UnusableRow(cell.file, cell.line, cell.field, "disagree"))
        return None
    state = UNANSWERED_WORDS.get(answer, "answered")
    level = answer if state == "answered" else ""
    if level and level not in (rule.hints if hint else rule.fills):
        return None
    is_level = bool(level)
    return ImportedValue(
        rule.question,
        state,
        level,
        hint and is_level,
        at_least and is_level,
        day or "",
        source_cells,
    )


def _tallies(
    by_question: Mapping[str, QuestionRule], clients: Sequence[ImportedClient]
) -> tuple[QuestionTally, ...]:
    """Count, for each question, the people with an answer of each sort."""
    counts: Counter[tuple[str, str]] = Counter(
        (question, "hint" if value.hint else value.state)
        for client in clients
        for question, value in client.values.items()
    )
    return tuple(
        QuestionTally(
            rule,
            counts[question, "answered"],
            counts[question, "not_known"],
            counts[question, "refused"],
            counts[question, "hint"],
        )
        for question, rule in by_question.items()
    )
