"""Axiom 34, and requirements: what cannot be run is never recommended, whatever the weights."""

from casemodel.engine.feasibility import Feasibility
from casemodel.knowledge.values import Requirement
from tests.laws.looks import all_levels, assessed, standings
from tests.laws.oracle import Oracle, by_numbers, holder, no_staff, requirements, staff, state_of
from tests.laws.recipes import Case, seeded
from tests.laws.strategies import over_generated, over_shipped

WEIGHTS = ("0.25", "0.5", "1", "2", "4", "100")
LACKING = Requirement("zz_lacking", "must", "It is not there.", ("D1",), "Get it.",
                      "case_managers", None, 1_000_000)  # fmt: skip


def check_union(case: Case, pick: int) -> None:
    """A hybrid requires all that its parts do, and its own; each is judged as it says."""
    del pick
    levels = all_levels(case)
    for standing in assessed(case).ranking:
        checks = standing.feasibility.checks
        if holder(case) is None:
            assert standing.feasibility == Feasibility("not_asked", ())
            continue
        required = requirements(case, standing.id)
        assert [(c.part, c.requirement) for c in checks] == required
        states = [
            state_of(case, standing.serves, standing.parts, part, requirement, levels)
            for part, requirement in required
        ]
        assert [c.state for c in checks] == states
        musts = {s for s, (_, r) in zip(states, required, strict=True) if r.strength == "must"}
        expected = "no" if "unmet" in musts else "to_confirm" if "to_confirm" in musts else "yes"
        assert standing.feasibility.state == expected


def check_staffing(case: Case, pick: int) -> None:
    """The arithmetic shown: as many as the clients of the part need, of those there are."""
    del pick
    owner = holder(case)
    for standing in assessed(case).ranking:
        for check in standing.feasibility.checks:
            sums, own = check.staffing, check.requirement
            counted = by_numbers(case, standing.serves, standing.parts, check.part, own)
            assert (sums is not None) == (bool(counted) and own.clients_each is not None)
            if sums is None or owner is None:
                continue
            assert sums.each == own.clients_each
            assert sums.needed == staff(case, standing.serves, check.part, own)
            assert sums.needed == -(-sums.clients // sums.each)
            assert str(sums.have) in {owner.quantities[own.counted_in], str(sums.have)}
            if check.state == "met":
                assert sums.needed + sums.elsewhere <= sums.have


def check_veto(case: Case, pick: int) -> None:
    """Blocked is never recommended, whatever the weights; nor is a hybrid of what is blocked."""
    if case.options.fit_only:
        return
    random = seeded(pick)
    weights = {c: random.choice(WEIGHTS) for c in case.rules.criteria}
    found = assessed(case._replace(profile=case.profile._replace(weights=weights)))
    states = {s.id: s.feasibility.state for s in found.ranking}
    assert states.get(found.recommended) != "no"
    if holder(case) is None:
        return
    levels = all_levels(case)
    for standing in found.ranking:
        inherited = any(
            state_of(case, (), standing.parts, part, r, levels) == "unmet"
            for part, r in requirements(case, standing.id)
            if r.strength == "must" and not r.clients_each
        )
        assert not inherited or standing.feasibility.state == "no"


def check_more_vetoes(case: Case, pick: int) -> None:
    """One thing more that is lacking never lifts a veto, and bars a model and its hybrids."""
    owner = holder(case)
    names = [m.id for m in case.rules.scored_models()]
    barred = names[pick % len(names)]
    if owner is None or "case_managers" not in owner.quantities:
        return
    model = case.rules.models[barred]
    model = model._replace(requirements=(*model.requirements, LACKING))
    rules = case.rules._replace(models={**case.rules.models, barred: model})
    before, found = standings(case), assessed(case._replace(rules=rules))
    for standing in found.ranking:
        was = before[standing.id].feasibility.state
        if barred in standing.parts:
            assert standing.feasibility.state == "no"
            assert case.options.fit_only or found.recommended != standing.id
        else:
            assert standing.feasibility.state == was
        assert standing.score == before[standing.id].score or standing.serves


def check_shown(case: Case, pick: int) -> None:
    """Of a tiered hybrid the best way that there is staff for and that needs do not speak against
    is shown, which is the one that is recommended; the best of all if there is none.
    """
    del pick
    oracle = Oracle(case)
    sums, needs = oracle.sums(oracle.levels), oracle.need(oracle.levels)
    found = assessed(case)
    assert found.recommended == oracle.recommended(oracle.levels)
    good = {i for i, _ in oracle.good(oracle.levels)}
    for standing in found.ranking:
        ways = [i for i in oracle.every if oracle.ids[i] == standing.id]
        able = [i for i in ways if needs[i] >= 0 and not no_staff(oracle, i)]
        (shown,) = (i for i in ways if oracle.board.alternatives[i].serves == standing.serves)
        assert standing.score * oracle.board.unit == sums[shown]
        assert sums[shown] == max(sums[i] for i in able or ways)
        assert shown in (able or ways)
        if found.recommended == standing.id:
            assert shown in good


test_union = over_generated(check_union)
test_union_shipped = over_shipped(check_union)
test_staffing = over_generated(check_staffing)
test_staffing_shipped = over_shipped(check_staffing)
test_veto = over_generated(check_veto)
test_veto_shipped = over_shipped(check_veto)
test_more_vetoes = over_generated(check_more_vetoes)
test_more_vetoes_shipped = over_shipped(check_more_vetoes)
test_shown = over_generated(check_shown)
test_shown_shipped = over_shipped(check_shown)
