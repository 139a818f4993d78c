"""A sheet from a file, by the ending of its name, or from standard input."""

from collections.abc import Callable
from pathlib import Path

from casemodel.knowledge.values import Rules
from casemodel.problems import WrongUse
from casemodel.reading.files import refuse
from casemodel.reading.sheets.caseload_map import CaseloadMap
from casemodel.reading.sheets.excel_file import ENDINGS, open_excel
from casemodel.reading.sheets.forms import form_named
from casemodel.reading.sheets.layout import count_named, names_of
from casemodel.reading.sheets.sheet import Cells, Sheet
from casemodel.reading.sheets.stream import Streams


def open_sheet(
    path: str, rules: Rules, mapped: CaseloadMap, worksheet: str | None, streams: Streams
) -> Sheet:
    """The sheet in a CSV or Excel file, or in the CSV on standard input for '-'.

    `worksheet` names one of an Excel file. Raises ProblemsFound, and WrongUse where a package is
    missing or the choice makes no sense.
    """
    known = names_of(rules)
    named: Callable[[Cells], int] = lambda cells: count_named(cells, known, mapped)  # noqa: E731
    ending = Path(path).suffix.casefold()
    if ending in ENDINGS:
        return open_excel(path, named, worksheet)
    if form := form_named(path):
        refuse("P501", path, form)
    if worksheet is not None:
        raise WrongUse("--sheet only goes with Excel files.")
    from casemodel.reading.sheets.csv_file import open_csv

    return open_csv(path, named, streams)
