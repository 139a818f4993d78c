"""Every change of an agency's house rules as data: before, after, and who signed it."""

from casemodel.knowledge.criteria import Level, number_text
from casemodel.knowledge.local import LocalChange, Signed
from casemodel.knowledge.models import Requirement
from casemodel.knowledge.values import Rules
from casemodel.local_rules.edits import with_bands, with_requirement
from casemodel.local_rules.values import (
    BandChange,
    CautionAdded,
    Change,
    House,
    ModelOff,
    RequirementChange,
    WeightChange,
)

_THOUSAND = 1000


def differences(rules: Rules, house: House) -> tuple[LocalChange, ...]:
    """List every change that the house makes to `rules`, in the order of its file."""
    return tuple(_difference(rules, house, change) for change in house.changes)


def _difference(rules: Rules, house: House, change: Change) -> LocalChange:
    match change:
        case WeightChange():
            before = str(rules.criteria[change.criterion].weight)
            after = number_text(int(change.to * _THOUSAND))
            name = rules.criteria[change.criterion].name
            return LocalChange(
                "weight", change.criterion, name, "", before, after, (), change.cut(Signed)
            )
        case BandChange():
            return _band(rules, house, change)
        case RequirementChange():
            return _requirement(rules, change)
        case CautionAdded():
            name = rules.models[change.model].name if change.model else ""
            return LocalChange(
                "caution", change.model, name, change.id, "", change.says, (), change.cut(Signed)
            )
        case ModelOff():
            hybrids = [h for h in rules.hybrids.values() if change.model in h.parts]
            after = ", ".join(("off", *(f"{hybrid.id} off" for hybrid in hybrids)))
            name, lost = rules.models[change.model].name, tuple(h.name for h in hybrids)
            return LocalChange("off", change.model, name, "", "on", after, lost, change.cut(Signed))


def _band(rules: Rules, house: House, change: BandChange) -> LocalChange:
    criterion = rules.criteria[change.criterion]
    before = _level_text(criterion.level(change.level))
    after = _level_text(with_bands(criterion, house.changes).level(change.level))
    return LocalChange(
        "band", criterion.id, criterion.name, change.level, before, after, (), change.cut(Signed)
    )


def _requirement(rules: Rules, change: RequirementChange) -> LocalChange:
    owner = rules.models.get(change.model) or rules.hybrids[change.model]
    before = next(r for r in owner.requirements if r.id == change.requirement)
    after = with_requirement(before, change)
    texts = (_requirement_text(before), _requirement_text(after))
    return LocalChange(
        "requirement", owner.id, owner.name, before.id, *texts, (), change.cut(Signed)
    )


def _level_text(level: Level) -> str:
    """Write a level's name and band: 'up to 12 (under 12.5)'."""
    return f"{level.name.organization or level.name.client} ({level.band or 'no band'})"


def _requirement_text(requirement: Requirement) -> str:
    """Write a requirement's strength and words: 'must: Two case managers'."""
    number = requirement.clients_each or requirement.least
    return f"{requirement.strength}: {requirement.says}" + (f" ({number})" if number else "")
