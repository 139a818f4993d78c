"""Slips at the command line are answered with what to type; `--help` lists commands by need."""

import re

import pytest

from casemodel.cli.commands import COMMANDS, RULES_COMMANDS
from tests.cli.process import CLIENT, ORGANIZATION, casemodel


def test_casemodel_alone_says_in_five_lines_what_to_type_first(folder):
    ran = casemodel(cwd=folder)
    assert ran.status == 0
    assert len(ran.out.splitlines()) == 5
    assert "Type first:       casemodel interview organization\n" in ran.out


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("quit", "casemodel ends after each command"),
        ("exit", "casemodel ends after each command"),
        ("house", "casemodel check house.yaml"),
        ("start", "casemodel interview organization"),
        ("org.yaml", "casemodel recommend org.yaml"),
        ("client.yaml", "casemodel score client.yaml"),
        ("house.yaml", "casemodel check house.yaml"),
        ("gone.yaml", "There is no file gone.yaml"),
        ("clients.csv", "casemodel caseload clients.csv"),
        ("org.yml", "There is no file org.yml, but there is org.yaml."),
        ("client", "casemodel interview client"),
        ("organization", "casemodel interview organization"),
        ("print", "casemodel report"),
        ("casemodel.toml", "casemodel settings"),
        ("recomend", "Did you mean recommend"),
    ],
)
def test_a_slip_is_answered_with_what_to_type(folder, word, says):
    (folder / "house.yaml").write_text("schema: 1\nagency: Us\nchanges: []\n", encoding="utf-8")
    ran = casemodel(word, cwd=folder)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err
    assert len(ran.err.splitlines()) == 1


def test_no_value_of_a_profile_is_echoed(folder):
    (folder / "odd.yaml").write_text("kind: client\nid: Jo Doe\n", encoding="utf-8")
    assert "Jo Doe" not in casemodel("odd.yaml", cwd=folder).err


@pytest.mark.parametrize("words", [(), ("ask",), ("rules", "test")])
def test_help_as_a_word_shows_the_help(folder, words):
    assert casemodel("help", *words, cwd=folder).out == casemodel(*words, "--help", cwd=folder).out


@pytest.mark.parametrize(("there", "typed"), [(".yml", ".yaml"), (".yaml", ".yml")])
@pytest.mark.parametrize(("name", "text"), [("north", ORGANIZATION), ("south", CLIENT)])
def test_the_other_ending_is_named(folder, there, typed, name, text):
    (folder / f"{name}{there}").write_text(text, encoding="utf-8")
    ran = casemodel("recommend", f"{name}{typed}", cwd=folder)
    assert ran.status == 1
    assert f"nearest: {name}{there}" in ran.err


def test_each_command_is_described_by_what_it_does():
    for name, listed in {**COMMANDS, **RULES_COMMANDS}.items():
        assert re.match(r"[A-Z][a-z]+,? ", listed.in_short), name
        assert not listed.in_short.startswith(("A ", "The ", "What ", "Which ", "Every ")), name


def test_help_lists_the_commands_in_the_order_of_need(folder):
    page = casemodel("--help", cwd=folder).out
    headings = re.findall(r"^(\S[^:\n]*):$", page, re.MULTILINE)
    assert headings == [
        "Options",
        "Start here",
        "Many clients",
        "Understand the answer",
        "On paper",
        "On record",
        "Rules",
    ]


def test_a_model_instead_of_a_code_is_answered_with_where_it_is_explained(folder):
    ran = casemodel("explain", "strengths-based", cwd=folder)
    assert (ran.status, ran.out) == (2, "")
    assert "casemodel show strengths_based" in ran.err
    assert "--explain strengths_based" in ran.err
