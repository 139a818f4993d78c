"""An Excel file as a sheet: the results of formulas as they were saved, and no links followed."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from casemodel.caseload.layout import letters
from casemodel.files.content import refuse
from casemodel.files.limits import HEADER_ROWS, SHEET_COLUMNS
from casemodel.files.problems import Problem, ProblemsFound, WrongUse
from casemodel.tables.excel_check import WorksheetCounts, check_excel
from casemodel.tables.sheet import Cells, Sheet

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

ENDINGS = (".xlsx", ".xlsm")
"""How the name of an Excel file ends."""

NEEDED = 'Excel files need one more package: pip install "casemodel[xlsx]", or save as CSV.'
"""What is said where the packages that read and write Excel are missing."""


def open_excel(path: str | Path, named: Callable[[Cells], int], wanted: str | None) -> Sheet:
    """The sheet of this name, or the only one with a row of names that are known.

    Raises ProblemsFound, and WrongUse where the package that reads Excel is missing.
    """
    file = str(path)
    parts = check_excel(path)
    workbook = _workbook(path, file)
    if len(parts) != len(workbook.sheet_names):
        _broken(file)
    chosen = _chosen(workbook, named, wanted, file)
    said = [] if len(workbook.sheet_names) == 1 else [f"The sheet read is {chosen.name!r}."]
    part = parts[workbook.sheet_names.index(chosen.name)]
    _refuse_unsaved(part, file)
    said += _said_of(part)
    merged = chosen.merged_cell_ranges or []
    if merged:
        first = min(merged)[0]
        place = f"{letters(first[1])}{first[0] + 1}"
        said.append(f"It has merged cells, first at {place}: only the first of each is filled.")
    if chosen.total_width > SHEET_COLUMNS:
        refuse("P502", file, f"A row has more than {SHEET_COLUMNS} columns.")
    progress = _Progress()
    rows = progress.over(_padded(chosen))
    return Sheet(file, chosen.name, rows, tuple(said), progress.done, chosen.total_height)


class _Progress:
    """Counts the rows that go by."""

    def __init__(self) -> None:
        self._count = 0

    def done(self) -> int:
        """How many there were."""
        return self._count

    def over(self, rows: Iterator[Cells]) -> Iterator[Cells]:
        """The rows, counted."""
        for row in rows:
            self._count += 1
            yield row


def _workbook(path: str | Path, file: str) -> "CalamineWorkbook":
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise WrongUse(NEEDED) from None
    try:
        return CalamineWorkbook.from_path(path)
    except (CalamineError, OSError, ValueError):
        _broken(file)


def _chosen(
    workbook: "CalamineWorkbook", named: Callable[[Cells], int], wanted: str | None, file: str
) -> "CalamineSheet":
    """The sheet to read. Raises ProblemsFound where that is not certain."""
    from python_calamine import CalamineError, SheetTypeEnum

    names = [s.name for s in workbook.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    if wanted is not None and wanted not in names:
        raise _which("This sheet does not exist.", names, file)
    meant = names if wanted is None else [wanted]
    try:
        if len(meant) > 1:
            meant = [name for name in names if _is_known(workbook.get_sheet_by_name(name), named)]
        if len(meant) == 1:
            return workbook.get_sheet_by_name(meant[0])
    except (CalamineError, ValueError):
        _broken(file)
    several = "More than one sheet has columns that are known."
    raise _which(several if meant else "No sheet has columns that are known.", meant or names, file)


def _is_known(sheet: "CalamineSheet", named: Callable[[Cells], int]) -> bool:
    """Whether one of the first rows of a sheet names a column that is known."""
    first = sheet.to_python(skip_empty_area=False, nrows=HEADER_ROWS)
    return any(map(named, _texts(first)))


def _broken(file: str) -> NoReturn:
    refuse("P501", file, "This Excel file is broken, and cannot be read. Open and save it again.")


def _which(message: str, names: list[str], file: str) -> ProblemsFound:
    expected = "--sheet with one of: " + ", ".join(names)
    return ProblemsFound((Problem("P513", file, 0, 0, message, expected=expected),))


def _padded(sheet: "CalamineSheet") -> Iterator[Cells]:
    """All rows from the first of the sheet, each from its first column, which iter_rows skips."""
    before = [""] * (sheet.start or (0, 0))[1]
    for cells in _texts(sheet.iter_rows()):
        yield before + cells if before else cells


def _texts(rows: Any) -> Iterator[Cells]:
    for row in rows:
        yield [cell if type(cell) is str else _text(cell) for cell in row]


def _text(cell: Any) -> str:
    """A cell as it would stand in a CSV file."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell)


def _refuse_unsaved(part: WorksheetCounts, file: str) -> None:
    problems = []
    if part.errors:
        message = "Cells contain an error, such as #N/A or #REF!, instead of an answer."
        problems.append(Problem("P512", file, 0, 0, message, expected="the errors put right"))
    if part.without_result:
        message = "Cells contain formulas without a result. casemodel would read them as blank."
        expected = "the file opened in Excel and saved, or the results pasted as values"
        problems.append(Problem("P512", file, 0, 0, message, expected=expected))
    if problems:
        raise ProblemsFound(tuple(problems))


def _said_of(part: WorksheetCounts) -> list[str]:
    said = []
    if part.formulas:
        said.append(
            "It has formulas: their last saved results were read, and no link was followed."
        )
    if part.hidden:
        said.append("It has hidden rows; they were read like the others.")
    return said
