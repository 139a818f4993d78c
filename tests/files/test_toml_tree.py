"""TOML as a tree: each value and key at its line, and every line that is no TOML at once."""

import pytest

from casemodel.files.toml_tree import parse_toml
from casemodel.files.tree import MappingNode, Scalar, SequenceNode


def test_each_key_and_value_knows_its_place():
    root = parse_toml('# first\na = "x"\n  b = 1\n\nc = [true, "y"]\n', "f").root
    assert isinstance(root, MappingNode)
    assert root.entries["a"].key == Scalar("a", True, 2, 1)
    assert root.value("a") == Scalar("x", False, 2, 5)
    assert root.value("b") == Scalar("1", True, 3, 7)
    listed = root.value("c")
    assert isinstance(listed, SequenceNode)
    assert [item.text for item in listed.items if isinstance(item, Scalar)] == ["true", "y"]
    assert listed.line == 5


def test_a_table_is_a_mapping_at_its_heading():
    root = parse_toml("a = 1\n[part]\nb = 2\n", "f").root
    assert isinstance(root, MappingNode)
    part = root.value("part")
    assert isinstance(part, MappingNode)
    assert (root.entries["part"].key.line, part.entries["b"].key.line) == (2, 3)


def test_every_line_that_is_no_toml_is_noted_and_no_value_is_in_a_message():
    document = parse_toml('a: 1\nb = "x"\nc = secret\nb = "y"\n', "f")
    assert [(p.code, p.line) for p in document.problems] == [("R606", n) for n in (1, 3, 4)]
    assert document.root is None
    assert "secret" not in "".join(p.message + p.expected for p in document.problems)


@pytest.mark.parametrize(
    "text", ["a = [", '"', "[", "a = '''x\ny", "a =", "=", "a" * 5000, "a = " + "[" * 100_000]
)
def test_anything_wrong_ends_with_a_problem(text: str):
    document = parse_toml(text, "f")
    assert {p.code for p in document.problems} == {"R606"}
    assert document.root is None
