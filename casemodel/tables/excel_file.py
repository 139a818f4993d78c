"""An Excel file as a sheet: the saved results of formulas, and no links followed."""

import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from casemodel.caseload.layout import letters
from casemodel.files.content import has_changed, open_regular, refuse_changed, state_of
from casemodel.files.limits import HEADER_ROWS, NAME_LENGTH, SHEET_COLUMNS
from casemodel.files.problems import Problem, ProblemsFound, shortened
from casemodel.tables.excel_check import WorksheetCounts, broken, check_excel, unpacked
from casemodel.tables.excel_xml import (
    Relation,
    SheetName,
    Styles,
    read_relations,
    read_rows,
    read_sheet_names,
    read_styles,
    read_texts,
)
from casemodel.tables.sheet import Cells, Sheet

ENDINGS = (".xlsx", ".xlsm")
"""The endings of the name of an Excel file."""

_LISTED = 20
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


class _Worksheet(NamedTuple):
    """A worksheet: its name, whether it is hidden, its part in the archive, and its counts."""

    name: str
    hidden: bool
    member: str
    part: WorksheetCounts


def open_excel(
    path: str | Path, count_names: Callable[[Cells], int], sheet_name: str | None
) -> Sheet:
    """Open the sheet of this name, or the only shown one with known column names.

    `count_names` counts the cells of a row that are known column names. Raises ProblemsFound.
    """
    file = str(path)
    workbook = _Workbook(path)
    chosen = _chosen(workbook, count_names, sheet_name)
    part = chosen.part
    remarks = [] if len(workbook.sheets) == 1 else [f"The sheet read is {_called(chosen.name)!r}."]
    remarks += _remarks_on(part)
    progress = _Progress()
    rows = progress.over(workbook.rows(chosen))
    return Sheet(file, chosen.name, rows, remarks, progress.done, part.rows)


class _Progress:
    """A count of rows as they are read."""

    def __init__(self) -> None:
        self._count = 0

    def done(self) -> int:
        """Give the number of rows read."""
        return self._count

    def over(self, rows: Iterator[Cells]) -> Iterator[Cells]:
        """Yield the rows, and count them."""
        for row in rows:
            self._count += 1
            yield row


class _Workbook:
    """A workbook that was looked through; its sheets can be read as often as is needed."""

    def __init__(self, path: str | Path) -> None:
        """Look through the file. Raises ProblemsFound."""
        self.file = str(path)
        self._path = path
        with open_regular(path) as stream:
            self._state = state_of(stream)
        parts = check_excel(path)
        with self._archive() as archive:
            names, from_1904 = read_sheet_names(archive.blocks(_WORKBOOK), self.file)
            relations = read_relations(archive.blocks(_RELATIONS), self.file)
            self._texts = self._optional(archive, relations, "sharedStrings", read_texts) or []
            self._styles = self._read_styles(archive, relations, from_1904=from_1904)
        self.sheets = tuple(self._worksheets(names, relations, parts))

    def _worksheets(
        self,
        names: tuple[SheetName, ...],
        relations: dict[str, Relation],
        parts: dict[str, WorksheetCounts],
    ) -> Iterator[_Worksheet]:
        """Yield the worksheets in order; other sheets, such as charts, hold no cells."""
        for sheet in names:
            relation = relations.get(sheet.relation)
            if relation is None:
                broken(self.file)
            if relation.kind != "worksheet":
                continue
            if relation.target not in parts:
                broken(self.file)
            yield _Worksheet(sheet.name, sheet.hidden, relation.target, parts[relation.target])

    def _optional(
        self,
        archive: "_Archive",
        relations: dict[str, Relation],
        kind: str,
        read: Callable[[Iterator[bytes], str], list[str]],
    ) -> list[str] | None:
        target = next((r.target for r in relations.values() if r.kind == kind), "")
        return read(archive.blocks(target), self.file) if archive.has(target) else None

    def _read_styles(
        self, archive: "_Archive", relations: dict[str, Relation], *, from_1904: bool
    ) -> Styles:
        target = next((r.target for r in relations.values() if r.kind == "styles"), "")
        if not archive.has(target):
            return Styles((), from_1904)
        return read_styles(archive.blocks(target), self.file, from_1904=from_1904)

    def rows(self, sheet: _Worksheet) -> Iterator[Cells]:
        """Yield the rows of a worksheet. Raises ProblemsFound, also if the file has changed."""
        with self._archive() as archive:
            blocks = archive.blocks(sheet.member)
            merged = sheet.part.merged
            yield from read_rows(
                blocks, self.file, self._texts, self._styles, merged, SHEET_COLUMNS
            )

    @contextmanager
    def _archive(self) -> "Iterator[_Archive]":
        """Open the parts of the file. Raises ProblemsFound if it is not as it was."""
        with open_regular(self._path) as stream:
            try:
                with zipfile.ZipFile(stream) as archive:
                    yield _Archive(archive, stream, self.file)
            except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError):
                self._refuse_changed()
                broken(self.file)
            except ProblemsFound:
                self._refuse_changed()
                raise
            self._refuse_changed()

    def _refuse_changed(self) -> None:
        """Raise ProblemsFound if the file is not as it was looked through."""
        if has_changed(self._path, self._state):
            refuse_changed(self.file)


