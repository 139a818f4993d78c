"""The check of a whole rules folder."""

import csv
from pathlib import Path

import pytest

from casemodel.knowledge.bundled import load_rules, rules_directory
from casemodel.knowledge.criteria import KINDS
from casemodel.workshop.rule_check import CheckedRules, check_rules
from tests.rulebase import write
from tests.workshop.broken import RULES, Change, changed

TODAY = "2026-11-22"


@pytest.fixture(scope="module")
def shipped() -> CheckedRules:
    """The check of the rules that come with the package."""
    return check_rules(rules_directory(), TODAY)


def test_the_shipped_rules_have_no_problems(shipped):
    assert shipped.findings == ()
    assert shipped.effects is not None


def test_the_shipped_rules_favour_no_model(shipped):
    first, can_lead = shipped.effects.first, shipped.effects.can_lead
    assert all(times >= 1000 for kind in KINDS for times in first[kind].values())
    assert {can for kind in KINDS for can in can_lead[kind].values()} == {"yes"}


def test_the_register_of_claims_is_whole():
    """Every claim of the documents is there, about its model, with a place of its own."""
    claims = load_rules().claims
    with (Path(__file__).parent / "register.csv").open(newline="") as stream:
        for row in csv.DictReader(stream):
            claim = claims[row["id"]]
            assert claim.model == row["model"]
            assert {str(place) for place in claim.at} & set(row["places"].split("; "))


@pytest.mark.parametrize(
    ("today", "due"), [("2027-01-31", False), ("2027-02-01", True), ("2026-12-31", False)]
)
def test_a_review_is_due_the_day_after(tmp_path, today, due):
    files = changed(Change("method.yaml", "released:", "review_by: 2027-01-31\nreleased:"))
    findings = check_rules(write(tmp_path, files), today).findings
    assert ("R505" in {f.code for f in findings}) is due


def test_no_review_date_is_never_due(tmp_path):
    findings = check_rules(write(tmp_path, RULES), "9999-12-31").findings
    assert "R505" not in {f.code for f in findings}


def test_faults_and_lint_come_at_once_and_nothing_is_tried(tmp_path):
    files = changed(Change("models/light.yaml", "    several: neutral\n", ""))
    files["method.yaml"] = files["method.yaml"].replace(
        "released:", "review_by: 2020-01-01\nreleased:"
    )
    report = check_rules(write(tmp_path, files), TODAY)
    assert {"R211", "R304", "R505"} <= {f.code for f in report.findings}
    assert report.effects is None


def test_a_wrong_shape_is_told_alone(tmp_path):
    files = changed(Change("method.yaml", "little_said: 3", "little_said: x"))
    report = check_rules(write(tmp_path, files), TODAY)
    assert [f.code for f in report.findings] == ["R104"]
    assert (report.rules, report.effects) == (None, None)


def test_findings_are_in_the_order_of_their_places(tmp_path):
    name = "models/light.yaml"
    light = changed(Change(name, "    several: neutral\n", ""))[name]
    files = {**changed(Change("criteria.yaml", "share: 30", "share: 90")), name: light}
    findings = check_rules(write(tmp_path, files), TODAY).findings
    places = [(f.file, f.line, f.column, f.code) for f in findings]
    assert len({file for file, *_ in places}) > 1
    assert places == sorted(places)
    assert len(set(findings)) == len(findings)


def test_shares_that_cannot_be_tried_are_told_not_tried(tmp_path):
    files = changed(Change("criteria.yaml", "share: 30", "share: 90"))
    assert "R209" in {f.code for f in check_rules(write(tmp_path, files), TODAY).findings}


ONE_HOLDS = "{criterion: complexity, is: [one]}"
NO_HOLDS = "{criterion: oversight, is: [no]}"
BAD_CONTRADICTIONS = {
    f"when: [{ONE_HOLDS}, {NO_HOLDS}]\n    numbers: {{more: clients, than: licensed}}": "R105",
    "claims: []": "R105",
    f"when: [{ONE_HOLDS}]": "R107",
    "once: {level: many, among: [complexity]}": "R107",
    "once: {level: no, among: [complexity, oversight]}": "R205",
    "once: {level: no, among: [oversite, oversight]}": "R204",
    "numbers: {more: clients, than: managers}": "R208",
    f"when: [{ONE_HOLDS.replace('one', 'x')}, {NO_HOLDS}]": "R205",
    "claims: [B99]\n    numbers: {more: clients, than: licensed}": "R201",
}


@pytest.mark.parametrize(("wrong_text", "code"), list(BAD_CONTRADICTIONS.items()))
def test_contradictions_are_read_as_strictly_as_the_rest(tmp_path, wrong_text, code):
    text = f"schema: 1\ncontradictions:\n  - id: x\n    says: X.\n    {wrong_text}\n"
    findings = check_rules(write(tmp_path, {**RULES, "contradictions.yaml": text}), TODAY).findings
    problems = [f for f in findings if f.code == code and f.file.endswith("contradictions.yaml")]
    assert problems, findings
    assert problems[0].line >= 3


@pytest.mark.parametrize("reason", ["''", "' '", '"\\t"'])
def test_a_reason_says_something(tmp_path, reason):
    files = changed(
        Change("models/light.yaml", "reason: It suits simple needs.", f"reason: {reason}")
    )
    findings = check_rules(write(tmp_path, files), TODAY).findings
    assert [(f.code, f.line) for f in findings] == [("R107", 11)]
