"""The page of `--explain`: every contribution and requirement of every model and hybrid."""

from collections.abc import Iterator, Mapping, Sequence

from casemodel.explanation.alternative_values import (
    HybridDescription,
    RankedAlternative,
    Reason,
    RequirementState,
)
from casemodel.explanation.numbers import as_points, signed
from casemodel.explanation.question_values import GivenAnswer, UnansweredQuestion
from casemodel.explanation.values import Explanation
from casemodel.pages.answer import headline, whose
from casemodel.pages.cited import sources_at
from casemodel.pages.costs import costs_section
from casemodel.pages.document import (
    Block,
    Bullets,
    Document,
    Fact,
    Facts,
    Heading,
    Item,
    Paragraph,
    Tone,
)
from casemodel.pages.first_screens import beginning, cited_by, danger_apart
from casemodel.pages.hybrids import way_of
from casemodel.pages.local_rules import with_house
from casemodel.pages.missing import STATES, what_is_missing
from casemodel.pages.next_steps import forms
from casemodel.pages.outlook import what_would_change
from casemodel.pages.pictures import groups_by_models
from casemodel.pages.reasons import in_full as reason_in_full
from casemodel.pages.reasons import named
from casemodel.pages.words import citation, guide, sentence
from casemodel.texts.messages import phrase

_CHAPTER = 2  # the level of the headings that the contents list


def in_full(explanation: Explanation) -> Document:
    """Dangers, the contents, the first screen, every reason and requirement, and the sources."""
    blocks: list[Block] = [
        *beginning(explanation),
        *_more(explanation),
    ]
    blocks += what_would_change(explanation)
    blocks += what_is_missing(explanation, full=True)
    blocks += costs_section(explanation.costs) if explanation.costs else ()
    blocks += _tries(explanation)
    blocks += _group_needs(explanation)
    blocks += _disputed(explanation)
    if explanation.ranking:
        blocks += [
            Heading(2, phrase("explained.points_of_each")),
            Paragraph(phrase("explained.begins")),
            *(Paragraph(phrase("explained.brackets")) for _ in explanation.open_questions[:1]),
        ]
    for ranked in explanation.ranking:
        blocks += _alternative(ranked, explanation.reasons[ranked.id])
    blocks += _left_open(explanation)
    blocks += _from_records(explanation)
    numbers = cited_by(explanation).numbers
    blocks += sources_at(explanation.rules.sources, _cites(explanation), numbers)
    page = Document(whose(explanation), tuple(blocks), (guide(),))
    page = with_house(page, explanation.local_rules)
    return page._replace(blocks=tuple(_after_contents(page.blocks, explanation)))


def one_in_full(explanation: Explanation, alternative: str) -> Document:
    """Dangers, the answer in a sentence, and every reason and requirement of one alternative."""
    ranked = explanation.alternative(alternative)
    numbered = cited_by(explanation)
    cites = [cite for caution in explanation.cautions if caution.danger for cite in caution.cites]
    cites += _cites_of(ranked, explanation.reasons[ranked.id])
    blocks: list[Block] = [
        *danger_apart(explanation, numbered),
        *headline(explanation),
        Paragraph(phrase("explained.begins")),
        *_alternative(ranked, explanation.reasons[ranked.id]),
        *sources_at(explanation.rules.sources, cites, numbered.numbers),
    ]
    page = Document(whose(explanation), tuple(blocks), (guide(),))
    return with_house(page, explanation.local_rules)


def _after_contents(blocks: Sequence[Block], explanation: Explanation) -> Iterator[Block]:
    """Put the contents before the answer; only a danger comes before them."""
    danger = danger_apart(explanation, cited_by(explanation))
    rest = blocks[len(danger) :]
    the_answer = Heading(_CHAPTER, phrase("word.the_answer"))
    yield from (block for block in danger if block != the_answer)
    headings = [
        b.text for b in (the_answer, *rest) if isinstance(b, Heading) and b.level == _CHAPTER
    ]
    yield Heading(_CHAPTER, phrase("explained.contents"))
    yield Bullets(phrase("label.contents"), tuple(Item("", "", text) for text in headings))
    models = [ranked for ranked in explanation.ranking if ranked.kind == "model"]
    if models:
        text = phrase("explained.one", count=len(explanation.ranking), model=models[0].id)
        yield Paragraph(text, "quiet")
    yield the_answer
    yield from rest


