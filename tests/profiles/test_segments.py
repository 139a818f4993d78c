"""Segments of a population: shares in each notation, answers of their own, and what is refused."""

from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casemodel.files import limits
from casemodel.files.problems import ProblemsFound
from casemodel.profiles.asked import asked_of_client, asked_of_segment
from casemodel.profiles.reader import load_profile
from casemodel.profiles.values import Answer
from casemodel.texts.problems import problem_texts

HEAD = "schema: 1\nkind: organization\nanswers: {complexity: several}\n"
FIRST = 5
"""The line of the first segment below HEAD."""


def profile(*segments: str, head: str = HEAD) -> str:
    return f"{head}segments:\n" + "".join(f"  - {{{segment}}}\n" for segment in segments)


def shares(*written: str) -> str:
    return profile(*(f"name: S{n}, share: {share}" for n, share in enumerate(written)))


@pytest.mark.parametrize(
    ("written", "parts", "shown"),
    [
        (("70%", "30%"), (7, 3), ("70%", "30%")),
        (("70 %", "30 %"), (7, 3), ("70 %", "30 %")),
        (("70", "30"), (7, 3), ("70%", "30%")),
        (("0.7", "0.3"), (7, 3), ("0.7", "0.3")),
        (("'0.7'", '"0.3"'), (7, 3), ("0.7", "0.3")),
        (("33.3%", "66.7%"), (333, 667), ("33.3%", "66.7%")),
        (("0.333", "0.667"), (333, 667), ("0.333", "0.667")),
        (("1/3", "2/3"), (1, 2), ("1/3", "2/3")),
        (("1/3", "0.5", "1/6"), (2, 3, 1), ("1/3", "0.5", "1/6")),
        (("0.5", "99.5"), (1, 199), ("0.5%", "99.5%")),
        (("98.5", "1.5"), (197, 3), ("98.5%", "1.5%")),
        (("1%",) * 5 + ("95%",), (1, 1, 1, 1, 1, 95), ("1%",) * 5 + ("95%",)),
        (("0.1",) * 4 + ("0.3", "0.3"), (1, 1, 1, 1, 3, 3), ("0.1",) * 4 + ("0.3", "0.3")),
    ],
)
def test_shares_are_exact_in_each_notation(profile_from, written, parts, shown):
    segments = profile_from(shares(*written)).segments
    assert tuple(s.part for s in segments) == parts
    assert tuple(s.share for s in segments) == shown


def test_a_segment_has_a_name_and_answers_of_its_own(profile_from):
    text = profile(
        "name: 'Stable: callers', share: 70%, note: most of them, answers: {complexity: one}",
        "name: In crisis, share: 30%, answers: {complexity: {answer: refused, note: n}}",
    )
    stable, crisis = profile_from(text).segments
    assert stable.name == "Stable: callers"
    assert stable.answers == {"complexity": Answer("answered", "one")}
    assert crisis.answers == {"complexity": Answer("refused", "", note="n")}


def test_a_segment_may_be_like_everyone(profile_from):
    first, second = profile_from(
        profile("name: A, share: 70%", "name: B, share: 30%, answers: {}")
    ).segments
    assert first.answers == second.answers == {}


def test_no_segments(profile_from):
    assert profile_from(HEAD).segments == ()


def heads(*counts: str, answers: str = "{complexity: several}") -> str:
    head = f"schema: 1\nkind: organization\nanswers: {answers}\n"
    return profile(*(f"name: S{n}, clients: {c}" for n, c in enumerate(counts)), head=head)


def test_head_counts_are_shares_and_say_how_many_clients_there_are(profile_from):
    read_profile = profile_from(heads("210", "90"))
    assert [(s.part, s.share) for s in read_profile.segments] == [
        (7, "210 clients"),
        (3, "90 clients"),
    ]
    assert read_profile.quantities == {"clients": "300"}


def test_a_head_count_of_one(profile_from):
    assert [s.share for s in profile_from(heads("1", "2")).segments] == ["1 client", "2 clients"]


def test_head_counts_answer_what_the_number_of_clients_answers(profile_from):
    by_heads = profile_from(heads("210", "90", answers="{case_managers: 20}"))
    by_number = profile_from(heads("210", "90", answers="{clients: 300, case_managers: 20}"))
    assert by_heads.answers == by_number.answers
    assert by_heads.quantities == by_number.quantities
    assert by_heads.answers["caseload"].number == "300 / 20 = 15"


