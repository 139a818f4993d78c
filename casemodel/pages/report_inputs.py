"""The parts of a report that list every answer, what it did, and what was not answered."""

from collections.abc import Iterator, Mapping

from casemodel.explanation.alternative_values import Reason
from casemodel.explanation.numbers import signed
from casemodel.pages.document import Block, Bullets, Cell, Heading, Item, Paragraph, Table
from casemodel.pages.reported import Input, Reported, asked_of
from casemodel.pages.words import counted, sentence
from casemodel.profiles.values import State
from casemodel.texts.messages import phrase

_STATES: Mapping[State, str] = {
    "refused": "report.refused",
    "not_known": "report.not_known",
    "not_asked": "report.not_asked",
}


def how_many(made: Reported) -> str:
    """Count the questions answered, and say if answers are left out."""
    text = sentence(made.explanation.said.sentence.text)
    return phrase("report.for_sharing", answered=text) if _hidden(made) else text


def _hidden(made: Reported) -> int:
    return len(made.explanation.answers) - len(made.inputs())


def input_table(made: Reported) -> Iterator[Block]:
    """Every answer, what it did to the score, why, and on what sources that rests."""
    found = made.inputs()
    if not found:
        return
    about = made.explanation.about_name
    yield Heading(
        2, phrase("report.every_answer") if not made.redacted else phrase("client.needed")
    )
    rows: list[tuple[Cell, ...]] = [
        ((one.name,), _answer(made, one), (signed(one.tenths),), _why(made, one.reason))
        for one in found
    ]
    subject = made.explanation.subject
    if subject and subject.overhead:
        rows.append(((phrase("word.two_ways"),), ("",), (signed(subject.overhead),), ("",)))
    if subject and not made.redacted:
        rows.append(((phrase("report.sum"),), ("",), (signed(subject.points),), ("",)))
    columns = (
        phrase("word.question"),
        phrase("word.answer"),
        phrase("word.points"),
        phrase("report.why"),
    )
    yield Table(phrase("report.effect", model=about), columns, tuple(rows))


def _answer(made: Reported, one: Input) -> tuple[str, ...]:
    """The answer in words, the number it was read from, and a note by whoever gave it."""
    texts = [one.answer]
    if one.number and not made.redacted:
        texts.append(phrase("report.from_number", number=one.number))
    if one.note and not made.redacted:
        texts.append(phrase("report.note", note=one.note))
    if one.origin and not made.redacted:
        texts.append(phrase("report.origin", origin=one.origin))
    return tuple(texts)


def _why(made: Reported, reason: Reason | None) -> tuple[str, ...]:
    if reason is None:
        return (phrase("report.neither"),)
    said = f"{sentence(reason.text)} {made.sources.cite(reason.cites, reason.basis)}"
    return (said.strip(),)


def not_answered(made: Reported) -> Iterator[Block]:
    """List what was not answered, and why; each counts as the average answer."""
    open_now = made.explanation.open_questions
    if not open_now:
        return
    segments: dict[tuple[str, str], list[str]] = {}
    for one in open_now:
        known = one.state in _STATES and not made.redacted
        state = phrase(_STATES[one.state]) if one.state and known else ""
        segments.setdefault((one.name, state), []).append(one.segment)
    items = tuple(
        Item("", "", asked_of(made, name, groups), state)
        for (name, state), groups in segments.items()
    )
    yield Heading(2, phrase("report.not_answered"))
    yield Paragraph(phrase("report.average"))
    yield Bullets(phrase("label.open_question"), items)


def left_out(made: Reported) -> Iterator[Block]:
    """Count the answers that a page for sharing leaves out."""
    hidden = _hidden(made)
    if hidden:
        yield Paragraph(
            counted(hidden, "hidden_answer"),
            label=phrase("label.left_out"),
        )
