"""Columns of a caseload, and the reading of their cells."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Self

from casemodel.files.document import unseen_character
from casemodel.profiles.values import Answer

Row = Sequence[str]
"""The cells of one client as they stand in the file."""

ReadCell = Callable[[str], Answer | None]
"""Reads a cell: an answer, or one of the states that are none; None if it cannot be read."""


class Unread(str):
    """A cell of a spreadsheet that shows no answer, and why; it never reads as one.

    `reason` is a key of `WHY_UNREAD`. The text is what the cell shows. `above` is what the first of
    merged cells shows, for those below it.
    """

    __slots__ = ("above", "reason")
    above: str
    reason: str

    def __new__(cls, reason: str, shown: str = "") -> Self:
        """Make one with the text that the cell shows, or else with a mark such as #ERROR!."""
        unread = super().__new__(cls, shown or f"#{reason.upper()}!")
        unread.reason = reason
        unread.above = ""
        return unread


WHY_UNREAD: Mapping[str, str] = {
    "error": "it holds an error of the spreadsheet",
    "formula": "it holds a formula without a saved result",
    "merged": "it is merged with another cell, and only the first of them holds the answer",
    "date": "it holds a date or a time that does not exist",
    "number": "it holds no number that can be read",
}
"""The reason why a cell shows no answer, in words."""


def why_unread(text: str) -> str:
    """Say why a cell cannot be an answer, without its text; empty if no reason is known."""
    if isinstance(text, Unread):
        return WHY_UNREAD[text.reason]
    unseen = unseen_character(text, blanks=False)
    return f"it holds a character that cannot be seen, {unseen}" if unseen else ""


class Column(NamedTuple):
    """A column that answers a question: its place in the row, from 0, and the reader of its cells.

    A criterion without a column was not asked of anyone.
    """

    index: int  # type: ignore[assignment]  # no one looks for a value in a Column
    criterion: str
    read: ReadCell
