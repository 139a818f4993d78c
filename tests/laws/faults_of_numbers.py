"""Faults in what is counted and how it is written, each one that some such program has had."""

from fractions import Fraction

import pytest

from casemodel.engine import feasibility
from casemodel.engine.feasibility import CLIENTS, Capacity
from casemodel.profiles import answers as profile_answers
from casemodel.profiles import numbers
from casemodel.profiles.values import Profile
from tests.laws.planting import plant


def edge_belongs_below(patch: pytest.MonkeyPatch) -> None:
    """A number at the edge of a band is taken for the band below: <= for <."""
    _level_at = numbers.level_at
    patch.setattr(
        numbers,
        "level_at",
        lambda criterion, number: _level_at(criterion, max(number - Fraction(1, 10**12), 0)),
    )


def numbers_rounded_first(patch: pytest.MonkeyPatch) -> None:
    """A number is rounded to a whole one before its band is looked up."""
    _level_at = numbers.level_at
    patch.setattr(
        numbers,
        "level_at",
        lambda criterion, number: _level_at(criterion, Fraction(round(number))),
    )


def more_staff_than_needed(patch: pytest.MonkeyPatch) -> None:
    """Just enough staff is not enough: > for >=."""
    _capacity_of = feasibility.capacity_of

    def capacity_of(profile: Profile) -> Capacity | None:
        true = _capacity_of(profile)
        if true is None:
            return None
        less = {q: n - (q != CLIENTS) * Fraction(1, 10**6) for q, n in true.quantities.items()}
        return true._replace(quantities=less)

    plant(patch, "capacity_of", capacity_of)


def quoted_is_no_answer(patch: pytest.MonkeyPatch) -> None:
    """An answer in quotes is passed over without a word."""
    _read_level = profile_answers.read_level
    patch.setattr(
        profile_answers,
        "read_level",
        lambda document, node, *of: _read_level(document, node, *of) if node.plain else None,
    )
