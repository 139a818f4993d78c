"""A second scorer, straight from the formula in the design, sharing no code with the engine.

    points(m, c) = 50 · (v_c / V) · (rating(m, c, level) - mean(m, c)) / D_m
                   if c is answered, else 0
    D_m          = Σ_c (w_c / W) · max over levels |rating - mean(m, c)|
    score(m)     = 50 + Σ_c points(m, c)

Exact fractions and plain dicts, slow and short, to be checked by eye. It reads the values of rules
and profiles, and nothing else of the package.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import floor
from typing import NamedTuple

from casemodel.knowledge.values import Criterion, Kind, Model, Rating, Rules
from casemodel.profiles.values import Profile

Deviations = Mapping[str, Mapping[str, Fraction]]
"""By criterion, then level: how far the rating lies above the model's mean there."""

COUNTING = {
    "document": {"document"},
    "literature": {"document", "literature"},
    "all": {"document", "literature", "inference"},
}


class Place(NamedTuple):
    """Where a model stands: exact points and score, and in tenths the score and its reach."""

    rank: int
    score: Fraction
    tenths: int
    lowest: int
    highest: int
    points: Mapping[str, Fraction]


def shares(criterion: Criterion) -> dict[str, Fraction]:
    """The part of all profiles expected at each level; parts add up to 1."""
    given = {one.id: one.share for one in criterion.levels if one.share is not None}
    left = Fraction(100 - sum(given.values()))
    others = len(criterion.levels) - len(given)
    return {
        one.id: (Fraction(given[one.id]) if one.id in given else left / others) / 100
        for one in criterion.levels
    }


def number(rules: Rules, rating: Rating | None, basis: str) -> int:
    """What a rating counts: what the documents say where the basis of the rating is not chosen."""
    if rating is None:
        return rules.method.steps["neutral"]
    if basis == "document" and rating.documents_say:
        return rules.method.steps[rating.documents_say]
    if rating.basis in COUNTING[basis]:
        return rules.method.steps[rating.step]
    return rules.method.steps[rating.documents_say or "neutral"]


def deviations(rules: Rules, model: Model, kind: Kind, basis: str) -> Deviations:
    """rating - mean, for every criterion asked of this kind and each of its levels."""
    found = {}
    for criterion in rules.criteria.values():
        if kind in criterion.asked_of:
            rated = model.ratings.get(criterion.id, {})
            numbers = {one.id: number(rules, rated.get(one.id), basis) for one in criterion.levels}
            parts = shares(criterion)
            mean = sum((parts[level] * n for level, n in numbers.items()), Fraction(0))
            found[criterion.id] = {level: n - mean for level, n in numbers.items()}
    return found


def normalized(weights: Mapping[str, int]) -> dict[str, Fraction]:
    """Each weight's part of their sum."""
    total = sum(weights.values())
    return {criterion: Fraction(weight, total) for criterion, weight in weights.items()}


def largest(deviation: Deviations) -> dict[str, Fraction]:
    """The largest deviation on each criterion, whatever its sign."""
    return {c: max(abs(d) for d in row.values()) for c, row in deviation.items()}


def points(
    deviation: Deviations,
    furthest: Mapping[str, Fraction],
    levels: Mapping[str, str],
    own: Mapping[str, int],
    weights: Mapping[str, int],
) -> dict[str, Fraction] | None:
    """The points of each criterion at the own weights; None if D is 0."""
    w, v = normalized(weights), normalized(own)
    d = sum(w[c] * furthest[c] for c in deviation)
    if not d:
        return None
    return {
        c: 50 * v[c] * row[levels[c]] / d if c in levels else Fraction(0)
        for c, row in deviation.items()
    }


def to_tenths(score: Fraction) -> int:
    """The score in tenths of a point; a half goes up."""
    return floor(score * 10 + Fraction(1, 2))


def places(
    rules: Rules, profile: Profile, basis: str = "all", own: Mapping[str, int] | None = None
) -> dict[str, Place]:
    """Every model that can be ranked, in the order of the ranking."""
    weights = {c.id: c.weight for c in rules.criteria.values() if profile.kind in c.asked_of}
    levels = {c: a.level for c, a in profile.answers.items() if a.state == "answered"}
    found = {}
    for model in rules.models.values():
        deviation = deviations(rules, model, profile.kind, basis)
        got = points(deviation, largest(deviation), levels, own or weights, weights)
        if not model.scored or got is None:
            continue
        ends = []
        for extreme in (min, max):
            at = {c: extreme(row, key=row.__getitem__) for c, row in deviation.items()}
            end = points(deviation, largest(deviation), at, weights, weights) or {}
            ends.append(to_tenths(sum(end.values(), Fraction(50))))
        score = sum(got.values(), Fraction(50))
        found[model.id] = Place(0, score, to_tenths(score), ends[0], ends[1], got)
    order = sorted(found, key=lambda m: (-found[m].tenths, m))
    above = {m: sum(found[o].tenths > found[m].tenths for o in order) for m in order}
    return {m: found[m]._replace(rank=1 + above[m]) for m in order}
