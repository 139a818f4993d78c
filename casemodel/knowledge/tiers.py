"""Tiers that the rules allow: declared pairs, and three models whose pairs are all declared."""

from collections.abc import Mapping
from itertools import combinations

from casemodel.knowledge.models import Hybrid
from casemodel.knowledge.values import Rules

MOST_PARTS = 3


def tier_pairs(rules: Rules) -> Mapping[str, tuple[Hybrid, ...]]:
    """Give by id of each tier its declared pairs: one for two parts, three for three."""
    pairs = {frozenset(h.parts): h for h in rules.hybrids.values() if h.way == "tiered"}
    tiers: dict[str, tuple[Hybrid, ...]] = {h.id: (h,) for h in pairs.values()}
    models = sorted({part for hybrid in pairs.values() for part in hybrid.parts})
    for parts in combinations(models, MOST_PARTS):
        among = [frozenset(two) for two in combinations(parts, 2)]
        if all(two in pairs for two in among):
            tiers["_and_".join(parts)] = tuple(pairs[two] for two in among)
    return tiers


def tier_parts(rules: Rules) -> Mapping[str, tuple[str, ...]]:
    """Give by id of each tier its parts."""
    return {
        id_: behind[0].parts
        if len(behind) == 1
        else tuple(sorted({part for hybrid in behind for part in hybrid.parts}))
        for id_, behind in tier_pairs(rules).items()
    }
