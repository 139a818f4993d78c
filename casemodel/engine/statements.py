"""Match, completeness and score intervals of an answer."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from casemodel.engine.decision_problem import DecisionProblem
from casemodel.engine.scoring import MIDDLE, in_tenths
from casemodel.engine.terms import Term, unit_of
from casemodel.profiles.values import WHOLE


class Match(NamedTuple):
    """The fit of an alternative to the answers given.

    `share` is its points before overhead over the most that the same answered questions could have
    given it, from 0 to 1; 0 where its points are not above 0. `speaks_for` and `against` count the
    answered questions that add to its points or take from them. `most` and `least` are the points
    that the answered questions could have moved it by, up and down.
    """

    share: Fraction
    speaks_for: int
    against: int
    most: Fraction
    least: Fraction


class Completeness(NamedTuple):
    """The answered share of the questions' weight, from 0 to 1, and the counts of questions.

    A question asked of one group of clients counts by the group's share.
    """

    share: Fraction
    answered: int
    asked: int


class Interval(NamedTuple):
    """The lowest and highest printed score, in tenths, over all answers to the open questions.

    Both ends are reached, except for a tier whose posts are not known: there they are bounds.
    """

    low: int
    high: int


def match_of(problem: DecisionProblem, terms: Sequence[Term]) -> Match:
    """Work out the match of the alternative with these terms."""
    unit = unit_of(problem.table, problem.setting)
    answered = [term for term in terms if term.level is not None]
    total = sum(term.points for term in answered)
    most = sum(term.highest for term in answered)
    least = sum(term.lowest for term in answered)
    return Match(
        share=Fraction(total, most) if total > 0 else Fraction(0),
        speaks_for=sum(term.points > 0 for term in answered),
        against=sum(term.points < 0 for term in answered),
        most=Fraction(most, unit),
        least=Fraction(least, unit),
    )


def completeness_of(problem: DecisionProblem) -> Completeness:
    """Work out the answered share of the questions' weight, at the weights in use."""
    weights, shares = problem.table.weighting.weights, problem.setting.shares
    whole = sum(shares)
    answered = total = 0
    for question, asked in problem.asked.items():
        share = whole if asked.segment == WHOLE else shares[asked.segment]
        weight = weights[asked.criterion] * share
        total += weight
        answered += weight if question in problem.levels else 0
    part = Fraction(answered, total) if total else Fraction(0)
    return Completeness(part, len(problem.levels), len(problem.asked))


def interval_of(problem: DecisionProblem, terms: Sequence[Term], overhead: int) -> Interval:
    """Bound the score of the alternative with these terms and this overhead in points."""
    unit = unit_of(problem.table, problem.setting)
    low = sum(term.lowest if term.level is None else term.points for term in terms)
    high = sum(term.highest if term.level is None else term.points for term in terms)
    start = MIDDLE - overhead
    return Interval(in_tenths(start + Fraction(low, unit)), in_tenths(start + Fraction(high, unit)))
