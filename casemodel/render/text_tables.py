"""Tables of text: columns that share the width, or labelled blocks where they do not fit."""

from casemodel.pages.document import Cell, Table
from casemodel.render.glyphs import Glyphs
from casemodel.render.wrapping import Line, Span, asked, indented, text_of, width_of, wrapped

# Three models and the column of questions fit in 80 columns, five in 120.
_NARROWEST_COLUMN = 18
_GAP = 2
# Below this no table is drawn at all.
_NARROWEST_TABLE = 60
# Rows taller than this get a blank line between them, or the eye loses the row.
_TALLEST_CLOSE_ROW = 3


def table_lines(table: Table, width: int, glyphs: Glyphs) -> list[Line]:
    """The table side by side if every column gets room for its words, else block below block."""
    caption = wrapped((Span(table.caption, "quiet"),), width) if table.caption else []
    widths = _column_widths(table, width)
    body = _side_by_side(table, widths, glyphs) if widths else _blocks(table, width)
    return caption + body


def _column_widths(table: Table, width: int) -> list[int]:
    """A width for each column, adding up to at most `width`; none if the table does not fit."""
    if width < _NARROWEST_TABLE:
        return []
    columns = range(len(table.columns))
    wanted = [max(width_of(text) for text in _column(table, i)) for i in columns]
    least = [max(min(want, _NARROWEST_COLUMN), _longest_word(table.columns[i]))
             for i, want in enumerate(wanted)]  # fmt: skip
    room = width - _GAP * (len(wanted) - 1)
    if sum(least) > room:
        return []
    return _shared_out(wanted, least, room)


def _shared_out(wanted: list[int], least: list[int], room: int) -> list[int]:
    """Each column its least; what is left goes to the narrowest column that wants more."""
    widths = list(least)
    for _ in range(room - sum(least)):
        wanting = [i for i, want in enumerate(wanted) if widths[i] < want]
        if not wanting:
            break
        widths[min(wanting, key=lambda i: (widths[i], i))] += 1
    return widths


def _column(table: Table, i: int) -> list[str]:
    """Every text of a column, its header first."""
    return [table.columns[i], *(text for row in table.rows for text in _texts(row[i]))]


def _longest_word(text: str) -> int:
    return max((width_of(word) for word in text.split()), default=0)


def _is_list(cell: Cell) -> bool:
    return len(cell) > 1


def _texts(cell: Cell) -> tuple[str, ...]:
    """The texts of a cell as they are written: several become a list."""
    return cell if not _is_list(cell) else tuple(f"- {text}" for text in cell)


def _side_by_side(table: Table, widths: list[int], glyphs: Glyphs) -> list[Line]:
    header = [
        wrapped((Span(column, "strong"),), widths[i]) for i, column in enumerate(table.columns)
    ]
    lines = _joined(header, widths)
    lines.append((Span(glyphs.rule * (sum(widths) + _GAP * (len(widths) - 1)), "quiet"),))
    rows = [_joined([_cell_lines(cell, widths[i], "strong" if i == 0 else "")
                     for i, cell in enumerate(row)], widths) for row in table.rows]  # fmt: skip
    airy = any(len(row) > _TALLEST_CLOSE_ROW for row in rows)
    for number, row in enumerate(rows):
        if airy and number:
            lines.append(())
        lines += row
    return lines


def _cell_lines(cell: Cell, width: int, tone: str) -> list[Line]:
    if not _is_list(cell):
        return wrapped((Span(cell[0] if cell else "", "strong" if tone else ""),), width)
    return [
        line for text in cell for line in indented(wrapped((Span(text),), width - 2), "- ", "  ")
    ]


def _joined(cells: list[list[Line]], widths: list[int]) -> list[Line]:
    """Cells beside one another, as lines."""
    lines: list[Line] = []
    for number in range(max(len(cell) for cell in cells)):
        line: list[Span] = []
        for cell, width in zip(cells, widths, strict=True):
            spans = cell[number] if number < len(cell) else ()
            used = sum(width_of(span.text) for span in spans)
            line += [*spans, Span(" " * (width - used + _GAP))]
        lines.append(tuple(line))
    return lines


def _blocks(table: Table, width: int) -> list[Line]:
    """One labelled block for each thing that the table is about."""
    headers = [text_of(tuple(Span(text) for text in row[0])) for row in table.rows]
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
    lines: list[Line] = []
    for number, (name, entries) in enumerate(blocks):
        lines += [()] if number else []
        lines += wrapped((Span(name, "strong"),), width)
        for label, cell in entries:
            lines += _entry_lines(label, cell, width)
    return lines


def _entry_lines(label: str, cell: Cell, width: int) -> list[Line]:
    if not _is_list(cell):
        runs = (Span(asked(label), "quiet"), Span(cell[0] if cell else ""))
        return indented(wrapped(runs, width - 4), "  ", "    ")
    lines = indented(wrapped((Span(asked(label), "quiet"),), width - 2), "  ", "  ")
    for text in cell:
        lines += indented(wrapped((Span(text),), width - 6), "    - ", "      ")
    return lines
