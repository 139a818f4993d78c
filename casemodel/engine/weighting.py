"""The weights in use: the rules' own, or a person's factors and order of priorities.

An order of priorities shares out the named criteria's total weight by rank-order centroid: of n
criteria the i-th gets (1/i + ... + 1/n) / n of it (source `roc_weights`, claim L34).
"""

from collections.abc import Mapping
from fractions import Fraction
from math import lcm
from typing import NamedTuple


class Weighting(NamedTuple):
    """The weights in use by criterion, as whole numbers.

    `total` is their sum, `rules_total` the sum of the rules' own weights.
    """

    weights: Mapping[str, int]
    total: int
    rules_total: int


def weighting_for(
    rules_weights: Mapping[str, int],
    factors: Mapping[str, Fraction],
    priorities: tuple[str, ...],
) -> Weighting:
    """Work out the weights in use, as whole numbers in the right proportion.

    `priorities` name criteria in order, the first the most important, and share out the rules'
    weights of those named; then `factors` multiply the weights by criterion.
    """
    used: dict[str, int | Fraction] = {**rules_weights}
    named_weight = sum(rules_weights[c] for c in priorities)
    for criterion, share in zip(priorities, rank_order_centroid(len(priorities)), strict=True):
        used[criterion] = named_weight * share
    used = {c: weight * factors.get(c, 1) for c, weight in used.items()}
    unit = lcm(*(weight.denominator for weight in used.values()))
    whole = {c: int(weight * unit) for c, weight in used.items()}
    return Weighting(whole, sum(whole.values()), sum(rules_weights.values()))


def rank_order_centroid(count: int) -> tuple[Fraction, ...]:
    """Give the shares of a total for `count` items in order of importance; they add up to 1."""
    return tuple(
        sum((Fraction(1, k) for k in range(i, count + 1)), Fraction(0)) / count
        for i in range(1, count + 1)
    )
