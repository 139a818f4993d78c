"""The plain writer: one labelled fact a line, for screen readers, logs and any encoding.

No boxes, no bars, no columns; every line reads on its own, 'label: value; value'.
"""

from casemodel.explanation.numbers import signed
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
    ReasonLine,
    ReasonLines,
    Ruled,
    SignedBars,
    Sources,
    StackedBars,
    Statement,
    Statements,
    Table,
)
from casemodel.render.blocks import lead_of
from casemodel.render.safe import safe_document, writable
from casemodel.texts.messages import phrase


def as_plain(document: Document, encoding: str = "utf-8") -> str:
    """Write the document as lines of one fact each, however long; nothing is wrapped."""
    document = safe_document(document, encoding)
    lines = [phrase("plain.title", text=document.title)]
    for block in document.blocks:
        lines += _lines_of(block)
    lines += [f"{fact.label.lower() or 'note'}: {fact.text}" for fact in document.closing]
    # Once more: a label in small letters may need what the encoding lacks.
    return "".join(f"{writable(line, encoding)}\n" for line in lines)


def _lines_of(block: Block) -> list[str]:  # noqa: C901 - a case for each kind of block
    lines: list[str]
    match block:
        case Heading():
            lines = [phrase("plain.section", text=block.text)]
        case Paragraph():
            lines = [f"{block.label}: {block.text}"]
        case Facts():
            lines = [f"{row.label.lower()}: {row.text}" for row in block.rows]
        case Statements():
            lines = [_statement_line(row) for row in block.rows]
        case ReasonLines():
            lines = [_reason_line(row) for row in block.rows]
        case Bullets():
            lines = [line for item in block.items for line in _item_lines(block.label, item)]
        case Table():
            lines = _table_lines(block)
        case HeatMap() | LanePlot() | StackedBars() | RangeBars():
            lines = _table_lines(block.table)
        case SignedBars():
            lines = _signed_bar_lines(block)
        case Ruled():
            lines = [phrase("plain.ruled", label=block.label)]
        case Sources():
            lines = _source_lines(block)
    return lines


def _statement_line(row: Statement) -> str:
    label = row.label.lower() if row.label.endswith("?") else f"{row.label.lower()}:"
    return f"{label} {'; '.join(part for part in (row.word, row.text) if part)}"


_SIGN_LABELS = {
    "+": "label.reason_for",
    "-": "label.reason_against",
    "*": "label.weak_point",
}


def _reason_line(row: ReasonLine) -> str:
    return _joined(
        phrase(_SIGN_LABELS[row.sign]),
        row.text.rstrip("."),
        _sources(", ".join(map(str, row.cites))),
    )


def _sources(note: str) -> str:
    """The note of a line without its brackets; numbers of sources are said to be that."""
    inside = note.strip("[]")
    return phrase("plain.cites", numbers=inside) if inside[:1].isdigit() else inside


def _joined(label: str, *parts: str) -> str:
    return f"{label}: {'; '.join(part for part in parts if part)}"


def _item_lines(label: str, item: Item) -> list[str]:
    points = phrase("plain.points", points=item.points) if item.points else ""
    said = f"{lead_of(item)} {item.text}".strip().rstrip(".")
    lines = [_joined(label, said, points, _sources(item.note))]
    return lines + [phrase("plain.beneath", label=label, remark=remark) for remark in item.beneath]


def _table_lines(table: Table) -> list[str]:
    """Write a line for each cell: the subject, the question, the answer."""
    lines = [phrase("plain.table", caption=table.caption)] if table.caption else []
    cells = [
        (" ".join(row[0]), column, row[i])
        for row in table.rows
        for i, column in enumerate(table.columns)
        if i
    ]
    if table.subjects == "columns":
        order = {column: i for i, column in enumerate(table.columns)}
        cells = sorted(
            ((column, header, cell) for header, column, cell in cells), key=lambda c: order[c[0]]
        )
    return lines + [f"{about}, {label}: {'; '.join(cell)}" for about, label, cell in cells]


def _signed_bar_lines(bars: SignedBars) -> list[str]:
    lines: list[str] = []
    for number, row in enumerate(bars.rows, 1):
        side = bars.right if row.tenths > 0 else bars.left if row.tenths else ""
        parts = (row.name, f"{signed(row.tenths)} {bars.label.lower()}", side, row.note)
        facts = "; ".join(part for part in parts if part)
        lines.append(
            phrase(
                "check.numbered",
                word=bars.name.lower(),
                number=number,
                count=len(bars.rows),
                finding=facts,
            )
        )
    return lines


def _source_lines(block: Sources) -> list[str]:
    lines: list[str] = []
    for entry in block.entries:
        name = entry.number or entry.id
        lines.append(phrase("plain.source", name=name, text=entry.text))
        lines += [phrase("plain.place", name=name, place=place) for place in entry.places]
    return lines
