"""Rules as an agency has changed them. Pure: the rules given are left as they are."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from hashlib import sha256

from casemodel.engine.case import Options
from casemodel.knowledge.values import (
    Caution,
    Criterion,
    Hybrid,
    Level,
    Model,
    Requirement,
    Rules,
    Wording,
)
from casemodel.local_rules.values import (
    BandChange,
    CautionAdded,
    Change,
    House,
    ModelOff,
    RequirementChange,
    WeightChange,
)

CAUTION_PREFIX = "house."
"""What the id of a caution of the agency's own begins with."""


def apply_house(rules: Rules, house: House) -> Rules:
    """The rules with every change but the weights, which are factors: see `house_factors`.

    The result has a version that names the agency and a digest of both, so that no answer made with
    it can pass for one made with the rules alone. Raises KeyError for a change of what is not in
    the rules; the reader refuses such changes beforehand.
    """
    off = frozenset(c.model for c in house.changes if isinstance(c, ModelOff))
    models = {m.id: _model(m, house, off) for m in rules.models.values()}
    criteria = {c.id: with_bands(c, house.changes) for c in rules.criteria.values()}
    added = tuple(_caution(c, house) for c in _cautions(house) if not c.model)
    return rules._replace(
        version=f"{rules.version}, with house rules of {house.agency}",
        digest=sha256(f"{rules.digest} {house.digest}".encode()).hexdigest(),
        criteria=criteria,
        models=models,
        hybrids={h.id: _hybrid(h, house) for h in rules.hybrids.values() if not off & {*h.parts}},
        cautions=tuple(sorted((*rules.cautions, *added), key=lambda c: c.id)),
    )


def house_factors(rules: Rules, house: House) -> dict[str, Fraction]:
    """The factor on each changed criterion's weight. `rules` are those that the house changes."""
    return {
        change.criterion: change.to / rules.criteria[change.criterion].weight
        for change in house.changes
        if isinstance(change, WeightChange)
    }


def factors_with_house(
    of_house: Mapping[str, Fraction],
    of_profile: Mapping[str, str],
    of_person: Mapping[str, Fraction],
) -> dict[str, Fraction]:
    """What to give the engine as `Options.factors`: the house's factors times anybody else's.

    `of_profile` are the factors a profile holds, which those given beside it (`of_person`) replace.
    """
    own = {c: Fraction(text) for c, text in of_profile.items()} | dict(of_person)
    return {c: of_house.get(c, Fraction(1)) * own.get(c, Fraction(1)) for c in {**own, **of_house}}


def options_with_house(
    of_house: Mapping[str, Fraction], weights: Mapping[str, str], options: Options
) -> Options:
    """The options with the house's factors beneath a profile's `weights` and the person's own."""
    if not of_house:
        return options
    factors = factors_with_house(of_house, weights, options.factors)
    return options._replace(factors=factors)


def switched_off(rules: Rules, house: House) -> frozenset[str]:
    """The models that the house switches off, and the hybrids that go with them."""
    off = frozenset(c.model for c in house.changes if isinstance(c, ModelOff))
    return off | {hybrid.id for hybrid in rules.hybrids.values() if off & {*hybrid.parts}}


def all_that_is_known(rules: Rules, house: House) -> Rules:
    """The rules with what the house changes and adds, and with the models that it switches off.

    By these a rule test is read, which may well expect a model that is off: then it fails.
    """
    kept = tuple(change for change in house.changes if not isinstance(change, ModelOff))
    return apply_house(rules, house._replace(changes=kept))


def with_bands(criterion: Criterion, changes: Iterable[Change]) -> Criterion:
    """The criterion with its levels' bands and names as changed. Raises KeyError."""
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


def _cautions(house: House) -> Iterable[CautionAdded]:
    return (c for c in house.changes if isinstance(c, CautionAdded))


def _caution(added: CautionAdded, house: House) -> Caution:
    """A caution of the agency's own; it rests on no claim, and says whose it is."""
    return Caution(
        id=f"{CAUTION_PREFIX}{added.id}",
        model=added.model,
        danger=added.danger,
        says=f"{added.says} (Added by {house.agency}.)",
        claims=(),
        when=added.when,
    )


def _model(model: Model, house: House, off: frozenset[str]) -> Model:
    own = tuple(_caution(c, house) for c in _cautions(house) if c.model == model.id)
    return model._replace(
        scored=model.scored and model.id not in off,
        requirements=_requirements(model.id, model.requirements, house),
        cautions=tuple(sorted((*model.cautions, *own), key=lambda c: c.id)),
    )


def _hybrid(hybrid: Hybrid, house: House) -> Hybrid:
    return hybrid._replace(requirements=_requirements(hybrid.id, hybrid.requirements, house))


def _requirements(
    owner: str, requirements: tuple[Requirement, ...], house: House
) -> tuple[Requirement, ...]:
    changed = {
        c.requirement: c
        for c in house.changes
        if isinstance(c, RequirementChange) and c.model == owner
    }
    return tuple(with_requirement(r, changed[r.id]) if r.id in changed else r for r in requirements)


def with_requirement(requirement: Requirement, change: RequirementChange) -> Requirement:
    """The requirement as a change leaves it."""
    each, least = change.clients_each, change.least
    return requirement._replace(
        strength=change.strength or requirement.strength,
        says=change.says or requirement.says,
        clients_each=requirement.clients_each if each is None else each,
        least=requirement.least if least is None else least,
    )
