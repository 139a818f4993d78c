"""The plans of the rules: every model has one, and nothing in them is misspelled."""

import pytest

from casemodel.files.problems import ProblemsFound
from casemodel.knowledge.bundled import load_rules
from tests.rulebase import write
from tests.shipped import shipped

PLANS = """\
schema: 1
review: {after_days: 90, says: Look again., claims: []}
gaps: {must: 30, should: 60, confirm: 30}
gaps_reason: Ours.
change:
  steps: [{by: 30, says: Begin., claims: [B01]}]
ways: {}
models: {light: {steps: [{by: 60, says: Go on., claims: []}]}}
forms: {}
"""


def wrong(tmp_path, old, new):
    write(tmp_path / "rules")
    text = PLANS.replace(old, new)
    assert text != PLANS
    (tmp_path / "rules" / "steps.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        load_rules(tmp_path / "rules")
    return [(problem.code, problem.line) for problem in caught.value.problems]


def test_every_model_has_steps_for_each_day_and_measures():
    rules = shipped()
    for model in rules.scored_models():
        plan = rules.plans.models[model.id]
        assert {step.by for step in plan.steps} == {30, 60, 90}
        assert plan.measures
        assert plan.leaving


def test_plans_are_kept_and_count_in_the_digest(tmp_path, rules):
    write(tmp_path / "rules")
    (tmp_path / "rules" / "steps.yaml").write_text(PLANS, encoding="utf-8")
    with_plans = load_rules(tmp_path / "rules")
    assert with_plans.plans.models["light"].steps[0].says == "Go on."
    assert with_plans.digest != rules.digest


def test_what_is_misspelled_is_told_at_its_line(tmp_path):
    assert wrong(tmp_path / "claim", "claims: [B01]", "claims: [B00]") == [("R201", 6)]
    assert wrong(tmp_path / "model", "models: {light:", "models: {lihgt:") == [("R207", 8)]
    assert wrong(tmp_path / "form", "forms: {}", "forms: {act: {}}") == [("R207", 9)]
    assert wrong(tmp_path / "day", "by: 30", "by: 31")[0][1] == 6
    assert wrong(tmp_path / "way", "ways: {}", "ways: {tired: {}}")[0][1] == 7
