"""The parts of a report that list every answer, what it did, and what was not answered."""

from collections.abc import Collection, Iterator, Mapping

from casemodel.explanation.numbers import signed
from casemodel.pages.document import Block, Bullets, Cell, Heading, Item, Paragraph, Table
from casemodel.pages.reported import Input, Key, Reported, asked_of
from casemodel.pages.words import counted, sentence
from casemodel.profiles.values import State
from casemodel.texts.messages import phrase

_STATES: Mapping[State, str] = {
    "refused": "report.refused",
    "not_known": "report.not_known",
    "not_asked": "report.not_asked",
}


def how_many(report: Reported) -> str:
    """Count the questions answered, and say if answers are left out."""
    text = sentence(report.explanation.completeness_judged.sentence.text)
    return phrase("report.for_sharing", answered=text) if _hidden(report) else text


def _hidden(report: Reported) -> int:
    given = [answer for answer in report.inputs() if not answer.posts_of]
    return len(report.explanation.answers) - len(given)


def input_table(report: Reported) -> Iterator[Block]:
    """Every answer, what it did to the score, why, and on what sources that rests."""
    inputs = report.inputs()
    if not inputs:
        return
    about = report.explanation.about_name
    yield Heading(
        2, phrase("report.every_answer") if not report.redacted else phrase("client.needed")
    )
    by_posts = {answer.key for answer in inputs if answer.posts_of}
    rows: list[tuple[Cell, ...]] = [
        (
            (answer.name,),
            _answer(report, answer),
            (signed(answer.tenths),),
            _why(report, answer, by_posts),
        )
        for answer in inputs
    ]
    subject = report.explanation.subject
    if subject and subject.overhead:
        rows.append(((phrase("word.two_ways"),), ("",), (signed(subject.overhead),), ("",)))
    if subject and not report.redacted:
        rows.append(((phrase("report.sum"),), ("",), (signed(subject.points),), ("",)))
    columns = (
        phrase("word.question"),
        phrase("word.answer"),
        phrase("word.points"),
        phrase("report.why"),
    )
    yield Table(phrase("report.effect", model=about), columns, tuple(rows))


def _answer(report: Reported, answer: Input) -> tuple[str, ...]:
    """The answer in words, the number it was read from, and the note beside it."""
    texts = [answer.answer]
    if answer.number and not report.redacted:
        texts.append(phrase("report.from_number", number=answer.number))
    if answer.note and not report.redacted:
        texts.append(phrase("report.note", note=answer.note))
    if answer.origin and not report.redacted:
        texts.append(phrase("report.origin", origin=answer.origin))
    return tuple(texts)


def _why(report: Reported, answer: Input, by_posts: Collection[Key]) -> tuple[str, ...]:
    """The reason; or that it moves nothing, or that in a tier the posts of each part do."""
    reason = answer.reason
    if reason is None:
        counts_below = answer.key in by_posts and not answer.posts_of
        return (phrase("report.by_posts" if counts_below else "report.neither"),)
    reason_text = f"{sentence(reason.text)} {report.sources.cite(reason.cites, reason.basis)}"
    return (reason_text.strip(),)


def not_answered(report: Reported) -> Iterator[Block]:
    """List what was not answered, and why; each counts as the average answer."""
    open_now = report.explanation.open_questions
    if not open_now:
        return
    segments: dict[tuple[str, str], list[str]] = {}
    for question in open_now:
        known = question.state in _STATES and not report.redacted
        state = phrase(_STATES[question.state]) if question.state and known else ""
        segments.setdefault((question.name, state), []).append(question.segment)
    items = tuple(
        Item("", "", asked_of(report, name, groups), state)
        for (name, state), groups in segments.items()
    )
    yield Heading(2, phrase("report.not_answered"))
    yield Paragraph(phrase("report.average"))
    yield Bullets(phrase("label.open_question"), items)


def left_out(report: Reported) -> Iterator[Block]:
    """Count the answers that a page for sharing leaves out."""
    hidden = _hidden(report)
    if hidden:
        yield Paragraph(
            counted(hidden, "hidden_answer"),
            label=phrase("label.left_out"),
        )
