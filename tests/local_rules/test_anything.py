"""Anything at any place of a house file or a rule test: a problem with a place, or an answer."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from casemodel.explanation.local_rules_notes import local_notes
from casemodel.files.problems import ProblemsFound
from casemodel.files.yaml_tree import parse
from casemodel.knowledge.bundled import load_rules
from casemodel.knowledge.rule_files import plain
from casemodel.knowledge.values import Rules
from casemodel.local_rules.applying import apply_house
from casemodel.local_rules.reader import load_house
from casemodel.texts.problems import problem_texts
from casemodel.workshop.rule_test_reader import load_rule_tests
from casemodel.workshop.running import run_test
from tests import rulebase
from tests.local_rules.test_applying import HOUSE
from tests.workshop.world import one_test

NASTY = (
    None,
    True,
    "",
    " ",
    "yes",
    "null",
    "complexity",
    "light",
    "close",
    "family",
    "light_then_close",
    "weight",
    "off",
    0,
    -1,
    1,
    10**14,
    2.5,
    "1:15",
    "2026-02-30",
    "é" * 2500,
    "[/red] =1+1 <b>",
    [],
    ["one"],
    [[]],
    {},
    {"criterion": "complexity"},
    {"": ""},
)
TEST = one_test(
    "{first: light, recommended: light, margin_at_least: 1.5, feasible: {close: no}, cautions: [], "
    "reasons: [complexity, {criterion: clinicians, model: close, sign: against}]}"
)


def replaced(data: Any) -> Iterator[Any]:
    """The data with each value in it, one at a time, replaced by each of the nasty ones."""
    yield from NASTY
    if isinstance(data, dict):
        for key, value in data.items():
            yield {k: v for k, v in data.items() if k != key}
            yield from ({**data, key: other} for other in replaced(value))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from ([*data[:i], other, *data[i + 1 :]] for other in replaced(value))


def texts(text: str) -> list[str]:
    root = parse(text, "t").root
    assert root is not None
    decimals = {Decimal: float}
    return [
        json.dumps(data, default=lambda value: decimals[type(value)](value), ensure_ascii=False)
        for data in replaced(plain(root))
    ]


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    return load_rules(rulebase.write(tmp_path_factory.mktemp("rules")))


def check(path: Path, text: str, use: Callable[[], None]) -> bool:
    """Whether the file is taken; if not, each problem has a code and a place."""
    path.write_text(text, encoding="utf-8")
    try:
        use()
    except ProblemsFound as found:
        for problem in found.problems:
            assert problem.code in problem_texts(), problem
            assert problem.file == str(path) or problem.code == "P101"
            assert problem.line or problem.code in ("P101", "P102", "P104", "P105"), problem
            assert problem.message.endswith("."), problem
        return False
    return True


def test_anything_in_a_house(tmp_path, rules):
    path = tmp_path / "house.yaml"

    def use() -> None:
        house = load_house(path, rules)
        changed = apply_house(rules, house)
        assert len(local_notes(changed.local)) == len(house.changes) + 1

    outcomes = [check(path, text, use) for text in texts(HOUSE)]
    assert len(outcomes) > 1000
    assert 0 < sum(outcomes) < len(outcomes) / 2


def test_anything_in_a_rule_test(tmp_path, rules):
    folder = tmp_path / "tests"
    folder.mkdir()
    path = folder / "test.yaml"

    def use() -> None:
        for test in load_rule_tests(tmp_path, rules):
            run_test(rules, test)

    outcomes = [check(path, text, use) for text in texts(TEST)]
    assert len(outcomes) > 500
    assert 0 < sum(outcomes) < len(outcomes) / 2
