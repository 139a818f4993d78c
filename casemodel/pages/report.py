"""The report of `casemodel report` on an organization: four pages for a board, and an annex.

The pages are the answer, the choices side by side, what would change it and what nobody knows yet,
and the plan with the decision to sign. The annex is for checking. Each page keeps to
one sheet: where much is to be said it is shorter by a step or more, and the annex has the rest.
"""

from collections.abc import Iterator
from functools import partial
from typing import Literal

from casemodel.explanation.alternative_values import RankedAlternative, Reason
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
    Ruled,
    SignedBar,
    Statements,
)
from casemodel.pages.local_rules import with_house
from casemodel.pages.next_steps import asking, forms
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
from casemodel.pages.report_choices import WITHOUT_READINESS, side_by_side, studies
from casemodel.pages.report_inputs import how_many, input_table, left_out, not_answered
from casemodel.pages.report_limits import decision, room_to_write, what_it_is
from casemodel.pages.reported import Reported, asked_of, choices
from casemodel.pages.sheets import (
    SHEET,
    bounded,
    fitting,
    lines_of,
    room_below,
    ruled_lines,
)
from casemodel.pages.words import counted, guide, sentence
from casemodel.texts.messages import phrase

_SHEETS = 4
_ALL_BARS = 3  # up to this step, models that are no choice have a bar too
_WITHOUT_GAPS = 6  # from this step, the second page alone says what a model lacks
_WITHOUT_FORMS = 7  # from this step, the annex alone has the ways to run it
_SHORT = {"weights.own": "report.weights", "weights.priorities": "report.priorities"}
_PLAN_ROOM = SHEET + 2  # the lines of a plan are short, and so are those to write on
_USUAL, _LEAST = 52, 53  # lines of a page with a plan and room for notes, and of any other
_FEW_TO_WRITE_ON = 2
_ALIKE = 4  # lines between pages of about the same length
# How much of each kind a page has at each step, the longest page first; None for all of it.
_WARNINGS = (None, 2, 1, 1, 2, 1, 0, 0)
_REASONS = ((3, 2), (3, 2), (2, 1), (1, 1), (2, 1), (2, 1), (1, 1), (1, 1))  # for and against
_STEPS = (None, 4, 3, 2)  # of each part of the plan
_ASKED = (12, 9, 6, 5, 4, 3, 2)  # unanswered questions
_DRAWN, _HANDED_OUT = 6, 6  # of these, in the picture; to write answers under


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
    subtitle = phrase("report.subtitle", about=" ".join(about))
    room = room_below(whose, subtitle)
    first = fitting(partial(_the_answer, report), len(_REASONS) - 1, room)
    second, third = _choices_and_doubts(report)
    below = lines_of(decision())
    plan = fitting(partial(_plan, report, date), len(_STEPS) - 1, _PLAN_ROOM - below)
    longest = max(lines_of(first) + SHEET - room, lines_of(second), lines_of(third), _USUAL)
    notes = ruled_lines(longest - lines_of(plan) - below)
    page = Document(
        title=whose,
        blocks=(
            *_with_room(first, "limits.wanted", "limits.wanted_for", _LEAST - SHEET + room),
            *_with_room(second, "limits.another", "limits.another_why"),
            *_with_room(third, "limits.questions", "limits.who_finds_out"),
            *plan,
            *room_to_write(phrase("limits.meeting"), phrase("limits.notes"), notes),
            *decision(),
            *_annex(
                report,
                date,
                with_plan=plan != tuple(_plan(report, date, 0)),
                with_forms=not any(
                    isinstance(b, Facts) and _forms(report) in b.rows for b in first
                ),
            ),
        ),
        closing=(guide(),),
        subtitle=subtitle,
        date=date,
        made_by=rules,
        footer=" · ".join(filter(None, (whose, phrase("report.title"), date))),
        sheets=_SHEETS,
    )
    return with_house(page, explanation.local_rules)