@pytest.mark.parametrize("clients", ["300", "300.0", "not known"])
def test_head_counts_agree_with_the_number_of_clients(profile_from, clients):
    text = heads("210", "90", answers=f"{{clients: {clients}}}")
    assert Fraction(profile_from(text).quantities["clients"]) == 300


def test_shares_say_nothing_of_the_number_of_clients(profile_from):
    assert profile_from(shares("70", "30")).quantities == {}


class Bad(NamedTuple):
    """A wrong text, the one problem it has, and words that tell the reader what to do."""

    text: str
    code: str
    line: int
    says: str


LONG = "x" * (limits.SEGMENT_NAME_LENGTH + 1)
OTHER = "name: B, share: 30%"
BAD = [
    Bad(f"{HEAD}segments:\n", "P305", 4, "- name:, share: and answers:"),
    Bad(f"{HEAD}segments: two\n", "P305", 4, "- name:, share: and answers:"),
    Bad(f"{HEAD}segments:\n  A: 70%\n  B: 30%\n", "P305", 5, "- name:, share: and answers:"),
    Bad(f"{HEAD}segments: []\n", "P415", 4, "2 to 6"),
    Bad(shares("100%"), "P415", FIRST, "2 to 6"),
    Bad(shares(*["10%"] * 6, "40%"), "P415", FIRST, "2 to 6"),
    Bad(f"{HEAD}segments:\n  - A\n  - {{{OTHER}}}\n", "P305", 5, "name:, share: and answers:"),
    Bad(profile("share: 70%", OTHER), "P302", FIRST, "name: and its value"),
    Bad(profile("name: , share: 70%", OTHER), "P306", FIRST, "a text"),
    Bad(profile("name: ' ', share: 70%", OTHER), "P306", FIRST, "a text"),
    Bad(profile("name: [A], share: 70%", OTHER), "P305", FIRST, "one text"),
    Bad(profile(f"name: {LONG}, share: 70%", OTHER), "P306", FIRST, "80 characters"),
    Bad(profile("name: B, share: 70%", OTHER), "P416", 6, "line 5"),
    Bad(profile("name: ' b', share: 70%", OTHER), "P416", 6, "a name of its own"),
    Bad(profile("name: A, share: 70%, part: 3", OTHER), "P303", FIRST, "name, share, clients"),
    Bad(profile("name: A, share: 70%, note: ", OTHER), "P306", FIRST, "the line left out"),
    Bad(profile("name: A", OTHER), "P302", FIRST, "share: 70%, share: not known, or clients: 210"),
    Bad(profile("name: A, share: 70%, clients: 7", OTHER), "P418", FIRST, "not both"),
    Bad(profile("name: A, share: ", OTHER), "P419", FIRST, "such as 70% or 0.7"),
    Bad(profile("name: A, share: [70]", OTHER), "P419", FIRST, "such as 70% or 0.7"),
    Bad(profile("name: A, share: most", OTHER), "P419", FIRST, "such as 70% or 0.7"),
    Bad(profile("name: A, share: '70,0'", OTHER), "P419", FIRST, "such as 70% or 0.7"),
    Bad(profile("name: A, share: '%'", OTHER), "P419", FIRST, "such as 70% or 0.7"),
    Bad(profile("name: A, share: 1/0", OTHER), "P419", FIRST, "such as 70% or 0.7"),
    Bad(profile("name: A, share: 7/10%", OTHER), "P419", FIRST, "such as 70% or 0.7"),
    Bad(profile("name: A, share: 7e1", OTHER), "P419", FIRST, "such as 70% or 0.7"),
    Bad(profile("name: A, share: .7", OTHER), "P419", FIRST, "such as 70% or 0.7"),
    Bad(profile("name: A, share: ٧٠", OTHER), "P419", FIRST, "such as 70% or 0.7"),
    Bad(profile("name: A, share: 0%", OTHER), "P411", FIRST, "above 0"),
    Bad(profile("name: A, share: -70%", OTHER), "P411", FIRST, "above 0"),
    Bad(profile("name: A, share: 170%", OTHER), "P411", FIRST, "above 0"),
    Bad(profile("name: A, share: 0." + "0" * 5000 + "7", OTHER), "P411", FIRST, "above 0"),
    Bad(shares("70%", "30"), "P418", 6, "all with %"),
    Bad(shares("70%", "0.3"), "P418", 6, "all with %"),
    Bad(profile("name: A, share: 70%", "name: B, clients: 90"), "P418", 6, "clients: for all"),
    Bad(shares("60%", "30%"), "P417", FIRST, "10% is missing"),
    Bad(shares("70%", "30.001%"), "P417", FIRST, "0.001% is too much"),
    Bad(shares("60", "30"), "P417", FIRST, "100% in all; 10% is missing"),
    Bad(shares("0.6", "0.3"), "P417", FIRST, "1 in all; 0.1 is missing"),
    Bad(shares("0.6", "0.5"), "P417", FIRST, "0.1 is too much"),
    Bad(shares("1", "1"), "P417", FIRST, "1 in all; 1 is too much"),
    Bad(shares("1.5", "0.5"), "P417", FIRST, "100% in all; 98% is missing"),
    Bad(shares("1/3", "1/3"), "P417", FIRST, "1/3 is missing"),
    Bad(shares("33.3%", "33.3%", "33.3%"), "P417", FIRST, "0.1% is missing"),
    Bad(heads("0", "90"), "P411", FIRST, "from 1 to 1000"),
    Bad(heads("1001", "90"), "P411", FIRST, "from 1 to 1000"),
    Bad(heads("9" * 5000, "90"), "P411", FIRST, "from 1 to 1000"),
    Bad(heads("600", "600"), "P411", FIRST, "at most 1000"),
    Bad(heads("210.5", "90"), "P410", FIRST, "such as 210"),
    Bad(heads("many", "90"), "P410", FIRST, "such as 210"),
    Bad(heads("", "90"), "P410", FIRST, "such as 210"),
    Bad(heads("[210]", "90"), "P410", FIRST, "such as 210"),
    Bad(heads("210", "80", answers="{clients: 300}"), "P417", FIRST, "10 missing"),
    Bad(heads("210", "91", answers="{clients: 300}"), "P417", FIRST, "1 too many"),
    Bad(
        heads("210", "90", answers="{case_managers: 20, caseload: over_35}"),
        "P412",
        3,
        "caseload left out",
    ),
]
ANSWERS = [
    Bad("[one]", "P305", FIRST, "one line for each answer"),
    Bad("", "P305", FIRST, "one line for each answer"),
    Bad("{complexity: on}", "P405", FIRST, "one, several, many"),
    Bad("{complexity: }", "P406", FIRST, "not asked, refused or not known"),
    Bad("{complexty: one}", "P403", FIRST, "complexity"),
    Bad("{staff_size: few}", "P404", FIRST, "answers: of the file"),
    Bad("{caseload: 14}", "P408", FIRST, "up_to_12, 13_to_35, over_35"),
    Bad("{case_managers: 14}", "P404", FIRST, "answers: of the file"),
    Bad("{clients: 14}", "P404", FIRST, "beside its name"),
]
BAD += [b._replace(text=profile(f"name: A, share: 70%, answers: {b.text}", OTHER)) for b in ANSWERS]
BAD += [
    Bad(shares("0.5%", "1%"), "P417", FIRST, "98.5% is missing"),
    Bad(shares("70X%", "30%"), "P419", FIRST, "such as 70%"),
    Bad(shares('"70\\t%"', "30%"), "P419", FIRST, "such as 70%"),
]


