"""Each command answers, in every format, and says the same in each."""

import json
from pathlib import Path

import pytest

from tests.cli.process import CLIENT, ORGANIZATION, casemodel

COMMANDS = (
    ("recommend", "org.yaml"),
    ("recommend", "org.yaml", "--explain"),
    ("score", "client.yaml"),
    ("score", "client.yaml", "--explain"),
    ("compare",),
    ("compare", "brokerage", "intensive", "--profile", "org.yaml"),
    ("models",),
    ("show", "clinical"),
    ("show", "standard_community_care"),
    ("inputs",),
    ("sources",),
)
FORMATS = ("text", "plain", "json", "markdown")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_every_command_answers_in_every_format(
    arguments: tuple[str, ...], form: str, folder: Path
) -> None:
    ran = casemodel(*arguments, "--format", form, cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith("\n")
    assert not any(line != line.rstrip() for line in ran.out.splitlines())
    if form == "json":
        data = json.loads(ran.out)
        assert data["schema_version"] == 1
        assert data["output"] == arguments[0]
        assert set(data["rules"]) == {"version", "digest"}


def test_the_json_of_an_answer_adds_up(folder: Path) -> None:
    data = json.loads(casemodel("recommend", "org.yaml", "--format", "json", cwd=folder).out)
    assert data["label"] == "Riverbend Family Services"
    assert data["date"] == "2026-02-01"
    assert data["kind"] == "organization"
    assert data["recommended"] == data["ranking"][0]["id"]
    assert len(data["ranking"]) == 5
    for model in data["ranking"]:
        tenths = sum(round(c["points"] * 10) for c in model["contributions"])
        assert 500 + tenths == round(model["score"] * 10)
        assert model["low"] <= model["score"] <= model["high"]
        assert model["parts"] == [model["id"]]
    answered = {c["criterion"] for c in data["ranking"][0]["contributions"] if c["level"]}
    assert answered == {"complexity", "acuity", "contact", "danger_self"}
    assert not answered & set(data["ask_next"])


def test_the_same_input_gives_the_same_bytes(folder: Path) -> None:
    for form in FORMATS:
        arguments = ("recommend", "org.yaml", "--explain", "--format", form)
        runs = {
            casemodel(*arguments, cwd=folder, PYTHONHASHSEED=seed).out for seed in ("0", "1", "77")
        }
        assert len(runs) == 1


def test_a_danger_comes_first_on_a_clients_page(folder: Path) -> None:
    out = casemodel("score", "client.yaml", cwd=folder).out
    assert out.index("Do first, whatever the score") < out.index("The answer")
    assert out.startswith("Client C-014\n")


def test_the_first_screen_fits_a_screen(folder: Path) -> None:
    assert len(casemodel("recommend", "org.yaml", cwd=folder).out.splitlines()) <= 50


def test_standard_input(folder: Path) -> None:
    given = casemodel("recommend", "-", cwd=folder, stdin=ORGANIZATION)
    assert given.out == casemodel("recommend", "org.yaml", cwd=folder).out
    assert casemodel("score", "-", cwd=folder, stdin=CLIENT).status == 0


def test_basis_document_says_so(folder: Path) -> None:
    ran = casemodel("recommend", "org.yaml", "--basis", "document", cwd=folder)
    assert "on the five documents alone" in " ".join(ran.out.split())


def test_models_may_be_written_with_a_hyphen_and_once_only(folder: Path) -> None:
    ran = casemodel(
        "compare", "Strengths-Based", "strengths_based", "clinical", "--format", "json", cwd=folder
    )
    assert [m["id"] for m in json.loads(ran.out)["models"]] == ["strengths_based", "clinical"]


def test_compare_has_the_same_rows_for_every_model(folder: Path) -> None:
    out = casemodel("compare", "--format", "plain", cwd=folder).out
    data = json.loads(casemodel("compare", "--format", "json", cwd=folder).out)
    names = [model["name"] for model in data["models"]]
    assert len(names) == 6
    rows = [
        [
            line[len(name) + 2 :].split(": ")[0]
            for line in out.splitlines()
            if line.startswith(f"{name}, ")
        ]
        for name in names
    ]
    assert all(row == rows[0] for row in rows)
    assert len(rows[0]) == len(data["rows"]) + 6


def test_version_and_help(folder: Path) -> None:
    from casemodel import __version__

    assert casemodel("--version", cwd=folder).out == f"casemodel {__version__}\n"
    help_page = casemodel("--help", cwd=folder).out
    assert casemodel(cwd=folder).out == help_page
    assert casemodel("-h", cwd=folder).out == help_page
    for command in {arguments[0] for arguments in COMMANDS}:
        assert f"  {command}  " in help_page or f"  {command} " in help_page
        page = casemodel(command, "--help", cwd=folder)
        assert page.status == 0
        # The examples come right after the usage line, and each begins with the command.
        lines = [line.strip() for line in page.out.splitlines() if line.strip()]
        assert lines[1] == "Examples:"
        assert lines[2].startswith(f"casemodel {command}")
