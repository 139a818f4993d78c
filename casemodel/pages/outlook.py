"""The answers and weights that would change the recommendation."""

from casemodel.explanation.templates import say
from casemodel.explanation.values import Explanation
from casemodel.pages.document import Block, Bullets, Heading, Item
from casemodel.texts.messages import phrase


def what_would_change(explanation: Explanation, level: int = 2) -> tuple[Block, ...]:
    """List the nearest single answers that would change it, then the nearest weights."""
    if not explanation.ranking:
        return ()
    changes = explanation.changes
    if not changes:
        changes = (say("change.none") if explanation.recommended else say("change.none_yet"),)
    items = tuple(Item("", "", one.text) for one in (*changes, *explanation.weights))
    return (Heading(level, phrase("outlook.heading")), Bullets(phrase("label.change"), items))
