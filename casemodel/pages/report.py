"""The report of `casemodel report` on an organization: four pages for a board, and an annex.

The pages are the answer, the choices side by side, what would change it and what nobody knows yet,
and the plan with the decision to sign. The annex is for whoever wants to check.
"""

from collections.abc import Iterator
from typing import Literal

from casemodel.explanation.alternative_values import Reason
from casemodel.explanation.headline import share_ranges
from casemodel.explanation.naming import lowered
from casemodel.explanation.values import Explanation
from casemodel.pages import answer
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
    ReasonLine,
    ReasonLines,
    SignedBar,
    Statements,
)
from casemodel.pages.local_rules import with_house
from casemodel.pages.outlook import what_would_change
from casemodel.pages.pictures import first_in_tries, open_questions
from casemodel.pages.plan import plan_blocks
from casemodel.pages.ranking import ranking_table
from casemodel.pages.reasons import named
from casemodel.pages.report_answer import (
    against_today,
    cautions,
    danger,
    every_dispute,
    every_requirement,
    places,
)
from casemodel.pages.report_choices import side_by_side
from casemodel.pages.report_inputs import how_many, input_table, left_out, not_answered
from casemodel.pages.report_limits import decision, what_it_is
from casemodel.pages.reported import Reported, asked_of, choices
from casemodel.pages.words import counted, guide, sentence
from casemodel.texts.messages import phrase

_SHEETS = 4
_ASKED = 6  # unanswered questions before the annex


def board_report(made: Reported, date: str, tool: str) -> Document:
    """Lay out the report. `date` is an ISO date or empty; `tool` is the tool's name and version."""
    explanation = made.explanation
    about = [phrase("word.dated", date=date)] if date else []
    about.append(how_many(made))
    rules = phrase(
        "report.made_by",
        tool=tool,
        version=explanation.rules.version,
        digest=explanation.rules.digest,
    )
    whose = explanation.label or phrase("word.your_organization")
    page = Document(
        title=whose,
        blocks=(
            *_the_answer(made),
            *side_by_side(made),
            *_what_would_change(made),
            *_plan(made, date),
            *_annex(made),
        ),
        closing=(guide(),),
        subtitle=phrase("report.subtitle", about=" ".join(about)),
        date=date,
        made_by=rules,
        footer=" · ".join(filter(None, (whose, phrase("report.title"), date))),
        sheets=_SHEETS,
    )
    return with_house(page, explanation.local_rules)


def _the_answer(made: Reported) -> Iterator[Block]:
    """Lay out danger, the answer for each group, the statements, and a picture of the points."""
    explanation = made.explanation
    yield from danger(made)
    yield Heading(2, phrase("report.answer"))
    yield from answer.headline(explanation)
    moved = any(one.points for one in explanation.ranking if one.kind == "model")
    if moved:
        yield Statements(answer.four_statements(explanation, on_paper=True))
    yield from (Paragraph(note.text, "quiet") for note in answer.chosen(explanation))
    side_by_side_too = {one.id for one in choices(explanation)}
    bars = tuple(
        SignedBar(one.name, one.points, _note(one.line, answer.note_on(explanation, one)))
        for one in explanation.ranking
        if one.kind == "model" or one.id in side_by_side_too
    )
    if bars:
        yield answer.signed_bars(bars, scaled=not explanation.options.weights)
    for unranked in explanation.unranked:
        yield Paragraph(unranked.sentence.text, label=phrase("label.not_ranked"))
    yield from _reasons(made) if moved else ()
    beside = (*against_today(made), Fact(phrase("answer.forms_label"), answer.forms(explanation)))
    if shown := tuple(fact for fact in beside if fact.text):
        yield Facts(shown)
    yield from _watch(explanation)
    yield Paragraph(phrase("report.numbers"), "quiet", phrase("label.how_to_read"))


def _reasons(made: Reported) -> Iterator[Block]:
    """List the strongest reasons for and against, each in a line; the annex says more of them."""
    explanation = made.explanation
    lines = [_reason("+", made, one) for one in explanation.best_for]
    lines += [_reason("-", made, one) for one in explanation.best_against]
    lines += [
        ReasonLine("-", sentence(one.text), made.sources.numbers_of(places(one)))
        for one in explanation.weak_points
    ]
    if lines:
        yield Heading(3, phrase("report.for_and_against", model=explanation.about_name))
        yield ReasonLines(tuple(lines))


