"""What a person is shown of every wrong file, as it is."""

import pytest

from casemodel.render.problem_lines import problems_text
from tests.stories.wrong.files import problems_of, wrong_files

WRONG = wrong_files()
LONGEST = 340
"""Of a line that is shown: the longest source line, and its number."""


@pytest.mark.parametrize("name", WRONG)
def test_what_is_shown_of_a_wrong_file(name, tmp_path, rules, snapshot):
    problems = problems_of(WRONG[name], tmp_path, rules)
    assert problems
    printed = problems_text(problems).replace(str(tmp_path), "DIR")
    assert printed == snapshot
    assert all(len(line) <= LONGEST for line in printed.splitlines())


def test_there_are_enough_of_them():
    assert len(WRONG) >= 300
    assert {wrong_file.kind for wrong_file in WRONG.values()} == {
        "profile",
        "rules",
        "house",
        "tests",
    }
