"""Pages that keep to one sheet of paper: how long their blocks are about, and the longest that fit.

Lengths are in lines of a report for a board, in its smallest type, where it takes most room: in a
word processor. No writer measures here; a little room is left for what they do differently.
"""

from collections.abc import Callable, Iterable
from math import ceil

from casemodel.pages.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    HeatMap,
    Item,
    LanePlot,
    Paragraph,
    RangeBars,
    ReasonLines,
    Ruled,
    SignedBars,
    SourceLine,
    Sources,
    StackedBars,
    Statements,
    Table,
)
from casemodel.texts.messages import phrase

SHEET = 60.0
"""Lines of a sheet."""
_LETTERS, _BOLD_LETTERS, _SMALL_LETTERS = 113, 102, 140  # in a line of each type
_TITLE, _TITLE_LETTERS, _SUBTITLE = 2.0, 52, 1.5  # lines of a title's line, letters in it
_SMALL = 0.8  # lines of a line in small type
_HEADINGS = {2: 2.0, 3: 1.75}  # lines of a heading, by its level
_TABLE_LETTERS, _COLUMN_EDGE = 138, 3  # letters in a row of a table; for a column's edge
_POINTS = 11.5  # of a line, for pictures, whose rows are measured in points
_PICTURE_ROW, _PICTURE_NOTE, _PICTURE_GAP = 11.0, 10.0, 3.0
_BAR_LETTERS, _RANGE_LETTERS, _TRY_LETTERS, _LABEL_LETTERS, _HEAT_LETTERS = 50, 50, 24, 70, 62
_ROW_EDGE, _AFTER_TABLE = 0.25, 0.5
_TO_WRITE_IN = 3.0  # lines of an empty cell of a table
_RULED = 2.4  # lines of a line to write on
_BOX = " " * 8  # a box to tick, and the room around it


def fitting(
    page: Callable[[int], Iterable[Block]], least: int, room: float = SHEET
) -> tuple[Block, ...]:
    """Lay out a page as long as fits in the room.

    `page` lays it out in full for 0, and ever shorter up to `least`, which is taken if none fits.
    """
    for shorter in range(least):
        blocks = tuple(page(shorter))
        if lines_of(blocks) <= room:
            return blocks
    return tuple(page(least))


def bounded(items: list[Item], most: int | None) -> tuple[Item, ...]:
    """Keep at most so many items, if bounded, and say how many more the annex has.

    One more takes no more room than that line, and stays.
    """
    if most is None or len(items) <= most + 1:
        return tuple(items)
    more = phrase("report.more", count=len(items) - most)
    return (*items[:most], Item("", "", more, tone="quiet"))


def room_below(title: str, subtitle: str) -> float:
    """Estimate the lines that are left on a sheet below a title and what it is of."""
    return SHEET - _rows(title, _TITLE_LETTERS) * _TITLE - _rows(subtitle) * _SUBTITLE


def longest_sheet(document: Document) -> float:
    """Estimate the lines of the longest of the sheets before the annex, with the title."""
    lengths = [SHEET - room_below(document.title, document.subtitle)]
    for block in document.blocks:
        begins = block.begins if isinstance(block, Heading) else ""
        if begins == "annex":
            break
        if begins:
            lengths.append(0.0)
        lengths[-1] += _lines(block)
    return max(lengths)


def lines_of(blocks: Iterable[Block]) -> float:
    """Estimate how many lines the blocks take together."""
    return sum(map(_lines, blocks))


def ruled_lines(room: float) -> int:
    """Number of lines to write on that fit in the room, below a heading and a label."""
    return max(0, int((room - _HEADINGS[3] - 1) / _RULED))


def _lines(block: Block) -> float:  # noqa: C901, PLR0911, PLR0912 - a case for each kind
    match block:
        case Heading():
            return _HEADINGS[block.level]
        case Paragraph(tone="quiet"):
            return _rows(block.text, _SMALL_LETTERS) * _SMALL
        case Paragraph():
            return _rows(block.text, _BOLD_LETTERS if block.tone else _LETTERS)
        case Facts() | Statements():
            return sum(_rows(" ".join(row)) for row in block.rows)
        case ReasonLines():
            return sum(_rows(row.text) for row in block.rows)
        case Bullets(are_boxes=True):
            return _rows("".join(f"{item.text}{item.note}{_BOX}" for item in block.items))
        case Bullets():
            return sum(map(_item, block.items))
        case Sources():
            return sum(map(_source, block.entries))
        case SignedBars():
            return _picture_rows(((row.name, row.note) for row in block.rows), _BAR_LETTERS, 1)
        case Table():
            return _table(block)
        case HeatMap():
            width = _HEAT_LETTERS / len(block.table.rows)
            heads = max(_rows(name, width) for (name, *_), *_ in block.table.rows)
            rows = ((model, "") for model in block.table.columns[1:])
            return 2 + _picture_rows(rows, _BAR_LETTERS, heads)
        case LanePlot():
            lanes = len(set(block.lane_of))
            return 1 + _picture_rows(((label, "") for label in block.labels), _LABEL_LETTERS, lanes)
        case StackedBars():
            keys = _rows("".join(block.table.columns) + _BOX, _LETTERS) + 1
            return _picture_rows(((row[0][0], "") for row in block.table.rows), _TRY_LETTERS, keys)
        case RangeBars():
            rows = ((name, "".join(notes)) for (name, *notes), *_ in block.table.rows)
            return _picture_rows(rows, _RANGE_LETTERS, 2)
        case Ruled():
            return 1 + block.lines * _RULED
        case _:
            return 0


def _rows(text: str, letters: float = _LETTERS) -> int:
    return ceil(len(text) / letters)


def _source(source: SourceLine) -> float:
    return _rows(source.text) + sum(
        _rows(place, _SMALL_LETTERS) * _SMALL for place in source.places
    )


def _item(item: Item) -> float:
    letters = len(f"{item.lead} {item.text}") + _SMALL * len(item.note)
    wide = _BOLD_LETTERS if item.tone == "danger" else _LETTERS
    return ceil(letters / wide) + sum(_rows(text, _SMALL_LETTERS) * _SMALL for text in item.beneath)


def _picture_rows(rows: Iterable[tuple[str, str]], letters: float, heads: float) -> float:
    """Estimate a picture of rows with a name and a note beside what is drawn, below its heads."""
    points = heads * _PICTURE_ROW
    for name, note in rows:
        points += _rows(name, letters) * _PICTURE_ROW + _PICTURE_GAP
        if len(name) + len(note) >= letters:  # else the note stands after the name
            points += _rows(note, 1.1 * letters) * _PICTURE_NOTE
    return points / _POINTS + _AFTER_TABLE


def _table(table: Table) -> float:
    """Estimate a table whose columns are as wide as one another."""
    widths = [_TABLE_LETTERS / len(table.columns)] * len(table.columns)
    lines = _row(tuple((name,) for name in table.columns), widths)
    for row in table.rows:
        empty = not any("".join(cell) for cell in row[1:])
        lines += max(_row(row, widths), _TO_WRITE_IN if empty else 0)
    return lines + _AFTER_TABLE + bool(table.caption)


def _row(row: Iterable[tuple[str, ...]], widths: Iterable[float]) -> float:
    cells = zip(row, widths, strict=True)
    lines = (sum(_rows(text, wide - _COLUMN_EDGE) for text in cell) for cell, wide in cells)
    return max(lines) + _ROW_EDGE
