"""Profiles in JSON: the same values as in YAML, and nothing of a client in a problem."""

import json

import pytest
import yaml

ORGANIZATION = {
    "schema": 1,
    "kind": "organization",
    "name": "Ñandú 😀 \\ud83d",
    "date": "2026-03-31",
    "answers": {
        "oversight": "no",
        "complexity": {"answer": "one", "note": 'a "quoted"\nline'},
        "clients": 300,
        "case_managers": 20.5,
        "licensed": "refused",
    },
    "segments": [
        {"name": "A", "share": 0.25, "answers": {"complexity": "many"}},
        {"name": "B", "share": "0.75"},
    ],
    "weights": {"complexity": 2},
    "priorities": ["oversight", "complexity"],
}
CLIENT = {"schema": 1, "kind": "client", "id": "0042", "answers": {"complexity": "one"}}
CANARY = "Zyxwvut"

WRITTEN = {
    "plain": {},
    "letters as they are": {"ensure_ascii": False},
    "tight": {"separators": (",", ":")},
    "indented": {"indent": 2},
    "with tabs": {"indent": "\t"},
}


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize("how", WRITTEN)
def test_json_is_the_same_profile(monkeypatch, profile_from, loader, how):
    if loader == "SafeLoader":
        monkeypatch.delattr(yaml, "CSafeLoader")
    profile = profile_from("\n" + json.dumps(ORGANIZATION, **WRITTEN[how]))
    in_yaml = "".join(
        f"{key}: {json.dumps(v)}\n" for key, v in ORGANIZATION.items() if key != "name"
    )
    in_yaml = in_yaml.replace('"organization"', "organization")
    in_yaml += "name: 'Ñandú 😀 \\ud83d'\n"
    assert profile == profile_from(in_yaml)
    assert profile.label == ORGANIZATION["name"]
    assert [s.part for s in profile.segments] == [1, 3]


def test_a_client_in_json(profile_from):
    profile = profile_from(json.dumps(CLIENT))
    assert (profile.kind, profile.label, profile.levels()) == (
        "client",
        "0042",
        {"complexity": "one"},
    )


def test_an_organization_in_json_is_shown_its_line(problems_of):
    text = json.dumps({**ORGANIZATION, "answers": {"complexity": "severel"}}, indent=2)
    (problem,) = problems_of(text)
    assert (problem.code, problem.found, problem.nearest) == ("P405", "severel", ("several",))
    assert problem.source_line == '    "complexity": "severel"'
    assert text.split("\n")[problem.line - 1][problem.column - 1 :] == '"severel"'


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({**CLIENT, "id": [CANARY]}),
        json.dumps({**CLIENT, CANARY: 1}),
        json.dumps({**CLIENT, "answers": {"complexity": CANARY}}, indent=2),
        json.dumps({**CLIENT, "date": CANARY}),
        json.dumps({**CLIENT, "kind": CANARY}),
        json.dumps({**CLIENT, "id": CANARY})[:-3],
        json.dumps({**ORGANIZATION, "name": CANARY})[:-3],
        json.dumps({**CLIENT, "id": CANARY, "kind": ["client"]}),
        '{"kind": "organization", "kind": "client", "id": "Zyxwvut"}',
        '{"schema": 1, "id": "Zyxwvut"}',
        '{"schema": 1, kind: "client", "id": "Zyxwvut"}',
        '{"schema": 1, "kind": "client", "id": "\\u00zzZyxwvut"}',
        '[{"schema": 1, "kind": "client", "id": "Zyxwvut"}]',
    ],
)
def test_no_value_of_a_client_is_echoed(problems_of, text):
    for problem in problems_of(text):
        assert CANARY not in repr(problem._replace(file=""))
        assert problem.found == problem.source_line == ""


@pytest.mark.parametrize("name", ["\\ud83d", "\\ude00", "\\ude00\\ud83d", "\\\\ud83d\\ude00"])
def test_half_a_pair_of_escapes_is_no_character(problems_of, name):
    text = f'{{"schema": 1, "kind": "client", "id": "a{name}", "answers": {{}}}}'
    assert problems_of(text)[0].code in {"P108", "P201"}


def test_yaml_keeps_its_backslashes(profile_from):
    text = "schema: 1\nkind: organization\nname: '\\ud83d\\ude00'\nanswers: {}\n"
    assert profile_from(text).label == "\\ud83d\\ude00"
