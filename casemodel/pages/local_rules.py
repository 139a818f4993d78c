"""House rules on the page of an answer, whatever the page."""

from collections.abc import Sequence

from casemodel.explanation.sentence import Sentence
from casemodel.pages.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Item,
    Paragraph,
    Sources,
    Table,
)
from casemodel.texts.messages import phrase


def with_house(document: Document, notes: Sequence[Sentence]) -> Document:
    """Add a section on the house rules before the sources of a page, or else at its end.

    `notes` are those of `local_notes`; without any the page stays as it is.
    """
    if not notes:
        return document
    section = house_section(notes)
    blocks = document.blocks
    end = len(blocks) - 2 if blocks and isinstance(blocks[-1], Sources) else len(blocks)
    return document._replace(blocks=(*blocks[:end], *section, *blocks[end:]))


def house_section(notes: Sequence[Sentence]) -> tuple[Block, ...]:
    """Build the section from the notes: house rules are in use, and what they change."""
    first, *changes = notes
    return (
        Heading(2, phrase("word.house_rules")),
        Paragraph(first.text, "strong", phrase("label.house_rules")),
        Bullets(
            phrase("label.house_rule"), tuple(Item("!", "", change.text) for change in changes)
        ),
    )


def with_house_row(document: Document, notes: Sequence[Sentence]) -> Document:
    """Add to a page that is one table a first row that says what the house rules change.

    Facts about the rules and not about one model are repeated in every column.
    """
    if not notes:
        return document
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    texts = tuple(note.text for note in notes)
    row = ((phrase("word.house_rules"),), *(texts for _ in table.columns[1:]))
    return document._replace(blocks=(table._replace(rows=(row, *table.rows)),))
