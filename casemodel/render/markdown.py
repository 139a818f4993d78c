"""The Markdown writer: headings, lists and proper tables, with every text escaped."""

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
    SourceLine,
    Sources,
    StackedBars,
    Statement,
    Statements,
    Table,
)
from casemodel.pages.words import by_number
from casemodel.render.blocks import signed_bar_table, with_colon
from casemodel.render.safe import safe_document
from casemodel.texts.messages import phrase

# What Markdown, HTML and the usual extensions (tables, strike-through, formulas, bare links,
# mentions) would read as more than text. Entities where a reader might not honour a backslash.
_ESCAPES = str.maketrans(
    {
        **{character: f"\\{character}" for character in "\\`*_{}[]#|~$^!"},
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        "@": "&#64;",
    }
)

_SAID_IN_WORDS = "+-!?"
_RULE = 60  # letters in a line to write on


def as_markdown(document: Document, encoding: str = "utf-8") -> str:
    """Write the document as Markdown (CommonMark with tables), ending in a line feed."""
    document = safe_document(document, encoding)
    parts = [f"# {escaped(document.title)}"]
    parts += [escaped(document.subtitle)] if document.subtitle else []
    previous: Block | None = None
    for block in document.blocks:
        text = "\n".join(_lines_of(block))
        if isinstance(block, Bullets) and isinstance(previous, Bullets):
            parts[-1] += f"\n{text}"  # one list: a blank line would set all its items apart
        else:
            parts.append(text)
        previous = block
    for fact in document.closing:
        text = f"{fact.label}: {fact.text}" if fact.label else fact.text
        parts.append(f"*{escaped(text)}*")
    made_by = phrase("render.made_by", tool=document.made_by)
    parts += [f"*{escaped(made_by)}*"] if document.made_by else []
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Escape a text so that Markdown shows it as it is: no markup, no HTML, no link."""
    text = text.strip().translate(_ESCAPES)
    return text.replace("://", "&#58;//").replace("www.", "www&#46;").replace("WWW.", "WWW&#46;")


def _at_line_start(text: str) -> str:
    """Escape a text, and signs that would begin a list or a rule at the start of a line."""
    text = escaped(text)
    if text[:1] in ("-", "+", "="):
        return f"\\{text}"
    digits = len(text) - len(text.lstrip("0123456789"))
    if digits and text[digits : digits + 1] in (".", ")"):
        return f"{text[:digits]}\\{text[digits:]}"
    return text


def _lines_of(block: Block) -> list[str]:  # noqa: C901 - a case for each kind of block
    lines: list[str]
    match block:
        case Heading():
            lines = [f"{'#' * block.level} {escaped(block.text)}"]
        case Paragraph():
            text = _at_line_start(block.text)
            lines = [f"**{text}**" if block.tone in ("strong", "danger") else text]
        case Facts():
            lines = [
                f"- **{escaped(with_colon(row.label))}** {escaped(row.text)}" for row in block.rows
            ]
        case Statements():
            lines = [_statement_line(row) for row in block.rows]
        case ReasonLines():
            lines = [_reason_line(row) for row in block.rows]
        case Bullets():
            lines = [line for item in block.items for line in _item_lines(item)]
        case Table():
            lines = _table_lines(block)
        case HeatMap() | LanePlot() | StackedBars() | RangeBars():
            lines = _table_lines(block.table)
        case SignedBars():
            lines = _table_lines(signed_bar_table(block))
        case Ruled():
            lines = [_at_line_start(block.label), *(["", "\\_" * _RULE] * block.lines)]
        case Sources():
            lines = _source_lines(block)
    return lines


def _statement_line(row: Statement) -> str:
    return f"- **{escaped(f'{with_colon(row.label)} {row.word}')}** {escaped(row.text)}"


_SIDES = {"+": "render.for", "-": "render.against"}


def _reason_line(row: ReasonLine) -> str:
    side = f"**{phrase(_SIDES[row.sign])}:** " if row.sign in _SIDES else ""
    # Another sign than the lists around it, so that it is a list of its own.
    return f"* {side}{escaped(row.text)} {escaped(by_number(row.cites))}".rstrip()


def _item_lines(item: Item) -> list[str]:
    """Write an item of a list, without a sign that its lead or heading words; a box stays."""
    lead = f"**{escaped(item.lead)}{':' if item.text else ''}**" if item.lead else ""
    mark = _at_line_start(item.points or item.sign.strip(_SAID_IN_WORDS))
    text = escaped(item.text) if mark or lead else _at_line_start(item.text)
    line = " ".join(part for part in (mark, lead, text, escaped(item.note)) if part)
    return [f"- {line}", *(f"  - {_at_line_start(remark)}" for remark in item.beneath)]


def _cell(cell: tuple[str, ...]) -> str:
    return "<br>".join(escaped(text) for text in cell)


def _table_lines(table: Table) -> list[str]:
    lines = [escaped(table.caption), ""] if table.caption else []
    lines.append(f"| {' | '.join(escaped(column) for column in table.columns)} |")
    lines.append(f"|{' --- |' * len(table.columns)}")
    return lines + [f"| {' | '.join(map(_cell, row))} |" for row in table.rows]


def _source_lines(block: Sources) -> list[str]:
    lines: list[str] = []
    for entry in block.entries:
        lines.append(_source_line(entry))
        inner = " " * (len(entry.number) + 2 if entry.number else 2)
        lines += [f"{inner}- {_at_line_start(place)}" for place in entry.places]
    return lines


def _source_line(entry: SourceLine) -> str:
    if entry.number:
        return f"{entry.number}. {_at_line_start(entry.text)}"
    return f"- **{escaped(entry.id)}:** {escaped(entry.text)}"
