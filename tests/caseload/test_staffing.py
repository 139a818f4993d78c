"""What a caseload takes of the staff there is, and who is served by what."""

import csv
import io
import json
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from casemodel.caseload import staffing as staffing_module
from casemodel.caseload.row_result import AgencyStaff
from casemodel.caseload.staffing import BEST, ScoredCaseload, post_capacities, staffing
from casemodel.cli import staffing_run
from tests.caseload.solver import needs_solver
from tests.cli.process import casemodel, without_digest
from tests.shipped import shipped
from tests.stories.test_caseloads import put, said
from tests.tables.making import GOOD, SECRET

RULES = shipped()
MODELS = ("brokerage", "clinical", "collaborative", "intensive", "strengths_based")
ROOT = Path(__file__).parents[2]
ORG = """\
schema: 1
kind: organization
name: Harbor Street
answers:
  clients: 119
  case_managers: {managers}
  clinicians_on_staff: {clinicians}
  community_services: many
  place_of_work: mixed
"""


def _caseload() -> str:
    """The last 20 clients of the example, again and again, and one whose row cannot be read.

    Equal answers are scored once.
    """
    text = (ROOT / "profiles/caseloads/example.csv").read_text(encoding="utf-8")
    heads, *rows = text.splitlines()
    answers = [row.split(",", 1)[1] for row in rows[-20:]]
    clients = [f"k-{number},{answers[number % len(answers)]}" for number in range(119)]
    return "\n".join([heads, *clients, "k-119,unclear" + "," * (heads.count(",") - 1), ""])


CASELOAD = _caseload()


def staff(case_managers: int, clinicians: int) -> AgencyStaff:
    return AgencyStaff(None, Fraction(case_managers), Fraction(clinicians), frozenset())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, CASELOAD, "clients.csv")
    put(tmp_path, ORG.format(managers=4, clinicians=1), "org.yaml")
    return tmp_path


@needs_solver
def test_the_sums_by_hand():
    clients = {(700, 500, 400, 300, 300): 30, (300, 500, 400, 800, 300): 40}
    plan, served = staffing(RULES, staff(5, 0), ScoredCaseload(MODELS, clients))
    best = next(mix for mix in plan.mixes if mix.id == BEST)
    assert best.clients == {"brokerage": 30, "intensive": 40}
    assert best.posts == Fraction(30, 75) + Fraction(40, 20)
    assert best.tenths == 30 * 700 + 40 * 800
    assert plan.assigned is not None
    assert plan.assigned.clients == best.clients
    assert plan.underserved == ()
    assert served[700, 500, 400, 300, 300] == (("brokerage", 30),)
    assert plan.least == Fraction(70, 75)


@needs_solver
def test_too_few_staff_move_clients_to_lighter_models():
    clients = {(300, 500, 400, 800, 300): 40}
    plan, _ = staffing(RULES, staff(1, 0), ScoredCaseload(MODELS, clients))
    assert plan.assigned is not None
    assert plan.assigned.posts <= 1
    assert sum(plan.assigned.clients.values()) == 40
    assert plan.assigned.clients == {"collaborative": 30, "intensive": 10}
    (moved,) = plan.underserved
    assert moved == ("intensive", "collaborative", 30, 30 * 400, 30)


def test_nobody_is_left_out_where_there_are_too_few():
    clients = {(300, 500, 400, 800, 300): 80}
    plan, served = staffing(RULES, staff(1, 0), ScoredCaseload(MODELS, clients))
    assert (plan.assigned, served) == (None, {})
    assert plan.least == Fraction(80, 75)


def test_clients_for_one_post_are_those_of_the_rules():
    each = {capacity.model: capacity for capacity in post_capacities(RULES, MODELS)}
    assert {model: capacity.clients for model, capacity in each.items()} == {
        "brokerage": 75,
        "clinical": 35,
        "collaborative": 60,
        "intensive": 20,
        "strengths_based": 20,
    }
    assert [model for model, capacity in each.items() if capacity.clinicians] == ["clinical"]


def test_a_model_of_which_the_rules_say_nothing_serves_nobody():
    bare = RULES.models["collaborative"]._replace(requirements=())
    rules = RULES._replace(models={**RULES.models, "collaborative": bare})
    assert "collaborative" not in {capacity.model for capacity in post_capacities(rules, MODELS)}


@needs_solver
def test_what_a_supervisor_sees(folder: Path, snapshot: SnapshotAssertion):
    for more in ((), ("--no-suppress",), ("--plain",), ("--format", "json")):
        ran = casemodel("staffing", "org.yaml", "--caseload", "clients.csv", *more, cwd=folder)
        assert (ran.status, ran.err) == (0, "")
        assert without_digest(ran.out) == snapshot(name=" ".join(more) or "text")


