"""`--house` on every command that answers: each says so, as a page and as JSON."""

import json
from pathlib import Path

import pytest

from tests.cli.process import CLIENT, HOUSE, ORGANIZATION, SIGNED, casemodel

COMMANDS = {
    "recommend": ("recommend", "org.yaml"),
    "recommend in full": ("recommend", "org.yaml", "--explain"),
    "score": ("score", "client.yaml"),
    "why-not": ("why-not", "brokerage", "org.yaml"),
    "what-if": ("what-if", "org.yaml", "--set", "acuity=stable"),
    "ask": ("ask", "org.yaml"),
    "plan": ("plan", "org.yaml"),
    "compare": ("compare", "clinical", "brokerage"),
    "compare with scores": ("compare", "clinical", "--profile", "org.yaml"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("org", ORGANIZATION), ("client", CLIENT), ("house", HOUSE)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", COMMANDS)
def test_every_answer_says_so_and_lists_what_differs(folder, name):
    ran = casemodel(*COMMANDS[name], "--house", "house.yaml", "--plain", cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    assert "house rules: House rules of Riverbend are in use." in ran.out
    assert "house rule: Weight of 'Complexity of needs': 4.5 instead of 3." in ran.out
    assert "is switched off" in ran.out
    assert "Your own weights" not in ran.out


@pytest.mark.thorough
@pytest.mark.parametrize("name", COMMANDS)
def test_every_answer_says_so_in_json(folder, name):
    ran = casemodel(*COMMANDS[name], "--house", "house.yaml", "--format", "json", cwd=folder)
    output = json.loads(ran.out)
    assert output["rules"]["version"].endswith(", with house rules of Riverbend")
    assert output["house_rules"]["agency"] == "Riverbend"
    assert [c["what"] for c in output["house_rules"]["changes"]] == ["weight", "off"]
    assert output["rules"]["digest"] != output["house_rules"]["changed_rules"]["digest"]


ON_PAPER = {
    "report, html": ("report", "org.yaml", "-o", "out.html"),
    "report, markdown": ("report", "org.yaml", "-o", "out.md"),
    "report on a client": ("report", "client.yaml", "-o", "out.html"),
    "compare, html": ("compare", "clinical", "-o", "out.html"),
    "compare, csv": ("compare", "clinical", "--profile", "org.yaml", "-o", "out.csv"),
    "decide": ("decide", "client.yaml", "--model", "none", "--register", "r", "--date",
               "2026-11-22", "--reason", "client_choice", "--format", "markdown", "-o", "out.md"),
    "review": ("review", "client.yaml", "client.yaml", "-o", "out.md", "--format", "markdown"),
}  # fmt: skip


@pytest.mark.parametrize("name", ON_PAPER)
def test_every_page_says_so_and_lists_what_differs(folder, name):
    ran = casemodel(*ON_PAPER[name], "--house", "house.yaml", cwd=folder)
    assert ran.status == 0, ran.err
    (file,) = folder.glob("out.*")
    text = file.read_text(encoding="utf-8")
    assert "House rules of Riverbend are in use." in text
    assert "4.5 instead of 3" in text
    assert "is switched off" in text


def test_a_model_switched_off_is_not_in_the_ranking(folder):
    ran = casemodel(
        "recommend", "org.yaml", "--house", "house.yaml", "--format", "json", cwd=folder
    )
    ranked = {ranked_model["id"] for ranked_model in json.loads(ran.out)["ranking"]}
    assert not any("intensive" in name for name in ranked)


def test_bands_of_the_house_are_used_to_read_the_profile(folder):
    changes = (
        "  - {what: band, criterion: caseload, level: up_to_12, below: 15.5, called: x, "
        f"{SIGNED}}}\n"
        f"  - {{what: band, criterion: caseload, level: 13_to_20, called: y, {SIGNED}}}\n"
    )
    (folder / "house.yaml").write_text(HOUSE + changes, encoding="utf-8")
    (folder / "org.yaml").write_text(ORGANIZATION + "  caseload: 14\n", encoding="utf-8")
    ran = casemodel(
        "recommend", "org.yaml", "--house", "house.yaml", "--format", "json", cwd=folder
    )
    levels = {
        c["criterion"]: c["level"] for c in json.loads(ran.out)["ranking"][0]["contributions"]
    }
    assert levels["caseload"] == "up_to_12"


def test_a_wrong_house_is_told_and_nothing_answered(folder):
    (folder / "house.yaml").write_text(HOUSE.replace("to: 4.5", "to: 45"), encoding="utf-8")
    ran = casemodel("recommend", "org.yaml", "--house", "house.yaml", cwd=folder)
    assert (ran.status, ran.out) == (1, "")
    assert "house.yaml:4:47" in ran.err
    assert "10 or less" in ran.err


def test_without_a_house_nothing_is_said_of_one(folder):
    ran = casemodel("recommend", "org.yaml", cwd=folder)
    assert "ouse rules" not in ran.out
