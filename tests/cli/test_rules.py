"""`casemodel rules test`, `rules diff` and `schema`, run as a user runs them."""

import json
from pathlib import Path

import pytest

from tests import rulebase
from tests.cli.process import casemodel
from tests.rulebase import changed
from tests.workshop.world import one_test, rules_with

PASSES, FAILS = "{first: light, reasons: [complexity]}", "{first: close, margin_at_least: 3}"


def folder_with(tmp_path: Path, expect: str) -> str:
    return str(rules_with(tmp_path, {"a.yaml": one_test(expect)}))


def test_passing_tests_exit_with_0(tmp_path):
    ran = casemodel("rules", "test", folder_with(tmp_path, PASSES), cwd=tmp_path)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("1 test, all passed\n")
    assert "Criteria 1 of 5 named as a reason" in " ".join(ran.out.split())


def test_a_failing_test_exits_with_1_and_says_where_and_how(tmp_path):
    folder = folder_with(tmp_path, FAILS)
    ran = casemodel("rules", "test", folder, "--plain", cwd=tmp_path)
    assert ran.status == 1
    assert ran.out.startswith("title: 1 of 1 test failed\n")
    assert f"{folder}/tests/a.yaml:6: first: expected close; result: light 72.8" in ran.out
    assert "margin_at_least: expected at least 3.0; result: -" in ran.out


def test_wrong_tests_exit_with_1_and_problems(tmp_path):
    ran = casemodel("rules", "test", folder_with(tmp_path, "{first: lite}"), cwd=tmp_path)
    assert (ran.status, ran.out) == (1, "")
    assert "a.yaml:6:21: No scored model or hybrid is called so. [R207]" in ran.err
    assert "nearest: light" in ran.err


def test_a_rules_folder_without_tests(tmp_path):
    folder = rulebase.write(tmp_path / "rules")
    ran = casemodel("rules", "test", str(folder), cwd=tmp_path)
    assert ran.status == 1
    assert "P101" in ran.err


def test_tests_as_json(tmp_path):
    folder = folder_with(tmp_path, FAILS)
    ran = casemodel("rules", "test", folder, "--format", "json", cwd=tmp_path)
    assert ran.status == 1
    output = json.loads(ran.out)
    assert (output["output"], output["passed"], output["failed"]) == ("rules_test", 0, 1)
    assert [m["key"] for m in output["tests"][0]["misses"]] == ["first", "margin_at_least"]
    assert output["coverage"]["models"]["missing"] == ["light"]


def test_rules_are_checked_on_given_profiles_too(tmp_path):
    """Each profile rests on one answer: that idea alone decides it."""
    folder, profiles = str(rulebase.write(tmp_path / "rules")), tmp_path / "given"
    profiles.mkdir()
    for name, complexity in (("a", "one"), ("b", "many")):
        text = f"schema: 1\nkind: client\nanswers:\n  complexity: {complexity}\n"
        (profiles / f"{name}.yaml").write_text(text, encoding="utf-8")
    arguments = ("rules", "check", folder, "--profiles", "given")
    ran = casemodel(*arguments, cwd=tmp_path)
    expected = "Profiles, of 2 given, in which one idea alone decides, client: complexity 2"
    assert expected in " ".join(ran.out.split())
    output = json.loads(casemodel(*arguments, "--format", "json", cwd=tmp_path).out)
    assert output["given_profiles"] == {"client": 2}
    assert output["given_decide"]["client"]["complexity"] == 2
    assert casemodel("rules", "check", folder, "--profiles", "none", cwd=tmp_path).status == 2
    (profiles / "c.yaml").write_text("kind: client\n", encoding="utf-8")
    wrong = casemodel(*arguments, cwd=tmp_path)
    assert (wrong.status, wrong.out) == (1, "")
    assert "given/c.yaml" in wrong.err


def two_rules(tmp_path: Path) -> tuple[str, str]:
    files = changed("models/light.yaml", "many: {rating: misfit", "many: {rating: strong_fit")
    return str(rulebase.write(tmp_path / "old")), str(rulebase.write(tmp_path / "new", files))


