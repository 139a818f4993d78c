"""Profiles that are right, in all the ways they may be written."""

import json

import pytest

from casemodel.profiles.values import Answer, Profile

ORGANIZATION = """\
schema: 1
kind: organization
name: Harbor House
date: 2026-03-31
note: after the merger
current_model: light
answers:
  oversight: no
  complexity: {answer: several, note: "most, not all", origin: survey}
  clients: 300
  case_managers: 20
  licensed: refused
"""

CLIENT = """\
schema: 1
kind: client
id: 0042
answers:
  complexity: many
agency:
  name: Harbor House
  answers:
    caseload: 14
    staff_size: not known
"""


def test_organization(profile_from):
    profile = profile_from(ORGANIZATION)
    assert (profile.kind, profile.label, profile.date) == (
        "organization",
        "Harbor House",
        "2026-03-31",
    )
    assert profile.current_model == "light"
    assert profile.quantities == {"case_managers": "20", "clients": "300"}
    assert profile.answers["complexity"] == Answer(
        "answered", "several", note="most, not all", origin="survey"
    )
    assert profile.levels() == {
        "complexity": "several",
        "caseload": "13_to_35",
        "staff_size": "many",
        "oversight": "no",
    }


def test_answers_are_in_the_rules_order_whatever_the_files(profile_from):
    order = ["complexity", "caseload", "staff_size", "oversight"]
    assert list(profile_from(ORGANIZATION).answers) == order


def test_client_with_an_agency(profile_from):
    profile = profile_from(CLIENT)
    assert (profile.kind, profile.label) == ("client", "0042")
    assert profile.agency is not None
    assert profile.agency.label == "Harbor House"
    assert profile.agency.answers["caseload"] == Answer("answered", "13_to_35", number="14")
    assert profile.agency.answers["staff_size"].state == "not_known"


def test_no_agency_is_none(profile_from):
    assert profile_from("schema: 1\nkind: client\nanswers: {complexity: one}\n").agency is None


@pytest.mark.parametrize(
    ("word", "state"),
    [("not asked", "not_asked"), ("refused", "refused"), ("not known", "not_known")],
)
def test_the_three_states_and_no_are_four_things(profile_from, word, state):
    answers = profile_from(
        f"schema: 1\nkind: organization\nanswers: {{oversight: {word}}}\n"
    ).answers
    assert answers["oversight"] == Answer(state, "")


@pytest.mark.parametrize("written", ["no", '"no"', "'no'", "no # a comment"])
def test_no_is_an_answer_plain_or_quoted(profile_from, written):
    text = f"schema: 1\nkind: organization\nanswers:\n  oversight: {written}\n"
    assert profile_from(text).answers["oversight"].level == "no"


@pytest.mark.parametrize("written", ["14", "14.0", '"14"', "'14.00'"])
def test_a_number_is_the_same_however_written(profile_from, written):
    text = f"schema: 1\nkind: organization\nanswers:\n  caseload: {written}\n"
    assert profile_from(text).answers["caseload"].level == "13_to_35"


def _same(profile_from, text: str | bytes) -> bool:
    return profile_from(text) == profile_from(ORGANIZATION)


def test_byte_order_mark_is_accepted(profile_from):
    assert _same(profile_from, b"\xef\xbb\xbf" + ORGANIZATION.encode())


def test_windows_line_ends_are_accepted(profile_from):
    assert _same(profile_from, ORGANIZATION.replace("\n", "\r\n"))


def test_comments_and_a_document_start_are_accepted(profile_from):
    assert _same(profile_from, "# a profile\n---\n" + ORGANIZATION)


def test_answers_may_be_json(profile_from):
    answers = {"oversight": "no", "caseload": 14, "complexity": {"answer": "one", "note": "n"}}
    text = f"schema: 1\nkind: organization\nanswers: {json.dumps(answers)}\n"
    assert profile_from(text).levels() == {
        "complexity": "one",
        "caseload": "13_to_35",
        "oversight": "no",
    }


@pytest.mark.parametrize(
    "name", ["Ñandú", "愛の家", "بيت", "O'Brien & Sons", "House 🏠", "1:30", "no", "02139", "null!"]
)
def test_any_name_is_kept_as_written(profile_from, name):
    text = f"schema: 1\nkind: organization\nname: {name}\nanswers: {{}}\n"
    assert profile_from(text).label == name


def test_a_profile_without_answers_is_no_mistake(profile_from):
    assert profile_from("schema: 1\nkind: client\nanswers: {}\n").answers == {}


def test_what_is_not_written_is_empty(profile_from):
    assert profile_from("schema: 1\nkind: client\nanswers: {}\n") == Profile(
        "client", "", "", {}, {}
    )


def test_the_agency_of_a_client_is_an_organization(profile_from):
    agency = profile_from("schema: 1\nkind: client\nanswers: {}\nagency: {answers: {}}\n").agency
    assert agency == Profile("organization", "", "", {}, {})
