"""The generated rules are valid, and the strategies reach what the laws are about."""

from collections import Counter

import pytest

from casemodel.knowledge.checks import CheckInput, faults
from casemodel.knowledge.criteria import GROUPS, KINDS
from casemodel.knowledge.sources import BASES
from casemodel.profiles.values import Segment, State
from tests.laws.looks import assessed
from tests.laws.recipes import MOST_CRITERIA, MOST_MODELS, Case, seeded, seeded_case
from tests.laws.recipes_of_hybrids import WAYS
from tests.laws.strategies import in_groups, over_generated

FEASIBLE = {"yes", "no", "to_confirm", "not_asked"}


@over_generated
def test_generated_rules_have_no_faults(case: Case, pick: int) -> None:
    del pick
    all_levels = {c.id: tuple(level.id for level in c.levels) for c in case.rules.criteria.values()}
    check_input = CheckInput(dict.fromkeys(case.rules.models, all_levels), ())
    assert faults(case.rules, check_input) == ()


@over_generated
def test_generated_profiles_answer_only_what_is_asked(case: Case, pick: int) -> None:
    del pick
    segments = case.profile.segments
    for profile in filter(None, (case.profile, case.profile.agency, *segments)):
        for criterion, answer in profile.answers.items():
            criterion_asked = case.rules.criteria[criterion]
            if isinstance(profile, Segment):
                assert "organization" in criterion_asked.asked_of
            else:
                assert profile.kind in criterion_asked.asked_of
            assert (answer.state == "answered") == bool(answer.level)
            assert not answer.level or criterion_asked.level(answer.level)


def test_the_strategies_reach_everything() -> None:
    random = seeded(1)
    cases = [seeded_case(random) for _ in range(400)]
    criteria = [c for case in cases for c in case.rules.criteria.values()]
    ratings = [
        rating
        for case in cases
        for model in case.rules.models.values()
        for rated in model.ratings.values()
        for rating in rated.values()
    ]
    answers = [answer for case in cases for answer in case.profile.answers.values()]
    assert {len(case.rules.criteria) for case in cases} == set(range(1, MOST_CRITERIA + 1))
    assert {len(case.rules.scored_models()) for case in cases} == set(range(1, MOST_MODELS + 1))
    assert {c.group for c in criteria} == set(GROUPS)
    assert {kind for c in criteria for kind in c.asked_of} == set(KINDS)
    assert {c.weight for c in criteria} == {1, 2, 3}
    assert {len(c.levels) for c in criteria} == {2, 3, 4, 5}
    shares_stated = Counter(
        "all" if all(shares) else "some" if any(shares) else "none"
        for c in criteria
        if (shares := [level.share is not None for level in c.levels])
    )
    assert min(shares_stated[word] for word in ("all", "some", "none")) > 100
    assert {(r.basis, r.step) for r in ratings} >= {(b, "strong_misfit") for b in BASES}
    assert any(r.documents_say for r in ratings)
    states: set[State] = {"answered", "refused", "not_known", "not_asked"}
    assert {answer.state for answer in answers} == states
    assert any(case.profile.agency for case in cases)
    assessments = [assessed(case) for case in cases]
    assert {len(case.profile.segments) for case in cases} == {0, 2, 3, 4}
    assert {h.way for case in cases for h in case.rules.hybrids.values()} == set(WAYS)
    assert any(h.leads and h.requirements for case in cases for h in case.rules.hybrids.values())
    assert any(case.profile.weights for case in cases)
    assert any(case.profile.priorities for case in cases)
    ways = Counter(
        s.way
        for assessment in assessments
        for s in assessment.ranking
        if s.id == assessment.recommended
    )
    assert set(ways) == {"", *WAYS}
    checks = [
        c for assessment in assessments for s in assessment.ranking for c in s.feasibility.checks
    ]
    assert {c.state for c in checks} == {"met", "unmet", "to_confirm"}
    assert any(c.posts for c in checks)
    assert {
        s.feasibility.state for assessment in assessments for s in assessment.ranking
    } == FEASIBLE
    assert any(len(s.parts) == 3 for assessment in assessments for s in assessment.ranking)
    assert {assessment.could_change for assessment in assessments} == {"none", "several", "single"}
    assert any(assessment.switches for assessment in assessments)
    assert any(assessment.weight_thresholds for assessment in assessments)
    assert any(len(assessment.stability.firsts) > 1 for assessment in assessments)
    assert any(assessment.tied for assessment in assessments)
    assert any(assessment.unranked for assessment in assessments)
    assert any(assessment.cautions for assessment in assessments)
    assert any(
        len({s.rank for s in assessment.ranking}) < len(assessment.ranking)
        for assessment in assessments
    )


@pytest.mark.thorough
def test_groups_reach_everything() -> None:
    cases = [in_groups(seed).case for seed in range(150)]
    ranked = [s for case in cases for s in assessed(case).ranking]
    tiers = [s for s in ranked if s.posts is not None]
    assert {len(s.parts) for s in tiers} == {2, 3}
    assert any(part.by_posts for s in tiers for part in s.contributions)
    assert any(part.by_clinicians for s in tiers for part in s.posts.parts)
    assert {s.posts.state for s in tiers} == {"met", "unmet", "to_confirm"}
    assert {s.feasibility.state for s in tiers} == {"yes", "no", "to_confirm"}
    assert any(s.able and s.suits for s in tiers)
