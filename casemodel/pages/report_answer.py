"""The parts of a report that say what the answer is, how sure, what is missing and what is open."""

from collections.abc import Iterable, Iterator, Mapping

from casemodel.explanation.alternative_values import Reason, RequirementState
from casemodel.explanation.sentence import Sentence
from casemodel.explanation.values import CheckState, ShownCaution
from casemodel.pages.answer import (
    asking,
    chosen,
    danger_unknown,
    forms,
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
from casemodel.pages.reasons import item_of
from casemodel.pages.reported import Reported
from casemodel.pages.words import sentence
from casemodel.texts.messages import phrase

# Notes that stand with the answer; what sources say against each other has a place of its own.
_DISPUTED = "contested"
_OF_QUANTITIES = "band"
_REQUIREMENT_STATES: Mapping[CheckState, str] = {
    "met": "state.met",
    "unmet": "state.unmet",
    "to_confirm": "state.to_confirm",
}


def danger(made: Reported) -> Iterator[Block]:
    """Dangers, before anything else."""
    found = [caution for caution in made.explanation.cautions if caution.danger]
    yield from _warned(made, found, phrase("word.do_first"))
    yield from danger_unknown(made.explanation)


def cautions(made: Reported) -> Iterator[Block]:
    """The other warnings."""
    found = [caution for caution in made.explanation.cautions if not caution.danger]
    yield from _warned(made, found, phrase("word.watch"))


def _warned(made: Reported, found: Iterable[ShownCaution], heading: str) -> Iterator[Block]:
    items = tuple(
        Item("!", "", c.text, made.sources.cite(c.cites), "danger" if c.danger else "against")
        for c in found
    )
    if items:
        yield Heading(2, heading)
        yield Bullets(phrase("label.caution"), items)


def in_short(made: Reported) -> Iterator[Block]:
    """The answer in one sentence, its statements, and the points of every model."""
    said = made.explanation
    yield Heading(2, phrase("word.the_answer"))
    yield from headline(said)
    yield Statements(four_statements(said, on_paper=True))
    yield from (Paragraph(made.sources.text(note), "quiet") for note in chosen(said))
    yield from points(said)
    beside = [*against_today(made), Fact(phrase("answer.forms_label"), forms(said))]
    beside += [] if said.ask_next else [Fact(phrase("answer.ask_label"), asking(said))]
    shown = tuple(fact for fact in beside if fact.text)
    if shown:
        yield Facts(shown)


def against_today(made: Reported) -> list[Fact]:
    """Compare the answer with the present model, and say what one more post would change.

    That tells head counts, so a page made for others leaves it out.
    """
    return [
        Fact(phrase("word.staff" if one.id == _OF_QUANTITIES else "word.now"), one.text)
        for one in made.explanation.baseline
        if not (made.redacted and one.id == _OF_QUANTITIES)
    ]


def reasons(made: Reported) -> Iterator[Block]:
    """The strongest reasons for and against."""
    said = made.explanation
    if said.best_for:
        yield Heading(3, phrase("report.for", model=said.about_name))
        yield Bullets(
            phrase("label.reason_for"), tuple(_reason(made, one) for one in said.best_for)
        )
    against = [_reason(made, one) for one in said.best_against]
    against += [
        Item("-", "", sentence(one.text), made.sources.cite(places(one)), "against")
        for one in said.weak_points
    ]
    if against:
        yield Heading(3, phrase("report.against", model=said.about_name))
        yield Bullets(phrase("label.reason_against"), tuple(against))


def _reason(made: Reported, reason: Reason) -> Item:
    return item_of(reason, made.sources.cite(reason.cites, reason.basis))


def places(said: Sentence) -> list[str]:
    """The places a sentence rests on and does not itself name."""
    cites = dict(said.filled).get("cites", "")
    return cites.split(", ") if cites else []


def served(made: Reported) -> Iterator[Block]:
    """Say who is served by which part and how people move, or which model suits a segment."""
    said = made.explanation.served
    if said:
        yield Heading(2, phrase("report.served"))
        yield Bullets(phrase("label.who_is_served"), tuple(Item("", "", one.text) for one in said))


def missing_table(made: Reported) -> Iterator[Block]:
    """Every requirement that is not met, and what closing the gap takes."""
    if made.explanation.gaps:
        yield Heading(2, phrase("report.missing"))
        yield _requirements(made, made.explanation.gaps)


def every_requirement(made: Reported) -> Iterator[Block]:
    """Every requirement, its state, and what closing a gap takes; of a redacted page, every gap.

    That a requirement is met says what was answered.
    """
    subject = made.explanation.subject
    found = (subject.gaps if made.redacted else subject.requirements) if subject else ()
    if found:
        yield Heading(2, phrase("report.requirements", model=made.explanation.about_name))
        yield _requirements(made, found)


def _requirements(made: Reported, found: Iterable[RequirementState]) -> Table:
    rows = tuple(
        (
            (sentence(gap.text),),
            (_how_strong(gap),),
            (phrase(_REQUIREMENT_STATES[gap.state]),),
            _closing(gap),
            (made.sources.cite(gap.cites),),
        )
        for gap in found
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


def disputed(made: Reported) -> Iterator[Block]:
    """List where sources contradict each other on the reasons that are given."""
    notes = _notes(made)
    if notes:
        yield Heading(3, phrase("report.disputed"))
        yield _both_sides(made, notes)


def every_dispute(made: Reported) -> Iterator[Block]:
    """List where sources contradict each other on any answer that counts, each pair once."""
    found = [said for one in made.inputs() if one.reason for said in one.reason.contested]
    said = list(dict.fromkeys([*_notes(made), *found]))
    if said:
        yield Heading(2, phrase("word.disagreements"))
        yield _both_sides(made, said)


def _notes(made: Reported) -> list[Sentence]:
    return [note for note in made.explanation.notes if note.id == _DISPUTED]


def _both_sides(made: Reported, said: Iterable[Sentence]) -> Bullets:
    return Bullets(
        phrase("label.disputed"), tuple(Item("", "", made.sources.text(one)) for one in said)
    )
