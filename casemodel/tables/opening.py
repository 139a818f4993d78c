"""Opening a sheet: a file, by the ending of its name, or standard input."""

from collections.abc import Callable
from pathlib import Path

from casemodel.files.content import refuse
from casemodel.files.problems import WrongUse
from casemodel.knowledge.values import Rules
from casemodel.tables.column_map import CaseloadMap
from casemodel.tables.excel_file import ENDINGS, open_excel
from casemodel.tables.forms import form_named
from casemodel.tables.layout import count_named, names_of
from casemodel.tables.parquet_file import ENDING, open_parquet
from casemodel.tables.sheet import Cells, Sheet
from casemodel.tables.stream import Streams


def open_sheet(
    path: str, rules: Rules, mapped: CaseloadMap, worksheet: str | None, streams: Streams
) -> Sheet:
    """Open the sheet in a CSV, Excel or Parquet file, or the CSV on standard input for '-'.

    `worksheet` names one of an Excel file. Raises ProblemsFound, and WrongUse if a package is
    missing or the choice makes no sense.
    """
    known = names_of(rules)
    count_names: Callable[[Cells], int] = lambda cells: count_named(cells, known, mapped)  # noqa: E731
    if Path(path).is_dir():
        refuse("P508", path, "The folder holds no CSV, Excel or Parquet file.")
    ending = Path(path).suffix.casefold()
    if ending in ENDINGS:
        return open_excel(path, count_names, worksheet)
    if form := form_named(path):
        refuse("P501", path, form)
    if worksheet is not None:
        raise WrongUse("--sheet only goes with Excel files.")
    if ending == ENDING:
        return open_parquet(path)
    from casemodel.tables.csv_file import open_csv

    return open_csv(path, count_names, streams)
