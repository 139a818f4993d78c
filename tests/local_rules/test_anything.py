"""Anything at any place of a house file or a rule test: a problem with a place, or an answer."""

from collections.abc import Callable
from pathlib import Path

from casemodel.explanation.local_rules_notes import local_notes
from casemodel.local_rules.applying import apply_house
from casemodel.local_rules.reader import load_house
from casemodel.workshop.rule_test_reader import load_rule_tests
from casemodel.workshop.running import run_test
from tests.local_rules.test_applying import HOUSE
from tests.stories.wrong.anything import NASTY, problems_found, texts
from tests.workshop.world import one_test

TEST = one_test(
    "{first: light, recommended: light, margin_at_least: 1.5, feasible: {close: no}, cautions: [], "
    "reasons: [complexity, {criterion: clinicians, model: close, sign: against}]}"
)


def is_taken(path: Path, text: str, use: Callable[[], None]) -> bool:
    """Whether nothing is wrong with the file; else each problem has a code and a place."""
    return problems_found(path, text, use) == ()


def test_anything_in_a_house(tmp_path, rules):
    path = tmp_path / "house.yaml"

    def use() -> None:
        house = load_house(path, rules)
        changed = apply_house(rules, house)
        assert len(local_notes(changed.local)) == len(house.changes) + 1

    outcomes = [is_taken(path, text, use) for text in texts(HOUSE, NASTY)]
    assert len(outcomes) > 1000
    assert 0 < sum(outcomes) < len(outcomes) / 2


def test_anything_in_a_rule_test(tmp_path, rules):
    folder = tmp_path / "tests"
    folder.mkdir()
    path = folder / "test.yaml"

    def use() -> None:
        for test in load_rule_tests(tmp_path, rules):
            run_test(rules, test)

    outcomes = [is_taken(path, text, use) for text in texts(TEST, NASTY)]
    assert len(outcomes) > 500
    assert 0 < sum(outcomes) < len(outcomes) / 2
