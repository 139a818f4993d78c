"""The nearest weights at which the recommendation changes, one criterion at a time.

As one weight changes, everything that the full rule compares (scores, points from needs, leads) is
linear in the factor on that weight, once it is multiplied by the sum of weights. So the
recommendation can change only where one of these lines crosses 0. Going outward from the weight in
use, the full rule is applied between crossings. The first factor at which the recommendation
differs is reported; it has been run.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from casemodel.engine.choice import Choice, choose
from casemodel.engine.decision_problem import DecisionProblem
from casemodel.engine.performance_table import group_totals, performance_table
from casemodel.engine.terms import terms_of
from casemodel.engine.weighting import Weighting

HIGHEST = 10  # the highest factor that is tried
STEPS_A_UNIT = 100  # factors are printed in hundredths where a hundredth is enough


class Threshold(NamedTuple):
    """A factor on one criterion's weight that changes the recommendation.

    `factor` is on the weight in use, from 0 to 10, just past the nearest change; `recommended` is
    the position of the alternative recommended there, or None.
    """

    factor: Fraction
    recommended: int | None


class WeightThresholds(NamedTuple):
    """The nearest lower and higher weight of a criterion that change the recommendation."""

    criterion: str
    lower: Threshold | None
    higher: Threshold | None


def weight_thresholds(problem: DecisionProblem) -> tuple[WeightThresholds, ...]:
    """Find for every criterion the nearest weights that change the recommendation.

    Also for a criterion without an answer: with a higher weight, all answers count less against
    overheads and margins. A criterion is left out if no weight from 0 to 10 times the one in use
    changes the recommendation, and if it alone has a weight.
    """
    thresholds = []
    points = [_points_by_criterion(problem, n) for n in range(len(problem.setting.alternatives))]
    weighting = problem.table.weighting
    for criterion, weight in sorted(weighting.weights.items()):
        if 0 < weight < weighting.total:
            lines = _Lines(problem, criterion, points)
            lower, higher = lines.nearest(lower=True), lines.nearest(lower=False)
            if lower or higher:
                thresholds.append(WeightThresholds(criterion, lower, higher))
    return tuple(thresholds)


def _points_by_criterion(problem: DecisionProblem, number: int) -> Mapping[str, int]:
    """Give the points of an alternative by criterion."""
    points: Counter[str] = Counter()
    for term in terms_of(problem, number):
        points[term.asked.criterion] += term.points
    return points


def choice_at(problem: DecisionProblem, criterion: str, factor: Fraction) -> Choice:
    """Apply the full rule with one criterion's weight in use multiplied by a factor."""
    used = problem.table.weighting
    weights = {c: weight * factor.denominator for c, weight in used.weights.items()}
    weights[criterion] = used.weights[criterion] * factor.numerator
    weighting = Weighting(weights, sum(weights.values()), used.rules_total)
    table = performance_table(problem.table.columns, problem.table.need, weighting)
    return choose(problem.setting, table, problem.by_group())


class _Line(NamedTuple):
    """A quantity that is linear in the factor: `slope` times the factor plus `rest`."""

    slope: int
    rest: int

    def less(self, other: "_Line", times: int = 1) -> "_Line":
        """Subtract `times` times another line."""
        return _Line(self.slope - times * other.slope, self.rest - times * other.rest)

    def root(self) -> Fraction | None:
        """Give the factor, from 0 to `HIGHEST`, at which the line crosses 0, or None."""
        if not self.slope:
            return None
        root = Fraction(-self.rest, self.slope)
        return root if 0 <= root <= HIGHEST else None

    def is_ever_positive(self) -> bool:
        """Say whether the line is 0 or more at some factor from 0 to `HIGHEST`."""
        return self.rest >= 0 or self.slope * HIGHEST + self.rest >= 0


_NOTHING = _Line(0, 0)


class _Lines:
    """All quantities that the full rule compares, as lines in the factor on one weight."""

    def __init__(
        self, problem: DecisionProblem, criterion: str, points: list[Mapping[str, int]]
    ) -> None:
        self.problem = problem
        self.criterion = criterion
        self.setting = problem.setting
        weighting = problem.table.weighting
        weight = weighting.weights[criterion]
        whole_point = problem.table.unit // weighting.total * self.setting.whole
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
        """Find the nearest factor on one side that changes the recommendation, or None."""
        crossings = {root for line in self._compared() if (root := line.root()) is not None}
        side = sorted((c for c in crossings if (c < 1 if lower else c > 1)), reverse=lower)
        last = Fraction(0 if lower else HIGHEST)
        for near, far in pairwise([Fraction(1), *side, last]):
            if near != far:
                after = choice_at(self.problem, self.criterion, (near + far) / 2)
                if after.recommended != self.problem.choice.recommended:
                    return self._roundest(near, lower=lower)
        after = choice_at(self.problem, self.criterion, last)
        if after.recommended != self.problem.choice.recommended:
            return Threshold(last, after.recommended)
        return None

    def _roundest(self, near: Fraction, *, lower: bool) -> Threshold:
        """Find the roundest factor past a crossing at which the recommendation has changed.

        Hundredths, then thousandths and so on, so that what is printed is short and can be typed.
        """
        step = -1 if lower else 1
        places = STEPS_A_UNIT
        while True:
            factor = Fraction(step * (step * near * places // 1 + 1), places)
            if 0 <= factor <= HIGHEST:
                after = choice_at(self.problem, self.criterion, factor)
                if after.recommended != self.problem.choice.recommended:
                    return Threshold(factor, after.recommended)
            places *= 10

    def _needs(self) -> list[list[_Line]]:
        """Give points from needs by group and column."""
        by_group = self.problem.by_group()
        whole = group_totals(self.problem.table, by_group).needs
        of_criterion = [{c: v for c, v in g.items() if c == self.criterion} for g in by_group]
        alone = group_totals(self.problem.table, of_criterion).needs
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
                    suits = _Line(100 * needs[column].slope, 100 * needs[column].rest)
                    yield suits.less(needs[model], self.setting.suits_percent)
                    if alternative.is_tier:
                        yield from (needs[model].less(needs[m]) for m in range(model))
        yield total
