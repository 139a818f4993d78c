"""After the choice there is a plan: from rules and gaps, for what would be run and what is run."""

import json

import jsonschema
import pytest

from casemodel.engine.assessment import assess
from casemodel.engine.decision_problem import Options
from casemodel.explanation.explain import explain
from casemodel.explanation.values import Explanation
from casemodel.knowledge.bundled import load_rules
from casemodel.profiles.reader import load_profile
from casemodel.render.json_models.schemas import output_schema
from tests.cli.process import casemodel
from tests.rulebase import write
from tests.shipped import shipped
from tests.stories.test_board_report import EXAMPLES, ORGANIZATIONS


@pytest.fixture(scope="module", params=EXAMPLES)
def explanation(request: pytest.FixtureRequest) -> Explanation:
    profile = load_profile(ORGANIZATIONS / f"{request.param}.yaml", shipped())
    return explain(assess(shipped(), profile, Options(draws=20)))


def test_a_plan_has_a_step_for_every_requirement_that_is_not_met(explanation):
    steps_text = " ".join(step.line.text.lower() for step in explanation.plan.steps)
    for gap in explanation.gaps:
        assert (gap.to_close if gap.unmet else gap.name).lower().rstrip(".") in steps_text


def test_steps_come_in_order_and_a_must_comes_before_a_should(explanation):
    days = [step.by for step in explanation.plan.steps]
    assert days == sorted(days)
    assert set(days) <= {30, 60, 90}
    assert shipped().plans.gaps.must <= shipped().plans.gaps.should


def test_what_is_run_now_asks_for_no_change():
    profile = load_profile(ORGANIZATIONS / "two_groups_without_staff.yaml", shipped())
    plan = explain(assess(shipped(), profile, Options(draws=20))).plan
    assert (plan.name, plan.changes, plan.leaving) == ("Brokerage", False, ())
    assert all(step.line.text.startswith("Close a gap") for step in plan.steps)
    later = [step.line.of for step in plan.steps if step.by == 90]
    assert set(later) == {"To be able to run Brokerage with intensive"}


def test_clients_who_were_served_otherwise_are_thought_of():
    profile = load_profile(ORGANIZATIONS / "county_agency.yaml", shipped())
    plan = explain(assess(shipped(), profile, Options(draws=20))).plan
    assert "Clients who leave Brokerage" in {line.of for line in plan.leaving}


def test_a_form_that_fits_adds_its_own_steps_and_measures():
    profile = load_profile(ORGANIZATIONS / "two_groups.yaml", shipped())
    plan = explain(assess(shipped(), profile, Options(draws=20))).plan
    form = "Assertive community treatment"
    assert form in {step.line.of for step in plan.steps}
    assert form in {line.of for line in plan.measures}


def test_a_client_has_no_plan():
    path = ORGANIZATIONS.parent / "clients" / "in_danger.yaml"
    profile = load_profile(path, shipped())
    assert explain(assess(shipped(), profile, Options(draws=20))).plan is None


def test_rules_without_plans_give_none(tmp_path):
    small = load_rules(write(tmp_path))
    profile = load_profile(ORGANIZATIONS / "eight_answers.yaml", shipped())
    assert shipped().plans is not None
    assert small.plans is None
    without = shipped()._replace(plans=None)
    assert explain(assess(without, profile, Options(draws=20))).plan is None


def test_the_command_prints_it_as_text_markdown_and_typed_json(tmp_path):
    path = str(ORGANIZATIONS / "two_groups.yaml")
    text = casemodel("plan", path, "--draws", "100", cwd=tmp_path)
    assert (text.status, text.err) == (0, "")
    assert "By day 30" in text.out
    assert "After 180 days (2027-05-04, if you decide on 2026-11-05)" in text.out
    markdown = casemodel("plan", path, "--draws", "100", "--format", "markdown", cwd=tmp_path)
    assert "## Measures to watch" in markdown.out
    ran = casemodel("plan", path, "--draws", "100", "--format", "json", cwd=tmp_path)
    output = json.loads(ran.out)
    jsonschema.validate(output, output_schema("plan"))
    for line in (*output["plan"]["steps"], *output["plan"]["measures"], *output["plan"]["leaving"]):
        assert line["ours"] == (not line["claims"])
        assert bool(line["cites"]) == bool(line["claims"])


def test_a_client_s_profile_is_sent_to_the_right_command(tmp_path):
    path = str(ORGANIZATIONS.parent / "clients" / "in_danger.yaml")
    ran = casemodel("plan", path, cwd=tmp_path)
    assert ran.status == 2
    assert "casemodel score" in ran.err
