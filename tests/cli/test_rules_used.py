"""Every answer says which rules it was made with: shipped, of a folder, changed by a house."""

import json
import re
import shutil
from pathlib import Path

import pytest

from casemodel.knowledge.bundled import rules_directory
from tests.cli.process import CLIENT, ORGANIZATION, casemodel
from tests.cli.test_local_rules import COMMANDS, HOUSE

ON_PAPER = {
    "report": ("report", "org.yaml"),
    "report on a client": ("report", "client.yaml"),
    "compare": ("compare", "brokerage", "--format", "markdown"),
    "handout": ("handout", "brokerage", "clinical"),
    "handout in Spanish": ("handout", "brokerage", "clinical", "--lang", "es"),
    "worksheet": ("worksheet", "client"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Profiles, a house file, a copy of the rules, and rules in which one word is changed."""
    new_folder = tmp_path_factory.mktemp("used")
    for name, text in (("org", ORGANIZATION), ("client", CLIENT), ("house", HOUSE)):
        (new_folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    for name in ("same", "mine"):
        shutil.copytree(rules_directory(), new_folder / name)
    method = new_folder / "mine" / "method.yaml"
    text = method.read_text(encoding="utf-8")
    method.write_text(text.replace("word: steady", "word: firm"), encoding="utf-8")
    return new_folder


def digest_of(folder: Path, *arguments: str) -> str:
    return str(
        json.loads(casemodel("models", "--format", "json", *arguments, cwd=folder).out)["rules"][
            "digest"
        ]
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_on_the_screen_the_last_line_says_it(folder: Path, name: str):
    last = casemodel(*COMMANDS[name], cwd=folder, COLUMNS="200").out.rstrip().split("\n")[-1]
    assert re.fullmatch(r".*Shipped rules \S+ \([0-9a-f]{12}\)\.", last)
    assert digest_of(folder)[:12] in last


@pytest.mark.parametrize("name", ON_PAPER)
def test_on_paper_it_is_said_where_it_says_what_made_it(folder: Path, name: str):
    out = casemodel(*ON_PAPER[name], cwd=folder).out
    assert digest_of(folder)[:12] in out
    assert "Shipped rules" in out or "Reglas originales" in out


def test_of_a_folder_it_says_whether_they_differ(folder: Path):
    def last(*arguments: str) -> str:
        return (
            casemodel("ask", "org.yaml", *arguments, cwd=folder, COLUMNS="200")
            .out.rstrip()
            .split("\n")[-1]
        )

    assert last("--rules", "same").endswith(", the same as those that come with casemodel.")
    mine = last("--rules", "mine")
    assert mine.endswith(", not those that come with casemodel.")
    assert digest_of(folder)[:12] not in mine


def test_of_house_rules_it_says_whose_and_which_file(folder: Path):
    ran = casemodel("ask", "org.yaml", "--house", "house.yaml", cwd=folder, COLUMNS="200")
    last = ran.out.rstrip().split("\n")[-1]
    assert digest_of(folder)[:12] in last
    assert "Changed by the house rules of Riverbend in house.yaml (" in last


def test_json_says_it_with_the_whole_digest(folder: Path):
    for arguments, origin in (((), "shipped"), (("--rules", "mine"), "mine")):
        ran = casemodel("recommend", "org.yaml", "--format", "json", *arguments, cwd=folder)
        rules = json.loads(ran.out)["rules"]
        assert rules["from"] == origin
        assert re.fullmatch("[0-9a-f]{64}", rules["digest"])
