"""The page of `casemodel decisions`: decisions on record, due reviews, and people's own choices."""

from collections.abc import Mapping, Sequence

from casemodel.decisions.history import followed, latest, overdue
from casemodel.decisions.today import by_other_rules
from casemodel.decisions.values import Content, Decision, Policy
from casemodel.explanation.naming import joined, name_of
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.values import Rules
from casemodel.pages.decided import called
from casemodel.pages.document import (
    Block,
    Bullets,
    Document,
    Fact,
    Facts,
    Heading,
    Item,
    Paragraph,
    Table,
)
from casemodel.pages.words import counted
from casemodel.texts.messages import phrase

_PEOPLE = "decisions.guide"


def register_page(
    rules: Rules,
    policy: Policy,
    everything: Sequence[Decision],
    matching: Sequence[Decision],
    today: str,
    known_again: str,
    past: int,
    recommended_now: Mapping[int, str],
) -> Document:
    """Lay out due reviews, how often people chose otherwise and why, then the decisions asked for.

    `known_again` says whether a profile given is the one decided on, or is empty. `past` is how
    many decisions are left out since their time has passed. `recommended_now` is, by number, what
    the answers kept lead to, where other rules made the decision.
    """
    due = [d for d in latest(everything) if overdue(d, today)]
    names = {id_: name_of(rules, id_) for id_ in (*rules.models, *rules.hybrids)}
    facts = (
        Fact(phrase("decisions.on_record"), counted(len(everything), "decision")),
        Fact(phrase("decisions.due"), _due(due)),
        Fact(phrase("decisions.expired"), _past(past)),
        Fact(phrase("decisions.profile"), known_again),
    )
    blocks: list[Block] = [
        Facts(tuple(fact for fact in facts if fact.text)),
        *_differing(names, policy, matching),
    ]
    if matching:
        holding = {(d.content.kind, d.content.subject): d.number for d in latest(everything)}
        items = tuple(
            _item(rules, recommended_now, names, policy, d, today, holding) for d in matching
        )
        blocks += [
            Heading(2, phrase("decisions.count", count=len(matching))),
            Bullets(phrase("label.decision"), items),
        ]
    else:
        blocks.append(Paragraph(phrase("decisions.none"), "strong"))
    return Document(
        phrase("decisions.title", date=today), tuple(blocks), (Fact("", phrase(_PEOPLE)),)
    )


def _due(due: Sequence[Decision]) -> str:
    if not due:
        return phrase("word.none")
    oldest = min(due, key=lambda d: (d.content.review_on, d.number))
    if len(due) == 1:
        return phrase("decisions.due_one", number=oldest.number, date=oldest.content.review_on)
    numbers = joined([str(d.number) for d in due])
    return phrase(
        "decisions.due_many", count=len(due), numbers=numbers, date=oldest.content.review_on
    )


def _past(past: int) -> str:
    if not past:
        return ""
    return phrase("decisions.expired_text", decisions=counted(past, "decision"))


def _differing(
    names: Mapping[str, str], policy: Policy, matching: Sequence[Decision]
) -> tuple[Block, ...]:
    """List by recommendation how often a person chose otherwise, what, and why."""
    rows = tuple(
        (
            (called(names, counts.recommended),),
            (
                phrase(
                    "decisions.followed_of",
                    followed=counts.made - counts.differing,
                    all=counts.made,
                ),
            ),
            tuple(f"{called(names, chosen)}: {count}" for chosen, count in counts.instead)
            or ("-",),
            tuple(f"{policy.says(code).rstrip('.')}: {count}" for code, count in counts.reasons)
            or ("-",),
        )
        for counts in followed(matching)
    )
    if not rows:
        return ()
    columns = (
        phrase("word.recommended"),
        phrase("decisions.followed"),
        phrase("decisions.instead"),
        phrase("decisions.why"),
    )
    return (Heading(2, phrase("decisions.how_often")), Table("", columns, rows, "rows"))


def _item(
    rules: Rules,
    recommended_now: Mapping[int, str],
    names: Mapping[str, str],
    policy: Policy,
    decision: Decision,
    today: str,
    holding: Mapping[tuple[Kind, str], int],
) -> Item:
    """Write a decision in a line: its number and subject, the choice, and what is due.

    `holding` gives, by kind and subject, the number of the decision that holds now.
    """
    content = decision.content
    phrases = [
        phrase("decisions.chosen_on", model=called(names, content.chosen), date=content.made_on)
    ]
    if decision.differs:
        phrases.append(phrase("decisions.recommended", model=called(names, content.recommended)))
    beneath = [policy.says(content.reason)] if content.reason else []
    if by_other_rules(content, rules):
        beneath.append(_by_other_rules(rules, names, content, recommended_now.get(decision.number)))
    text = f"{'; '.join((*phrases, _review(decision, today, holding)))}."
    lead = f"{decision.number}, {content.subject}"
    return Item(
        "",
        lead,
        text,
        phrase("decisions.by", role=content.role) if content.role else "",
        "",
        tuple(beneath),
    )


def _by_other_rules(
    rules: Rules, names: Mapping[str, str], content: Content, now: str | None
) -> str:
    """Say that other rules made the recommendation, and what today's say to the answers kept."""
    by_today = phrase("decisions.not_kept")
    if now:
        same = "decisions.same_now" if now == content.recommended else "decisions.other_now"
        by_today = phrase(same, model=called(names, now))
    return phrase("decisions.rules", then=content.rules_version, now=rules.version, said=by_today)


def _review(decision: Decision, today: str, holding: Mapping[tuple[Kind, str], int]) -> str:
    if decision.withdrawn:
        return phrase("decisions.withdrawn", date=decision.withdrawn)
    now = holding[decision.content.kind, decision.content.subject]
    if now != decision.number:
        return phrase("decisions.replaced", number=now)
    due = phrase("decisions.was_due") if overdue(decision, today) else phrase("decisions.is_due")
    return phrase("decisions.review", due=due, date=decision.content.review_on)


EXPORTED = (
    "number",
    "kind",
    "subject",
    "made_on",
    "recommended",
    "certainty",
    "chosen",
    "differs",
    "reason",
    "role",
    "note",
    "review_on",
    "keep_until",
    "corrections",
    "withdrawn_on",
    "tool_version",
    "rules_version",
)
"""The columns of the export. The digest of a profile is not among them."""


def export(matching: Sequence[Decision]) -> Document:
    """Lay out the decisions as one table for a spreadsheet, with ids and codes as they are kept."""
    rows = tuple(tuple((text,) for text in _exported(d)) for d in matching)
    return Document(phrase("decisions.export"), (Table("", EXPORTED, rows, "rows"),), private=True)


def _exported(decision: Decision) -> tuple[str, ...]:
    values = {
        **decision.content._asdict(),
        "number": str(decision.number),
        "differs": "yes" if decision.differs else "no",
        "corrections": str(decision.corrections),
        "withdrawn_on": decision.withdrawn,
    }
    return tuple(str(values[column]) for column in EXPORTED)
