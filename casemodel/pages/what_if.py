"""The page of `casemodel what-if`: before and after changed answers, what moved and why."""

from casemodel.engine.assessment import Assessment
from casemodel.explanation.naming import name_of
from casemodel.explanation.numbers import printed
from casemodel.explanation.values import Explanation, WhatIf
from casemodel.pages.answer import GUIDE, about, danger_first, title
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
from casemodel.pages.facts import changed_numbers, segment_of
from casemodel.pages.missing import to_be_confirmed, what_is_missing
from casemodel.pages.reasons import in_short, named
from casemodel.pages.words import either, sentence, signed

_NOT_ANSWERED = "not answered"


def before_and_after(
    before: Assessment, after: Assessment, explanation: Explanation, found: WhatIf
) -> Document:
    """The changed answers, the recommendation before and after, and every score that moved."""
    blocks: list[Block] = [about(explanation), *danger_first(explanation.cautions)]
    changes = changed_answers(before, after, found)
    if changes:
        blocks += [Heading(2, "If this were so"), Bullets("changed", changes)]
    else:
        blocks.append(Paragraph("These answers are as they were: nothing changes.", "strong"))
    facts = [Fact("Before", found.before.text), Fact("Stability", explanation.stability.text)]
    open_now = to_be_confirmed(explanation, full=False)
    facts += [Fact("Confirm", open_now)] if open_now else []
    blocks += [
        Heading(2, "The answer then"),
        Paragraph(explanation.headline.text, "strong", "answer"),
        Facts(tuple(facts)),
        *what_is_missing(after, explanation, full=False),
    ]
    blocks += what_moved(found)
    blocks += why_it_moved(after, found)
    return Document(f"{title(explanation)}: what if", tuple(blocks), (GUIDE,))


def changed_answers(before: Assessment, after: Assessment, found: WhatIf) -> tuple[Item, ...]:
    """Each changed answer, from what and to what."""
    rules, items = after.case.rules, []
    for question in found.changed:
        criterion = rules.criteria[after.case.asked[question].criterion]
        texts = [
            either(criterion.level(level).name, after.kind) if level else _NOT_ANSWERED
            for level in (before.case.levels.get(question), after.case.levels.get(question))
        ]
        lead = named(rules, criterion.name, segment_of(after, question))
        items.append(Item("", lead, f"{texts[1]} (before: {texts[0]})"))
    numbers = tuple(
        Item("", sentence(rules.quantities[name].unit).rstrip("."), f"{now} (before: {was})")
        for name, was, now in changed_numbers(before, after)
    )
    return (*numbers, *items)


def what_moved(found: WhatIf) -> tuple[Block, ...]:
    """Every score that moved, the one that moved most first."""
    if not found.moved:
        return ()
    ordered = sorted(found.moved, key=lambda one: (-abs(one[3] - one[2]), one[0]))
    rows = tuple(
        ((name,), (printed(was),), (printed(now),), (signed(now - was),))
        for _, name, was, now in ordered
    )
    columns = ("Model or hybrid", "Before", "After", "Moved")
    return (Heading(2, "What moved"), Table("", columns, rows))


def why_it_moved(after: Assessment, found: WhatIf) -> tuple[Block, ...]:
    """Why the changed answers count for what is recommended now."""
    if not found.reasons:
        return ()
    name = name_of(after.case.rules, found.reasons[0].model)
    items = tuple(in_short(after.case.rules, reason) for reason in found.reasons)
    return (Heading(2, f"Why, for {name}"), Bullets("reason", items))
