"""The page of `casemodel what-if`: before and after changed answers, what moved and why."""

from casemodel.engine.assessment import Assessment
from casemodel.explanation.naming import name_of
from casemodel.explanation.numbers import printed
from casemodel.explanation.values import Explanation, WhatIf
from casemodel.pages.answer import about, danger_first, title
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
from casemodel.pages.words import either, guide, sentence, signed
from casemodel.texts.messages import phrase

_NOT_ANSWERED = "what_if.not_answered"


def before_and_after(
    before: Assessment, after: Assessment, explanation: Explanation, found: WhatIf
) -> Document:
    """The changed answers, the recommendation before and after, and every score that moved."""
    blocks: list[Block] = [about(explanation), *danger_first(explanation.cautions)]
    changes = changed_answers(before, after, found)
    if changes:
        blocks += [Heading(2, phrase("what_if.changes")), Bullets(phrase("label.changed"), changes)]
    else:
        blocks.append(Paragraph(phrase("what_if.nothing"), "strong"))
    facts = [
        Fact(phrase("word.before"), found.before.text),
        Fact(phrase("word.stability"), explanation.stability.text),
    ]
    open_now = to_be_confirmed(explanation, full=False)
    facts += [Fact(phrase("word.confirm"), open_now)] if open_now else []
    blocks += [
        Heading(2, phrase("what_if.answer")),
        Paragraph(explanation.headline.text, "strong", phrase("label.answer")),
        Facts(tuple(facts)),
        *what_is_missing(after, explanation, full=False),
    ]
    blocks += what_moved(found)
    blocks += why_it_moved(after, found)
    return Document(phrase("what_if.title", profile=title(explanation)), tuple(blocks), (guide(),))


def changed_answers(before: Assessment, after: Assessment, found: WhatIf) -> tuple[Item, ...]:
    """Each changed answer, from what and to what."""
    rules, items = after.case.rules, []
    for question in found.changed:
        criterion = rules.criteria[after.case.asked[question].criterion]
        texts = [
            either(criterion.level(level).name, after.kind) if level else phrase(_NOT_ANSWERED)
            for level in (before.case.levels.get(question), after.case.levels.get(question))
        ]
        lead = named(rules, criterion.name, segment_of(after, question))
        items.append(Item("", lead, phrase("what_if.before", after=texts[1], before=texts[0])))
    numbers = tuple(
        Item(
            "",
            sentence(rules.quantities[name].unit).rstrip("."),
            phrase("what_if.before", after=now, before=was),
        )
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
    columns = (
        phrase("charts.model_or_hybrid"),
        phrase("word.before"),
        phrase("what_if.after"),
        phrase("what_if.moved"),
    )
    return (Heading(2, phrase("what_if.scores")), Table("", columns, rows))


def why_it_moved(after: Assessment, found: WhatIf) -> tuple[Block, ...]:
    """Why the changed answers count for what is recommended now."""
    if not found.reasons:
        return ()
    name = name_of(after.case.rules, found.reasons[0].model)
    items = tuple(in_short(after.case.rules, reason) for reason in found.reasons)
    return (Heading(2, phrase("what_if.why", model=name)), Bullets(phrase("label.reason"), items))