def _reason(sign: Literal["+", "-"], made: Reported, reason: Reason) -> ReasonLine:
    question = named(reason.criterion_name, reason.segment)
    text = phrase("answer.reason", question=question, answer=lowered(reason.answer))
    return ReasonLine(sign, text, made.sources.numbers_of(reason.cites))


def _note(line: str, note: str) -> str:
    """Say what an alternative is, and what a reader must not miss about it."""
    return phrase("report.named", line=line, note=sentence(note)) if note else line


def _watch(explanation: Explanation) -> Iterator[Block]:
    """Give the first sentence of each warning; the annex has all of it."""
    shown = [caution for caution in explanation.cautions if not caution.danger]
    items = tuple(Item("!", "", f"{one.text.partition('. ')[0].rstrip('.')}.") for one in shown)
    if items:
        yield Heading(3, phrase("report.watch"))
        yield Bullets(phrase("label.caution"), items)


def _what_would_change(made: Reported) -> Iterator[Block]:
    """List the answers, weights and shares that would change it, and the unanswered questions."""
    explanation = made.explanation
    yield Heading(2, phrase("report.changes"), "sheet")
    yield from what_would_change(explanation, level=3)
    yield from _shares(explanation)
    if made.against_second:
        second = made.against_second
        yield Heading(3, phrase("report.or", second=second.alternative.name))
        yield Paragraph(f"{second.headline.text} {second.fewest_changes.text}")
    yield from first_in_tries(explanation)
    yield from open_questions(explanation)
    yield from _unanswered(made)
    yield from what_it_is(explanation.rules.models, explanation.rules.hybrids, level=3)


def _shares(explanation: Explanation) -> Iterator[Block]:
    """Say what is recommended for which shares, where groups' shares are not known."""
    items = tuple(Item("", "", text) for text in share_ranges(explanation))
    if items:
        yield Heading(3, phrase("report.shares", group=explanation.groups[0].name))
        yield Bullets(phrase("label.change"), items)


def _unanswered(made: Reported) -> Iterator[Block]:
    """List the unanswered questions that matter most, a line each."""
    asked = made.explanation.ask_next
    yield Heading(3, phrase("report.unknown"))
    yield Paragraph(sentence(made.explanation.said.sentence.text))
    by_question: dict[str, list[str]] = {}
    for one in asked:
        by_question.setdefault(one.question, []).append(one.segment)
    alone = phrase("report.alone")
    deciding = {one.question for one in asked if one.decides}
    items = tuple(
        Item("", "", asked_of(made, question, segments), alone if question in deciding else "")
        for question, segments in list(by_question.items())[:_ASKED]
    )
    if items:
        yield Bullets(phrase("label.open_question"), items)
    left = len(by_question) - len(items)
    if left > 0:
        questions = counted(left, "more_unanswered")
        yield Paragraph(phrase("report.more_matter", questions=questions), "quiet")


def _plan(made: Reported, date: str) -> Iterator[Block]:
    plan = made.explanation.plan
    yield Heading(2, phrase("report.plan"), "sheet")
    if plan:
        yield from plan_blocks(plan, made.sources.cite, date, level=3)
    else:
        yield Paragraph(phrase("plan.none"))
    yield from decision()


def _annex(made: Reported) -> Iterator[Block]:
    """Everything to check: answers, requirements, warnings, sources."""
    yield Heading(2, phrase("report.annex"), "annex")
    yield Paragraph(phrase("report.annex_about"), "quiet")
    explanation = made.explanation
    if explanation.ranking:
        yield ranking_table(explanation.ranking, fit_only=explanation.options.fit_only)
    if explanation.costs and not made.redacted:
        yield from costs_section(explanation.costs, level=3)
    yield from input_table(made)
    yield from left_out(made)
    yield from every_requirement(made)
    yield from cautions(made)
    yield from every_dispute(made)
    yield from not_answered(made)
    yield from made.sources.listed()
