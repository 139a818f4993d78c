"""The page of `--explain`: every contribution and requirement of every model and hybrid."""

from collections.abc import Iterator, Mapping

from casemodel.explanation.numbers import printed
from casemodel.explanation.values import (
    CheckState,
    Explanation,
    HybridDescription,
    RankedAlternative,
    RequirementState,
)
from casemodel.pages import answer
from casemodel.pages.cited import sources_at
from casemodel.pages.document import Block, Bullets, Document, Heading, Item, Paragraph, Tone
from casemodel.pages.hybrids import way_of
from casemodel.pages.local_rules import with_house
from casemodel.pages.reasons import in_full as reason_in_full
from casemodel.pages.reasons import named
from casemodel.pages.standings import STATES
from casemodel.pages.words import citation, sentence, signed

_STATE_WORDS: Mapping[CheckState, str] = {
    "met": "met",
    "unmet": "unmet",
    "to_confirm": "to be confirmed",
}


def in_full(explanation: Explanation) -> Document:
    """The first screen, and below it every reason and requirement, and the sources."""
    blocks: list[Block] = [*answer.beginning(explanation, full=True)]
    if explanation.ranking:
        blocks += [
            Heading(2, "Every score, point by point"),
            Paragraph("Every score begins at 50.0; the points listed add up to it."),
        ]
    for ranked in explanation.ranking:
        blocks += _alternative(ranked)
    blocks += _left_open(explanation)
    blocks += sources_at(explanation.rules.sources, _cites(explanation))
    page = Document(answer.whose(explanation), tuple(blocks), (answer.GUIDE,))
    return with_house(page, explanation.local_rules)


def _alternative(ranked: RankedAlternative) -> Iterator[Block]:
    words = "; ".join(filter(None, (ranked.word, STATES[ranked.feasible])))
    head = f"{ranked.rank}. {ranked.name}: {printed(ranked.tenths)} of 100, {words}"
    yield Heading(3, head)
    if ranked.hybrid:
        how = f"{_made_of(ranked, ranked.hybrid)} {citation(ranked.hybrid.cites)}"
        yield Paragraph(how, label="hybrid")
    items = [reason_in_full(reason) for reason in ranked.reasons]
    items += [_overhead(one.tenths) for one in ranked.adjustments]
    if items:
        yield Bullets(f"{ranked.name}, reason", tuple(items))
    else:
        yield Paragraph("No answer moves this score from 50.", label="reason")
    if ranked.requirements:
        yield Paragraph("What it asks of an organization", "strong", "section")
        items = [_requirement(one) for one in ranked.requirements]
        yield Bullets(f"{ranked.name}, requirement", tuple(items))


def _made_of(ranked: RankedAlternative, hybrid: HybridDescription) -> str:
    """How the two parts are run together; in a tier, which segment is served by which."""
    texts = [way_of(hybrid.part_names, hybrid.way), sentence(hybrid.reason)]
    texts += [f"{group.name}: {group.part_name}." for group in ranked.groups]
    return " ".join(texts)


def _overhead(tenths: int) -> Item:
    text = "What it costs to keep up two ways of working; a figure of ours, no source gives one."
    return Item("-", "Overhead", text, "", "against", points=signed(tenths))


def _requirement(one: RequirementState) -> Item:
    """One requirement and its state; the arithmetic and what closing it takes, if it is not met."""
    lead = named(one.strength.capitalize(), part=one.part)
    texts = [sentence(one.text)]
    if one.state != "met":
        texts += [one.arithmetic.text] if one.arithmetic else []
        texts += [f"To close it: {sentence(one.to_close)}"] if one.to_close else []
    tone: Tone = "against" if one.unmet else ""
    return Item(
        {"met": "+", "unmet": "-", "to_confirm": "?"}[one.state],
        f"{lead}, {_STATE_WORDS[one.state]}",
        " ".join(texts),
        citation(one.cites),
        tone,
    )


def _left_open(explanation: Explanation) -> Iterator[Block]:
    """The questions that nobody has answered, each counting as the average answer."""
    if explanation.open_questions:
        items = (Item("", "", named(one.name, one.segment)) for one in explanation.open_questions)
        yield Heading(2, "Open questions: 0.0 points each")
        yield Bullets("open question", tuple(items))


def _cites(explanation: Explanation) -> Iterator[str]:
    """Every place that the page cites."""
    for ranked in explanation.ranking:
        for reason in ranked.reasons:
            yield from reason.cites
        for requirement in ranked.requirements:
            yield from requirement.cites
        if ranked.hybrid:
            yield from ranked.hybrid.cites
    for caution in explanation.cautions:
        yield from caution.cites
