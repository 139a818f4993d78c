"""The nearest weights at which the recommendation changes, one criterion at a time.

A weight is given as the factor that a person writes beside the criterion, from 0 to 10; 1 is the
rules' own weight. As it changes, everything that the full rule compares (scores, points from needs,
leads) is linear in it, once multiplied by the sum of weights. So the recommendation can change only
where one of these lines crosses 0. Going outward from the weight in use, the full rule is applied
between crossings, and the first weight at which it says something else is given; it has been run.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from casemodel.engine.decision_problem import DecisionProblem, with_weight
from casemodel.engine.performance_table import group_totals
from casemodel.engine.terms import terms_of

HIGHEST = 10  # the highest weight that a person can give
STEPS_A_UNIT = 100  # weights are given in hundredths where a hundredth is enough


class Threshold(NamedTuple):
    """A weight of one criterion that changes the recommendation, and to what.

    `weight` is from 0 to 10, just past the nearest change; `recommended` is the position of what is
    recommended there, or None.
    """

    weight: Fraction
    recommended: int | None


class WeightThresholds(NamedTuple):
    """The nearest lower and the nearest higher weight of a criterion that change the answer.

    `now` is the weight in use, 1 where a person gave none.
    """

    criterion: str
    now: Fraction
    lower: Threshold | None
    higher: Threshold | None


def weight_thresholds(problem: DecisionProblem) -> tuple[WeightThresholds, ...]:
    """Find for every criterion the nearest weights that change the recommendation.

    Also for a criterion without an answer: with a higher weight, all answers count less against
    overheads and margins. Criteria that no weight from 0 to 10 changes are left out, and so is one
    that alone has a weight.
    """
    thresholds = []
    points = _points_of(problem)
    weighting = problem.table.weighting
    for criterion, weight in sorted(weighting.weights.items()):
        if weight < weighting.total:
            lines = _Lines(problem, criterion, points)
            lower, higher = lines.nearest(lower=True), lines.nearest(lower=False)
            if lower or higher:
                thresholds.append(WeightThresholds(criterion, lines.now, lower, higher))
    return tuple(thresholds)


def _points_of(problem: DecisionProblem) -> list[Mapping[str, int]]:
    """Give the points of every alternative by criterion."""
    points_by_alternative: list[Mapping[str, int]] = []
    for number in range(len(problem.setting.alternatives)):
        points: Counter[str] = Counter()
        for term in terms_of(problem, number):
            points[term.asked.criterion] += term.points
        points_by_alternative.append(points)
    return points_by_alternative


class _Line(NamedTuple):
    """A quantity that is linear in the weight: `slope` times the weight plus `intercept`."""

    slope: int
    intercept: int

    def less(self, line: "_Line", times: int = 1) -> "_Line":
        """Subtract `times` times another line."""
        return _Line(self.slope - times * line.slope, self.intercept - times * line.intercept)

    def root(self) -> Fraction | None:
        """Give the weight, from 0 to the highest, at which the line crosses 0."""
        if not self.slope:
            return None
        root = Fraction(-self.intercept, self.slope)
        return root if 0 <= root <= HIGHEST else None

    def is_ever_positive(self) -> bool:
        """Say whether it is 0 or more at some weight from 0 to the highest."""
        return self.intercept >= 0 or self.slope * HIGHEST + self.intercept >= 0


_NOTHING = _Line(0, 0)


class _Lines:
    """Everything the full rule compares, as lines in the weight of one criterion.

    They are drawn where that weight is 1; `points` are those at the weight in use.
    """

    def __init__(
        self, problem: DecisionProblem, criterion: str, points: list[Mapping[str, int]]
    ) -> None:
        self.problem = problem
        self.criterion = criterion
        self.setting = problem.setting
        self.now = problem.own_factors.get(criterion, Fraction(1))
        self.drawn_at = problem if self.now == 1 else with_weight(problem, criterion, Fraction(1))
        if self.now != 1:
            points = _points_of(self.drawn_at)
        weighting = self.drawn_at.table.weighting
        weight = weighting.weights[criterion]
        whole_point = self.drawn_at.table.unit // weighting.total * self.setting.whole
        point = _Line(weight * whole_point, (weighting.total - weight) * whole_point)
        self.scores = []  # the score above 50 of every alternative, less a hybrid's margin
        self.above_middle = []
        for alternative, of_criterion in zip(self.setting.alternatives, points, strict=True):
            slope = of_criterion.get(criterion, 0)
            line = _Line(slope, sum(of_criterion.values()) - slope)
            line = line.less(point, alternative.overhead)
            self.above_middle.append(line)
            margin = self.setting.margin if alternative.kind == "hybrid" else 0
            self.scores.append(line.less(point, margin))
        self.needs = self._needs()

    def nearest(self, *, lower: bool) -> Threshold | None:
        """Give the nearest weight on one side at which the recommendation changes."""
        crossings = {root for line in self._compared() if (root := line.root()) is not None}
        side = sorted(c for c in crossings if (c < self.now if lower else c > self.now))
        if lower:
            side.reverse()
        last = Fraction(0 if lower else HIGHEST)
        for near, far in pairwise([self.now, *side, last]):
            if near != far and self._changed((near + far) / 2):
                return self._roundest(near, lower=lower)
        return self._changed(last)

    def _changed(self, weight: Fraction) -> Threshold | None:
        """Apply the full rule at a weight; None where it recommends the same as now."""
        after = with_weight(self.problem, self.criterion, weight).choice
        if after.recommended == self.problem.choice.recommended:
            return None
        return Threshold(weight, after.recommended)

    def _roundest(self, near: Fraction, *, lower: bool) -> Threshold:
        """Give the roundest weight past a crossing at which the recommendation has changed.

        Hundredths, then thousandths and so on, so that what is printed is short and can be typed.
        """
        step = -1 if lower else 1
        places = STEPS_A_UNIT
        while True:
            weight = Fraction(step * (step * near * places // 1 + 1), places)
            if 0 <= weight <= HIGHEST and (changed := self._changed(weight)):
                return changed
            places *= 10

    def _needs(self) -> list[list[_Line]]:
        """Give points from needs by group and column."""
        by_group = self.problem.by_group()
        whole = group_totals(self.drawn_at.table, by_group).needs
        of_criterion = [{c: v for c, v in g.items() if c == self.criterion} for g in by_group]
        alone = group_totals(self.drawn_at.table, of_criterion).needs
        return [
            [_Line(slope, total - slope) for slope, total in zip(slopes, totals, strict=True)]
            for slopes, totals in zip(alone, whole, strict=True)
        ]

    def _compared(self) -> Iterator[_Line]:
        """Yield the lines whose crossings can change the recommendation.

        These are the conditions of the winner, its lead over every other alternative, and the
        conditions of those that are ahead of it somewhere (of every tier, if the winner does not
        suit every group). Where nothing is recommended: the conditions of every alternative, and
        its lead over those in a tie.
        """
        winner = self.problem.choice.recommended
        every = range(len(self.setting.alternatives))
        if winner is None:
            for number in every:
                yield from self._gates(number)
                for tied in self.problem.choice.tied[:1]:
                    yield self.scores[number].less(self.scores[tied])
            return
        yield from self._gates(winner)
        standing = self.problem.choice.standings[winner]
        suits = standing is not None and standing.suits
        for number in every:
            lead = self.scores[number].less(self.scores[winner])
            if number == winner:
                continue
            yield lead
            tier = self.setting.alternatives[number].is_tier
            if lead.is_ever_positive() or (tier and not suits):
                yield from self._gates(number)

    def _gates(self, number: int) -> Iterator[_Line]:
        """Yield the lines that decide whether an alternative can be recommended by itself."""
        alternative = self.setting.alternatives[number]
        yield self.above_middle[number]
        total = _NOTHING
        for group, (share, column) in enumerate(
            zip(self.setting.shares, alternative.columns, strict=True)
        ):
            needs = self.needs[group]
            total = total.less(needs[column], -share)
            yield needs[column]
            if len(self.setting.shares) > 1:
                for model in range(self.setting.models):
                    suits = _Line(100 * needs[column].slope, 100 * needs[column].intercept)
                    yield suits.less(needs[model], self.setting.suits_percent)
                    if alternative.is_tier:
                        yield from (needs[model].less(needs[m]) for m in range(model))
        yield total