@needs_solver
def test_too_few_staff_is_said(folder: Path, snapshot: SnapshotAssertion):
    put(folder, ORG.format(managers=1, clinicians=0), "org.yaml")
    ran = casemodel("staffing", "org.yaml", "--caseload", "clients.csv", cwd=folder)
    assert ran.status == 0
    assert "119 clients need 1.6 posts, and you have 1." in said(ran)
    assert without_digest(ran.out) == snapshot
    ran = casemodel("staffing", "org.yaml", "--caseload", "clients.csv", "-o", "a.csv", cwd=folder)
    assert ran.status == 2
    assert not (folder / "a.csv").exists()


@needs_solver
def test_the_assignment_in_a_file_is_that_of_the_page(folder: Path):
    line = ("staffing", "org.yaml", "--caseload", "clients.csv", "--format", "json")
    ran = casemodel(*line, "--no-suppress", "-o", "a.csv", cwd=folder)
    assert (ran.status, ran.err) == (0, "Written: a.csv\n")
    text = (folder / "a.csv").read_bytes().decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    served = Counter(line["served_by"] for line in lines)
    output = json.loads(ran.out)
    assert {RULES.models[m].name: n for m, n in output["assignment"]["clients"].items()} == served
    total = sum(float(line["score"]) for line in lines)
    assert round(total / len(lines), 1) == output["assignment"]["mean_score"]
    moved = sum(group["clients"] for group in output["underserved"])
    assert moved == sum(float(line["points_less"]) > 0 for line in lines)
    assert all(float(line["points_less"]) >= 0 for line in lines)


@needs_solver
def test_a_model_with_an_unmet_must_serves_nobody(folder: Path):
    put(folder, ORG.format(managers=9, clinicians=0) + "  place_of_work: office\n", "org.yaml")
    text = (folder / "org.yaml").read_text().replace("  place_of_work: mixed\n", "")
    put(folder, text, "org.yaml")
    line = ("staffing", "org.yaml", "--caseload", "clients.csv", "--format", "json")
    output = json.loads(casemodel(*line, cwd=folder).out)
    assert output["left_out"] == ["clinical", "intensive"]
    assert not set(output["left_out"]) & set(output["assignment"]["clients"])
    output = json.loads(casemodel(*line, "--fit-only", cwd=folder).out)
    assert output["left_out"] == []


def test_without_the_solver_every_mix_is_counted_and_the_extra_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
):
    monkeypatch.setattr(staffing_module, "can_assign", lambda: False)
    monkeypatch.setattr(staffing_run, "can_assign", lambda: False)
    line = ("staffing", "org.yaml", "--caseload", "clients.csv")
    ran = casemodel(*line, cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    assert 'install one more package: pip install "casemodel[staffing]"' in said(ran)
    assert without_digest(ran.out) == snapshot
    output = json.loads(casemodel(*line, "--format", "json", cwd=folder).out)
    assert (output["assignment_looked_for"], output["assignment"]) == (False, None)
    assert {mix["id"] for mix in output["mixes"]} >= {"best", *MODELS}
    ran = casemodel(*line, "-o", "a.csv", cwd=folder)
    assert (ran.status, ran.out) == (2, "")
    assert "casemodel[staffing]" in ran.err
    put(folder, ORG.format(managers=1, clinicians=0), "org.yaml")
    assert "119 clients need 1.6 posts, and you have 1." in said(casemodel(*line, cwd=folder))


@pytest.mark.parametrize(
    ("profile", "status", "words"),
    [
        ("schema: 1\nkind: organization\nanswers: {budget: ample}\n", 1, "case managers there are"),
        ("schema: 1\nkind: client\nanswers: {acuity: stable}\n", 2, "client's profile"),
    ],
)
def test_profiles_that_do_not_serve(profile: str, status: int, words: str, folder: Path):
    put(folder, profile, "org.yaml")
    ran = casemodel("staffing", "org.yaml", "--caseload", "clients.csv", cwd=folder)
    assert (ran.status, ran.out) == (status, "")
    assert words in ran.err


def test_wrong_use(folder: Path):
    line = ("staffing", "org.yaml", "--caseload", "clients.csv", "-o")
    assert casemodel(*line, "out.xlsx", cwd=folder).status == 2
    assert casemodel(*line, "org.yaml", "--force", cwd=folder).status == 2


def test_no_value_of_a_client_is_shown(folder: Path):
    put(folder, GOOD.replace("stable", SECRET))
    ran = casemodel("staffing", "org.yaml", "--caseload", "clients.csv", cwd=folder)
    assert ran.status == 0
    assert SECRET not in ran.out + ran.err
    assert "left out, because their rows have problems: 1" in said(ran)
