"""The page of `casemodel what-if`: before and after changed answers, what moved and why."""

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
from casemodel.pages.local_rules import with_house
from casemodel.pages.missing import to_be_confirmed, what_is_missing
from casemodel.pages.reasons import in_short, named
from casemodel.pages.words import sentence, signed

_NOT_ANSWERED = "not answered"
_NO_NUMBER = "no number given"


def before_and_after(after: Explanation, compared: WhatIf) -> Document:
    """The changed answers, the recommendation before and after, and every score that moved."""
    blocks: list[Block] = [about(after), *danger_first(after.cautions)]
    changes = changed_answers(compared)
    if changes:
        blocks += [Heading(2, "If this were so"), Bullets("changed", changes)]
    else:
        blocks.append(Paragraph("These answers are as they were: nothing changes.", "strong"))
    facts = [Fact("Before", compared.before.text), Fact("Stability", after.stability.text)]
    open_now = to_be_confirmed(after, full=False)
    facts += [Fact("Confirm", open_now)] if open_now else []
    blocks += [
        Heading(2, "The answer then"),
        Paragraph(after.headline.text, "strong", "answer"),
        Facts(tuple(facts)),
        *what_is_missing(after, full=False),
    ]
    blocks += what_moved(compared)
    blocks += why_it_moved(compared)
    page = Document(f"{title(after)}: what if", tuple(blocks), (GUIDE,))
    return with_house(page, after.local_rules)


def changed_answers(compared: WhatIf) -> tuple[Item, ...]:
    """Each changed number and answer, from what and to what."""
    numbers = tuple(
        Item(
            "",
            sentence(one.unit).rstrip("."),
            f"{one.after or _NO_NUMBER} (before: {one.before or _NO_NUMBER})",
        )
        for one in compared.numbers
    )
    answers = tuple(
        Item(
            "",
            named(one.name, one.segment),
            f"{one.after_answer or _NOT_ANSWERED} (before: {one.before_answer or _NOT_ANSWERED})",
        )
        for one in compared.changes
    )
    return (*numbers, *answers)


def what_moved(compared: WhatIf) -> tuple[Block, ...]:
    """Every score that moved, the one that moved most first."""
    if not compared.moved:
        return ()
    ordered = sorted(compared.moved, key=lambda one: (-abs(one.after - one.before), one.id))
    rows = tuple(
        (
            (one.name,),
            (printed(one.before),),
            (printed(one.after),),
            (signed(one.after - one.before),),
        )
        for one in ordered
    )
    columns = ("Model or hybrid", "Before", "After", "Moved")
    return (Heading(2, "What moved"), Table("", columns, rows))


def why_it_moved(compared: WhatIf) -> tuple[Block, ...]:
    """Why the changed answers count for what is recommended now."""
    if not compared.reasons:
        return ()
    name = compared.reasons[0].model_name
    items = tuple(map(in_short, compared.reasons))
    return (Heading(2, f"Why, for {name}"), Bullets("reason", items))
