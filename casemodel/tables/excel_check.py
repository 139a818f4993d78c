"""Whether an Excel file can be opened at all, looked at before anything unpacks it whole.

The library that reads the cells makes a rectangle that holds the farthest of them, and ends the
program where there is no memory for it. So every part is unpacked here first, a block at a time
and only so far, to see how much there is and how far the cells of each sheet reach.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
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
_REACH = re.compile(rb"""<(?:c|row)\b[^>]{0,200}?\br\s*=\s*["']([^"'>]{0,20})""")
_CELL_NAME = re.compile(rb"([A-Z]{0,3})([0-9]{1,7})")
_LONG = re.compile(rb"<(?:c|row)\b[^>]{201}")  # longer than any program writes
_ERROR = re.compile(rb'<c\b[^>]{0,200}?\bt="e"')
_EMPTY_FORMULA = re.compile(
    rb'<c\b(?![^>]{0,200}\bt="str")[^>]{0,200}>\s*'  # a text may be empty, a result may not
    rb"<f\b(?:[^>]{0,200}/>|[^>]{0,200}>[^<]{0,9000}</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_FORMULA, _HIDDEN = re.compile(rb"<f\b"), re.compile(rb'<row\b[^>]{0,300}?\bhidden="1"')
_CELL = re.compile(rb"<c\b")
_COUNTED = (_ERROR, _FORMULA, _EMPTY_FORMULA, _HIDDEN, _CELL)
_OVERLAP = 16 * 1024
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHEET_ID = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\b\w+:id="([^"]{1,200})"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'\b(Id|Target)="([^"]{1,500})"')


class WorksheetCounts(NamedTuple):
    """What was seen in one worksheet: counts of cells and rows.

    `cells` are those of the rectangle that holds them all.
    """

    cells: int
    errors: int
    formulas: int
    without_result: int
    hidden: int


_NOTHING = WorksheetCounts(0, 0, 0, 0, 0)
_FEW_BLOCKS = 8


def check_excel(path: str | Path) -> tuple[WorksheetCounts, ...]:
    """What each sheet holds, in the order of the workbook.

    Raises ProblemsFound where the file is no .xlsx or .xlsm, or holds more than is read.
    """
    file = str(path)
    with open_regular(path) as stream:
        _refuse_other(stream.read(len(_ZIP)), file)
        if stream.seek(0, 2) > EXCEL_BYTES:
            _too_large(file)
        try:
            with zipfile.ZipFile(stream) as archive:
                return _parts(archive, stream, file)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
            _broken(file)


def _refuse_other(start: bytes, file: str) -> None:
    if start.startswith(_OLD_EXCEL):
        message = "This is an Excel file of the old form, or one with a password."
        refuse("P501", file, f"{message} Save it as .xlsx without a password.")
    if not start:
        refuse("P105", file, "The file is empty.")
    if start != _ZIP:
        message = "This is not an Excel file, though its name ends like one. Save it as .xlsx"
        refuse("P501", file, f"{message} or, if it is text, name it .csv")


def _parts(archive: zipfile.ZipFile, stream: BinaryIO, file: str) -> tuple[WorksheetCounts, ...]:
    members = archive.infolist()
    if not any(member.filename == _WORKBOOK for member in members):
        refuse("P501", file, "This is not an Excel workbook of the form .xlsx. Save it as .xlsx")
    if len(members) > _PARTS:
        _too_large(file)
    found: dict[str, WorksheetCounts] = {}
    texts: dict[str, bytes] = {}
    room, cells = EXCEL_UNPACKED, 0
    for member in members:
        blocks = _unpacked(member, stream, file)
        if member.filename.startswith(_WORKSHEETS) and member.filename.endswith(".xml"):
            found[member.filename], size = _look(blocks, room, file)
            cells += found[member.filename].cells
            if cells > EXCEL_CELLS:
                _too_large(file)
        elif member.filename in (_WORKBOOK, _RELATIONS):
            texts[member.filename] = b"".join(islice(blocks, _FEW_BLOCKS))
            size = len(texts[member.filename])
        else:
            size = _size(blocks, room, file)
        room -= size
    return _in_order(found, texts, file)


def _size(blocks: Iterator[bytes], room: int, file: str) -> int:
    """The size of a part. Raises ProblemsFound as soon as there is no more room."""
    size = 0
    for block in blocks:
        size += len(block)
        if size > room:
            _too_large(file)
    return size


def _in_order(
    found: dict[str, WorksheetCounts], texts: dict[str, bytes], file: str
) -> tuple[WorksheetCounts, ...]:
    """The worksheets in the order of the workbook, as its own table of parts says.

    A worksheet that lies where none was looked at is refused: its cells were not counted.
    """
    targets = {}
    for relation in _RELATION.findall(texts.get(_RELATIONS, b"")):
        named = dict(_ATTRIBUTE.findall(relation))
        target = named.get(b"Target", b"").decode("utf-8", "replace")
        targets[named.get(b"Id", b"")] = target.removeprefix("/").removeprefix("xl/")
    ids = _SHEET_ID.findall(texts.get(_WORKBOOK, b""))
    parts = [f"xl/{targets.get(one, '')}" for one in ids]
    if any(part not in found and not part.startswith(_OTHER_SHEETS) for part in parts):
        _broken(file)
    return tuple(found.get(part, _NOTHING) for part in parts)


_OTHER_SHEETS = ("xl/chartsheets/", "xl/dialogsheets/")


def _unpacked(member: zipfile.ZipInfo, stream: BinaryIO, file: str) -> Iterator[bytes]:
    """A member's bytes, a block at a time, whatever the archive says of their number."""
    if member.flag_bits & 1 or member.compress_type not in (_STORED, _DEFLATED):
        _broken(file)
    stream.seek(member.header_offset)
    header = stream.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER or not header.startswith(_ZIP):
        _broken(file)
    lengths = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    stream.seek(lengths, 1)
    left = member.compress_size
    inflate = zlib.decompressobj(-15) if member.compress_type == _DEFLATED else None
    while left > 0:
        packed = stream.read(min(_BLOCK, left))
        if not packed:
            _broken(file)
        left -= len(packed)
        if inflate is None:
            yield packed
            continue
        while packed:
            yield inflate.decompress(packed, _BLOCK)
            packed = inflate.unconsumed_tail


def _look(blocks: Iterator[bytes], room: int, file: str) -> tuple[WorksheetCounts, int]:
    """What a worksheet holds, and its size. Text that spans blocks is seen by an overlap."""
    size = rows = columns = 0
    counts = dict.fromkeys(_COUNTED, 0)
    kept = b""
    for block in blocks:
        size += len(block)
        text = kept + block
        for found in _REACH.finditer(text):
            if found.end() == len(text):  # cut here; the overlap shows it whole with the next block
                break
            named = _CELL_NAME.fullmatch(found[1])
            if named is None:  # the reader of cells would believe it, and ask for the memory
                _broken(file)
            rows, columns = max(rows, int(named[2])), max(columns, _number(named[1]))
        if _LONG.search(text):
            _broken(file)
        for pattern in _COUNTED:  # what ends in the overlap was counted with the block before
            counts[pattern] += sum(1 for one in pattern.finditer(text) if one.end() > len(kept))
        if size > room or max(rows * columns, counts[_CELL]) > EXCEL_CELLS:
            _too_large(file)
        kept = text[-_OVERLAP:]
    cells = max(rows * columns, counts[_CELL])
    seen = (counts[one] for one in (_ERROR, _FORMULA, _EMPTY_FORMULA, _HIDDEN))
    return WorksheetCounts(cells, *seen), size


def _number(letters: bytes) -> int:
    """The number of a column from its letters: 1 for A; 0 without any."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _too_large(file: str) -> NoReturn:
    message = "This Excel file contains more than casemodel reads."
    expected = (
        f"at most {EXCEL_CELLS:,} cells, counting empty ones up to the farthest, "
        f"in {EXCEL_UNPACKED // 1024**2} MB unpacked; a CSV file may be of any size"
    )
    raise ProblemsFound((Problem("P502", file, 0, 0, message, expected=expected),))


def _broken(file: str) -> NoReturn:
    refuse("P501", file, "This Excel file is broken, and cannot be read. Open and save it again.")
