"""The Word writer: real headings, lists and tables, to be edited before a board sees them.

python-docx makes the file, matplotlib the pictures, and typst finds the size of type (the extra
`docx`, imported only where a Word file is asked for). Every picture is described in words.
"""

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from casemodel.pages.document import (
    TICK,
    Block,
    Bullets,
    Chart,
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
    Sources,
    StackedBars,
    Statement,
    Statements,
    Table,
    Tone,
)
from casemodel.pages.words import by_number
from casemodel.render.blocks import (
    are_few,
    closing_of,
    description_of,
    figures_of,
    lead_of,
    level_of,
    mark_of,
    split_rows,
    stays_with_next,
    with_colon,
)
from casemodel.render.charts import drawn
from casemodel.render.extras import WORD, Paper, refuse_missing
from casemodel.render.safe import safe_document

if TYPE_CHECKING:
    from casemodel.render.word_file import Run, WordFile

_DOT = "•"


def write(document: Document, paper: Paper = "letter") -> bytes:
    """Write the document as a Word file. The same document gives the same bytes.

    Raises MissingExtra if python-docx, typst or matplotlib is not installed.
    """
    refuse_missing(WORD)
    from casemodel.render.word_file import WordFile

    document = safe_document(document)
    file = WordFile(document, paper)
    file.paragraph("Title", (document.title, ""))
    if document.subtitle:
        file.paragraph("Subtitle", (document.subtitle, ""))
    level = 0
    before: Block | None = None
    for block, after in zip_longest(document.blocks, document.blocks[1:]):
        if isinstance(block, Heading):
            level = level_of(block, level)
            heading = file.paragraph(f"Heading {level}", (block.text, ""))
            heading.paragraph_format.page_break_before = bool(block.begins) or None
        elif isinstance(block, Paragraph):
            paragraph = file.paragraph(_style_of(block.tone), (block.text, block.tone))
            _keep(paragraph, with_next=stays_with_next(before, block, after))
        elif isinstance(block, Bullets) and block.are_boxes:
            paragraph = file.paragraph("Normal", *(run for box in block.items for run in _box(box)))
            _keep(paragraph, with_next=stays_with_next(before, block, after))
        else:
            _write_block(file, block, after)
        before = block
    for line in closing_of(document):
        file.hold()
        file.paragraph("Small", (line, ""))
    return file.saved()


def _keep(paragraph: Any, *, with_next: bool) -> None:
    """Keep a paragraph in one piece on the sheet of the next, if it stays with that."""
    if with_next:
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.keep_together = True


def _write_block(  # noqa: C901 - a case for each kind of block
    file: "WordFile", block: Block, after: Block | None
) -> None:
    match block:
        case Facts() | Statements():
            _write_facts(file, block)
        case ReasonLines():
            for row in block.rows:
                file.item(row.sign, (row.text, ""), (by_number(row.cites), "quiet"))
        case Bullets():
            for item in block.items:
                _write_item(file, item)
        case Sources():
            _write_sources(file, block)
        case Table():
            file.table(split_rows(block))
        case SignedBars() | HeatMap() | LanePlot() | StackedBars() | RangeBars():
            _write_picture(file, block)
        case Ruled():
            file.ruled(block.label, block.lines, more_follow=isinstance(after, Ruled))
        case Heading() | Paragraph():
            raise TypeError("written elsewhere")


def _write_facts(file: "WordFile", block: Facts | Statements) -> None:
    """Write a paragraph for each fact or statement; a few of them stay together."""
    paragraphs = []
    for row in block.rows:
        runs = (
            ((with_colon(row.label), ""), (row.word, "strong"), (row.text, ""))
            if isinstance(row, Statement)
            else ((with_colon(row.label), "strong"), (row.text, row.tone))
        )
        paragraphs.append(file.paragraph("Normal", *runs))
    for paragraph in paragraphs[:-1] if are_few(block) else ():
        paragraph.paragraph_format.keep_with_next = True


def _write_sources(file: "WordFile", block: Sources) -> None:
    """Write the sources, each with its places below it."""
    for entry in block.entries:
        file.paragraph("Normal", (entry.text, ""), mark=mark_of(entry))
        for place in entry.places:
            file.paragraph("Small", (place, ""), indent=True)


def _style_of(tone: Tone) -> str:
    return {"danger": "Danger", "quiet": "Small"}.get(tone, "Normal")


def _write_item(file: "WordFile", item: Item) -> None:
    """Write one entry of a list under its own mark, with its remarks below it.

    A mark of several letters, such as points, stands in the text: Word has no room for it.
    """
    mark = mark_of(item)
    if len(mark) > 1:
        file.item(_DOT, (mark, "strong"), *_runs(item))
    else:
        file.item(mark, *_runs(item))
    for remark in item.beneath:
        file.paragraph("Small", (remark, ""), indent=True)


def _runs(item: Item) -> "Iterator[Run]":
    yield (lead_of(item), "strong")
    yield (item.text, item.tone)
    yield (item.note, "quiet")


def _box(item: Item) -> "Iterator[Run]":
    """Yield a box to tick, which stays beside the first word; more of them share a line."""
    yield (f"{TICK}\u00a0{item.text}", item.tone)
    yield (item.note, "quiet")
    yield ("    ", "")


def _write_picture(file: "WordFile", block: SignedBars | Chart) -> None:
    """Write a picture below its caption, or the table of its figures where none is drawn."""
    table = figures_of(block)
    drawing = drawn(block, "png")
    if drawing:
        file.picture(drawing, table.caption, description_of(block))
    else:
        file.table(table)
