"""Several people's profiles combined into one of the group."""

import pytest

from casemodel.profiles.combining import combined, median, middle_level
from casemodel.profiles.reader import profile_of
from tests.laws.strategies import shipped

RULES = shipped()


def organization(answers: str, more: str = ""):
    text = f"schema: 1\nkind: organization\nanswers: {{{answers}}}\n{more}"
    return profile_of(text, "p.yaml", RULES)


def level(*answers: str, criterion: str = "complexity") -> tuple[str, str]:
    profiles = [organization(f"{criterion}: {answer}" if answer else "") for answer in answers]
    combined_answer = combined(profiles, RULES).answers.get(criterion)
    return (combined_answer.state, combined_answer.level) if combined_answer else ("", "")


@pytest.mark.parametrize(
    ("answers", "group"),
    [
        (("one", "many", "many"), ("answered", "many")),
        (("one", "several", "many"), ("answered", "several")),
        (("one", "many"), ("not_known", "")),
        (("one", "one", "many", "many"), ("not_known", "")),
        (("one", "several", "several", "many"), ("answered", "several")),
        (("many", "", "refused"), ("answered", "many")),
        (("refused", "not known"), ("refused", "")),
        (("not known", ""), ("not_known", "")),
        (("", ""), ("", "")),
    ],
)
def test_an_answer_is_the_middle_one_and_open_where_two_differ_there(answers, group):
    assert level(*answers) == group
    assert level(*reversed(answers)) == group


def test_a_danger_that_one_sees_is_the_groups():
    assert level("no", "no", "yes", criterion="danger_self") == ("answered", "yes")


def test_numbers_are_medians_and_what_follows_from_them_follows():
    several = [organization(f"clients: {n}, case_managers: 5") for n in ("100", "80", "200")]
    group = combined(several, RULES)
    assert group.quantities == {"clients": "100", "case_managers": "5"}
    assert group.answers["caseload"].level == "13_to_20"
    assert [median(["4", "5"]), median(["1.5"]), median(["10", "2", "10.0"])] == [
        "4.5",
        "1.5",
        "10",
    ]


def test_shares_are_means_and_groups_keep_their_own_answers():
    def with_groups(first: int, second: int, complexity: str, name: str = "A"):
        answers = f"answers: {{complexity: {complexity}}}"
        return organization(
            "",
            f"segments:\n  - {{name: {name}, share: {first}%, {answers}}}\n"
            f"  - {{name: B, share: {second}%, answers: {{complexity: one}}}}\n",
        )

    group = combined(
        [with_groups(60, 40, "many"), with_groups(75, 25, "many", "a"), with_groups(70, 30, "one")],
        RULES,
    )
    assert [(s.name, s.part, s.share) for s in group.segments] == [
        ("A", 41, "68.333333%"), ("B", 19, "31.666667%"),
    ]  # fmt: skip
    assert [s.answers["complexity"].level for s in group.segments] == ["many", "one"]
    assert "complexity" not in group.answers


def test_what_is_run_now_needs_more_than_half():
    runs = [organization("", f"current_model: {m}\n") for m in ("brokerage", "act", "brokerage")]
    assert combined(runs, RULES).current_model == "brokerage"
    assert combined(runs[:2], RULES).current_model == ""


def test_the_order_of_people_changes_nothing():
    people = [organization(f"complexity: {a}, acuity: {b}, clients: {n}") for a, b, n in
              (("one", "acute", 5), ("many", "stable", 9), ("several", "acute", 7))]  # fmt: skip
    assert combined(people, RULES) == combined(people[::-1], RULES)


def test_the_middle_of_none_is_none():
    assert middle_level(RULES.criteria["complexity"], []) == ""
