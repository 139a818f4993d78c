"""The page of `casemodel review OLD NEW`: what changed, and whether the model should."""

from casemodel.explanation.review import CaseReview
from casemodel.explanation.values import Explanation
from casemodel.pages.answer import about, danger_first, stability_line, title
from casemodel.pages.document import Block, Bullets, Document, Fact, Facts, Heading, Item, Paragraph
from casemodel.pages.local_rules import with_house
from casemodel.pages.what_if import changed_answers, what_moved, why_it_moved
from casemodel.pages.words import citation, guide
from casemodel.texts.messages import phrase


def reviewed(before: Explanation, after: Explanation, answer: CaseReview) -> Document:
    """Lay out dangers, whether to stay or change, what changed, and why it counts."""
    compared = answer.compared
    facts = (
        Fact(phrase("review.served_by"), _served(before, answer)),
        Fact(phrase("word.before"), f"{compared.before.text} {_when(before)}".strip()),
        Fact(phrase("word.now"), f"{compared.after.text} {_when(after)}".strip()),
        Fact(phrase("word.stability"), stability_line(after)),
        Fact(phrase("review.how"), _moves(after, answer)),
    )
    blocks: list[Block] = [
        about(after),
        *danger_first(after),
        Heading(2, phrase("review.heading")),
        Paragraph(answer.headline.text, "strong", phrase("label.answer")),
        Facts(tuple(fact for fact in facts if fact.text)),
    ]
    changes = changed_answers(compared)
    if changes:
        blocks += [Heading(2, phrase("review.changed")), Bullets(phrase("label.changed"), changes)]
    else:
        blocks.append(Paragraph(phrase("review.nothing"), "strong"))
    blocks += _cautions(before, after)
    blocks += what_moved(compared)
    blocks += why_it_moved(compared)
    page = Document(phrase("review.title", profile=title(after)), tuple(blocks), (guide(),))
    return with_house(page, after.local_rules)


def _when(explanation: Explanation) -> str:
    return f"({explanation.date})" if explanation.date else ""


def _served(before: Explanation, answer: CaseReview) -> str:
    """Name the model that serves the client, if it is another than was recommended."""
    if answer.served == before.recommended:
        return ""
    return phrase("review.by_person", model=answer.served_name)


def _moves(after: Explanation, answer: CaseReview) -> str:
    """Say how people step down by the hybrid; empty for every other move."""
    hybrid = after.alternative(answer.by).hybrid if answer.move == "step_down" else None
    return f"{hybrid.moves} {citation(hybrid.cites)}" if hybrid else ""


def _cautions(before: Explanation, after: Explanation) -> tuple[Block, ...]:
    """List cautions that are new, and those that hold no longer."""
    cautions_before, cautions_after = (
        {c.id for c in explanation.cautions} for explanation in (before, after)
    )
    items = [
        Item("!", phrase("review.new"), c.text, citation(c.cites), "against")
        for c in after.cautions
        if c.id not in cautions_before
    ]
    items += [
        Item("", phrase("review.no_longer"), c.text, citation(c.cites))
        for c in before.cautions
        if c.id not in cautions_after
    ]
    return (
        (Heading(2, phrase("word.cautions")), Bullets(phrase("label.caution"), tuple(items)))
        if items
        else ()
    )