def _more(explanation: Explanation) -> Iterator[Block]:
    """Say what the first screen says shortly or leaves out."""
    shares, second = explanation.evidence_shares, explanation.second
    evidence = ""
    if explanation.evidence.word and second:
        evidence = phrase(
            "explained.evidence",
            second=explanation.alternative(second).name,
            document=shares.document,
            literature=shares.literature,
            inference=shares.inference,
            contested=shares.contested,
        )
    facts = [
        Fact(phrase("word.staff" if note.id == "band" else "word.now"), note.text)
        for note in explanation.baseline
    ]
    facts += [Fact(phrase("word.evidence"), evidence)]
    facts += [Fact(phrase("explained.hybrid"), note.text) for note in explanation.hybrid]
    if explanation.fitting_forms:
        ways = phrase("answer.forms", forms=forms(explanation), form=explanation.forms[0].id)
        facts += [Fact(phrase("answer.forms_label"), ways)]
    present = tuple(fact for fact in facts if fact.text)
    if present:
        yield Heading(2, phrase("explained.more"))
        yield Facts(present)


def _alternative(ranked: RankedAlternative, reasons: tuple[Reason, ...]) -> Iterator[Block]:
    words = phrase("explained.match", word=ranked.match.word, percent=ranked.match.percent)
    low, high = as_points(ranked.low), as_points(ranked.high)
    head = phrase(
        "explained.points",
        rank=ranked.rank,
        model=ranked.name,
        points=signed(ranked.points),
        range=phrase("explained.range", low=low, high=high) if low != high else "",
        word=words,
    )
    yield Heading(3, head)
    if ranked.hybrid:
        how = f"{_made_of(ranked, ranked.hybrid)} {citation(ranked.hybrid.cites)}"
        yield Paragraph(how, label=phrase("label.hybrid"))
    items = [reason_in_full(reason) for reason in reasons]
    items += [_overhead(adjustment.tenths) for adjustment in ranked.adjustments]
    if items:
        yield Bullets(phrase("label.reason_of", model=ranked.name), tuple(items))
    else:
        yield Paragraph(phrase("explained.no_move"), label=phrase("label.reason"))
    if ranked.requirements:
        yield Paragraph(phrase("explained.asks"), "strong", phrase("label.section"))
        items = [_requirement(requirement) for requirement in ranked.requirements]
        yield Bullets(phrase("label.requirement_of", model=ranked.name), tuple(items))


def _tries(explanation: Explanation) -> Iterator[Block]:
    """Say what was drawn in the tries, what came out, and what each cause does alone."""
    stability = explanation.stability_found
    if not stability.tries:
        return
    items = [
        Item(
            "",
            outcome.name or phrase("word.no_model"),
            phrase("explained.outcome", same=outcome.tries, tries=stability.tries),
        )
        for outcome in stability.outcomes
    ]
    items += [
        Item(
            "",
            phrase(_CAUSES[cause.cause]),
            phrase(
                "explained.cause",
                same=cause.same,
                tries=cause.tries,
                error=f"{cause.standard_error:.1f}",
            ),
        )
        for cause in stability.by_cause
    ]
    yield Heading(2, phrase("explained.tries"))
    yield Paragraph(phrase("explained.drawn", tries=stability.tries))
    if stability.open_musts:
        yield Paragraph(phrase("explained.taken_as_met", musts="; ".join(stability.open_musts)))
    yield Bullets(phrase("label.tries"), tuple(items))


_CAUSES: Mapping[str, str] = {
    "answers": "explained.cause_answers",
    "weights": "explained.cause_weights",
    "ratings": "explained.cause_ratings",
}


