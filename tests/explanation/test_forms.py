"""Forms and referral alone on an answer: said where answers point to them, and why."""

import pytest

from casemodel.explanation.forms import forms_for, referral_shown
from casemodel.knowledge.bundled import load_rules, rules_directory
from casemodel.knowledge.values import KINDS

RULES = load_rules(rules_directory())
assert RULES.referral is not None


@pytest.mark.parametrize("form", RULES.forms.values(), ids=lambda form: form.id)
def test_a_form_is_named_with_every_answer_that_decides(form):
    levels = {condition.criterion: condition.levels[0] for condition in form.when}
    kinds = [
        kind
        for kind in KINDS
        if all(kind in RULES.criteria[criterion].asked_of for criterion in levels)
    ]
    for kind in kinds:
        shown = forms_for(RULES, kind, levels, form.parents)
        fitting = next(one for one in shown if one.id == form.id)
        assert len(fitting.answers) == len(form.when)
        assert all(name and answer for name, answer in fitting.answers)


def test_a_form_is_not_named_without_its_answers():
    assert forms_for(RULES, "client", {}, RULES.models) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_left_to_ask_before_referral_alone_is_named(kind):
    levels = {one.criterion: one.levels[0] for one in RULES.referral.case(kind).when}
    shown = referral_shown(RULES, kind, levels)
    assert shown is not None
    assert shown.state == "enough"
    assert len(shown.ask_first) == len(RULES.referral.ask_first.criteria)
    first = next(iter(levels))
    levels.pop(first)
    nearly = referral_shown(RULES, kind, levels)
    assert nearly is not None
    assert nearly.missing == (RULES.criteria[first].name,)


@pytest.mark.parametrize("kind", KINDS)
def test_danger_leaves_no_word_of_referral_alone(kind):
    levels = {one.criterion: one.levels[0] for one in RULES.referral.case(kind).when}
    for condition in RULES.referral.never.when:
        for level in condition.levels:
            assert referral_shown(RULES, kind, levels | {condition.criterion: level}) is None
