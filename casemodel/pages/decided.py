"""The pages of `casemodel decide`, `withdraw` and `forget`: what is now on record."""

from collections.abc import Mapping

from casemodel.decisions.values import NONE, Content, Policy
from casemodel.explanation.values import Explanation
from casemodel.pages.answer import danger_first, title
from casemodel.pages.document import Block, Bullets, Document, Fact, Facts, Heading, Item, Paragraph
from casemodel.pages.local_rules import with_house
from casemodel.pages.words import citation, counted
from casemodel.texts.messages import phrase

_KEPT = "decided.guide"


def on_record(
    explanation: Explanation,
    policy: Policy,
    content: Content,
    number: int,
    file: str,
    damage: str,
) -> Document:
    """Lay out a decision just made: dangers first, the choice, why it differs, what it lacks.

    `damage` is what is wrong with other entries of the register, empty if nothing is.
    """
    names = {ranked.id: ranked.name for ranked in explanation.ranking}
    facts = [
        Fact(
            phrase("word.recommended" if explanation.settled else "word.recommended_so_far"),
            f"{called(names, content.recommended)} ({content.certainty})",
        ),
        Fact(phrase("decided.why"), policy.says(content.reason) if content.reason else ""),
        Fact(phrase("word.note"), content.note),
        Fact(phrase("decided.by"), content.role),
        Fact(
            phrase("decided.corrects"),
            phrase("decided.decision", number=number) if content.about else "",
        ),
        Fact(phrase("decided.review_by"), content.review_on),
        Fact(phrase("decided.kept_until"), content.keep_until),
        Fact(
            phrase("decided.answers"),
            phrase("decided.kept") if content.answers else phrase("decided.digest"),
        ),
        Fact(phrase("decided.register"), file),
    ]
    blocks: list[Block] = [
        *danger_first(explanation),
        Heading(2, phrase("decided.on_record")),
        Paragraph(chosen_text(names, content, number), "strong", phrase("label.decision")),
        *([Paragraph(phrase("decided.damaged", damage=damage))] if damage else []),
        Facts(tuple(fact for fact in facts if fact.text)),
        *_lacking(explanation, content.chosen),
    ]
    page = Document(title(explanation), tuple(blocks), (Fact("", phrase(_KEPT)),))
    return with_house(page, explanation.local_rules)


def chosen_text(names: Mapping[str, str], content: Content, number: int) -> str:
    """Write the decision in one sentence."""
    chosen = called(names, content.chosen)
    if content.chosen == content.recommended:
        return phrase("decided.as_recommended", number=number, model=chosen)
    return phrase(
        "decided.otherwise",
        number=number,
        model=chosen,
        recommended=called(names, content.recommended),
    )


def called(names: Mapping[str, str], alternative: str) -> str:
    """Name a model or hybrid, also one that the rules no longer have."""
    if alternative == NONE:
        return phrase("word.no_model")
    return names.get(alternative, phrase("decided.not_in_rules", model=alternative))


def _lacking(explanation: Explanation, chosen: str) -> tuple[Block, ...]:
    """List the musts that the chosen alternative does not meet, and how to meet them."""
    if chosen == NONE:
        return ()
    items = tuple(
        Item("-", gap.text, gap.to_close, citation(gap.cites), "against")
        for gap in explanation.alternative(chosen).gaps
        if gap.blocks
    )
    if not items:
        return ()
    return (Heading(2, phrase("decided.lacking")), Bullets(phrase("label.lacking"), items))


def taken_back(content: Content, number: int) -> Document:
    """Lay out a decision that was withdrawn."""
    facts = [
        Fact(phrase("decided.by"), content.role),
        Fact(phrase("word.note"), content.note),
        Fact(phrase("decided.withdrawn_on"), content.made_on),
        Fact(phrase("decided.kept_until"), content.keep_until),
    ]
    blocks = (
        Paragraph(phrase("decided.withdrawn", number=number), "strong"),
        Facts(tuple(fact for fact in facts if fact.text)),
    )
    return Document(phrase("decided.title", number=number), blocks, (Fact("", phrase(_KEPT)),))


def deleted(decisions: int, entries: int) -> Document:
    """Say what was deleted for good."""
    if not decisions:
        return Document(phrase("decided.forget"), (Paragraph(phrase("decided.none")),))
    decided = counted(decisions, "decision")
    count_text = counted(entries, "entry")
    text = phrase("decided.deleted", entries=decided, written=count_text)
    return Document(phrase("decided.forget"), (Paragraph(text, "strong"),))
