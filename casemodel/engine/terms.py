"""The terms of an alternative's score: one for each question, or for each part that answers it.

A score is 50, plus the points of all terms, less overhead. Bounds, matches and contributions are
read off the same terms, so that they cannot disagree.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from casemodel.engine.choice import Setting
from casemodel.engine.decision_problem import DecisionProblem, TermRow
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
    rows = problem.term_rows.get(number)
    if rows is None:
        rows = problem.term_rows[number] = tuple(_term_rows(problem, number))
    return [
        Term(
            question=row.question,
            asked=row.asked,
            part=row.part,
            level=row.own_level if row.part else problem.levels.get(row.question),
            row=row.row,
            columns=row.columns,
        )
        for row in rows
    ]


def _term_rows(problem: DecisionProblem, number: int) -> Iterator[TermRow]:
    setting, table = problem.setting, problem.table
    alternative = setting.alternatives[number]
    part_levels = [setting.part_levels[place] for place in setting.answered_by_parts[number]]
    by_posts = {part_level.criterion for part_level in part_levels}
    for question, asked in problem.asked.items():
        rows = table.points.get(asked.criterion)
        if rows is None:
            rows = dict.fromkeys(problem.levels_for(question), ())
        answers_itself = asked.segment in setting.own_answers.get(asked.criterion, ())
        if asked.criterion in by_posts and not answers_itself:
            continue
        shares = _shares_by_column(setting, alternative.columns, asked)
        yield TermRow(question, asked, "", None, _row(rows, shares), tuple(shares))
    for part_level in part_levels:
        rows = table.points.get(part_level.criterion)
        if rows is not None and part_level.share:
            shares = {part_level.column: part_level.share}
            part = table.columns[part_level.column].model
            criterion, asked = part_level.criterion, Asked(part_level.criterion, WHOLE)
            row = _row(rows, shares)
            yield TermRow(criterion, asked, part, part_level.level, row, (part_level.column,))


def unit_of(table: PerformanceTable, setting: Setting) -> int:
    """Give the divisor that turns the points of a term's row into points of score."""
    return table.unit * setting.whole


def _shares_by_column(setting: Setting, columns: tuple[int, ...], asked: Asked) -> dict[int, int]:
    shares: dict[int, int] = {}
    for group, (share, column) in enumerate(zip(setting.shares, columns, strict=True)):
        if asked.segment in {WHOLE, group}:
            shares[column] = shares.get(column, 0) + share
    return shares


def _row(rows: Mapping[str, tuple[int, ...]], shares: Mapping[int, int]) -> Row:
    return {
        level: sum(share * row[column] for column, share in shares.items()) if row else 0
        for level, row in rows.items()
    }
