"""Values never change, and are equal if their fields are."""

import copy
from dataclasses import FrozenInstanceError

import pytest

from casemodel.knowledge.criteria import Wording
from casemodel.knowledge.fields import Value

WORDING = Wording("you", "clients")


class Other(Value):
    """A value of another type with the same fields."""

    client: str
    organization: str


def test_a_field_is_not_changed_or_deleted():
    with pytest.raises(FrozenInstanceError):
        WORDING.client = "they"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del WORDING.client
    assert Wording("you", "clients") == WORDING


def test_equal_fields_make_equal_values():
    swapped = Wording(organization="clients", client="you")
    for other in (swapped, copy.copy(WORDING), WORDING._replace()):
        assert other == WORDING
        assert hash(other) == hash(WORDING)
    assert copy.deepcopy(WORDING) == WORDING
    assert Wording("you", "people") != WORDING


def test_another_type_is_never_equal():
    assert Other("you", "clients") != WORDING
    assert WORDING != ("you", "clients")


def test_a_value_is_written_as_python_builds_it():
    assert repr(WORDING) == "Wording(client='you', organization='clients')"
