"""A review compares two profiles of one client and says whether the model should change."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from casemodel.engine.assessment import Assessment, assess
from casemodel.engine.decision_problem import Options
from casemodel.explanation.explain import explain
from casemodel.explanation.review import review
from casemodel.profiles.values import Answer, Profile
from tests.cli.process import CLIENT, ORGANIZATION, casemodel, without_digest
from tests.laws.strategies import fewer
from tests.shipped import shipped

RULES = shipped()
CRITERIA = {c.id: [level.id for level in c.levels] for c in RULES.criteria_for("client")}

IN_CRISIS = """\
schema: 1
kind: client
id: C-020
date: 2026-05-01
answers:
  complexity: many
  acuity: acute
  crisis: any_hour
  contact: frequent
  practical_help: much
  hard_to_reach: hard
  danger_self: "yes"
"""
STEADY = """\
schema: 1
kind: client
id: C-020
date: 2026-11-01
answers:
  complexity: one
  acuity: stable
  crisis: rare
  contact: little
  practical_help: none
  hard_to_reach: easy
  danger_self: "no"
  self_management: alone
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {
        "old": IN_CRISIS,
        "new": STEADY,
        "else": CLIENT,
        "org": ORGANIZATION,
    }.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def move(folder: Path, *files: str) -> str:
    ran = casemodel("review", *files, "--format", "json", cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    return str(json.loads(ran.out)["move"])


def test_needs_that_ease_lead_down_and_needs_that_grow_lead_up(folder: Path) -> None:
    assert move(folder, "old.yaml", "new.yaml") == "step_down"
    for name, text in (("old", STEADY), ("new", IN_CRISIS)):
        undated = "".join(line for line in text.splitlines(True) if not line.startswith("date"))
        (folder / f"{name}.yaml").write_text(undated, encoding="utf-8")
    assert move(folder, "old.yaml", "new.yaml") == "step_up"
    assert move(folder, "old.yaml", "old.yaml") == "stay"


@pytest.mark.parametrize("form", ["text", "plain", "markdown"])
def test_what_a_reader_sees(form: str, folder: Path, snapshot: SnapshotAssertion) -> None:
    ran = casemodel(
        "review", "old.yaml", "new.yaml", "--format", form, cwd=folder, usual_tries=True
    )
    assert (ran.status, ran.err) == (0, "")
    assert without_digest(ran.out) == snapshot


@pytest.mark.parametrize(
    "files",
    [
        ("old.yaml", "else.yaml"),
        ("org.yaml", "org.yaml"),
        ("new.yaml", "old.yaml"),
        ("-", "-"),
        ("old.yaml",),
    ],
    ids=" ".join,
)
def test_what_cannot_be_reviewed(
    files: tuple[str, ...], folder: Path, snapshot: SnapshotAssertion
) -> None:
    ran = casemodel("review", *files, cwd=folder)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert ran.err == snapshot


@st.composite
def clients(draw: st.DrawFn) -> Assessment:
    answered = draw(st.lists(st.sampled_from(sorted(CRITERIA)), unique=True, max_size=12))
    answers = {c: Answer("answered", draw(st.sampled_from(CRITERIA[c]))) for c in answered}
    return assess(RULES, Profile("client", "C", "", answers, {}), Options(draws=5))


def test_what_a_person_chose_is_what_is_reviewed(folder: Path) -> None:
    moves = {"brokerage": "stay", "clinical": "change", "intensive": "step_down"}
    for model, expected in moves.items():
        assert move(folder, "old.yaml", "new.yaml", "--model", model) == expected
    ran = casemodel("review", "old.yaml", "new.yaml", "--model", "Brokerage", cwd=folder)
    assert "Served by Brokerage, chosen by a person" in " ".join(ran.out.split())
    assert "Stay with Brokerage" in ran.out
    assert "it is the recommended model now" in ran.out


def test_how_to_move_is_said_of_stepping_down_alone(folder: Path) -> None:
    down = casemodel("review", "old.yaml", "new.yaml", cwd=folder).out
    for name, text in (("old", STEADY), ("new", IN_CRISIS)):
        undated = "".join(line for line in text.splitlines(True) if not line.startswith("date"))
        (folder / f"{name}.yaml").write_text(undated, encoding="utf-8")
    up = casemodel("review", "old.yaml", "new.yaml", cwd=folder).out
    assert ("How to move" in down, "How to move" in up) == (True, False)


@pytest.mark.parametrize(
    ("model", "words"),
    [("standard_community_care", "not scored"), ("intnsive", "intensive"), ("", "No model")],
)
def test_what_serves_nobody_is_wrong_use(model: str, words: str, folder: Path) -> None:
    ran = casemodel("review", "old.yaml", "new.yaml", "--model", model, cwd=folder)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err


@fewer(2)
@given(clients(), clients(), st.sampled_from([m.id for m in RULES.scored_models()]))
def test_without_a_choice_of_its_own_a_review_is_of_what_was_recommended(
    before: Assessment, after: Assessment, model: str
) -> None:
    earlier, later = explain(before), explain(after)
    advice = review(earlier, later, model)
    assert advice.served == model
    assert (advice.move == "stay") == (after.recommended == model)
    if before.recommended:
        assert review(earlier, later, before.recommended) == review(earlier, later)


@fewer(2)
@given(clients(), clients())
def test_a_review_never_moves_anyone_without_a_clear_lead(
    before: Assessment, after: Assessment
) -> None:
    later = explain(after)
    advice = review(explain(before), later)
    was, now = before.recommended, after.recommended
    assert (advice.move == "none") == (not now)
    if was and now and was != now:
        could_serve_still = not later.alternative(was).blocked
        clear = later.stability_found.clear
        assert (advice.move == "could_stay") == (could_serve_still and not clear)
    if advice.by:
        parts = (was, now) if advice.move == "step_down" else (now, was)
        assert RULES.hybrids[advice.by].parts == parts


@fewer(2)
@given(clients())
def test_nothing_changed_is_nothing_to_change(assessment: Assessment) -> None:
    explanation = explain(assessment)
    advice = review(explanation, explanation)
    assert advice.move == ("stay" if assessment.recommended else "none")
    assert advice.compared.changes == ()
    assert advice.compared.moved == ()
