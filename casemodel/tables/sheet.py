"""A sheet that is being read: rows of text, one after the other, and remarks on it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

Cells = list[str]
"""One row: the text of every cell, empty where a cell is."""


class Sheet(NamedTuple):
    """A sheet that is being read.

    `file` is its name as shown, `name` that of the worksheet, empty for CSV. `rows` are all rows
    from the first one of the sheet; it can be gone through once and raises ProblemsFound where
    reading on makes no sense. `said` are sentences on how it was read that a person should know;
    more are added while the rows are read. `done` is how much of `size` has been read, for a
    progress bar.
    """

    file: str
    name: str
    rows: Iterator[Cells]
    said: list[str]
    done: Callable[[], int]
    size: int
