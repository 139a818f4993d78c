"""The page of `casemodel why-not`: what separates an alternative from the one recommended."""

from casemodel.engine.assessment import Assessment
from casemodel.explanation.naming import name_of
from casemodel.explanation.numbers import printed
from casemodel.explanation.values import Difference, Explanation, Gap, WhyNot
from casemodel.pages.answer import GUIDE, about, danger_first, title
from casemodel.pages.document import Block, Bullets, Document, Heading, Item, Paragraph
from casemodel.pages.facts import overhead_apart
from casemodel.pages.missing import strength_of, unmet_item
from casemodel.pages.reasons import named
from casemodel.pages.words import citation, counted, sentence, signed

_SHOWN = 6


def why_it_is_not(
    assessment: Assessment, explanation: Explanation, alternative: str, found: WhyNot
) -> Document:
    """Where it stands, what it lacks, where it is behind and ahead, and what would put it first."""
    name = name_of(assessment.case.rules, alternative)
    blocks: list[Block] = [
        about(explanation),
        *danger_first(explanation.cautions),
        Heading(2, "The answer"),
        Paragraph(found.headline.text, "strong", "answer"),
    ]
    if not assessment.options.fit_only:
        blocks += _lacking(found.gaps)
    if alternative != explanation.about:
        blocks += _points_apart(assessment, alternative, explanation.about, found)
        blocks += [
            Heading(2, "The fewest changed answers"),
            Paragraph(found.turn.text, label="change"),
        ]
    return Document(f"{title(explanation)}: why not {name}?", tuple(blocks), (GUIDE,))


def _points_apart(
    assessment: Assessment, alternative: str, other: str, found: WhyNot
) -> tuple[Block, ...]:
    """Where it is behind and where ahead; with the overheads, that is the whole difference."""
    name = name_of(assessment.case.rules, other)
    overhead = overhead_apart(assessment, alternative, other)
    return (
        *_apart(assessment, f"Points behind {name}", "behind", found.behind, min(overhead, 0)),
        *_apart(assessment, f"Points ahead of {name}", "ahead", found.ahead, max(overhead, 0)),
    )


def _lacking(gaps: tuple[Gap, ...]) -> tuple[Block, ...]:
    """Every requirement unmet with what closing it takes, then what is to be confirmed."""
    items = [unmet_item(gap) for gap in gaps if gap.unmet]
    items += [
        Item("?", f"{strength_of(gap)}, to be confirmed", sentence(gap.text), citation(gap.cites))
        for gap in gaps
        if not gap.unmet
    ]
    return (Heading(2, "What it lacks"), Bullets("lacks", tuple(items))) if items else ()


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
        text = "What it costs to run two models together."
        items.append(Item("", "Overhead", text, points=signed(overhead)))
    items += [_difference(assessment, one) for one in found[:_SHOWN]]
    rest = found[_SHOWN:]
    if rest:
        total = signed(sum(one.tenths for one in rest))
        text = f"{counted(len(rest), 'smaller difference', 'smaller differences')} together."
        items.append(Item("", "", text, points=total))
    if not items:
        return ()
    in_all = printed(abs(sum(one.tenths for one in found) + overhead))
    return (Heading(2, f"{heading}: {in_all} in all"), Bullets(label, tuple(items)))


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
