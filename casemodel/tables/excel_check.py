"""Checks of an Excel file before anything unpacks it whole.

Every part is unpacked here first, a block at a time and only so far, to see how much there is, how
far the cells of each sheet reach, and which of them are merged: a sheet says so only at its end.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, NoReturn

from casemodel.files.content import open_regular, refuse
from casemodel.files.limits import EXCEL_BYTES, EXCEL_CELLS, EXCEL_UNPACKED
from casemodel.files.problems import Problem, ProblemsFound

_BLOCK = 256 * 1024
_PARTS = 5_000
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LOCAL_HEADER = 30
_STORED, _DEFLATED = 0, 8
_WORKSHEETS = "xl/worksheets/"
_REACH = re.compile(rb"""<(?:\w+:)?(?:c|row)\b[^>]{0,200}?\br\s*=\s*["']([^"'>]{0,20})""")
_CELL_NAME = re.compile(rb"([A-Z]{0,3})([0-9]{1,7})")
_LONG = re.compile(rb"<(?:\w+:)?(?:c|row)\b[^>]{201}")  # longer than any program writes
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_HIDDEN = re.compile(rb'<(?:\w+:)?row\b[^>]{0,300}?\bhidden="1"')
_CELL = re.compile(rb"<(?:\w+:)?c\b")
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\b[^>]{0,300}?\bhidden="1"')
_COUNTED = (_FORMULA, _HIDDEN, _HIDDEN_COLUMN, _CELL)
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\b[^>]{0,100}?\bref\s*=\s*["']"""
    rb"""([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})["']"""
)
_OVERLAP = 16 * 1024
_WORKBOOK = "xl/workbook.xml"
_MERGES = 100_000


class Area(NamedTuple):
    """Cells that are merged into one: rows and columns from 1, all of them included."""

    top: int
    left: int
    bottom: int
    right: int


class WorksheetCounts(NamedTuple):
    """Counts of one worksheet: cells, rows, formulas, hidden rows and columns; and merged areas.

    `cells` are those of the rectangle that holds them all, `rows` those of it.
    """

    cells: int
    rows: int
    formulas: int
    hidden: int
    hidden_columns: int
    merged: tuple[Area, ...]


def check_excel(path: str | Path) -> dict[str, WorksheetCounts]:
    """Look through all parts of an Excel file, and count each worksheet, by the part's name.

    Raises ProblemsFound if the file is not .xlsx or .xlsm, or holds more than is read.
    """
    file = str(path)
    with open_regular(path) as stream:
        _refuse_other(stream.read(len(_ZIP)), file)
        if stream.seek(0, 2) > EXCEL_BYTES:
            too_large(file)
        try:
            with zipfile.ZipFile(stream) as archive:
                return _parts(archive, stream, file)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
            broken(file)


def _refuse_other(start: bytes, file: str) -> None:
    if start.startswith(_OLD_EXCEL):
        message = "This is an Excel file of the old form, or one with a password."
        refuse("P501", file, f"{message} Save it as .xlsx without a password.")
    if not start:
        refuse("P105", file, "The file is empty.")
    if start != _ZIP:
        message = "This is not an Excel file, though its name ends like one. Save it as .xlsx"
        refuse("P501", file, f"{message} or, if it is text, name it .csv")


def _parts(archive: zipfile.ZipFile, stream: BinaryIO, file: str) -> dict[str, WorksheetCounts]:
    members = archive.infolist()
    if not any(member.filename == _WORKBOOK for member in members):
        refuse("P501", file, "This is not an Excel workbook of the form .xlsx. Save it as .xlsx")
    if len(members) > _PARTS:
        too_large(file)
    counts: dict[str, WorksheetCounts] = {}
    room, cells = EXCEL_UNPACKED, 0
    for member in members:
        blocks = unpacked(member, stream, file)
        if member.filename.startswith(_WORKSHEETS) and member.filename.endswith(".xml"):
            counts[member.filename], size = _look(blocks, room, file)
            cells += counts[member.filename].cells
            if cells > EXCEL_CELLS:
                too_large(file)
        else:
            size = _size(blocks, room, file)
        room -= size
    return counts


def _size(blocks: Iterator[bytes], room: int, file: str) -> int:
    """Measure a part. Raises ProblemsFound as soon as there is no more room."""
    size = 0
    for block in blocks:
        size += len(block)
        if size > room:
            too_large(file)
    return size


def unpacked(member: zipfile.ZipInfo, stream: BinaryIO, file: str) -> Iterator[bytes]:
    """Yield a member's bytes, a block at a time, whatever the archive says of their number."""
    if member.flag_bits & 1 or member.compress_type not in (_STORED, _DEFLATED):
        broken(file)
    stream.seek(member.header_offset)
    header = stream.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER or not header.startswith(_ZIP):
        broken(file)
    lengths = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    stream.seek(lengths, 1)
    left = member.compress_size
    inflate = zlib.decompressobj(-15) if member.compress_type == _DEFLATED else None
    while left > 0:
        packed = stream.read(min(_BLOCK, left))
        if not packed:
            broken(file)
        left -= len(packed)
        if inflate is None:
            yield packed
            continue
        while packed:
            yield inflate.decompress(packed, _BLOCK)
            packed = inflate.unconsumed_tail


def _look(blocks: Iterator[bytes], room: int, file: str) -> tuple[WorksheetCounts, int]:
    """Count a worksheet, and measure it. Text that spans blocks is seen by an overlap."""
    size = rows = columns = 0
    counts = dict.fromkeys(_COUNTED, 0)
    merged: list[Area] = []
    overlap = b""
    for block in blocks:
        size += len(block)
        text = overlap + block
        for cell in _REACH.finditer(text):
            if cell.end() == len(text):  # cut here; the overlap shows it whole with the next block
                break
            cell_name = _CELL_NAME.fullmatch(cell[1])
            if cell_name is None:
                broken(file)
            rows, columns = max(rows, int(cell_name[2])), max(columns, _number(cell_name[1]))
        if _LONG.search(text):
            broken(file)
        for pattern in _COUNTED:  # what ends in the overlap was counted with the block before
            counts[pattern] += sum(
                1 for match in pattern.finditer(text) if match.end() > len(overlap)
            )
        merged += (
            _area(match, file) for match in _MERGED.finditer(text) if match.end() > len(overlap)
        )
        if size > room or max(rows * columns, counts[_CELL]) > EXCEL_CELLS:
            too_large(file)
        if len(merged) > _MERGES:
            too_large(file)
        overlap = text[-_OVERLAP:]
    cells = max(rows * columns, counts[_CELL])
    within = _within(merged, rows, columns, file)
    hidden = (counts[_HIDDEN], counts[_HIDDEN_COLUMN])
    return WorksheetCounts(cells, rows, counts[_FORMULA], *hidden, within), size


def _area(match: re.Match[bytes], file: str) -> Area:
    area = Area(int(match[2]), _number(match[1]), int(match[4]), _number(match[3]))
    if area.top > area.bottom or area.left > area.right:
        broken(file)
    return area


def _within(merged: list[Area], rows: int, columns: int, file: str) -> tuple[Area, ...]:
    """Cut merged areas to where there are cells. Raises ProblemsFound if they cover too many.

    Areas do not overlap in a workbook that a program has written.
    """
    clipped = tuple(
        area._replace(bottom=min(area.bottom, rows), right=min(area.right, columns))
        for area in merged
        if area.top <= rows and area.left <= columns
    )
    covered = sum((a.bottom - a.top + 1) * (a.right - a.left + 1) for a in clipped)
    if covered > EXCEL_CELLS:
        too_large(file)
    return clipped


def _number(letters: bytes) -> int:
    """Give the number of a column from its letters: 1 for A; 0 without any."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def too_large(file: str) -> NoReturn:
    """Raise ProblemsFound for a workbook that holds more than is read."""
    message = "This Excel file holds more than is read from one."
    expected = (
        f"at most {EXCEL_CELLS:,} cells, counting empty ones up to the farthest, "
        f"in {EXCEL_UNPACKED // 1024**2} MB unpacked; a CSV file may be of any size"
    )
    raise ProblemsFound((Problem("P502", file, 0, 0, message, expected=expected),))


def broken(file: str) -> NoReturn:
    """Refuse a workbook that is not as workbooks are."""
    refuse("P501", file, "This Excel file is broken, and cannot be read. Open and save it again.")
