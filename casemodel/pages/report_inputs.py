"""The parts of a report that list every answer, what it did, and what was not answered."""

from collections.abc import Iterator, Mapping

from casemodel.engine.questions import answer_to
from casemodel.explanation.numbers import printed
from casemodel.explanation.values import Reason
from casemodel.pages.document import Block, Bullets, Heading, Item, Paragraph, Table
from casemodel.pages.report_charts import question_name
from casemodel.pages.reported import Input, Reported, contributions, segment_names, with_segment
from casemodel.pages.words import counted, sentence, signed
from casemodel.profiles.values import State

_STATES: Mapping[State, str] = {
    "refused": "refused",
    "not_known": "not known",
    "not_asked": "not asked",
    "answered": "",
}


def how_many(made: Reported) -> str:
    """How many questions are answered, and that answers are left out where they are."""
    text = made.explanation.answered.text
    return f"{text} For sharing: answers are left out." if _hidden(made) else text


def _hidden(made: Reported) -> int:
    return len(made.assessment.case.levels) - len(made.inputs())


def input_table(made: Reported) -> Iterator[Block]:
    """Every answer, what it did to the score, why, and on what sources that rests."""
    found = made.inputs()
    if not found:
        return
    about = made.name(made.explanation.about) if made.explanation.about else ""
    yield Heading(
        2, "Every answer, and what it did" if not made.redacted else "Answers the decision needs"
    )
    rows = tuple(
        ((one.name,), _answer(made, one), (signed(one.tenths),), _why(made, one.reason))
        for one in found
    )
    columns = ("Question", "Answer", "Points", "Why, and sources")
    yield Table(f"What each answer does to the score of {about}", columns, rows)


def _answer(made: Reported, one: Input) -> tuple[str, ...]:
    """The answer in words, the number it was read from, and a note by whoever gave it."""
    texts = [one.answer]
    if one.number and not made.redacted:
        texts.append(f"From {one.number}")
    if one.note and not made.redacted:
        texts.append(f"Note: {one.note}")
    return tuple(texts)


def _why(made: Reported, reason: Reason | None) -> tuple[str, ...]:
    if reason is None:
        return ("Counts neither way.",)
    said = f"{sentence(reason.text)} {made.sources.cite(reason.cites, reason.basis)}"
    return (said.strip(),)


def points_table(made: Reported) -> Iterator[Block]:
    """Every answer's points for every model, so that each score can be added up by hand."""
    models = [one for one in made.explanation.ranking if one.kind == "model"]
    about = made.explanation.about
    shown = [*models, *(one for one in made.explanation.ranking if one.id == about)]
    shown = list({one.id: one for one in shown}.values())
    if made.redacted or not made.assessment.case.levels or not shown:
        return
    points = [contributions(made, one.id) for one in shown]
    moved = [key for key in points[0] if any(side[key].tenths for side in points)]
    rows = [
        (question_name(made.rules, key), *(signed(side[key].tenths) for side in points))
        for key in moved
    ]
    costs = [sum(one.tenths for one in made.assessment.standing(s.id).adjustments) for s in shown]
    if any(costs):
        rows.append(("What two ways of working cost", *map(signed, costs)))
    rows.append(("Score, with the 50.0 each begins from", *(printed(s.tenths) for s in shown)))
    yield Heading(2, "Every point of every model")
    yield Table(
        "Points by question. Questions that move no model are left out",
        ("Question", *(one.name for one in shown)),
        tuple(tuple((text,) for text in row) for row in rows),
    )


def not_answered(made: Reported) -> Iterator[Block]:
    """What was not answered, and why where that was said; each counts as the average answer."""
    open_now = made.explanation.open_questions
    if not open_now:
        return
    case, names = made.assessment.case, segment_names(made.assessment)
    items = []
    for question, name in open_now:
        answer = answer_to(case.profile, case.asked[question])
        state = _STATES[answer.state] if answer and not made.redacted else ""
        items.append(Item("", with_segment(name, names[question]), state))
    yield Heading(2, "What was not answered")
    yield Paragraph("Each of these counts as the average answer: 0.0 points.")
    yield Bullets("open question", tuple(items))


def left_out(made: Reported) -> Iterator[Block]:
    """How many answers a page for sharing leaves out."""
    hidden = _hidden(made)
    if hidden:
        count = counted(hidden, "other answer was", "other answers were")
        yield Paragraph(
            f"{count} used and {'is' if hidden == 1 else 'are'} left out here: the decision does "
            "not need them to be shown.",
            label="left out",
        )
