"""Checked rules as data and back: nothing is lost."""

import json
from collections.abc import Mapping

from casemodel.knowledge.stored import from_data, to_data
from casemodel.knowledge.values import Criterion, Model, Rules
from casemodel.reading.bundled import load_rules
from tests.rulebase import write


def types_of(value):
    """The value with the type of everything in it, at any depth."""
    if isinstance(value, tuple):
        return type(value), [types_of(part) for part in value]
    if isinstance(value, Mapping):
        return [(key, types_of(part)) for key, part in value.items()]
    return type(value)


def stored(rules: Rules) -> Rules:
    return from_data(json.loads(json.dumps(to_data(rules))))


def test_small_rules_come_back(tmp_path):
    rules = load_rules(write(tmp_path))
    assert stored(rules) == rules
    assert types_of(stored(rules)) == types_of(rules)


def test_shipped_rules_come_back():
    rules = load_rules()
    again = stored(rules)
    assert again == rules
    assert types_of(again) == types_of(rules)
    assert list(again.criteria) == list(rules.criteria)
    assert isinstance(next(iter(again.criteria.values())), Criterion)
    assert isinstance(next(iter(again.models.values())), Model)
