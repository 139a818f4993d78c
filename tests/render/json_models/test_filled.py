"""A JSON model is filled from a value with attributes of the same names."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

import pytest

from casemodel.explanation.sentence import Sentence
from casemodel.render.json_models.base import CitedData, MessageData, Points, filled, of, to_data
from tests.shipped import shipped

SAID = Sentence("a.b", (("model", "Clinical"),), "Clinical.")


class Part(NamedTuple):
    id: str
    tenths: int


class Whole(NamedTuple):
    name: str
    empty: str
    none: tuple[str, ...]
    posts: Fraction
    parts: tuple[Part, ...]
    pairs: tuple[tuple[str, str], ...]
    said: Sentence


@dataclass(frozen=True, kw_only=True)
class PartData:
    id: str
    score: Points = of("tenths")


@dataclass(frozen=True, kw_only=True)
class WholeData:
    name: str
    empty: Literal["a", "b"] | None
    none: tuple[str, ...] | None
    posts: float
    parts: tuple[PartData, ...]
    first: str = of("said.id")
    pairs: Mapping[str, str]
    said: MessageData
    left_out: int = 0


WHOLE = Whole("w", "", (), Fraction(10, 3), (Part("p", 634),), (("a", "b"),), SAID)


def test_each_part_is_written_as_its_type_says():
    assert to_data(filled(WholeData, WHOLE)) == {
        "name": "w",
        "empty": None,
        "none": None,
        "posts": 3.33,
        "parts": [{"id": "p", "score": 63.4}],
        "first": "a.b",
        "pairs": {"a": "b"},
        "said": {"template": "a.b", "filled": {"model": "Clinical"}, "says": "Clinical."},
    }


def test_what_is_given_counts_before_what_the_value_has():
    filled_in = filled(WholeData, WHOLE, name="other", left_out=3)
    assert (filled_in.name, filled_in.left_out) == ("other", 3)


def test_a_field_that_the_value_does_not_have_is_an_error():
    with pytest.raises(AttributeError):
        filled(WholeData, WHOLE.parts[0])


def test_claims_are_cited_by_the_rules():
    class Claimed(NamedTuple):
        claims: tuple[str, ...]

    claims = tuple(shipped().claims)[:2]
    places = tuple(map(str, shipped().places(claims)))
    assert filled(CitedData, Claimed(claims), shipped()) == CitedData(claims=claims, cites=places)
