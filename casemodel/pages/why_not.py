"""The page of `casemodel why-not`: what separates an alternative from the one recommended."""

from casemodel.explanation.alternative_values import RequirementState
from casemodel.explanation.comparison_values import PointsApart, WhyNot
from casemodel.explanation.numbers import printed, signed
from casemodel.explanation.values import Explanation
from casemodel.pages.answer import about, danger_first, title
from casemodel.pages.document import Block, Bullets, Document, Heading, Item, Paragraph
from casemodel.pages.local_rules import with_house
from casemodel.pages.missing import strength_of, unmet_item
from casemodel.pages.outlook import equal_shares
from casemodel.pages.reasons import named
from casemodel.pages.words import citation, counted, guide, sentence
from casemodel.texts.messages import phrase

_SHOWN = 6


def why_it_is_not(explanation: Explanation, answer: WhyNot) -> Document:
    """Lay out its rank and gaps, where it is behind or ahead, and what would put it first."""
    blocks: list[Block] = [
        about(explanation),
        *danger_first(explanation),
        Heading(2, phrase("word.the_answer")),
        Paragraph(answer.headline.text, "strong", phrase("label.answer")),
        *_lacking(answer.alternative.gaps),
    ]
    if answer.alternative.id != explanation.about:
        blocks += _points_apart(answer)
        blocks += [
            Heading(2, phrase("why_not.fewest")),
            *equal_shares(explanation),
            Paragraph(answer.fewest_changes.text, label=phrase("label.change")),
        ]
    heading = phrase("why_not.title", profile=title(explanation), model=answer.alternative.name)
    return with_house(Document(heading, tuple(blocks), (guide(),)), explanation.local_rules)


def _points_apart(answer: WhyNot) -> tuple[Block, ...]:
    """List where it is behind and where ahead; with overheads, that is the whole difference."""
    name = answer.other.name if answer.other else ""
    behind, ahead = min(answer.overhead, 0), max(answer.overhead, 0)
    return (
        *_apart(
            phrase("why_not.behind_model", model=name),
            phrase("label.behind"),
            answer.behind,
            behind,
        ),
        *_apart(
            phrase("why_not.ahead_of_model", model=name), phrase("label.ahead"), answer.ahead, ahead
        ),
    )


def _lacking(gaps: tuple[RequirementState, ...]) -> tuple[Block, ...]:
    """List every unmet requirement with what closing it takes, then what is to be confirmed."""
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
    heading: str, label: str, apart: tuple[PointsApart, ...], overhead: int
) -> tuple[Block, ...]:
    """List the overhead, the largest differences with both sides' reasons, the sum of the rest."""
    items = []
    if overhead:
        text = phrase("why_not.overhead_text")
        items.append(Item("", phrase("explained.overhead"), text, points=signed(overhead)))
    items += [_difference(difference) for difference in apart[:_SHOWN]]
    rest = apart[_SHOWN:]
    if rest:
        total = signed(sum(difference.tenths for difference in rest))
        text = phrase("why_not.smaller", differences=counted(len(rest), "smaller_difference"))
        items.append(Item("", "", text, points=total))
    if not items:
        return ()
    in_all = printed(abs(sum(difference.tenths for difference in apart) + overhead))
    return (
        Heading(2, phrase("why_not.in_all", heading=heading, points=in_all)),
        Bullets(label, tuple(items)),
    )


def _difference(difference: PointsApart) -> Item:
    sides = [
        f"{reason.model_name} {signed(reason.tenths)}: {sentence(reason.text)} "
        f"{citation(reason.cites, reason.basis)}"
        for reason in (difference.of_one, difference.of_other)
        if reason
    ]
    return Item(
        "+" if difference.tenths > 0 else "-",
        named(difference.name, difference.segment or difference.posts_of),
        sentence(difference.answer),
        "",
        "for" if difference.tenths > 0 else "against",
        beneath=tuple(sides),
        points=signed(difference.tenths),
    )
