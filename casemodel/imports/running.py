"""Running an import: load the files, run the mapping's SQL, gather what it says of each person."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from casemodel.files.content import refuse
from casemodel.files.problems import Problem, ProblemsFound, WrongUse
from casemodel.imports.csv_records import LINE, load_folder
from casemodel.imports.database import open_database
from casemodel.imports.fhir_records import load_fhir
from casemodel.imports.mapping import MappingName, RecordMapping, TableSpec, mapping, sql
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

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_UNUSABLE = 1_000
"""The most unusable rows that are listed; all are counted."""

_NO_DAY = "No date could be found in the files to count ages and months from."


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
        ProblemsFound: Files cannot be read, or the year cannot be told.
        DatabaseMissing: DuckDB is not installed.
    """
    found = _Unusable()
    spec = mapping("hmis")
    connection = open_database()
    files, headers = load_folder(connection, folder, spec.tables, found.add)
    year = year or _year(connection, spec, headers, folder)
    counted = day or _hmis_day(connection)
    return _run(connection, "hmis", ("hmis",), rules, found, files, counted, day, year, everyone=everyone)


def import_fhir(files: Sequence[str], rules: Rules, day: str = "") -> ImportResult:
    """Import FHIR resources from NDJSON files and bundles.

    `day` is the day of counting; else the latest date of an encounter, observation or condition.
    Raises as `import_hmis` does.
    """
    found = _Unusable()
    connection = open_database()
    read = load_fhir(connection, files, found.add)
    return _run(connection, "clinical", ("fhir", "clinical"), rules, found, read, day, day, source="FHIR")


def import_synthea(folder: str, rules: Rules, day: str = "") -> ImportResult:
    """Import a folder of Synthea's CSV files. As `import_fhir`."""
    found = _Unusable()
    connection = open_database()
    files, _ = load_folder(connection, folder, mapping("synthea").tables, found.add)
    for name, code, means in mapping("synthea").codes(0):
        found.codes.append((name, code, means))
    return _run(
        connection, "clinical", ("synthea", "clinical"), rules, found, files, day, day, source="Synthea"
    )


class _Unusable:
    """The rows that cannot be used: all are counted, the first are listed."""

    def __init__(self) -> None:
        self.rows: list[UnusableRow] = []
        self.count = 0
        self.codes: list[tuple[str, str, str]] = []

    def add(self, row: UnusableRow) -> None:
        """Count a row, and list it if there is room."""
        self.count += 1
        if len(self.rows) < MOST_UNUSABLE:
            self.rows.append(row)


def _run(
    connection: "DuckDBPyConnection",
    name: MappingName,
    scripts: Sequence[str],
    rules: Rules,
    found: _Unusable,
    files: tuple[ReadFile, ...],
    counted: str,
    given: str,
    year: int = 0,
    *,
    everyone: bool = True,
    source: str = "",
) -> ImportResult:
    spec = mapping(name)
    connection.execute(sql("common"))
    connection.executemany("insert into code_list values (?, ?, ?)", [*spec.codes(year), *found.codes])
    connection.execute("insert into setting values (try_cast(? as date), ?)", [counted or None, everyone])
    for script in scripts:
        connection.execute(sql(script))
    day = str(_one(connection, "select as_of from setting") or "")
    if not day:
        raise ProblemsFound(
            (Problem("P604", files[0].file if files else "", 0, 0, _NO_DAY, expected="--date 2026-03-31"),)
        )
    if spec.tables:
        _check_columns(connection, spec.tables, found)
    connection.execute(sql("finish"))
    for file, line, field, reason in connection.execute(
        "select distinct file, line, field, reason from unusable order by all"
    ).fetchall():
        found.add(UnusableRow(file, line, field, reason))
    by_question = {rule.question: rule for rule in spec.rules_for(rules)}
    clients = _clients(connection, by_question, found)
    people = int(_one(connection, "select count(*) from everybody") or 0)
    return ImportResult(
        source=source or spec.name,
        title=spec.title,
        year=year,
        day=day,
        day_given=bool(given),
        clients=clients,
        passed_over=people - len(clients),
        tallies=_tallies(by_question, clients),
        files=files,
        unusable=tuple(sorted(found.rows)),
        unusable_count=found.count,
    )


def _one(connection: "DuckDBPyConnection", query: str) -> Any:
    row = connection.execute(query).fetchone()
    return row[0] if row else None


