"""A check of rules reads the files too that stand aside, and says what came of all of them."""

from pathlib import Path

import pytest

from casemodel.decisions.policy_file import load_policy
from casemodel.decisions.values import Policy, ReasonCode
from casemodel.files.problems import ProblemsFound
from casemodel.workshop.rule_check import CheckedRules, check_rules
from tests.rulebase import FILES, changed, write
from tests.workshop.broken import ONE

WRONG_ASIDE = {"decisions.yaml": "schema: 2\n", "handout.yaml": "schema: 2\n"}
WRONG_ALONE = changed("models/light.yaml", "id: light", "id: lite")
WRONG_TOGETHER = changed("models/light.yaml", ONE, ONE.replace("B01", "B10"))


def checked(folder: Path, files: dict[str, str]) -> tuple[CheckedRules, set[tuple[str, str]]]:
    """What a check found, and the codes of problems by the name of their file."""
    report = check_rules(write(folder, files), "2026-03-31")
    wrong = {(Path(p.file).name, p.code) for p in report.findings if p.code in ("P307", "R110")}
    return report, wrong | {
        (Path(p.file).name, p.code) for p in report.findings if p.code == "R201"
    }


def test_all_is_told_of_rules_that_can_be_read(tmp_path):
    report, wrong = checked(tmp_path, {**FILES, **WRONG_ASIDE})
    assert wrong == {("decisions.yaml", "P307"), ("handout.yaml", "P307")}
    assert report.rules is not None
    assert report.effects is not None


@pytest.mark.parametrize(
    ("files", "problem", "is_read"),
    [(WRONG_ALONE, ("light.yaml", "R110"), False), (WRONG_TOGETHER, ("light.yaml", "R201"), True)],
)
def test_what_is_wrong_is_not_tried(tmp_path, files, problem, is_read):
    report, wrong = checked(tmp_path, {**files, **WRONG_ASIDE})
    assert wrong >= {problem, ("decisions.yaml", "P307")}
    assert report.effects is None
    assert (report.rules is not None) is is_read


def test_a_key_is_not_told_as_what_was_found(tmp_path):
    report, _ = checked(tmp_path, dict(FILES))
    assert all(isinstance(problem.found, str) for problem in report.findings)


GOOD = (
    "schema: 1\nreview_after_days: 180\nreview_reason: r\nkeep_days: 2000\nkeep_reason: r\n"
    "reasons: [{id: other, says: Other}, {id: own, says: Own, needs_note: true}]\n"
)


def policy_of(folder: Path, text: str) -> Policy:
    (folder / "decisions.yaml").write_text(text, encoding="utf-8")
    return load_policy(folder)


def test_how_decisions_are_kept(tmp_path):
    reasons = (ReasonCode("other", "Other", False), ReasonCode("own", "Own", True))
    assert policy_of(tmp_path, GOOD) == Policy(180, 2000, reasons)


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("- a\n", (1, 1), ("P301", "A rule file is made of keys and values.", "", ())),
        (
            f"{GOOD}keep_day: 3\n",
            (7, 1),
            ("R103", "This key is unknown here.", "keep_day", ("keep_days", "keep_reason")),
        ),
    ],
)
def test_a_file_that_stands_aside_is_read_like_a_rule_file(tmp_path, text, place, says):
    with pytest.raises(ProblemsFound) as caught:
        policy_of(tmp_path, text)
    (noted,) = caught.value.problems
    assert noted.file == str(tmp_path / "decisions.yaml")
    assert (noted.line, noted.column) == place
    assert (noted.code, noted.message, noted.found, noted.nearest) == says
