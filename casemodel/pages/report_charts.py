"""The figures of a report: the ranking, and what separates the first two, each with its table."""

from collections.abc import Mapping, Sequence

from casemodel.engine.feasibility import FeasibleState
from casemodel.explanation.naming import joined
from casemodel.explanation.numbers import printed
from casemodel.explanation.values import RankedAlternative
from casemodel.knowledge.values import Rules
from casemodel.pages.document import Cell, Chart, ChartBar, ChartRow, Figure, Table
from casemodel.pages.reported import Key, Reported, contributions, with_segment
from casemodel.pages.words import counted, signed

_STATES: Mapping[FeasibleState, str] = {
    "yes": "can be run",
    "no": "blocked",
    "to_confirm": "to be confirmed",
    "not_asked": "",
}
_DRAWN = 8  # questions in a chart of points; the others are one bar together
_FULL = 1000
_STEP = 10


def ranking_figure(shown: Sequence[RankedAlternative], *, fit_only: bool) -> Figure:
    """Scores as bars from 0 to 100, models and hybrids apart by pattern.

    `fit_only` is whether it was left out if a model can be run.
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
        mark_text="Broken line: 50, no reason either way.",
        start_text="Thin line: what open answers could make of it." if open_now else "",
        series=("model", "hybrid: two models together") if hybrids else (),
    )
    said = "; ".join(f"{one.name} {printed(one.tenths)}" for one in shown)
    caption = "Scores of 100, best first"
    return Figure(
        caption, f"Bars from 0 to 100: {said}.", chart, ranking_table(shown, fit_only=fit_only)
    )


def _barred(one: RankedAlternative) -> str:
    """What bars the way, beside the name."""
    return f" ({_STATES[one.feasible]})" if one.feasible == "no" else ""


def ranking_table(shown: Sequence[RankedAlternative], *, fit_only: bool) -> Table:
    """Rank, score and what open answers could make of it, with the word for the fit."""
    columns = ("Model or hybrid", "Rank", "Score", "Could be", "Fit", "State")
    rows = [
        (
            one.name,
            str(one.rank),
            printed(one.tenths),
            f"{printed(one.low)} to {printed(one.high)}" if one.low != one.high else "",
            one.word,
            "" if fit_only else _STATES[one.feasible],
        )
        for one in shown
    ]
    caption = "Rank among all models and hybrids, score, and what open answers could make of it"
    return _table(caption, columns, rows)


def _table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """A table without the columns that are empty throughout."""
    kept = [i for i in range(len(columns)) if any(row[i] for row in rows)]
    cells: tuple[tuple[Cell, ...], ...] = tuple(tuple((row[i],) for i in kept) for row in rows)
    return Table(caption, tuple(columns[i] for i in kept), cells)


def points_figure(made: Reported) -> Figure:
    """What each answer adds to or takes from the scores of the first two."""
    first, second = made.explanation.about, made.second
    names = (made.name(first), made.name(second))
    rows = _point_rows(made, first, second)
    least, most = _scale([value for _, _, *both in rows for value in both])
    chart = Chart(
        rows=tuple(
            ChartRow(name, tuple(ChartBar(v, signed(v), i) for i, v in enumerate(both)))
            for name, _, *both in rows
        ),
        least=least,
        most=most,
        start_text="Right of 0 speaks for the model, left of it against it.",
        series=names,
    )
    table = _table(
        f"Points for {names[0]} and {names[1]}. Each score begins at 50.0",
        ("Question", "Answer", *names),
        [
            *((name, answer, *map(signed, both)) for name, answer, *both in rows),
            ("Score, with the 50.0", "", *(_score(made, one) for one in (first, second))),
        ],
    )
    caption = f"What moves {names[0]} and {names[1]} most"
    largest = "; ".join(f"{name} {signed(a)} and {signed(b)}" for name, _, a, b in rows[:3])
    return Figure(caption, f"Pairs of bars, {joined(names)}. Largest: {largest}.", chart, table)


def _score(made: Reported, alternative: str) -> str:
    return printed(made.assessment.standing(alternative).tenths)


def _point_rows(made: Reported, first: str, second: str) -> list[tuple[str, str, int, int]]:
    """The questions that move most, the others together, and what is not a question's."""
    mine, theirs = contributions(made, first), contributions(made, second)
    order = sorted(mine, key=lambda k: (-max(abs(mine[k].tenths), abs(theirs[k].tenths)), k))
    moved = [k for k in order if mine[k].tenths or theirs[k].tenths]
    drawn = [k for k in moved if made.shows(k)][:_DRAWN]
    others = [k for k in moved if k not in drawn]
    rows = [
        (
            question_name(made.rules, k),
            made.rules.criteria[k[0]].level(mine[k].level).name.said_to(made.kind),
            mine[k].tenths,
            theirs[k].tenths,
        )
        for k in drawn
    ]
    if others:
        words = counted(len(others), "other answer", "other answers")
        sums = [sum(side[k].tenths for k in others) for side in (mine, theirs)]
        rows.append((f"{words} together", "", sums[0], sums[1]))
    costs = [
        sum(one.tenths for one in made.assessment.standing(s).adjustments) for s in (first, second)
    ]
    if any(costs):
        rows.append(("What two ways of working cost", "", costs[0], costs[1]))
    return rows


def question_name(rules: Rules, key: Key) -> str:
    """A question by name, with its segment."""
    return with_segment(rules.criteria[key[0]].name, key[1])


def difference_figure(made: Reported) -> Figure | None:
    """Why not the second: what each answer puts it behind or ahead; None if nothing does."""
    found = made.against_second
    if found is None or not (found.behind or found.ahead):
        return None
    apart = sorted((*found.behind, *found.ahead), key=lambda d: (-abs(d.tenths), d.criterion))
    shown = [d for d in apart if made.shows((d.criterion, d.segment))][:_DRAWN]
    others = [d for d in apart if d not in shown]
    rows = [(with_segment(d.name, d.segment), d.answer, d.tenths) for d in shown]
    if others:
        words = counted(len(others), "other answer", "other answers")
        rows.append((f"{words} together", "", sum(d.tenths for d in others)))
    names = (made.name(made.second), made.name(made.explanation.about))
    least, most = _scale([v for *_, v in rows])
    chart = Chart(
        rows=tuple(ChartRow(name, (ChartBar(v, signed(v)),)) for name, _, v in rows),
        least=least,
        most=most,
        start_text=f"Left of 0 puts {names[0]} behind {names[1]}, right of it ahead.",
    )
    table = _table(
        f"Points by which {names[0]} is behind or ahead of {names[1]}",
        ("Question", "Answer", "Difference"),
        [(name, answer, signed(v)) for name, answer, v in rows],
    )
    caption = f"What separates {names[0]} from {names[1]}"
    largest = "; ".join(f"{name} {signed(v)}" for name, _, v in rows[:3])
    return Figure(caption, f"Bars to both sides of 0. Largest: {largest}.", chart, table)


def _scale(values: Sequence[int]) -> tuple[int, int]:
    """The ends of a scale for signed points: whole points that hold all of them, and 0."""
    least, most = min((0, *values)), max((0, *values))
    return least // _STEP * _STEP, -(-most // _STEP) * _STEP
