"""Pictures of an answer: groups by models, fit by readiness, tries, and open questions.

Each is a table with every figure as text, and drawn where a writer can.
"""

from collections.abc import Iterable, Iterator, Sequence

from casemodel.explanation.alternative_values import RankedAlternative
from casemodel.explanation.judgement import can_run_of
from casemodel.explanation.naming import lowered
from casemodel.explanation.numbers import signed
from casemodel.explanation.values import Explanation, OutcomeCount
from casemodel.pages.document import (
    Block,
    Heading,
    HeatMap,
    LanePlot,
    RangeBars,
    StackedBars,
    Table,
)
from casemodel.pages.reasons import named
from casemodel.texts.messages import phrase

_NAMED = 3  # alternatives with a piece of their own in each bar; all others together have one
# How ready an alternative is to be run, the readiest first.
_READY = (
    "can_run.word.yes",
    "can_run.word.so_far",
    "can_run.word.nearly",
    "can_run.word.confirm",
    "can_run.word.no",
)
_CAUSES = {
    "answers": "pictures.answers",
    "weights": "pictures.weights",
    "ratings": "pictures.ratings",
}


def groups_by_models(explanation: Explanation) -> Iterator[Block]:
    """Show how far the needs of each group of clients speak for each model."""
    groups = [group for group in explanation.group_needs if group.points]
    if not groups:
        return
    models = [
        (points.id, points.name)
        for points in sorted(groups[0].points, key=lambda points: points.name)
    ]
    subject = explanation.subject
    serves = {group.name: group.part for group in subject.groups} if subject else {}
    figures = [{points.id: points.tenths for points in group.points} for group in groups]
    rows = tuple(
        (
            (named(group.name, group.percent),),
            *((_figure(of_group[id_], serves=serves.get(group.name) == id_),) for id_, _ in models),
        )
        for group, of_group in zip(groups, figures, strict=True)
    )
    tenths = tuple(tuple(of_group[id_] for id_, _ in models) for of_group in figures)
    caption = phrase("pictures.groups")
    if serves:
        caption = phrase("pictures.groups_served", caption=caption)
    columns = (phrase("pictures.group"), *(name for _, name in models))
    yield HeatMap(Table(caption, columns, rows, "columns"), tenths)


def _figure(tenths: int, *, serves: bool) -> str:
    return phrase("pictures.serves", points=signed(tenths)) if serves else signed(tenths)


def fit_by_readiness(
    explanation: Explanation, choices: Sequence[RankedAlternative]
) -> Iterator[Block]:
    """Show choices by fit, best first, in lanes by how ready they are to be run."""
    if explanation.options.fit_only or not choices:
        return
    words = [can_run_of(ranked).word for ranked in choices]
    lanes = tuple(phrase(id_) for id_ in _READY)
    lane_of = tuple(map(lanes.index, words))
    missing = [_missing(ranked) for ranked in choices]
    rows, labels = [], []
    for ranked, lane, gap in zip(choices, lane_of, missing, strict=True):
        points = signed(ranked.points)
        state = phrase("pictures.state", state=lanes[lane], gap=gap) if gap else lanes[lane]
        rows.append(((ranked.name,), (points,), (state,)))
        label = phrase("pictures.label", choice=ranked.name, points=points)
        labels.append(phrase("pictures.state", state=label, gap=gap) if gap else label)
    ready = phrase("answer.can_run")
    table = Table(
        phrase("pictures.ready"),
        (phrase("pictures.choice"), phrase("word.points"), ready),
        tuple(rows),
    )
    heads = tuple(phrase("pictures.state", state=ready, gap=lane) for lane in lanes)
    tenths = tuple(ranked.points for ranked in choices)
    yield LanePlot(table, tenths, heads, lane_of, tuple(labels))


def _missing(ranked: RankedAlternative) -> str:
    """Name the requirement in the way or to be confirmed, a must before any other, in short."""
    first = min(
        ranked.gaps,
        key=lambda gap: (gap.strength != "must", not gap.unmet, len(gap.name)),
        default=None,
    )
    if first is None:
        return ""
    kind = (first.strength, first.state)
    more = sum((gap.strength, gap.state) == kind for gap in ranked.gaps) - 1
    return lowered(first.name) + (phrase("answer.and_more", count=more) if more else "")


def first_in_tries(explanation: Explanation) -> Iterator[Block]:
    """Show how often each alternative comes first in the tries: together, and cause by cause."""
    stability = explanation.stability_found
    if not stability.outcomes:
        return
    named_outcomes = list(stability.outcomes[:_NAMED])
    ids = [outcome.id for outcome in named_outcomes]
    bars = [(phrase("pictures.together"), stability.outcomes)]
    bars += [(phrase(_CAUSES[cause.cause]), cause.outcomes) for cause in stability.by_cause]
    with_rest = any(_rest(outcomes, ids) for _, outcomes in bars)
    counts = tuple(tuple(_counts(outcomes, ids, with_rest=with_rest)) for _, outcomes in bars)
    rows = tuple(
        ((name,), *((str(n),) for n in row)) for (name, _), row in zip(bars, counts, strict=True)
    )
    heads = [outcome.name or phrase("word.no_model") for outcome in named_outcomes]
    heads += [phrase("report.others")] if with_rest else []
    yield Heading(3, phrase("report.tries", tries=stability.tries))
    table = Table("", (phrase("pictures.drawn"), *heads), rows)
    yield StackedBars(table, counts)


def _counts(outcomes: Iterable[OutcomeCount], ids: Sequence[str], *, with_rest: bool) -> list[int]:
    by_id = {outcome.id: outcome.tries for outcome in outcomes}
    counts = [by_id.get(id_, 0) for id_ in ids]
    return [*counts, sum(by_id.values()) - sum(counts)] if with_rest else counts


def _rest(outcomes: Iterable[OutcomeCount], ids: Sequence[str]) -> int:
    return sum(outcome.tries for outcome in outcomes if outcome.id not in ids)


def open_questions(explanation: Explanation, most: int) -> Iterator[Block]:
    """Show how far open questions can move the lead, at most so many, widest first: a tornado."""
    ranges = explanation.lead_ranges
    if ranges is None or not ranges.questions or ranges.now < 0:
        return
    questions = ranges.questions[:most]
    rows = []
    for question in questions:
        name = named(question.name, question.segment)
        notes = (phrase("pictures.decides"),) if question.decides else ()
        rows.append(((name, *notes), (signed(question.low),), (signed(question.high),)))
    lead = signed(ranges.now)
    yield Heading(3, phrase("pictures.tornado", other=ranges.over_name, lead=lead))
    columns = (phrase("word.question"), phrase("pictures.low"), phrase("pictures.high"))
    bounds = tuple((question.low, question.high) for question in questions)
    labels = (phrase("pictures.no_lead"), phrase("pictures.today", lead=lead))
    yield RangeBars(Table("", columns, tuple(rows)), bounds, ranges.now, labels)
