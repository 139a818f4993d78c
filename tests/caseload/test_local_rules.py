"""House rules hold for a caseload as they do for one client, and every output says so."""

import csv
import io
import json
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from casemodel.files.yaml_text import quoted
from tests.caseload.test_segments import CRISIS, STEADY, clients
from tests.caseload.test_segments import ORG as GROUPED
from tests.caseload.test_staffing import ORG, ROOT
from tests.cli.process import SIGNED, casemodel
from tests.shipped import shipped
from tests.stories.test_caseloads import put, said, scored
from tests.tables.making import GOOD

RULES = shipped()
ASKED = RULES.criteria_for("client")
HOUSE = f"""\
schema: 1
agency: "=Riverbend <b>"
changes:
  - {{what: weight, criterion: complexity, to: 10, {SIGNED}}}
  - {{what: off, model: intensive, {SIGNED}}}
"""
VERSION = f"{RULES.version}, with house rules of =Riverbend <b>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, GOOD)
    put(tmp_path, HOUSE, "house.yaml")
    return tmp_path


class Drawn(NamedTuple):
    """A house, clients as rows of levels, an agency, and what was chosen beside them."""

    changes: list[str]
    rows: list[dict[str, str]]
    agency: dict[str, str]
    chosen: list[str]


def levels(criteria: Any, some: int) -> st.SearchStrategy[dict[str, str]]:
    """Answers to some of the criteria."""
    levels_of = {c.id: st.sampled_from([level.id for level in c.levels]) for c in criteria}
    return st.lists(st.sampled_from(sorted(levels_of)), max_size=some, unique=True).flatmap(
        lambda chosen: st.fixed_dictionaries({c: levels_of[c] for c in chosen})
    )


def conditions() -> st.SearchStrategy[str]:
    condition = st.sampled_from(ASKED).flatmap(
        lambda c: st.sampled_from(c.levels).map(lambda level: f"{c.id}, is: [{quoted(level.id)}]")
    )
    return condition.map(
        lambda text: f"what: caution, id: own, says: Own., when: [{{criterion: {text}}}]"
    )


REQUIRED = [(m.id, r.id) for m in RULES.scored_models() for r in m.requirements]
CHANGES = st.tuples(
    st.lists(
        st.tuples(st.sampled_from(ASKED), st.integers(0, 10)),
        max_size=6,
        unique_by=lambda pair: pair[0].id,
    ).map(lambda pairs: [f"what: weight, criterion: {c.id}, to: {to}" for c, to in pairs]),
    st.lists(st.sampled_from([m.id for m in RULES.scored_models()]), max_size=3, unique=True).map(
        lambda models: [f"what: off, model: {model}" for model in models]
    ),
    st.lists(
        st.tuples(st.sampled_from(REQUIRED), st.sampled_from(["must", "should"])),
        max_size=4,
        unique_by=lambda pair: pair[0],
    ).map(
        lambda levels: [
            f"what: requirement, model: {model}, requirement: {required}, to: {to}"
            for (model, required), to in levels
        ]
    ),
    st.lists(conditions(), min_size=1, max_size=1),
).map(lambda kinds: [change for kind in kinds for change in kind])
CAPACITIES = [c for c in RULES.criteria_for("organization") if c.group == "capacity"]
CHOSEN = st.sampled_from(
    [[], ["--basis", "document"], ["--fit-only"], ["--weight", "complexity=3", "--weight",
     "treatment=0"], ["--priorities", "treatment,acuity,complexity"]],
)  # fmt: skip


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    rows = draw(st.lists(levels(ASKED, 20), min_size=2, max_size=4))
    return Drawn(draw(CHANGES), rows, draw(levels(CAPACITIES, 6)), draw(CHOSEN))


def as_yaml(answers: dict[str, str], indent: str) -> str:
    return "".join(f"\n{indent}{c}: {quoted(level)}" for c, level in answers.items()) or " {}"