def _the_answer(report: Reported, shorter: int) -> Iterator[Block]:
    """Lay out danger, the answer for each group, the statements, and a picture of the points."""
    explanation = report.explanation
    yield from danger(report)
    yield Heading(2, phrase("report.answer"))
    yield from answer.headline(explanation)
    ahead = explanation.headline.id not in answer.OF_NONE
    if ahead:
        yield Statements(answer.four_statements(explanation, "answer.evidence"))
    for note in answer.chosen(explanation):
        yield Paragraph(phrase(_SHORT[note.id]) if answer.is_long(note) else note.text, "quiet")
    yield from _bars(explanation, shorter)
    for unranked in explanation.unranked:
        yield Paragraph(unranked.sentence.text, label=phrase("label.not_ranked"))
    if ahead:
        yield from _reasons(report, *_REASONS[shorter])
    else:
        yield from _limits(report)
    beside = [*against_today(report), *[_forms(report)] * (shorter < _WITHOUT_FORMS)]
    if present := tuple(fact for fact in beside if fact.text):
        yield Facts(present)
    yield from _watch(explanation, _WARNINGS[shorter])
    yield Paragraph(phrase("report.numbers"), "quiet", phrase("label.how_to_read"))


def _forms(report: Reported) -> Fact:
    return Fact(phrase("answer.forms_label"), forms(report.explanation))


def _bars(explanation: Explanation, shorter: int) -> Iterator[Block]:
    """Show the points of every model and of each choice, and say in a line what each is.

    On a shorter page it is those of the choices alone.
    """
    chosen = {ranked.id for ranked in choices(explanation)}
    rankable = [r for r in explanation.ranking if r.kind == "model" or r.id in chosen]
    with_bar = [r for r in rankable if shorter <= _ALL_BARS or r.id in chosen]
    if not with_bar:
        return
    with_gaps = shorter < _WITHOUT_GAPS
    bars = tuple(
        SignedBar(r.name, r.points, _note(explanation, r, with_gaps=with_gaps)) for r in with_bar
    )
    yield answer.signed_bars(bars)
    yield Bullets(phrase("pictures.models"), tuple(Item("", r.name, r.line) for r in with_bar))
    if left := len(rankable) - len(with_bar):
        yield Paragraph(phrase("report.more", count=left), "quiet")


def _reasons(report: Reported, most_for: int, most_against: int) -> Iterator[Block]:
    """List the strongest reasons for and against, each in a line; the annex says more of them."""
    explanation = report.explanation
    lines = [_reason("+", report, reason) for reason in explanation.best_for[:most_for]]
    against = [_reason("-", report, reason) for reason in explanation.best_against]
    against += [
        ReasonLine("*", sentence(weak_point.text), report.sources.numbers_of(places(weak_point)))
        for weak_point in explanation.weak_points
    ]
    lines += against[:most_against]
    if lines:
        yield Heading(3, phrase("report.for_and_against", model=explanation.about_name))
        yield ReasonLines(tuple(lines))


def _reason(sign: Literal["+", "-"], report: Reported, reason: Reason) -> ReasonLine:
    question = named(reason.criterion_name, reason.segment or reason.posts_of)
    text = phrase("answer.reason", question=question, answer=lowered(reason.answer))
    return ReasonLine(sign, text, report.sources.numbers_of(reason.cites))


def _note(explanation: Explanation, ranked: RankedAlternative, *, with_gaps: bool) -> str:
    """Say what a reader must not miss about an alternative.

    That is what it lacks, too, unless the next page alone says it.
    """
    return answer.note_on(explanation, ranked) if with_gaps or not ranked.blocked else ""


def _watch(explanation: Explanation, most: int | None) -> Iterator[Block]:
    """Give the first sentence of each warning; the annex has all of it."""
    items = [
        Item("!", "", f"{caution.text.partition('. ')[0].rstrip('.')}.")
        for caution in explanation.cautions
        if not caution.danger
    ]
    if items and most == 0:
        yield Paragraph(phrase("report.warnings", count=len(items)))
    elif items:
        yield Heading(3, phrase("report.watch"))
        yield Bullets(phrase("label.caution"), bounded(items, most))


