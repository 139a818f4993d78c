"""The Word writer: real headings, lists, tables and charts, to be edited before a board sees them.

python-docx makes the file (the extra `docx`, imported only here and below).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

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
    Tone,
)
from casemodel.render.blocks import closing_of, lead_of, level_of, mark_of
from casemodel.render.drawn import drawn, is_wide
from casemodel.render.extras import WORD, MissingExtra, Paper
from casemodel.render.safe import safe_document
from casemodel.render.wrapping import asked

if TYPE_CHECKING:
    from casemodel.render.word_file import WordFile


def write(document: Document, paper: Paper = "letter") -> bytes:
    """The document as a Word file. The same document gives the same bytes.

    Raises MissingExtra where python-docx is not installed.
    """
    try:
        from casemodel.render.word_file import WordFile
    except ImportError:
        raise MissingExtra(WORD) from None
    document = safe_document(document)
    file = WordFile(document, paper, wide=is_wide(document))
    file.paragraph("Title", (document.title, ""))
    if document.subtitle:
        file.paragraph("Subtitle", (document.subtitle, ""))
    level = 0
    for block in drawn(document.blocks):
        if isinstance(block, Heading):
            level = level_of(block, level)
            file.paragraph(f"Heading {level}", (block.text, ""))
        else:
            _write_block(file, block)
    for line in closing_of(document):
        file.paragraph("Small", (line, ""))
    return file.saved()


def _write_block(file: "WordFile", block: Block) -> None:
    match block:
        case Paragraph():
            file.paragraph(_style_of(block.tone), (block.text, block.tone))
        case Facts() | Bullets() | Sources():
            _write_list(file, block)
        case Table():
            file.table(block)
        case Figure():
            file.chart(block)
            file.table(block.table)
        case Ruled():
            file.ruled(block)
        case Heading() | Bars():
            raise TypeError("headings and bars are written elsewhere")


def _write_list(file: "WordFile", block: Facts | Bullets | Sources) -> None:
    match block:
        case Facts():
            for row in block.rows:
                file.paragraph("Normal", *_fact(row))
        case Bullets():
            for item in block.items:
                _write_item(file, item)
        case Sources():
            for entry in block.entries:
                file.paragraph("List Paragraph", (mark_of(entry), "strong"), (entry.text, ""))
                for place in entry.places:
                    file.paragraph("Small", (place, ""), indent=True)


def _style_of(tone: Tone) -> str:
    return {"danger": "Danger", "quiet": "Small"}.get(tone, "Normal")


def _fact(row: Fact) -> tuple[tuple[str, str], ...]:
    return ((asked(row.label), "strong"), (row.text, row.tone))


def _write_item(file: "WordFile", item: Item) -> None:
    """One entry of a list under its own mark, with its remarks below it.

    A mark of several letters, such as points, stands in the text: Word has no room for it.
    """
    mark = mark_of(item)
    if len(mark) > 1:
        file.item("•", (mark, "strong"), *_runs(item))
    else:
        file.item(mark, *_runs(item))
    for remark in item.beneath:
        file.paragraph("Small", (remark, ""), indent=True)


def _runs(item: Item) -> Iterator[tuple[str, Any]]:
    if item.lead:
        yield (lead_of(item), "strong")
    if item.text:
        yield (item.text, item.tone)
    if item.note:
        yield (item.note, "quiet")
