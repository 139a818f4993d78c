"""How wide columns and how large type may be in Word, which lays out only when it is opened.

Estimates, from the number of letters; a letter is taken to be about half as wide as high.
"""

from math import ceil

from casemodel.pages.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Figure,
    Heading,
    Paragraph,
    Ruled,
    Sources,
    Table,
)
from casemodel.render.blocks import closing_of, column_shares
from casemodel.render.drawn import drawn

USUAL = 11.0
_SIZES = (12.0, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
_LETTER = 0.47 / 72  # inches across for each point of type
_LINE = 1.2
_LOWERED = 2  # small type is so many points smaller
_PADDING = 0.25  # inches in a cell, left and right together
TIGHTER = 0.6  # spaces between paragraphs where sheets are counted, as parts of the usual ones
_CELL, _PARAGRAPH, _RULE = 2.5, 2.4, 15  # points beyond the lines themselves, in tight spaces
_FILLED = 0.94  # how full a sheet may be by our estimate


def chart_height(figure: Figure, size: float, *, tight: bool) -> float:
    """How high a chart is beside type of this size, in inches; `tight` where sheets are counted."""
    bars = sum(max(len(row.bars), 1) for row in figure.chart.rows)
    return (0.6 + (0.26 if tight else 0.34) * bars) * size / USUAL


def column_widths(table: Table, room: float, size: float) -> list[float]:
    """The widths of a table's columns in inches, at most `room` together."""
    shares = column_shares(table)
    narrow = [
        0.0 if share else _longest(table, i) * size * _LETTER * 1.15 + _PADDING
        for i, share in enumerate(shares)
    ]
    left = max(room - sum(narrow), room / 3)
    whole = sum(shares)
    widths = [own or left * share / whole for own, share in zip(narrow, shares, strict=True)]
    return [width * min(1, room / sum(widths)) for width in widths]


def _longest(table: Table, i: int) -> int:
    return max(
        len(table.columns[i]), *(len(text) for row in table.rows for text in row[i] or ("",))
    )


def type_size(document: Document, width: float, height: float) -> float:
    """The size of type in points by which the document keeps to its sheets of this text area."""
    if not document.sheets:
        return USUAL
    room = document.sheets * height * 72 * _FILLED
    return next((size for size in _SIZES if _points(document, size, width) <= room), _SIZES[-1])


def _points(document: Document, size: float, width: float) -> float:
    """How high the document is at this size, in points."""
    high = _text(document.title, size * 1.7, width) + _text(document.subtitle, size, width)
    high += sum(_block(block, size, width) for block in drawn(document.blocks))
    return high + sum(_text(line, size - _LOWERED, width) for line in closing_of(document))


def _text(text: str, size: float, width: float, beyond: float = _PARAGRAPH) -> float:
    if not text:
        return 0
    return ceil(len(text) * size * _LETTER / width) * size * _LINE + beyond


def _block(block: Block, size: float, width: float) -> float:
    match block:
        case Heading():
            return _text(block.text, size * 1.3, width, (size + 3) * TIGHTER)
        case Paragraph():
            return _text(block.text, size - _LOWERED * (block.tone == "quiet"), width)
        case Ruled():
            return _text(block.label, size, width) + block.lines * (size * _LINE + _RULE)
        case Table():
            return _table(block, size, width)
        case Figure():
            return (
                chart_height(block, size, tight=True) * 72
                + _table(block.table, size, width)
                + 3 * size
            )
        case _:
            return sum(_text(text, size, width - 0.4, 2) for text in _entries(block))


def _entries(block: Block) -> list[str]:
    """The texts of a list, each a paragraph."""
    match block:
        case Facts():
            return [f"{row.label} {row.text}" for row in block.rows]
        case Bullets():
            items = [(f"{one.lead} {one.text} {one.note}", *one.beneath) for one in block.items]
            return [text for item in items for text in item]
        case Sources():
            return [text for entry in block.entries for text in (entry.text, *entry.places)]
        case _:
            return []


def _table(table: Table, size: float, width: float) -> float:
    widths = column_widths(table, width, size)
    rows = [tuple((name,) for name in table.columns), *table.rows]
    high = sum(
        max(
            sum(_text(text, size, own - _PADDING / 2, 1) for text in cell)
            for cell, own in zip(row, widths, strict=True)
        )
        + _CELL
        for row in rows
    )
    return high + _text(table.caption, size, width) + size
