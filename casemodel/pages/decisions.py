"""The page of `casemodel decisions`: what is on record, what is due, how often people differ."""

from collections.abc import Mapping, Sequence

from casemodel.decisions.history import followed, latest, overdue
from casemodel.decisions.values import Decision, Policy
from casemodel.explanation.naming import joined
from casemodel.knowledge.values import Kind, Rules
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

_PEOPLE = Fact("", "Each was decided by a person. To review one: casemodel review OLD NEW.")


def register_page(
    rules: Rules,
    policy: Policy,
    everything: Sequence[Decision],
    wanted: Sequence[Decision],
    today: str,
    known_again: str,
    past: int,
) -> Document:
    """What is due, how often people chose otherwise and why, then the decisions asked for.

    `known_again` says whether a profile given is the one decided on, or is empty. `past` is how
    many decisions are left out since their time has passed.
    """
    due = [d for d in latest(everything) if overdue(d, today)]
    facts = (
        Fact("On record", counted(len(everything), "decision", "decisions")),
        Fact("Review due", _due(due)),
        Fact("Past their time", _past(past)),
        Fact("This profile", known_again),
    )
    blocks: list[Block] = [
        Facts(tuple(fact for fact in facts if fact.text)),
        *_differing(rules, policy, wanted),
    ]
    if wanted:
        holding = {(d.content.kind, d.content.subject): d.number for d in latest(everything)}
        items = tuple(_item(rules, policy, d, today, holding) for d in wanted)
        blocks += [Heading(2, f"Decisions: {len(wanted)}"), Bullets("decision", items)]
    else:
        blocks.append(Paragraph("No decision is as asked for.", "strong"))
    return Document(f"Decisions, {today}", tuple(blocks), (_PEOPLE,))


def _due(due: Sequence[Decision]) -> str:
    if not due:
        return "none"
    oldest = min(due, key=lambda d: (d.content.review_on, d.number))
    if len(due) == 1:
        return f"1 (decision {oldest.number}, since {oldest.content.review_on})"
    numbers = joined([str(d.number) for d in due])
    return f"{len(due)} (decisions {numbers}; the longest since {oldest.content.review_on})"


def _past(past: int) -> str:
    if not past:
        return ""
    many = counted(past, "decision", "decisions")
    return f"{many}; not shown. Delete them: casemodel forget --expired"


def _differing(rules: Rules, policy: Policy, wanted: Sequence[Decision]) -> tuple[Block, ...]:
    """By what was recommended: how often a person chose otherwise, what, and why."""
    rows = tuple(
        (
            (called(rules, one.recommended),),
            (f"{one.made - one.differing} of {one.made}",),
            tuple(f"{called(rules, chosen)}: {count}" for chosen, count in one.instead) or ("-",),
            tuple(f"{policy.says(code).rstrip('.')}: {count}" for code, count in one.reasons)
            or ("-",),
        )
        for one in followed(wanted)
    )
    if not rows:
        return ()
    columns = ("Recommended", "Followed", "Chosen instead", "Why")
    return (Heading(2, "How often people chose otherwise"), Table("", columns, rows, "rows"))


def _item(
    rules: Rules,
    policy: Policy,
    decision: Decision,
    today: str,
    holding: Mapping[tuple[Kind, str], int],
) -> Item:
    """A decision in a line: its number, whose it is, what was chosen, and what is due.

    `holding` is, by kind and subject, the number of the decision that holds now.
    """
    content = decision.content
    said = [f"{called(rules, content.chosen)} on {content.made_on}"]
    if decision.differs:
        said.append(f"recommended was {called(rules, content.recommended)}")
    beneath = [policy.says(content.reason)] if content.reason else []
    text = f"{'; '.join((*said, _review(decision, today, holding)))}."
    lead = f"{decision.number}, {content.subject}"
    return Item("", lead, text, f"[by {content.role}]" if content.role else "", "", tuple(beneath))


def _review(decision: Decision, today: str, holding: Mapping[tuple[Kind, str], int]) -> str:
    if decision.withdrawn:
        return f"withdrawn on {decision.withdrawn}"
    now = holding[decision.content.kind, decision.content.subject]
    if now != decision.number:
        return f"decision {now} holds now"
    due = "was due" if overdue(decision, today) else "is due"
    return f"a review {due} on {decision.content.review_on}"


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


def export(wanted: Sequence[Decision]) -> Document:
    """The decisions as one table for a spreadsheet, with ids and codes as they are kept."""
    rows = tuple(tuple((text,) for text in _exported(d)) for d in wanted)
    return Document("Decisions", (Table("", EXPORTED, rows, "rows"),), private=True)


def _exported(decision: Decision) -> tuple[str, ...]:
    known = {
        **decision.content._asdict(),
        "number": str(decision.number),
        "differs": "yes" if decision.differs else "no",
        "corrections": str(decision.corrections),
        "withdrawn_on": decision.withdrawn,
    }
    return tuple(str(known[column]) for column in EXPORTED)
