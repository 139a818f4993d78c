"""The Markdown writer: headings, lists and proper tables, with every text escaped."""

from casemodel.explanation.numbers import printed
from casemodel.pages.document import (
    Bar,
    Bars,
    Block,
    Bullets,
    Document,
    Facts,
    Figure,
    Heading,
    Item,
    Paragraph,
    Ruled,
    SourceLine,
    Sources,
    Table,
)
from casemodel.render.glyphs import glyphs_for
from casemodel.render.safe import safe_document
from casemodel.render.text_charts import chart_lines
from casemodel.render.wrapping import asked

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
    """The document as Markdown (CommonMark with tables), ending in a line feed."""
    document = safe_document(document, encoding)
    parts = [f"# {escaped(document.title)}"]
    parts += [escaped(document.subtitle)] if document.subtitle else []
    previous: Block | None = None
    for block in document.blocks:
        text = "\n".join(_lines_of(block, encoding))
        if isinstance(block, Bullets) and isinstance(previous, Bullets):
            parts[-1] += f"\n{text}"  # one list: a blank line would set all its items apart
        else:
            parts.append(text)
        previous = block
    for fact in document.closing:
        text = f"{fact.label}: {fact.text}" if fact.label else fact.text
        parts.append(f"*{escaped(text)}*")
    parts += [f"*Made by {escaped(document.made_by)}.*"] if document.made_by else []
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """The text so that Markdown shows it as it is: no markup, no HTML, no link."""
    text = text.strip().translate(_ESCAPES)
    return text.replace("://", "&#58;//").replace("www.", "www&#46;").replace("WWW.", "WWW&#46;")


def _at_line_start(text: str) -> str:
    """The text escaped, and also what would begin a list or a rule at the start of a line."""
    text = escaped(text)
    if text[:1] in ("-", "+", "="):
        return f"\\{text}"
    digits = len(text) - len(text.lstrip("0123456789"))
    if digits and text[digits : digits + 1] in (".", ")"):
        return f"{text[:digits]}\\{text[digits:]}"
    return text


def _lines_of(block: Block, encoding: str) -> list[str]:
    lines: list[str]
    match block:
        case Heading():
            lines = [f"{'#' * block.level} {escaped(block.text)}"]
        case Paragraph():
            text = _at_line_start(block.text)
            lines = [f"**{text}**" if block.tone in ("strong", "danger") else text]
        case Facts():
            lines = [f"- **{escaped(asked(row.label))}** {escaped(row.text)}" for row in block.rows]
        case Bullets():
            lines = [line for item in block.items for line in _item_lines(item)]
        case Table():
            rows = [tuple(_cell(cell) for cell in row) for row in block.rows]
            lines = _table_lines(block.caption, block.columns, rows)
        case Bars():
            lines = _bar_lines(block)
        case Figure():
            lines = _figure_lines(block, encoding)
        case Ruled():
            lines = [_at_line_start(block.label), *(["", "\\_" * _RULE] * block.lines)]
        case Sources():
            lines = _source_lines(block)
    return lines


def _item_lines(item: Item) -> list[str]:
    """An item of a list, without a sign that its lead or heading puts in words; a box stays."""
    lead = f"**{escaped(item.lead)}{':' if item.text else ''}**" if item.lead else ""
    mark = _at_line_start(item.points or item.sign.strip(_SAID_IN_WORDS))
    text = escaped(item.text) if mark or lead else _at_line_start(item.text)
    line = " ".join(part for part in (mark, lead, text, escaped(item.note)) if part)
    return [f"- {line}", *(f"  - {_at_line_start(remark)}" for remark in item.beneath)]


def _cell(cell: tuple[str, ...]) -> str:
    return "<br>".join(escaped(text) for text in cell)


def _table_lines(caption: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    lines = [escaped(caption), ""] if caption else []
    lines.append(f"| {' | '.join(escaped(column) for column in columns)} |")
    lines.append(f"|{' --- |' * len(columns)}")
    return lines + [f"| {' | '.join(row)} |" for row in rows]


def _bar_lines(bars: Bars) -> list[str]:
    """A table for each group; a column that is empty throughout is left out."""
    lines: list[str] = []
    for group in bars.groups:
        columns = ("Rank", group.label, "Score", "Fit", "From", "To", "State")
        rows = [_bar_cells(bar) for bar in group.rows]
        filled = [i for i in range(len(columns)) if any(row[i] for row in rows)]
        lines += [""] if lines else []
        lines += _table_lines(
            group.caption,
            tuple(columns[i] for i in filled),
            [tuple(row[i] for i in filled) for row in rows],
        )
    return lines


def _bar_cells(bar: Bar) -> tuple[str, ...]:
    open_now = bar.low != bar.high
    bounds = (printed(bar.low), printed(bar.high)) if open_now else ("", "")
    state = ", ".join(filter(None, (bar.mark, bar.state)))
    cells = (bar.rank, bar.name, printed(bar.tenths), bar.word, *bounds, state)
    return tuple(map(escaped, cells))


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


def _figure_lines(figure: Figure, encoding: str) -> list[str]:
    """The bars as a block of code, in which nothing is markup, and the table below it."""
    drawn = list(chart_lines(figure.chart, glyphs_for(encoding)))
    fence = "```"
    while any(fence in line for line in drawn):
        fence += "`"
    table = _lines_of(figure.table, encoding)
    return [f"**{escaped(figure.caption)}**", "", f"{fence}text", *drawn, fence, "", *table]
