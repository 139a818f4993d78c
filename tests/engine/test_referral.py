"""Referral alone: enough, nearly so or no; and never where there is danger."""

import pytest

from casemodel.engine.assessment import assess
from casemodel.engine.decision_problem import Options
from casemodel.engine.referral import referral_for
from casemodel.knowledge.criteria import KINDS
from casemodel.profiles.values import Answer, Profile, Segment
from tests.shipped import shipped

RULES = shipped()
assert RULES.referral is not None
DANGERS = RULES.referral.ask_first


def holding(kind):
    return {
        condition.criterion: condition.levels[0] for condition in RULES.referral.case(kind).when
    }


@pytest.mark.parametrize("kind", KINDS)
def test_all_conditions_and_no_danger_make_it_enough(kind):
    referral = referral_for(RULES, kind, holding(kind) | dict.fromkeys(DANGERS, "no"))
    assert referral.state == "enough"
    assert referral.ask_first == ()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("danger", DANGERS)
def test_danger_that_nobody_ruled_out_makes_it_not_yet_enough(kind, danger):
    levels = holding(kind) | dict.fromkeys(DANGERS, "no")
    levels.pop(danger)
    referral = referral_for(RULES, kind, levels)
    assert referral.state == "danger_unknown"
    assert referral.ask_first == (danger,)


@pytest.mark.parametrize("kind", KINDS)
def test_all_but_one_make_it_nearly_so(kind):
    levels = holding(kind)
    for criterion in levels:
        other_levels = {name: level for name, level in levels.items() if name != criterion}
        referral = referral_for(RULES, kind, other_levels)
        assert referral.state == "nearly"
        assert [condition.criterion for condition in referral.missing] == [criterion]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("danger", DANGERS)
def test_never_in_danger(kind, danger):
    assert referral_for(RULES, kind, {**holding(kind), danger: "yes"}).state == "no"


@pytest.mark.parametrize("danger", DANGERS)
def test_never_with_danger_in_one_group(danger):
    levels = holding("organization")
    groups = ({**levels, danger: "no"}, {**levels, danger: "yes"})
    assert referral_for(RULES, "organization", levels, groups).state == "no"


@pytest.mark.parametrize("kind", KINDS)
def test_two_missing_say_nothing(kind):
    levels = dict(list(holding(kind).items())[2:])
    assert referral_for(RULES, kind, levels).state == "no"
    assert referral_for(RULES, kind, {}).state == "no"


def of_two_groups(everyone, first, second):
    """The finding for an organization of two groups, by what is answered of whom."""
    of_everyone, *of_groups = (
        {criterion: Answer("answered", level) for criterion, level in levels.items()}
        for levels in (everyone, first, second)
    )
    groups = tuple(
        Segment(name, 1, "50%", answers)
        for name, answers in zip(("steady", "new"), of_groups, strict=True)
    )
    profile = Profile("organization", "", "", of_everyone, {}, segments=groups)
    return assess(RULES, profile, Options(draws=1)).referral


def test_what_is_answered_of_one_group_is_not_known_of_all():
    no_danger = dict.fromkeys(DANGERS, "no")
    known = holding("organization")
    assert of_two_groups({}, known | no_danger, known | no_danger).state == "enough"
    assert of_two_groups({}, known | no_danger, {}).state == "no"
    finding = of_two_groups({}, known | no_danger, known)
    assert (finding.state, finding.ask_first) == ("danger_unknown", DANGERS)
