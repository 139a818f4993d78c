"""What goes into the scoring of a caseload and what comes out of it, a row at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, NamedTuple, Self

from casemodel.engine.doubt import Certainty
from casemodel.files.document import unseen_character
from casemodel.knowledge.values import Caution
from casemodel.profiles.values import Answer

Row = Sequence[str]
"""The cells of one client as they stand in the file."""

ReadCell = Callable[[str], Answer | None]
"""What a cell says: an answer, or one of the states that are none; None if it cannot be read.

It must depend on the text alone: each text is read once and remembered.
"""


class Unread(str):
    """A cell of a spreadsheet file that shows no answer, and why; it never reads as one.

    `reason` is a key of `WHY_UNREAD`. The text is what the cell shows. `above` is what the
    first of merged cells shows, for those below it.
    """

    __slots__ = ("above", "reason")
    above: str
    reason: str

    def __new__(cls, reason: str, shown: str = "") -> Self:
        """Make one with what the cell shows, or with a word that is no answer to anything."""
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
"""Why a cell shows no answer, in words."""


def why_unread(text: str) -> str:
    """Say why a cell cannot be an answer, without its text; empty where nothing is known."""
    if isinstance(text, Unread):
        return WHY_UNREAD[text.reason]
    unseen = unseen_character(text, blanks=False)
    return f"it holds a character that cannot be seen, {unseen}" if unseen else ""


class Column(NamedTuple):
    """A column that answers a question: its place in the row, from 0, and how its cells are read.

    A criterion without a column was not asked of anyone.
    """

    index: int  # type: ignore[assignment]  # no one looks for a value in a Column
    criterion: str
    read: ReadCell


Parse = Callable[[Iterable[str], int], Iterator[Row]]
"""Makes rows of lines of text, the first of which has this number."""


class Raw(NamedTuple):
    """The bytes of a CSV file in UTF-8, without its mark.

    `separator` is one character; `line` is the number of the first line that is a row of cells, at
    which the stream stands. `parse` makes rows as reading the file does.
    """

    stream: BinaryIO
    separator: str
    line: int
    parse: Parse


class Ground(NamedTuple):
    """An answer that speaks for an alternative: the criterion and the level it stands at."""

    criterion: str
    level: str


class Outcome(NamedTuple):
    """What one row comes to: the same, to the digit, as of that client's profile alone.

    `first` is the id of the alternative recommended or, where `recommended` is False, of the best
    by fit; `second` is the best other model. Scores are as printed, in tenths of a point.
    `cautions` are in the order in which they are shown. `reasons` are the strongest answers for
    `first`, at most three, and `next_question` is the criterion worth asking next, or empty; both
    are empty where they were not asked for. `open` has the bit 1 << i set where the i-th criterion
    of the scorer is unanswered. `problems` are the places of the cells that cannot be read; a row
    with any is not scored: `first` and `second` are empty, and all else is nothing.
    """

    first: str
    tenths: int
    second: str
    second_tenths: int
    recommended: bool
    certainty: Certainty
    cautions: tuple[Caution, ...]
    open: int
    reasons: tuple[Ground, ...] = ()
    next_question: str = ""
    problems: tuple[int, ...] = ()


def unscored(problems: tuple[int, ...]) -> Outcome:
    """The outcome of a row with cells that cannot be read."""
    return Outcome("", 0, "", 0, False, "open", (), 0, problems=problems)
