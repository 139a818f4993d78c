"""Applying an agency's house rules. Pure: the rules given are left as they are."""

from collections.abc import Iterable
from hashlib import sha256

from casemodel.knowledge.local import LocalRules
from casemodel.knowledge.models import Caution, Hybrid, Model, Requirement
from casemodel.knowledge.values import Rules
from casemodel.local_rules.differences import differences
from casemodel.local_rules.edits import with_bands, with_requirement
from casemodel.local_rules.values import (
    CautionAdded,
    House,
    ModelOff,
    RequirementChange,
    WeightChange,
)

CAUTION_PREFIX = "house."
"""The beginning of the id of every caution of the agency's own."""


def apply_house(rules: Rules, house: House) -> Rules:
    """Apply every change to the rules, and list the changes in `local`.

    Changed weights are factors in `local`: the rules' own weights stay what scores are measured
    against. The result has a version that names the agency and a digest of both, so that no answer
    made with it can pass for one made with the rules alone. Raises KeyError for a change of
    something that is not in the rules; the reader refuses such changes beforehand.
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
        local=LocalRules(
            agency=house.agency,
            digest=house.digest,
            version=rules.version,
            rules_digest=rules.digest,
            changes=differences(rules, house),
            weight_factors={
                change.criterion: change.to / rules.criteria[change.criterion].weight
                for change in house.changes
                if isinstance(change, WeightChange)
            },
        ),
    )


def switched_off(rules: Rules, house: House) -> frozenset[str]:
    """Give the models that the house switches off, and the hybrids that go with them."""
    off = frozenset(c.model for c in house.changes if isinstance(c, ModelOff))
    return off | {hybrid.id for hybrid in rules.hybrids.values() if off & {*hybrid.parts}}


def apply_but_keep_models(rules: Rules, house: House) -> Rules:
    """Apply the changes, but keep the models that the house switches off.

    Rule tests are read by these rules: a test may expect a model that is off, and then fails.
    """
    other_changes = tuple(change for change in house.changes if not isinstance(change, ModelOff))
    return apply_house(rules, house._replace(changes=other_changes))


def _cautions(house: House) -> Iterable[CautionAdded]:
    return (c for c in house.changes if isinstance(c, CautionAdded))


def _caution(added: CautionAdded, house: House) -> Caution:
    """Make a caution of the agency's own; it rests on no claim, and names the agency."""
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
