"""The PDF writer: tagged, titled, in a stated language, with its fonts inside (PDF/UA-1, PDF/A-2a).

typst sets it (the extra `pdf`, imported only here). The template is a file of our own that never
changes; the document is given to it as JSON, and every text is set as text, never read as markup.
"""

import json
from collections.abc import Mapping
from itertools import zip_longest
from typing import Any, NamedTuple

from casemodel.files.memory import refuse_little_memory
from casemodel.pages.document import (
    TICK,
    Block,
    Bullets,
    Chart,
    Document,
    Facts,
    Heading,
    HeatMap,
    LanePlot,
    Paragraph,
    RangeBars,
    ReasonLines,
    Ruled,
    SignedBars,
    Sources,
    StackedBars,
    Statements,
    Table,
    with_every_text,
)
from casemodel.pages.words import by_number
from casemodel.render.blocks import (
    PHONE,
    are_few,
    are_names,
    closing_of,
    column_letters,
    description_of,
    figures_of,
    has_annex,
    has_foot,
    is_short,
    last_entry_apart,
    lead_of,
    level_of,
    lies_across,
    mark_of,
    may_break,
    split_rows,
    stays_with_next,
    with_colon,
)
from casemodel.render.charts import drawn
from casemodel.render.extras import PDF, Paper, refuse_missing
from casemodel.render.safe import safe_document, writable
from casemodel.render.templating import FOLDER

_TEMPLATE = FOLDER / "paper.typ"
_PAPERS: Mapping[Paper, str] = {"letter": "us-letter", "a4": "a4"}
_ACCESSIBLE, _LASTING = "ua-1", "a-2a"
# Sizes of type for a document that should fit a number of sheets, in points, largest first.
_SIZES = (14.0, 13.0, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
READABLE = 10.0
"""The smallest type of a report for a board, in points: it rather takes more sheets."""
_READABLE_ACROSS = 9.5  # the same for a comparison on sheets that lie across
# Beyond Western European letters, what pages are made with.
_KEPT = TICK

Data = dict[str, Any]


class Look(NamedTuple):
    """The look of sheets: type in points, spaces in ems of it, margins in inches."""

    paper: str
    flipped: bool
    size: float = 11.0
    leading: float = 0.62
    spacing: float = 1.0
    margin: float = 1.0
    footer: bool = True


def write(document: Document, paper: Paper = "letter") -> bytes:
    """Write the document as a PDF file. The same document gives the same bytes.

    Its fonts come with typst. Only letters that these lack are set in fonts of this computer, and
    if it has none either, they are written as escapes. Raises MissingExtra if typst or
    matplotlib is not installed.
    """
    return _pdf_and_look(document, paper)[0]


def type_size(document: Document, paper: Paper) -> float:
    """Give the size of type, in points, in which the document is set as PDF.

    Raises MissingExtra without typst or matplotlib.
    """
    return _pdf_and_look(document, paper)[1].size


def _pdf_and_look(document: Document, paper: Paper) -> tuple[bytes, Look]:
    """Write the file, and give its look. Raises MissingExtra without typst or matplotlib."""
    typst = _typst()
    document = safe_document(document)
    try:
        return _set(typst, document, paper, own_fonts=True)
    except typst.TypstError:
        pass
    try:
        return _set(typst, document, paper, own_fonts=False)
    except typst.TypstError:
        return _set(typst, with_every_text(document, _western), paper, own_fonts=True)


def _typst() -> Any:
    refuse_missing(PDF)
    refuse_little_memory("typst")
    import typst

    return typst


def _western(text: str) -> str:
    return "".join(letter if letter in _KEPT else writable(letter, "cp1252") for letter in text)


def _set(typst: Any, document: Document, paper: Paper, *, own_fonts: bool) -> tuple[bytes, Look]:
    """Set the document in the best look that keeps to its number of sheets, or in the last."""
    data = json.dumps(as_data(document), ensure_ascii=False)
    compiler = typst.Compiler(_TEMPLATE, root=FOLDER, ignore_system_fonts=own_fonts)
    # The standard for keeping asks for a date.
    standards = [_LASTING, _ACCESSIBLE] if document.date else [_ACCESSIBLE]

    def set_in(look: Look) -> tuple[bytes, Look]:
        """Set the document in this look."""
        inputs = {"document": data, "look": json.dumps(look._asdict())}
        file = compiler.compile(
            sys_inputs=inputs, format="pdf", pdf_standards=standards, timestamp=0
        )
        return bytes(file), look

    looks = looks_for(document, paper)
    if not document.sheets:
        return set_in(looks[0])
    # By halves: what fits in some type fits in smaller type.
    first, last = 0, len(looks) - 1
    while first < last:
        middle = (first + last) // 2
        set_in(looks[middle])
        first, last = (
            (first, middle) if _sheets(compiler) <= document.sheets else (middle + 1, last)
        )
    return set_in(looks[first])


def _sheets(compiler: Any) -> int:
    """Number of sheets that the document last set takes, without its annex."""
    return int(json.loads(compiler.query("<pages>", field="value", one=True)))


def looks_for(document: Document, paper: Paper) -> list[Look]:
    """List the looks to try, best first: one, or ever smaller type if sheets are counted."""
    usual = Look(_PAPERS[paper], lies_across(document))
    if not document.sheets:
        return [usual._replace(margin=0.6) if usual.flipped else usual]
    tight = usual._replace(leading=0.5, spacing=0.75, margin=0.5, footer=has_foot(document))
    if has_annex(document):
        airy = tight._replace(leading=0.55, margin=0.75)
        sizes = [size for size in _SIZES if READABLE <= size <= usual.size]
        close = tight._replace(size=READABLE, spacing=0.6)
        closer = [close._replace(margin=0.6), close]
        if document.across:
            closer.append(close._replace(size=_READABLE_ACROSS))
        return [*(airy._replace(size=size) for size in sizes), *closer]
    return [tight._replace(size=size) for size in _SIZES]


def as_data(document: Document) -> Data:
    """Turn the document into data for the template: texts as they are, blocks with their kind."""
    blocks: list[Data] = []
    level = 0
    before: Block | None = None
    closing = closing_of(document)
    shown = last_entry_apart(document.blocks) if closing else document.blocks
    for block, after in zip_longest(shown, shown[1:]):
        data = _block(block)
        if isinstance(block, Heading):
            level = data["level"] = level_of(block, level)
        leads_to_closing = bool(closing) and after is None and is_short(block)
        data["leads"] = leads_to_closing or stays_with_next(before, block, after)
        before = block
        blocks.append({"is": type(block).__name__.lower(), **data})
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "description": document.subtitle or document.title,
        "language": document.language,
        "date": document.date,
        "footer": document.footer,
        "phone": PHONE.pattern,
        "blocks": blocks,
        "closing": closing,
    }


