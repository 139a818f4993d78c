"""`casemodel check`, `casemodel rules check` and `casemodel explain`, as a user runs them."""

import json
from pathlib import Path

import pytest

from casemodel.texts.problems import problem_texts
from tests.cli.process import casemodel
from tests.rulebase import write
from tests.workshop.broken import RULES, Change, changed

CLIENT = """\
schema: 1
kind: client
id: Q-7719
note: Zebra
answers:
  acuity: stable
  crisis: any_hour
  complexity: {answer: one, note: Giraffe}
  chronic_illness: complex
agency: {name: Ostrich, answers: {goal_cost: main}}
"""
ORG = """\
schema: 1
kind: organization
answers:
  acuity: stable
  crisis: any_hour
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "client.yaml").write_text(CLIENT)
    (tmp_path / "org.yaml").write_text(ORG)
    (tmp_path / "bad.yaml").write_text(ORG.replace("stable", "stabel"))
    return tmp_path


def test_advice_alone_is_no_failure(folder):
    ran = casemodel("check", "org.yaml", cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    assert "org.yaml:4:3: advice: The situation is called stable" in ran.out
    assert "  4 |   acuity: stable\n" in ran.out
    assert ran.out.endswith("1 file: no problems, 2 pieces of advice.\n")


def test_problems_of_all_files_come_first_and_then_advice_each_in_the_order_of_the_files(folder):
    ran = casemodel("check", "org.yaml", "bad.yaml", "gone.yaml", "client.yaml", cwd=folder)
    assert (ran.status, ran.err) == (1, "")
    places = ("bad.yaml:4:11: This is not", "gone.yaml: This file", "org.yaml:4", "client.yaml:5")
    positions = [ran.out.index(place) for place in places]
    assert positions == sorted(positions)
    assert "4 files: 2 problems, " in ran.out


@pytest.mark.parametrize("form", ["text", "plain", "json"])
def test_no_answer_of_a_client_is_shown(folder, form):
    ran = casemodel("check", "client.yaml", "--format", form, cwd=folder)
    assert ran.status == 0
    assert "A101" in ran.out
    secrets = ("Q-7719", "Zebra", "Giraffe", "Ostrich", "stable", "any_hour", "any hour", "main")
    assert [secret for secret in secrets if secret in ran.out] == []


def test_a_profile_on_standard_input(folder):
    ran = casemodel("check", "-", cwd=folder, stdin=ORG)
    assert ran.status == 0
    assert ran.out.startswith("standard input:3:1: advice:")


def test_the_json_of_a_check(folder):
    output = json.loads(casemodel("check", "bad.yaml", "--format", "json", cwd=folder).out)
    assert (output["schema_version"], output["output"], output["files"]) == (
        1,
        "check",
        ["bad.yaml"],
    )
    (problem,) = output["problems"]
    assert (problem["code"], problem["line"], problem["column"]) == ("P405", 4, 11)
    assert output["advice"] == []


def test_plain_is_one_finding_a_line(folder):
    ran = casemodel("check", "org.yaml", "bad.yaml", "--plain", cwd=folder)
    labels = [line.split(":")[0] for line in ran.out.splitlines()]
    assert labels == ["problem 1 of 1", "advice 1 of 2", "advice 2 of 2", "result"]


def test_broken_rules_are_told_in_place_of_the_profile(folder):
    write(folder / "rules", changed(Change("method.yaml", "little_said: 3", "little_said: x")))
    ran = casemodel("check", "org.yaml", "--rules", "rules", cwd=folder)
    assert ran.status == 1
    assert "[R104]" in ran.out


def test_plain_and_json_are_two_things(folder):
    ran = casemodel("check", "org.yaml", "--plain", "--format", "json", cwd=folder)
    assert (ran.status, ran.out) == (2, "")


def test_check_needs_a_file(folder):
    assert casemodel("check", cwd=folder).status == 2


@pytest.mark.thorough  # tests/workshop/test_rule_check.py says the same of the check itself
def test_the_shipped_rules_are_in_order(folder):
    ran = casemodel("rules", "check", "--date", "2026-11-22", cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    assert ": no problems.\n" in ran.out
    assert "First of 10000 random profiles, client: brokerage " in ran.out


@pytest.mark.thorough
def test_a_review_falls_due_and_strict_makes_this_advice_count(folder):
    ran = casemodel("rules", "check", "--date", "2099-01-01", "--strict", cwd=folder)
    assert ran.status == 1
    assert ": no problems, " in ran.out
    assert "R505" in ran.out


def test_a_date_that_is_none(folder):
    ran = casemodel("rules", "check", "--date", "soon", cwd=folder)
    assert (ran.status, ran.out) == (2, "")
    assert "2026-11-22" in ran.err


def test_rules_with_problems_fail(folder):
    write(folder / "rules", RULES)
    ran = casemodel("rules", "check", "rules", "--format", "json", cwd=folder)
    assert ran.status == 1
    output = json.loads(ran.out)
    assert {p["code"] for p in output["problems"]} == {"R304", "R311"}
    assert set(output["first"]["client"]) == {"light", "close"}


def test_a_folder_that_is_not_there(folder):
    ran = casemodel("rules", "check", "gone", cwd=folder)
    assert ran.status == 1
    assert "gone: This folder does not exist. [P101]" in ran.out
    assert "were not tested" in ran.out


def test_odd_names_do_no_harm(folder):
    ran = casemodel("check", "\x1b[31mx.yaml", cwd=folder)
    assert ran.status == 1
    assert "\x1b" not in ran.out
    ran = casemodel("rules", "check", "\x1b[31mx", cwd=folder)
    assert "\x1b" not in ran.out


def test_every_code_has_a_page(folder):
    listed = casemodel("explain", cwd=folder).out
    assert all(f"  {code}  " in listed for code in problem_texts())


@pytest.mark.parametrize("word", ["P405", "p405", "[P405]", " P405 "])
def test_a_code_may_be_written_in_several_ways(folder, word):
    ran = casemodel("explain", word, cwd=folder)
    assert ran.status == 0
    assert ran.out.startswith("P405: The answer is not one of the question's levels.\n")


def test_the_page_of_a_code_as_data(folder):
    output = json.loads(casemodel("explain", "A101", "--format", "json", cwd=folder).out)
    assert (output["code"], output["severity"]) == ("A101", "advice")
    assert output["why"] == problem_texts()["A101"].why
    assert output["example"]["where"] == "under answers:"


@pytest.mark.parametrize(
    ("word", "says"), [("P499", "Did you mean P4"), ("XYZ", "lists them all"), ("", "There is")]
)
def test_a_code_that_is_not_there(folder, word, says):
    ran = casemodel("explain", word, cwd=folder)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err