def test_a_difference_in_every_form(tmp_path):
    old, new = two_rules(tmp_path)
    for form in ("text", "plain", "markdown"):
        ran = casemodel("rules", "diff", old, new, "--sample", "5", "--format", form, cwd=tmp_path)
        assert (ran.status, ran.err) == (0, ""), form
        assert "light.complexity.many" in ran.out.replace("\\", "")
        again = casemodel(
            "rules", "diff", old, new, "--sample", "5", "--format", form, cwd=tmp_path
        )
        assert again.out == ran.out


def test_examples_that_neither_rules_read_are_said_to_be_left_out(tmp_path):
    old, new = two_rules(tmp_path)
    ran = casemodel("rules", "diff", old, new, "--sample", "0", "--plain", cwd=tmp_path)
    assert "Neither rules can read the example clients/in_danger; it is left out." in ran.out


def test_a_difference_as_json(tmp_path):
    old, new = two_rules(tmp_path)
    ran = casemodel("rules", "diff", old, new, "--sample", "5", "--format", "json", cwd=tmp_path)
    output = json.loads(ran.out)
    assert output["output"] == "rules_diff"
    assert [(c["id"], c["before"], c["after"]) for c in output["changes"]] == [
        ("light.complexity.many", "misfit", "strong_fit")
    ]
    assert {s["group"] for s in output["summary"]} == {"sample"}
    assert all(p["why"]["contributions"] for p in output["profiles"] if p["moves"])


def test_shipped_against_shipped(tmp_path):
    ran = casemodel("rules", "diff", "shipped", "shipped", cwd=tmp_path)
    assert ran.status == 0
    assert ran.out.startswith("The rules have not changed\n")


@pytest.mark.parametrize("size", ["-1", "10001", "many"])
def test_a_sample_has_a_size_within_bounds(tmp_path, size):
    ran = casemodel("rules", "diff", "shipped", "shipped", "--sample", size, cwd=tmp_path)
    assert ran.status == 2
    assert ran.err.count("\n") == 1


def test_the_group_shows_its_commands(tmp_path):
    ran = casemodel("rules", cwd=tmp_path)
    assert ran.status == 0
    for word in ("check", "test", "freeze", "diff"):
        assert f"\n  {word} " in ran.out
    assert casemodel("rules", "tset", cwd=tmp_path).status == 2


def test_a_schema_is_json_and_the_same_each_time(tmp_path):
    ran = casemodel("schema", "profile", cwd=tmp_path)
    assert ran.status == 0
    assert json.loads(ran.out)["title"] == "casemodel: profile"
    assert ran.out == casemodel("schema", "profile", cwd=tmp_path, PYTHONHASHSEED="7").out
    assert ran.out.isascii()


def test_all_schemas_in_a_folder(tmp_path):
    ran = casemodel("schema", "all", "-o", "schemas", cwd=tmp_path)
    assert ran.status == 0
    names = {path.name for path in (tmp_path / "schemas").iterdir()}
    assert {"profile.schema.json", "house.schema.json", "model.schema.json"} <= names
    again = casemodel("schema", "all", "-o", "schemas", cwd=tmp_path)
    assert again.status == 2
    assert casemodel("schema", "all", "-o", "schemas", "--force", cwd=tmp_path).status == 0


def test_a_schema_of_rules_of_ones_own(tmp_path):
    folder = str(rulebase.write(tmp_path / "rules"))
    ran = casemodel("schema", "rules", "model", "--rules", folder, cwd=tmp_path)
    ratings = json.loads(ran.out)["properties"]["ratings"]["properties"]
    assert list(ratings["oversight"]["anyOf"][1]["properties"]) == ["no", "yes"]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("rule",),
        ("rules",),
        ("rules", "modle"),
        ("house", "x"),
        ("profile", "x"),
        ("all",),
        ("all", "x", "-o", "y"),
        ("house", "--force"),
    ],
)
def test_wrong_use_of_schema(tmp_path, arguments):
    ran = casemodel("schema", *arguments, cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


def test_schemas_where_no_folder_can_be_made(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    ran = casemodel("schema", "all", "-o", "file/schemas", cwd=tmp_path)
    assert ran.status == 1
    assert "Traceback" not in ran.err
