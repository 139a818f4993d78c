"""Musts that answers decide, in one group of clients or in all.

This is the part of feasibility that the choice depends on; `feasibility` judges all of it.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from casemodel.knowledge.models import Condition, Requirement
from casemodel.knowledge.values import Rules


class MustTable(NamedTuple):
    """The conditions of every model's and hybrid's musts that answers decide.

    `conditions[owner]` holds every condition that an answer must not contradict.
    """

    conditions: Mapping[str, tuple[Condition, ...]]

    def criteria(self) -> frozenset[str]:
        """List the criteria whose answers can rule something out."""
        return frozenset(c.criterion for group in self.conditions.values() for c in group)


def must_table(rules: Rules, quantities: Iterable[str]) -> MustTable:
    """Collect the musts of every model and hybrid, less those that known `quantities` decide."""
    known_quantities = frozenset(quantities)
    owners = {m.id: m.requirements for m in rules.scored_models()}
    owners |= {h.id: h.requirements for h in rules.hybrids.values()}
    return MustTable(
        {
            owner: tuple(
                condition
                for requirement in requirements
                if requirement.strength == "must"
                and not decided_by_number(requirement, known_quantities)
                for condition in requirement.met_by
            )
            for owner, requirements in owners.items()
        }
    )


def decided_by_number(requirement: Requirement, known_quantities: frozenset[str]) -> bool:
    """Say whether known quantities decide a requirement, so that answers do not."""
    if requirement.counted_in not in known_quantities:
        return False
    return requirement.least is not None or (
        requirement.clients_each is not None and "clients" in known_quantities
    )


def unmet(condition: Condition, levels: Mapping[str, str]) -> bool:
    """Say whether an answer contradicts a condition; an unanswered question does not."""
    level = levels.get(condition.criterion)
    return level is not None and level not in condition.levels


def ruled_out(
    table: MustTable,
    owner: str,
    levels: Mapping[str, str],
    leaving_out: frozenset[str] = frozenset(),
) -> bool:
    """Say whether an answer rules out a model or hybrid; criteria in `leaving_out` do not count."""
    return any(
        unmet(condition, levels)
        for condition in table.conditions[owner]
        if condition.criterion not in leaving_out
    )
