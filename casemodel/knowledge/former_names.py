"""Names that changed or were dropped since earlier rules.

A criterion, a level and a requirement may say `formerly:` and list the ids they had. A level lists
under `former_words:` the names it had. An entry of not_counted.yaml may list under `formerly:` the
criteria that are no longer asked. Files that people keep are read under either name, with a remark.
"""

from collections.abc import Mapping
from typing import NamedTuple

from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.models import Requirement
from casemodel.knowledge.values import Rules


class FormerNames(NamedTuple):
    """Earlier ids with today's ids, and criteria no longer asked.

    `criteria` and `levels[criterion]` map an earlier id, or an earlier name of a level, to today's
    id; `names[criterion]` maps today's names of levels to their ids; `requirements` maps a model or
    hybrid with an earlier id to today's id; `retired` maps a criterion that is no longer asked to
    the reason.
    """

    criteria: Mapping[str, str]
    levels: Mapping[str, Mapping[str, str]]
    names: Mapping[str, Mapping[str, str]]
    requirements: Mapping[tuple[str, str], str]
    retired: Mapping[str, str]


def former_names(rules: Rules) -> FormerNames:
    """Collect every earlier name that the rules state."""
    owners: dict[str, tuple[Requirement, ...]] = {
        model.id: model.requirements for model in rules.models.values()
    }
    owners |= {hybrid.id: hybrid.requirements for hybrid in rules.hybrids.values()}
    return FormerNames(
        criteria={old: c.id for c in rules.criteria.values() for old in c.formerly},
        levels={c.id: renamed for c in rules.criteria.values() if (renamed := former_levels(c))},
        names={c.id: named_levels(c) for c in rules.criteria.values()},
        requirements={
            (owner, old): requirement.id
            for owner, requirements in owners.items()
            for requirement in requirements
            for old in requirement.formerly
        },
        retired={old: entry.says for entry in rules.not_counted for old in entry.formerly},
    )


def renamed(old: str, current: str) -> str:
    """Say that a name changed."""
    return f"{old} is now called {current}. The old name is still read."


def retired(old: str) -> str:
    """Say that a question went."""
    return f"{old} is no longer asked and does not count."


def former_levels(criterion: Criterion) -> dict[str, str]:
    """Map each earlier id and name of a criterion's levels to today's id."""
    return {
        old: level.id
        for level in criterion.levels
        for old in (*level.former_words, *level.formerly)
    }


def named_levels(criterion: Criterion) -> dict[str, str]:
    """Map the name of each level of a criterion, said of either kind, to its id.

    A name that is the id of a level is left out.
    """
    ids = {level.id for level in criterion.levels}
    return {
        name: level.id
        for level in criterion.levels
        for name in (level.name.organization, level.name.client)
        if name and name not in ids
    }


def current_criterion(rules: Rules, name: str) -> str:
    """Return today's id of a criterion; a name that never changed is returned as it is."""
    if name in rules.criteria:
        return name
    return next((c.id for c in rules.criteria.values() if name in c.formerly), name)
