"""The structure that every page is made of and every writer lays out.

A page holds the facts and the kind of each part; a writer decides how that looks. So no page holds
a colour, a width or a box, and no writer holds a sentence. A `label` is the word for a block or its
lines, for output in which every line must name its kind (`--plain`).

The first screen of an answer is made of `Statements` (match, stability, evidence), `ReasonLines`
(plus and minus, with the numbers of sources), `SignedBars` (points against and for) and `Sources`.
"""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple, TypeVar, cast

TICK = "☐"
"""The sign of an item that is a box to tick."""

Tone = Literal["", "danger", "for", "against", "quiet", "strong"]


class Heading(NamedTuple):
    """A heading; the document's title is level 1, so `level` is 2 or 3.

    On paper it may begin a new sheet, or the annex, which does too.
    """

    level: int
    text: str
    begins: Literal["", "sheet", "annex"] = ""


class Paragraph(NamedTuple):
    """One paragraph of running text."""

    text: str
    tone: Tone = ""
    label: str = "note"


class Fact(NamedTuple):
    """One labelled fact."""

    label: str
    text: str
    tone: Tone = ""


class Facts(NamedTuple):
    """Labelled facts, one below the other."""

    rows: tuple[Fact, ...]


class Item(NamedTuple):
    """One line of a list: a sign ('+', '-', '!' or none), a lead word, a text, a note.

    The note holds citations. `beneath` are remarks on this item, such as what other sources say
    against it. `points` is what it adds to a score, with its own sign, if it adds to one.
    """

    sign: str
    lead: str
    text: str
    note: str = ""
    tone: Tone = ""
    beneath: tuple[str, ...] = ()
    points: str = ""


class Bullets(NamedTuple):
    """A list. `label` says what each item is: 'reason for', 'caution'."""

    label: str
    items: tuple[Item, ...]

    @property
    def are_boxes(self) -> bool:
        """True if its items are boxes to tick, which stand side by side on paper."""
        return bool(self.items) and all(item.sign == TICK for item in self.items)


Cell = tuple[str, ...]


class Table(NamedTuple):
    """A table whose first column holds the row headers.

    A cell is one text, or several that form a list. `subjects` says where the things are that the
    table is about, so that it can be split by them if it does not fit: models side by side are in
    the columns.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    subjects: Literal["columns", "rows"] = "rows"


class Statement(NamedTuple):
    """One statement of the answer about itself: 'Match', 'fair', '48%: 27 answers speak for it'.

    `word` is a word of degree for the text; `label` ends in '?' if it is a question.
    """

    label: str
    word: str
    text: str
    tone: Tone = ""


class Statements(NamedTuple):
    """Statements below one another, in three columns if there is room."""

    rows: tuple[Statement, ...]


class ReasonLine(NamedTuple):
    """One reason, and the numbers of the sources that it rests on.

    The sign is '+' for an answer that speaks for the model, '-' for one against it, and '*' for a
    known weak point, which is the model's own and no answer's.
    """

    sign: Literal["+", "-", "*"]
    text: str
    cites: tuple[int, ...] = ()


class ReasonLines(NamedTuple):
    """Reasons below one another. `Sources` on the same page resolves the numbers they cite."""

    rows: tuple[ReasonLine, ...]


class SignedBar(NamedTuple):
    """One bar to the left or right of a middle line, its figure in tenths of a point, and a note.

    The note says in a few words what a reader must not miss: 'what you run now'.
    """

    name: str
    tenths: int
    note: str = ""


FULL_SIDE = 500
"""Tenths of a point: as many as points can be at the rules' own weights."""


class SignedBars(NamedTuple):
    """Bars to either side of a middle line: against a thing on the left, for it on the right.

    Bars have one scale on all pages, so that pages can be compared; a side that is full stands for
    `FULL_SIDE`. `label` names the figures ('Points'), `name` the things ('Model'); `left` and
    `right` are the words for the sides. Every bar has its figure as text.
    """

    label: str
    name: str
    rows: tuple[SignedBar, ...]
    left: str = "against"
    right: str = "for"


class HeatMap(NamedTuple):
    """A picture of a table: the larger a figure, the darker its cell.

    `figures` are those of each row, in the order of the columns after the first. As in every
    picture, the table has all figures as text, and stands alone where nothing can be drawn.
    """

    table: Table
    figures: tuple[tuple[int, ...], ...]


class LanePlot(NamedTuple):
    """A picture of a table: a mark for each row at its figure, in the lane of its state.

    `tenths` are the figures, `lane_of` the number of each row's lane, and `labels` the texts beside
    the marks. `lanes` are the lanes' names, the best first.
    """

    table: Table
    tenths: tuple[int, ...]
    lanes: tuple[str, ...]
    lane_of: tuple[int, ...]
    labels: tuple[str, ...]


class StackedBars(NamedTuple):
    """A picture of a table: a bar for each row, with a piece for each of its counts."""

    table: Table
    counts: tuple[tuple[int, ...], ...]


class RangeBars(NamedTuple):
    """A picture of a table: a bar for each row from its least figure to its most, a tornado.

    Figures are in tenths of a point. `now` is today's figure; `labels` are the texts for zero and
    for today.
    """

    table: Table
    ranges: tuple[tuple[int, int], ...]
    now: int
    labels: tuple[str, str]


Chart = HeatMap | LanePlot | StackedBars | RangeBars


class Ruled(NamedTuple):
    """Empty lines to write on by hand, after a label that may be empty."""

    label: str
    lines: int = 1


class SourceLine(NamedTuple):
    """One source as listed at the end of a page: its id, its description, and the places used.

    `number` is the one that the page cites it by, empty if it is cited by its id.
    """

    id: str
    text: str
    places: tuple[str, ...] = ()
    number: str = ""


class Sources(NamedTuple):
    """The sources that a page cites."""

    entries: tuple[SourceLine, ...]


Block = (
    Heading
    | Paragraph
    | Facts
    | Statements
    | ReasonLines
    | Bullets
    | Table
    | SignedBars
    | Chart
    | Ruled
    | Sources
)


class Document(NamedTuple):
    """A whole page: a title, its blocks, the lines it closes with, and its language (ISO 639).

    A closing line may go without a label. The rest is for paper: a line below the title, the date
    (ISO, or empty), what made it ('casemodel 0.1.0, rules 2026.1'), and the line at the foot of
    every sheet. `sheets` is how many sheets it is meant to fit, an annex not counted, or 0 for as
    many as it takes, and `across` that sheets lie on their long side whatever their tables need.
    `private` is whether it is about one person, so that others must not read its file.
    """

    title: str
    blocks: tuple[Block, ...]
    closing: tuple[Fact, ...] = ()
    language: str = "en"
    subtitle: str = ""
    date: str = ""
    made_by: str = ""
    footer: str = ""
    sheets: int = 0
    private: bool = False
    across: bool = False


Shown = TypeVar("Shown")


def with_every_text(value: Shown, change: Callable[[str], str]) -> Shown:
    """Copy a document, block or cell, with every text put through `change`.

    Tones and the like go through it too; they are plain words that a filter leaves as they are.
    """
    return cast("Shown", _changed(value, change))


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        parts = [_changed(part, change) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return value
