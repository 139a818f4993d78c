"""The one structure that every page is made of and every writer lays out.

A page says what there is to say and what each part is; a writer decides how that looks. So no page
holds a colour, a width or a box, and no writer holds a sentence. A `label` is the word for a block
or its lines where every line must say what it is (`--plain`).
"""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple, TypeVar, cast

Tone = Literal["", "danger", "for", "against", "quiet", "strong"]


class Heading(NamedTuple):
    """A heading; the document's title is level 1, so `level` is 2 or 3."""

    level: int
    text: str


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


Cell = tuple[str, ...]


class Table(NamedTuple):
    """A table whose first column holds the row headers.

    A cell is one text, or several that form a list. `subjects` says where the things are that the
    table is about, so that it can be broken up by them where it does not fit: models side by side
    are in the columns.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    subjects: Literal["columns", "rows"] = "rows"


class Bar(NamedTuple):
    """One score as a bar, in tenths of a point (0 to 1000).

    `low` and `high` bound it where answers are open; where they are equal, there is no interval to
    show. `word` says how good the score is, which a narrow line may leave to the figure. `state` is
    anything else in a word or two that a reader must not miss. `mark` is a word for the one bar
    that stands out, which a narrow line may turn into a sign that it explains.
    """

    rank: str
    name: str
    tenths: int
    low: int
    high: int
    word: str
    state: str = ""
    mark: str = ""


class BarGroup(NamedTuple):
    """Bars of one kind, best first. `label` is the word for one of them: 'Model'.

    `total` is how many there are, where not all are shown; 0 where all are.
    """

    label: str
    caption: str
    rows: tuple[Bar, ...]
    total: int = 0


class Bars(NamedTuple):
    """Scores as bars in groups on one scale. Figures are written out: no fact is in a bar alone."""

    groups: tuple[BarGroup, ...]


class SourceLine(NamedTuple):
    """One source as listed at the end of a page: its id, what it is, and the places used."""

    id: str
    text: str
    places: tuple[str, ...] = ()


class Sources(NamedTuple):
    """The sources that a page cites."""

    entries: tuple[SourceLine, ...]


Block = Heading | Paragraph | Facts | Bullets | Table | Bars | Sources


class Document(NamedTuple):
    """A whole page: a title, its blocks, the lines it closes with, and its language (ISO 639).

    A closing line may go without a label.
    """

    title: str
    blocks: tuple[Block, ...]
    closing: tuple[Fact, ...] = ()
    language: str = "en"


Shown = TypeVar("Shown")


def with_every_text(value: Shown, change: Callable[[str], str]) -> Shown:
    """A copy of a document, block or cell in which every text has gone through `change`.

    Tones and the like pass through it too; they are plain words that a filter leaves as they are.
    """
    return cast("Shown", _changed(value, change))


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        parts = [_changed(part, change) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    return value
