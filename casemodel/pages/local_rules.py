"""What an answer made with house rules says of them, on whatever page it is."""

from collections.abc import Sequence

from casemodel.explanation.values import Sentence
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


def with_house(document: Document, notes: Sequence[Sentence]) -> Document:
    """The page with a section on the house rules before its sources, or else at its end.

    `notes` are those of `house_section`.
    """
    section = house_section(notes)
    blocks = document.blocks
    end = len(blocks) - 2 if blocks and isinstance(blocks[-1], Sources) else len(blocks)
    return document._replace(blocks=(*blocks[:end], *section, *blocks[end:]))


def house_section(notes: Sequence[Sentence]) -> tuple[Block, ...]:
    """The section itself: the first of the notes says that they are in use, others are changes."""
    first, *changes = notes
    return (
        Heading(2, "House rules"),
        Paragraph(first.text, "strong", "house rules"),
        Bullets("house rule", tuple(Item("!", "", change.text) for change in changes)),
    )


def with_house_row(document: Document, notes: Sequence[Sentence]) -> Document:
    """The page, which is one table, with a first row that says what the house rules change.

    What is of the rules and not of one model stands in every column.
    """
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    said = tuple(note.text for note in notes)
    row = (("House rules",), *(said for _ in table.columns[1:]))
    return document._replace(blocks=(table._replace(rows=(row, *table.rows)),))
