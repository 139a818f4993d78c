"""The share of profiles that single ideas decide, and the worth of one rating step.

An idea is a criterion, or several that ask about one thing (`ideas` in criteria.yaml). It decides a
profile alone if removing its answers changes which model has the highest exact score.
"""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import NamedTuple

from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Profile
from casemodel.workshop.rank_frequency import SEED, Field, drawn_answers, field_of

PROFILES = 4_000
MOST_DECIDED = 20
"""The most profiles that one idea may decide alone, in percent."""

Answers = Mapping[str, str]
"""The level answered, by criterion."""


class Influence(NamedTuple):
    """One idea, the criteria that ask about it, and how many of `profiles` it decides alone."""

    idea: str
    criteria: tuple[str, ...]
    decided: int
    profiles: int

    @property
    def percent(self) -> float:
        """The percentage of the profiles that it decides alone."""
        return 100 * self.decided / self.profiles if self.profiles else 0.0


def influences(rules: Rules, kind: Kind) -> tuple[Influence, ...]:
    """Measure every idea over profiles drawn by the levels' shares, the strongest first."""
    return influences_over(rules, kind, _drawn(rules, kind, PROFILES))


def criterion_influences(
    rules: Rules, kind: Kind, profiles: int = PROFILES
) -> tuple[Influence, ...]:
    """Measure every criterion by itself over the same profiles, the strongest first."""
    single = {criterion.id: (criterion.id,) for criterion in rules.criteria_for(kind)}
    return _measured(rules, kind, _drawn(rules, kind, profiles), single)


def influences_over(rules: Rules, kind: Kind, profiles: Sequence[Answers]) -> tuple[Influence, ...]:
    """Measure every idea over these profiles, the strongest first."""
    return _measured(rules, kind, profiles, ideas_asked(rules, kind))


def influences_on(rules: Rules, profiles: Iterable[Profile]) -> dict[Kind, tuple[Influence, ...]]:
    """Measure every idea on these profiles, by kind; of groups, what is answered for everyone."""
    answers: dict[Kind, list[Answers]] = {}
    for profile in profiles:
        answers.setdefault(profile.kind, []).append(profile.levels())
    return {
        kind: influences_over(rules, kind, answered) for kind, answered in sorted(answers.items())
    }


def _drawn(rules: Rules, kind: Kind, profiles: int) -> list[Answers]:
    drawn = drawn_answers(rules, kind, profiles, Random(SEED))  # noqa: S311 - no secret
    return [dict(zip(drawn, levels, strict=True)) for levels in zip(*drawn.values(), strict=True)]


def _measured(
    rules: Rules, kind: Kind, profiles: Sequence[Answers], ideas: Mapping[str, tuple[str, ...]]
) -> tuple[Influence, ...]:
    field = field_of(rules, kind)
    sums = [_sums(field, answers, field.points) for answers in profiles]
    firsts = [_first(totals) for totals in sums]
    measured = []
    for idea, criteria in ideas.items():
        decided = 0
        for answers, totals, first in zip(profiles, sums, firsts, strict=True):
            taken = _sums(field, answers, criteria)
            rest = [total - part for total, part in zip(totals, taken, strict=True)]
            decided += _first(rest) != first
        measured.append(Influence(idea, criteria, decided, len(profiles)))
    return tuple(sorted(measured, key=lambda influence: (-influence.decided, influence.idea)))


def ideas_asked(rules: Rules, kind: Kind) -> dict[str, tuple[str, ...]]:
    """Give by idea the criteria asked of this kind; a criterion of no idea is one by itself."""
    ids = [criterion.id for criterion in rules.criteria_for(kind)]
    shared = {
        idea.id: tuple(c for c in idea.criteria if c in ids)
        for idea in rules.ideas
        if any(c in ids for c in idea.criteria)
    }
    grouped = {c for criteria in shared.values() for c in criteria}
    return shared | {c: (c,) for c in ids if c not in grouped}


def step_worth(rules: Rules, kind: Kind) -> dict[str, float]:
    """Measure the worth of one step on a criterion of weight 1 for each model; the least is 1."""
    field = field_of(rules, kind)
    steps = {model: _one_step(rules, kind, field, model) for model in field.models}
    least = min(steps.values(), default=1.0)
    return {model: worth / least for model, worth in steps.items()}


def _one_step(rules: Rules, kind: Kind, field: Field, model: str) -> float:
    """Give the points for one step at weight 1, from any criterion whose ratings differ."""
    index = field.models.index(model)
    ratings = rules.models[model].ratings
    for criterion in rules.criteria_for(kind):
        row = field.points[criterion.id]
        rated = ratings.get(criterion.id, {})
        values = {
            level: rules.method.steps[rated[level].step if level in rated else "neutral"]
            for level in row
        }
        low, high = min(values, key=values.__getitem__), max(values, key=values.__getitem__)
        if values[low] < values[high]:
            apart = values[high] - values[low]
            return (row[high][index] - row[low][index]) / apart / criterion.weight / field.unit
    return 0.0


def _sums(field: Field, answers: Answers, criteria: Iterable[str]) -> list[int]:
    rows = [field.points[c][answers[c]] for c in criteria if c in answers]
    return [sum(column) for column in zip(*rows, strict=True)] or [0] * len(field.models)


def _first(totals: Sequence[int]) -> list[int]:
    """Give the positions of all models with the highest total."""
    best = max(totals)
    return [index for index, total in enumerate(totals) if total == best]
