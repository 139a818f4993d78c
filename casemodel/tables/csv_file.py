"""A CSV file as a sheet: its separator and encoding are found, and its rows read one at a time."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO
from zlib import crc32

from casemodel.files.content import refuse, refuse_changed, shown_name
from casemodel.files.limits import HEADER_ROWS, SHEET_CELL, SHEET_COLUMNS, SHEET_ROW
from casemodel.files.problems import ProblemsFound
from casemodel.tables.csv_text import (
    head_of,
    look_through,
    refuse_quotes,
    refuse_row,
    refuse_unread,
)
from casemodel.tables.sheet import LONGEST, Cells, Sheet
from casemodel.tables.stream import Streams, packed_place, packed_size

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
"""The separators of columns, and their names."""

_HINT = "sep="
_BLOCK = 256 * 1024


def open_csv(path: str, count_names: Callable[[Cells], int], streams: Streams) -> Sheet:
    """Open the sheet in a CSV file.

    `count_names` counts the cells of a row that are known column names. The separator is the one by
    which most column names are known; if none are, the one that cuts the first rows into equally
    many cells. Raises ProblemsFound.
    """
    file = shown_name(path)
    encoding, check_sum = look_through(streams.open(path), file)
    head = head_of(streams.open(path), encoding)
    hinted = head[len(_HINT)] if head[:4].casefold() == _HINT and head[5:6] in "\r\n" else ""
    separator = hinted or _separator(head, count_names, file)
    stream = streams.open(path)
    size = packed_size(stream)
    summed = Summed(stream)
    text = io.TextIOWrapper(io.BufferedReader(summed, _BLOCK), encoding.codec, newline="")
    if hinted:
        text.readline()
    remarks = []
    if separator != ",":
        remarks.append(
            f"Its columns are separated by {SEPARATORS.get(separator, 'a sign of its own')}."
        )
    if encoding.remark:
        remarks.append(encoding.remark)
    first = 2 if hinted else 1

    def unchanged() -> None:
        """Refuse the file if it has changed since it was opened."""
        streams.refuse_changed(path)

    def rows() -> Iterator[Cells]:
        """Yield the rows; at the end, refuse a file that changed meanwhile."""
        with text:
            try:
                yield from rows_of(text, separator, file, first)
            except ProblemsFound:
                unchanged()
                raise
        unchanged()
        if summed.check_sum != check_sum:
            refuse_changed(file)

    plain = not hinted and not encoding.remark
    done = lambda: packed_place(stream)  # noqa: E731
    return Sheet(file, "", rows(), remarks, done, size, separator if plain else "")


class Summed(io.RawIOBase):
    """The bytes of a stream, with the check sum of those that have been read."""

    def __init__(self, stream: BinaryIO) -> None:
        """Take an open stream; it is closed with this one."""
        self.check_sum = 0
        self._stream = stream

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Read the next bytes into the buffer, and give their number. Raises OSError."""
        data = self._stream.read(memoryview(buffer).nbytes)
        self.check_sum = crc32(data, self.check_sum)
        memoryview(buffer).cast("B")[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the stream too."""
        if not self.closed:
            self._stream.close()
        super().close()


def _separator(head: str, count_names: Callable[[Cells], int], file: str) -> str:
    """Choose the one separator that makes sense of the first rows."""
    parsed = {mark: _first_rows(head, mark) for mark in SEPARATORS}
    known = {mark: max(map(count_names, rows), default=0) for mark, rows in parsed.items()}
    best = [mark for mark in SEPARATORS if known[mark] == max(known.values())]
    if len(best) == 1:
        return best[0]
    even = [mark for mark in best if _is_even(parsed[mark])]
    if len(even) == 1:
        return even[0]
    if even or any(len(cells) > 1 for rows in parsed.values() for cells in rows):
        message = "It cannot be told what separates the columns: commas, semicolons, tabs or bars."
        refuse("P506", file, f"{message} Save the file as CSV with commas.")
    return ","  # a single column, whatever separates


def _first_rows(head: str, separator: str) -> list[Cells]:
    """List the rows of the head that are surely whole."""
    lines = head.splitlines(keepends=True)
    rows: list[Cells] = []
    with suppress(csv.Error):
        rows += islice(csv.reader(lines, delimiter=separator), HEADER_ROWS)
    return rows[:-1] if len(rows) > 1 and len(rows) < HEADER_ROWS else rows


def _is_even(rows: list[Cells]) -> bool:
    """Say whether the rows that are not blank have one number of cells, and more than one."""
    widths = {len(cells) for cells in rows if cells}
    return len(widths) == 1 and widths.isdisjoint({1})


class _RowTooLong(Exception):
    """Quotation marks hold more lines together than a row may have."""


class _Bounded:
    """Lines of a text, which end in _RowTooLong where one row holds too many characters.

    `row` counts the characters of a row. The reader sets it to 0 where a row begins.
    """

    def __init__(self, text: Iterable[str]) -> None:
        self.row = 0
        self._text = text

    def __iter__(self) -> Iterator[str]:
        for line in self._text:
            self.row += len(line)
            if self.row > SHEET_ROW and self.row - _end_of(line) > SHEET_ROW:
                raise _RowTooLong
            yield line


def _end_of(line: str) -> int:
    """The number of characters that end a line."""
    return len(line) - len(line.rstrip("\r\n"))


def rows_of(text: Iterable[str], separator: str, file: str, first: int) -> Iterator[Cells]:
    """Yield the rows of lines, of which the first has this number; long cells are cut.

    Raises ProblemsFound where quotation is broken.
    """
    lines = _Bounded(text)
    csv.field_size_limit(SHEET_CELL)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        line = reader.line_num + first
        lines.row = 0
        try:
            cells = next(reader, None)
        except _RowTooLong:
            refuse_row(file, line)
        except csv.Error as error:
            refuse_quotes(str(error), file, line)
        except (OSError, UnicodeError):
            refuse_unread(file)
        if cells is None:
            return
        if len(cells) > SHEET_COLUMNS:
            refuse("P502", file, f"A row has more than {SHEET_COLUMNS} columns.", line)
        if max(map(len, cells), default=0) > LONGEST:
            cells = [cell[:LONGEST] for cell in cells]
        yield cells
