"""A second scorer, straight from the formula in the design, sharing no code with the engine.

    points(m, c) = 50 · (v_c / V) · (rating(m, c, level) - mean(m, c)) / D_m, 0 if c is unanswered
    D_m          = Σ_c (w_c / W) · max over levels |rating - mean(m, c)|
    score(m)     = 50 + Σ_c points(m, c)

A need is asked once a segment and counts by its share. A tiered hybrid is, for each way of giving
segments to parts, Σ share · (the segment's score under its part); any other takes deviation and
largest deviation from the part that leads, or the mean of both; both less the overhead. Exact
fractions and plain dicts, slow and short, to be checked by eye.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import floor
from typing import NamedTuple

from casemodel.knowledge.values import BASES, Criterion, Hybrid, Rating, Rules
from casemodel.profiles.values import Profile

Question = tuple[str, int]  # a criterion, and the segment asked; 0 if it is asked of all
NONE = Fraction(0)


class Part(NamedTuple):
    """How far each rating lies above the mean, the largest such distances, and D."""

    deviation: Mapping[str, dict[str, Fraction]]
    largest: Mapping[str, Fraction]
    d: Fraction


class Place(NamedTuple):
    """Score, points and ends; `needs` are its points from needs now, at least and at most."""

    score: Fraction
    serves: tuple[str, ...]
    points: Mapping[Question, Fraction]
    ends: tuple[Fraction, Fraction]
    needs: tuple[Fraction, ...]


def number(rules: Rules, rating: Rating | None, basis: str) -> int:
    """The number at which a rating counts; no rating is neutral."""
    if rating is None:
        return rules.method.steps["neutral"]
    own = basis == "all" or BASES.index(rating.basis) <= BASES.index(basis)
    own &= not (basis == "document" and rating.documents_say)
    return rules.method.steps[rating.step if own else rating.documents_say or "neutral"]


def above_mean(criterion: Criterion, numbers: Mapping[str, int]) -> dict[str, Fraction]:
    """Less the mean over the levels by their shares; those without one share what is left."""
    given = {one.id: one.share for one in criterion.levels if one.share is not None}
    left = Fraction(100 - sum(given.values()), max(1, len(criterion.levels) - len(given)))
    mean = sum((given.get(level, left) * n for level, n in numbers.items()), NONE) / 100
    return {level: n - mean for level, n in numbers.items()}


def measured(rules: Rules, deviation: Mapping[str, dict[str, Fraction]],
             largest: Mapping[str, Fraction]) -> Part:  # fmt: skip
    """A part with D worked out, at the rules' weights."""
    whole = sum(rules.criteria[c].weight for c in deviation)
    d = sum((rules.criteria[c].weight * far / whole for c, far in largest.items()), NONE)
    return Part(deviation, largest, d)


def single(rules: Rules, profile: Profile, model: str, basis: str) -> Part:
    """A model, measured against its own mean, over every criterion asked."""
    rated = rules.models[model].ratings
    deviation = {
        c.id: above_mean(
            c, {v.id: number(rules, rated.get(c.id, {}).get(v.id), basis) for v in c.levels}
        )
        for c in rules.criteria_for(profile.kind)
    }
    return measured(rules, deviation, {c: max(map(abs, r.values())) for c, r in deviation.items()})


def blend(rules: Rules, hybrid: Hybrid, one: Part, other: Part) -> Part:
    """Both ways at once: on each criterion the part that leads there, or the mean of both."""
    leading = {hybrid.parts[0]: (one, one), hybrid.parts[1]: (other, other)}
    pairs = {c: leading.get(hybrid.leads.get(c, ""), (one, other)) for c in one.deviation}
    deviation = {
        c: {v: (a.deviation[c][v] + b.deviation[c][v]) / 2 for v in one.deviation[c]}
        for c, (a, b) in pairs.items()
    }
    largest = {c: (a.largest[c] + b.largest[c]) / 2 for c, (a, b) in pairs.items()}
    return measured(rules, deviation, largest)


def own_weights(rules: Rules, profile: Profile) -> dict[str, Fraction]:
    """v / V, where the i-th of n named criteria has (1/i + ... + 1/n) / n of what all n have."""
    v = {c.id: c.weight * Fraction(profile.weights.get(c.id, 1))
         for c in rules.criteria_for(profile.kind)}  # fmt: skip
    named, n = sum((v[c] for c in profile.priorities), NONE), len(profile.priorities)
    for i, c in enumerate(profile.priorities, start=1):
        v[c] = named * sum(Fraction(1, k) for k in range(i, n + 1)) / n
    return {c: weight / sum(v.values()) for c, weight in v.items()}


def ways(rules: Rules, profile: Profile, basis: str,
         ) -> Iterator[tuple[str, tuple[str, ...], int, list[Part]]]:  # fmt: skip
    """Every model and every way of running a hybrid: id, who serves, overhead, a part a segment."""
    parts = {m.id: single(rules, profile, m.id, basis) for m in rules.models.values() if m.scored}
    parts = {model: one for model, one in parts.items() if one.d}
    count = max(1, len(profile.segments))
    yield from ((model, (), 0, [one] * count) for model, one in parts.items())
    for h in (h for h in rules.hybrids.values() if parts.keys() >= set(h.parts)):
        if h.way == "tiered":
            for serves in product(h.parts, repeat=count):
                if set(serves) == set(h.parts):
                    yield h.id, serves, h.overhead, [parts[model] for model in serves]
        elif (both := blend(rules, h, parts[h.parts[0]], parts[h.parts[1]])).d:
            yield h.id, (), h.overhead, [both] * count


def places(rules: Rules, profile: Profile, basis: str = "all") -> dict[str, list[Place]]:
    """Every model and hybrid, in each of its ways."""
    v, segments = own_weights(rules, profile), profile.segments
    shares = [Fraction(s.part, sum(o.part for o in segments)) for s in segments] or [Fraction(1)]
    apart = {c for c in v if rules.criteria[c].group == "need" and segments}
    asked = [(c, i) for c in v for i in range(len(shares) if c in apart else 1)]
    found: dict[str, list[Place]] = {}
    for id_, serves, overhead, parts in ways(rules, profile, basis):
        got, low, high = {}, {}, {}
        for c, i in asked:
            answer = (segments[i].answers if c in apart else {}).get(c) or profile.answers.get(c)
            those = list(zip(shares, parts, strict=True))[slice(i, i + 1 if c in apart else None)]
            row = {
                level: 50 * v[c] * sum(s * one.deviation[c][level] / one.d for s, one in those)
                for level in parts[0].deviation[c]
            }
            known = [row[answer.level]] if answer and answer.state == "answered" else []
            got[c, i] = known[0] if known else NONE
            low[c, i], high[c, i] = min(known or row.values()), max(known or row.values())
        start = Fraction(50 - overhead)
        need = [q for q in asked if rules.criteria[q[0]].group == "need"]
        needs = tuple(sum((of[q] for q in need), NONE) for of in (got, low, high))
        ends = (start + sum(low.values()), start + sum(high.values()))
        place = Place(start + sum(got.values()), serves, got, ends, needs)
        found.setdefault(id_, []).append(place)
    return found


def to_tenths(score: Fraction) -> int:
    """The score in tenths of a point; a half goes up."""
    return floor(score * 10 + Fraction(1, 2))
