"""The rules as small tables: points, moves, reasons, alternatives, questions.

Everything comes from the engine's own performance table, for one agency and one choice of weights.
Points are whole numbers, each alternative's over a unit of its own (points / unit = points of
score), small enough for sums and quotients in floating point to keep every order and every tie.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import gcd
from typing import NamedTuple

from casemodel.caseload.danger import danger_cautions
from casemodel.engine.assessment import Assessment
from casemodel.engine.choice import RuledOut
from casemodel.engine.decision_problem import (
    DEFAULT,
    DecisionProblem,
    Options,
    set_up,
    with_answers,
)
from casemodel.engine.scoring import MIDDLE, TENTHS, round_half_up
from casemodel.engine.terms import terms_of, unit_of
from casemodel.explanation.naming import name_of
from casemodel.explanation.reasons import opponents, reason_for
from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.models import Caution
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Answer, Profile

OPEN, REFUSED = "open", "refused"
"""In place of an answer: none yet, or one that was refused."""

KEY = 1000
"""A move and a reason are known by KEY times the number of the alternative, plus the code."""

_EXACT = 2**53
"""Whole numbers up to here are exact in floating point."""


class CannotCompile(Exception):
    """The rules, or the weights, go beyond what the tables can hold exactly."""


class CompiledAlternative(NamedTuple):
    """A model or one-team hybrid.

    `unit` turns its whole numbers into points of score. `overhead` and `margin` are in points.
    `runnable` is False if the agency leaves a must of it unmet.
    """

    id: str
    name: str
    hybrid: bool
    parts: tuple[str, ...]
    unit: int
    overhead: int
    margin: int
    runnable: bool


class QuestionMove(NamedTuple):
    """The reach of one unanswered question, while one alternative is recommended.

    `winner` is empty where nothing is recommended. `place` orders questions by how far they move a
    lead, and `matters` is False where none moves. `lowest` is the least that an answer adds to the
    winner, in its unit. `reach` is by rival the most that an answer adds to its lead over the
    winner, in the product of both units; `then` is what that answer adds to the rival, in its unit.
    Without a winner, `reach` is the most that an answer adds to the rival.
    """

    question: str
    winner: str
    place: int
    matters: bool
    lowest: int
    reach: Mapping[str, int]
    then: Mapping[str, int]


class CompiledReason(NamedTuple):
    """The points and reason of an answer for an alternative.

    `place` orders an alternative's answers by size. `most` is the most that any answer to the
    question gives, in the alternative's unit. `counts` is 'yes' for a reason that is shown, 'maybe'
    for one that depends on how figures are rounded, else 'no'.
    """

    alternative: str
    question: str
    answer: str
    place: int
    most: int
    counts: str
    text: str


@dataclass(frozen=True)
class CompiledRules:
    """The rules for one agency and one choice of weights, as tables.

    Attributes:
        rules: The rules.
        questions: The criteria asked of a client, in order.
        alternatives: What can be recommended, in the engine's order.
        points: By question and answer, the points of every alternative, in its unit.
        moves: One for each question and each alternative that can be run, and one for each question
            while nothing is recommended.
        reasons: One for each alternative, question and answer.
        agency: The levels of the clients' agency, on which cautions may depend.
        dangers: The cautions that warn of a danger.
    """

    rules: Rules
    questions: tuple[Criterion, ...]
    alternatives: tuple[CompiledAlternative, ...]
    points: Mapping[tuple[str, str], Mapping[str, int]]
    moves: tuple[QuestionMove, ...]
    reasons: tuple[CompiledReason, ...]
    agency: Mapping[str, str]
    dangers: tuple[Caution, ...]

    @property
    def runnable(self) -> tuple[CompiledAlternative, ...]:
        """The alternatives that can be run."""
        return tuple(a for a in self.alternatives if a.runnable)

    @cached_property
    def codes(self) -> dict[tuple[str, str], int]:
        """The code of every answer; for each question also of no answer, and of a refusal."""
        codes = {key: number for number, key in enumerate(self.points, start=1)}
        for word in (OPEN, REFUSED):
            for criterion in self.questions:
                codes[criterion.id, word] = len(codes) + 1
        return codes

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of every alternative."""
        return {a.id: number for number, a in enumerate(self.alternatives, start=1)}

    def caution_texts(self) -> dict[str, str]:
        """Give the text of every caution that a row may show, by its full id."""
        referral = self.rules.referral
        cautions = [*self.rules.cautions]
        cautions += [c for model in self.rules.models.values() for c in model.cautions]
        cautions += [referral.caution("client")] if referral else []
        return {caution.full_id: caution.says for caution in cautions}