def _block(block: Block) -> Data:  # noqa: PLR0911 - a case for each kind of block
    match block:
        case Facts() | Statements():
            rows = [{**row._asdict(), "label": with_colon(row.label)} for row in block.rows]
            return {"rows": rows, "together": are_few(block)}
        case Bullets():
            listed = [_item(item) for item in block.items]
            return {"items": listed, "names": are_names(block), "boxes": block.are_boxes}
        case ReasonLines():
            rows = [{**row._asdict(), "cites": by_number(row.cites)} for row in block.rows]
            return {"rows": rows}
        case SignedBars() | HeatMap() | LanePlot() | StackedBars() | RangeBars():
            return _picture(block)
        case Table():
            return _table(split_rows(block))
        case Sources():
            entries = [{**entry._asdict(), "mark": mark_of(entry)} for entry in block.entries]
            return {"entries": entries}
        case Heading() | Paragraph() | Ruled():
            return block._asdict()


def _picture(block: SignedBars | Chart) -> Data:
    """Turn a picture into data: drawn, with its size and what it shows, or its figures' table."""
    table = figures_of(block)
    drawing = drawn(block)
    if drawing is None:
        return {**_table(table), "is": "table"}
    return {
        "is": "picture",
        "caption": table.caption,
        "image": drawing.image.decode(),
        "width": drawing.width,
        "description": description_of(block),
    }


def _table(table: Table) -> Data:
    """Turn a table into data, with its column widths in letters, and the rows that may break."""
    widths = column_letters(table)
    breaks = [may_break(row, widths) for row in table.rows]
    return {**table._asdict(), "widths": widths, "breaks": breaks}


def _item(item: Any) -> Data:
    return {**item._asdict(), "mark": mark_of(item), "lead": lead_of(item)}
