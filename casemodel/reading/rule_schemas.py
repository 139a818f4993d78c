"""The shape of the rule files, as pydantic models. Imported only when rule files are read.

What one value alone can show to be wrong is refused here; what one file says of another is checked
in `casemodel.knowledge.checks`.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from casemodel.knowledge.values import Basis, Group, Kind, Step, Way
from casemodel.reading.rule_types import (
    ClaimId,
    ClaimKind,
    Claims,
    Edge,
    Id,
    PlaceText,
    SomeClaims,
    Text,
    both_kinds,
)


class _Strict(BaseModel):
    """Nothing unknown, nothing converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _File(_Strict):
    """Every rule file says which schema it follows."""

    schema_: Literal[1] = Field(alias="schema")


class WordingShape(_Strict):
    """A text for each kind of profile; one that is not asked needs none."""

    client: Text = ""
    organization: Text = ""


Worded = Annotated[WordingShape, BeforeValidator(both_kinds)]


class SaysShape(_Strict):
    """A sentence and the claims it rests on."""

    says: Text
    claims: SomeClaims


class FeatureShape(_Strict):
    """What one model says to a row of the comparison; the sources may be silent on it."""

    says: Text
    claims: Claims


class FitWordShape(_Strict):
    """The word for scores from `at_least` up."""

    at_least: Annotated[int, Field(ge=0, le=100)]
    word: Text


class StepsShape(_Strict):
    """The number of each step of the rating scale."""

    strong_fit: int
    fit: int
    neutral: Literal[0]
    misfit: int
    strong_misfit: int

    @model_validator(mode="after")
    def _in_order(self) -> "StepsShape":
        if not self.strong_fit > self.fit > 0 > self.misfit > self.strong_misfit:
            raise PydanticCustomError("steps", "the steps must go down from strong_fit")
        return self


class MethodFile(_File):
    """The shape of method.yaml."""

    version: Text
    released: Text
    rating_steps: StepsShape
    rating_steps_reason: Text
    close_margin: Annotated[int, Field(ge=0, le=100)]
    close_margin_reason: Text
    fit_words: Annotated[list[FitWordShape], Field(min_length=1)]
    fit_words_reason: Text
    claims: Claims = []


class LevelShape(_Strict):
    """One answer to a criterion's question."""

    id: Id
    name: Worded
    share: Annotated[int, Field(ge=0, le=100)] | None = None
    from_: Edge | None = Field(default=None, alias="from")
    below: Edge | None = None


class CriterionShape(_Strict):
    """One question and its levels."""

    id: Id
    group: Group
    name: Text
    asked_of: Annotated[list[Kind], Field(min_length=1)]
    question: Worded
    levels: Annotated[list[LevelShape], Field(min_length=2)]
    help: Text
    weight: Annotated[int, Field(ge=1, le=3)]
    claims: SomeClaims
    shares_reason: Text = ""
    counts: Id | None = None
    per: Id | None = None
    bands_reason: Text = ""

    @model_validator(mode="after")
    def _reasons_given(self) -> "CriterionShape":
        if any(level.share is not None for level in self.levels) and not self.shares_reason:
            raise PydanticCustomError("shares_reason", "shares need a reason")
        if self.counts and not self.bands_reason:
            raise PydanticCustomError("bands_reason", "bands need a reason")
        if any(not getattr(self.question, kind) for kind in self.asked_of):
            raise PydanticCustomError("question", "a question for each kind that is asked")
        return self


class GroupShape(_Strict):
    """The name of a group of criteria."""

    id: Group
    name: Text
    says: Text


class QuantityShape(_Strict):
    """A number people know."""

    id: Id
    question: Text
    unit: Text
    least: Annotated[int, Field(ge=0)]
    most: Annotated[int, Field(le=1_000_000_000)]


class CriteriaFile(_File):
    """The shape of criteria.yaml."""

    weight_rule: Annotated[dict[Literal["1", "2", "3"], Text], Field(min_length=3)]
    groups: Annotated[list[GroupShape], Field(min_length=3)]
    quantities: list[QuantityShape]
    criteria: Annotated[list[CriterionShape], Field(min_length=1)]


class ParagraphShape(_Strict):
    """How a reader with the source finds a paragraph."""

    at: Annotated[int, Field(ge=0, le=1_000_000)]
    heading: Text
    opening: Text = ""


class SourceShape(_Strict):
    """A published source."""

    id: Id
    title: Text
    publisher: Text
    authors: Text = ""
    date: Text
    identifier: Text = ""
    basis: Literal["document", "literature"]
    strength: Text
    strength_note: Text
    places: list[ParagraphShape]


class SourcesFile(_File):
    """The shape of sources.yaml."""

    sources: list[SourceShape]


class ClaimShape(_Strict):
    """What sources say about a model."""

    id: ClaimId
    model: Id
    kind: ClaimKind
    at: Annotated[list[PlaceText], Field(min_length=1)]
    with_: Claims = Field(default=[], alias="with")
    says: Text


class ClaimsFile(_File):
    """The shape of claims.yaml."""

    claims: list[ClaimShape]


class RowShape(_Strict):
    """A row of the comparison."""

    id: Id
    question: Text


class FeaturesFile(_File):
    """The shape of features.yaml."""

    rows: Annotated[list[RowShape], Field(min_length=1)]


class ConditionShape(_Strict):
    """A criterion and the levels at which the condition holds."""

    criterion: Id
    is_: Annotated[list[Id], Field(min_length=1)] = Field(alias="is")


class ModelCautionShape(_Strict):
    """A warning that shows when a model comes first."""

    id: Id
    says: Text
    claims: SomeClaims
    when: Annotated[list[ConditionShape], Field(min_length=1)]


class CautionShape(ModelCautionShape):
    """A warning whatever the score; `danger` puts it first on the page."""

    danger: bool


class CautionsFile(_File):
    """The shape of cautions.yaml."""

    cautions: list[CautionShape]


class GuidanceShape(SaysShape):
    """What the sources advise whoever chooses."""

    id: Id


class GuidanceFile(_File):
    """The shape of guidance.yaml."""

    guidance: list[GuidanceShape]


class RatingShape(_Strict):
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


class RequirementShape(_Strict):
    """What an organization must or should have."""

    id: Id
    strength: Literal["must", "should"]
    says: Text
    claims: SomeClaims
    met_by: list[ConditionShape] = []
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


class ModelFile(_File):
    """The shape of models/<id>.yaml."""

    id: Id
    name: Text
    family: Id | None = None
    scored: bool = True
    summary: SaysShape
    features: dict[Id, FeatureShape]
    ratings: dict[Id, CriterionRatings] = {}
    pros: list[SaysShape] = []
    cons: list[SaysShape] = []
    requirements: list[RequirementShape] = []
    cautions: list[ModelCautionShape] = []


class HybridShape(_Strict):
    """Two models that may be run together, and how."""

    id: Id
    name: Text
    way: Way
    parts: Annotated[list[Id], Field(min_length=2, max_length=2)]
    overhead: Annotated[int, Field(ge=0, le=100)]
    claims: SomeClaims
    reason: Text
    serves: Text
    moves: Text
    leads: dict[Id, list[Id]] = {}
    requirements: list[RequirementShape] = []

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


class HybridsFile(_File):
    """The shape of hybrids.yaml, the one rule file that may be left out."""

    margin: Annotated[int, Field(ge=0, le=100)]
    margin_reason: Text
    overhead_reason: Text
    hybrids: list[HybridShape]
