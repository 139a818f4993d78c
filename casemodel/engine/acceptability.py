"""Stability: the share of seeded tries in which the same alternative is recommended.

A try draws what is uncertain, together or one cause alone, and applies the full rule:

    answers   an open question takes a level by the levels' shares; refused and not known are open;
              shares of groups that are not known take one of the even steps of their range
    weights   every criterion's weight takes a factor, log-uniform in [1/2, 2], in hundredths
    ratings   a rating moves one step with the chance that the rules give its basis

Each draw has a key: the number of the try and what is drawn. So the order of files, models and
segments changes nothing, and neither does a model that is added. A group of clients is known by its
answers, so that two groups with equal answers draw alike.

Source: stochastic multi-criteria acceptability analysis (Lahdelma, Hokkanen and Salminen 1998,
doi 10.1016/S0377-2217(97)00163-X) counts the share of weightings that favor each alternative; here
answers and ratings are drawn as well.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from math import ceil
from typing import Literal, NamedTuple

from casemodel.engine.choice import Setting, choose_from
from casemodel.engine.decision_problem import DecisionProblem
from casemodel.engine.deviations import (
    COUNTED,
    DeviationTable,
    RatingNumbers,
    Scale,
    blended_table,
    deviation_table,
    rating_numbers,
    scale_of,
)
from casemodel.engine.performance_table import PerformanceTable, group_totals, performance_table
from casemodel.engine.questions import Question, levels_by_group
from casemodel.engine.weighting import Weighting
from casemodel.knowledge.models import Rating
from casemodel.profiles.values import WHOLE

SEED = 20261129

Cause = Literal["answers", "weights", "ratings"]
CAUSES: tuple[Cause, ...] = ("answers", "weights", "ratings")

# A factor between a half and two, log-uniform, in hundredths: 256 even steps of the logarithm.
FACTORS = tuple(round(100 * 2 ** ((2 * step + 1) / 256 - 1)) for step in range(256))


class Stability(NamedTuple):
    """The count of tries in which the same alternative was recommended.

    `same` of `tries` tries gave the recommendation of the answers as they are. `firsts` counts the
    tries by the id of the recommended alternative ('' for none). `causes` are the causes drawn.
    """

    tries: int
    same: int
    firsts: Mapping[str, int]
    causes: tuple[Cause, ...]


def stability(
    problem: DecisionProblem,
    tries: int,
    causes: tuple[Cause, ...] = CAUSES,
    *,
    settings: Sequence[Setting] = (),
    depends_on_shares: bool = False,
) -> Stability:
    """Draw the causes together in each of `tries` seeded tries and count what is recommended.

    The musts of the recommended alternative that are to be confirmed are taken as met. `settings`
    has one for each split of unknown shares; a try that draws answers draws one of them. Where the
    recommendation `depends_on_shares`, nothing is recommended, and no try counts as the same.
    """
    draw = _Draw(problem, settings)
    recommended = problem.choice.recommended
    same = 0
    firsts: Counter[str] = Counter()
    for number in range(tries):
        chosen = draw.outcome(number, causes)
        tied = recommended is None and draw.tied
        same += chosen == recommended and not tied and not depends_on_shares
        firsts["" if chosen is None else problem.setting.alternatives[chosen].id] += 1
    return Stability(tries, same, dict(sorted(firsts.items())), causes)


class _Draw:
    """Seeded draws for one decision problem."""

    def __init__(self, problem: DecisionProblem, settings: Sequence[Setting]) -> None:
        from hashlib import blake2b  # loads OpenSSL, which only tries need

        self.hashed = blake2b
        self.problem = problem
        self.settings = settings
        self.tied = False
        kind = problem.profile.kind
        self.scale: Scale = scale_of(problem.rules, kind)
        self.numbers: RatingNumbers = rating_numbers(problem.rules, kind, problem.options.basis)
        self.limits = _limits(problem)
        self.ranges = _cumulated(self.scale)
        self.open = {
            question: f"{asked.criterion}/{_identity(problem, asked.segment)}"
            for question, asked in problem.asked.items()
            if question not in problem.levels
        }
        self.steps = sorted(problem.rules.method.steps.values())

    def outcome(self, number: int, causes: tuple[Cause, ...]) -> int | None:
        """Apply the full rule in one try, and give the recommended position, or None."""
        problem = self.problem
        levels = dict(problem.levels)
        if "answers" in causes:
            levels |= {q: self._level(number, q, key) for q, key in self.open.items()}
        by_group = levels_by_group(levels, problem.asked, len(problem.setting.shares))
        setting = self._setting(number) if "answers" in causes else problem.setting
        table = self._table(number, causes, _levels_used(setting, by_group))
        totals = group_totals(table, by_group)
        choice = choose_from(setting, table, by_group, totals, met=problem.choice.recommended)
        self.tied = bool(choice.tied)
        return choice.recommended

    def _setting(self, number: int) -> Setting:
        """Draw one of the splits of shares that are not known."""
        if not self.settings:
            return self.problem.setting
        drawn = int.from_bytes(self._bytes(f"{number}/shares", 4))
        return self.settings[drawn * len(self.settings) >> 32]

    def _table(
        self, number: int, causes: tuple[Cause, ...], used: Mapping[str, frozenset[str]]
    ) -> PerformanceTable:
        table = self.problem.table
        if "weights" not in causes and "ratings" not in causes:
            return table
        weighting = self._weighting(number) if "weights" in causes else table.weighting
        columns = self._columns(number, used) if "ratings" in causes else table.columns
        return performance_table(columns, table.need, weighting)

    def _columns(
        self, number: int, used: Mapping[str, frozenset[str]]
    ) -> tuple[DeviationTable, ...]:
        """Build the columns of the table after ratings were drawn, at the levels used.

        A model or hybrid whose ratings are then all equal stays at 50 points.
        """
        rules = self.problem.rules
        tables = {
            model: deviation_table(model, self._moved(number, model, rated), self.scale, used)
            for model, rated in self.numbers.items()
        }
        columns = []
        for name in (column.model for column in self.problem.table.columns):
            moved = tables.get(name)
            if moved is None:
                hybrid = rules.hybrids[name]
                first, second = (tables[part] for part in hybrid.parts)
                moved = blended_table(hybrid, first, second, self.scale.weights)
            columns.append(moved if moved.spread else DeviationTable(name, 1, {}, {}))
        return tuple(columns)

    def _weighting(self, number: int) -> Weighting:
        used = self.problem.table.weighting
        weights = {
            criterion: weight * FACTORS[self._bytes(f"{number}/weight/{criterion}", 1)[0]]
            for criterion, weight in used.weights.items()
        }
        return Weighting(weights, sum(weights.values()), used.rules_total)

    def _moved(
        self, number: int, model: str, rated: Mapping[str, tuple[int, ...]]
    ) -> dict[str, tuple[int, ...]]:
        """Give one model's rating numbers after each has moved a step or stayed."""
        moved = dict(rated)
        for criterion, limits in self.limits[model].items():
            values = rated[criterion]
            drawn = self._bytes(f"{number}/rating/{model}/{criterion}", 2 * len(values))
            new = list(values)
            for place, limit in enumerate(limits):
                # Of two bytes for each level, one says whether its rating moves, one which way.
                if drawn[2 * place] < limit:
                    up = drawn[2 * place + 1] % 2 == 1
                    new[place] = _neighbor(self.steps, values[place], up)
            moved[criterion] = tuple(new)
        return moved

    def _level(self, number: int, question: Question, key: str) -> str:
        criterion = self.problem.asked[question].criterion
        levels, ends, whole = self.ranges[criterion]
        drawn = int.from_bytes(self._bytes(f"{number}/answer/{key}", 4)) * whole >> 32
        return levels[bisect_right(ends, drawn)]

    def _bytes(self, key: str, size: int) -> bytes:
        return self.hashed(f"{SEED}/{key}".encode(), digest_size=size).digest()


