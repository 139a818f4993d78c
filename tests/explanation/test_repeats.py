"""Sources that repeat one another count once: a reason cites each finding by one of them."""

from casemodel.engine.assessment import assess
from casemodel.engine.decision_problem import Options
from casemodel.explanation.explain import explain
from casemodel.explanation.reasons import opponents
from casemodel.knowledge.bundled import profiles_directory
from casemodel.knowledge.values import Rules
from casemodel.profiles.reader import load_profile
from tests.shipped import shipped

RULES = shipped()
KNOWN = opponents(RULES, "all")


def repeats(rules: Rules, cites: tuple[str, ...]) -> list[str]:
    """Places among these that repeat another of them."""
    return [
        f"{source.id} {paragraph.number}"
        for source in rules.sources.values()
        for paragraph in source.paragraphs
        if f"{source.id} {paragraph.number}" in cites
        and {str(place) for place in paragraph.repeats} & set(cites)
    ]


def test_no_reason_cites_a_place_and_one_that_repeats_it():
    for name in ("clients/street_and_crisis.yaml", "organizations/county_agency.yaml"):
        path = profiles_directory() / name
        profile = load_profile(path, RULES)
        explanation = explain(assess(RULES, profile, Options(draws=1)), detail=True)
        for reason in (reason for reasons in explanation.reasons.values() for reason in reasons):
            assert repeats(RULES, reason.cites) == [], (path.stem, reason.id)


def test_what_is_left_out_still_stands_for_something():
    for claim in RULES.claims:
        assert KNOWN.independent_places((claim,)), claim