@pytest.mark.parametrize("bad", BAD)
def test_one_mistake_is_one_problem_at_its_place(problems_of, bad):
    (problem,) = problems_of(bad.text)
    assert (problem.code, problem.line) == (bad.code, bad.line)
    words = " ".join((problem.message, problem.expected, *problem.nearest))
    assert bad.says in words
    assert problem.code in problem_texts()
    line = bad.text.split("\n")[bad.line - 1]
    assert problem.source_line == (line if len(line) <= limits.SOURCE_LINE_LENGTH else "")


@pytest.mark.parametrize(
    ("text", "total"),
    [
        (shares("60%", "30%"), "90%"),
        (shares("0.6", "0.5"), "1.1"),
        (shares("1/3", "1/2"), "5/6"),
        (heads("210", "80", answers="{clients: 300}"), "290 clients"),
        (heads("600", "600"), "1200"),
        (shares("100%"), "1"),
    ],
)
def test_the_sum_found_is_named(problems_of, text, total):
    (problem,) = problems_of(text)
    assert problem.found == total


def test_all_problems_of_segments_come_at_once(problems_of):
    text = profile(
        "name: A, share: lots, answers: {complexity: on}",
        "name: a, share: 0%, answers: {staff_size: few}",
        "share: 3, clients: 4",
    )
    places = [(p.line, p.code) for p in problems_of(text)]
    assert places == [
        (5, "P419"),
        (5, "P405"),
        (6, "P416"),
        (6, "P411"),
        (6, "P404"),
        (7, "P302"),
        (7, "P418"),
    ]


