"""What an answer made with house rules says of them, on whatever page it is."""

from collections.abc import Sequence

from casemodel.explanation.values import Sentence
from casemodel.showing.document import (
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

    The first of the notes says that they are in use, the others are changes.
    """
    first, *changes = notes
    section = (
        Heading(2, "House rules"),
        Paragraph(first.text, "strong", "house rules"),
        Bullets("house rule", tuple(Item("!", "", change.text) for change in changes)),
    )
    blocks = document.blocks
    end = len(blocks) - 2 if blocks and isinstance(blocks[-1], Sources) else len(blocks)
    return document._replace(blocks=(*blocks[:end], *section, *blocks[end:]))


def with_house_row(document: Document, notes: Sequence[Sentence]) -> Document:
    """The page, which is one table, with a first row that says what the house rules change.

    What is of the rules and not of one model stands in every column.
    """
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    said = tuple(note.text for note in notes)
    row = (("House rules",), *(said for _ in table.columns[1:]))
    return document._replace(blocks=(table._replace(rows=(row, *table.rows)),))
