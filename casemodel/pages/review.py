"""The page of `casemodel review OLD NEW`: what changed, and whether the model should."""

from casemodel.engine.assessment import Assessment
from casemodel.explanation.naming import name_of
from casemodel.explanation.review import Review
from casemodel.explanation.values import Explanation
from casemodel.pages.answer import GUIDE, about, danger_first, title
from casemodel.pages.document import Block, Bullets, Document, Fact, Facts, Heading, Item, Paragraph
from casemodel.pages.what_if import changed_answers, what_moved, why_it_moved
from casemodel.pages.words import cited


def reviewed(
    before: Assessment, after: Assessment, explanation: Explanation, found: Review
) -> Document:
    """Dangers now; whether to stay, step down or up, or change; what changed, and why it counts."""
    facts = (
        Fact("Served by", _served(before, found)),
        Fact("Before", f"{found.found.before.text} {_when(before)}".strip()),
        Fact("Now", f"{found.found.after.text} {_when(after)}".strip()),
        Fact("Stability", explanation.stability.text),
        Fact("How to move", _moves(after, found)),
    )
    blocks: list[Block] = [
        about(explanation),
        *danger_first(explanation.cautions),
        Heading(2, "The review"),
        Paragraph(found.headline.text, "strong", "answer"),
        Facts(tuple(fact for fact in facts if fact.text)),
    ]
    changes = changed_answers(before, after, found.found)
    if changes:
        blocks += [Heading(2, "What changed"), Bullets("changed", changes)]
    else:
        blocks.append(Paragraph("No answer changed between the two.", "strong"))
    blocks += _cautions(before, after)
    blocks += what_moved(found.found)
    blocks += why_it_moved(after, found.found)
    return Document(f"{title(explanation)}: review", tuple(blocks), (GUIDE,))


def _when(assessment: Assessment) -> str:
    date = assessment.case.profile.date
    return f"({date})" if date else ""


def _served(before: Assessment, found: Review) -> str:
    """The model that serves the client, where it is another than was recommended."""
    if found.served == before.recommended:
        return ""
    return f"{name_of(before.case.rules, found.served)}, chosen by a person"


def _moves(after: Assessment, found: Review) -> str:
    """How people move on as needs ease, as the hybrid has it; it is silent on the way back."""
    if found.move != "step_down":
        return ""
    rules = after.case.rules
    hybrid = rules.hybrids[found.by]
    return f"{hybrid.moves} {cited(rules, hybrid.claims)}"


def _cautions(before: Assessment, after: Assessment) -> tuple[Block, ...]:
    """Cautions that are new, and those that hold no longer."""
    was, now = ({c.full_id for c in one.cautions} for one in (before, after))
    rules = after.case.rules
    items = [
        Item("!", "New", c.says, cited(rules, c.claims), "against")
        for c in after.cautions
        if c.full_id not in was
    ]
    items += [
        Item("", "No longer", c.says, cited(rules, c.claims))
        for c in before.cautions
        if c.full_id not in now
    ]
    return (Heading(2, "Cautions"), Bullets("caution", tuple(items))) if items else ()
