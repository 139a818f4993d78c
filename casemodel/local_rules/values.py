"""What house rules are: signed changes to weights, bands, requirements, cautions and models."""

from fractions import Fraction
from typing import Literal, NamedTuple

from casemodel.knowledge.values import Condition


class Signed(NamedTuple):
    """Why a thing was changed, by whom, and when (an ISO date). None of them is empty."""

    reason: str
    name: str
    date: str


class WeightChange(NamedTuple):
    """Another weight for a criterion, 0 to 10."""

    criterion: str
    to: Fraction
    signed: Signed


class BandChange(NamedTuple):
    """Another band, or other words, for one level of a criterion that takes a number.

    `least` and `below` are in thousandths and move the neighbour's edge with them; None leaves an
    edge as it is. `called` is the level's name from now on, empty for the name in the rules.
    """

    criterion: str
    level: str
    least: int | None
    below: int | None
    called: str
    signed: Signed


class RequirementChange(NamedTuple):
    """A requirement of a model or hybrid made a must or a should, or given another number.

    `strength` and `says` are empty and the numbers are None where they stay as they are.
    """

    model: str
    requirement: str
    strength: Literal["must", "should", ""]
    clients_each: int | None
    least: int | None
    says: str
    signed: Signed


class CautionAdded(NamedTuple):
    """A warning of the agency's own; with a `model`, it shows when that model comes first."""

    id: str
    model: str
    danger: bool
    says: str
    when: tuple[Condition, ...]
    signed: Signed


class ModelOff(NamedTuple):
    """A model that the agency does not want proposed, nor any hybrid with it."""

    model: str
    signed: Signed


Change = WeightChange | BandChange | RequirementChange | CautionAdded | ModelOff


class House(NamedTuple):
    """An agency's house rules. `digest` is the sha256 of their file, in hexadecimal."""

    agency: str
    changes: tuple[Change, ...]
    digest: str
