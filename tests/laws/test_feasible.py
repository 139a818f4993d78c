"""Axiom 34, requirements, and the full rule: what cannot be run is never recommended."""

from fractions import Fraction

from casemodel.engine.ranking import RankedStanding
from casemodel.knowledge.models import Requirement
from casemodel.profiles.values import Profile
from tests.laws.looks import assessed, considered, hybrids_behind, standings
from tests.laws.recipes import Case, seeded
from tests.laws.strategies import CHOSEN, over_generated, over_groups, over_shipped

WEIGHTS = ("0.25", "0.5", "1", "2", "4", "100")
LACKING = Requirement("zz_lacking", "must", "It is not there.", ("D1",), "Get it.",
                      "case_managers", None, 1_000_000)  # fmt: skip


def check_union(case: Case, pick: int) -> None:
    """A hybrid requires all that its parts do, its own, and posts for all parts of a tier.

    It can be run unless a must is unmet; while a must is to be confirmed, so is it.
    """
    del pick
    judged = case.profile.kind == "organization" or case.profile.agency is not None
    for standing in assessed(case).ranking:
        checks = standing.feasibility.checks
        if not judged:
            assert (standing.feasibility.state, checks) == ("not_asked", ())
            continue
        checked = {(c.part, c.requirement.id) for c in checks}
        for part in standing.parts:
            assert checked >= {(part, r.id) for r in case.rules.models[part].requirements}
        for hybrid in hybrids_behind(case.rules, standing):
            assert checked >= {(standing.id, r.id) for r in hybrid.requirements}
        assert any(c.posts for c in checks) == (standing.way == "tiered")
        musts = {c.state for c in checks if c.requirement.strength == "must"}
        if "unmet" in musts:
            assert standing.feasibility.state == "no"
        else:
            assert standing.feasibility.state == ("to_confirm" if "to_confirm" in musts else "yes")


def check_unknown_is_not_unmet(case: Case, pick: int) -> None:
    """Where nothing is answered or counted, every requirement is to be confirmed, and none bars.

    An answer can contradict a condition; only one that does leaves a requirement unmet.
    """
    del pick
    profile = case.profile
    nobody = Profile("organization", "", "", {}, {})
    segments = tuple(s._replace(answers={}) for s in profile.segments)
    silent = profile._replace(
        answers={}, quantities={}, segments=segments, agency=profile.agency and nobody
    )
    for standing in assessed(case._replace(profile=silent)).ranking:
        assert {c.state for c in standing.feasibility.checks} <= {"to_confirm"}
    agency = [profile.agency.levels()] if profile.agency else []
    groups = considered(case).by_group() if profile.kind == "organization" else agency
    for standing in assessed(case).ranking:
        for check in standing.feasibility.checks:
            if standing.serves or check.requirement.counted_in:
                continue  # parts of a tier answer some for themselves: see check_own_ground
            conditions = [(c, levels.get(c.criterion)) for c in check.requirement.met_by
                      for levels in groups]  # fmt: skip
            if any(level is not None and level not in c.levels for c, level in conditions):
                assert check.state == "unmet"
            else:
                known = conditions and all(level is not None for _, level in conditions)
                assert check.state == ("met" if known else "to_confirm")


def check_recommended(case: Case, pick: int) -> None:
    """What is recommended is the best of what can be, and a hybrid beats every model by the margin.

    It can be if it is above 50, needs do not speak against it, over all clients or in groups of
    half of them or more, and no must is unmet. Where a tier that can be suits every group, only
    what suits every group may be recommended. Otherwise it is a tie, or nothing can be.
    """
    del pick
    even = tuple(group._replace(part=1) for group in case.profile.segments)
    _check_choice(case)
    _check_choice(case._replace(profile=case.profile._replace(segments=even)))


def _check_choice(case: Case) -> None:
    assessment = assessed(case)
    for standing in assessment.ranking:
        fits = standing.score > 50 and standing.need_points >= 0 and 2 * standing.against < 1
        unmet = standing.feasibility.state == "no" and not case.options.fit_only
        assert standing.able == (fits and not unmet)
    able = [s for s in assessment.ranking if s.able]
    if any(s.serves and s.suits for s in able):
        able = [s for s in able if s.suits]
    if not able:
        assert (assessment.recommended, assessment.tied) == ("", ())
        return
    order = {s.id: _order(case, s) for s in able}
    leading = {id_ for id_, key in order.items() if key == max(order.values())}
    assert leading == ({assessment.recommended} if assessment.recommended else set(assessment.tied))


def _order(case: Case, standing: RankedStanding) -> tuple[Fraction, bool]:
    """What decides who is first: the score, a hybrid's less the margin; then a hybrid."""
    hybrid = standing.kind == "hybrid"
    return standing.score - (case.rules.hybrid_margin if hybrid else 0), hybrid


def check_veto(case: Case, pick: int) -> None:
    """What cannot be run is never recommended, whatever the weights."""
    if case.options.fit_only:
        return
    random = seeded(pick)
    weights = {c: random.choice(WEIGHTS) for c in case.rules.criteria}
    assessment = assessed(case._replace(profile=case.profile._replace(weights=weights)))
    states = {s.id: s.feasibility.state for s in assessment.ranking}
    assert states.get(assessment.recommended) != "no"


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
    before, assessment = standings(case), assessed(case._replace(rules=rules))
    for standing in assessment.ranking:
        was = before[standing.id]
        if barred in standing.parts:
            assert standing.serves or standing.feasibility.state == "no"
            assert case.options.fit_only or assessment.recommended != standing.id
        elif not standing.serves:
            assert standing.feasibility.state == was.feasibility.state
        assert standing.score == was.score or standing.serves


test_union = over_generated(check_union)
test_union_in_groups = over_groups(check_union)
test_union_shipped = over_shipped(check_union)
test_unknown_is_not_unmet = over_generated(check_unknown_is_not_unmet)
test_unknown_is_not_unmet_shipped = over_shipped(check_unknown_is_not_unmet)
test_recommended = over_generated(check_recommended)
test_recommended_in_groups = over_groups(check_recommended, CHOSEN)
test_recommended_shipped = over_shipped(check_recommended)
test_veto = over_generated(check_veto)
test_veto_shipped = over_shipped(check_veto)
test_more_vetoes = over_generated(check_more_vetoes)
test_more_vetoes_shipped = over_shipped(check_more_vetoes)
