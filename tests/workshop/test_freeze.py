"""What is frozen holds today, says nothing of whom it is about, and is read back."""

import json
import stat
from functools import cache
from pathlib import Path

import pytest

from casemodel.engine.assessment import Assessment, assess
from casemodel.engine.decision_problem import Options
from casemodel.knowledge.bundled import profiles_directory
from casemodel.profiles.reader import load_profile
from casemodel.profiles.values import Answer, Profile, Segment
from casemodel.render.as_yaml import as_yaml
from casemodel.workshop.freezing import frozen, profile_data
from casemodel.workshop.rule_test_reader import load_rule_tests
from casemodel.workshop.running import run_test
from tests.cli.process import CLIENT, casemodel
from tests.shipped import shipped

RULES = shipped()
PROFILES = sorted(profiles_directory().rglob("*.yaml"))


def assessed(profile: Profile) -> Assessment:
    """An assessment with one try: how stable an answer is, no test expects."""
    return assess(RULES, profile, Options(draws=1))


@cache
def example(path: Path) -> tuple[Profile, Assessment]:
    """An example profile, and its assessment."""
    profile = load_profile(path, RULES)
    return profile, assessed(profile)


def read_back(tmp_path: Path, test: dict[str, object]):
    folder = tmp_path / "tests"
    folder.mkdir()
    text = as_yaml({"schema": "1", "tests": [test]})
    (folder / "frozen.yaml").write_text(text, encoding="utf-8")
    (rule_test,) = load_rule_tests(tmp_path, RULES)
    return rule_test


@pytest.mark.parametrize("path", PROFILES, ids=lambda p: p.stem)
def test_what_is_frozen_holds(tmp_path, path):
    profile, assessment = example(path)
    test = read_back(tmp_path, frozen(assessment))
    assert run_test(RULES, test).misses == ()
    assert test.profile.levels() == profile.levels()
    assert test.profile.quantities == profile.quantities
    again = assessed(test.profile)
    assert [(s.id, s.score) for s in again.ranking] == [(s.id, s.score) for s in assessment.ranking]


@pytest.mark.parametrize("path", PROFILES, ids=lambda p: p.stem)
def test_nothing_in_it_says_who(path):
    profile, assessment = example(path)
    text = as_yaml(frozen(assessment))
    agency = profile.agency.label if profile.agency else ""
    notes = [answer.note for answer in profile.answers.values()]
    for word in (profile.label, profile.date, agency, *notes):
        assert not word or word not in text


def test_the_same_profile_gives_the_same_test():
    profile = load_profile(PROFILES[0], RULES)
    assert frozen(assessed(profile)) == frozen(assessed(profile))


def test_it_begins_with_what_recommend_says(tmp_path):
    text = "schema: 1\nkind: organization\nname: A\nanswers: {complexity: one}\n"
    (tmp_path / "org.yaml").write_text(text, encoding="utf-8")
    ran = casemodel("recommend", "org.yaml", "--format", "json", cwd=tmp_path)
    headline = json.loads(ran.out)["headline"]["says"]
    assert headline in casemodel("rules", "freeze", "org.yaml", cwd=tmp_path).out


def test_all_that_can_be_expected_is_expected():
    profile = load_profile(profiles_directory() / "organizations" / "county_agency.yaml", RULES)
    expect = frozen(assessed(profile))["expect"]
    assert expect["first"] == expect["recommended"] == "clinical"
    assert int(expect["margin_at_least"]) > 0
    assert set(expect["feasible"]) == {model.id for model in RULES.scored_models()}
    assert expect["cautions"] == []
    assert len(expect["reasons"]) == 4
    assert expect["reasons"][-1]["sign"] == "against"


def test_without_answers_all_are_at_the_top():
    expect = frozen(assessed(Profile("client", "", "", {}, {})))["expect"]
    assert len(expect["top"]) == 5
    assert expect["recommended"] is None
    assert "margin_at_least" not in expect
    assert "feasible" not in expect


def test_segments_weights_and_priorities_are_kept():
    need = {"complexity": Answer("answered", "many")}
    profile = Profile(
        "organization",
        "",
        "",
        {},
        {"clients": "100"},
        segments=(Segment("the few: a 'mix'", 3, "30%", need), Segment("others", 7, "70%", {})),
        weights={"complexity": "2.5"},
        priorities=("acuity", "complexity"),
    )
    assert profile_data(RULES, profile) == {
        "kind": "organization",
        "weights": {"complexity": "2.5"},
        "priorities": ["acuity", "complexity"],
        "answers": {"clients": "100"},
        "segments": [
            {"name": "the few: a 'mix'", "share": "3/10", "answers": {"complexity": "many"}},
            {"name": "others", "share": "7/10", "answers": {}},
        ],
    }


def test_a_clients_test_is_for_its_owner_only(tmp_path):
    (tmp_path / "client.yaml").write_text(CLIENT, encoding="utf-8")
    ran = casemodel("rules", "freeze", "client.yaml", "-o", "test.yaml", cwd=tmp_path)
    assert (ran.status, ran.out) == (0, "")
    test_file = tmp_path / "test.yaml"
    assert stat.S_IMODE(test_file.stat().st_mode) == 0o600
    text = test_file.read_text(encoding="utf-8")
    assert "C-014" not in text
    assert text.startswith("# yaml-language-server: $schema=../../schemas/tests.schema.json\n")


def test_a_test_is_not_written_over(tmp_path):
    (tmp_path / "client.yaml").write_text(CLIENT, encoding="utf-8")
    (tmp_path / "test.yaml").write_text("mine", encoding="utf-8")
    ran = casemodel("rules", "freeze", "client.yaml", "-o", "test.yaml", cwd=tmp_path)
    assert ran.status == 2
    assert (tmp_path / "test.yaml").read_text(encoding="utf-8") == "mine"
    forced = casemodel("rules", "freeze", "client.yaml", "-o", "test.yaml", "--force", cwd=tmp_path)
    assert forced.status == 0


def test_a_wrong_profile_is_told_and_nothing_written(tmp_path):
    (tmp_path / "client.yaml").write_text(CLIENT.replace("many", "mny"), encoding="utf-8")
    ran = casemodel("rules", "freeze", "client.yaml", "-o", "test.yaml", cwd=tmp_path)
    assert (ran.status, ran.out) == (1, "")
    assert "P405" in ran.err
    assert "mny" not in ran.err
    assert not (tmp_path / "test.yaml").exists()


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("yes", "a: yes"),
        ("13_to_20", "a: 13_to_20"),
        ("null", 'a: "null"'),
        ("True", 'a: "True"'),
        ("not known", "a: not known"),
        ("a: b", 'a: "a: b"'),
        ('say "x" \\', 'a: "say \\"x\\" \\\\"'),
        ("", 'a: ""'),
        ("#1", 'a: "#1"'),
        (None, "a: null"),
        ([], "a: []"),
        ({}, "a: {}"),
        ("14.5", "a: 14.5"),
    ],
)
def test_yaml_that_our_reader_takes_back(value, line):
    from casemodel.files.yaml_tree import parse
    from casemodel.knowledge.rule_files import plain

    text = as_yaml({"a": value})
    assert text == f"{line}\n"
    document = parse(text, "t")
    assert not document.problems
    back = plain(document.root)["a"]
    assert (str(back) if value == "14.5" else back) == (value if value != {} else {})
