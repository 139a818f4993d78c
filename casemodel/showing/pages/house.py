"""What an answer made with house rules says of them, on whatever page it is."""

from collections.abc import Sequence

from casemodel.explanation.values import Sentence
from casemodel.showing.document import Bullets, Document, Heading, Item, Paragraph, Sources


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
