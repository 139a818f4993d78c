"""House rules in the rule author's workshop: tests of them, and what they change."""

import json
import re
from pathlib import Path

import pytest

from casemodel.engine.assessment import assess
from casemodel.engine.decision_problem import Options
from casemodel.knowledge.bundled import load_rules, profiles_directory
from casemodel.knowledge.values import Rules
from casemodel.local_rules.applying import apply_house
from casemodel.local_rules.reader import load_house
from casemodel.profiles.reader import load_profile
from casemodel.workshop.verdict import verdict
from tests.cli.process import HOUSE, ORGANIZATION, SIGNED, casemodel
from tests.rulebase import write
from tests.workshop.world import one_test, rules_with

OFF = f"schema: 1\nagency: A\nchanges: [{{what: off, model: light, {SIGNED}}}]\n"
FULL = "{first: light, recommended: light, margin_at_least: 5, reasons: [complexity], "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("org", ORGANIZATION), ("house", HOUSE), ("off", OFF)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def housed(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    """The shipped rules as the house changes them."""
    file = tmp_path_factory.mktemp("house") / "house.yaml"
    file.write_text(HOUSE, encoding="utf-8")
    rules = load_rules()
    return apply_house(rules, load_house(file, rules))


def plain(folder: Path, *arguments: str) -> tuple[int, str]:
    ran = casemodel("rules", *arguments, "--plain", cwd=folder)
    assert ran.err == ""
    return ran.status, ran.out


def test_tests_of_the_rules_fail_where_the_house_answers_otherwise(folder):
    status, out = plain(folder, "test", "--house", "house.yaml")
    assert status == 1
    assert "first: expected intensive; result:" in out
    assert "house rules: House rules of Riverbend are in use." in out


def test_of_a_model_that_is_off_only_its_place_is_still_expected(folder):
    expect = FULL + "feasible: {light: to_confirm, light_then_close: no, close: no}}"
    rules = rules_with(folder, {"t.yaml": one_test(expect)}).name
    assert plain(folder, "test", rules)[0] == 0
    status, out = plain(folder, "test", rules, "--house", "off.yaml")
    assert status == 1
    assert "first: expected light; result: close" in out
    assert "recommended: expected light; result: nothing" in out
    for key in ("margin_at_least", "reasons", "feasible.light"):
        assert key not in out


@pytest.mark.parametrize("named", ["close", "light_then_close", "light"])
def test_a_reason_for_another_model_is_still_looked_at(folder, named):
    reason = f"{{criterion: complexity, model: {named}}}"  # it speaks against the close one
    rules = rules_with(folder, {"t.yaml": one_test(f"{{reasons: [{reason}]}}")}).name
    assert plain(folder, "test", rules, "--house", "off.yaml")[0] == (named == "close")


def test_a_caution_of_the_house_can_be_expected(folder):
    when = "when: [{criterion: complexity, is: [one]}]"
    change = f"{{what: caution, id: n, says: No., {when}, {SIGNED}}}"
    text = f"schema: 1\nagency: A\nchanges: [{change}]\n"
    (folder / "house.yaml").write_text(text, encoding="utf-8")
    rules = rules_with(folder, {"t.yaml": one_test("{cautions: [house.n]}")}).name
    assert plain(folder, "test", rules, "--house", "house.yaml")[0] == 0
    assert casemodel("rules", "test", rules, cwd=folder).status == 1


def test_a_frozen_answer_of_the_house_is_a_test_of_the_house(folder):
    frozen = ("rules", "freeze", "org.yaml", "--house", "house.yaml", "-o", "ours/org.yaml")
    (folder / "ours").mkdir()
    assert casemodel(*frozen, cwd=folder).status == 0
    for path in ("ours", "ours/org.yaml"):
        status, out = plain(folder, "test", "--house", "house.yaml", "--tests", path)
        assert (status, out.splitlines()[0]) == (0, "title: 1 test, all passed")
    assert plain(folder, "test", "--tests", "ours")[0] == 1


def test_what_a_house_changes_is_told_with_its_reasons_and_effects(folder):
    status, out = plain(folder, "diff", "--house", "house.yaml", "--sample", "20")
    assert status == 0
    assert out.startswith("title: 2 changes; first place changes in ")
    assert "house rule: Weight of 'Complexity of needs': 4.5 instead of 3." in out
    assert "intensive is no longer ranked." in out
    assert re.search(r"intensive [0-9.]+ -> unranked", out)


def test_what_a_house_changes_as_json(folder):
    diff = ("rules", "diff", "--house", "house.yaml", "--sample", "0", "--format", "json")
    output = json.loads(casemodel(*diff, cwd=folder).out)
    weight, *others = output["changes"]
    assert (weight["id"], weight["before"], weight["after"]) == ("complexity", "3", "4.5")
    assert {"intensive", "brokerage_and_intensive"} <= {alternative["id"] for alternative in others}
    assert [change["what"] for change in output["house_rules"]["changes"]] == ["weight", "off"]
    assert output["rules"]["version"].endswith("with house rules of Riverbend")
    assert output["old_rules"]["version"] == output["house_rules"]["changed_rules"]["version"]


def test_a_house_that_says_what_the_rules_say_changes_nothing(folder):
    text = HOUSE.replace("to: 4.5", "to: 3").rsplit("  - ", 1)[0]
    (folder / "house.yaml").write_text(text, encoding="utf-8")
    out = plain(folder, "diff", "--house", "house.yaml")[1]
    assert out.startswith("title: The rules have not changed\n")


def test_rules_of_ones_own_are_compared_with_themselves_and_the_house(folder):
    rules = str(write(folder / "rules"))
    out = plain(folder, "diff", rules, "--house", "off.yaml", "--sample", "5")[1]
    assert "Light is switched off" in out
    assert "1.0, with house rules of A" in out


@pytest.mark.parametrize("path", sorted(profiles_directory().rglob("*.yaml")), ids=lambda p: p.stem)
def test_what_is_compared_is_what_the_engine_answers(path, housed):
    profile = load_profile(path, housed)
    short = verdict(housed, profile)
    full = assess(housed, profile, Options(draws=1))
    assert short.tenths == {s.id: s.tenths for s in full.ranking}
    assert short.recommended == full.recommended


WRONG = {
    "two folders and a house": ("diff", "shipped", "shipped", "--house", "house.yaml"),
    "one folder": ("diff", "shipped"),
    "nothing": ("diff",),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_use_is_one_line(name, folder):
    ran = casemodel("rules", *WRONG[name], cwd=folder)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "--house" in ran.err


def test_house_rules_are_checked_like_profiles(folder):
    assert casemodel("check", "house.yaml", "org.yaml", cwd=folder).out.endswith(
        "2 files: no problems, 1 piece of advice.\n"
    )
    wrong = HOUSE.replace("complexity", "complexty")
    (folder / "house.yaml").write_text(wrong, encoding="utf-8")
    ran = casemodel("check", "house.yaml", cwd=folder)
    assert ran.status == 1
    assert "house.yaml:4:31: There is no question with this name. [R204]" in ran.out
    assert "nearest: complexity" in ran.out


def test_house_rules_in_place_of_a_profile_are_told_for_what_they_are(folder):
    ran = casemodel("recommend", "house.yaml", cwd=folder)
    assert ran.status == 1
    assert "These are house rules, not a profile. [P401]" in ran.err
