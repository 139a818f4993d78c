"""The parts of a report that say what the answer is, how sure, what is missing and what is open."""

from collections.abc import Iterable, Iterator

from casemodel.explanation.alternative_values import Reason, RequirementState
from casemodel.explanation.sentence import Sentence
from casemodel.explanation.values import ShownCaution
from casemodel.pages.answer import (
    chosen,
    danger_unknown,
    four_statements,
    headline,
    points,
)
from casemodel.pages.document import (
    Block,
    Bullets,
    Fact,
    Facts,
    Heading,
    Item,
    Paragraph,
    Statements,
    Table,
)
from casemodel.pages.missing import STATES
from casemodel.pages.next_steps import asking, forms
from casemodel.pages.reasons import item_of
from casemodel.pages.reported import Reported
from casemodel.pages.words import sentence
from casemodel.texts.messages import phrase

# Notes that stand with the answer; what sources say against each other has a place of its own.
_DISPUTED = "contested"
_OF_QUANTITIES = "band"


def danger(report: Reported) -> Iterator[Block]:
    """Dangers, before anything else."""
    dangers = [caution for caution in report.explanation.cautions if caution.danger]
    yield from _warned(report, dangers, phrase("word.act_first"))
    yield from danger_unknown(report.explanation)


def cautions(report: Reported) -> Iterator[Block]:
    """The other warnings."""
    warnings = [caution for caution in report.explanation.cautions if not caution.danger]
    yield from _warned(report, warnings, phrase("word.watch"))


def _warned(report: Reported, cautions: Iterable[ShownCaution], heading: str) -> Iterator[Block]:
    items = tuple(
        Item("!", "", c.text, report.sources.cite(c.cites), "danger" if c.danger else "against")
        for c in cautions
    )
    if items:
        yield Heading(2, heading)
        yield Bullets(phrase("label.caution"), items)


def in_short(report: Reported) -> Iterator[Block]:
    """The answer in one sentence, its statements, and the points of every model."""
    explanation = report.explanation
    yield Heading(2, phrase("word.the_answer"))
    yield from headline(explanation)
    yield Statements(four_statements(explanation, "answer.evidence"))
    yield from (Paragraph(report.sources.text(note), "quiet") for note in chosen(explanation))
    yield from points(explanation)
    beside = [*against_today(report), Fact(phrase("answer.forms_label"), forms(explanation))]
    beside += (
        [] if explanation.ask_next else [Fact(phrase("answer.ask_label"), asking(explanation))]
    )
    present = tuple(fact for fact in beside if fact.text)
    if present:
        yield Facts(present)


def against_today(report: Reported) -> list[Fact]:
    """Compare the answer with the present model, and say what one more post would change.

    What one more post would change reveals the number of staff, so a redacted page leaves it out.
    """
    return [
        Fact(phrase("word.staff" if note.id == _OF_QUANTITIES else "word.now"), note.text)
        for note in report.explanation.baseline
        if not (report.redacted and note.id == _OF_QUANTITIES)
    ]


def reasons(report: Reported) -> Iterator[Block]:
    """The strongest reasons for and against."""
    explanation = report.explanation
    if explanation.best_for:
        yield Heading(3, phrase("report.for", model=explanation.about_name))
        yield Bullets(
            phrase("label.reason_for"),
            tuple(_reason(report, reason) for reason in explanation.best_for),
        )
    against = [_reason(report, reason) for reason in explanation.best_against]
    against += [
        Item("-", "", sentence(weak_point.text), report.sources.cite(places(weak_point)), "against")
        for weak_point in explanation.weak_points
    ]
    if against:
        yield Heading(3, phrase("report.against", model=explanation.about_name))
        yield Bullets(phrase("label.reason_against"), tuple(against))


def _reason(report: Reported, reason: Reason) -> Item:
    return item_of(reason, report.sources.cite(reason.cites, reason.basis))


def places(sentence: Sentence) -> list[str]:
    """The places a sentence rests on and does not itself name."""
    cites = dict(sentence.filled).get("cites", "")
    return cites.split(", ") if cites else []


def served(report: Reported) -> Iterator[Block]:
    """Say who is served by which part and how people move, or which model suits a segment."""
    sentences = report.explanation.served
    if sentences:
        yield Heading(2, phrase("report.served"))
        yield Bullets(
            phrase("label.who_is_served"),
            tuple(Item("", "", sentence.text) for sentence in sentences),
        )


def missing_table(report: Reported) -> Iterator[Block]:
    """Every requirement that is not met, and what closing the gap takes."""
    if report.explanation.gaps:
        yield Heading(2, phrase("report.missing"))
        yield _requirements(report, report.explanation.gaps)


def every_requirement(report: Reported) -> Iterator[Block]:
    """List every requirement with its state and what closing a gap takes.

    A redacted page lists the gaps alone: a requirement that is met would reveal an answer.
    """
    subject = report.explanation.subject
    requirements = (subject.gaps if report.redacted else subject.requirements) if subject else ()
    if requirements:
        yield Heading(2, phrase("report.requirements", model=report.explanation.about_name))
        yield _requirements(report, requirements)


def _requirements(report: Reported, requirements: Iterable[RequirementState]) -> Table:
    rows = tuple(
        (
            (sentence(gap.text),),
            (_how_strong(gap),),
            (phrase(STATES[gap.state]),),
            _closing(gap),
            (report.sources.cite(gap.cites),),
        )
        for gap in requirements
    )
    return Table(
        "",
        (
            phrase("report.requirement"),
            phrase("report.strength"),
            phrase("charts.state"),
            phrase("report.to_close"),
            phrase("word.sources"),
        ),
        rows,
    )


def _closing(gap: RequirementState) -> tuple[str, ...]:
    """Say what closing a gap takes, after its sum if it has one."""
    if gap.state == "met":
        return ("",)
    texts = (gap.arithmetic.text if gap.arithmetic else "", gap.to_close)
    return tuple(sentence(text) for text in texts if text) or ("",)


def _how_strong(gap: RequirementState) -> str:
    strength = phrase("word.must") if gap.strength == "must" else phrase("word.should")
    return phrase("report.for_part", strength=strength, part=gap.part) if gap.part else strength


def disputed(report: Reported) -> Iterator[Block]:
    """List where sources contradict each other on the reasons that are given."""
    notes = _notes(report)
    if notes:
        yield Heading(3, phrase("report.disputed"))
        yield _both_sides(report, notes)


def every_dispute(report: Reported) -> Iterator[Block]:
    """List where sources contradict each other on any answer that counts, each pair once."""
    contested = [
        sentence
        for answer in report.inputs()
        if answer.reason
        for sentence in answer.reason.contested
    ]
    disputes = list(dict.fromkeys([*_notes(report), *contested]))
    if disputes:
        yield Heading(2, phrase("word.disagreements"))
        yield _both_sides(report, disputes)


def _notes(report: Reported) -> list[Sentence]:
    return [note for note in report.explanation.notes if note.id == _DISPUTED]


def _both_sides(report: Reported, disputes: Iterable[Sentence]) -> Bullets:
    return Bullets(
        phrase("label.disputed"),
        tuple(Item("", "", report.sources.text(dispute)) for dispute in disputes),
    )