def _clients(
    connection: "DuckDBPyConnection", by_question: Mapping[str, QuestionRule], found: _Unusable
) -> tuple[ImportedClient, ...]:
    """Gather what the mapping says of each person, in the order of ids."""
    values: defaultdict[str, dict[str, ImportedValue]] = defaultdict(dict)
    rows = connection.execute(
        "select question, person, answer, hint, at_least, day::varchar, cells from latest "
        "where person in (select person from person) order by question, person"
    )
    while many := rows.fetchmany(10_000):
        for question, person, answer, hint, at_least, day, cells in many:
            rule = by_question.get(question)
            if rule is None or answer == "":
                continue
            at = tuple(SourceCell(c["file"], c["line"], c["field"], c["code"] or "") for c in cells)
            if answer is None:
                for cell in at:
                    found.add(UnusableRow(cell.file, cell.line, cell.field, "disagree"))
                continue
            state = UNANSWERED_WORDS.get(answer, "answered")
            level = answer if state == "answered" else ""
            if level and level not in (rule.hints if hint else rule.fills):
                continue
            values[person][question] = ImportedValue(
                question, state, level, hint and bool(level), at_least and bool(level), day or "", at
            )
    people = [row[0] for row in connection.execute("select distinct person from person order by 1").fetchall()]
    for person in people:
        if what := identifies_elsewhere(person):
            message = f"The id of a person is {what}. Anyone who has it knows who is meant."
            raise ProblemsFound((Problem("P517", "", 0, 0, message, expected="ids of the system itself"),))
    order = list(by_question)
    return tuple(
        ImportedClient(
            person, {q: values[person][q] for q in order if q in values.get(person, {})}
        )
        for person in people
    )


def _tallies(
    by_question: Mapping[str, QuestionRule], clients: Sequence[ImportedClient]
) -> tuple[QuestionTally, ...]:
    counts: Counter[tuple[str, str]] = Counter()
    for client in clients:
        for question, value in client.values.items():
            counts[question, "hint" if value.hint else value.state] += 1
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


def _check_columns(
    connection: "DuckDBPyConnection", tables: Mapping[str, TableSpec], found: _Unusable
) -> None:
    """Note every date that cannot be read or lies after the day of counting, and unknown codes."""
    for table, spec in tables.items():
        for column, kind in spec.kinds.items():
            if kind == "text":
                continue
            if kind == "date":
                reason = f"case when day(\"{column}\") is null then 'no_date' else 'later' end"
                wrong = f'day("{column}") is null or day("{column}") > counting_day()'
                filled = f'word("{column}") is not null'
                if column in spec.needed:
                    filled = "true"
            else:
                reason = "'unknown_code'"
                filled = f'word("{column}") is not null'
                wrong = (
                    f"exists (select 1 from code_list where list = '{kind}') and not exists (select 1 "
                    f"from code_list where list = '{kind}' and code_list.code = code(\"{column}\"))"
                )
            deleted = 'and word("DateDeleted") is null' if "DateDeleted" in spec.kinds else ""
            if table == "export":
                wrong = wrong.replace(f' or day("{column}") > counting_day()', "")
            query = (
                f'insert into unusable select ?, "{LINE}", ?, {reason} from "{table}" '  # noqa: S608
                f"where ({filled}) and ({wrong}) {deleted}"
            )
            connection.execute(query, [spec.file, column])


def _year(
    connection: "DuckDBPyConnection",
    spec: RecordMapping,
    headers: Mapping[str, Sequence[str]],
    folder: str,
) -> int:
    """Tell the year of the specification: as the export says, else by a column only it has."""
    said = _one(connection, r"""select max(regexp_extract("CSVVersion", '20\d\d')) from export""")
    if said and int(said) >= min(spec.years):
        return max(year for year in spec.years if year <= int(said))
    for table, by_column in spec.year_by_column.items():
        names = {name.casefold() for name in headers.get(table, ())}
        for column, year in by_column.items():
            if column.casefold() in names:
                return year
    message = "The export does not say which year's specification it follows."
    raise ProblemsFound(
        (Problem("P604", folder, 0, 0, message, expected=f"--year {', '.join(map(str, spec.years))}"),)
    )


def _hmis_day(connection: "DuckDBPyConnection") -> str:
    """Give the day of an export: the earlier of when it was made and when its period ends."""
    query = """
        select least(max(try_cast(left(trim("ExportDate"), 10) as date)),
                     max(try_cast(left(trim("ExportEndDate"), 10) as date)))::varchar from export"""
    day = _one(connection, query)
    if day:
        return str(day)
    latest = """
        select max(try_cast(left(trim(d), 10) as date))::varchar from (
            select "EntryDate" as d from enrollment
            union all select "InformationDate" from disabilities
            union all select "InformationDate" from current_living_situation
            union all select "ExitDate" from exit)"""
    return str(_one(connection, latest) or "")
