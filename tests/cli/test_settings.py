"""`casemodel.toml` and its variables, seen from the commands: what counts, and who says so."""

import json
from pathlib import Path

import pytest

from tests.cli.process import CLIENT, ORGANIZATION, Ran, casemodel
from tests.cli.test_local_rules import HOUSE

SETTINGS = 'schema = 1\nhouse = "house.yaml"\nlang = "es"\npaper = "a4"\nregister = "kept.sqlite"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An agency's folder, with its settings one folder above the profiles."""
    (tmp_path / "profiles").mkdir()
    for name, text in (("profiles/org", ORGANIZATION), ("profiles/client", CLIENT)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "house.yaml").write_text(HOUSE, encoding="utf-8")
    (tmp_path / "casemodel.toml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path / "profiles"


def run(*arguments: str, cwd: Path, **environment: str) -> Ran:
    """Run a command as one whose settings are read."""
    return casemodel(*arguments, cwd=cwd, **{"CASEMODEL_SETTINGS": "", **environment})


def test_an_answer_is_made_with_the_settings_and_says_where_they_are_from(folder: Path):
    ran = run("recommend", "org.yaml", cwd=folder)
    assert ran.err == ""
    assert "House rules of Riverbend are in use." in ran.out
    assert ran.out.endswith("Set in ../casemodel.toml: --house ../house.yaml.\n")
    assert run("recommend", "org.yaml", cwd=folder, CASEMODEL_SETTINGS="none").out in (
        run("recommend", "org.yaml", "--house", "none", cwd=folder).out
    )


def test_json_says_so_too(folder: Path):
    ran = run("recommend", "org.yaml", "--format", "json", cwd=folder)
    output = json.loads(ran.out)
    assert output["settings"] == [
        {"option": "house", "value": "../house.yaml", "from": "../casemodel.toml"}
    ]
    assert output["house_rules"]["agency"] == "Riverbend"


def test_an_option_goes_before_a_setting(folder: Path):
    assert "Set in" not in run("recommend", "org.yaml", "--house", "none", cwd=folder).out
    own = run("recommend", "org.yaml", "--house", "../house.yaml", cwd=folder).out
    assert "House rules of Riverbend" in own
    assert "Set in" not in own


def test_a_variable_goes_before_a_file(folder: Path):
    ran = run("models", "--rules", "shipped", cwd=folder, CASEMODEL_RULES="missing")
    assert ran.status == 0
    ran = run("models", cwd=folder, CASEMODEL_RULES="missing")
    assert ran.status == 1
    assert "missing" in ran.err


def test_the_language_is_for_what_clients_read(folder: Path):
    assert "Según ../casemodel.toml: --house ../house.yaml, --lang es." in (
        run("score", "client.yaml", cwd=folder).out
    )
    for english in (
        ("score", "client.yaml", "--explain"),
        ("report", "org.yaml"),
        ("worksheet", "organization"),
    ):
        ran = run(*english, cwd=folder)
        assert ran.status == 0, ran.err
        assert "--lang" not in ran.out + ran.err
        assert "propias" not in ran.out
    ran = run("worksheet", "client", "--lang", "en", cwd=folder)
    assert "Your answers" in ran.out or "client" in ran.out.lower()


def test_paper_has_the_size_that_is_set_and_standard_error_says_so(folder: Path):
    ran = run("report", "org.yaml", "-o", "out.html", cwd=folder)
    assert ran.err.startswith("Set in ../casemodel.toml: --house ../house.yaml, --paper a4.\n")
    assert "A4" in (folder / "out.html").read_text(encoding="utf-8")
    assert "casemodel.toml" not in (folder / "out.html").read_text(encoding="utf-8")


def test_decisions_are_kept_in_the_register_that_is_set(folder: Path):
    ran = run(
        "decide", "client.yaml", "--model", "brokerage", "--reason", "client_choice", cwd=folder
    )
    assert ran.status == 0, ran.err
    assert (folder.parent / "kept.sqlite").is_file()


@pytest.mark.thorough
def test_a_wrong_file_stops_a_command_that_it_could_change_and_no_other(folder: Path):
    (folder.parent / "casemodel.toml").write_text('schema = 1\nhuse = "house.yaml"\n')
    ran = run("recommend", "org.yaml", cwd=folder)
    assert (ran.status, ran.out) == (1, "")
    assert "../casemodel.toml:2:1: This key is unknown here. [R103]" in ran.err
    assert "nearest: house" in ran.err
    as_json = run("recommend", "org.yaml", "--format", "json", cwd=folder)
    assert json.loads(as_json.out)["problems"][0]["code"] == "R103"
    for free in (("explain", "P101"), ("recommend", "--help"), ("rules", "check")):
        assert run(*free, cwd=folder).status == 0


def test_settings_shows_each_its_value_and_where_it_is_set(folder: Path):
    ran = run("settings", "--plain", cwd=folder, CASEMODEL_PAPER="letter")
    assert ran.status == 0
    for row in ("house", "../house.yaml", "../casemodel.toml", "CASEMODEL_PAPER", "kept.sqlite"):
        assert row in ran.out
    output = json.loads(run("settings", "--format", "json", cwd=folder).out)
    assert {setting["option"]: setting["value"] for setting in output["every_setting"]} == {
        "house": "../house.yaml",
        "rules": None,
        "lang": "es",
        "paper": "a4",
        "register": "../kept.sqlite",
    }
    assert output["files"] == ["../casemodel.toml"]


def test_a_misspelled_variable_is_told(folder: Path):
    ran = run("recommend", "org.yaml", cwd=folder, CASEMODEL_HOSE="x")
    assert ran.err == "note: CASEMODEL_HOSE is not a setting. Did you mean CASEMODEL_HOUSE?\n"
