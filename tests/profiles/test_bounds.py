"""Each bound of the reader: a file at it is read, one step over is refused."""

import pytest

from casemodel.files import limits
from casemodel.files.tree import MappingNode
from casemodel.files.yaml_tree import parse

HEAD = "schema: 1\nkind: organization\n"


def test_size(profile_from, problems_of):
    start = f"{HEAD}answers: {{}}\n# "
    profile_from(start + "x" * (limits.PROFILE_BYTES - len(start)))
    (problem,) = problems_of(start + "x" * (limits.PROFILE_BYTES - len(start) + 1))
    assert (problem.code, problem.line) == ("P106", 0)
    assert "256 kB" in problem.message


def test_depth():
    within = parse("[" * limits.DEPTH + "]" * limits.DEPTH, "f")
    assert not within.problems
    over = parse("[" * (limits.DEPTH + 1) + "]" * (limits.DEPTH + 1), "f")
    assert [(p.code, p.column) for p in over.problems] == [("P208", limits.DEPTH + 1)]


def test_a_hundred_thousand_brackets_are_refused_at_once():
    assert [p.code for p in parse("[" * 100_000, "f").problems] == ["P208"]


def test_number_of_values():
    within = parse("[" + "1," * (limits.NODES - 1) + "]", "f")
    assert not within.problems
    over = parse("[" + "1," * limits.NODES + "]", "f")
    assert [p.code for p in over.problems] == ["P209"]


@pytest.mark.parametrize(
    ("key", "most"), [("name", limits.NAME_LENGTH), ("note", limits.NOTE_LENGTH)]
)
def test_length_of_texts(profile_from, problems_of, key, most):
    profile_from(f"{HEAD}{key}: {'x' * most}\nanswers: {{}}\n")
    (problem,) = problems_of(f"{HEAD}{key}: {'x' * (most + 1)}\nanswers: {{}}\n")
    assert (problem.code, problem.line) == ("P306", 3)
    assert str(most) in problem.expected


def test_length_of_numbers(profile_from, problems_of):
    most = limits.NUMBER_LENGTH
    profile_from(f"{HEAD}answers: {{caseload: 5.{'0' * (most - 2)}}}\n")
    (problem,) = problems_of(f"{HEAD}answers: {{caseload: 5.{'0' * (most - 1)}}}\n")
    assert problem.code == "P411"


def test_an_alias_bomb_is_refused_before_it_grows():
    lines = ["a: &a [x, x]"] + [f"{n}: &b{n} [*a, *a]" for n in range(50)]
    document = parse("\n".join(lines), "f")
    assert {p.code for p in document.problems} == {"P203", "P299"}
    assert isinstance(document.root, MappingNode)
