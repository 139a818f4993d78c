"""Whatever the bytes, reading ends in a profile or in problems, and never echoes a client."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from casemodel.files.problems import ProblemsFound
from casemodel.profiles.reader import load_profile
from casemodel.profiles.values import Profile
from casemodel.texts.problems import problem_texts

CALM = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

CANARY = "Qzxjvk"
GOOD = """\
schema: 1
kind: {kind}
date: 2026-03-31
note: a note
answers:
  complexity: {{answer: one, note: "b"}}
  oversight: no
  clients: 300
agency:
  name: c
  answers: {{caseload: 14, staff_size: few}}
"""


def outcome(path: Path, data: bytes, rules: Any) -> Profile | ProblemsFound:
    path.write_bytes(data)
    try:
        return load_profile(path, rules)
    except ProblemsFound as error:
        refusal = error
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert refusal.problems
    for problem in refusal.problems:
        assert problem.code in problem_texts()
        assert problem.message
        assert problem.file == str(path)
        assert 0 <= problem.line <= lines + 1
    return refusal


@pytest.fixture
def path(tmp_path):
    return tmp_path / "profile.yaml"


@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"? ? ? ?")
@example(b"[[[{{{")
@example(b'"\\UFFFFFFFF"')
@example(b"!!int ''")
@example(b"a: !!timestamp x")
@example(b"--- |\n...\n--- >")
@CALM
def test_any_bytes(path, rules, data):
    outcome(path, data, rules)


KINDS = st.sampled_from(["client", "organization"])
YAML_TEXT = st.text(alphabet="ab01:-?[]{}&*!|>'\"%@`#,<=~ \n\t.\\/\r\ufeff\u2028é", max_size=80)


@given(YAML_TEXT)
@CALM
def test_any_text_of_yaml_characters(path, rules, text):
    outcome(path, text.encode(), rules)


@given(YAML_TEXT, st.integers(0, len(GOOD)), KINDS)
@CALM
def test_any_text_anywhere_in_a_valid_profile(path, rules, text, at, kind):
    good = GOOD.format(kind=kind)
    outcome(path, (good[:at] + text + good[at:]).encode(), rules)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["one", "no", "not asked", "14", "1:15", "organization"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["answer", "note", "complexity", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)
PLACES = [
    "schema",
    "kind",
    "id",
    "name",
    "date",
    "note",
    "current_model",
    "answers",
    "agency",
    "segments",
    "weights",
    "priorities",
]


SEGMENTS = st.lists(
    st.dictionaries(st.sampled_from(["name", "share", "clients", "answers", "x"]), VALUES),
    max_size=7,
)


@given(SEGMENTS)
@example([{"name": "A", "share": "60%"}, {"name": "B", "share": "40%", "answers": {}}])
@CALM
def test_any_value_in_a_segment(path, rules, segments):
    text = f"schema: 1\nkind: organization\nanswers: {{}}\nsegments: {json.dumps(segments)}\n"
    result = outcome(path, text.encode(), rules)
    if isinstance(result, Profile):
        assert 2 <= len(result.segments) <= 6
        assert all(segment.part > 0 for segment in result.segments)


@given(st.dictionaries(st.sampled_from(PLACES), VALUES), KINDS)
@CALM
def test_any_values_at_any_keys(path, rules, values, kind):
    values = {"schema": 1, "kind": kind, "answers": {"complexity": "one"}, **values}
    outcome(path, json.dumps(values).encode(), rules)


@given(
    st.sampled_from(["complexity", "caseload", "clinicians", "clients", "oversight", "x"]),
    VALUES,
)
@example("complexity", "one")
@CALM
def test_any_value_as_an_answer(path, rules, name, value):
    text = f"schema: 1\nkind: organization\nanswers:\n  {name}: {json.dumps(value)}\n"
    result = outcome(path, text.encode(), rules)
    if isinstance(result, Profile):
        known = {level.id for c in rules.criteria.values() for level in c.levels}
        assert set(result.levels().values()) <= known


@given(st.integers(0, len(GOOD)), YAML_TEXT)
@example(0, "'")
@CALM
def test_a_client_is_never_echoed(path, rules, at, text):
    good = GOOD.format(kind="client")
    result = outcome(path, (good[:at] + CANARY + text + CANARY + good[at:]).encode(), rules)
    if isinstance(result, ProblemsFound):
        assert CANARY not in repr([p._replace(file="") for p in result.problems])
