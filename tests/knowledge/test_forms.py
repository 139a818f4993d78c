"""Forms are found by every name that people use, and pointed to by answers."""

from pathlib import Path

import pytest

from casemodel.knowledge.bundled import load_rules, rules_directory
from casemodel.knowledge.forms import as_model, fitting_forms, form_called, forms_of
from casemodel.profiles.reader import read_profile
from tests.cli.process import casemodel

RULES = load_rules(rules_directory())
ROOT = Path(__file__).parents[2]

NAMED_IN_THE_AUDIT = {
    "ACT": "act",
    "assertive community treatment": "act",
    "FACT": "flexible_act",
    "flexible ACT": "flexible_act",
    "CTI": "critical_time_intervention",
    "Housing First": "housing_first",
    "rapid re-housing": "rapid_rehousing",
    "coordinated specialty care": "coordinated_specialty_care",
    "wraparound": "wraparound",
    "CoCM": "collaborative_care",
    "PACE": "pace",
    "GRACE": "grace",
    "transitional care": "transitional_care",
    "Pathways HUB": "pathways_hub",
    "community health workers": "pathways_hub",
    "ARTAS": "artas",
    "peer navigator": "peer_navigation",
    "targeted case management": "medicaid_tcm",
    "ECM": "enhanced_care_management",
    "CCBHC": "ccbhc",
    "Ryan White medical": "ryan_white_medical",
    "Ryan White non-medical": "ryan_white_non_medical",
    "LTSS": "long_term_services",
    "workers comp case management": "workers_compensation",
    "2-1-1": "information_and_referral",
    "virtual case management": "telephone",
}


@pytest.mark.parametrize(("word", "form"), NAMED_IN_THE_AUDIT.items())
def test_a_form_is_found_by_the_name_people_use(word, form):
    named_form = form_called(RULES, word)
    assert named_form is not None
    assert named_form.id == form


def test_a_word_that_names_no_form():
    assert form_called(RULES, "astrology") is None


@pytest.mark.parametrize("form", RULES.forms.values(), ids=lambda form: form.id)
def test_answers_point_to_every_form(form):
    levels = {condition.criterion: condition.levels[0] for condition in form.when}
    assert form in fitting_forms(RULES, levels, form.parents)
    first = form.when[0].criterion
    assert form not in fitting_forms(RULES, levels | {first: "not a level"}, form.parents)


def test_every_model_has_forms():
    assert all(forms_of(RULES, model.id) for model in RULES.scored_models())


def test_a_form_stands_beside_models_and_is_not_scored():
    described = as_model(RULES.forms["act"])
    assert not described.scored
    assert "10" in described.features["caseload"].says


@pytest.mark.parametrize(
    "command",
    [
        ("show", "act"),
        ("show", "Ryan White non-medical"),
        ("compare", "icm", "act"),
        ("why-not", "act", "profiles/organizations/county_agency.yaml"),
        ("handout", "act", "icm"),
    ],
)
def test_commands_know_forms(command):
    ran = casemodel(*command, cwd=ROOT)
    assert ran.status == 0, ran.err
    assert "ssertive" in ran.out + ran.err or "Ryan White" in ran.out


@pytest.mark.parametrize("word", NAMED_IN_THE_AUDIT)
def test_what_is_run_now_may_be_a_form_by_any_of_its_names(word, tmp_path):
    path = tmp_path / "org.yaml"
    path.write_text(f"schema: 1\nkind: organization\ncurrent_model: {word}\nanswers: {{}}\n")
    result = read_profile(path, RULES)
    assert result.profile.current_model == NAMED_IN_THE_AUDIT[word]
    assert "stands for it here" in result.document.remarks[0].says


@pytest.mark.parametrize("form", RULES.forms.values(), ids=lambda form: form.id)
def test_a_handout_answers_every_question_about_a_form(form):
    from casemodel.knowledge.handout_file import load_handout

    handout = load_handout(None, RULES)
    answers = handout.of_form(form, RULES)
    assert len(answers) == len(handout.rows)
    assert all(answer.says and answer.claims for answer in answers)
    assert form.for_whom in {answer.says for answer in answers}