class _Archive:
    """The parts of an open workbook by their names."""

    def __init__(self, archive: zipfile.ZipFile, stream: BinaryIO, file: str) -> None:
        self._members = {member.filename: member for member in archive.infolist()}
        self._stream = stream
        self._file = file

    def has(self, name: str) -> bool:
        """Say whether there is such a part."""
        return name in self._members

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part, a block at a time. Raises ProblemsFound if it is not there."""
        if name not in self._members:
            broken(self._file)
        return unpacked(self._members[name], self._stream, self._file)


def _chosen(
    workbook: _Workbook, count_names: Callable[[Cells], int], sheet_name: str | None
) -> _Worksheet:
    """Choose the sheet to read. Raises ProblemsFound if that is not certain."""
    sheets, file = workbook.sheets, workbook.file
    if sheet_name is not None:
        for sheet in sheets:
            if sheet.name == sheet_name:
                return sheet
        raise _which("There is no such sheet.", sheets, file)
    visible = tuple(sheet for sheet in sheets if not sheet.hidden)
    if len(sheets) == 1:
        return sheets[0]
    known = [sheet for sheet in visible if _is_known(workbook, sheet, count_names)]
    if len(known) == 1:
        return known[0]
    if known:
        raise _which("More than one sheet has columns that are known.", known, file)
    hidden = [sheet for sheet in sheets if sheet.hidden and _is_known(workbook, sheet, count_names)]
    if hidden:
        raise _which("Only a hidden sheet has columns that are known.", hidden, file)
    raise _which("No sheet has columns that are known.", visible or sheets, file)


def _is_known(workbook: _Workbook, sheet: _Worksheet, count_names: Callable[[Cells], int]) -> bool:
    """Say whether one of the first rows of a sheet has a known column name."""
    return any(map(count_names, islice(workbook.rows(sheet), HEADER_ROWS)))


def _which(message: str, sheets: Iterable[_Worksheet], file: str) -> ProblemsFound:
    names = [_called(sheet.name) for sheet in sheets]
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    expected = f"--sheet with one of: {', '.join(names[:_LISTED])}{more}"
    return ProblemsFound((Problem("P513", file, 0, 0, message, expected=expected),))


def _called(name: str) -> str:
    return shortened(name, NAME_LENGTH)


def _remarks_on(part: WorksheetCounts) -> list[str]:
    remarks = []
    if part.formulas:
        remarks.append(
            "It has formulas: their last saved results were read, and no link was followed."
        )
    if part.hidden:
        remarks.append("It has hidden rows; they were read like the others.")
    if part.hidden_columns:
        remarks.append("It has hidden columns; they were read like the others.")
    if part.merged:
        first = min(part.merged)
        place = f"{letters(first.left - 1)}{first.top}"
        remarks.append(f"It has merged cells, first at {place}: only the first of each is filled.")
    return remarks
