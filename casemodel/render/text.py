"""The text writer: a document as lines of 40 to 200 columns, which `terminal.py` colours."""

from casemodel.pages.document import (
    Bars,
    Block,
    Bullets,
    Document,
    Fact,
    Facts,
    Figure,
    Heading,
    Item,
    Paragraph,
    Ruled,
    Sources,
    Table,
)
from casemodel.render.glyphs import Glyphs, glyphs_for
from casemodel.render.safe import safe_document
from casemodel.render.text_bars import bar_lines
from casemodel.render.wrapping import (
    Line,
    Span,
    asked,
    indented,
    padded,
    text_of,
    width_of,
    wrapped,
)

NARROWEST = 40
WIDEST = 200
USUAL = 80

_INDENT = "  "
# Facts line up in two columns unless a label is longer than this; then the text goes below it.
_LONGEST_LABEL = 24


def as_text(document: Document, width: int = USUAL, encoding: str = "utf-8") -> str:
    """The document as plain lines, each ending in a line feed and none with blanks at its end."""
    return "".join(f"{text_of(line)}\n" for line in laid_out(document, width, encoding))


def laid_out(document: Document, width: int, encoding: str) -> list[Line]:
    """The document as lines of toned spans, made safe for a stream of this encoding.

    `width` is held within 40 and 200 columns.
    """
    width = min(max(width, NARROWEST), WIDEST)
    document = safe_document(document, encoding)
    glyphs = glyphs_for(encoding)
    lines = wrapped((Span(document.title, "strong"),), width)
    margin = ""
    previous: Block | None = None
    for block in document.blocks:
        if _stands_apart(block, previous):
            lines.append(())
        if isinstance(block, Heading):
            outer = _INDENT * (block.level - 2)
            heading = wrapped((Span(block.text, "strong"),), width - len(outer))
            lines += indented(heading, outer, outer)
            margin = _INDENT * (block.level - 1)
        else:
            inner = _lines_of(block, width - len(margin), glyphs)
            lines += indented(inner, margin, margin)
        previous = block
    if document.closing:
        lines.append(())
    for fact in document.closing:
        text = f"{fact.label}: {fact.text}" if fact.label else fact.text
        lines += wrapped((Span(text, "quiet"),), width)
    return lines


def _stands_apart(block: Block, previous: Block | None) -> bool:
    """Whether a blank line comes before the block: not below a heading or the title."""
    if previous is None:
        return not isinstance(block, Paragraph)
    if isinstance(previous, Paragraph) and isinstance(block, Facts | Bullets):
        return False
    if isinstance(previous, Bullets | Bars) and isinstance(block, Bullets | Paragraph):
        return False
    return not isinstance(previous, Heading) or isinstance(block, Heading)


def _lines_of(block: Block, width: int, glyphs: Glyphs) -> list[Line]:
    lines: list[Line]
    match block:
        case Paragraph():
            lines = wrapped((Span(block.text, block.tone),), width)
        case Facts():
            lines = _fact_lines(block.rows, width)
        case Bullets():
            marks = max((width_of(_mark(item)) for item in block.items), default=0)
            lines = [line for item in block.items for line in _item_lines(item, marks, width)]
        case Table():
            lines = _table_lines(block, width, glyphs)
        case Bars():
            lines = bar_lines(block, width, glyphs)
        case Figure():
            lines = _table_lines(block.table, width, glyphs)
        case Ruled():
            lines = [*wrapped((Span(block.label),), width), *[(Span("_" * width),)] * block.lines]
        case Sources():
            lines = _source_lines(block, width)
        case Heading():
            lines = []
    return lines


def _table_lines(table: Table, width: int, glyphs: Glyphs) -> list[Line]:
    from casemodel.render.text_tables import table_lines  # few pages have a table

    return table_lines(table, width, glyphs)


def _fact_lines(rows: tuple[Fact, ...], width: int) -> list[Line]:
    """Labels in a column of their own; below one another where the line is too narrow for that."""
    column = max((width_of(row.label) for row in rows), default=0) + 2
    if column > min(_LONGEST_LABEL, width // 2):
        return [
            line
            for row in rows
            for line in indented(
                wrapped((Span(asked(row.label), "strong"), Span(row.text, row.tone)), width - 2),
                "",
                _INDENT,
            )
        ]
    lines: list[Line] = []
    for row in rows:
        texts = wrapped((Span(row.text, row.tone),), width - column)
        lines += indented(texts, padded(row.label, column), " " * column, "strong")
    return lines


def _mark(item: Item) -> str:
    """What stands before an item: its points, which carry their sign, its sign, or a star."""
    return item.points or item.sign or "*"


def _item_lines(item: Item, marks: int, width: int) -> list[Line]:
    hang = " " * (marks + 1)
    mark = " " * (marks - width_of(_mark(item))) + _mark(item) + " "
    runs = (
        Span(f"{item.lead}:" if item.lead and item.text else item.lead, item.tone or "strong"),
        Span(item.text),
        Span(item.note, "quiet"),
    )
    lines = indented(wrapped(runs, width - len(hang)), mark, hang, item.tone)
    for remark in item.beneath:
        beneath = wrapped((Span(remark, "quiet"),), width - len(hang) - 2)
        lines += indented(beneath, f"{hang}{_INDENT}", f"{hang}{_INDENT}")
    return lines


def _source_lines(block: Sources, width: int) -> list[Line]:
    lines: list[Line] = []
    for entry in block.entries:
        runs = (Span(f"{entry.id}:", "strong"), Span(entry.text))
        lines += indented(wrapped(runs, width - 2), "", _INDENT)
        for place in entry.places:
            lines += indented(wrapped((Span(place, "quiet"),), width - 4), _INDENT, _INDENT * 2)
    return lines
