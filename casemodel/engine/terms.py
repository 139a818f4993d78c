"""The terms of an alternative's score: one for each question, or for each part that answers it.

A score is 50, plus the points of all terms, less overhead. Bounds, matches and contributions are
read off the same terms, so that they cannot disagree.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from casemodel.engine.choice import Setting
from casemodel.engine.decision_problem import DecisionProblem
from casemodel.engine.performance_table import PerformanceTable
from casemodel.engine.questions import Asked, Question
from casemodel.profiles.values import WHOLE

Row = Mapping[str, int]


class Term(NamedTuple):
    """The points that one question adds, or could add, to one alternative.

    `row[level]` are its points for every level, in the table's unit times the groups' shares.
    `level` is the level that counts, or None where it is not known. `part` is the part of a tier
    whose own posts answer the question, else empty; `columns` are the columns behind the points.
    """

    question: Question
    asked: Asked
    part: str
    level: str | None
    row: Row
    columns: tuple[int, ...]

    @property
    def points(self) -> int:
        """The points for the level that counts; 0 where it is not known."""
        return 0 if self.level is None else self.row[self.level]

    @property
    def lowest(self) -> int:
        """The fewest points that any answer gives."""
        return min(self.row.values())

    @property
    def highest(self) -> int:
        """The most points that any answer gives."""
        return max(self.row.values())


def terms_of(problem: DecisionProblem, number: int) -> list[Term]:
    """List the terms of the alternative at this position, in the order of the questions."""
    terms = []
    for question, asked in problem.asked.items():
        columns = columns_asked(problem, number, asked)
        if columns:
            row = row_of(problem, question, columns)
            behind = tuple(dict.fromkeys(columns))
            level = problem.levels.get(question)
            terms.append(Term(question, asked, "", level, row, behind))
    return [*terms, *_terms_of_parts(problem, number)]


def columns_asked(problem: DecisionProblem, number: int, asked: Asked) -> tuple[int, ...]:
    """Give an alternative's column in every group that is asked, which is all or one.

    Empty where the posts of its parts answer the question.
    """
    setting = problem.setting
    if places := setting.answered_by_parts[number]:
        answered = {setting.part_levels[place].criterion for place in places}
        own_answers = setting.own_answers.get(asked.criterion, ())
        if asked.criterion in answered and asked.segment not in own_answers:
            return ()
    columns = setting.alternatives[number].columns
    return columns if asked.segment == WHOLE else (columns[asked.segment],)


def row_of(problem: DecisionProblem, question: Question, columns: tuple[int, ...]) -> Row:
    """Give the points of every level of a question, with a column for every group asked."""
    row = problem.rows.get((question, columns))
    if row is None:
        criterion, segment = problem.asked[question]
        shares = problem.setting.shares
        shares = shares if segment == WHOLE else (shares[segment],)
        levels = problem.table.points.get(criterion)
        if levels is None:
            row = dict.fromkeys(problem.levels_for(question), 0)
        else:
            shared = list(zip(columns, shares, strict=True))
            row = {
                level: sum([share * points[column] for column, share in shared])
                for level, points in levels.items()
            }
        problem.rows[question, columns] = row
    return row


def _terms_of_parts(problem: DecisionProblem, number: int) -> Iterator[Term]:
    """Yield a term for each question that a part of a tier answers by its own posts."""
    table = problem.table
    for place in problem.setting.answered_by_parts[number]:
        criterion, level, column, _, share = problem.setting.part_levels[place]
        levels = table.points.get(criterion)
        if levels is not None and share:
            row = {name: share * points[column] for name, points in levels.items()}
            part = table.columns[column].model
            yield Term(criterion, Asked(criterion, WHOLE), part, level, row, (column,))


def unit_of(table: PerformanceTable, setting: Setting) -> int:
    """Give the divisor that turns the points of a term's row into points of score."""
    return table.unit * setting.whole
