"""House rules: signed changes to weights, bands, requirements, cautions and models.

Each type is the one definition of a change in a house file, as the types of
`casemodel.knowledge` are for the rules.
"""

from typing import Annotated, Literal, get_args, get_type_hints

from casemodel.files.limits import NAME_LENGTH, NOTE_LENGTH
from casemodel.knowledge.fields import (
    NOT_WRITTEN,
    Count,
    CriterionId,
    Edge,
    Factor,
    Fault,
    File,
    Flag,
    Id,
    MaybeModelId,
    ModelId,
    Value,
    entries,
    key,
    tagged,
    text,
)
from casemodel.knowledge.local import Name, Signed, Words
from casemodel.knowledge.models import SomeConditions, Strength

MaybeName = Annotated[str, text(most=NAME_LENGTH, null=True)]
MaybeWords = Annotated[str, text(most=NOTE_LENGTH, null=True)]


class WeightChange(Signed, kw_only=True):
    """Another weight for a criterion, 0 to 10; with 0 it does not count."""

    what: Literal["weight"]
    criterion: CriterionId
    to: Factor


class BandChange(Signed, kw_only=True):
    """Another band, or other words, for one level of a criterion that takes a number.

    The band runs `from` one number up to, but not including, the number `below`; an edge moves the
    neighbour's with it, and one left out stays as it is. `called` is the level's name from now on.
    """

    what: Literal["band"]
    criterion: CriterionId
    level: Id
    least: Edge | None = key("from", default=None)
    below: Edge | None = None
    called: MaybeName = ""

    def check(self) -> None:
        """Check that something changes. Raises Fault."""
        if self.least is None and self.below is None and not self.called:
            raise Fault("band_change")


class RequirementChange(Signed, kw_only=True):
    """A requirement of a model or hybrid made a must or a should, or given another number."""

    what: Literal["requirement"]
    model: ModelId
    requirement: Id
    strength: Strength | None = key("to", default=None)
    clients_each: Count | None = None
    least: Count | None = None
    says: MaybeWords = ""

    def check(self) -> None:
        """Check that something changes, and that a number comes with words. Raises Fault."""
        has_number = self.clients_each is not None or self.least is not None
        if not self.strength and not has_number:
            raise Fault("requirement_change")
        if has_number and not self.says:
            raise Fault("requirement_words")


class CautionAdded(Signed, kw_only=True):
    """A warning of the agency's own, shown when all of `when` hold.

    With a `model`, it is shown when that model comes first.
    """

    what: Literal["caution"]
    id: Id
    model: MaybeModelId = ""
    danger: Flag = False
    says: Words
    when: SomeConditions

    def check(self) -> None:
        """Check that a danger names no model. Raises Fault."""
        if self.danger and self.model:
            raise Fault("danger_of_model")


class ModelOff(Signed, kw_only=True):
    """A model that the agency does not want recommended, nor any hybrid with it."""

    what: Literal["off"]
    model: ModelId


Change = WeightChange | BandChange | RequirementChange | CautionAdded | ModelOff

_BY_WHAT = tagged("what", [get_args(get_type_hints(kind)["what"])[0] for kind in get_args(Change)])


class House(Value, kw_only=True):
    """An agency's house rules. `digest` is the sha256 of their file, in hexadecimal."""

    agency: Name
    changes: Annotated[tuple[Annotated[Change, _BY_WHAT], ...], entries(1)]
    digest: Annotated[str, NOT_WRITTEN] = ""


class HouseFile(House, File, kw_only=True):
    """A house file: what an agency changes in the rules."""
