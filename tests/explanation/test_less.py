"""Less than a model: said first where it holds, never in danger; and what to do until then."""

import pytest

from casemodel.engine.assessment import assess
from casemodel.engine.decision_problem import Options
from casemodel.explanation.explain import explain
from casemodel.knowledge.criteria import KINDS
from casemodel.profiles.values import Answer, Segment
from tests.explanation.answered import RULES, profile_of

REFERRAL = RULES.referral
DANGERS = REFERRAL.ask_first
SAFE = dict.fromkeys(DANGERS, "no")


def holding(kind):
    return {condition.criterion: condition.levels[0] for condition in REFERRAL.case(kind).when}


def explained(kind, levels, **others):
    return explain(assess(RULES, profile_of(kind, levels, **others), Options(draws=1)))


def all_said(explanation):
    """Every text of the answer that speaks of more than one question's rating."""
    texts = [
        explanation.headline,
        *explanation.less,
        *explanation.fitting_forms,
        *explanation.notes,
        *explanation.served,
    ]
    return " ".join(
        [*(sentence.text for sentence in texts), *(c.text for c in explanation.cautions)]
    )


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_said_before_any_model(kind):
    explanation = explained(kind, holding(kind) | SAFE)
    assert explanation.headline.text.startswith(
        "Information and referral alone may be enough. If more"
    )
    assert explanation.referral.state == "enough"
    assert [sentence.text for sentence in explanation.less] == [REFERRAL.case(kind).says]
    assert REFERRAL.form in {form.id for form in explanation.forms}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("danger", DANGERS)
def test_nothing_says_so_in_danger(kind, danger):
    text = all_said(explained(kind, holding(kind) | SAFE | {danger: "yes"})).lower()
    assert "referral" not in text
    assert "no case management" not in text
    assert "911" in text


@pytest.mark.parametrize("danger", DANGERS)
def test_nothing_says_so_where_one_group_is_in_danger(danger):
    groups = tuple(
        Segment(name, 50, "50%", {danger: Answer("answered", level)})
        for name, level in (("A", "no"), ("B", "yes"))
    )
    explanation = explained("organization", holding("organization"), segments=groups)
    assert explanation.referral is None
    assert any(caution.danger for caution in explanation.cautions)
    assert "referral" not in all_said(explanation).lower()


@pytest.mark.parametrize("kind", KINDS)
def test_danger_is_asked_first_where_nobody_ruled_it_out(kind):
    explanation = explained(kind, holding(kind))
    assert explanation.headline.text.startswith("Ask about danger first. If there is none,")
    assert REFERRAL.form not in {form.id for form in explanation.forms}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_left_is_in_the_headline(kind):
    levels = holding(kind) | SAFE
    for criterion in holding(kind):
        other_levels = {name: level for name, level in levels.items() if name != criterion}
        explanation = explained(kind, other_levels)
        name = RULES.criteria[criterion].name
        assert explanation.referral.missing == (name,)
        assert (
            f"if one more answer agrees: {name[0].lower()}{name[1:]}." in explanation.headline.text
        )


def test_an_answer_that_speaks_against_it_is_in_the_headline():
    levels = holding("client") | SAFE | {"contact": "regular"}
    text = explained("client", levels).headline.text
    assert "comes close. One answer speaks against it: amount of contact." in text


def test_danger_that_nobody_ruled_out_is_said_of_a_client():
    answers = {"danger_self": Answer("refused", ""), "danger_by_client": Answer("unknown", "")}
    profile = profile_of("client", {"acuity": "stable", "danger_from_others": "no"})
    profile = profile._replace(answers={**profile.answers, **answers})
    explanation = [
        danger.text for danger in explain(assess(RULES, profile, Options(draws=1))).danger_open
    ]
    assert explanation == [
        "Not known: danger to others. Ask first. If life is at risk, call 911.",
        "The person would not say: danger to self. That is not a no.",
    ]
    assert explained("client", SAFE).danger_open == ()
    assert explained("organization", {"acuity": "stable"}).danger_open == ()


NEEDS = {
    "complexity": "many",
    "practical_help": "much",
    "contact": "frequent",
    "serious_mental_illness": "main",
}
NOT_HERE = {"place_of_work": "office", "clinicians": "none", "professions": "one"}


def test_what_suits_cannot_be_run_and_what_can_be_run_does_not_suit():
    explanation = explained("organization", NEEDS | NOT_HERE)
    assert not explanation.recommended
    assert "cannot run here, and those that can run do not suit them" in explanation.headline.text
    assert "staff who visit clients" in explanation.headline.text
    assert [sentence.text for sentence in explanation.less] == [REFERRAL.meanwhile.says]
    runs = [ranked for ranked in explanation.ranking if ranked.feasible != "no"]
    assert runs
    assert all(ranked.needs_against for ranked in runs)


def test_what_can_be_run_and_suits_needs_no_such_sentence():
    explanation = explained("organization", NEEDS | {"place_of_work": "field"})
    assert explanation.recommended
    assert explanation.less == ()


def test_what_one_group_has_answered_is_no_answer_of_the_other():
    of_all = holding("organization") | SAFE
    criterion = REFERRAL.case("organization").when[0].criterion
    level = of_all.pop(criterion)
    other_level = next(
        other.id
        for other in RULES.criteria[criterion].levels
        if other.id not in REFERRAL.case("organization").when[0].levels
    )

    def headline(**of_second):
        groups = tuple(
            Segment(name, 1, "50%", {c: Answer("answered", level) for c, level in levels.items()})
            for name, levels in (("first", {criterion: level}), ("second", of_second))
        )
        return explained("organization", of_all, segments=groups).headline.text

    assert headline(**{criterion: level}).startswith(
        "Information and referral alone may be enough. "
    )
    assert "if one more answer agrees" in headline()
    assert "One answer speaks against it" in headline(**{criterion: other_level})
