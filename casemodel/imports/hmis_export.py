"""The year of the specification that an HMIS export follows, and its day of counting."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from casemodel.files.problems import Problem, ProblemsFound
from casemodel.imports.database import value_of
from casemodel.imports.mapping import RecordMapping

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_YEAR = r"""select max(regexp_extract("CSVVersion", '20\d\d')) from export"""
_DAY = """
    select least(max(day("ExportDate")), max(day("ExportEndDate")))::varchar from export
"""
_LATEST = """
    select max(day(given))::varchar from (
        select "EntryDate" as given from enrollment
        union all select "InformationDate" from disabilities
        union all select "InformationDate" from current_living_situation
        union all select "ExitDate" from exit)
"""


def year_of(
    connection: "DuckDBPyConnection",
    spec: RecordMapping,
    headers: Mapping[str, Sequence[str]],
    folder: str,
) -> int:
    """Find the year: as the export says, else by a column that only that year has.

    Raises ProblemsFound if neither tells.
    """
    stated = value_of(connection, _YEAR)
    if stated and int(stated) >= min(spec.years):
        return max(year for year in spec.years if year <= int(stated))
    for table, by_column in spec.year_by_column.items():
        names = {name.casefold() for name in headers.get(table, ())}
        for column, year in by_column.items():
            if column.casefold() in names:
                return year
    message = "The export does not say which year's specification it follows."
    expected = f"--year and one of {', '.join(map(str, spec.years))}"
    raise ProblemsFound((Problem("P604", folder, 0, 0, message, expected=expected),))


def day_of(connection: "DuckDBPyConnection") -> str:
    """Give the earlier of the day the export was made and the end of its period, as ISO.

    Without them it is the latest date on file; '' if there is none. The macros of common.sql must
    be there.
    """
    return str(value_of(connection, _DAY) or value_of(connection, _LATEST) or "")
