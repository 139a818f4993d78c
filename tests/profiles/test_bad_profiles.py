"""Profiles that are wrong: each mistake has its code, its place and what was expected instead."""

from typing import NamedTuple

import pytest

from casemodel.files import limits
from casemodel.texts.problems import problem_texts

HEAD = "schema: 1\nkind: organization\nanswers:\n"
AT = 4
"""The line of the first answer below HEAD."""


class Bad(NamedTuple):
    """A wrong text, the one problem it has, and words that tell the reader what to do."""

    text: str
    code: str
    line: int
    column: int
    says: str


def answer(text: str, code: str, column: int, says: str) -> Bad:
    """A profile of which one answer is wrong."""
    return Bad(f"{HEAD}  {text}\n", code, AT, column, says)


SHAPE = [
    Bad("schema: 1\nkind: organization\n", "P302", 1, 1, "answers: and its value"),
    Bad("kind: client\nanswers: {}\n", "P302", 1, 1, "schema: and its value"),
    Bad("schema: 1\nanswers: {}\n", "P401", 0, 0, "kind: organization, or kind: client"),
    Bad("schema: 1\nkind: organisation\nanswers: {}\n", "P401", 2, 7, "organization"),
    Bad("schema: 1\nkind: Client\nanswers: {}\n", "P401", 2, 7, "client"),
    Bad("schema: 1\nkind: [client]\nanswers: {}\n", "P401", 2, 7, "kind: client"),
    Bad("schema: 1\nkind:\nanswers: {}\n", "P401", 2, 6, "kind: client"),
    Bad('schema: 1\nkind: "client"\nanswers: {}\n', "P402", 2, 1, "without quotes"),
    Bad('schema: 1\n"kind": client\nanswers: {}\n', "P402", 2, 1, "start of a line"),
    Bad("{schema: 1, kind: client, answers: {}}\n", "P402", 1, 13, "in quotes"),
    Bad('{"schema": 1, "kind": client, "answers": {}}\n', "P402", 1, 15, "in quotes"),
    Bad('{"schema": 1, "kind": "Client", "answers": {}}\n', "P401", 1, 23, '"kind": "client"'),
    Bad('{"schema": 1, "answers": {}}\n', "P401", 0, 0, '"kind": "client"'),
    Bad('{"schema": "1", "kind": "client", "answers": {}}\n', "P307", 1, 12, "schema: 1"),
    Bad('{"schema": 1, "kind": "client", "answers": [1]}\n', "P305", 1, 44, "one line for each"),
    Bad('{"schema": 1, "kind": "client", "id": "a" "b"}\n', "P201", 1, 1, "a comma or }"),
    Bad('x: {"schema": 1, "kind": "client"}\n', "P401", 0, 0, "kind: client"),
    Bad("schema: 2\nkind: client\nanswers: {}\n", "P307", 1, 9, "schema: 1"),
    Bad('schema: "1"\nkind: client\nanswers: {}\n', "P307", 1, 9, "schema: 1"),
    Bad("- schema: 1\n", "P301", 1, 1, "a key, a colon and a value"),
    Bad("organization\n", "P301", 1, 1, "a key, a colon and a value"),
    Bad("schema: 1\nkind: organization\nanswers:\n", "P305", 3, 9, "one line for each answer"),
    Bad("schema: 1\nkind: organization\nanswers: [a]\n", "P305", 3, 10, "one line for each answer"),
    Bad(f"{HEAD}  {{}}\nanswer: {{}}\n", "P303", 5, 1, "answers"),
    Bad(f"{HEAD}  {{}}\nid: 7\n", "P304", 5, 1, "write name:"),
    Bad(f"{HEAD}  {{}}\nagency: {{}}\n", "P304", 5, 1, "under answers:"),
    Bad("schema: 1\nkind: client\nname: x\nanswers: {}\n", "P304", 3, 1, "id:"),
    Bad(
        "schema: 1\nkind: client\ncurrent_model: light\nanswers: {}\n",
        "P304",
        3,
        1,
        "agency: current_model",
    ),
    Bad("schema: 1\nkind: client\nagency: x\nanswers: {}\n", "P305", 3, 9, "name: and answers:"),
    Bad("schema: 1\nkind: client\nagency: {name: x}\nanswers: {}\n", "P302", 3, 9, "answers"),
    Bad(f"{HEAD}  {{}}\nname:\n", "P306", 5, 1, "the line left out"),
    Bad(f"{HEAD}  {{}}\nname: '  '\n", "P306", 5, 1, "the line left out"),
    Bad(f"{HEAD}  {{}}\nname: [x]\n", "P305", 5, 7, "one text"),
    Bad(f"{HEAD}  {{}}\ndate: 31.3.2026\n", "P413", 5, 7, "2026-03-31"),
    Bad(f"{HEAD}  {{}}\ndate: 2026-02-30\n", "P413", 5, 7, "2026-03-31"),
    Bad(f"{HEAD}  {{}}\ndate: ٢٠٢٦-03-31\n", "P413", 5, 7, "2026-03-31"),
    Bad(f"{HEAD}  {{}}\ndate:\n", "P413", 5, 6, "2026-03-31"),
    Bad(f"{HEAD}  {{}}\ncurrent_model: ligth\n", "P414", 5, 16, "light"),
    Bad(f"{HEAD}  {{}}\ncurrent_model: none\n", "P414", 5, 16, "close, family, light"),
    Bad(f"{HEAD}  {{}}\ncurrent_model: none\n", "P414", 5, 16, "or a hybrid"),
    Bad(
        f"{HEAD}  clients: 300\n  case_managers: 20\n  caseload: {{note: x, answer: over_35}}\n",
        "P412",
        6,
        31,
        "clients and case_managers",
    ),
    Bad(
        f"{HEAD}  clients: 1001\n  case_managers: 20\n  caseload: up_to_12\n",
        "P411",
        4,
        12,
        "from 1 to 1000",
    ),
    Bad(
        "schema: 1\nkind: organization\nanswers: [a]\nsegments:\n"
        "  - {name: A, clients: 10}\n  - {name: B, clients: 20}\n",
        "P305",
        3,
        10,
        "one line for each answer",
    ),
    Bad(
        "schema: 1\nkind: organization\nsegments:\n"
        "  - {name: A, clients: 10}\n  - {name: B, clients: 20}\n",
        "P302",
        1,
        1,
        "answers: and its value",
    ),
    Bad(
        "schema: 1\nkind: client\nanswers: {}\nagency: {name: [x], answers: {}}\n",
        "P305",
        4,
        16,
        "one text",
    ),
    Bad(f"{HEAD}  {{}}\nname: null\n", "P306", 5, 1, "the line left out"),
    Bad(f"{HEAD}  {{}}\nname: ~\n", "P306", 5, 1, "the line left out"),
]

