"""The shape of the files of models and hybrids, as pydantic models."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from casemodel.knowledge.rule_schemas import (
    ConditionShape,
    FeatureShape,
    File,
    ModelCautionShape,
    SaysShape,
    Strict,
)
from casemodel.knowledge.rule_types import Claims, Id, SomeClaims, Text
from casemodel.knowledge.values import Basis, Step, Way


class RatingShape(Strict):
    """A rating of one level."""

    rating: Step
    basis: Basis
    claims: Claims
    reason: Text
    documents_say: Step | None = None


def _neutral(value: object) -> object:
    """The word neutral stands for no rating."""
    return None if value == "neutral" else value


def _rating_or_neutral(value: object) -> object:
    """A level is 'neutral', or a mapping; an empty value is neither."""
    if value is None:
        raise PydanticCustomError("rating", "a rating or neutral")
    return _neutral(value)


LevelRating = Annotated[RatingShape | None, BeforeValidator(_rating_or_neutral)]
CriterionRatings = Annotated[dict[Id, LevelRating] | None, BeforeValidator(_rating_or_neutral)]


class RequirementShape(Strict):
    """What an organization must or should have."""

    id: Id
    strength: Literal["must", "should"]
    says: Text
    name: Text | None = None
    claims: SomeClaims
    met_by: list[ConditionShape] = Field(default=[])
    to_close: Text
    counted_in: Id | None = None
    clients_each: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    least: Annotated[int, Field(ge=1, le=1_000_000)] | None = None

    @model_validator(mode="after")
    def _counted_one_way(self) -> "RequirementShape":
        numbers = [n for n in (self.clients_each, self.least) if n is not None]
        if len(numbers) != (1 if self.counted_in else 0):
            raise PydanticCustomError("counted", "a quantity and one number of it")
        return self


class ModelFile(File):
    """The shape of models/<id>.yaml."""

    id: Id
    name: Text
    family: Id | None = None
    scored: bool = True
    summary: SaysShape
    features: dict[Id, FeatureShape]
    ratings: dict[Id, CriterionRatings] = Field(default={})
    pros: list[SaysShape] = Field(default=[])
    cons: list[SaysShape] = Field(default=[])
    requirements: list[RequirementShape] = Field(default=[])
    cautions: list[ModelCautionShape] = Field(default=[])


HybridPoints = Annotated[int, Field(ge=0, le=20)]
"""Points that a hybrid must make good: more than 20 of 100 none could."""


class HybridShape(Strict):
    """Two models that may be run together, and how."""

    id: Id
    name: Text
    way: Way
    parts: Annotated[list[Id], Field(min_length=2, max_length=2)]
    overhead: HybridPoints
    claims: SomeClaims
    reason: Text
    serves: Text
    moves: Text
    leads: dict[Id, Annotated[list[Id], Field(min_length=1)]] = Field(default={})
    requirements: list[RequirementShape] = Field(default=[])

    @model_validator(mode="after")
    def _led_once(self) -> "HybridShape":
        led = [criterion for criteria in self.leads.values() for criterion in criteria]
        if self.parts[0] == self.parts[1]:
            raise PydanticCustomError("parts", "two different models")
        if len(led) != len(set(led)):
            raise PydanticCustomError("led_twice", "a criterion has one lead")
        if led and self.way == "tiered":
            raise PydanticCustomError("led_tier", "a tiered hybrid has no leads")
        return self


class HybridsFile(File):
    """The shape of hybrids.yaml, the one rule file that may be left out."""

    margin: HybridPoints
    margin_reason: Text
    overhead_reason: Text
    hybrids: list[HybridShape]
