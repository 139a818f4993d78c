"""The answers and weights that would change the recommendation."""

from casemodel.explanation.templates import say
from casemodel.explanation.values import Explanation
from casemodel.pages.document import Block, Bullets, Heading, Item, Paragraph
from casemodel.texts.messages import phrase


def what_would_change(explanation: Explanation, level: int = 2) -> tuple[Block, ...]:
    """List the nearest single answers that would change it, then the nearest weights."""
    if not explanation.ranking:
        return ()
    changes = explanation.changes
    if not changes:
        changes = (say("change.none") if explanation.recommended else say("change.none_yet"),)
    items = tuple(Item("", "", note.text) for note in (*changes, *explanation.weights))
    return (
        Heading(level, phrase("outlook.heading")),
        *equal_shares(explanation),
        Bullets(phrase("label.change"), items),
    )


def equal_shares(explanation: Explanation) -> tuple[Block, ...]:
    """Say that figures take equal shares, where those of some groups are not known."""
    return tuple(
        Paragraph(note.text, "quiet") for note in explanation.notes if note.id == "equal_shares"
    )
