"""The frequency with which each model can come first, over all profiles.

For the author of rules, not for an answer. Everything is exact but the draws, which are seeded.
"""

from collections.abc import Mapping, Sequence
from math import lcm
from random import Random
from typing import Literal, NamedTuple

from casemodel.engine.deviations import model_tables, share_parts
from casemodel.engine.questions import levels_for
from casemodel.engine.scoring import MIDDLE, TENTHS, round_half_up
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.values import Rules

PROFILES = 10_000
SEED = 20261122

CanLead = Literal["yes", "no", "not_found"]
"""'yes' if a profile was found that puts a model first; 'no' if every profile was tried or ruled
out; 'not_found' if the search was given up."""

_MOST_STEPS = 100_000


class Field(NamedTuple):
    """The models of one kind of profile side by side, at the rules' weights.

    `points[criterion][level]` holds one whole number a model, in the order of `models`; divided by
    `unit` they are points. Models of which the rules say nothing are left out.
    """

    models: tuple[str, ...]
    unit: int
    points: Mapping[str, Mapping[str, tuple[int, ...]]]


def field_of(rules: Rules, kind: Kind) -> Field:
    """Put the models' points for each answer over one denominator."""
    tables = tuple(t for t in model_tables(rules, kind) if t.spread)
    unit = lcm(*(t.spread for t in tables))
    scales = [MIDDLE * (unit // t.spread) for t in tables]
    points = {}
    for criterion in rules.criteria_for(kind):
        weight = criterion.weight
        rows = [t.deviations.get(criterion.id, {}) for t in tables]
        points[criterion.id] = {
            level: tuple(
                row.get(level, 0) * weight * scale for row, scale in zip(rows, scales, strict=True)
            )
            for level in levels_for(criterion)
        }
    return Field(tuple(t.model for t in tables), unit, points)


def first_places(
    rules: Rules, kind: Kind, profiles: int = PROFILES, seed: int = SEED
) -> dict[str, int]:
    """Count how often each model has the highest printed score in drawn profiles.

    Every question of a drawn profile is answered, by the levels' shares. Models with equal printed
    scores are all first.
    """
    field = field_of(rules, kind)
    draws = drawn_answers(rules, kind, profiles, Random(seed))  # noqa: S311 - no secret
    scores = [_tenths(field, index, draws, profiles) for index in range(len(field.models))]
    counts = dict.fromkeys(field.models, 0)
    for row in zip(*scores, strict=True):
        best = max(row)
        for model, tenths in zip(field.models, row, strict=True):
            counts[model] += tenths == best
    return counts


def drawn_answers(
    rules: Rules, kind: Kind, profiles: int, random: Random
) -> dict[str, Sequence[str]]:
    """Draw answers by the levels' shares: for each criterion, the levels of all profiles."""
    return {
        criterion.id: random.choices(levels_for(criterion), share_parts(criterion), k=profiles)
        for criterion in rules.criteria_for(kind)
    }


def _tenths(
    field: Field, index: int, draws: Mapping[str, Sequence[str]], profiles: int
) -> list[int]:
    """Work out the printed scores of one model, in tenths, for all profiles."""
    columns = [
        list(map({level: row[index] for level, row in rows.items()}.__getitem__, draws[criterion]))
        for criterion, rows in field.points.items()
    ]
    totals = map(sum, zip(*columns, strict=True)) if columns else iter([0] * profiles)
    start = MIDDLE * TENTHS
    return [start + round_half_up(total * TENTHS, field.unit) for total in totals]


def can_lead(field: Field) -> dict[str, CanLead]:
    """Say for each model whether some profile puts it first, alone or with others."""
    return {model: _can_lead(field, index) for index, model in enumerate(field.models)}


_Leads = tuple[int, ...]
"""The lead of a model over each of its rivals."""


def _can_lead(field: Field, index: int) -> CanLead:
    """Climb to a profile that puts the model first; if that fails, search for one.

    Comparing models two by two proves nothing: on average over all profiles each has 50 points, so
    none is behind another for all answers.
    """
    rivals = [i for i in range(len(field.models)) if i != index]
    if not rivals:
        return "yes"
    rows = [
        [tuple(points[index] - points[r] for r in rivals) for points in by_level.values()]
        for by_level in field.points.values()
    ]
    starts = (*((n,) for n in range(len(rivals))), tuple(range(len(rivals))))
    if any(_climbs_to_first(rows, start) for start in starts):
        return "yes"
    return _search(rows, len(rivals))


def _climbs_to_first(rows: Sequence[Sequence[_Leads]], start: Sequence[int]) -> bool:
    """Say whether improving one answer at a time leads to first place.

    It begins with the answers best against the rivals in `start`. A change counts as better if it
    raises the lead over the nearest rival, or else over the next.
    """
    chosen = [max(row, key=lambda leads: sum(leads[r] for r in start)) for row in rows]
    sums = [sum(column) for column in zip(*chosen, strict=True)]
    better = True
    while better and min(sums) < 0:
        better = False
        for number, row in enumerate(rows):
            for leads in row:
                moved = [
                    s + new - old for s, new, old in zip(sums, leads, chosen[number], strict=True)
                ]
                if sorted(moved) > sorted(sums):
                    sums, chosen[number], better = moved, leads, True
    return all(lead >= 0 for lead in sums)


def _search(rows: Sequence[Sequence[_Leads]], rivals: int) -> CanLead:
    """Try all answers, criterion by criterion, except those after which a rival is out of reach."""
    rows = sorted(rows, key=lambda row: -max(map(abs, (n for leads in row for n in leads))))
    within = [(0,) * rivals]  # the most that can still be gained on each rival, from the end
    for row in reversed(rows):
        best = (max(column) for column in zip(*row, strict=True))
        within.append(tuple(b + w for b, w in zip(best, within[-1], strict=True)))
    within.reverse()
    waiting = [(0, (0,) * rivals)]
    for _ in range(_MOST_STEPS):
        if not waiting:
            return "no"
        depth, sums = waiting.pop()
        if any(s + w < 0 for s, w in zip(sums, within[depth], strict=True)):
            continue
        if depth == len(rows):
            return "yes"
        waiting += [
            (depth + 1, tuple(s + lead for s, lead in zip(sums, leads, strict=True)))
            for leads in set(rows[depth])
        ]
    return "not_found"


def separates(field: Field, criterion: str) -> bool:
    """Say whether any answer to the criterion gives one model more points than another."""
    return any(len(set(row)) > 1 for row in field.points[criterion].values())
