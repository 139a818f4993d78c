"""The share of profiles that single ideas decide, and the worth of one rating step.

An idea is a criterion, or several that ask about one thing (`ideas` in criteria.yaml). It decides a
profile alone if removing its answers changes which model has the highest exact score.
"""

from collections.abc import Iterable, Mapping, Sequence
from operator import sub
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


class Measured(NamedTuple):
    """Ideas, and criteria by themselves, over the same profiles, the strongest first."""

    ideas: tuple[Influence, ...]
    criteria: tuple[Influence, ...]


def influences(rules: Rules, kind: Kind, profiles: int = PROFILES) -> Measured:
    """Measure every idea and every criterion, over profiles drawn by the levels' shares."""
    drawn = drawn_answers(rules, kind, profiles, Random(SEED))  # noqa: S311 - no secret
    answers = [
        dict(zip(drawn, levels, strict=True)) for levels in zip(*drawn.values(), strict=True)
    ]
    ideas = ideas_asked(rules, kind)
    single = {criterion.id: (criterion.id,) for criterion in rules.criteria_for(kind)}
    decided = _decided(rules, kind, answers, (*ideas.values(), *single.values()))
    return Measured(*(_strongest_first(part, decided, profiles) for part in (ideas, single)))


def influences_over(rules: Rules, kind: Kind, profiles: Sequence[Answers]) -> tuple[Influence, ...]:
    """Measure every idea over these profiles, the strongest first."""
    ideas = ideas_asked(rules, kind)
    decided = _decided(rules, kind, profiles, ideas.values())
    return _strongest_first(ideas, decided, len(profiles))


def influences_on(rules: Rules, profiles: Iterable[Profile]) -> dict[Kind, tuple[Influence, ...]]:
    """Measure every idea on these profiles, by kind; of groups, what is answered for everyone."""
    answers: dict[Kind, list[Answers]] = {}
    for profile in profiles:
        answers.setdefault(profile.kind, []).append(profile.levels())
    return {
        kind: influences_over(rules, kind, answered) for kind, answered in sorted(answers.items())
    }


def _decided(
    rules: Rules, kind: Kind, profiles: Sequence[Answers], ideas: Iterable[tuple[str, ...]]
) -> dict[tuple[str, ...], int]:
    """Count the profiles that each idea, as its criteria, decides alone."""
    field = field_of(rules, kind)
    nothing = (0,) * len(field.models)
    decided = dict.fromkeys(ideas, 0)
    for answers in profiles:
        rows = {c: field.points[c][answers[c]] for c in field.points if c in answers}
        totals = tuple(map(sum, zip(nothing, *rows.values(), strict=True)))
        first = _first(totals)
        for criteria in decided:
            rest = totals
            for criterion in criteria:
                rest = tuple(map(sub, rest, rows.get(criterion, nothing)))
            decided[criteria] += _first(rest) != first
    return decided


def _strongest_first(
    ideas: Mapping[str, tuple[str, ...]], decided: Mapping[tuple[str, ...], int], profiles: int
) -> tuple[Influence, ...]:
    measured = (Influence(idea, of, decided[of], profiles) for idea, of in ideas.items())
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


def _first(totals: Sequence[int]) -> list[int]:
    """Give the positions of all models with the highest total."""
    best = max(totals)
    return [index for index, total in enumerate(totals) if total == best]
