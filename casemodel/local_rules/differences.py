"""What differs from the rules, change by change, as data: before, after, and who signed for it."""

from typing import Literal, NamedTuple

from casemodel.knowledge.values import Level, Requirement, Rules
from casemodel.local_rules.applying import with_bands, with_requirement
from casemodel.local_rules.values import (
    BandChange,
    CautionAdded,
    Change,
    House,
    ModelOff,
    RequirementChange,
    Signed,
    WeightChange,
)

What = Literal["weight", "band", "requirement", "caution", "off"]

_THOUSAND = 1000


class Difference(NamedTuple):
    """One thing that house rules change.

    `of` and `name` are ids: the criterion (and level), the model (and requirement), the caution.
    `before` and `after` are in words; `before` is empty for a caution, which is new. Equal, they
    say that the rules have come to agree with the house.
    """

    what: What
    of: str
    name: str
    before: str
    after: str
    signed: Signed


def differences(rules: Rules, house: House) -> tuple[Difference, ...]:
    """Everything in which the house differs from `rules`, the rules it changes, in its order."""
    return tuple(_difference(rules, house, change) for change in house.changes)


def _difference(rules: Rules, house: House, change: Change) -> Difference:
    match change:
        case WeightChange():
            before = str(rules.criteria[change.criterion].weight)
            after = number_text(int(change.to * _THOUSAND))
            return Difference("weight", change.criterion, "", before, after, change.signed)
        case BandChange():
            return _band(rules, house, change)
        case RequirementChange():
            return _requirement(rules, change)
        case CautionAdded():
            return Difference("caution", change.model, change.id, "", change.says, change.signed)
        case ModelOff():
            lost = [h.id for h in rules.hybrids.values() if change.model in h.parts]
            after = ", ".join(("off", *(f"{name} off" for name in lost)))
            return Difference("off", change.model, "", "on", after, change.signed)


def _band(rules: Rules, house: House, change: BandChange) -> Difference:
    criterion = rules.criteria[change.criterion]
    before = _level_text(criterion.level(change.level))
    after = _level_text(with_bands(criterion, house.changes).level(change.level))
    return Difference("band", change.criterion, change.level, before, after, change.signed)


def _requirement(rules: Rules, change: RequirementChange) -> Difference:
    owner = rules.models.get(change.model) or rules.hybrids[change.model]
    before = next(r for r in owner.requirements if r.id == change.requirement)
    after = with_requirement(before, change)
    texts = (_requirement_text(before), _requirement_text(after))
    return Difference("requirement", owner.id, before.id, *texts, change.signed)


def _level_text(level: Level) -> str:
    """A level's name and band: 'up to 12 (under 12.5)'."""
    return f"{level.name.organization or level.name.client} ({band_text(level)})"


def band_text(level: Level) -> str:
    """The numbers that count as a level, in words."""
    if level.least is not None and level.below is not None:
        return f"{number_text(level.least)} to under {number_text(level.below)}"
    if level.least is not None:
        return f"{number_text(level.least)} or more"
    return f"under {number_text(level.below)}" if level.below is not None else "no band"


def _requirement_text(requirement: Requirement) -> str:
    """A requirement's strength and words: 'must: Two case managers'."""
    number = requirement.clients_each or requirement.least
    return f"{requirement.strength}: {requirement.says}" + (f" ({number})" if number else "")


def number_text(thousandths: int) -> str:
    """Thousandths as a decimal without needless zeros: 12500 is '12.5'."""
    whole, rest = divmod(thousandths, _THOUSAND)
    return f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)
