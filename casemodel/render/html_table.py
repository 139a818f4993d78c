"""Tables in HTML: header cells with scope, figures lined up, and a form for narrow screens.

On a narrow screen a table of many words is broken up: each row becomes a block of labelled lines.
Taking tables apart by style makes browsers forget what they are, so such a table states its roles.
"""

from collections.abc import Sequence

from casemodel.pages.document import Cell, Table
from casemodel.render.elements import Element, Node, element

_MANY = 6  # so many columns of words need the long side of the paper
_WORDY = 3  # so many columns of words do not fit a phone

Kind = dict[str, str]


def table_element(table: Table, name: str, heading: str) -> Element:
    """The table; where it has no caption, the heading above it names it for whoever hears it."""
    numbers = [_holds_numbers(table.rows, i) for i in range(len(table.columns))]
    words = len(numbers) - sum(numbers)
    stacked = words >= _WORDY or len(numbers) > _WORDY > words > 1
    kinds: list[Kind] = [{"class_": "number"} if number else {} for number in numbers]
    hidden = {} if table.caption else {"class_": "hidden"}
    caption = element("caption", table.caption or heading, id=name, **hidden)
    columns = (
        element("th", column, scope="col", **kind, **_role("columnheader", stacked))
        for column, kind in zip(table.columns, kinds, strict=True)
    )
    row_role, group_role = _role("row", stacked), _role("rowgroup", stacked)
    head = element("thead", element("tr", *columns, **row_role), **group_role)
    rows = (
        element("tr", *_row(row, table.columns, kinds, stacked=stacked), **row_role)
        for row in table.rows
    )
    classes = " ".join(
        word for word, holds in (("stack", stacked), ("many", words >= _MANY)) if holds
    )
    return element(
        "table",
        caption,
        head,
        element("tbody", *rows, **group_role),
        **({"class_": classes} if classes else {}),
        **_role("table", stacked),
    )


def _row(
    row: Sequence[Cell], columns: Sequence[str], kinds: Sequence[Kind], *, stacked: bool
) -> list[Element]:
    cells = [element("th", *_inside(row[0]), scope="row", **_role("rowheader", stacked))]
    for cell, column, kind in zip(row[1:], columns[1:], kinds[1:], strict=True):
        label = {"data_label": column} if stacked else {}
        cells.append(element("td", *_inside(cell), **kind, **label, **_role("cell", stacked)))
    return cells


def is_wide(table: Table) -> bool:
    """Whether the columns that hold words need the long side of the paper."""
    columns = range(len(table.columns))
    return sum(not _holds_numbers(table.rows, i) for i in columns) >= _MANY


def _role(role: str, stated: bool) -> Kind:  # noqa: FBT001 - one of two short words otherwise
    return {"role": role} if stated else {}


def _inside(cell: Cell) -> tuple[Node, ...]:
    if len(cell) > 1:
        return (element("ul", *(element("li", text) for text in cell)),)
    return tuple(cell)


def _holds_numbers(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Whether a column holds figures, so that they line up at the right; the first never does."""
    texts = [text for row in rows for text in row[column]] if column else []
    return any(texts) and all(_is_number(text) for text in texts)


def _is_number(text: str) -> bool:
    """Whether a text is a figure, or a range from one to another."""
    return not text.replace(" to ", "").strip("+-0123456789.,% ")
