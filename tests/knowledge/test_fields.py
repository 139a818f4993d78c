"""Values never change, and are equal if their fields are."""

import copy
from dataclasses import FrozenInstanceError

import pytest

from casemodel.knowledge.criteria import Wording
from casemodel.knowledge.sources import Place

PLACE = Place("harmony", 8)


def test_a_field_is_not_changed_or_deleted():
    with pytest.raises(FrozenInstanceError):
        PLACE.paragraph = 9  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del PLACE.paragraph
    assert Place("harmony", 8) == PLACE


def test_equal_fields_make_equal_values():
    for other in (Place(paragraph=8, source="harmony"), copy.copy(PLACE), PLACE._replace()):
        assert other == PLACE
        assert hash(other) == hash(PLACE)
    assert copy.deepcopy(PLACE) == PLACE
    assert Place("harmony", 9) != PLACE


def test_another_type_is_never_equal():
    assert Wording("harmony", "8") != PLACE
    assert PLACE != ("harmony", 8)


def test_a_value_is_written_as_python_builds_it():
    assert repr(PLACE) == "Place(source='harmony', paragraph=8)"