ANSWERS = [
    answer("complexety: one", "P403", 3, "complexity"),
    answer("x: one", "P403", 3, "casemodel inputs"),
    answer("complexity: on", "P405", 15, "one"),
    answer("complexity: zzz", "P405", 15, "one of: one, several, many"),
    answer("complexity: notknown", "P405", 15, "not known"),
    answer("complexity: One", "P405", 15, "one"),
    answer("complexity:", "P406", 3, "not asked, refused or not known"),
    answer("complexity: ~", "P406", 3, "not asked, refused or not known"),
    answer("complexity: null", "P406", 3, "not asked, refused or not known"),
    answer("complexity: [one]", "P305", 15, "one word or number"),
    answer("complexity: {level: one, answer: one}", "P303", 16, "answer, note, from"),
    answer("complexity: {answer: one, hint: many}", "P423", 29, "hint left out"),
    answer("complexity: {answer: not asked, hint: lots}", "P405", 41, "one, several, many"),
    answer("complexity: {note: x}", "P302", 15, "answer"),
    answer("complexity: {answer: {answer: one}}", "P305", 24, "one word or number"),
    answer("complexity: {answer: one, note: }", "P306", 29, "the line left out"),
    answer("complexity: 3", "P408", 15, "one of: one, several, many"),
    answer("oversight: true", "P407", 14, "Write yes or no"),
    answer("oversight: FALSE", "P407", 14, "Write yes or no"),
    answer("oversight: off", "P405", 14, "no, yes"),
    answer("caseload: 1:15", "P409", 13, "write 15"),
    answer("caseload: '1 : 15'", "P409", 13, "write 15"),
    answer("caseload: 1/15", "P409", 13, "write 15"),
    answer("clinicians: 4", "P408", 15, "licensed and case_managers"),
    answer("clinicians: 1/4", "P409", 15, "none, some, most"),
    answer("caseload: -3", "P411", 13, "from 0 to 1000"),
    answer("caseload: 1000.1", "P411", 13, "from 0 to 1000"),
    answer("clients: 0", "P411", 12, "from 1 to 1000"),
    answer("clients: 1001", "P411", 12, "from 1 to 1000"),
    answer("clients: " + "9" * 5000, "P411", 12, "from 1 to 1000"),
    answer("clients: 1_000", "P410", 12, "1000 or 12.5"),
    answer("clients: 1,000", "P410", 12, "1000 or 12.5"),
    answer("clients: 1e3", "P410", 12, "1000 or 12.5"),
    answer("clients: 012", "P410", 12, "1000 or 12.5"),
    answer("clients: 0x1F", "P410", 12, "1000 or 12.5"),
    answer("clients: .inf", "P410", 12, "1000 or 12.5"),
    answer("clients: .nan", "P410", 12, "1000 or 12.5"),
    answer("clients: nan", "P410", 12, "1000 or 12.5"),
    answer("clients: +5", "P410", 12, "1000 or 12.5"),
    answer("clients: 5.", "P410", 12, "1000 or 12.5"),
    answer("clients: ١٢", "P410", 12, "1000 or 12.5"),
    answer("clients: true", "P410", 12, "1000 or 12.5"),
    answer("clients:", "P406", 3, "not known"),
    answer("clients: [5]", "P305", 12, "one word or number"),
    answer("complexity: {answer: one, origin: [x]}", "P305", 37, "one text"),
    answer("caseload: full", "P405", 13, "a number, or one of: up_to_12"),
    answer("caseload: full/15", "P405", 13, "a number, or one of: up_to_12"),
]

