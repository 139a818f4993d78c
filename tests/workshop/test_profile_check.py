"""Where advice on a profile stands, and what is shown of it."""

import pytest

from casemodel.files.problems import Problem
from casemodel.knowledge.models import Condition, Contradiction
from casemodel.workshop.profile_check import check_profiles

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


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("  caseload: over_35\n", 4),
        ("  clients: 800\n  case_managers: 20\n", 3),
        ("  caseload: not known\n  clients: 800\n  case_managers: 20\n", 3),
    ],
)
def test_advice_on_what_follows_from_numbers_stands_above_them(tmp_path, rules, written, line):
    when = (Condition("caseload", ("over_35",)), Condition("oversight", ("no",)))
    contradiction = Contradiction("c", "These do not go together.", when=when)
    path = tmp_path / "p.yaml"
    path.write_text(f"{HEAD}{written}  oversight: no\n", encoding="utf-8")
    advised = check_profiles([str(path)], rules._replace(contradictions=(contradiction,)))
    (problem,) = (p for p in advised if p.code == "A101")
    assert (problem.line, problem.found) == (line, "")


def test_advice_shows_no_value_as_found(advice):
    assert advice("  staff_size: few\n")[0].found == ""
