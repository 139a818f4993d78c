"""Values never change, and are equal if their fields are."""

import copy
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, field

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


class Part(Value):
    """A value with a default of each sort."""

    name: str
    number: int = 3
    by_name: Mapping[str, int] = field(default_factory=dict)


class Named(Part, kw_only=True):
    """A value with a field that has no place."""

    place: str


def test_fields_are_given_by_place_or_by_name_or_have_their_defaults():
    assert Part("a") == Part(name="a", number=3, by_name={})
    assert Part("a", 4) == Part("a", number=4)
    assert Part("a").by_name is not Part("a").by_name
    assert Named("a", place="here") == Named(place="here", name="a", number=3)


@pytest.mark.parametrize(
    "make",
    [
        Part,
        lambda: Named("a"),
        lambda: Part("a", 1, {}, 2),
        lambda: Named("a", 3, {}, "here"),
        lambda: Part("a", name="a"),
        lambda: Part("a", color="red"),
    ],
    ids=["none given", "one missing", "too many", "not by place", "twice", "unknown"],
)
def test_a_value_needs_every_field_once_and_no_other(make):
    with pytest.raises(TypeError, match=r"(Part|Named) (takes|needs|has no) "):
        make()


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