OF_CLIENT = [
    Bad(
        "schema: 1\nkind: client\nanswers:\n  caseload: 14\n",
        "P404",
        4,
        3,
        "under agency: answers:",
    ),
    Bad("schema: 1\nkind: client\nanswers:\n  clients: 14\n", "P404", 4, 3, "asked of the agency"),
    Bad(
        "schema: 1\nkind: client\nanswers: {}\nagency:\n  answers: {complexity: one}\n",
        "P404",
        5,
        13,
        "under answers: of the client",
    ),
    Bad("schema: 1\nkind: client\nanswers: {}\nsegments: []\n", "P304", 4, 1, "one person"),
    Bad(
        "schema: 1\nkind: client\nanswers: {}\nagency: {answers: {}, segments: []}\n",
        "P304",
        4,
        23,
        "one person",
    ),
    Bad(
        "schema: 1\nkind: client\nanswers: {}\nagency: {answers: {}, weights: {}}\n",
        "P304",
        4,
        23,
        "beside agency:",
    ),
]

YAML = [
    Bad(f"{HEAD}  complexity: one\n  complexity: many\n", "P202", 5, 3, "line 4"),
    Bad(f"{HEAD}  complexity: one\n  'complexity': one\n", "P202", 5, 3, "line 4"),
    Bad(f"{HEAD}  complexity: &a one\n", "P203", 4, 15, "in quotes"),
    Bad(f"{HEAD}  complexity: *a\n", "P203", 4, 15, "in quotes"),
    Bad(f"{HEAD}  complexity: !x one\n", "P204", 4, 15, "in quotes"),
    Bad(f"{HEAD}  <<: {{complexity: one}}\n", "P205", 4, 3, "Write the lines out"),
    Bad(f"{HEAD}  complexity: one\n---\nkind: client\n", "P206", 5, 1, "second document"),
    Bad(f"{HEAD}  ? [a]\n  : one\n", "P207", 4, 5, "single word"),
    Bad(f"{HEAD}  : one\n", "P201", 4, 3, "do not match the lines above"),
    Bad(f"%YAML 1.1\n---\n{HEAD}  complexity: one\n", "P210", 1, 1, "cannot begin with %"),
    Bad(f"{HEAD}  complexity: one: two\n", "P201", 4, 18, "quotes"),
    Bad(f"{HEAD}\tcomplexity: one\n", "P201", 4, 1, "spaces"),
    Bad(f"{HEAD}  complexity: 'one\n", "P201", 4, 15, "closing quotation mark"),
    Bad(f"{HEAD}  complexity: {{answer: one\n", "P201", 4, 15, "a comma or }"),
    Bad(f"{HEAD}  complexity: [one\n", "P201", 4, 15, "a comma or ]"),
    Bad(f"{HEAD}  complexity: one\n caseload: 14\n", "P201", 5, 2, "number of spaces"),
    Bad(f"{HEAD}  complexity one\n  caseload: 14\n", "P201", 5, 11, "quotes"),
    Bad(f"{HEAD}  complexity: @one\n", "P201", 4, 15, "quotes"),
    Bad(f'{HEAD}  complexity: "\\one"\n', "P201", 4, 16, "single quotes"),
    Bad(f'{HEAD}  complexity: {{answer: one, note: "\\e[31m"}}\n', "P108", 4, 35, "is not allowed"),
    Bad(f"{HEAD}  complexity: 'one' |\n    two\n", "P201", 4, 21, "do not match the lines above"),
    Bad(f"%TAG ! tag:x:\n---\n{HEAD}  complexity: one\n", "P210", 1, 1, "cannot begin with %"),
    Bad(f"{HEAD}  complexity: &a {{answer: one}}\n", "P203", 4, 15, "in quotes"),
    Bad(f"{HEAD}  complexity: !a {{answer: one}}\n", "P204", 4, 15, "in quotes"),
    Bad(f"{HEAD}  ?\n  : one\n", "P207", 4, 4, "before the colon"),
    Bad(f"{HEAD}  complexity: ]one\n", "P201", 4, 15, "a bracket or comma"),
    Bad(f"{HEAD}  complexity: {{answer: one,, note: x}}\n", "P201", 4, 28, "a bracket or comma"),
    Bad(f"{HEAD}  complexity: {{answer:\n", "P201", 5, 1, "the bracket closed"),
    Bad(f"{HEAD}  complexity: one\n\tacuity: acute\n", "P201", 5, 1, "starts with a tab"),
]


