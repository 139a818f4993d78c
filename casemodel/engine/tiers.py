"""Which assignment of a tiered hybrid is shown, and between what bounds its score lies.

A model and a blended hybrid have one alternative, for which the bounds are exact.
"""

from collections.abc import Callable

from casemodel.engine.board import need_totals, totals
from casemodel.engine.case import Case
from casemodel.engine.doubt import Interval, intervals, open_questions


def shown_assignments(case: Case) -> dict[str, int]:
    """For each model and hybrid the position of the alternative that is shown.

    The best that there is staff for and that needs do not speak against, for that is the one that
    can be recommended; or else the best. A better answer never lowers the score of an assignment,
    nor of what is shown, but where needs spoke against every assignment and cease to: one that can
    be recommended is shown then, though one that cannot has more.
    """
    board = case.choice.board
    sums, needs = totals(board, case.levels), need_totals(board, case.levels)

    def order(i: int) -> tuple[bool, int, tuple[str, ...]]:
        good = needs[i] >= 0 and not case.choice.musts[i].blocked
        return (not good, -sums[i], board.alternatives[i].serves)

    found: dict[str, int] = {}
    for index in sorted(range(len(sums)), key=order):
        found.setdefault(board.alternatives[index].id, index)
    return found


def spans(case: Case) -> dict[str, Interval]:
    """For each model and hybrid, bounds of the score that is shown, in tenths.

    Answers can move a tiered hybrid to another assignment. The low end is the highest among the
    assignments that needs can never speak against, for one of them is always to be had; if there is
    none, the lowest of all that could be shown.
    """
    board = case.choice.board
    bounds = intervals(board, case.levels)
    needs = need_totals(board, case.levels)
    least, most = (_moved(case, needs, end) for end in (min, max))
    groups: dict[str, list[int]] = {}
    for index, alternative in enumerate(board.alternatives):
        groups.setdefault(alternative.id, []).append(index)
    found = {}
    for name, group in groups.items():
        able = [i for i in group if not case.choice.musts[i].blocked and most[i] >= 0]
        sure = [i for i in able if least[i] >= 0]
        lows = [bounds[i].low for i in sure or able or group]
        low = max(lows) if sure or not able else min(lows)
        found[name] = Interval(low, max(bounds[i].high for i in (able if sure else group)))
    return found


def _moved(case: Case, needs: list[int], end: Callable[[tuple[int, ...]], int]) -> list[int]:
    """Points from needs once every open question about need is answered at its worst or best."""
    board = case.choice.board
    moved = list(needs)
    for question in open_questions(board, case.levels):
        if question in board.need:
            for i, column in enumerate(zip(*board.points[question].values(), strict=True)):
                moved[i] += end(column)
    return moved
