"""Stories of organizations with groups of clients: who should be served by what."""

from fractions import Fraction

from casemodel.engine.assessment import Assessment, assess
from casemodel.engine.decision_problem import Options
from casemodel.profiles.values import Answer, Profile, Segment
from tests.laws.strategies import shipped

FINDING_THE_WAY = {
    "obstacle_access": "main", "obstacle_personal": "no", "complexity": "one", "acuity": "stable",
    "engagement": "willing", "self_management": "alone", "contact": "little", "crisis": "rare",
    "hospital_use": "low", "hard_to_reach": "easy", "duration": "brief",
}  # fmt: skip
ON_THE_STREET = {
    "housing": "homeless", "serious_mental_illness": "main", "substance_use": "part",
    "acuity": "acute", "complexity": "many", "contact": "frequent", "crisis": "any_hour",
    "engagement": "unlikely", "hard_to_reach": "hard", "hospital_use": "high",
    "self_management": "hands_on", "practical_help": "much",
}  # fmt: skip
IN_TREATMENT = {
    "obstacle_access": "no", "obstacle_personal": "main", "treatment": "yes",
    "plan_leader": "clinician", "engagement": "hesitant", "acuity": "changing",
    "contact": "regular", "hospital_use": "some", "hard_to_reach": "easy", "housing": "stable",
    "serious_mental_illness": "part", "complexity": "several",
}  # fmt: skip
AGENCY = {
    "budget": "moderate", "after_hours": "phone", "communication": "strong",
    "community_services": "many", "integrated_data": "shared", "place_of_work": "mixed",
    "professions": "few", "staff_skills": "experienced", "workflows": "defined",
}  # fmt: skip


def _levels(levels: dict[str, str]) -> dict[str, Answer]:
    rules = shipped()
    return {
        criterion: Answer("answered", rules.criteria[criterion].level(level).id)
        for criterion, level in levels.items()
    }


def _assessed(numbers: dict[str, str], *groups: tuple[str, int, dict[str, str]]) -> Assessment:
    segments = tuple(
        Segment(name, part, f"{part}%", _levels(needs)) for name, part, needs in groups
    )
    profile = Profile("organization", "", "", _levels(AGENCY), numbers, segments=segments)
    return assess(shipped(), profile, Options(draws=60))


def test_a_shelter_and_a_help_desk() -> None:
    """40% live on the street and must be sought out; the others only look for the right office.

    100 clients at 20 each are 5 posts, and 150 at 75 are 2: of 9 posts there are enough.
    """
    assessment = _assessed(
        {"clients": "250", "case_managers": "9"},
        ("on the street", 40, ON_THE_STREET),
        ("finding the way", 60, FINDING_THE_WAY),
    )
    tier = assessment.standing("brokerage_and_intensive")
    assert [group.first for group in assessment.groups] == [("intensive",), ("brokerage",)]
    assert assessment.recommended == "brokerage_and_intensive"
    assert tier.serves == ("intensive", "brokerage")
    assert tier.suits
    assert tier.posts is not None
    assert (tier.posts.asked, tier.posts.state) == (7, "met")
    for model in ("intensive", "brokerage"):
        assert assessment.standing(model).against > 0
    assert assessment.stability.same >= 30


def test_a_county_with_three_groups() -> None:
    """A third of the clients also need treatment by the one who coordinates it."""
    assessment = _assessed(
        {"clients": "300", "case_managers": "14", "clinicians_on_staff": "5"},
        ("on the street", 30, ON_THE_STREET),
        ("in treatment", 35, IN_TREATMENT),
        ("finding the way", 35, FINDING_THE_WAY),
    )
    assert [group.first for group in assessment.groups] == [
        ("intensive",),
        ("clinical",),
        ("brokerage",),
    ]
    assert assessment.recommended == "brokerage_and_clinical_and_intensive"
    tier = assessment.standing(assessment.recommended)
    assert tier.serves == ("intensive", "clinical", "brokerage")
    assert tier.posts is not None
    # 90 / 20 = 4.5, 105 / 35 = 3 clinicians, and 105 / 75 counts as the least, 2.
    assert (tier.posts.asked, tier.posts.clinicians_asked) == (Fraction(19, 2), 3)


def test_two_groups_and_too_few_staff() -> None:
    """Six posts are two short of what the clients on the street ask for."""
    groups = (("on the street", 55, ON_THE_STREET), ("finding the way", 45, FINDING_THE_WAY))
    assessment = _assessed({"clients": "220", "case_managers": "6"}, *groups)
    tier = assessment.standing("brokerage_and_intensive")
    assert tier.posts is not None
    # 121 / 20 = 6.05, and 99 / 75 counts as the least, 2.
    assert (tier.posts.asked, tier.posts.have) == (Fraction(805, 100), 6)
    assert tier.posts.state == "unmet"
    assert (tier.able, tier.feasibility.state) == (False, "no")
    assert assessment.recommended != "brokerage"  # needs of 55% speak against it
    assert assessment.standing("brokerage").against > Fraction(1, 2)
    with_staff = _assessed({"clients": "220", "case_managers": "9"}, *groups)
    assert with_staff.recommended == "brokerage_and_intensive"
