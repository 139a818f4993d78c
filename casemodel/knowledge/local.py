"""An agency's own changes to the rules, as data that the changed rules carry with them."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Literal, NamedTuple

from casemodel.files.limits import NAME_LENGTH, NOTE_LENGTH
from casemodel.knowledge.fields import Date, Value, text

LocalSubject = Literal["weight", "band", "requirement", "caution", "off"]


Name = Annotated[str, text(most=NAME_LENGTH)]
Words = Annotated[str, text(most=NOTE_LENGTH)]


class Signed(Value, kw_only=True):
    """The reason for a change, and who made it and when."""

    reason: Words
    name: Name
    date: Date


class LocalChange(NamedTuple):
    """One thing that an agency changes in the rules.

    `of` and `name` are ids: the criterion (and level), the model (and requirement), the caution.
    `of_name` is the name of `of` in the rules before any change, and `lost` are the names of the
    hybrids that go with a model that is switched off. `before` and `after` are in words; `before`
    is empty for a caution, which is new. If both are equal, the rules agree with the agency now.
    """

    what: LocalSubject
    of: str
    of_name: str
    name: str
    before: str
    after: str
    lost: tuple[str, ...]
    signed: Signed


class LocalRules(NamedTuple):
    """All changes of an agency, and the rules that it changes.

    `digest` is the sha256 of the agency's file; `version` and `rules_digest` are of the rules
    before the change. `weight_factors` are the factors on the weights of changed criteria.
    """

    agency: str
    digest: str
    version: str
    rules_digest: str
    changes: tuple[LocalChange, ...]
    weight_factors: Mapping[str, Fraction]
