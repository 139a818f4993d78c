"""Forms on an answer: named where answers point to them, and why."""

import pytest

from casemodel.engine.assessment import assess
from casemodel.engine.decision_problem import Options
from casemodel.explanation.explain import explain
from casemodel.explanation.forms import forms_for
from casemodel.knowledge.criteria import KINDS
from casemodel.profiles.values import Answer, Segment
from tests.explanation.answered import RULES, profile_of


def shown(kind, levels, models):
    return forms_for(assess(RULES, profile_of(kind, levels)), models)


@pytest.mark.parametrize("form", RULES.forms.values(), ids=lambda form: form.id)
def test_a_form_is_named_with_every_answer_that_decides(form):
    levels = {condition.criterion: condition.levels[0] for condition in form.when}
    for kind in KINDS:
        if form.id == RULES.referral.form:  # which is named only where referral alone is enough
            levels |= {
                condition.criterion: condition.levels[0]
                for condition in RULES.referral.case(kind).when
            }
        if all(kind in RULES.criteria[criterion].asked_of for criterion in levels):
            fitting = next(
                shown_form
                for shown_form in shown(kind, levels, form.parents)
                if shown_form.id == form.id
            )
            assert len(fitting.answers) == len(form.when)
            assert all(name and answer for name, answer in fitting.answers)


def test_a_form_is_not_named_without_its_answers():
    assert shown("client", {}, RULES.models) == ()


def test_a_form_fits_every_group_that_its_model_serves():
    """What is answered of one group says nothing of another of whom nobody answered."""
    of_one = {"crisis": "any_hour", "serious_mental_illness": "main"}
    answers = {criterion: Answer("answered", level) for criterion, level in of_one.items()}
    groups = (Segment("in crisis", 1, "50%", answers), Segment("others", 1, "50%", {}))
    assessment = assess(RULES, profile_of("organization", {}, segments=groups))
    assert "act" not in {form.id for form in forms_for(assessment, ("intensive",))}
    parts = ("brokerage", "intensive")
    assert "act" in {form.id for form in forms_for(assessment, parts, parts[::-1])}
    assert "act" not in {form.id for form in forms_for(assessment, parts, parts)}


def test_a_form_that_fits_is_named_with_the_answer_that_decides():
    levels = {"crisis": "any_hour", "serious_mental_illness": "main", "contact": "frequent"}
    explanation = explain(assess(RULES, profile_of("client", levels)))
    assert explanation.recommended == "intensive"
    sentences = " ".join(fitting_form.text for fitting_form in explanation.fitting_forms)
    assert "Assertive community treatment (crises and after-hours need: often" in sentences


@pytest.mark.thorough
@pytest.mark.parametrize("form", RULES.forms.values(), ids=lambda form: form.id)
def test_what_is_run_now_is_called_by_its_own_name(form):
    profile = profile_of("organization", {"acuity": "stable"}, current_model=form.id)
    explanation = explain(assess(RULES, profile, Options(draws=100)))
    parent = RULES.models[form.parents[0]].name
    assert explanation.current.compared == form.parents[0]
    assert f"You run {form.name}, counted here as {parent}" in explanation.baseline[0].text
