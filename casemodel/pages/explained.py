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
from casemodel.pages.words import citation, guide, sentence, signed
from casemodel.texts.messages import phrase

Reasons = Mapping[str, tuple[Reason, ...]]

_STATE_WORDS: Mapping[CheckState, str] = {
    "met": "state.met",
    "unmet": "state.unmet",
    "to_confirm": "state.to_confirm",
}


def in_full(assessment: Assessment, explanation: Explanation, reasons: Reasons) -> Document:
    """The first screen, and below it every reason and requirement, and the sources."""
    blocks: list[Block] = [*answer.beginning(assessment, explanation, full=True)]
    if explanation.ranking:
        blocks += [
            Heading(2, phrase("explained.scores")),
            Paragraph(phrase("explained.begins")),
        ]
    for standing, ranked in zip(assessment.ranking, explanation.ranking, strict=True):
        blocks += _alternative(assessment, standing, ranked, reasons[standing.id])
    blocks += _left_open(assessment, explanation)
    blocks += sources_of(assessment.case.rules, _claims(assessment, explanation, reasons))
    return Document(answer.whose(explanation), tuple(blocks), (guide(),))


def _alternative(
    assessment: Assessment,
    standing: Standing,
    ranked: RankedAlternative,
    reasons: tuple[Reason, ...],
) -> Iterator[Block]:
    words = "; ".join(filter(None, (ranked.word, state_of(assessment, ranked))))
    head = phrase(
        "explained.score",
        rank=ranked.rank,
        model=ranked.name,
        score=printed(ranked.tenths),
        word=words,
    )
    yield Heading(3, head)
    rules = assessment.case.rules
    hybrid = rules.hybrids.get(standing.id)
    if hybrid:
        yield Paragraph(
            f"{_made_of(assessment, standing, hybrid)} {citation(_cites(assessment, hybrid))}",
            label=phrase("label.hybrid"),
        )
    items = [reason_in_full(rules, reason) for reason in reasons]
    items += [_overhead(one.tenths) for one in standing.adjustments]
    if items:
        yield Bullets(phrase("label.reason_of", model=ranked.name), tuple(items))
    else:
        yield Paragraph(phrase("explained.no_move"), label=phrase("label.reason"))
    checks = tuple(_check(assessment, standing, c, ranked) for c in standing.feasibility.checks)
    if checks:
        yield Paragraph(phrase("explained.asks"), "strong", phrase("label.section"))
        yield Bullets(phrase("label.requirement_of", model=ranked.name), checks)


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
    text = phrase("explained.overhead_text")
    return Item("-", phrase("explained.overhead"), text, "", "against", points=signed(tenths))


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
        texts += [phrase("word.to_close", how=sentence(gap.to_close))] if gap.to_close else []
    tone: Tone = "against" if check.state == "unmet" else ""
    return Item(
        {"met": "+", "unmet": "-", "to_confirm": "?"}[check.state],
        f"{lead}, {phrase(_STATE_WORDS[check.state])}",
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
    yield Heading(2, phrase("explained.open"))
    yield Bullets(phrase("label.open_question"), tuple(items))


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
