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


def board_report(report: Reported, date: str, tool: str) -> Document:
    """Lay out the report. `date` is an ISO date or empty; `tool` is the tool's name and version."""
    explanation = report.explanation
    about = [phrase("word.dated", date=date)] if date else []
    about.append(how_many(report))
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
            *_the_answer(report),
            *side_by_side(report),
            *_what_would_change(report),
            *_plan(report, date),
            *_annex(report),
        ),
        closing=(guide(),),
        subtitle=phrase("report.subtitle", about=" ".join(about)),
        date=date,
        made_by=rules,
        footer=" · ".join(filter(None, (whose, phrase("report.title"), date))),
        sheets=_SHEETS,
    )
    return with_house(page, explanation.local_rules)


def _the_answer(report: Reported) -> Iterator[Block]:
    """Lay out danger, the answer for each group, the statements, and a picture of the points."""
    explanation = report.explanation
    yield from danger(report)
    yield Heading(2, phrase("report.answer"))
    yield from answer.headline(explanation)
    moved = any(ranked.points for ranked in explanation.ranking if ranked.kind == "model")
    if moved:
        yield Statements(answer.four_statements(explanation, "answer.evidence"))
    yield from (Paragraph(note.text, "quiet") for note in answer.chosen(explanation))
    side_by_side_too = {ranked.id for ranked in choices(explanation)}
    bars = tuple(
        SignedBar(
            ranked.name, ranked.points, _note(ranked.line, answer.note_on(explanation, ranked))
        )
        for ranked in explanation.ranking
        if ranked.kind == "model" or ranked.id in side_by_side_too
    )
    if bars:
        yield answer.signed_bars(bars, scaled=not explanation.options.weights)
    for unranked in explanation.unranked:
        yield Paragraph(unranked.sentence.text, label=phrase("label.not_ranked"))
    yield from _reasons(report) if moved else ()
    beside = (*against_today(report), Fact(phrase("answer.forms_label"), answer.forms(explanation)))
    if shown := tuple(fact for fact in beside if fact.text):
        yield Facts(shown)
    yield from _watch(explanation)
    yield Paragraph(phrase("report.numbers"), "quiet", phrase("label.how_to_read"))


def _reasons(report: Reported) -> Iterator[Block]:
    """List the strongest reasons for and against, each in a line; the annex says more of them."""
    explanation = report.explanation
    lines = [_reason("+", report, reason) for reason in explanation.best_for]
    lines += [_reason("-", report, reason) for reason in explanation.best_against]
    lines += [
        ReasonLine("*", sentence(weak_point.text), report.sources.numbers_of(places(weak_point)))
        for weak_point in explanation.weak_points
    ]
    if lines:
        yield Heading(3, phrase("report.for_and_against", model=explanation.about_name))
        yield ReasonLines(tuple(lines))


def _reason(sign: Literal["+", "-"], report: Reported, reason: Reason) -> ReasonLine:
    question = named(reason.criterion_name, reason.segment)
    text = phrase("answer.reason", question=question, answer=lowered(reason.answer))
    return ReasonLine(sign, text, report.sources.numbers_of(reason.cites))


def _note(line: str, note: str) -> str:
    """Say what an alternative is, and what a reader must not miss about it."""
    return phrase("report.named", line=line, note=sentence(note)) if note else line


def _watch(explanation: Explanation) -> Iterator[Block]:
    """Give the first sentence of each warning; the annex has all of it."""
    shown = [caution for caution in explanation.cautions if not caution.danger]
    items = tuple(
        Item("!", "", f"{caution.text.partition('. ')[0].rstrip('.')}.") for caution in shown
    )
    if items:
        yield Heading(3, phrase("report.watch"))
        yield Bullets(phrase("label.caution"), items)


def _what_would_change(report: Reported) -> Iterator[Block]:
    """List the answers, weights and shares that would change it, and the unanswered questions."""
    explanation = report.explanation
    yield Heading(2, phrase("report.changes"), "sheet")
    yield from what_would_change(explanation, level=3)
    yield from _shares(explanation)
    if report.against_second:
        second = report.against_second
        yield Heading(3, phrase("report.or", second=second.alternative.name))
        yield Paragraph(f"{second.headline.text} {second.fewest_changes.text}")
    yield from first_in_tries(explanation)
    yield from open_questions(explanation)
    yield from _unanswered(report)
    yield from what_it_is(explanation.rules.models, explanation.rules.hybrids, level=3)


def _shares(explanation: Explanation) -> Iterator[Block]:
    """Say what is recommended for which shares, where groups' shares are not known."""
    items = tuple(Item("", "", text) for text in share_ranges(explanation))
    if items:
        yield Heading(3, phrase("report.shares", group=explanation.groups[0].name))
        yield Bullets(phrase("label.change"), items)


def _unanswered(report: Reported) -> Iterator[Block]:
    """List the unanswered questions that matter most, a line each."""
    asked = report.explanation.ask_next
    yield Heading(3, phrase("report.unknown"))
    yield Paragraph(sentence(report.explanation.completeness_judged.sentence.text))
    by_question: dict[str, list[str]] = {}
    for question in asked:
        by_question.setdefault(question.question, []).append(question.segment)
    alone = phrase("report.alone")
    deciding = {question.question for question in asked if question.decides}
    items = tuple(
        Item("", "", asked_of(report, question, segments), alone if question in deciding else "")
        for question, segments in list(by_question.items())[:_ASKED]
    )
    if items:
        yield Bullets(phrase("label.open_question"), items)
    left = len(by_question) - len(items)
    if left > 0:
        questions = counted(left, "more_unanswered")
        yield Paragraph(phrase("report.more_matter", questions=questions), "quiet")


def _plan(report: Reported, date: str) -> Iterator[Block]:
    plan = report.explanation.plan
    yield Heading(2, phrase("report.plan"), "sheet")
    if plan:
        yield from plan_blocks(plan, report.sources.cite, date, level=3)
    else:
        yield Paragraph(phrase("plan.none"))
    yield from decision()


def _annex(report: Reported) -> Iterator[Block]:
    """Everything to check: answers, requirements, warnings, sources."""
    yield Heading(2, phrase("report.annex"), "annex")
    yield Paragraph(phrase("report.annex_about"), "quiet")
    explanation = report.explanation
    if explanation.ranking:
        yield ranking_table(explanation.ranking, fit_only=explanation.options.fit_only)
    if explanation.costs and not report.redacted:
        yield from costs_section(explanation.costs, level=3)
    yield from input_table(report)
    yield from left_out(report)
    yield from every_requirement(report)
    yield from cautions(report)
    yield from every_dispute(report)
    yield from not_answered(report)
    yield from report.sources.listed()
