"""The page of `casemodel why-not`: what separates an alternative from the one recommended."""

from casemodel.engine.assessment import Assessment
from casemodel.explanation.naming import name_of
from casemodel.explanation.numbers import printed
from casemodel.explanation.values import Difference, Explanation, Gap, WhyNot
from casemodel.pages.answer import about, danger_first, title
from casemodel.pages.document import Block, Bullets, Document, Heading, Item, Paragraph
from casemodel.pages.facts import overhead_apart
from casemodel.pages.missing import strength_of, unmet_item
from casemodel.pages.reasons import named
from casemodel.pages.words import citation, counted, guide, sentence, signed
from casemodel.texts.messages import phrase

_SHOWN = 6


def why_it_is_not(
    assessment: Assessment, explanation: Explanation, alternative: str, found: WhyNot
) -> Document:
    """Where it stands, what it lacks, where it is behind and ahead, and what would put it first."""
    name = name_of(assessment.case.rules, alternative)
    blocks: list[Block] = [
        about(explanation),
        *danger_first(explanation.cautions),
        Heading(2, phrase("word.the_answer")),
        Paragraph(found.headline.text, "strong", phrase("label.answer")),
    ]
    if not assessment.options.fit_only:
        blocks += _lacking(found.gaps)
    if alternative != explanation.about:
        blocks += _points_apart(assessment, alternative, explanation.about, found)
        blocks += [
            Heading(2, phrase("why_not.fewest")),
            Paragraph(found.turn.text, label=phrase("label.change")),
        ]
    return Document(
        phrase("why_not.title", profile=title(explanation), model=name), tuple(blocks), (guide(),)
    )


def _points_apart(
    assessment: Assessment, alternative: str, other: str, found: WhyNot
) -> tuple[Block, ...]:
    """Where it is behind and where ahead; with the overheads, that is the whole difference."""
    name = name_of(assessment.case.rules, other)
    overhead = overhead_apart(assessment, alternative, other)
    return (
        *_apart(
            assessment,
            phrase("why_not.behind_model", model=name),
            phrase("label.behind"),
            found.behind,
            min(overhead, 0),
        ),
        *_apart(
            assessment,
            phrase("why_not.ahead_of_model", model=name),
            phrase("label.ahead"),
            found.ahead,
            max(overhead, 0),
        ),
    )


def _lacking(gaps: tuple[Gap, ...]) -> tuple[Block, ...]:
    """Every requirement unmet with what closing it takes, then what is to be confirmed."""
    items = [unmet_item(gap) for gap in gaps if gap.unmet]
    items += [
        Item(
            "?",
            phrase("why_not.to_confirm", strength=strength_of(gap)),
            sentence(gap.text),
            citation(gap.cites),
        )
        for gap in gaps
        if not gap.unmet
    ]
    return (
        (Heading(2, phrase("why_not.lacks")), Bullets(phrase("label.lacks"), tuple(items)))
        if items
        else ()
    )


def _apart(
    assessment: Assessment,
    heading: str,
    label: str,
    found: tuple[Difference, ...],
    overhead: int,
) -> tuple[Block, ...]:
    """The overhead, the largest differences with both sides' reasons, the sum of the rest."""
    items = []
    if overhead:
        text = phrase("why_not.overhead_text")
        items.append(Item("", phrase("explained.overhead"), text, points=signed(overhead)))
    items += [_difference(assessment, one) for one in found[:_SHOWN]]
    rest = found[_SHOWN:]
    if rest:
        total = signed(sum(one.tenths for one in rest))
        text = phrase("why_not.smaller", differences=counted(len(rest), "smaller_difference"))
        items.append(Item("", "", text, points=total))
    if not items:
        return ()
    in_all = printed(abs(sum(one.tenths for one in found) + overhead))
    return (
        Heading(2, phrase("why_not.in_all", heading=heading, points=in_all)),
        Bullets(label, tuple(items)),
    )


def _difference(assessment: Assessment, one: Difference) -> Item:
    rules = assessment.case.rules
    sides = [
        f"{name_of(rules, reason.model)} {signed(reason.tenths)}: {sentence(reason.text)} "
        f"{citation(reason.cites, reason.basis)}"
        for reason in (one.of_one, one.of_other)
        if reason
    ]
    return Item(
        "+" if one.tenths > 0 else "-",
        named(rules, one.name, one.segment),
        sentence(one.answer),
        "",
        "for" if one.tenths > 0 else "against",
        beneath=tuple(sides),
        points=signed(one.tenths),
    )
