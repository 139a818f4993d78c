"""The shape of rule tests, as pydantic models. Imported only when rule tests are read."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from casemodel.knowledge.rule_types import Edge, Id, SchemaNumber, Text


class _Strict(BaseModel):
    """Nothing unknown, nothing converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ReasonShape(_Strict):
    """A criterion that must have counted for or against a model, the expected one by default."""

    criterion: Id
    model: Id | None = None
    sign: Literal["for", "against"] = "for"


def one_word(value: object) -> object:
    """A criterion alone stands for a reason for what is expected at the top."""
    return {"criterion": value} if isinstance(value, str) else value


def _in_tenths(value: Decimal) -> Decimal:
    """Points as they are printed, with one decimal."""
    if value * 10 % 1:
        raise PydanticCustomError("tenths", "one decimal")
    return value


Reason = Annotated[ReasonShape, BeforeValidator(one_word)]
Points = Annotated[Edge, Field(le=100), AfterValidator(_in_tenths)]
CautionId = Annotated[Text, Field(pattern=r"^[a-z0-9_.]+$")]


class ExpectShape(_Strict):
    """What must come out: every key that is here."""

    first: Id | None = None
    top: Annotated[list[Id], Field(min_length=2)] | None = None
    recommended: Id | None = None
    margin_at_least: Points | None = None
    feasible: (
        Annotated[dict[Id, Literal["yes", "no", "to_confirm", "not_asked"]], Field(min_length=1)]
        | None
    ) = None
    cautions: list[CautionId] | None = None
    reasons: Annotated[list[Reason], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "ExpectShape":
        if not self.model_fields_set:
            raise PydanticCustomError("expects_nothing", "an expectation")
        if self.first is not None and self.top is not None:
            raise PydanticCustomError("first_and_top", "one of the two")
        led = self.first or self.top or self.recommended
        if self.margin_at_least is not None and not led:
            raise PydanticCustomError("margin_of_nothing", "whose margin")
        if not led and any(reason.model is None for reason in self.reasons or ()):
            raise PydanticCustomError("reason_of_nothing", "a model")
        return self


class RuleTestShape(_Strict):
    """A profile, here or in a file, and what must come out of it."""

    id: Id
    about: Text
    profile: dict[str, Any] | None = None
    file: Text | None = None
    expect: ExpectShape

    @model_validator(mode="after")
    def _one_profile(self) -> "RuleTestShape":
        if (self.profile is None) == (self.file is None):
            raise PydanticCustomError("profile_or_file", "one of the two")
        return self


class RuleTestsFile(_Strict):
    """The shape of a file of rule tests."""

    schema_: SchemaNumber = Field(alias="schema")
    tests: Annotated[list[RuleTestShape], Field(min_length=1)]
