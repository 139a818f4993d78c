"""A CSV file in blocks of lines: where the cells of regular lines are, and the others one by one.

A line is regular if a separator and the end of a line are all that is special in it: no quotation
mark, nothing but ASCII, as many cells as there are names. Whatever else there is goes through the
reader of CSV files, which also says where the row after it begins.
"""

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

import numpy as np

from casemodel.caseload.fast.outlook import Flags
from casemodel.caseload.fast.texts import Numbers
from casemodel.caseload.values import Parse, Row

SIZE = 128 * 1024
_LONGEST = 64 * 1024  # bytes of a regular line
_SHARE = 3  # where more than one line in so many is odd, all of the block go by one reader
_QUOTE, _FEED, _RETURN, _ASCII = 34, 10, 13, 128


class Block(NamedTuple):
    """Whole lines of a file: where each begins and ends, and whether it is regular.

    `marks` are the separators and ends of lines, `breaks` which of these end a line.
    """

    data: bytes
    begins: Numbers
    ends: Numbers
    regular: Flags
    marks: Numbers
    breaks: Numbers

    def cells(self, lines: Numbers, places: Numbers, width: int) -> tuple[Numbers, Numbers]:
        """Where the cells at these places of regular lines begin and end, by place and line."""
        at = self.breaks.take(lines)[None] - (width - 1) + places[:, None]
        ends = self.marks.take(at)
        begins = self.marks.take(at - 1, mode="clip") + 1
        begins[places == 0] = self.begins.take(lines)
        codes = np.frombuffer(self.data, np.uint8)
        last = places == width - 1
        ends[last] -= codes.take(ends[last] - 1) == _RETURN
        return begins, ends

    def text(self, line: int) -> str:
        """A line with its end."""
        return self.data[self.begins[line] : self.ends[line] + 1].decode()


def blocks(
    stream: BinaryIO, separator: str, width: int, margin: Callable[[], int]
) -> Iterator[Block]:
    """The rest of the file, block by block; each has `margin` bytes to spare behind it.

    Lines may be read from the stream in between.
    """
    while data := stream.read(SIZE):
        data += stream.readline()
        if not data.endswith(b"\n"):
            data += b"\n"
        yield _block(data, ord(separator), width, margin())


def _block(data: bytes, separator: int, width: int, margin: int) -> Block:
    size = len(data)
    data += bytes(margin)
    codes = np.frombuffer(data, np.uint8)
    whole = codes[:size]
    marks = np.flatnonzero((whole == separator) | (whole == _FEED))
    breaks = np.flatnonzero(whole.take(marks) == _FEED)
    ends = marks.take(breaks)
    begins = np.concatenate([[0], ends[:-1] + 1])
    regular = (np.diff(breaks, prepend=-1) == width) & (ends - begins <= _LONGEST)
    odd = (whole == _QUOTE) | (whole >= _ASCII)
    odd[:-1] |= (whole[:-1] == _RETURN) & (whole[1:] != _FEED)
    regular[np.searchsorted(ends, np.flatnonzero(odd))] = False
    if _mostly_odd(regular):
        regular[:] = False
    return Block(data, begins, ends, regular, marks, breaks)


def runs(block: Block) -> Iterator[tuple[int, int]]:
    """Where lines that are not regular stand together: the first, and the one after the last."""
    if _mostly_odd(block.regular):
        yield 0, len(block.regular)
        return
    odd = np.flatnonzero(~block.regular)
    cuts = np.flatnonzero(np.diff(odd) > 1) + 1
    for run in np.split(odd, cuts):
        if len(run):
            yield int(run[0]), int(run[-1]) + 1


def _mostly_odd(regular: Flags) -> bool:
    return bool((~regular).sum() * _SHARE > len(regular))


class Following:
    """The lines of a block from one on, and those of the file behind it; `taken` counts them.

    A line that carriage returns cut in parts counts when its last part has been given; `within` is
    true before that, and `more` is how many parts there were beyond one a line.
    """

    def __init__(self, block: Block | None, first: int, stream: BinaryIO) -> None:
        """Begin with the first; without a block, with the next line of the stream."""
        self._block, self._first, self._stream = block, first, stream
        self.taken = self.more = 0
        self.within = False

    def __iter__(self) -> Iterator[str]:
        """Each line with its end."""
        for text in self._lines():
            if "\r" in text:
                *parts, text = io.StringIO(text, newline="").readlines()  # noqa: PLW2901
                self.within = bool(parts)
                yield from parts
                self.within = False
                self.more += len(parts)
            self.taken += 1
            yield text

    def _lines(self) -> Iterator[str]:
        if self._block is not None:
            data, at, last = (
                self._block.data,
                int(self._block.begins[self._first]),
                self._block.ends[-1],
            )
            while at <= last:
                behind = data.index(b"\n", at) + 1
                yield data[at:behind].decode()
                at = behind
        while more := self._stream.readline():
            yield more.decode()


def rows_of(
    following: Following, parse: Parse, number: int, lines: int, least: int = 0
) -> Iterator[Row]:
    """The rows in so many lines, the first of which has this number; and at least so many rows.

    A row that goes on behind these lines is read to its end, and a line to its end too.
    """
    for count, row in enumerate(parse(following, number), start=1):
        yield row
        if following.taken >= lines and count >= least and not following.within:
            break
