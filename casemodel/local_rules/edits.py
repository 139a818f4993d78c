"""One criterion or requirement as an agency has changed it. Pure."""

from collections.abc import Iterable

from casemodel.knowledge.criteria import Criterion, Level, Wording
from casemodel.knowledge.models import Requirement
from casemodel.local_rules.values import BandChange, Change, RequirementChange


def with_bands(criterion: Criterion, changes: Iterable[Change]) -> Criterion:
    """Change the bands and names of a criterion's levels. Raises KeyError for an unknown level."""
    levels = list(criterion.levels)
    for change in changes:
        if isinstance(change, BandChange) and change.criterion == criterion.id:
            _move(levels, levels.index(criterion.level(change.level)), change)
            criterion = criterion._replace(levels=tuple(levels))
    return criterion


def _move(levels: list[Level], at: int, change: BandChange) -> None:
    """Set the edges of a band, and with them those that its neighbours share."""
    if change.least is not None:
        levels[at] = levels[at]._replace(least=change.least)
        if at:
            levels[at - 1] = levels[at - 1]._replace(below=change.least)
    if change.below is not None:
        levels[at] = levels[at]._replace(below=change.below)
        if at + 1 < len(levels):
            levels[at + 1] = levels[at + 1]._replace(least=change.below)
    if change.called:
        levels[at] = levels[at]._replace(name=Wording(change.called, change.called))


def with_requirement(requirement: Requirement, change: RequirementChange) -> Requirement:
    """Change a requirement."""
    clients_each, least = change.clients_each, change.least
    return requirement._replace(
        strength=change.strength or requirement.strength,
        says=change.says or requirement.says,
        clients_each=requirement.clients_each if clients_each is None else clients_each,
        least=requirement.least if least is None else least,
    )
