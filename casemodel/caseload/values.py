"""Columns of a caseload, and how their cells are read."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from casemodel.profiles.values import Answer

Row = Sequence[str]
"""The cells of one client as they stand in the file."""

ReadCell = Callable[[str], Answer | None]
"""Reads a cell: an answer, or one of the states that are none; None if it cannot be read."""


class Column(NamedTuple):
    """A column that answers a question: its place in the row, from 0, and how its cells are read.

    A criterion without a column was not asked of anyone.
    """

    index: int  # type: ignore[assignment]  # no one looks for a value in a Column
    criterion: str
    read: ReadCell
