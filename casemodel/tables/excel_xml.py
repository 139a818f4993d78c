"""The XML parts of an Excel workbook, read a block at a time, so that no file fills the memory.

Expat calls back for every element; a part that goes on for megabytes without one is refused. The
text that a cell shows is made here: the saved results of formulas, texts, and dates by the format
of the cell.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from datetime import date, datetime, timedelta
from math import isfinite
from sys import getsizeof
from typing import NamedTuple
from xml.parsers import expat

from casemodel.caseload.values import Unread
from casemodel.files.content import refuse
from casemodel.files.limits import EXCEL_ENTRIES, EXCEL_TEXT
from casemodel.tables.excel_check import Area, broken, too_large
from casemodel.tables.sheet import LONGEST

Attributes = Mapping[str, str]

_TOKEN = 4 * 1024 * 1024  # bytes; no single tag or comment of a real workbook is as long
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_BUILT_IN_ELAPSED = 46
_NO_PART_OF_A_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_COLUMN = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_FIRST_DAY, _FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - no zone
_NO_LEAP_DAY = 60  # Excel counts a 29 February 1900, which there was not
_LAST_DAY = 2_958_466  # the day after 9999-12-31
_SECONDS = 86_400


class SheetName(NamedTuple):
    """A sheet of the workbook: its name, whether it is shown, and the id of its part."""

    name: str
    hidden: bool
    relation: str


class Relation(NamedTuple):
    """The kind of a part, as the last word of its type, and its name in the archive."""

    kind: str
    target: str


class Styles(NamedTuple):
    """The kinds of the cell formats by number: a date, a time that may pass a day, or neither."""

    kinds: tuple[str, ...]
    from_1904: bool


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def parse(
    blocks: Iterable[bytes],
    file: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] = lambda _name: None,
    text: Callable[[str], None] = lambda _text: None,
) -> Iterator[None]:
    """Call back for what is in the blocks of an XML part; names come without a prefix, values cut.

    Yields after each block. Raises ProblemsFound if the part is not well-formed.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(
        _local(name), {_local(key): value[:LONGEST] for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: end(_local(name))
    parser.CharacterDataHandler = text

    def no_doctype(*_: object) -> None:  # no workbook has one; entities could grow without end
        """Refuse a document type."""
        broken(file)

    parser.StartDoctypeDeclHandler = no_doctype
    fed = 0
    try:
        for block in blocks:
            parser.Parse(block, False)
            fed += len(block)
            if fed - max(parser.CurrentByteIndex, 0) > _TOKEN:
                broken(file)
            yield
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError):  # an encoding may be unknown
        broken(file)
    yield


def _refuse_more(entries: Sized, file: str) -> None:
    """Refuse a workbook with more of one thing than any program writes."""
    if len(entries) > EXCEL_ENTRIES:
        too_large(file)


def read_sheet_names(blocks: Iterable[bytes], file: str) -> tuple[tuple[SheetName, ...], bool]:
    """Read the sheets of a workbook in order, and whether its days are counted from 1904."""
    sheets: list[SheetName] = []
    from_1904 = False

    def start(name: str, attributes: Attributes) -> None:
        """Take a sheet, or the properties of the workbook."""
        nonlocal from_1904
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            sheets.append(SheetName(attributes.get("name", ""), hidden, attributes.get("id", "")))
            _refuse_more(sheets, file)
        elif name == "workbookPr":
            from_1904 = attributes.get("date1904", "0") in ("1", "true")

    for _ in parse(blocks, file, start):
        pass
    return tuple(sheets), from_1904


def read_relations(blocks: Iterable[bytes], file: str) -> dict[str, Relation]:
    """Read the parts that a workbook refers to, by their ids."""
    relations: dict[str, Relation] = {}

    def start(name: str, attributes: Attributes) -> None:
        """Take a reference to a part."""
        if name == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = attributes.get("Target", "")
            target = target[1:] if target.startswith("/") else f"xl/{target}"
            relations[attributes.get("Id", "")] = Relation(kind, target)
            _refuse_more(relations, file)

    for _ in parse(blocks, file, start):
        pass
    return relations


def read_styles(blocks: Iterable[bytes], file: str, *, from_1904: bool) -> Styles:
    """Find the cell formats that show a number as a date or a time."""
    formats: dict[str, str] = {}
    used: list[str] = []
    within = ""

    def start(name: str, attributes: Attributes) -> None:
        """Take a number format, or a cell format."""
        nonlocal within
        if name in ("cellXfs", "cellStyleXfs", "dxfs"):
            within = name
        elif name == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            _refuse_more(formats, file)
        elif name == "xf" and within == "cellXfs":
            used.append(attributes.get("numFmtId", "0"))
            _refuse_more(used, file)

    for _ in parse(blocks, file, start):
        pass
    return Styles(tuple(_kind_of(number, formats.get(number)) for number in used), from_1904)


def _kind_of(number: str, code: str | None) -> str:
    """Give 'date', 'elapsed' or '' for a format, by its number and, if it has one, its code."""
    if code is None:
        if number == str(_BUILT_IN_ELAPSED):
            return "elapsed"
        return "date" if number.isdecimal() and int(number) in _BUILT_IN_DATES else ""
    bare = _NO_PART_OF_A_FORMAT.sub("", code.partition(";")[0]).casefold()
    if _ELAPSED.search(bare):
        return "elapsed"
    if bare == "general":
        return ""
    return "date" if set(bare) & set("dmyhs") else ""


def read_texts(blocks: Iterable[bytes], file: str) -> list[str]:
    """Read the shared texts, each cut after the longest that can be an answer.

    Raises ProblemsFound if they would take more memory than is allowed.
    """
    texts: list[str] = []
    gather = _Gather()
    size = 0

    def end(name: str) -> None:
        """Take a text at its end, or pass the element on."""
        nonlocal size
        if name == "si":
            text = gather.taken()
            size += getsizeof(text)
            texts.append(text)
            if size > EXCEL_TEXT:
                too_large(file)
        else:
            gather.end(name)

    for _ in parse(blocks, file, gather.start, end, gather.text):
        pass
    return texts


class _Gather:
    """A gatherer of one cell's text from its runs, without the readings beside Japanese ones."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._within = False
        self._aside = False

    def start(self, name: str, _attributes: Attributes) -> None:
        """Begin an element."""
        if name == "rPh":
            self._aside = True
        self._within = name in ("t", "v") and not self._aside

    def end(self, name: str) -> None:
        """End an element."""
        self._within = False
        if name == "rPh":
            self._aside = False

    def text(self, text: str) -> None:
        """Take text, as much as is kept."""
        if self._within and self._length < LONGEST:
            self._parts.append(text[: LONGEST - self._length])
            self._length += len(text)

    def taken(self) -> str:
        """Give the text; the next one begins."""
        text = "".join(self._parts)
        self._parts, self._length = [], 0
        return text


def read_rows(
    blocks: Iterable[bytes],
    file: str,
    texts: list[str],
    styles: Styles,
    merged: tuple[Area, ...],
    most_columns: int,
) -> Iterator[list[str]]:
    """Yield the rows of a worksheet from its first, each from its first column.

    Raises ProblemsFound if the part is broken or a row too wide.
    """
    reader = _Rows(file, texts, styles, most_columns)
    covered = _Covered(merged)
    number = 0
    for _ in parse(blocks, file, reader.start, reader.end, reader.text):
        for row, cells in reader.finished:
            while number < row - 1:
                number += 1
                yield covered.row(number, [])
            number = row
            yield covered.row(row, cells)
        reader.finished.clear()


class _Rows:
    """Rows of text from the elements of a worksheet; `finished` are those not yet taken."""

    def __init__(self, file: str, texts: list[str], styles: Styles, most: int) -> None:
        self.finished: list[tuple[int, list[str]]] = []
        self._file = file
        self._texts = texts
        self._styles = styles
        self._most = most
        self._row = 0
        self._column = 0
        self._cells: list[str] = []
        self._attributes: Attributes = {}
        self._formula = False
        self._gather = _Gather()
        self.text = self._gather.text

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin an element."""
        if name == "c":
            self._attributes, self._formula = attributes, False
            self._column = self._place_of(attributes.get("r", ""))
            self._gather.taken()
        elif name == "row":
            row = attributes.get("r", "")
            number = int(row) if row.isdecimal() else self._row + 1
            if number <= self._row:
                broken(self._file)
            self._row, self._column, self._cells = number, 0, []
        elif name == "f":
            self._formula = True
        self._gather.start(name, attributes)

    def end(self, name: str) -> None:
        """End an element."""
        self._gather.end(name)
        if name == "row":
            self.finished.append((self._row, self._cells))
        elif name == "c":
            text = self._shown(self._gather.taken())
            if text:
                self._put(text)

    def _put(self, text: str) -> None:
        if self._column > self._most:
            refuse("P502", self._file, f"A row has more than {self._most} columns.", self._row)
        missing = self._column - 1 - len(self._cells)
        if missing < 0:
            broken(self._file)
        self._cells += [""] * missing
        self._cells.append(text)

    def _place_of(self, name: str) -> int:
        """Give the number of a cell's column, from 1; the next one if it is not stated."""
        if not name:
            return self._column + 1
        match = _COLUMN.fullmatch(name)
        if match is None or int(match[2]) != self._row:
            broken(self._file)
        number = 0
        for letter in match[1]:
            number = number * 26 + ord(letter) - ord("A") + 1
        return number

    def _shown(self, value: str) -> str:
        """Write the text that a cell shows, as in a CSV file."""
        kind = self._attributes.get("t", "n")
        if kind == "s":
            return self._shared(value)
        if kind == "e":
            return Unread("error", value)
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if kind != "n":
            return value
        if not value.strip():
            return Unread("formula") if self._formula else ""
        return self._number(value.strip())

    def _shared(self, value: str) -> str:
        if not value.isdecimal() or int(value) >= len(self._texts):
            broken(self._file)
        return self._texts[int(value)]

    def _number(self, value: str) -> str:
        try:
            number = float(value)
        except ValueError:
            broken(self._file)
        style = self._attributes.get("s", "0")
        kinds = self._styles.kinds
        kind = kinds[int(style)] if style.isdecimal() and int(style) < len(kinds) else ""
        if kind:
            return time_text(number, kind, from_1904=self._styles.from_1904)
        return number_text(number)


def number_text(number: float) -> str:
    """Write a number as in a CSV file."""
    if not isfinite(number):
        return Unread("number")
    return str(int(number)) if number.is_integer() else str(number)


def time_text(number: float, kind: str, *, from_1904: bool) -> str:
    """Write a count of days as a date, a time or a length of time; `Unread` if there is none."""
    try:
        seconds = round(number * _SECONDS)
        if kind == "elapsed":
            return str(timedelta(seconds=seconds))
        if not 0 <= number < _LAST_DAY:
            return Unread("date")
        if number < 1 and not from_1904:
            return (_FIRST_DAY + timedelta(seconds=seconds)).time().isoformat()
        return _date_text(seconds, from_1904=from_1904)
    except (OverflowError, ValueError):
        return Unread("date")


def _date_text(seconds: int, *, from_1904: bool) -> str:
    days = seconds // _SECONDS
    if not from_1904 and days == _NO_LEAP_DAY:
        return Unread("date")
    first = _FIRST_DAY_1904 if from_1904 else _FIRST_DAY
    if not from_1904 and days < _NO_LEAP_DAY:
        first += timedelta(days=1)
    moment = first + timedelta(seconds=seconds)
    whole: date = moment.date()
    return whole.isoformat() if seconds % _SECONDS == 0 else moment.isoformat()


class _Covered:
    """Marks on the cells of a merged area but its first; an empty row stays blank."""

    def __init__(self, merged: tuple[Area, ...]) -> None:
        self._waiting = sorted(merged, reverse=True)
        self._open: list[Area] = []
        self._first: dict[Area, str] = {}

    def row(self, number: int, cells: list[str]) -> list[str]:
        """Give the cells of the row of this number; rows come in order."""
        while self._waiting and self._waiting[-1].top <= number:
            area = self._waiting.pop()
            self._open.append(area)
            within = area.top == number and area.left <= len(cells)
            self._first[area] = cells[area.left - 1] if within else ""
        self._open = [area for area in self._open if area.bottom >= number]
        self._first = {area: self._first[area] for area in self._open}
        if not self._open or not any(cells):
            return cells
        for area in self._open:
            first = area.left + (1 if area.top == number else 0)
            if area.right > len(cells):
                cells += [""] * (area.right - len(cells))
            for column in range(first - 1, area.right):  # whatever lies hidden beneath
                covered = Unread("merged")
                if column == area.left - 1:
                    covered.above = self._first[area]
                cells[column] = covered
        return cells
