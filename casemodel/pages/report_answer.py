"""The parts of a report that say what the answer is, how sure, what is missing and what is open."""

from collections.abc import Iterable, Iterator

from casemodel.explanation.numbers import printed
from casemodel.explanation.values import Reason, RequirementState, Sentence, ShownCaution
from casemodel.pages.answer import asking, chosen, forms, four_statements, headline, points
from casemodel.pages.document import (
    Block,
    Bullets,
    Fact,
    Facts,
    Heading,
    Item,
    Paragraph,
    Statement,
    Table,
)
from casemodel.pages.reported import Reported, with_segment
from casemodel.pages.words import counted, sentence, signed
from casemodel.texts.messages import phrase

# Notes that stand with the answer; what sources say against each other has a place of its own.
_DISPUTED = "contested"
_OF_QUANTITIES = "band"  # says how many staff there are, which no redacted page does


def danger(made: Reported) -> Iterator[Block]:
    """Dangers, before anything else."""
    found = [caution for caution in made.explanation.cautions if caution.danger]
    yield from _warned(made, found, phrase("word.do_first"))


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
    """The answer in one sentence; fit, stability and evidence apart, never merged."""
    said = made.explanation
    facts = [
        *(Fact(row.label, _one_line(row)) for row in four_statements(said)),
        Fact(phrase("word.lead"), said.lead.text),
    ]
    facts += [
        Fact(phrase("word.staff") if one.id == _OF_QUANTITIES else phrase("word.now"), one.text)
        for one in said.baseline
        if not (made.redacted and one.id == _OF_QUANTITIES)
    ]
    facts += [Fact(phrase("report.chosen"), made.sources.text(one)) for one in chosen(said)]
    yield Heading(2, phrase("word.the_answer"))
    yield from headline(said)
    yield Facts(tuple(fact for fact in facts if fact.text))
    yield from points(said)
    beside = [Fact(phrase("answer.forms_label"), forms(said))]
    beside += [] if said.ask_next else [Fact(phrase("answer.ask_label"), asking(said))]
    shown = tuple(fact for fact in beside if fact.text)
    if shown:
        yield Facts(shown)


def _one_line(row: Statement) -> str:
    return phrase("answer.judged", word=row.word, text=row.text) if row.word else row.text


def reasons(made: Reported) -> Iterator[Block]:
    """The strongest reasons for and against."""
    said = made.explanation
    if said.best_for:
        yield Heading(3, phrase("report.for", model=said.about_name))
        yield Bullets(
            phrase("label.reason_for"), tuple(reason_item(made, one) for one in said.best_for)
        )
    against = [reason_item(made, one) for one in said.best_against]
    against += [
        Item("-", "", sentence(one.text), made.sources.cite(places(one)), "against")
        for one in said.weak_points
    ]
    if against:
        yield Heading(3, phrase("report.against", model=said.about_name))
        yield Bullets(phrase("label.reason_against"), tuple(against))


def places(said: Sentence) -> list[str]:
    """The places a sentence rests on and does not itself name."""
    cites = dict(said.filled).get("cites", "")
    return cites.split(", ") if cites else []


def reason_item(made: Reported, reason: Reason) -> Item:
    """One reason: the question, the answer, why it counts, its points, basis and citations."""
    return Item(
        "+" if reason.tenths > 0 else "-",
        reason_name(reason),
        f"{sentence(reason.answer)} {sentence(reason.text)}",
        made.sources.cite(reason.cites, reason.basis),
        "for" if reason.tenths > 0 else "against",
        points=signed(reason.tenths),
    )


def reason_name(reason: Reason) -> str:
    """The question's name, with the segment asked and the part of a hybrid that counts."""
    where = ", ".join(filter(None, (reason.segment, reason.part_name)))
    return with_segment(reason.criterion_name, where)


