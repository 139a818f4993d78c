"""Checked rules as data and back: nothing is lost."""

import json
from collections.abc import Mapping

import pytest

from casemodel.knowledge.bundled import load_rules
from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.models import Model, Requirement
from casemodel.knowledge.stored import from_data, to_data
from casemodel.knowledge.values import Rules
from tests.rulebase import FILES, changed, write


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


def test_hybrids_and_numbers_come_back(tmp_path):
    files = changed(
        "models/light.yaml", "must\n", "must\n    counted_in: clients\n    clients_each: 30\n"
    )
    again = stored(load_rules(write(tmp_path, files)))
    (light,) = again.models["light"].requirements
    (both,) = again.hybrids["light_then_close"].requirements
    assert isinstance(both, Requirement)
    assert (light.counted_in, light.clients_each, light.least) == ("clients", 30, None)
    assert (both.counted_in, both.clients_each, both.least) == ("case_managers", None, 2)
    assert again.hybrids["light_then_close"].parts == ("light", "close")
    assert again.hybrids["light_then_close"].leads["oversight"] == "close"
    assert again.hybrid_margin == 3


def test_rules_without_hybrids_come_back(tmp_path):
    rules = load_rules(write(tmp_path, {n: t for n, t in FILES.items() if n != "hybrids.yaml"}))
    assert stored(rules) == rules


def test_making_rules_leaves_the_data_as_it_is(tmp_path):
    data = json.loads(json.dumps(to_data(load_rules(write(tmp_path)))))
    assert from_data(data) == from_data(data)


@pytest.mark.parametrize("data", [[], [1], {}, None, "rules"])
def test_what_is_no_stored_rules_is_no_rules(data):
    with pytest.raises((TypeError, IndexError)):
        from_data(data)


def test_shipped_rules_come_back():
    rules = load_rules()
    again = stored(rules)
    assert again == rules
    assert types_of(again) == types_of(rules)
    assert list(again.criteria) == list(rules.criteria)
    assert isinstance(next(iter(again.criteria.values())), Criterion)
    assert isinstance(next(iter(again.models.values())), Model)
