"""A caseload as the segments of a population, on which `recommend` works."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from casemodel import assess, load_profile
from casemodel.caseload.segments import Grouper
from casemodel.caseload.suppression import FEWEST
from tests.cli.process import casemodel, without_digest
from tests.shipped import shipped
from tests.stories.test_caseloads import put
from tests.tables.making import excel

RULES = shipped()
ORG = """\
# Everything above the segments stays, comments too.
schema: 1
kind: organization
name: Lakeside Community Services
answers:
  clients: 200
  case_managers: 9
  clinicians_on_staff: 3
  community_services: many  # also in town
  place_of_work: mixed
  after_hours: phone
  budget: moderate
segments:
  - {name: Old, share: 60%, answers: {acuity: stable}}
  - name: Older
    share: 40%
    answers: {acuity: acute}
"""
STEADY = "stable,one,willing,main,none"
CRISIS = "acute,many,unlikely,no,much"
NAMES = "acuity,complexity,engagement,obstacle_access,practical_help"


def clients(*groups: tuple[str, int]) -> str:
    rows = [line for line, count in groups for _ in range(count)]
    random.Random(1).shuffle(rows)
    return "\n".join([f"id,{NAMES}", *(f"c-{i},{row}" for i, row in enumerate(rows))])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, clients((STEADY, 40), (CRISIS, 20)))
    put(tmp_path, ORG, "org.yaml")
    return tmp_path


def make(folder: Path, *more: str, file: str = "clients.csv") -> str:
    ran = casemodel("caseload", file, "--segments", "org.yaml", "-o", "new.yaml", *more, cwd=folder)
    assert ran.status == 0, ran.err
    return ran.out


def test_the_new_profile_can_be_recommended_for(folder: Path, snapshot: SnapshotAssertion):
    assert without_digest(make(folder)) == snapshot(name="screen")
    assert (folder / "new.yaml").read_text() == snapshot(name="profile")
    profile = load_profile(folder / "new.yaml", RULES)
    assert [(s.name, s.share) for s in profile.segments] == [
        ("Best served by Brokerage", "66.7%"),
        ("Best served by Intensive (ICM)", "33.3%"),
    ]
    assessment = assess(RULES, profile)
    tier = assessment.standing("brokerage_and_intensive")
    assert tier.serves == ("brokerage", "intensive")
    ran = casemodel("recommend", "new.yaml", cwd=folder)
    assert ran.status == 0


def test_all_else_of_the_profile_stays(folder: Path):
    text = ORG
    put(folder, text + "priorities: [acuity, budget]  # last\n", "org.yaml")
    make(folder)
    before = text.splitlines()
    after = (folder / "new.yaml").read_text().splitlines()
    assert after[:12] == before[:12]
    assert "priorities: [acuity, budget]  # last" in after
    assert load_profile(folder / "new.yaml", RULES).priorities == ("acuity", "budget")


def test_a_profile_without_segments_gets_some(folder: Path):
    put(
        folder,
        "schema: 1\nkind: organization\nanswers: {clients: 60, case_managers: 4}",
        "org.yaml",
    )
    make(folder)
    assert len(load_profile(folder / "new.yaml", RULES).segments) == 2


def test_few_clients_join_others(folder: Path):
    put(folder, clients((STEADY, 40), (CRISIS, 20), ("acute,many,unlikely,main,none", 3)))
    screen = make(folder)
    sizes = [s.share for s in load_profile(folder / "new.yaml", RULES).segments]
    assert len(sizes) == 2
    assert "Clients  63" in screen


def test_questions_known_of_too_few_are_left_out(folder: Path):
    bare = STEADY.replace("willing", "")
    put(folder, clients((bare, 25), (STEADY, 15), (CRISIS, 20)))
    make(folder)
    steady, crisis = load_profile(folder / "new.yaml", RULES).segments
    assert "engagement" not in steady.answers
    assert crisis.answers["engagement"].level == "unlikely"


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        (((STEADY, 6), (CRISIS, 4)), "Fewer than 11 clients"),
        (((STEADY, 40), (CRISIS, 5)), "One model suits nearly all"),
    ],
)
def test_where_there_are_no_two_segments(
    groups: tuple[tuple[str, int], ...], words: str, folder: Path
):
    put(folder, clients(*groups))
    ran = casemodel("caseload", "clients.csv", "--segments", "org.yaml", "-o", "n.yaml", cwd=folder)
    assert ran.status == 1
    assert words in ran.err
    assert not (folder / "n.yaml").exists()


def test_a_clients_profile_or_json_is_refused(folder: Path):
    put(folder, "schema: 1\nkind: client\nanswers: {acuity: stable}\n", "org.yaml")
    ran = casemodel("caseload", "clients.csv", "--segments", "org.yaml", "-o", "n.yaml", cwd=folder)
    assert (ran.status, "organization's profile" in ran.err) == (2, True)
    put(folder, '{"schema": 1, "kind": "organization", "answers": {"budget": "low"}}', "org.yaml")
    ran = casemodel("caseload", "clients.csv", "--segments", "org.yaml", "-o", "n.yaml", cwd=folder)
    assert ran.status in (1, 2)
    assert not (folder / "n.yaml").exists()


def test_segments_from_excel_and_as_json(folder: Path):
    rows = [line.split(",") for line in clients((STEADY, 40), (CRISIS, 20)).splitlines()]
    excel(folder / "clients.xlsx", rows)
    output = make(folder, "--format", "json", file="clients.xlsx")
    assert '"share": "66.7%"' in output


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["brokerage", "clinical", "intensive", "collaborative"]),
            st.sampled_from(["brokerage", "clinical", "strengths_based", ""]),
            st.integers(1, 30),
        ),
        min_size=1,
        max_size=12,
    )
)
@settings(deadline=None)
def test_groups_hold_everyone_and_none_is_small(piles: list[tuple[str, str, int]]):
    grouper = Grouper()
    total = 0
    for model, second, count in piles:
        total += count
        for _ in range(count):
            grouper.add(model, second, {"acuity": "stable"})
    groups = grouper.grouping(RULES).groups
    assert sum(group.clients for group in groups) == total
    assert sum(group.share for group in groups) == 1000
    assert len(groups) == 1 or all(group.clients >= FEWEST for group in groups)
    models = [name for group in groups for name in (group.model, *group.joined)]
    assert sorted(models) == sorted({model for model, _, _ in piles})


# The last column goes by the name that it had in earlier rules.
SPARSE = "\n".join(
    [
        "id,housing,danger_others,seen",
        *(f"s{i},stable,no,x" for i in range(11)),
        *(f"m{i},homeless,,x" for i in range(11)),
        *(f"u{i},,,x" for i in range(12)),
    ]
)


def test_clients_without_any_answer_are_left_out_and_counted(folder: Path):
    """No model suits them more than another, and no line of the profile is blamed for it."""
    put(folder, SPARSE)
    screen = " ".join(make(folder).split())
    assert "Clients 22 Left out 12 without any answer" in screen
    assert [s.share for s in load_profile(folder / "new.yaml", RULES).segments] == ["50%", "50%"]


@pytest.mark.parametrize("command", ["segments", "staffing"])
def test_rows_that_are_taken_for_no_clients_are_told(command: str, folder: Path):
    put(folder, SPARSE.replace(",,,x", ",,,"))
    if command == "segments":
        screen, output = make(folder), make(folder, "--format", "json", "--force")
    else:
        line = ("staffing", "org.yaml", "--caseload", "clients.csv")
        screen, output = (
            casemodel(*line, *more, cwd=folder).out for more in ((), ("--format", "json"))
        )
    note = "32, 33 and 2 more are not clients: each holds nothing but its first cell"
    assert note in " ".join(screen.split())
    assert note in json.loads(output)["sheets"][0]["said"][-1]


def test_a_group_without_a_common_answer_is_left_out_and_said(folder: Path):
    """Each of its clients answers another question, and none is answered by half of them."""
    column_names = NAMES.split(",")
    crisis = [
        ",".join(value if at == i % 5 else "" for at, value in enumerate(CRISIS.split(",")))
        for i in range(60)
    ]
    put(folder, clients((STEADY, 40), ("acute,many,,,", 20), *((row, 1) for row in crisis)))
    output = json.loads(make(folder, "--format", "json"))
    assert len(column_names) == 5
    assert output["without_common_answer"] != []
    assert output["clients"] + sum(g["clients"] for g in output["without_common_answer"]) == 120
    assert all(group["answers"] for group in output["segments"])
    assert len(load_profile(folder / "new.yaml", RULES).segments) == len(output["segments"])


def test_too_few_groups_with_answers_are_said_in_own_words(folder: Path):
    put(folder, clients((STEADY, 40)) + "\n" + "\n".join(f"u{i},,,,," for i in range(40)))
    ran = casemodel("caseload", "clients.csv", "--segments", "org.yaml", "-o", "n.yaml", cwd=folder)
    assert ran.status == 1
    assert "org.yaml" not in ran.err
    assert "One model suits nearly all of them" in ran.err
    assert not (folder / "n.yaml").exists()
