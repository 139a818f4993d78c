"""The tests that come with the rules: each holds, and together they reach everything."""

import shutil

import pytest

from casemodel.knowledge import rule_files
from casemodel.knowledge.bundled import load_rules, rules_directory
from casemodel.workshop.coverage import coverage_of
from casemodel.workshop.rule_test_reader import load_rule_tests
from casemodel.workshop.running import run_test
from tests.cli.process import casemodel
from tests.shipped import shipped

RULES = shipped()
TESTS = load_rule_tests(rules_directory(), RULES)


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.id)
def test_holds(test):
    assert run_test(RULES, test).misses == ()


def test_every_criterion_level_and_model_is_reached():
    coverage = coverage_of(RULES, TESTS)
    assert coverage.criteria.missing == ()
    assert coverage.levels.missing == ()
    assert coverage.models.missing == ()


def test_nothing_in_the_folder_is_a_rule(tmp_path):
    """The digest of the rules is the same without their tests, and what a test cites counts not."""
    shutil.copytree(rules_directory(), tmp_path / "rules")
    with_tests = rule_files.read_bytes(tmp_path / "rules").digest()
    shutil.rmtree(tmp_path / "rules" / "tests")
    assert rule_files.read_bytes(tmp_path / "rules").digest() == with_tests == RULES.digest


def test_a_wrong_rating_fails_for_its_reason(tmp_path):
    """One rating made neutral: the first places stay, but a reason is missed."""
    shutil.copytree(rules_directory(), tmp_path / "rules")
    model = tmp_path / "rules" / "models" / "clinical.yaml"
    text = model.read_text(encoding="utf-8")
    rated = "acute: {rating: strong_fit, basis: document"
    assert text.count(rated) == 1
    model.write_text(text.replace(rated, rated.replace("strong_fit", "neutral")), encoding="utf-8")
    rules = load_rules(tmp_path / "rules")
    outcomes = [run_test(rules, test) for test in load_rule_tests(tmp_path / "rules", rules)]
    missed = [(o.test.id, miss.expected) for o in outcomes for miss in o.misses]
    assert ("home_from_hospital", "acuity speaks for clinical") in missed
    assert {miss.key for o in outcomes for miss in o.misses} == {"reasons"}


def test_the_command_runs_them_all(tmp_path):
    ran = casemodel("rules", "test", "--plain", cwd=tmp_path)
    assert ran.status == 0, ran.out + ran.err
    assert ran.out.startswith(f"title: {len(TESTS)} tests, all passed\n")
