"""The screen writer: a document as lines of 40 to 200 columns, laid out by rich.

The same lines go to a terminal, in colour, and to a pipe or a file, without. Colour repeats what a
sign or a word already says. Rich is given `Text` objects only, in which it never reads markup.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from io import BytesIO, StringIO, TextIOWrapper
from typing import TextIO

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from casemodel.pages.document import (
    Block,
    Bullets,
    Document,
    Fact,
    Facts,
    Heading,
    Item,
    Paragraph,
    PictureTable,
    ReasonLine,
    ReasonLines,
    Ruled,
    SignedBars,
    SourceLine,
    Sources,
    Statements,
    Table,
    Tone,
)
from casemodel.pages.words import by_number
from casemodel.render.blocks import lead_of, with_colon
from casemodel.render.safe import safe_document

NARROWEST, WIDEST, USUAL = 40, 200, 80

_INDENT = 2
# Facts stand in columns unless what is before their text is longer than this.
_LONGEST_LABEL = 24
# Citations stand at the right, but no further than this from the left.
_READING_WIDTH = 100
# They take at most this part of a line. They follow their reason where it takes more than a line,
# and on a line narrower than this.
_CITES_SHARE, _NARROW = 6, 60
_TOGETHER = (
    (Paragraph, Facts),
    (Paragraph, Bullets),
    (Bullets, Bullets),
    (Statements, Paragraph),
    (Paragraph, ReasonLines),
    (ReasonLines, Bullets),
    (SignedBars, Paragraph),
    (SignedBars, Facts),
)
"""Blocks between which there is no blank line."""
_STYLES: Mapping[Tone, str] = {
    "danger": "bold red",
    "for": "green",
    "against": "yellow",
    "quiet": "dim",
    "strong": "bold",
}


@lru_cache(4)  # a first screen is measured, then written
def as_text(document: Document, width: int = USUAL, encoding: str = "utf-8") -> str:
    """Write the document as plain lines, each ending in a line feed and none in blanks.

    `width` is held within 40 and 200 columns; nothing is written that the encoding lacks.
    """
    out = StringIO()
    _print(document, _console(out, width, coloured=False, forced=False), encoding)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def write_in_colour(document: Document, stream: TextIO, width: int, *, forced: bool) -> None:
    """Write the document to the stream in colour, `forced` also where it is no terminal."""
    console = _console(stream, width, coloured=True, forced=forced)
    _print(document, console, stream.encoding or "ascii")


def in_colour(document: Document, width: int, encoding: str) -> str:
    """Write the document as text with the codes for colour, to be shown elsewhere."""
    out = TextIOWrapper(BytesIO(), encoding, newline="")
    write_in_colour(document, out, width, forced=True)
    out.seek(0)
    return out.read()


def _console(stream: TextIO, width: int, *, coloured: bool, forced: bool) -> Console:
    """Build a console of a fixed width, for which nothing in a text is markup."""
    return Console(
        file=stream,
        width=min(max(width, NARROWEST), WIDEST),
        color_system="auto" if coloured else None,
        force_terminal=forced or None,
        markup=False,
        emoji=False,
        highlight=False,
        force_jupyter=False,
        legacy_windows=None if coloured else False,
    )


def _print(document: Document, console: Console, encoding: str) -> None:
    document = safe_document(document, encoding)
    console.print(text_in(document.title, "strong"))
    margin = 0
    previous: Block | None = None
    for block in document.blocks:
        if _stands_apart(block, previous):
            console.print()
        if isinstance(block, Heading):
            margin = _INDENT * (block.level - 1)
            _print_at(console, margin - _INDENT, text_in(block.text, "strong"))
        else:
            for part in _parts_of(block, console.width - margin):
                _print_at(console, margin, part)
        previous = block
    if document.closing and not isinstance(previous, Facts):
        console.print()
    for text in _closing_lines(document, console.width):
        console.print(text_in(text, "quiet"))


def _closing_lines(document: Document, width: int) -> list[str]:
    """Give the closing facts, a line each; those without a label share one if they fit in it."""
    lines: list[str] = []
    for fact, before in zip(document.closing, (None, *document.closing), strict=False):
        text = f"{fact.label}: {fact.text}" if fact.label else fact.text
        alone = before is None or before.label or fact.label
        if alone or len(lines[-1]) + len(text) >= width:
            lines.append(text)
        else:
            lines[-1] += f" {text}"
    return lines


def _print_at(console: Console, margin: int, part: RenderableType) -> None:
    console.print(Padding(part, (0, 0, 0, margin)))


def _stands_apart(block: Block, previous: Block | None) -> bool:
    """Tell whether a blank line comes before the block: not where it goes on with what is above."""
    if previous is None:
        return not isinstance(block, Paragraph | Heading | Bullets)
    if isinstance(previous, Paragraph) and isinstance(block, Paragraph):
        return block.tone != "quiet"
    if isinstance(previous, Bullets) and isinstance(block, Paragraph):
        return block.tone == "strong"
    if (type(previous), type(block)) in _TOGETHER:
        return False
    return not isinstance(previous, Heading) or isinstance(block, Heading)


def _parts_of(  # noqa: C901, PLR0911 - a case for each kind of block
    block: Block, width: int
) -> Sequence[RenderableType]:
    """Give the block as rich takes it, part below part."""
    match block:
        case Paragraph():
            return [text_in(block.text, block.tone)]
        case Facts():
            return _facts(block.rows, width)
        case Statements():
            return _statements(block, width)
        case ReasonLines():
            return _reasons(block, width)
        case Bullets():
            return [_bullets(block)]
        case Sources():
            return _sources(block.entries)
        case Ruled():
            return [text_in(block.label), *[Text("_" * width)] * block.lines]
        case Table() | PictureTable():
            from casemodel.render.text_tables import table_parts  # few pages have a table

            return table_parts(block if isinstance(block, Table) else block.table, width)
        case SignedBars():
            from casemodel.render.text_bars import signed_bar_parts

            return signed_bar_parts(block, width)
        case Heading():
            return []


def text_in(text: str, tone: Tone = "") -> Text:
    """Set a text in its tone; a word longer than the line goes on in the next."""
    return Text(text, _STYLES.get(tone, ""), overflow="fold")


def runs_in(*runs: tuple[str, Tone]) -> Text:
    """Join several texts, each in its tone, with a space between; empty ones are left out."""
    return Text(" ").join(text_in(text, tone) for text, tone in runs if text)


def columns(*widths: int | None, gap: int = 1) -> Grid:
    """Build a grid of columns, each of this width on the screen or as wide as its texts."""
    grid = Grid.grid(padding=(0, gap, 0, 0))
    for width in widths:
        grid.add_column(width=width, overflow="fold")
    return grid


class Hanging:
    """A text whose lines after the first are set in."""

    def __init__(self, text: Text, indent: int = _INDENT) -> None:
        """Take the text, and the indent of its further lines in columns."""
        self._text, self._indent = text, indent

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        lines = self._text.wrap(console, options.max_width - self._indent, overflow="fold")
        for number, line in enumerate(lines):
            yield Text(" " * self._indent * bool(number)) + line


def _facts(rows: tuple[Fact, ...], width: int) -> list[RenderableType]:
    """Lay out labels in a column of their own; before their texts if there is no room for that."""
    labels = [text_in(row.label, "strong") for row in rows]
    column = max((label.cell_len for label in labels), default=0)
    if column + _INDENT > min(_LONGEST_LABEL, width // 2):
        return [
            Hanging(runs_in((with_colon(row.label), "strong"), (row.text, row.tone)))
            for row in rows
        ]
    grid = columns(column, None, gap=_INDENT)
    for label, row in zip(labels, rows, strict=True):
        grid.add_row(label, text_in(row.text, row.tone))
    return [grid]


def _statements(block: Statements, width: int) -> list[RenderableType]:
    """Lay out label, word and text in columns; one after another if there is no room for that."""
    cells = [
        (text_in(row.label), text_in(row.word, row.tone or "strong"), text_in(row.text))
        for row in block.rows
    ]
    label, word = (max((row[i].cell_len for row in cells), default=0) for i in (0, 1))
    if label + word + 2 * _INDENT > width // 2:
        return [
            Hanging(
                runs_in(
                    (with_colon(row.label), ""),
                    # Apart, or 'likely' and 'holds in' would read as one sentence.
                    (row.word + ";" * bool(row.word and row.text), row.tone or "strong"),
                    (row.text, ""),
                )
            )
            for row in block.rows
        ]
    grid = columns(label, word, None, gap=_INDENT)
    for row in cells:
        grid.add_row(*row)
    return [grid]


def _reasons(block: ReasonLines, width: int) -> list[RenderableType]:
    """The sign, the reason, and the numbers of its sources: at the right where there is room."""
    return [_reason(row, width) for row in block.rows]


def _reason(row: ReasonLine, width: int) -> RenderableType:
    text, cite = text_in(row.text), text_in(by_number(row.cites), "quiet")
    whole = min(width, _READING_WIDTH)
    last = min(cite.cell_len, whole // _CITES_SHARE)
    room = whole - last - 2 - bool(last)
    if width < _NARROW or text.cell_len > room:
        grid = columns(1, None)
        grid.add_row(_sign(row), Text(" ").join((text, cite)))
        return grid
    grid = columns(1, room, last)
    grid.columns[2].justify = "right"
    grid.add_row(_sign(row), text, cite)
    return grid


_SIGN_TONES: Mapping[str, Tone] = {"+": "for", "-": "against", "*": "quiet"}


def _sign(row: ReasonLine) -> Text:
    return text_in(row.sign, _SIGN_TONES[row.sign])


def _bullets(block: Bullets) -> RenderableType:
    marks = [text_in(item.points or item.sign or "*", item.tone) for item in block.items]
    grid = columns(max((mark.cell_len for mark in marks), default=0), None)
    grid.columns[0].justify = "right"
    for mark, item in zip(marks, block.items, strict=True):
        grid.add_row(mark, _item(item))
    return grid


def _item(item: Item) -> RenderableType:
    runs = runs_in((lead_of(item), item.tone or "strong"), (item.text, ""), (item.note, "quiet"))
    return Group(runs, *(_set_in(remark) for remark in item.beneath))


def _set_in(text: str) -> RenderableType:
    return Padding(text_in(text, "quiet"), (0, 0, 0, _INDENT))


def _sources(entries: tuple[SourceLine, ...]) -> list[RenderableType]:
    """Lay out sources under their numbers, or, if the page cites them so, under their ids."""
    parts: list[RenderableType] = []
    for entry in entries:
        name = f"{entry.number}." if entry.number else f"{entry.id}:"
        parts.append(Hanging(runs_in((name, "strong"), (entry.text, ""))))
        parts += [Padding(Hanging(text_in(place, "quiet")), (0, 0, 0, 2)) for place in entry.places]
    return parts
