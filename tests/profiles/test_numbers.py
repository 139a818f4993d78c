"""Numbers to levels: bands, ratios, and answers that contradict the numbers."""

import pytest


def organization(*answers: str) -> str:
    lines = "".join(f"  {answer}\n" for answer in answers)
    return f"schema: 1\nkind: organization\nanswers:\n{lines}"


@pytest.mark.parametrize(
    ("number", "level"),
    [
        ("0", "up_to_12"),
        ("12", "up_to_12"),
        ("12.499", "up_to_12"),
        ("12.5", "13_to_35"),
        ("35.4999999", "13_to_35"),
        ("35.5", "over_35"),
        ("1000", "over_35"),
    ],
)
def test_a_band_begins_at_its_edge(profile_from, number, level):
    assert profile_from(organization(f"caseload: {number}")).answers["caseload"].level == level


@pytest.mark.parametrize(("number", "level"), [("0", "few"), ("4.9", "few"), ("5", "many")])
def test_a_count_answers_its_criterion(profile_from, number, level):
    by_quantity = profile_from(organization(f"case_managers: {number}")).answers["staff_size"]
    by_criterion = profile_from(organization(f"staff_size: {number}")).answers["staff_size"]
    assert by_quantity == by_criterion
    assert by_quantity.level == level


@pytest.mark.parametrize(
    ("clients", "managers", "level", "number"),
    [
        ("300", "20", "13_to_35", "300 / 20 = 15"),
        ("25", "2", "13_to_35", "25 / 2 = 12.5"),
        ("100", "3", "13_to_35", "100 / 3 = about 33.33"),
        ("124999", "10000", "up_to_12", None),
    ],
)
def test_two_numbers_make_a_ratio_exactly(
    profile_from, problems_of, clients, managers, level, number
):
    text = organization(f"clients: {clients}", f"case_managers: {managers}")
    if number is None:
        assert [p.code for p in problems_of(text)] == ["P411", "P411"]
        return
    answer = profile_from(text).answers["caseload"]
    assert (answer.level, answer.number) == (level, number)


def test_a_part_of_a_whole_is_worked_out(profile_from):
    text = organization("licensed: 1", "case_managers: 3")
    answer = profile_from(text).answers["clinicians"]
    assert (answer.level, answer.number) == ("some", "1 / 3 = about 0.33")


def test_nothing_is_divided_by_none(profile_from):
    profile = profile_from(organization("clients: 300", "case_managers: 0"))
    assert profile.levels() == {"staff_size": "few"}


def test_numbers_answer_what_was_left_open_and_keep_its_note(profile_from):
    text = organization(
        "clients: 300", "case_managers: 20", "caseload: {answer: not known, note: ask}"
    )
    answer = profile_from(text).answers["caseload"]
    assert (answer.level, answer.note) == ("13_to_35", "ask")


def test_a_level_that_agrees_with_the_numbers_stands(profile_from):
    text = organization("clients: 300", "case_managers: 20", "caseload: 13_to_35")
    assert profile_from(text).answers["caseload"].number == ""


@pytest.mark.parametrize("written", ["over_35", "40", "{answer: up_to_12}"])
def test_a_level_that_contradicts_the_numbers_is_refused(problems_of, written):
    text = organization("clients: 300", "case_managers: 20", f"caseload: {written}")
    (problem,) = problems_of(text)
    assert (problem.code, problem.line) == ("P412", 6)
    assert "clients and case_managers" in problem.message
    assert "caseload left out" in problem.expected