@pytest.mark.thorough
@given(drawn())
@settings(deadline=None, max_examples=5, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_a_row_comes_to_what_score_says_with_the_same_house(world: Drawn):
    """Also with an agency, whose requirements the house may have changed."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        changes = "".join(f"  - {{{change}, {SIGNED}}}\n" for change in world.changes)
        put(folder, f"schema: 1\nagency: Riverbend\nchanges:\n{changes}", "house.yaml")
        put(folder, f"schema: 1\nkind: organization\nanswers:{as_yaml(world.agency, '  ')}\n",
            "org.yaml")  # fmt: skip
        names = [c.id for c in ASKED]
        lines = [",".join(["id", *names, "note"])]  # without it, a row may hold an id alone
        lines += [
            ",".join([f"c-{n}", *(row.get(c, "") for c in names), "x"])
            for n, row in enumerate(world.rows)
        ]
        put(folder, "\n".join(lines))
        given_too = ["--house", "house.yaml", *world.chosen]
        ran = casemodel("caseload", "clients.csv", "--agency", "org.yaml", "-o", "out.jsonl",
                        *given_too, cwd=folder)  # fmt: skip
        assert ran.status == 0, ran.err
        for row, line in zip(
            world.rows, (folder / "out.jsonl").read_text().splitlines(), strict=True
        ):
            agency = f"agency:\n  answers:{as_yaml(world.agency, '    ')}\n"
            put(
                folder, f"schema: 1\nkind: client\nanswers:{as_yaml(row, '  ')}\n{agency}", "c.yaml"
            )
            alone = casemodel(
                "score", "c.yaml", "--draws", "100", "--format", "json", *given_too, cwd=folder
            )
            check_same(json.loads(line), json.loads(alone.out))


def check_same(line: dict[str, Any], alone: dict[str, Any]) -> None:
    """What a line says of a client is what `score` says of the client alone."""
    by_id = {standing["id"]: standing for standing in alone["ranking"]}
    models = [s for s in alone["ranking"] if s["kind"] == "model" and s["id"] != line["first"]]
    assert line["rules"] == alone["rules"]["version"]
    assert line["recommended"] == (alone["recommended"] is not None)
    assert not line["recommended"] or line["first"] == alone["recommended"]
    assert line["score"] == by_id[line["first"]]["score"]
    assert line["second"] == (models[0]["id"] if models else None)
    assert line["second_score"] == (models[0]["score"] if models else None)
    assert line["match"] == by_id[line["first"]]["match"]["percent"]
    assert (line["could_change"] == "no") == (alone["stability"]["proof"] == "holds")
    assert line["cautions"] == [caution["id"] for caution in alone["cautions"]]
    assert line["next_question"] == next((q["criterion"] for q in alone["ask_next"]), None)
    reasons = [f"{reason['criterion']}.{reason['level']}" for reason in line["reasons"]]
    assert reasons == [reason.partition(".")[2] for reason in alone["best_for"]]


def test_a_house_changes_what_a_row_comes_to(folder: Path):
    without = scored(folder, "clients.csv")
    within = scored(folder, "clients.csv", "--house", "house.yaml")
    assert without[0]["second_model"] == "Intensive (ICM)"
    assert not any("ntensive" in line["first_model"] + line["second_model"] for line in within)
    assert [a["first_score"] for a in without] != [a["first_score"] for a in within]


def test_every_line_of_every_file_says_by_which_rules(folder: Path):
    assert {line["rules"] for line in scored(folder, "clients.csv")} == {RULES.version}
    house = ("clients.csv", "--house", "house.yaml")
    assert {line["rules"] for line in scored(folder, *house)} == {VERSION}
    for name in ("out.jsonl", "out.xlsx"):
        assert casemodel("caseload", *house, "-o", name, cwd=folder).status == 0
    lines = [json.loads(line) for line in (folder / "out.jsonl").read_text().splitlines()]
    assert {line["rules"] for line in lines} == {VERSION}
    book = CalamineWorkbook.from_path(folder / "out.xlsx")
    rows = book.get_sheet_by_name("Clients").to_python()
    assert [row[rows[0].index("rules")] for row in rows[1:]] == [VERSION] * 3
    summary = "\n".join(str(row[0]) for row in book.get_sheet_by_name("Summary").to_python())
    assert "House rules of =Riverbend <b> are in use." in summary
    assert "Intensive (ICM) is switched off" in summary


def test_the_screen_says_so_in_every_form(folder: Path):
    house = ("clients.csv", "--house", "house.yaml")
    for form in ("text", "plain", "markdown"):
        ran = casemodel("caseload", *house, "--format", form, cwd=folder)
        text = unescape(said(ran)).replace("\\", "")
        assert "House rules of =Riverbend <b> are in use." in text
        assert "Weight of 'Complexity of needs': 10 instead of 3." in text
    output = json.loads(casemodel("caseload", *house, "--format", "json", cwd=folder).out)
    assert output["rules"]["version"] == VERSION
    assert [change["what"] for change in output["house_rules"]["changes"]] == ["weight", "off"]
    assert "ouse rules" not in casemodel("caseload", "clients.csv", cwd=folder).out


def test_bands_of_the_house_read_the_agency(folder: Path):
    """A caseload of 14 is in the lowest band of the house, and not in that of the rules."""
    put(folder, "schema: 1\nkind: organization\nanswers: {caseload: 14}\n",
        "org.yaml")  # fmt: skip
    band = (
        f"  - {{what: band, criterion: caseload, level: up_to_12, below: 15.5, called: x, {SIGNED}"
        f"}}\n  - {{what: band, criterion: caseload, level: 13_to_20, called: y, {SIGNED}}}\n"
        "  - {what: caution, id: small, model: clinical, says: Small., "
        f"when: [{{criterion: caseload, is: [up_to_12]}}], {SIGNED}}}\n"
    )
    put(folder, HOUSE + band, "house.yaml")
    lines = scored(folder, "clients.csv", "--house", "house.yaml", "--agency", "org.yaml")
    warned = ["Small. (Added by =Riverbend <b>.)" in line["cautions"] for line in lines]
    assert warned == [line["first_model"] == "Clinical" for line in lines]
    assert any(warned)


def test_groups_are_made_by_the_house_and_say_so(folder: Path):
    put(folder, clients((STEADY, 40), (CRISIS, 20)))
    put(folder, GROUPED, "org.yaml")
    line = ("caseload", "clients.csv", "--segments", "org.yaml", "--house", "house.yaml")
    ran = casemodel(*line, "-o", "new.yaml", cwd=folder)
    assert ran.status == 0, ran.err
    assert "House rules of =Riverbend <b> are in use." in said(ran)
    text = (folder / "new.yaml").read_text()
    assert "at least 11 to a segment. With house rules of =Riverbend <b>." in text
    assert "Best served by Intensive" not in text
    assert casemodel("recommend", "new.yaml", "--house", "house.yaml", cwd=folder).status == 0


@pytest.fixture
def staff(folder: Path) -> Path:
    lines = (ROOT / "profiles/caseloads/example.csv").read_bytes().splitlines(keepends=True)
    put(folder, b"".join(lines[:41]), "clients.csv")
    put(folder, ORG.format(managers=4, clinicians=1), "org.yaml")
    return folder


def test_staff_is_compared_by_the_house(staff: Path):
    line = ("staffing", "org.yaml", "--caseload", "clients.csv", "--house", "house.yaml")
    ran = casemodel(*line, "-o", "a.csv", cwd=staff)
    assert ran.status == 0, ran.err
    assert "House rules of =Riverbend <b> are in use." in said(ran)
    text = (staff / "a.csv").read_bytes().decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    assert {line["rules"] for line in lines} == {VERSION}
    assert not any("ntensive" in line["best_model"] + line["served_by"] for line in lines)
    output = json.loads(casemodel(*line, "--format", "json", cwd=staff).out)
    assert output["house_rules"]["agency"] == "=Riverbend <b>"
    assert "intensive" not in {post["model"] for post in output["clients_each"]}


def test_a_changed_number_of_clients_changes_the_sums(staff: Path):
    change = (
        "  - {what: requirement, model: clinical, requirement: caseload, clients_each: 20, "
        f"says: At most 20 clients for each clinician, {SIGNED}}}\n"
    )
    put(staff, HOUSE + change, "house.yaml")
    line = ("staffing", "org.yaml", "--caseload", "clients.csv", "--format", "json")
    each = {
        house: {post["model"]: post["clients"] for post in json.loads(ran.out)["clients_each"]}
        for house in (False, True)
        if (ran := casemodel(*line, *(("--house", "house.yaml") if house else ()), cwd=staff))
    }
    assert (each[False]["clinical"], each[True]["clinical"]) == (35, 20)


@pytest.mark.parametrize("command", ["caseload", "segments", "staffing", "suggest"])
def test_a_wrong_house_is_told_and_nothing_is_written(command: str, staff: Path):
    put(staff, HOUSE.replace("to: 10", "to: 45"), "house.yaml")
    lines = {
        "caseload": ("caseload", "clients.csv", "-o", "out.csv"),
        "segments": ("caseload", "clients.csv", "--segments", "org.yaml", "-o", "out.yaml"),
        "staffing": ("staffing", "org.yaml", "--caseload", "clients.csv", "-o", "out.csv"),
        "suggest": ("caseload", "--suggest-map", "clients.csv", "-o", "out.yaml"),
    }
    ran = casemodel(*lines[command], "--house", "house.yaml", cwd=staff)
    assert (ran.status, ran.out) == (1, "")
    assert "house.yaml:4:47" in ran.err
    assert not list(staff.glob("out.*"))


def test_a_house_is_not_written_over(folder: Path):
    ran = casemodel("caseload", "clients.csv", "--suggest-map", "--house", "house.yaml", "-o",
                    "house.yaml", "--force", cwd=folder)  # fmt: skip
    assert ran.status == 2
    assert (folder / "house.yaml").read_text() == HOUSE
