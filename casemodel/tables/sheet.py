"""A sheet that is being read: rows of text, one after the other, and remarks on it."""

from collections.abc import Callable, Iterator
from itertools import islice
from sys import getsizeof
from typing import NamedTuple

from casemodel.files.limits import SHEET_ANSWER, SHEET_HELD

Cells = list[str]
"""One row: the text of every cell, empty where a cell is."""

LONGEST = SHEET_ANSWER + 1
"""The characters of a cell that are kept; a cell with as many is too long to be an answer."""


class Sheet(NamedTuple):
    """A sheet that is being read.

    `file` is its name as shown, `name` that of the worksheet, empty for CSV. `rows` are all rows
    from the first one of the sheet; it can be gone through once and raises ProblemsFound where
    reading on makes no sense. `remarks` are sentences on how it was read that a person should know;
    more are added while the rows are read. `done` is how much of `size` has been read, for a
    progress bar. `separator` stands between the cells of a CSV file in UTF-8 that begins with its
    rows; it is empty for every other file.
    """

    file: str
    name: str
    rows: Iterator[Cells]
    remarks: list[str]
    done: Callable[[], int]
    size: int
    separator: str = ""


def first_rows(rows: Iterator[Cells], most: int) -> list[Cells]:
    """Take the first rows, `most` at most, and fewer where they would fill the memory."""
    taken: list[Cells] = []
    size = 0
    for row in islice(rows, most):
        taken.append(row)
        size += getsizeof(row) + sum(map(getsizeof, row))
        if size > SHEET_HELD:
            break
    return taken