def compiled(
    rules: Rules, options: Options = DEFAULT, agency: Profile | None = None
) -> CompiledRules:
    """Compile the rules for clients of one agency. Raises CannotCompile."""
    problem = set_up(rules, Profile("client", "", "", {}, {}, agency=agency), options)
    if not problem.table.points.keys() <= problem.table.need:
        raise CannotCompile("clients are asked for more than their needs")
    alternatives = _alternatives(problem)
    if not alternatives:
        raise CannotCompile("no model can be ranked")
    points = _points(problem, alternatives)
    _refuse_inexact(alternatives, points)
    return CompiledRules(
        rules=rules,
        questions=rules.criteria_for("client"),
        alternatives=alternatives,
        points=points,
        moves=tuple(_moves(problem, alternatives, points)),
        reasons=tuple(_reasons(problem, alternatives, points)),
        agency=dict(problem.setting.agency or {}),
        dangers=danger_cautions(rules),
    )


def _alternatives(problem: DecisionProblem) -> tuple[CompiledAlternative, ...]:
    setting, table, rules = problem.setting, problem.table, problem.rules
    ruled_out = RuledOut(setting, problem.by_group())
    alternatives = []
    for number, alternative in enumerate(setting.alternatives):
        column = alternative.columns[0]
        entries = (row[column] for levels in table.points.values() for row in levels.values())
        hybrid = alternative.kind == "hybrid"
        alternatives.append(
            CompiledAlternative(
                id=alternative.id,
                name=name_of(rules, alternative.id),
                hybrid=hybrid,
                parts=alternative.parts,
                unit=table.unit // gcd(table.unit, *entries),
                overhead=alternative.overhead,
                margin=setting.margin if hybrid else 0,
                runnable=not ruled_out.rules_out(number),
            )
        )
    return tuple(alternatives)


