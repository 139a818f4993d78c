"""The weights that an order of priorities gives."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from casemodel.engine.weighting import rank_order_centroid
from casemodel.knowledge.values import Rules


class PriorityWeight(NamedTuple):
    """A question in an order of priorities: its weight in the rules, and by the order."""

    criterion: str
    name: str
    in_rules: int
    now: Fraction


def priority_weights(rules: Rules, order: Sequence[str]) -> tuple[PriorityWeight, ...]:
    """Share out the rules' weights of these questions by their order. The first gets the most."""
    total = sum(rules.criteria[criterion].weight for criterion in order)
    shares = rank_order_centroid(len(order))
    return tuple(
        PriorityWeight(c, rules.criteria[c].name, rules.criteria[c].weight, total * share)
        for c, share in zip(order, shares, strict=True)
    )
