"""The texts of problem codes are short, fit on a page, and their examples are true."""

import re

import pytest

from casemodel.files.problems import ProblemsFound
from casemodel.profiles.reader import load_profile
from casemodel.texts.problems import problem_texts
from casemodel.workshop.profile_check import check_profiles
from tests.shipped import shipped

HEAD = "schema: 1\nkind: organization\nanswers:\n"
LONGEST = 260
PROBLEMS = problem_texts()
OF_PROFILES = [c for c, entry in PROBLEMS.items() if entry.where in ("a profile", "under answers:")]
SEGMENTS = "A105"
"""Its example is a part of a profile."""


@pytest.mark.parametrize("code", PROBLEMS)
def test_a_page_is_short_and_keeps_its_lines(code):
    entry = PROBLEMS[code]
    for text in (entry.why, entry.mend):
        assert len(text) <= LONGEST
        assert re.fullmatch(r"[A-Z0-9cms].*[.]", text), text
    for example in (entry.wrong, entry.right):
        lines = example.split("\n")
        assert all(line == line.strip() and "  " not in line for line in lines), example
    assert entry.wrong != entry.right


def written(where: str, example: str) -> str:
    if where == "a profile":
        return example + "\n"
    return HEAD + "".join(f"  {line}\n" for line in example.split("\n"))


@pytest.mark.thorough
@pytest.mark.parametrize("code", sorted(set(OF_PROFILES) - {SEGMENTS}))
def test_the_example_of_a_profile_is_true(tmp_path, code):
    entry = PROBLEMS[code]
    rules = shipped()
    path = tmp_path / "profile.yaml"
    path.write_text(written(entry.where, entry.wrong), encoding="utf-8")
    assert code in {p.code for p in check_profiles([str(path)], rules)}
    path.write_text(written(entry.where, entry.right), encoding="utf-8")
    try:
        load_profile(path, rules)
    except ProblemsFound as found:
        pytest.fail(str(found.problems))
    if code != "A104":  # something is always worth asking
        assert code not in {p.code for p in check_profiles([str(path)], rules)}
