"""The page of `casemodel review OLD NEW`: what changed, and whether the model should."""

from casemodel.engine.assessment import Assessment
from casemodel.explanation.naming import name_of
from casemodel.explanation.review import Review
from casemodel.explanation.values import Explanation
from casemodel.pages.answer import about, danger_first, title
from casemodel.pages.document import Block, Bullets, Document, Fact, Facts, Heading, Item, Paragraph
from casemodel.pages.what_if import changed_answers, what_moved, why_it_moved
from casemodel.pages.words import cited, guide
from casemodel.texts.messages import phrase


def reviewed(
    before: Assessment, after: Assessment, explanation: Explanation, found: Review
) -> Document:
    """Dangers now; whether to stay, step down or up, or change; what changed, and why it counts."""
    facts = (
        Fact(phrase("review.served_by"), _served(before, found)),
        Fact(phrase("word.before"), f"{found.found.before.text} {_when(before)}".strip()),
        Fact(phrase("word.now"), f"{found.found.after.text} {_when(after)}".strip()),
        Fact(phrase("word.stability"), explanation.stability.text),
        Fact(phrase("review.how"), _moves(after, found)),
    )
    blocks: list[Block] = [
        about(explanation),
        *danger_first(explanation.cautions),
        Heading(2, phrase("review.heading")),
        Paragraph(found.headline.text, "strong", phrase("label.answer")),
        Facts(tuple(fact for fact in facts if fact.text)),
    ]
    changes = changed_answers(before, after, found.found)
    if changes:
        blocks += [Heading(2, phrase("review.changed")), Bullets(phrase("label.changed"), changes)]
    else:
        blocks.append(Paragraph(phrase("review.nothing"), "strong"))
    blocks += _cautions(before, after)
    blocks += what_moved(found.found)
    blocks += why_it_moved(after, found.found)
    return Document(phrase("review.title", profile=title(explanation)), tuple(blocks), (guide(),))


def _when(assessment: Assessment) -> str:
    date = assessment.case.profile.date
    return f"({date})" if date else ""


def _served(before: Assessment, found: Review) -> str:
    """The model that serves the client, where it is another than was recommended."""
    if found.served == before.recommended:
        return ""
    return phrase("review.by_person", model=name_of(before.case.rules, found.served))


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
        Item("!", phrase("review.new"), c.says, cited(rules, c.claims), "against")
        for c in after.cautions
        if c.full_id not in was
    ]
    items += [
        Item("", phrase("review.no_longer"), c.says, cited(rules, c.claims))
        for c in before.cautions
        if c.full_id not in now
    ]
    return (
        (Heading(2, phrase("word.cautions")), Bullets(phrase("label.caution"), tuple(items)))
        if items
        else ()
    )
