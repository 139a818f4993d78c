"""Tables on a screen: columns that share the width, or labelled blocks where they do not fit."""

from collections.abc import Iterator

from rich.box import Box
from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from casemodel.pages.document import Cell, Table
from casemodel.render.blocks import longest_word, with_colon
from casemodel.render.text import Hanging, runs_in, text_in

# Three models and the column of questions fit in 80 columns, five in 120.
_NARROWEST_COLUMN = 18
_GAP = 2
# Below this no table is drawn at all.
_NARROWEST_TABLE = 60
# Rows taller than this get a blank line between them, or the eye loses the row.
_TALLEST_ROW = 3
# A rule below the heads and nothing else.
_RULED = Box("\n".join(["    ", "    ", " -- ", *["    "] * 5]) + "\n", ascii=True)


def table_parts(table: Table, width: int) -> list[RenderableType]:
    """Draw the table side by side if every column gets room for its words, else in blocks."""
    caption: list[RenderableType] = [text_in(table.caption, "quiet")] if table.caption else []
    return caption + ([_side_by_side(table, width)] if _fits(table, width) else _blocks(table))


def _fits(table: Table, width: int) -> bool:
    """Say whether each column gets the room of its texts, or the least that can be read."""
    narrowest = max(_NARROWEST_COLUMN, *map(longest_word, table.columns))
    asks = (
        min(narrowest, max(map(cell_len, _column(table, i)))) + _GAP
        for i in range(len(table.columns))
    )
    return width >= _NARROWEST_TABLE and sum(asks) - _GAP <= width


def _column(table: Table, i: int) -> list[str]:
    """List every text of a column as it is written, its head first."""
    cells = (row[i] for row in table.rows)
    return [
        table.columns[i],
        *(f"- {text}" if len(cell) > 1 else text for cell in cells for text in cell),
    ]


def _has_tall_rows(table: Table, width: int) -> bool:
    """Say whether a row takes more lines than rows that may stand close together."""
    widest = [max(map(cell_len, _column(table, i))) for i in range(len(table.columns))]
    narrow = [wide + _GAP for wide in widest if wide <= _NARROWEST_COLUMN]
    room = (width - sum(narrow)) // max(len(widest) - len(narrow), 1) - _GAP
    cells = (cell for row in table.rows for cell in row)
    return any(sum(cell_len(text) // room + 1 for text in cell) > _TALLEST_ROW for cell in cells)


def _side_by_side(table: Table, width: int) -> RenderableType:
    drawn = RichTable(
        box=_RULED,
        show_edge=False,
        pad_edge=False,
        padding=(0, _GAP - 1, 0, 0),
        leading=int(_has_tall_rows(table, width)),
        header_style="bold",
    )
    for number, name in enumerate(table.columns):
        drawn.add_column(text_in(name), overflow="fold", style="" if number else "bold")
    for row in table.rows:
        drawn.add_row(*map(_cell, row))
    return drawn


def _cell(cell: Cell) -> RenderableType:
    if len(cell) <= 1:
        return text_in("".join(cell))
    grid = RichTable.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    for text in cell:
        grid.add_row("-", text_in(text))
    return grid


def _blocks(table: Table) -> list[RenderableType]:
    """Draw one labelled block for each thing that the table is about."""
    headers = [" ".join(row[0]) for row in table.rows]
    if table.subjects == "columns":
        blocks = [
            (name, [(header, row[i]) for header, row in zip(headers, table.rows, strict=True)])
            for i, name in enumerate(table.columns)
            if i
        ]
    else:
        blocks = [
            (header, list(zip(table.columns[1:], row[1:], strict=True)))
            for header, row in zip(headers, table.rows, strict=True)
        ]
    parts: list[RenderableType] = []
    for number, (name, entries) in enumerate(blocks):
        parts += [Text()] if number else []
        parts.append(text_in(name, "strong"))
        parts += [part for label, cell in entries for part in _entry(label, cell)]
    return parts


def _entry(label: str, cell: Cell) -> Iterator[RenderableType]:
    if len(cell) <= 1:
        yield Padding(
            Hanging(runs_in((with_colon(label), "quiet"), ("".join(cell), ""))), (0, 0, 0, 2)
        )
        return
    yield Padding(text_in(with_colon(label), "quiet"), (0, 0, 0, 2))
    yield Padding(_cell(cell), (0, 0, 0, 4))