def _points(
    problem: DecisionProblem, alternatives: Sequence[CompiledAlternative]
) -> dict[tuple[str, str], dict[str, int]]:
    table = problem.table
    columns = [a.columns[0] for a in problem.setting.alternatives]
    return {
        (criterion.id, level.id): {
            a.id: (rows[level.id][column] // (table.unit // a.unit) if rows else 0)
            for a, column in zip(alternatives, columns, strict=True)
        }
        for criterion in problem.rules.criteria_for("client")
        for level in criterion.levels
        for rows in (table.points.get(criterion.id),)
    }


def _refuse_inexact(
    alternatives: Sequence[CompiledAlternative],
    points: Mapping[tuple[str, str], Mapping[str, int]],
) -> None:
    """Raise CannotCompile if floating point could confuse two scores that differ.

    Two different quotients with these units differ by 1 / (unit * unit) or more; a quotient that is
    rounded once is off by its size / 2**53 at most. Leads are whole numbers of that size.
    """
    widest = max(a.unit for a in alternatives)
    reach = sum(
        max(abs(row[a.id]) / a.unit for (q, _), row in points.items() if q == question
            for a in alternatives)
        for question in {question for question, _ in points}
    ) + 2 * MIDDLE  # fmt: skip
    if 4 * reach * widest * max(widest, 2 * TENTHS * 100) >= _EXACT:
        raise CannotCompile("the weights make numbers that are too large to compare exactly")


def _moves(
    problem: DecisionProblem,
    alternatives: Sequence[CompiledAlternative],
    points: Mapping[tuple[str, str], Mapping[str, int]],
) -> Iterator[QuestionMove]:
    levels = {c.id: [level.id for level in c.levels] for c in problem.rules.criteria_for("client")}
    run = [a for a in alternatives if a.runnable]
    for winner in (None, *run):
        number = None if winner is None else alternatives.index(winner)
        swings = {question: _swing(problem, number, question) for question in levels}
        order = sorted(levels, key=lambda question: (-swings[question], question))
        for question, answers in levels.items():
            rows = [points[question, answer] for answer in answers]
            most = {rival.id: max(_leads(rows, rival, winner)) for rival in run}
            yield QuestionMove(
                question=question,
                winner=winner.id if winner else "",
                place=order.index(question),
                matters=swings[question] > 0,
                lowest=min(row[winner.id] for row in rows) if winner else 0,
                reach={rival: lead for rival, (lead, _) in most.items()},
                then={rival: own for rival, (_, own) in most.items()},
            )


def _leads(
    rows: Sequence[Mapping[str, int]],
    rival: CompiledAlternative,
    winner: CompiledAlternative | None,
) -> Iterator[tuple[int, int]]:
    """Yield what each answer adds to a rival's lead over the winner, and to the rival."""
    for row in rows:
        own = row[rival.id]
        yield (own * winner.unit - row[winner.id] * rival.unit if winner else own), own


def _swing(problem: DecisionProblem, winner: int | None, question: str) -> int:
    """Give how far a question moves the lead of an alternative over any other, in tenths.

    Without a winner, how far it moves any score.
    """
    rows = problem.table.points.get(question, {}).values()
    columns = [a.columns[0] for a in problem.setting.alternatives]
    widest = 0
    for column in columns:
        moves = [row[column] - (0 if winner is None else row[columns[winner]]) for row in rows]
        widest = max(widest, max(moves, default=0) - min(moves, default=0))
    return round_half_up(widest * TENTHS, unit_of(problem.table, problem.setting))


def _reasons(
    problem: DecisionProblem,
    alternatives: Sequence[CompiledAlternative],
    points: Mapping[tuple[str, str], Mapping[str, int]],
) -> Iterator[CompiledReason]:
    """Yield the reason that every answer is for every alternative, as explanations have it."""
    rules = problem.rules
    opposing = opponents(rules, problem.options.basis)
    criteria = rules.criteria_for("client")
    stated: dict[tuple[str, str, str], bool] = {}
    for place in range(max(len(criterion.levels) for criterion in criteria)):
        answers = {
            c.id: Answer("answered", c.levels[place].id) for c in criteria if place < len(c.levels)
        }
        assessment = Assessment(with_answers(problem, problem.profile._replace(answers=answers)))
        for a in alternatives:
            standing = assessment.standing(a.id)
            for contribution in standing.contributions:
                if contribution.level:
                    reason = reason_for(opposing, "client", standing, contribution)
                    stated[a.id, contribution.criterion, contribution.level] = reason.stated
    for number, a in enumerate(alternatives):
        answers_of = {t.question: t for t in terms_of(problem, number)}
        order = sorted(points, key=lambda key: (-abs(points[key][a.id]), key[0]))
        places = {key: at for at, key in enumerate(order)}
        for criterion in criteria:
            term = answers_of.get(criterion.id)
            for level in criterion.levels:
                key = (criterion.id, level.id)
                own = points[key][a.id]
                counts = "no"
                if own > 0 and stated.get((a.id, *key), False):
                    counts = "yes" if own * TENTHS >= a.unit else "maybe"
                yield CompiledReason(
                    alternative=a.id,
                    question=criterion.id,
                    answer=level.id,
                    place=places[key],
                    most=max(points[criterion.id, other.id][a.id] for other in criterion.levels)
                    if term else 0,
                    counts=counts,
                    text=f"{criterion.name}: {level.name.client}",
                )  # fmt: skip
