"""Axiom 34, and requirements: what cannot be run is never recommended, whatever the weights."""

from casemodel.engine.feasibility import state_of
from casemodel.knowledge.values import Requirement
from tests.laws.looks import assessed, standings
from tests.laws.recipes import Case, seeded
from tests.laws.strategies import over_generated, over_shipped

WEIGHTS = ("0.25", "0.5", "1", "2", "4", "100")
LACKING = Requirement("zz_lacking", "must", "It is not there.", ("D1",), "Get it.",
                      "case_managers", None, 1_000_000)  # fmt: skip


def check_union(case: Case, pick: int) -> None:
    """A hybrid requires all that its parts do, its own, and posts for all parts of a tier."""
    del pick
    judged = case.profile.kind == "organization" or case.profile.agency is not None
    for standing in assessed(case).ranking:
        checks = standing.feasibility.checks
        if not judged:
            assert (standing.feasibility.state, checks) == ("not_asked", ())
            continue
        asked = {(c.part, c.requirement.id) for c in checks}
        for part in standing.parts:
            assert asked >= {(part, r.id) for r in case.rules.models[part].requirements}
        if standing.id in case.rules.hybrids:
            own = case.rules.hybrids[standing.id].requirements
            assert asked >= {(standing.id, r.id) for r in own}
        assert any(c.posts for c in checks) == (standing.way == "tiered")
        assert standing.feasibility.state == state_of(checks)


def check_veto(case: Case, pick: int) -> None:
    """What cannot be run is never recommended, whatever the weights."""
    if case.options.fit_only:
        return
    random = seeded(pick)
    weights = {c: random.choice(WEIGHTS) for c in case.rules.criteria}
    found = assessed(case._replace(profile=case.profile._replace(weights=weights)))
    states = {s.id: s.feasibility.state for s in found.ranking}
    assert states.get(found.recommended) != "no"


def check_more_vetoes(case: Case, pick: int) -> None:
    """One thing more that is lacking never lifts a veto, and bars a model and its hybrids."""
    owner = case.profile if case.profile.kind == "organization" else case.profile.agency
    names = [m.id for m in case.rules.scored_models()]
    barred = names[pick % len(names)]
    if owner is None or "case_managers" not in owner.quantities:
        return
    model = case.rules.models[barred]
    model = model._replace(requirements=(*model.requirements, LACKING))
    rules = case.rules._replace(models={**case.rules.models, barred: model})
    before, found = standings(case), assessed(case._replace(rules=rules))
    for standing in found.ranking:
        was = before[standing.id]
        if barred in standing.parts:
            assert standing.serves or standing.feasibility.state == "no"
            assert case.options.fit_only or found.recommended != standing.id
        elif not standing.serves:
            assert standing.feasibility.state == was.feasibility.state
        assert standing.score == was.score or standing.serves


test_union = over_generated(check_union)
test_union_shipped = over_shipped(check_union)
test_veto = over_generated(check_veto)
test_veto_shipped = over_shipped(check_veto)
test_more_vetoes = over_generated(check_more_vetoes)
test_more_vetoes_shipped = over_shipped(check_more_vetoes)
