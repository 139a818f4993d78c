"""The page of `casemodel what-if`: before and after changed answers, what moved and why."""

from casemodel.explanation.comparison_values import WhatIf
from casemodel.explanation.numbers import as_points, signed
from casemodel.explanation.values import Explanation
from casemodel.pages.answer import about, danger_first, stability_line, title
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
from casemodel.pages.words import guide, sentence
from casemodel.texts.messages import phrase

_NOT_ANSWERED = "what_if.not_answered"
_NO_NUMBER = "what_if.no_number"


def before_and_after(after: Explanation, compared: WhatIf) -> Document:
    """Lay out the changed answers, both recommendations, and the points that moved."""
    blocks: list[Block] = [about(after), *danger_first(after)]
    changes = changed_answers(compared)
    if changes:
        blocks += [Heading(2, phrase("what_if.changes")), Bullets(phrase("label.changed"), changes)]
    else:
        blocks.append(Paragraph(phrase("what_if.nothing"), "strong"))
    facts = [
        Fact(phrase("word.before"), compared.before.text),
        Fact(phrase("word.stability"), stability_line(after)),
    ]
    open_now = to_be_confirmed(after, full=False)
    facts += [Fact(phrase("word.confirm"), open_now)] if open_now else []
    blocks += [
        Heading(2, phrase("what_if.answer")),
        Paragraph(after.headline.text, "strong", phrase("label.answer")),
        Facts(tuple(facts)),
        *what_is_missing(after, full=False),
    ]
    blocks += what_moved(compared)
    blocks += why_it_moved(compared)
    page = Document(phrase("what_if.title", profile=title(after)), tuple(blocks), (guide(),))
    return with_house(page, after.local_rules)


def changed_answers(compared: WhatIf) -> tuple[Item, ...]:
    """List each changed number and answer, before and after."""
    numbers = tuple(
        Item(
            "",
            sentence(number.unit).rstrip("."),
            phrase(
                "what_if.before",
                after=number.after or phrase(_NO_NUMBER),
                before=number.before or phrase(_NO_NUMBER),
            ),
        )
        for number in compared.numbers
    )
    answers = tuple(
        Item(
            "",
            named(answer.name, answer.segment),
            phrase(
                "what_if.before",
                after=answer.after_answer or phrase(_NOT_ANSWERED),
                before=answer.before_answer or phrase(_NOT_ANSWERED),
            ),
        )
        for answer in compared.changes
    )
    return (*numbers, *answers)


def what_moved(compared: WhatIf) -> tuple[Block, ...]:
    """List the points that moved, the largest move first."""
    if not compared.moved:
        return ()
    ordered = sorted(compared.moved, key=lambda score: (-abs(score.after - score.before), score.id))
    rows = tuple(
        (
            (score.name,),
            (as_points(score.before),),
            (as_points(score.after),),
            (signed(score.after - score.before),),
        )
        for score in ordered
    )
    columns = (
        phrase("charts.model_or_hybrid"),
        phrase("word.before"),
        phrase("what_if.after"),
        phrase("what_if.moved"),
    )
    return (Heading(2, phrase("what_if.points")), Table("", columns, rows))


def why_it_moved(compared: WhatIf) -> tuple[Block, ...]:
    """Say why the changed answers count for the new recommendation."""
    if not compared.reasons:
        return ()
    name = compared.reasons[0].model_name
    items = tuple(map(in_short, compared.reasons))
    return (Heading(2, phrase("what_if.why", model=name)), Bullets(phrase("label.reason"), items))
