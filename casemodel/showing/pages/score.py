"""The page of `casemodel score`: which model fits one client. By id, never by name."""

from casemodel.explanation.values import Explanation
from casemodel.knowledge.values import Rules
from casemodel.showing.document import Block, Document
from casemodel.showing.pages import answer


def first_screen(explanation: Explanation) -> Document:
    """Cautions first, then the answer, its reasons and the ranking."""
    blocks = (
        *_beginning(explanation),
        *answer.ranking(explanation),
        *answer.first_note(explanation),
    )
    return Document(_title(explanation), blocks, (answer.more(explanation), answer.GUIDE))


def in_full(rules: Rules, explanation: Explanation) -> Document:
    """The first screen, and below it every reason of every model and the sources."""
    blocks = (
        *_beginning(explanation),
        *answer.ranking(explanation),
        *answer.all_notes(explanation),
        *answer.every_reason(rules, explanation),
    )
    return Document(_title(explanation), blocks, (answer.GUIDE,))


def _title(explanation: Explanation) -> str:
    return f"Client {explanation.label}" if explanation.label else "Client without an id"


def _beginning(explanation: Explanation) -> tuple[Block, ...]:
    others = [caution for caution in explanation.cautions if not caution.danger]
    return (
        answer.about(explanation, "No name kept"),
        *answer.danger_first(explanation.cautions),
        *answer.cautions(others, "Watch for, whatever the score", "caution"),
        *answer.the_answer(explanation),
        *answer.reasons(explanation),
    )
