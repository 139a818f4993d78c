"""The screen writer: a document as lines of 40 to 200 columns, laid out by rich.

The same lines go to a terminal, in colour, and to a pipe or a file, without. Colour repeats what a
sign or a word already says. Rich is given `Text` objects only, in which it never reads markup.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from io import BytesIO, StringIO, TextIOWrapper
from typing import TextIO

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.padding import Padding
from rich.text import Text

from casemodel.pages.document import (
    Block,
    Bullets,
    Document,
    Fact,
    Facts,
    Heading,
    HeatMap,
    LanePlot,
    Paragraph,
    RangeBars,
    ReasonLine,
    ReasonLines,
    Ruled,
    SignedBars,
    SourceLine,
    Sources,
    StackedBars,
    Statements,
    Table,
    Tone,
)
from casemodel.pages.words import by_number
from casemodel.render.blocks import lead_of, with_colon
from casemodel.render.safe import safe_document

NARROWEST, WIDEST, USUAL = 40, 200, 80

# Without a height rich asks for the terminal's size over and over; nothing here depends on it.
_ANY_HEIGHT = 25

_INDENT = 2
# Facts stand in columns unless what is before their text is longer than this.
_LONGEST_LABEL = 24
# Citations stand at the right, but no further than this from the left.
_READING_WIDTH = 100
# They take at most this part of a line. They follow their reason where it takes more than a line,
# and on a line narrower than this.
_CITES_SHARE, _NARROW = 6, 60
_BLANK = Paragraph("")
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


def as_text(document: Document, width: int = USUAL, encoding: str = "utf-8") -> str:
    """Write the document as plain lines, each ending in a line feed and none in blanks.

    `width` is held within 40 and 200 columns; nothing is written that the encoding lacks.
    """
    width = _held(width)
    document = safe_document(document, encoding)
    text = "".join(_plain(block, margin, width) for block, margin in _set_out(document, width))
    return "\n".join(line.rstrip() for line in text.split("\n"))


# A first screen is measured, shortened and written, and most of its blocks stay the same. Blocks
# are tuples, of which some are equal though they are of different types.
@lru_cache(64, typed=True)
def _plain(block: Block, margin: int, width: int) -> str:
    """Write a block, set in by so many columns, without colour."""
    out = StringIO()
    console = _console(out, width, coloured=False, forced=False)
    console.print(_set_in(Group(*_parts_of(block, width - margin)), margin))
    return out.getvalue()


def write_in_colour(document: Document, stream: TextIO, width: int, *, forced: bool) -> None:
    """Write the document to the stream in colour; if `forced`, also where it is not a terminal."""
    console = _console(stream, _held(width), coloured=True, forced=forced)
    document = safe_document(document, stream.encoding or "ascii")
    for block, margin in _set_out(document, console.width):
        console.print(_set_in(Group(*_parts_of(block, console.width - margin)), margin))


def in_colour(document: Document, width: int, encoding: str) -> str:
    """Write the document as text with the codes for colour, to be shown elsewhere."""
    out = TextIOWrapper(BytesIO(), encoding, newline="")
    write_in_colour(document, out, width, forced=True)
    out.seek(0)
    return out.read()


def _held(width: int) -> int:
    """Hold a width within what can be read."""
    return min(max(width, NARROWEST), WIDEST)


def _console(stream: TextIO, width: int, *, coloured: bool, forced: bool) -> Console:
    """Build a console of a fixed width, for which nothing in a text is markup."""
    return Console(
        file=stream,
        width=width,
        height=_ANY_HEIGHT,
        color_system="auto" if coloured else None,
        force_terminal=forced or None,
        markup=False,
        emoji=False,
        highlight=False,
        force_jupyter=False,
        legacy_windows=None if coloured else False,
    )


def _set_out(document: Document, width: int) -> Iterator[tuple[Block, int]]:
    """Yield title, blocks, blank lines and closing lines as blocks, each with its left margin."""
    yield Paragraph(document.title, "strong"), 0
    margin = 0
    previous: Block | None = None
    for block in document.blocks:
        if _stands_apart(block, previous):
            yield _BLANK, 0
        if isinstance(block, Heading):
            margin = _INDENT * (block.level - 1)
            yield Paragraph(block.text, "strong"), margin - _INDENT
        else:
            yield block, margin
        previous = block
    if document.closing and not isinstance(previous, Facts):
        yield _BLANK, 0
    for text in _closing_lines(document, width):
        yield Paragraph(text, "quiet"), 0


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
            return [_reason(row, width) for row in block.rows]
        case Bullets():
            return list(_bullets(block))
        case Sources():
            return _sources(block.entries)
        case Ruled():
            return [text_in(block.label), *[Text("_" * width)] * block.lines]
        case Table() | HeatMap() | LanePlot() | StackedBars() | RangeBars():
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


class Hanging:
    """A text whose lines after the first are set in, below where the first begins after a lead."""

    def __init__(self, text: Text, lead: Text | None = None) -> None:
        """Take the text, and what stands before its first line; without it the indent is two."""
        self._text, self._lead = text, lead or Text()
        self._indent = self._lead.cell_len or _INDENT

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        before = self._lead
        for line in self._text.wrap(console, options.max_width - self._indent, overflow="fold"):
            yield before + line
            before = Text(" " * self._indent)


def filled(*cells: tuple[Text, int]) -> Text:
    """Join texts, each filled up with blanks to its width in columns."""
    joined = Text()
    for text, width in cells:
        joined.append_text(text).append(" " * (width - text.cell_len))
    return joined


def _facts(rows: tuple[Fact, ...], width: int) -> list[RenderableType]:
    """Lay out labels in a column of their own; before their texts if there is no room for that."""
    labels = [text_in(row.label, "strong") for row in rows]
    column = max((label.cell_len for label in labels), default=0)
    if column + _INDENT > min(_LONGEST_LABEL, width // 2):
        return [
            Hanging(runs_in((with_colon(row.label), "strong"), (row.text, row.tone)))
            for row in rows
        ]
    return [
        Hanging(text_in(row.text, row.tone), filled((label, column + _INDENT)))
        for label, row in zip(labels, rows, strict=True)
    ]


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
    return [
        Hanging(text, filled((first, label + _INDENT), (second, word + _INDENT)))
        for first, second, text in cells
    ]


def _reason(row: ReasonLine, width: int) -> RenderableType:
    text, cite = text_in(row.text), text_in(by_number(row.cites), "quiet")
    whole = min(width, _READING_WIDTH)
    last = min(cite.cell_len, whole // _CITES_SHARE)
    room = whole - _INDENT - last - bool(last)
    if width < _NARROW or text.cell_len > room:
        return Hanging(Text(" ").join((text, cite)), filled((_sign(row), _INDENT)))
    cite.justify = "right"
    lead = filled((_sign(row), _INDENT), (text, room + bool(last)))
    return Constrain(Hanging(cite, lead), whole)


_SIGN_TONES: Mapping[str, Tone] = {"+": "for", "-": "against", "*": "quiet"}


def _sign(row: ReasonLine) -> Text:
    return text_in(row.sign, _SIGN_TONES[row.sign])


def _bullets(block: Bullets) -> Iterator[RenderableType]:
    """Yield the mark and the text of every item, and below it its remarks, set in."""
    marks = [text_in(item.points or item.sign or "*", item.tone) for item in block.items]
    column = max((mark.cell_len for mark in marks), default=0)
    for mark, item in zip(marks, block.items, strict=True):
        lead = filled((Text(), column - mark.cell_len), (mark, mark.cell_len + 1))
        yield Hanging(
            runs_in((lead_of(item), item.tone or "strong"), (item.text, ""), (item.note, "quiet")),
            lead,
        )
        for remark in item.beneath:
            yield _set_in(text_in(remark, "quiet"), column + 1 + _INDENT)


def _set_in(part: RenderableType, margin: int) -> RenderableType:
    return Padding(part, (0, 0, 0, margin)) if margin else part


def _sources(entries: tuple[SourceLine, ...]) -> list[RenderableType]:
    """Lay out sources under their numbers, or, if the page cites them so, under their ids."""
    parts: list[RenderableType] = []
    for entry in entries:
        name = f"{entry.number}." if entry.number else f"{entry.id}:"
        parts.append(Hanging(runs_in((name, "strong"), (entry.text, ""))))
        parts += [_set_in(Hanging(text_in(place, "quiet")), _INDENT) for place in entry.places]
    return parts
