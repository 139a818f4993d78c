"""The shape of a house file, as pydantic models. Imported only when house rules are read."""

from functools import partial
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    model_validator,
)
from pydantic_core import PydanticCustomError

from casemodel.files.limits import NAME_LENGTH, NOTE_LENGTH
from casemodel.knowledge.rule_schemas import ConditionShape
from casemodel.knowledge.rule_types import Date, Edge, Id, SchemaNumber, Text

MOST_WEIGHT = 10
"""The greatest weight that house rules may give."""


def _at_most(most: int, value: str) -> str:
    """A text of at most so many characters."""
    if len(value) > most:
        raise PydanticCustomError("long", "a shorter text", {"most": most})
    return value


Name = Annotated[Text, AfterValidator(partial(_at_most, NAME_LENGTH))]
Words = Annotated[Text, AfterValidator(partial(_at_most, NOTE_LENGTH))]
Number = Annotated[int, Field(ge=1, le=1_000_000)]


class _Strict(BaseModel):
    """Nothing unknown, nothing converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Signed(_Strict):
    """Every change says why, by whom and when."""

    reason: Words
    name: Name
    date: Date


class WeightShape(_Signed):
    """Another weight for a criterion, 0 to 10; 0 leaves it out of account."""

    what: Literal["weight"]
    criterion: Id
    to: Annotated[Edge, Field(le=MOST_WEIGHT)]


class BandShape(_Signed):
    """Another band for a level: `from` up to, but not including, `below`; `called` is its name."""

    what: Literal["band"]
    criterion: Id
    level: Id
    from_: Edge | None = Field(default=None, alias="from")
    below: Edge | None = None
    called: Name | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> "BandShape":
        if self.from_ is None and self.below is None and self.called is None:
            raise PydanticCustomError("band_change", "an edge or a name")
        return self


class RequirementChangeShape(_Signed):
    """A requirement made a must or a should, or given another number."""

    what: Literal["requirement"]
    model: Id
    requirement: Id
    to: Literal["must", "should"] | None = None
    clients_each: Number | None = None
    least: Number | None = None
    says: Words | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> "RequirementChangeShape":
        numbers = [n for n in (self.clients_each, self.least) if n is not None]
        if self.to is None and not numbers:
            raise PydanticCustomError("requirement_change", "a strength or a number")
        if numbers and self.says is None:
            raise PydanticCustomError("requirement_words", "a number needs words")
        return self


class CautionAddedShape(_Signed):
    """A warning of the agency's own, shown when all of `when` hold."""

    what: Literal["caution"]
    id: Id
    model: Id | None = None
    danger: bool = False
    says: Words
    when: Annotated[list[ConditionShape], Field(min_length=1)]

    @model_validator(mode="after")
    def _danger_to_anyone(self) -> "CautionAddedShape":
        if self.danger and self.model:
            raise PydanticCustomError("danger_of_model", "a danger whatever comes first")
        return self


class OffShape(_Signed):
    """A model that is not proposed any more, nor any hybrid with it."""

    what: Literal["off"]
    model: Id


AnyChange = WeightShape | BandShape | RequirementChangeShape | CautionAddedShape | OffShape

CHANGE_SHAPES: dict[str, type[AnyChange]] = {
    "weight": WeightShape,
    "band": BandShape,
    "requirement": RequirementChangeShape,
    "caution": CautionAddedShape,
    "off": OffShape,
}
"""The shape of a change by its `what`."""


class HouseOutline(_Strict):
    """A house file; its changes are read one by one, each by the shape that `what` names."""

    schema_: SchemaNumber = Field(alias="schema")
    agency: Name
    changes: Annotated[list[dict[str, Any]], Field(min_length=1)]


class HouseFile(_Strict):
    """The shape of a house file, for editors: what an agency changes in the rules."""

    schema_: SchemaNumber = Field(alias="schema")
    agency: Name
    changes: Annotated[list[Annotated[AnyChange, Field(discriminator="what")]], Field(min_length=1)]
