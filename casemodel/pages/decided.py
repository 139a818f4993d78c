"""The pages of `casemodel decide`, `withdraw` and `forget`: what is on record now."""

from casemodel.decisions.values import NONE, Content, Policy
from casemodel.engine.assessment import Assessment
from casemodel.explanation.judgement import gaps_of
from casemodel.explanation.naming import name_of
from casemodel.explanation.values import Explanation
from casemodel.knowledge.values import Rules
from casemodel.pages.answer import danger_first, title
from casemodel.pages.document import Block, Bullets, Document, Fact, Facts, Heading, Item, Paragraph
from casemodel.pages.words import citation, counted

_KEPT = Fact("", "A person decided. casemodel decisions lists what is on record.")


def on_record(
    assessment: Assessment,
    explanation: Explanation,
    policy: Policy,
    content: Content,
    number: int,
    file: str,
) -> Document:
    """A decision just made: dangers first, what was chosen, why it differs, what it asks."""
    rules = assessment.case.rules
    facts = [
        Fact("Recommended", f"{called(rules, content.recommended)} ({content.certainty})"),
        Fact("Why otherwise", policy.says(content.reason) if content.reason else ""),
        Fact("Note", content.note),
        Fact("By", content.role),
        Fact("Corrects", f"decision {number}" if content.about else ""),
        Fact("Review by", content.review_on),
        Fact("Kept until", content.keep_until),
        Fact(
            "Answers", "kept" if content.answers else "not kept; a digest knows the profile again"
        ),
        Fact("Register", file),
    ]
    blocks: list[Block] = [
        *danger_first(explanation.cautions),
        Heading(2, "On record"),
        Paragraph(chosen_text(rules, content, number), "strong", "decision"),
        Facts(tuple(fact for fact in facts if fact.text)),
        *_lacking(assessment, content.chosen),
    ]
    return Document(title(explanation), tuple(blocks), (_KEPT,))


def chosen_text(rules: Rules, content: Content, number: int) -> str:
    """The decision in one sentence."""
    chosen = called(rules, content.chosen)
    if content.chosen == content.recommended:
        return f"Decision {number}: {chosen}, as recommended."
    return f"Decision {number}: {chosen}. Recommended was: {called(rules, content.recommended)}."


def called(rules: Rules, alternative: str) -> str:
    """The name of a model or hybrid, also of one that the rules no longer have."""
    if alternative == NONE:
        return "No model"
    if alternative in rules.models or alternative in rules.hybrids:
        return name_of(rules, alternative)
    return f"{alternative} (not in these rules)"


def _lacking(assessment: Assessment, chosen: str) -> tuple[Block, ...]:
    """The musts that what was chosen does not meet, and how to meet them."""
    if chosen == NONE:
        return ()
    gaps = gaps_of(assessment, assessment.standing(chosen))
    items = tuple(
        Item("-", gap.text, gap.to_close, citation(gap.cites), "against")
        for gap in gaps
        if gap.unmet and gap.strength == "must"
    )
    if not items:
        return ()
    return (Heading(2, "What it must have and lacks"), Bullets("lacking", items))


def taken_back(content: Content, number: int) -> Document:
    """A decision that was withdrawn."""
    facts = [
        Fact("By", content.role),
        Fact("Note", content.note),
        Fact("Withdrawn on", content.made_on),
        Fact("Kept until", content.keep_until),
    ]
    blocks = (
        Paragraph(f"Decision {number} is withdrawn; it stays on record as such.", "strong"),
        Facts(tuple(fact for fact in facts if fact.text)),
    )
    return Document(f"Decision {number}", blocks, (_KEPT,))


def deleted(decisions: int, entries: int) -> Document:
    """What was deleted for good."""
    if not decisions:
        return Document(
            "Forget", (Paragraph("No such decision is on record; nothing was deleted."),)
        )
    what = counted(decisions, "decision", "decisions")
    written = counted(entries, "entry", "entries")
    text = f"Deleted for good: {what}, {written}. Copies of the file made before still hold them."
    return Document("Forget", (Paragraph(text, "strong"),))
