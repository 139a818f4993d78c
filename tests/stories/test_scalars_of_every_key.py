"""One rule for every key of every file: a value of another YAML type is never taken for it.

A whole number, a decimal, true or false, null, a list and keys are six types; a text is a seventh,
and only there may digits stand for themselves.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casemodel.decisions.policy_file import DecisionsFile
from casemodel.files.problems import ProblemsFound
from casemodel.files.scalars import sort_of
from casemodel.files.tree import MappingNode, Node, Scalar, SequenceNode
from casemodel.files.yaml_tree import parse
from casemodel.knowledge.bundled import rules_directory
from casemodel.knowledge.fields import File
from casemodel.knowledge.file_types import RULE_FILE_TYPES, ModelFile
from casemodel.knowledge.handout_file import HandoutFile
from casemodel.knowledge.notices_file import NoticesFile
from casemodel.knowledge.rule_files import ASIDE_FILES, OPTIONAL_FILES, SINGLE_FILES, plain
from casemodel.knowledge.validation import adapter
from casemodel.local_rules.reader import house_in
from casemodel.profiles.changes_reader import read_changes
from casemodel.profiles.reader import profile_of
from casemodel.tables.column_map import read_map
from casemodel.workshop.rule_test_reader import RuleTestsFile, load_tests
from tests.shipped import shipped

RULES = shipped()
OTHERS = {
    "text": "text of mine",
    "whole": "1",
    "decimal": "1.5",
    "one, as a decimal": "1.0",
    "boolean": "true",
    "null": "null",
    "list": "[a]",
    "keys": "{a: b}",
}
HOUSE = """\
schema: 1
agency: Riverbend
changes:
  - {what: weight, criterion: acuity, to: 2, reason: R, name: N, date: 2026-01-01}
  - {what: off, model: brokerage, reason: R, name: N, date: 2026-01-01}
  - {what: caution, id: own, danger: true, says: S, when: [{criterion: acuity, is: [acute]}],
     reason: R, name: N, date: 2026-01-01}
"""
ORGANIZATION = """\
schema: 1
kind: organization
name: Riverbend
date: 2026-01-01
note: N
current_model: brokerage
answers:
  complexity: {answer: many, note: N}
  clients: 300
  case_managers: 20
segments:
  - {name: A, share: 40, answers: {acuity: acute}}
  - {name: B, share: 60, answers: {acuity: stable}}
weights: {complexity: 2, acuity: 0.5}
priorities: [complexity, acuity]
costs:
  case_manager_salary: 52000
  clinician_salary: 68000
  overhead: 25%
  travel: 1200
  budget_amount: 600000
"""
CLIENT = """\
schema: 1
kind: client
id: C-1
date: 2026-01-01
answers:
  complexity: many
  acuity: {answer: acute, note: N, origin: O}
weights: {complexity: 2}
agency:
  name: Riverbend
  answers: {clients: 300, budget: {answer: moderate, note: N}}
"""
CHANGES = """\
complexity: one
acuity: acute
clients: 300
budget: ample
"""
TESTS = """\
schema: 1
tests:
  - id: one
    about: A
    profile: {kind: organization, answers: {complexity: many}}
    expect:
      first: brokerage
      recommended: brokerage
      margin_at_least: 2
      feasible: {brokerage: to_confirm}
      cautions: [danger_self]
      reasons: [complexity, {criterion: acuity, model: brokerage, sign: for}]
"""
MAP = """\
schema: 1
id: Client
columns:
  acuity: {column: Level, occurrence: 1, values: {a: acute}}
  housing: Living
no_answer: {x: not known}
ignore: [Notes]
"""


TEXTS = {
    "house": HOUSE,
    "organization": ORGANIZATION,
    "client": CLIENT,
    "map": MAP,
    "changes": CHANGES,
    "tests": TESTS,
}


def leaves(node: Node) -> Iterator[Scalar]:
    """Every value of a tree that is no list and no keys."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from leaves(item)
    else:
        for entry in node.entries.values():
            yield from leaves(entry.value)


def replaced(text: str, leaf: Scalar, new_text: str) -> str:
    """The text with another value in place of a leaf that stands on one line."""
    lines = text.splitlines(keepends=True)
    line = lines[leaf.line - 1]
    start = leaf.column - 1
    lines[leaf.line - 1] = line[:start] + new_text + line[start + len(leaf.text) :]
    return "".join(lines)


def cases() -> Iterator[tuple[str, str, Scalar, str]]:
    for name, text in TEXTS.items():
        root = parse(text, name).root
        assert root is not None
        for leaf in leaves(root):
            for kind_of_value in OTHERS:
                yield name, text, leaf, kind_of_value