@pytest.mark.parametrize("bad", [*SHAPE, *ANSWERS, *OF_CLIENT, *YAML])
def test_one_mistake_is_one_problem_at_its_place(problems_of, bad):
    (problem,) = problems_of(bad.text)
    assert (problem.code, problem.line, problem.column) == (bad.code, bad.line, bad.column)
    words = " ".join((problem.message, problem.expected, *problem.nearest))
    assert bad.says in words
    assert problem.code in problem_texts()


@pytest.mark.parametrize("bad", ANSWERS)
def test_an_organization_is_shown_its_line(problems_of, bad):
    (problem,) = problems_of(bad.text)
    line = bad.text.split("\n")[AT - 1]
    assert problem.source_line == (line if len(line) <= limits.SOURCE_LINE_LENGTH else "")


@pytest.mark.parametrize(
    "more", ["note: 'of a kind: all'\n", "name: [kind]\n", "name: x\nname: y\n"]
)
def test_the_word_kind_elsewhere_hides_no_line(problems_of, more):
    problems = problems_of(f"{HEAD}  complexity: kind\n{more}")
    assert all(problem.source_line for problem in problems)


def test_what_was_found_is_shown(problems_of):
    (problem,) = problems_of(f"{HEAD}  complexity: hihg\n")
    assert problem.found == "hihg"


def test_a_long_value_is_shown_in_part(problems_of):
    (problem,) = problems_of(f"{HEAD}  complexity: {'x' * 1000}\n")
    assert len(problem.found) == limits.FOUND_LENGTH
    assert problem.found.endswith("...")


def test_all_problems_come_at_once_and_in_order(problems_of):
    text = f"{HEAD}  complexity: zzz\n  caseload: 1:15\n  nothing: 1\n  caseload: 3\nid: 7\n"
    problems = problems_of(text)
    assert [(p.line, p.code) for p in problems] == [
        (4, "P405"),
        (5, "P409"),
        (6, "P403"),
        (7, "P202"),
        (8, "P304"),
    ]


def test_problems_beyond_the_bound_are_counted_out(problems_of):
    answers = "".join(f"  unknown{n}: x\n" for n in range(500))
    problems = problems_of(HEAD + answers)
    assert len(problems) == limits.PROBLEMS + 1
    assert sum(p.code == "P299" for p in problems) == 1