def _choices_and_doubts(report: Reported) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Lay out the second page and the third. What studies found is on the shorter of them."""
    study_blocks = tuple(studies(report))
    second = fitting(partial(side_by_side, report), WITHOUT_READINESS)
    third = fitting(partial(_what_would_change, report, ()), len(_ASKED) - 1)
    shorter = lines_of(second) <= lines_of(third) + _ALIKE
    if shorter and lines_of((*second, *study_blocks)) <= SHEET:
        return (*second, *study_blocks), third
    return second, fitting(partial(_what_would_change, report, study_blocks), len(_ASKED) - 1)


def _with_room(
    page: tuple[Block, ...], heading: str, label: str, least: float = _LEAST
) -> tuple[Block, ...]:
    """Add lines for the board to write on, where a page would be half empty without."""
    lines = ruled_lines(least - lines_of(page))
    if lines < _FEW_TO_WRITE_ON:
        return page
    return (*page, *room_to_write(phrase(heading), phrase(label), lines))


def _what_would_change(
    report: Reported, study_blocks: tuple[Block, ...], shorter: int
) -> Iterator[Block]:
    """List the answers, weights and shares that would change it, and the unanswered questions.

    Below them stand the `study_blocks`.
    """
    explanation = report.explanation
    yield Heading(2, phrase("report.changes"), "sheet")
    yield from what_would_change(explanation, level=3)
    yield from _shares(explanation)
    if report.against_second:
        second = report.against_second
        yield Heading(3, phrase("report.or", second=second.alternative.name))
        yield Paragraph(f"{second.headline.text} {second.fewest_changes.text}")
    yield from first_in_tries(explanation)
    yield from open_questions(explanation, min(_ASKED[shorter], _DRAWN))
    yield from _unanswered(report, _ASKED[shorter])
    yield from study_blocks
    if explanation.headline.id not in answer.OF_NONE:
        yield from _limits(report)


def _limits(report: Reported) -> Iterator[Block]:
    rules = report.explanation.rules
    return what_it_is(rules.models, rules.hybrids, level=3)


def _shares(explanation: Explanation) -> Iterator[Block]:
    """Say what is recommended for which shares, where groups' shares are not known."""
    items = tuple(Item("", "", text) for text in share_ranges(explanation))
    if items:
        yield Heading(3, phrase("report.shares", group=explanation.groups[0].name))
        yield Bullets(phrase("label.change"), items)


def _unanswered(report: Reported, most: int) -> Iterator[Block]:
    """List the unanswered questions that matter most, a line each."""
    yield Heading(3, phrase("report.unknown"))
    items = _asked(report)
    said = [sentence(report.explanation.completeness_judged.sentence.text)]
    said += [] if items else [asking(report.explanation)]
    yield Paragraph(" ".join(filter(None, said)))
    if items:
        yield Bullets(phrase("label.open_question"), items[:most])
    left = len(items) - most
    if left > 0:
        questions = counted(left, "more_unanswered")
        yield Paragraph(phrase("report.more_matter", questions=questions), "quiet")


def _asked(report: Reported) -> tuple[Item, ...]:
    """List the unanswered questions, the most useful first, each once for all its groups."""
    questions = report.explanation.ask_next
    by_question: dict[str, list[str]] = {}
    for question in questions:
        by_question.setdefault(question.question, []).append(question.segment)
    alone = phrase("report.alone")
    deciding = {question.question for question in questions if question.decides}
    return tuple(
        Item("", "", asked_of(report, question, segments), alone if question in deciding else "")
        for question, segments in by_question.items()
    )


def _plan(report: Reported, date: str, shorter: int) -> Iterator[Block]:
    """Lay out the plan, or what to settle first. Below it the decision has room."""
    plan = report.explanation.plan
    yield Heading(2, phrase("report.plan"), "sheet")
    if plan:
        yield from plan_blocks(plan, report.sources.cite, date, level=3, most=_STEPS[shorter])
    else:
        yield from _to_settle(report)


def _to_settle(report: Reported) -> Iterator[Block]:
    """Say that there is no plan, and leave room to hand out the questions that matter most."""
    yield Paragraph(phrase("plan.none"))
    if items := _asked(report)[:_HANDED_OUT]:
        yield Heading(3, phrase("limits.settle"))
        yield from (Ruled(item.text) for item in items)


def _annex(report: Reported, date: str, *, with_plan: bool, with_forms: bool) -> Iterator[Block]:
    """Everything to check: answers, requirements, warnings, sources; what was cut before."""
    yield Heading(2, phrase("report.annex"), "annex")
    yield Paragraph(phrase("report.annex_about"), "quiet")
    explanation = report.explanation
    if explanation.ranking:
        yield ranking_table(explanation.ranking, fit_only=explanation.options.fit_only)
    yield from (Paragraph(note.text) for note in answer.chosen(explanation) if answer.is_long(note))
    if with_forms and _forms(report).text:
        yield Facts((_forms(report),))
    if explanation.costs and not report.redacted:
        yield from costs_section(explanation.costs, level=3)
    if with_plan and explanation.plan:
        yield Heading(2, phrase("report.whole_plan"))
        yield from plan_blocks(explanation.plan, report.sources.cite, date, level=3)
    yield from input_table(report)
    yield from left_out(report)
    yield from every_requirement(report)
    yield from cautions(report)
    yield from every_dispute(report)
    yield from not_answered(report)
    yield from report.sources.listed()
