"""The figures of a report: the ranking, and what separates the first two, each with its table."""

from collections.abc import Mapping, Sequence

from casemodel.explanation.naming import joined
from casemodel.explanation.numbers import printed
from casemodel.explanation.values import (
    FeasibleState,
    RankedAlternative,
    WhyNot,
)
from casemodel.pages.document import Cell, Chart, ChartBar, ChartRow, Figure, Table
from casemodel.pages.reported import Reported, points_by_question, with_segment
from casemodel.pages.words import counted, signed
from casemodel.texts.messages import phrase

_STATES: Mapping[FeasibleState, str] = {
    "yes": "charts.can_run",
    "no": "state.no",
    "to_confirm": "state.to_confirm",
}
_DRAWN = 8  # questions in a chart of points; the others are one bar together
_FULL = 1000
_STEP = 10


def ranking_figure(shown: Sequence[RankedAlternative], *, fit_only: bool) -> Figure:
    """Draw scores as bars from 0 to 100, models and hybrids told apart by pattern.

    `fit_only` says that feasibility was left out.
    """
    scores = [value for one in shown for value in (one.low, one.high, one.tenths)]
    open_now = any(one.low != one.high for one in shown)
    hybrids = any(one.kind == "hybrid" for one in shown)
    chart = Chart(
        rows=tuple(
            ChartRow(
                f"{one.name}{'' if fit_only else _barred(one)}",
                (
                    ChartBar(
                        one.tenths,
                        printed(one.tenths),
                        1 if one.kind == "hybrid" else 0,
                        one.low,
                        one.high,
                    ),
                ),
            )
            for one in shown
        ),
        least=min(0, *scores),
        most=max(_FULL, *scores),
        mark=500,
        mark_text=phrase("charts.middle"),
        start_text=phrase("charts.range") if open_now else "",
        series=("model", phrase("charts.hybrid")) if hybrids else (),
    )
    said = "; ".join(f"{one.name} {printed(one.tenths)}" for one in shown)
    caption = phrase("charts.scores")
    return Figure(
        caption,
        phrase("charts.scores_text", scores=said),
        chart,
        ranking_table(shown, fit_only=fit_only),
    )


def _barred(one: RankedAlternative) -> str:
    """Say beside the name that it cannot be run."""
    return f" ({phrase(_STATES[one.feasible])})" if one.feasible == "no" else ""


def ranking_table(shown: Sequence[RankedAlternative], *, fit_only: bool) -> Table:
    """List rank, score, the range that open answers allow, and the word for the fit."""
    columns = (
        phrase("charts.model_or_hybrid"),
        phrase("charts.rank"),
        phrase("word.score"),
        phrase("charts.could_be"),
        phrase("answer.match"),
        phrase("charts.state"),
    )
    rows = [
        (
            one.name,
            str(one.rank),
            printed(one.tenths),
            phrase("word.from_to", low=printed(one.low), high=printed(one.high))
            if one.low != one.high
            else "",
            one.match.word,
            "" if fit_only or one.feasible not in _STATES else phrase(_STATES[one.feasible]),
        )
        for one in shown
    ]
    caption = phrase("charts.ranking")
    return _table(caption, columns, rows)


def _table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Make a table without the columns that are empty throughout."""
    kept = [i for i in range(len(columns)) if any(row[i] for row in rows)]
    cells: tuple[tuple[Cell, ...], ...] = tuple(tuple((row[i],) for i in kept) for row in rows)
    return Table(caption, tuple(columns[i] for i in kept), cells)


def points_figure(made: Reported, against: WhyNot) -> Figure:
    """Draw the points that each answer gives the first two."""
    first = made.explanation.alternative(made.explanation.about)
    both_ranked = (first, against.alternative)
    names = (first.name, against.alternative.name)
    rows = _point_rows(made, *both_ranked)
    least, most = _scale([value for _, _, *both in rows for value in both])
    chart = Chart(
        rows=tuple(
            ChartRow(name, tuple(ChartBar(v, signed(v), i) for i, v in enumerate(both)))
            for name, _, *both in rows
        ),
        least=least,
        most=most,
        start_text=phrase("charts.for_against"),
        series=names,
    )
    table = _table(
        phrase("charts.points", first=names[0], second=names[1]),
        (phrase("word.question"), phrase("word.answer"), *names),
        [
            *((name, answer, *map(signed, both)) for name, answer, *both in rows),
            (phrase("charts.score_with_50"), "", *(printed(one.tenths) for one in both_ranked)),
        ],
    )
    caption = phrase("charts.moves_most", first=names[0], second=names[1])
    largest = "; ".join(
        phrase("charts.two_points", name=name, first=signed(a), second=signed(b))
        for name, _, a, b in rows[:3]
    )
    return Figure(
        caption, phrase("charts.pairs", names=joined(names), largest=largest), chart, table
    )


def _point_rows(
    made: Reported, first: RankedAlternative, second: RankedAlternative
) -> list[tuple[str, str, int, int]]:
    """List the questions that move most, the others together, and points that are no question's."""
    both = points_by_question((first, second))
    order = sorted(both, key=lambda row: (-max(map(abs, row.tenths)), row.key))
    moved = [row for row in order if any(row.tenths)]
    drawn = [row for row in moved if made.shows(row.key)][:_DRAWN]
    others = [row for row in moved if row not in drawn]
    rows = [(row.name, row.answer, row.tenths[0], row.tenths[1]) for row in drawn]
    if others:
        words = counted(len(others), "other_answer")
        sums = [sum(row.tenths[side] for row in others) for side in (0, 1)]
        rows.append((phrase("charts.together", answers=words), "", sums[0], sums[1]))
    costs = (first.overhead, second.overhead)
    if any(costs):
        rows.append((phrase("word.two_ways"), "", costs[0], costs[1]))
    return rows


def difference_figure(made: Reported) -> Figure | None:
    """Draw the points by which each answer puts the second behind or ahead; None if none does."""
    found = made.against_second
    if found is None or not (found.behind or found.ahead):
        return None
    apart = sorted((*found.behind, *found.ahead), key=lambda d: (-abs(d.tenths), d.criterion))
    shown = [d for d in apart if made.shows((d.criterion, d.segment))][:_DRAWN]
    others = [d for d in apart if d not in shown]
    rows = [(with_segment(d.name, d.segment), d.answer, d.tenths) for d in shown]
    if others:
        words = counted(len(others), "other_answer")
        rows.append((phrase("charts.together", answers=words), "", sum(d.tenths for d in others)))
    names = (found.alternative.name, made.explanation.about_name)
    least, most = _scale([v for *_, v in rows])
    chart = Chart(
        rows=tuple(ChartRow(name, (ChartBar(v, signed(v)),)) for name, _, v in rows),
        least=least,
        most=most,
        start_text=phrase("charts.behind_ahead", second=names[0], first=names[1]),
    )
    table = _table(
        phrase("charts.difference_points", second=names[0], first=names[1]),
        (phrase("word.question"), phrase("word.answer"), phrase("charts.difference")),
        [(name, answer, signed(v)) for name, answer, v in rows],
    )
    caption = phrase("charts.apart", second=names[0], first=names[1])
    largest = "; ".join(f"{name} {signed(v)}" for name, _, v in rows[:3])
    return Figure(caption, phrase("charts.to_both_sides", largest=largest), chart, table)


def _scale(values: Sequence[int]) -> tuple[int, int]:
    """Find the ends of a scale for signed points: whole points that hold all of them, and 0."""
    least, most = min((0, *values)), max((0, *values))
    return least // _STEP * _STEP, -(-most // _STEP) * _STEP
