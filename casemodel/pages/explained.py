"""The page of `--explain`: every contribution and requirement of every model and hybrid."""

from collections.abc import Iterator, Mapping

from casemodel.engine.assessment import Assessment, Standing
from casemodel.engine.feasibility import Check, CheckState
from casemodel.explanation.naming import name_of
from casemodel.explanation.numbers import printed
from casemodel.explanation.values import Explanation, Gap, RankedAlternative, Reason
from casemodel.knowledge.values import Hybrid
from casemodel.pages import answer
from casemodel.pages.cited import sources_of
from casemodel.pages.document import Block, Bullets, Document, Heading, Item, Paragraph, Tone
from casemodel.pages.facts import segment_of
from casemodel.pages.hybrids import parts_and_way
from casemodel.pages.reasons import in_full as reason_in_full
from casemodel.pages.reasons import named
from casemodel.pages.standings import state_of
from casemodel.pages.words import citation, sentence, signed

Reasons = Mapping[str, tuple[Reason, ...]]

_STATE_WORDS: Mapping[CheckState, str] = {
    "met": "met",
    "unmet": "unmet",
    "to_confirm": "to be confirmed",
}


def in_full(assessment: Assessment, explanation: Explanation, reasons: Reasons) -> Document:
    """The first screen, and below it every reason and requirement, and the sources."""
    blocks: list[Block] = [*answer.beginning(assessment, explanation, full=True)]
    if explanation.ranking:
        blocks += [
            Heading(2, "Every score, point by point"),
            Paragraph("Every score begins at 50.0; the points listed add up to it."),
        ]
    for standing, ranked in zip(assessment.ranking, explanation.ranking, strict=True):
        blocks += _alternative(assessment, standing, ranked, reasons[standing.id])
    blocks += _left_open(assessment, explanation)
    blocks += sources_of(assessment.case.rules, _claims(assessment, explanation, reasons))
    return Document(answer.whose(explanation), tuple(blocks), (answer.GUIDE,))


def _alternative(
    assessment: Assessment,
    standing: Standing,
    ranked: RankedAlternative,
    reasons: tuple[Reason, ...],
) -> Iterator[Block]:
    words = "; ".join(filter(None, (ranked.word, state_of(assessment, ranked))))
    head = f"{ranked.rank}. {ranked.name}: {printed(ranked.tenths)} of 100, {words}"
    yield Heading(3, head)
    rules = assessment.case.rules
    hybrid = rules.hybrids.get(standing.id)
    if hybrid:
        yield Paragraph(
            f"{_made_of(assessment, standing, hybrid)} {citation(_cites(assessment, hybrid))}",
            label="hybrid",
        )
    items = [reason_in_full(rules, reason) for reason in reasons]
    items += [_overhead(one.tenths) for one in standing.adjustments]
    if items:
        yield Bullets(f"{ranked.name}, reason", tuple(items))
    else:
        yield Paragraph("No answer moves this score from 50.", label="reason")
    checks = tuple(_check(assessment, standing, c, ranked) for c in standing.feasibility.checks)
    if checks:
        yield Paragraph("What it asks of an organization", "strong", "section")
        yield Bullets(f"{ranked.name}, requirement", checks)


def _made_of(assessment: Assessment, standing: Standing, hybrid: Hybrid) -> str:
    """How the two parts are run together; in a tier, which segment is served by which."""
    rules = assessment.case.rules
    texts = [parts_and_way(rules, hybrid), sentence(hybrid.reason)]
    segments = assessment.case.profile.segments
    if standing.serves:
        texts += [
            f"{segment.name}: {name_of(rules, part)}."
            for segment, part in zip(segments, standing.serves, strict=True)
        ]
    return " ".join(texts)


def _cites(assessment: Assessment, hybrid: Hybrid) -> list[str]:
    return [str(place) for place in assessment.case.rules.places(hybrid.claims)]


def _overhead(tenths: int) -> Item:
    text = "What it costs to keep up two ways of working; a figure of ours, no source gives one."
    return Item("-", "Overhead", text, "", "against", points=signed(tenths))


def _check(
    assessment: Assessment, standing: Standing, check: Check, ranked: RankedAlternative
) -> Item:
    """One requirement and its state; the arithmetic and what closing it takes, if it is not met."""
    rules = assessment.case.rules
    requirement = check.requirement
    gaps: Mapping[str, Gap] = {gap.id: gap for gap in ranked.gaps}
    gap = gaps.get(f"{check.part}.{requirement.id}")
    part = check.part if len(standing.parts) > 1 else ""
    lead = named(rules, requirement.strength.capitalize(), part=part)
    texts = [sentence(requirement.says)]
    if gap:
        texts += [gap.arithmetic.text] if gap.arithmetic else []
        texts += [f"To close it: {sentence(gap.to_close)}"] if gap.to_close else []
    tone: Tone = "against" if check.state == "unmet" else ""
    return Item(
        {"met": "+", "unmet": "-", "to_confirm": "?"}[check.state],
        f"{lead}, {_STATE_WORDS[check.state]}",
        " ".join(texts),
        citation([str(place) for place in rules.places(requirement.claims)]),
        tone,
    )


def _left_open(assessment: Assessment, explanation: Explanation) -> Iterator[Block]:
    """The questions that nobody has answered, each counting as the average answer."""
    if not explanation.open_questions:
        return
    items = []
    for question, name in explanation.open_questions:
        where = segment_of(assessment, question)
        items.append(Item("", "", named(assessment.case.rules, name, where)))
    yield Heading(2, "Open questions: 0.0 points each")
    yield Bullets("open question", tuple(items))


def _claims(assessment: Assessment, explanation: Explanation, reasons: Reasons) -> Iterator[str]:
    """Every claim that the page cites."""
    for of_one in reasons.values():
        for reason in of_one:
            yield from reason.claims
    for standing in assessment.ranking:
        for check in standing.feasibility.checks:
            yield from check.requirement.claims
        if standing.kind == "hybrid":
            yield from assessment.case.rules.hybrids[standing.id].claims
    for caution in explanation.cautions:
        yield from caution.claims
