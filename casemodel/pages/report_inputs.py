"""The parts of a report that list every answer with its effect, and the unanswered questions."""

from collections.abc import Iterator, Mapping

from casemodel.explanation.numbers import printed
from casemodel.explanation.values import Reason
from casemodel.pages.document import Block, Bullets, Heading, Item, Paragraph, Table
from casemodel.pages.reported import Input, Reported, points_by_question, with_segment
from casemodel.pages.words import counted, sentence, signed
from casemodel.profiles.values import State
from casemodel.texts.messages import phrase

_STATES: Mapping[State, str] = {
    "refused": "report.refused",
    "not_known": "report.not_known",
    "not_asked": "report.not_asked",
}


def how_many(made: Reported) -> str:
    """Say how many questions are answered, and that answers are left out if they are."""
    text = sentence(made.explanation.said.sentence.text)
    return phrase("report.for_sharing", answered=text) if _hidden(made) else text


def _hidden(made: Reported) -> int:
    return len(made.explanation.answers) - len(made.inputs())


def input_table(made: Reported) -> Iterator[Block]:
    """Yield every answer with its points, why it has them, and the sources for that."""
    found = made.inputs()
    if not found:
        return
    about = made.explanation.about_name
    yield Heading(
        2, phrase("report.every_answer") if not made.redacted else phrase("client.needed")
    )
    rows = tuple(
        ((one.name,), _answer(made, one), (signed(one.tenths),), _why(made, one.reason))
        for one in found
    )
    columns = (
        phrase("word.question"),
        phrase("word.answer"),
        phrase("word.points"),
        phrase("report.why"),
    )
    yield Table(phrase("report.effect", model=about), columns, rows)


def _answer(made: Reported, one: Input) -> tuple[str, ...]:
    """Write the answer in words, the number it was read from, and the note beside it."""
    texts = [one.answer]
    if one.number and not made.redacted:
        texts.append(phrase("report.from_number", number=one.number))
    if one.note and not made.redacted:
        texts.append(phrase("report.note", note=one.note))
    return tuple(texts)


def _why(made: Reported, reason: Reason | None) -> tuple[str, ...]:
    if reason is None:
        return (phrase("report.neither"),)
    said = f"{sentence(reason.text)} {made.sources.cite(reason.cites, reason.basis)}"
    return (said.strip(),)


def points_table(made: Reported) -> Iterator[Block]:
    """Yield every answer's points for every model, so that each score can be added up by hand."""
    models = [one for one in made.explanation.ranking if one.kind == "model"]
    about = made.explanation.about
    shown = [*models, *(one for one in made.explanation.ranking if one.id == about)]
    shown = list({one.id: one for one in shown}.values())
    if made.redacted or not made.explanation.answers or not shown:
        return
    rows = [
        (row.name, *map(signed, row.tenths)) for row in points_by_question(shown) if any(row.tenths)
    ]
    costs = [one.overhead for one in shown]
    if any(costs):
        rows.append((phrase("word.two_ways"), *map(signed, costs)))
    rows.append((phrase("report.score_with_50"), *(printed(s.tenths) for s in shown)))
    yield Heading(2, phrase("report.every_point"))
    yield Table(
        phrase("report.by_question"),
        (phrase("word.question"), *(one.name for one in shown)),
        tuple(tuple((text,) for text in row) for row in rows),
    )


def not_answered(made: Reported) -> Iterator[Block]:
    """Yield the unanswered questions, with the reason if stated; each counts as average."""
    open_now = made.explanation.open_questions
    if not open_now:
        return
    items = []
    for one in open_now:
        known = one.state in _STATES and not made.redacted
        state = phrase(_STATES[one.state]) if one.state and known else ""
        items.append(Item("", with_segment(one.name, one.segment), state))
    yield Heading(2, phrase("report.not_answered"))
    yield Paragraph(phrase("report.average"))
    yield Bullets(phrase("label.open_question"), tuple(items))


def left_out(made: Reported) -> Iterator[Block]:
    """Say how many answers a page for sharing leaves out."""
    hidden = _hidden(made)
    if hidden:
        yield Paragraph(
            counted(hidden, "hidden_answer"),
            label=phrase("label.left_out"),
        )
