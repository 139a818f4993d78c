"""The page of `casemodel review OLD NEW`: what changed, and whether the model should."""

from casemodel.explanation.review import CaseReview
from casemodel.explanation.values import Explanation
from casemodel.pages.answer import GUIDE, about, danger_first, title
from casemodel.pages.document import Block, Bullets, Document, Fact, Facts, Heading, Item, Paragraph
from casemodel.pages.local_rules import with_house
from casemodel.pages.what_if import changed_answers, what_moved, why_it_moved
from casemodel.pages.words import citation


def reviewed(before: Explanation, after: Explanation, answer: CaseReview) -> Document:
    """Dangers now; whether to stay, step down or up, or change; what changed, and why it counts."""
    compared = answer.compared
    facts = (
        Fact("Served by", _served(before, answer)),
        Fact("Before", f"{compared.before.text} {_when(before)}".strip()),
        Fact("Now", f"{compared.after.text} {_when(after)}".strip()),
        Fact("Stability", after.stability.text),
        Fact("How to move", _moves(after, answer)),
    )
    blocks: list[Block] = [
        about(after),
        *danger_first(after.cautions),
        Heading(2, "The review"),
        Paragraph(answer.headline.text, "strong", "answer"),
        Facts(tuple(fact for fact in facts if fact.text)),
    ]
    changes = changed_answers(compared)
    if changes:
        blocks += [Heading(2, "What changed"), Bullets("changed", changes)]
    else:
        blocks.append(Paragraph("No answer changed between the two.", "strong"))
    blocks += _cautions(before, after)
    blocks += what_moved(compared)
    blocks += why_it_moved(compared)
    page = Document(f"{title(after)}: review", tuple(blocks), (GUIDE,))
    return with_house(page, after.local_rules)


def _when(explanation: Explanation) -> str:
    return f"({explanation.date})" if explanation.date else ""


def _served(before: Explanation, answer: CaseReview) -> str:
    """The model that serves the client, where it is another than was recommended."""
    if answer.served == before.recommended:
        return ""
    return f"{answer.served_name}, chosen by a person"


def _moves(after: Explanation, answer: CaseReview) -> str:
    """How people move on as needs ease, as the hybrid has it; it is silent on the way back."""
    hybrid = after.alternative(answer.by).hybrid if answer.move == "step_down" else None
    return f"{hybrid.moves} {citation(hybrid.cites)}" if hybrid else ""


def _cautions(before: Explanation, after: Explanation) -> tuple[Block, ...]:
    """Cautions that are new, and those that hold no longer."""
    was, now = ({c.id for c in one.cautions} for one in (before, after))
    items = [
        Item("!", "New", c.text, citation(c.cites), "against")
        for c in after.cautions
        if c.id not in was
    ]
    items += [
        Item("", "No longer", c.text, citation(c.cites)) for c in before.cautions if c.id not in now
    ]
    return (Heading(2, "Cautions"), Bullets("caution", tuple(items))) if items else ()