def served(made: Reported) -> Iterator[Block]:
    """Who is served by which part and how people move, or which model suits which segment."""
    said = made.explanation.served
    if said:
        yield Heading(2, phrase("report.served"))
        yield Bullets(phrase("label.who_is_served"), tuple(Item("", "", one.text) for one in said))


def missing_table(made: Reported) -> Iterator[Block]:
    """Every requirement that is not met, and what closing the gap takes."""
    gaps = made.explanation.gaps
    if not gaps:
        return
    yield Heading(2, phrase("report.missing"))
    rows = tuple(
        (
            (sentence(gap.text),),
            (_how_strong(gap),),
            (phrase("state.unmet") if gap.unmet else phrase("state.to_confirm"),),
            tuple(filter(None, (sentence(gap.arithmetic.text) if gap.arithmetic else "",
                                sentence(gap.to_close)))) or ("",),
            (made.sources.cite(gap.cites),),
        )
        for gap in gaps
    )  # fmt: skip
    yield Table(
        phrase("report.requirements", model=made.explanation.about_name),
        (
            phrase("report.requirement"),
            phrase("report.strength"),
            phrase("charts.state"),
            phrase("report.to_close"),
            phrase("word.sources"),
        ),
        rows,
    )


def _how_strong(gap: RequirementState) -> str:
    return (
        phrase("report.for_part", strength=gap.strength, part=gap.part)
        if gap.part
        else gap.strength
    )


def change(made: Reported) -> Iterator[Block]:
    """Single answers, then weights, that would change the recommendation."""
    said = [*made.explanation.changes, *made.explanation.weights]
    if said:
        yield Heading(2, phrase("report.change"))
        yield Bullets(phrase("label.change"), tuple(Item("", "", one.text) for one in said))


def tries(made: Reported) -> Iterator[Block]:
    """Count what was recommended in the tries, where more than one thing ever was."""
    shown = made.explanation.stability_found
    if len(shown.outcomes) > 1:
        rows = tuple(
            ((one.name or phrase("word.no_model"),), (str(one.tries),)) for one in shown.outcomes
        )
        yield Table(
            phrase("report.tries", tries=shown.tries),
            (phrase("charts.model_or_hybrid"), phrase("report.first_in")),
            rows,
        )


def disputed(made: Reported) -> Iterator[Block]:
    """Where sources contradict each other on the reasons that are given."""
    notes = _notes(made)
    if notes:
        yield Heading(3, phrase("report.disputed"))
        yield _both_sides(made, notes)


def disputed_elsewhere(made: Reported) -> Iterator[Block]:
    """Where they contradict each other on other answers that count, each pair once."""
    notes = [said for one in made.inputs() if one.reason for said in one.reason.contested]
    others = [said for said in dict.fromkeys(notes) if said not in _notes(made)]
    if others:
        yield Heading(2, phrase("report.disputed_elsewhere"))
        yield _both_sides(made, others)


def _notes(made: Reported) -> list[Sentence]:
    return [note for note in made.explanation.notes if note.id == _DISPUTED]


def _both_sides(made: Reported, said: Iterable[Sentence]) -> Bullets:
    return Bullets(
        phrase("label.disputed"), tuple(Item("", "", made.sources.text(one)) for one in said)
    )


def questions_table(made: Reported, most: int) -> Iterator[Block]:
    """The open questions that can settle most, and how many more can matter."""
    asked = made.explanation.ask_next
    if not asked:
        return
    yield Heading(2, phrase("client.ask"))
    rows = tuple(
        (
            (with_segment(one.question, one.segment),),
            (phrase("word.yes") if one.decides else phrase("report.not_alone"),),
            (printed(one.swing),),
        )
        for one in asked[:most]
    )
    columns = (phrase("word.question"), phrase("report.can_change"), phrase("report.can_move"))
    yield Table(phrase("report.open"), columns, rows)
    if len(asked) > most:
        left = counted(len(asked) - most, "more_unanswered")
        yield Paragraph(phrase("word.still_matter", questions=left), "quiet")