def _group_needs(explanation: Explanation) -> Iterator[Block]:
    """Say for each group of clients which models its needs ask for."""
    picture = tuple(groups_by_models(explanation))
    if picture:
        yield Heading(2, phrase("explained.group_needs"))
        yield Paragraph(phrase("explained.suits"))
        yield from picture


def _disputed(explanation: Explanation) -> Iterator[Block]:
    """List the contradictions between sources on the reasons above."""
    notes = [note for note in explanation.notes if note.id == "contested"]
    if notes:
        yield Heading(2, phrase("word.disagreements"))
        items = tuple(Item("", "", sentence(note.text)) for note in notes)
        yield Bullets(phrase("label.disputed"), items)


def _made_of(ranked: RankedAlternative, hybrid: HybridDescription) -> str:
    """Say how the two parts are run together; in a tier, which part serves which segment."""
    texts = [way_of(hybrid.part_names, hybrid.way), sentence(hybrid.reason)]
    texts += [f"{group.name}: {group.part_name}." for group in ranked.groups]
    return " ".join(texts)


def _overhead(tenths: int) -> Item:
    text = phrase("explained.overhead_text")
    return Item("-", phrase("explained.overhead"), text, "", "against", points=signed(tenths))


def _requirement(requirement: RequirementState) -> Item:
    """Write one requirement and its state; if it is not met, the sum and what closing it takes."""
    lead = named(requirement.strength.capitalize(), part=requirement.part)
    texts = [sentence(requirement.text)]
    if requirement.state != "met":
        texts += [sentence(requirement.arithmetic.text)] if requirement.arithmetic else []
        texts += (
            [phrase("word.to_close", how=sentence(requirement.to_close))]
            if requirement.to_close
            else []
        )
    tone: Tone = "against" if requirement.unmet else ""
    return Item(
        {"met": "+", "unmet": "-", "to_confirm": "?"}[requirement.state],
        f"{lead}, {phrase(STATES[requirement.state])}",
        " ".join(texts),
        citation(requirement.cites),
        tone,
    )


def _left_open(explanation: Explanation) -> Iterator[Block]:
    """List the unanswered questions, each counting as the average answer."""
    if explanation.open_questions:
        items = (
            Item("", "", named(question.name, question.segment))
            for question in explanation.open_questions
        )
        yield Heading(2, phrase("explained.open"))
        yield Bullets(phrase("label.open_question"), tuple(items))


def _cites_of(ranked: RankedAlternative, reasons: tuple[Reason, ...]) -> Iterator[str]:
    """Yield every place that is cited for one alternative."""
    for reason in reasons:
        yield from reason.cites
    for requirement in ranked.requirements:
        yield from requirement.cites
    if ranked.hybrid:
        yield from ranked.hybrid.cites


def _from_records(explanation: Explanation) -> Iterator[Block]:
    """List the answers that come from records, and those that records propose."""
    from_records = [answer for answer in explanation.answers if answer.origin]
    proposed = [question for question in explanation.open_questions if question.hint]
    if from_records:
        items = tuple(_recorded(answer, answer.answer) for answer in from_records)
        yield Heading(2, phrase("explained.from_records"))
        yield Bullets(phrase("label.from_records"), items)
    if proposed:
        items = tuple(_recorded(question, question.hint_answer) for question in proposed)
        yield Heading(2, phrase("explained.proposed"))
        yield Bullets(phrase("label.proposed"), items)


def _recorded(question: GivenAnswer | UnansweredQuestion, answer: str) -> Item:
    """List what records say on one question, and which records."""
    return Item("", named(question.name, question.segment), sentence(answer), question.origin)


def _cites(explanation: Explanation) -> Iterator[str]:
    """Yield every place that the page cites."""
    for ranked in explanation.ranking:
        yield from _cites_of(ranked, explanation.reasons[ranked.id])
    for caution in explanation.cautions:
        yield from caution.cites
