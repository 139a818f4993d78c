"""The ranking as a table, for pages on paper."""

from collections.abc import Mapping, Sequence

from casemodel.explanation.alternative_values import RankedAlternative
from casemodel.explanation.numbers import as_points, printed
from casemodel.explanation.values import FeasibleState
from casemodel.pages.document import Cell, Table
from casemodel.texts.messages import phrase

_STATES: Mapping[FeasibleState, str] = {
    "yes": "charts.can_run",
    "no": "state.no",
    "to_confirm": "state.to_confirm",
}


def ranking_table(
    alternatives: Sequence[RankedAlternative], *, fit_only: bool, of_100: bool = False
) -> Table:
    """Rank, points and what open answers could make of them, with the word for the fit.

    With `of_100` scores stand in place of points: a spreadsheet takes a sign for a formula's.
    """
    figure = printed if of_100 else as_points
    columns = (
        phrase("charts.model_or_hybrid"),
        phrase("charts.rank"),
        phrase("word.score" if of_100 else "word.points"),
        phrase("charts.could_be"),
        phrase("answer.match"),
        phrase("charts.state"),
    )
    rows = [
        (
            ranked.name,
            str(ranked.rank),
            figure(ranked.tenths),
            phrase("word.from_to", low=figure(ranked.low), high=figure(ranked.high))
            if ranked.low != ranked.high
            else "",
            ranked.match.word,
            "" if fit_only or ranked.feasible not in _STATES else phrase(_STATES[ranked.feasible]),
        )
        for ranked in alternatives
    ]
    caption = phrase("charts.ranking")
    return _table(caption, columns, rows)


def _table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """A table without the columns that are empty throughout."""
    filled = [i for i in range(len(columns)) if any(row[i] for row in rows)]
    cells: tuple[tuple[Cell, ...], ...] = tuple(tuple((row[i],) for i in filled) for row in rows)
    return Table(caption, tuple(columns[i] for i in filled), cells)
