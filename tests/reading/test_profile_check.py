"""Where advice on a profile stands, and what is shown of it."""

import pytest

from casemodel.problems import Problem
from casemodel.reading.profile_check import check_profiles

HEAD = "schema: 1\nkind: organization\nanswers:\n"


@pytest.fixture
def advice(tmp_path, rules):
    def of_answers(text: str) -> list[Problem]:
        path = tmp_path / "p.yaml"
        path.write_text(HEAD + text, encoding="utf-8")
        return [p for p in check_profiles([str(path)], rules) if p.code == "A102"]

    return of_answers


def test_advice_on_an_answer_stands_at_it(advice):
    (problem,) = advice("  staff_size: few\n")
    assert (problem.line, problem.column) == (4, 3)
    assert problem.source_line == "  staff_size: few"


@pytest.mark.parametrize("written", ["", "  clinicians: not known\n"])
def test_advice_on_what_follows_from_numbers_stands_above_them(advice, written):
    numbers = "  case_managers: 4\n  licensed: 2\n"
    clinicians = [p for p in advice(written + numbers) if p.line == 3]
    assert [(p.column, p.found) for p in clinicians] == [(1, "")]


def test_advice_shows_no_value_as_found(advice):
    assert advice("  staff_size: few\n")[0].found == ""
