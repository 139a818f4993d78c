"""Open questions worth asking next, the most useful first."""

from typing import NamedTuple

from casemodel.engine.counterfactual import Change, SwitchingAnswers
from casemodel.engine.decision_problem import DecisionProblem
from casemodel.engine.questions import Question, refused
from casemodel.engine.scoring import TENTHS, round_half_up
from casemodel.engine.terms import columns_asked, row_of, terms_of, unit_of


class NextQuestion(NamedTuple):
    """An open question and how much it can settle.

    `deciding` are the answers that alone would change the recommendation. `swing` is how far, in
    tenths, its answers can move the lead over another alternative.
    """

    question: Question
    deciding: tuple[str, ...]
    swing: int


def next_questions(
    problem: DecisionProblem, switches: tuple[SwitchingAnswers, ...], *, settled: bool
) -> tuple[NextQuestion, ...]:
    """List every open question that can still matter, the most useful first.

    `switches` are the single changes that change the recommendation; `settled` says that no way of
    answering does. Questions that were refused are left out. Those that alone can change the
    recommendation come first, then by swing, then by name.
    """
    if settled:
        return ()
    skipped = refused(problem.profile, problem.asked)
    waiting = [q for q in problem.asked if q not in problem.levels and q not in skipped]
    deciding: dict[Question, list[str]] = {}
    for switch in switches:
        change: Change = switch.changes[0]
        deciding.setdefault(change.question, []).append(change.after)
    swings = _swings(problem, waiting)
    musts = problem.setting.musts.criteria() if problem.setting.agency is None else frozenset()
    useful = [
        NextQuestion(question, tuple(deciding.get(question, ())), swings[question])
        for question in waiting
        if question in deciding
        or swings[question]
        or (problem.setting.judged and problem.asked[question].criterion in musts)
    ]
    return tuple(sorted(useful, key=lambda n: (not n.deciding, -n.swing, n.question)))


def lead_moves(
    problem: DecisionProblem, number: int, rival: int
) -> dict[Question, tuple[int, int]]:
    """Give by open question how far its answers can move one alternative's lead over another.

    The least and the most, in tenths of a point; questions that move nothing, and refused ones, are
    left out.
    """
    skipped = refused(problem.profile, problem.asked)
    unit = unit_of(problem.table, problem.setting)
    rows, rival_rows = (
        {term.question: term.row for term in terms_of(problem, position) if not term.part}
        for position in (number, rival)
    )
    ranges = {}
    for question in problem.asked:
        if question in problem.levels or question in skipped:
            continue
        row, rival_row = rows.get(question, {}), rival_rows.get(question, {})
        moves = [
            row.get(level, 0) - rival_row.get(level, 0) for level in problem.levels_for(question)
        ]
        low, high = (round_half_up(move * TENTHS, unit) for move in (min(moves), max(moves)))
        if low or high:
            ranges[question] = (low, high)
    return ranges


def _swings(problem: DecisionProblem, questions: list[Question]) -> dict[Question, int]:
    """Give by question how far its answers can move a lead, in tenths of a point.

    The lead is that of the recommended alternative over any other. Where nothing is recommended, it
    is how far any score can move.
    """
    winner = problem.choice.recommended
    unit = unit_of(problem.table, problem.setting)
    proposed = [n for n, s in enumerate(problem.choice.standings) if s is not None]
    swings = {}
    for question in questions:
        asked = problem.asked[question]
        of_winner = columns_asked(problem, winner, asked) if winner is not None else ()
        winner_row = row_of(problem, question, of_winner) if of_winner else {}
        widest = 0
        for columns in {columns_asked(problem, number, asked) for number in proposed} - {()}:
            row = row_of(problem, question, columns)
            moves = [points - winner_row.get(level, 0) for level, points in row.items()]
            widest = max(widest, max(moves, default=0) - min(moves, default=0))
        swings[question] = round_half_up(widest * TENTHS, unit)
    return swings