def _levels_used(
    setting: Setting, by_group: Sequence[Mapping[str, str]]
) -> Mapping[str, frozenset[str]]:
    """List by criterion the levels that a choice reads: those of groups and of parts of tiers."""
    used: dict[str, set[str]] = {}
    for levels in by_group:
        for criterion, level in levels.items():
            used.setdefault(criterion, set()).add(level)
    for part in setting.part_levels:
        if part.level is not None:
            used.setdefault(part.criterion, set()).add(part.level)
    return {criterion: frozenset(levels) for criterion, levels in used.items()}


def _neighbor(steps: list[int], value: int, up: bool) -> int:  # noqa: FBT001
    """Give the next rating step up or down; from an end, the only neighbor."""
    place = steps.index(value)
    place += 1 if (up and place + 1 < len(steps)) or place == 0 else -1
    return steps[place]


def _cumulated(scale: Scale) -> dict[str, tuple[tuple[str, ...], list[int], int]]:
    """Give by criterion its levels, the upper ends of their ranges, and the sum of shares."""
    return {
        criterion: (tuple(scale.levels[criterion]), list(accumulate(shares)), sum(shares))
        for criterion, shares in scale.shares.items()
    }


def _limits(problem: DecisionProblem) -> dict[str, dict[str, tuple[int, ...]]]:
    """Give by model and criterion the limit below which a drawn byte moves each level's rating.

    A chance of 20 percent has the limit 52: that many of the 256 bytes are below it. A criterion on
    which no rating can move is left out.
    """
    rules, counted = problem.rules, COUNTED[problem.options.basis]
    chances = rules.method.rating_moves

    def limit(rating: Rating | None) -> int:
        """Give the limit for one rating; 0 where it does not count."""
        if rating is None or (rating.basis not in counted and not rating.documents_say):
            return 0
        contested = any(rules.claims[claim].against for claim in rating.claims)
        percent = chances[rating.basis if rating.basis in counted else "document"]
        percent = max(percent, chances["contested"]) if contested else percent
        return ceil(Fraction(256 * percent, 100))

    return {
        model: {
            criterion: limits
            for criterion in rated
            if any(
                limits := tuple(
                    limit(rules.models[model].ratings[criterion].get(level.id))
                    for level in rules.criteria[criterion].levels
                )
            )
        }
        for model, rated in rating_numbers(
            rules, problem.profile.kind, problem.options.basis
        ).items()
    }


def _identity(problem: DecisionProblem, segment: int) -> str:
    """Name a group of clients by its answers, whatever its name and place."""
    if segment == WHOLE:
        return ""
    levels = problem.by_group()[segment]
    return ",".join(f"{criterion}={level}" for criterion, level in sorted(levels.items()))
