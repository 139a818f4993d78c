"""The alternatives: every model, every one-team hybrid, and every way of running a tier."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Literal, NamedTuple

from casemodel.engine.deviations import DeviationTable, blended_table
from casemodel.knowledge.models import Hybrid, Requirement, Way
from casemodel.knowledge.tiers import tier_pairs, tier_parts
from casemodel.knowledge.values import Rules

TIERED: Way = "tiered"


class Alternative(NamedTuple):
    """A model, or a hybrid with its parts, that can be recommended.

    `id` is the model's or hybrid's; the assignments of one tier share it and differ in `serves`,
    the part that serves each group of clients (empty for anything but a tier). `columns` are the
    columns of the performance table that serve each group. `overhead` is in points. `hybrids` are
    the entries of the rules behind a hybrid: one, or the three pairs of a tier of three parts.
    """

    id: str
    kind: Literal["model", "hybrid"]
    way: Way | Literal[""]
    parts: tuple[str, ...]
    serves: tuple[str, ...]
    columns: tuple[int, ...]
    overhead: int
    hybrids: tuple[Hybrid, ...]

    @property
    def is_tier(self) -> bool:
        """True if groups of clients are served by different parts."""
        return bool(self.serves)

    def requirements(self, rules: Rules) -> Iterator[tuple[str, Requirement]]:
        """Yield every requirement, with the id of the part or hybrid that states it."""
        for part in self.parts:
            for requirement in rules.models[part].requirements:
                yield part, requirement
        for hybrid in self.hybrids:
            for requirement in hybrid.requirements:
                yield self.id, requirement


def uniform_columns(
    rules: Rules, models: Sequence[DeviationTable], weights: Mapping[str, int]
) -> tuple[DeviationTable, ...]:
    """List the tables of what can serve all clients alike: models, then one-team hybrids.

    A model or hybrid whose spread is 0 is left out: the counted sources say nothing of it.
    """
    tables = {table.model: table for table in models if table.spread}
    columns = list(tables.values())
    for hybrid in rules.hybrids.values():
        if hybrid.way != TIERED and all(part in tables for part in hybrid.parts):
            first, second = (tables[part] for part in hybrid.parts)
            blend = blended_table(hybrid, first, second, weights)
            if blend.spread:
                columns.append(blend)
    return tuple(columns)


def alternatives_for(
    rules: Rules, columns: Sequence[DeviationTable], groups: int
) -> tuple[Alternative, ...]:
    """List every alternative for `groups` groups of clients, in the order of the columns.

    Tiers come last; there are none for fewer than two groups.
    """
    uniform = [_uniform(rules, column.model, n, groups) for n, column in enumerate(columns)]
    position = {column.model: n for n, column in enumerate(columns)}
    tiers = [
        tier._replace(serves=serves, columns=tuple(position[part] for part in serves))
        for tier in declared_tiers(rules)
        if all(part in position for part in tier.parts)
        for serves in product(tier.parts, repeat=groups)
        if len(set(serves)) == len(tier.parts)
    ]
    return (*uniform, *tiers)


def declared_tiers(rules: Rules) -> tuple[Alternative, ...]:
    """List the tiers that the rules allow: declared pairs, and triples of three declared pairs.

    A triple pays the largest overhead of its pairs and that of a third part.
    """
    tiers = []
    parts = tier_parts(rules)
    for id_, behind in tier_pairs(rules).items():
        overhead = max(hybrid.overhead for hybrid in behind)
        overhead += rules.tiers.third_part_overhead if len(behind) > 1 else 0
        tiers.append(Alternative(id_, "hybrid", TIERED, parts[id_], (), (), overhead, behind))
    return tuple(tiers)


def _uniform(rules: Rules, name: str, column: int, groups: int) -> Alternative:
    columns = (column,) * groups
    hybrid = rules.hybrids.get(name)
    if hybrid is None:
        return Alternative(name, "model", "", (name,), (), columns, 0, ())
    return Alternative(
        name, "hybrid", hybrid.way, hybrid.parts, (), columns, hybrid.overhead, (hybrid,)
    )
