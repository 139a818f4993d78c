"""Referral alone: enough, nearly so or no; and never where there is danger."""

import pytest

from casemodel.engine.referral import referral_for
from casemodel.knowledge.criteria import KINDS
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