def test_names_at_the_bound(profile_from):
    name = "x" * limits.SEGMENT_NAME_LENGTH
    assert profile_from(profile(f"name: {name}, share: 70%", OTHER)).segments[0].name == name


def test_what_only_a_client_is_asked_is_not_asked_of_a_segment(rules):
    client_question = rules.criteria["complexity"]._replace(id="own", asked_of=("client",))
    criteria = asked_of_segment(rules._replace(criteria={**rules.criteria, "own": client_question}))
    assert list(criteria.criteria) == ["complexity", "caseload", "clinicians", "oversight"]
    assert "client only" in criteria.elsewhere["own"]


@pytest.fixture
def counting(rules):
    """Rules in which need is counted: complexity takes the bands of caseload."""
    need = rules.criteria["complexity"]._replace(
        levels=rules.criteria["caseload"].levels, counts="clients"
    )
    return rules._replace(criteria={**rules.criteria, "complexity": need})


def test_a_segment_answers_goals_and_capacity_in_words(profile_from):
    text = profile("name: A, share: 70%, answers: {oversight: yes, caseload: 13_to_35}", OTHER)
    answers = profile_from(text).segments[0].answers
    assert {name: answer.level for name, answer in answers.items()} == {
        "oversight": "yes",
        "caseload": "13_to_35",
    }


def test_a_number_answers_a_need_of_a_client_and_a_level_that_of_a_segment(tmp_path, counting):
    path = tmp_path / "profile.yaml"
    text = profile("name: A, share: 70%, answers: {complexity: 13_to_35}", OTHER)
    path.write_text(text.replace("several", "not known"), encoding="utf-8")
    assert load_profile(path, counting).segments[0].answers["complexity"].level == "13_to_35"
    path.write_text(text.replace("several", "not known").replace("13_to_35", "14"), "utf-8")
    with pytest.raises(ProblemsFound) as refused:
        load_profile(path, counting)
    assert [problem.code for problem in refused.value.problems] == ["P408"]
    path.write_text("schema: 1\nkind: client\nanswers: {complexity: 14}\n", encoding="utf-8")
    assert load_profile(path, counting).answers["complexity"].level == "13_to_35"
    assert not asked_of_client(counting).quantities


@given(st.lists(st.integers(1, 150), min_size=2, max_size=6))
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_head_counts_and_fractions_say_the_same(profile_from, counts):
    total = sum(counts)
    by_heads = profile_from(heads(*map(str, counts))).segments
    by_parts = profile_from(shares(*(f"{c}/{total}" for c in counts))).segments
    assert [s.part for s in by_heads] == [s.part for s in by_parts]
    assert [Fraction(s.part, sum(p.part for p in by_heads)) for s in by_heads] == [
        Fraction(c, total) for c in counts
    ]


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=5))
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_percent_and_decimals_say_the_same(profile_from, parts):
    parts = [*parts, 10**8 - sum(parts)]
    percent = profile_from(shares(*(f"{p // 10**6}.{p % 10**6:06d}%" for p in parts))).segments
    decimal = profile_from(shares(*(f"0.{p:08d}" for p in parts))).segments
    assert [s.part for s in percent] == [s.part for s in decimal]


def test_head_counts_up_to_the_most_clients(profile_from):
    assert profile_from(heads("400", "600")).quantities["clients"] == "1000"


def test_head_counts_where_the_rules_ask_for_no_number_of_clients(tmp_path, rules):
    quantities = {
        name: quantity for name, quantity in rules.quantities.items() if name != "clients"
    }
    path = tmp_path / "p.yaml"
    path.write_text(heads("2000", "1000"), encoding="utf-8")
    profile = load_profile(path, rules._replace(quantities=quantities))
    assert [segment.part for segment in profile.segments] == [2, 1]
    assert "clients" not in profile.quantities


def test_a_share_may_be_as_long_as_a_number(profile_from):
    long = f"0.7{'0' * (limits.NUMBER_LENGTH - 3)}"
    assert [segment.part for segment in profile_from(shares(long, "0.3")).segments] == [7, 3]
