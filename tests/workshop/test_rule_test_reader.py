"""Files of tests that are wrong: each mistake with its code, its line and what is said."""

from typing import NamedTuple

import pytest

from casemodel.files.limits import RULE_FILES
from casemodel.files.problems import Problem, ProblemsFound
from tests.workshop.world import PROFILE, loaded, one_test


class Bad(NamedTuple):
    """A file of tests, the one problem it has, where, and a part of what is said."""

    text: str
    code: str
    line: int
    says: str


FIRST = "{first: light}"
GOOD = one_test(FIRST)

CASES = {
    "no mapping": Bad("- a\n", "P301", 1, "keys and values"),
    "no schema": Bad(GOOD.replace("schema: 1\n", ""), "R102", 1, "schema"),
    "another schema": Bad(GOOD.replace("schema: 1", "schema: 2"), "P307", 1, "schema: 1"),
    "no tests": Bad("schema: 1\ntests: []\n", "R107", 2, "at least 1"),
    "unknown key": Bad(GOOD.replace("    expect", "    abut: x\n    expect"), "R103", 6, "about"),
    "no about": Bad(GOOD.replace("    about: Made up.\n", ""), "R102", 3, "about"),
    "no profile": Bad(GOOD.replace(f"    {PROFILE}\n", ""), "R102", 3, "profile: or file:"),
    "two profiles": Bad(GOOD.replace("expect:", "file: x.yaml\n    expect:"), "R102", 3, "one"),
    "nothing expected": Bad(one_test("{}"), "R102", 6, "first:"),
    "expect is a word": Bad(one_test("light"), "R104", 6, "keys and values"),
    "first and top": Bad(one_test("{first: light, top: [close, light]}"), "R105", 6, "top:"),
    "a top of one": Bad(one_test("{top: [light]}"), "R107", 6, "at least 2"),
    "a margin of nothing": Bad(one_test("{margin_at_least: 3}"), "R102", 6, "first:"),
    "a margin that is too fine": Bad(
        one_test("{first: light, margin_at_least: 3.25}"), "R106", 6, "one decimal"
    ),
    "a margin below 0": Bad(one_test("{first: light, margin_at_least: -1}"), "R106", 6, "0 or"),
    "a reason for nothing": Bad(
        one_test("{cautions: [], reasons: [oversight]}"), "R102", 6, "model"
    ),
    "an empty recommended": Bad(one_test("{recommended: }"), "R107", 6, "null"),
    "no such first": Bad(one_test("{first: lite}"), "R207", 6, "light"),
    "a family first": Bad(one_test("{first: family}"), "R207", 6, "scored"),
    "no such recommended": Bad(one_test("{recommended: lite}"), "R207", 6, "light"),
    "no such top": Bad(one_test("{top: [close, lite]}"), "R207", 6, "light"),
    "a hybrid in top": Bad(one_test("{top: [close, light_then_close]}"), "R207", 6, "model"),
    "no such feasible": Bad(one_test("{feasible: {lite: yes}}"), "R207", 6, "light"),
    "another state": Bad(one_test("{feasible: {light: maybe}}"), "R105", 6, "to_confirm"),
    "no such caution": Bad(one_test("{cautions: [many_need]}"), "R701", 6, "many_needs"),
    "no such criterion": Bad(one_test("{first: light, reasons: [complexty]}"), "R204", 6, "xity"),
    "no such model of a reason": Bad(
        one_test("{reasons: [{criterion: complexity, model: lite}]}"), "R207", 6, "light"
    ),
    "another sign": Bad(
        one_test("{first: light, reasons: [{criterion: complexity, sign: plus}]}"),
        "R105",
        6,
        "against",
    ),
    "an id twice": Bad(GOOD + GOOD.replace("schema: 1\ntests:\n", ""), "R109", 7, "line 3"),
    "an id that is none": Bad(one_test(FIRST, test_id="One!"), "R108", 3, "letters"),
    "a profile of no kind": Bad(one_test(FIRST, "profile: {answers: {}}"), "P401", 5, "kind:"),
    "a profile of another kind": Bad(
        one_test(FIRST, "profile: {kind: clinic, answers: {}}"), "P401", 5, "organization"
    ),
    "a profile without answers": Bad(
        one_test(FIRST, "profile: {kind: organization}"), "P302", 5, "answers"
    ),
    "a profile with an unknown level": Bad(
        one_test(FIRST, "profile: {kind: organization, answers: {complexity: mny}}"),
        "P405",
        5,
        "many",
    ),
    "a profile with another schema": Bad(
        one_test(FIRST, "profile: {schema: 2, kind: organization, answers: {}}"), "P307", 5, "1"
    ),
    "no such criterion with a model": Bad(
        one_test("{reasons: [{model: light, criterion: complexty}]}"), "R204", 6, "complexity"
    ),
    "no such file": Bad(one_test(FIRST, "file: none.yaml"), "P101", 0, "does not exist"),
    "an alias": Bad(GOOD.replace("Made up.", "*a"), "P203", 4, "not allowed"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_mistake_is_told_at_its_line(tmp_path, name):
    bad = CASES[name]
    with pytest.raises(ProblemsFound) as caught:
        loaded(tmp_path, bad.text)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == (bad.code, bad.line), problem
    assert bad.says in " ".join((problem.message, problem.expected, *problem.nearest))


def test_two_files_may_not_use_one_id(tmp_path):
    with pytest.raises(ProblemsFound) as caught:
        loaded(tmp_path, GOOD, GOOD)
    first, second = (str(tmp_path / "rules" / "tests" / f"{n}.yaml") for n in (0, 1))
    says = f"This id is used twice: a test in {first} has it, line 3."
    assert caught.value.problems == (Problem("R109", second, 3, 0, says, found="one"),)


def test_all_files_are_told_at_once(tmp_path):
    with pytest.raises(ProblemsFound) as caught:
        loaded(tmp_path, one_test("{}"), one_test("{first: lite}", test_id="two"))
    assert [p.code for p in caught.value.problems] == ["R102", "R207"]


def test_no_value_of_a_client_is_part_of_a_problem(tmp_path):
    profile = "profile: {kind: client, id: Secret9, answers: {complexity: Secret8}}"
    with pytest.raises(ProblemsFound) as caught:
        loaded(tmp_path, one_test(FIRST, profile))
    (problem,) = caught.value.problems
    assert (problem.code, problem.found, problem.source_line) == ("P405", "", "")
    assert problem.file == str(tmp_path / "rules" / "tests" / "0.yaml")
    assert "Secret" not in repr(caught.value.problems)


def test_no_value_is_told_where_the_kind_cannot_be_read(tmp_path):
    with pytest.raises(ProblemsFound) as caught:
        loaded(tmp_path, one_test(FIRST, "profile: {kind: Secret7, answers: {}}"))
    assert "Secret" not in repr(caught.value.problems)


def test_a_profile_in_a_file_of_its_own(tmp_path):
    (tmp_path / "org.yaml").write_text(
        "schema: 1\nkind: organization\nanswers: {complexity: one}\n"
    )
    _, (test,) = loaded(tmp_path, one_test(FIRST, "file: ../../org.yaml"))
    assert test.profile.levels() == {"complexity": "one"}


def test_no_folder_of_tests(tmp_path):
    folder = tmp_path / "rules" / "tests"
    none = Problem("P101", str(folder), 0, 0, "This folder does not exist.")
    with pytest.raises(ProblemsFound) as caught:
        loaded(tmp_path)
    assert caught.value.problems == (none,)
    folder.mkdir()
    with pytest.raises(ProblemsFound) as caught:
        loaded(tmp_path)
    assert caught.value.problems == (none._replace(message="There is no test here."),)


def test_the_number_of_files_of_tests(tmp_path):
    folder = tmp_path / "rules" / "tests"
    with pytest.raises(ProblemsFound) as caught:
        loaded(tmp_path, *["x"] * RULE_FILES)
    assert {problem.code for problem in caught.value.problems} == {"P301"}
    (folder / "more.yaml").write_text("x")
    with pytest.raises(ProblemsFound) as caught:
        loaded(tmp_path)
    says = "There are more than 200 files of tests."
    assert caught.value.problems == (Problem("P106", str(folder), 0, 0, says),)


def test_every_profile_that_is_not_there_is_told(tmp_path):
    second = one_test(FIRST, "file: b.yaml", "two").removeprefix("schema: 1\ntests:\n")
    with pytest.raises(ProblemsFound) as caught:
        loaded(tmp_path, one_test(FIRST, "file: a.yaml") + second)
    assert [problem.file[-6:] for problem in caught.value.problems] == ["a.yaml", "b.yaml"]


def test_where_tests_stand_is_kept(tmp_path):
    _, (test,) = loaded(tmp_path, one_test("{first: light, feasible: {close: no}}"))
    assert test.file.endswith("0.yaml")
    assert test.line == 3
    assert test.expected.lines == {"first": 6, "feasible": 6, "feasible.close": 6}