@pytest.mark.parametrize(("name", "text", "leaf", "kind_of_value"), [*cases()])
def test_a_value_of_another_type_is_refused(name, text, leaf, kind_of_value, tmp_path):
    wrong = replaced(text, leaf, OTHERS[kind_of_value])
    sort_before, sort_after = sort_of(leaf), parsed_sort(OTHERS[kind_of_value])
    if sort_before == sort_after or (sort_before == "text" and sort_after in ("whole", "decimal")):
        return  # the same type; or digits where a text is wanted, which stand as they are written
    if {sort_before, sort_after} == {"whole", "decimal"} and takes_decimals(text, leaf):
        return
    if sort_after == "null" and name == "tests" and before_leaf(text, leaf).endswith(LEFT_OUT):
        return  # a test may do without these, and null says as much
    with pytest.raises(ProblemsFound):
        read(name, wrong, tmp_path)


LEFT_OUT = ("first:", "recommended:", "model:")


def before_leaf(text: str, leaf: Scalar) -> str:
    """What stands before a value in its line."""
    return text.splitlines()[leaf.line - 1][: leaf.column - 1].rstrip()


def takes_decimals(text: str, leaf: Scalar) -> bool:
    """A weight, a share and a sum of money are decimals, of which a whole number is one."""
    return before_leaf(text, leaf).endswith(
        (
            "to:",
            "share:",
            "complexity:",
            "acuity:",
            "clients:",
            "managers:",
            "margin_at_least:",
            "salary:",
            "travel:",
            "budget_amount:",
        )
    )


def parsed_sort(value: str) -> str:
    node = parse(f"a: {value}", "f").root
    assert isinstance(node, MappingNode)
    parsed_value = node.value("a")
    return (
        sort_of(parsed_value) if isinstance(parsed_value, Scalar) else type(parsed_value).__name__
    )


def read(name: str, text: str, folder: Path) -> Any:
    if name == "house":
        return house_in(parse(text, name), RULES)
    if name in ("organization", "client"):
        return profile_of(text, name, RULES)
    file = folder / f"{name}.yaml"
    file.write_text(text, encoding="utf-8")
    if name == "changes":
        return read_changes(file, RULES, profile_of(ORGANIZATION, "organization", RULES))
    return read_map(file, RULES) if name == "map" else load_tests(file, RULES)


def test_the_texts_are_right_as_they_are(tmp_path):
    for name, text in TEXTS.items():
        read(name, text, tmp_path)


ASIDE: dict[str, type[File]] = {
    "decisions.yaml": DecisionsFile,
    "handout.yaml": HandoutFile,
    "notices.yaml": NoticesFile,
    "tests/archetypes.yaml": RuleTestsFile,
    "models/brokerage.yaml": ModelFile,
}
SHAPED = {
    name: ((rules_directory() / name).read_text(encoding="utf-8"), kind)
    for name, kind in {**RULE_FILE_TYPES, **ASIDE}.items()
}


def test_every_rule_file_is_tried():
    assert {*SINGLE_FILES, *OPTIONAL_FILES, *ASIDE_FILES} <= SHAPED.keys()


@pytest.mark.parametrize("name", SHAPED)
def test_every_key_of_a_rule_file_keeps_to_its_type(name):
    """Of the leaves with one path but for positions in lists, the first stands for all."""
    from pydantic import ValidationError

    text, kind_of_file = SHAPED[name]
    root = parse(text, name).root
    assert root is not None
    tree, shape = plain(root), adapter(kind_of_file)
    shape.validate_python(tree)
    kinds_tried: set[tuple[str, ...]] = set()
    for path, value in paths(tree):
        kind = tuple("*" if isinstance(part, int) else part for part in path)
        if kind in kinds_tried or "profile" in kind:  # a profile has its own reader, tried above
            continue
        kinds_tried.add(kind)
        for new_value in (
            True,
            1,
            parsed("1.0"),
            parsed("2.5"),
            None,
            "text of mine",
            ["a"],
            {"a": "b"},
        ):
            if type(new_value) is type(value) or (isinstance(value, str) and is_digits(new_value)):
                continue
            if (
                is_digits(new_value)
                and is_digits(value)
                and kind[-1] in ("from", "below", "margin_at_least")
            ):
                continue
            if new_value is None and may_be_left_out(path, tree, shape):
                continue
            with pytest.raises(ValidationError):
                shape.validate_python(with_value(tree, path, new_value))


def parsed(number: str) -> Any:
    root = parse(f"a: {number}", "f").root
    assert isinstance(root, MappingNode)
    return plain(root)["a"]


def is_digits(value: Any) -> bool:
    return not isinstance(value, bool | str | list | dict) and value is not None


def may_be_left_out(path, tree, shape) -> bool:
    """A key that a file may do without may be null, which says as much."""
    from pydantic import ValidationError

    try:
        shape.validate_python(with_value(tree, path, None))
    except ValidationError:
        return False
    return True


def paths(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from paths(value, (*path, key))
    elif isinstance(tree, list):
        for place, value in enumerate(tree):
            yield from paths(value, (*path, place))
    else:
        yield path, tree


def with_value(tree: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    key, *rest = path
    if isinstance(tree, dict):
        return {**tree, key: with_value(tree[key], tuple(rest), value)}
    return [*tree[:key], with_value(tree[key], tuple(rest), value), *tree[key + 1 :]]
