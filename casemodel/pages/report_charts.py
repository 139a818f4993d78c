"""The ranking of a page for paper: a figure and its table."""

from collections.abc import Mapping, Sequence

from casemodel.explanation.numbers import printed
from casemodel.explanation.values import (
    FeasibleState,
    RankedAlternative,
)
from casemodel.pages.document import Cell, Chart, ChartBar, ChartRow, Figure, Table
from casemodel.texts.messages import phrase

_STATES: Mapping[FeasibleState, str] = {
    "yes": "charts.can_run",
    "no": "state.no",
    "to_confirm": "state.to_confirm",
}
_FULL = 1000


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
    """What bars the way, beside the name."""
    return f" ({phrase(_STATES[one.feasible])})" if one.feasible == "no" else ""


def ranking_table(shown: Sequence[RankedAlternative], *, fit_only: bool) -> Table:
    """Rank, score and what open answers could make of it, with the word for the fit."""
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
    """A table without the columns that are empty throughout."""
    kept = [i for i in range(len(columns)) if any(row[i] for row in rows)]
    cells: tuple[tuple[Cell, ...], ...] = tuple(tuple((row[i],) for i in kept) for row in rows)
    return Table(caption, tuple(columns[i] for i in kept), cells)
