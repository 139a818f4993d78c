"""The shape of the rule files but for models and hybrids, as pydantic models.

Imported, as `model_schemas` is, only when rule files are read.

What one value alone can show to be wrong is refused here; what one file says of another is checked
in `casemodel.knowledge.checks`.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from casemodel.knowledge.rule_types import (
    ClaimId,
    ClaimKind,
    Claims,
    Date,
    Edge,
    Id,
    PlaceText,
    SchemaNumber,
    SomeClaims,
    Text,
    Zero,
    both_kinds,
)
from casemodel.knowledge.values import Group, Kind


class Strict(BaseModel):
    """Nothing unknown, nothing converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class File(Strict):
    """Every rule file says which schema it follows."""

    schema_: SchemaNumber = Field(alias="schema")


class WordingShape(Strict):
    """A text for each kind of profile; one that is not asked needs none."""

    client: Text = ""
    organization: Text = ""


Worded = Annotated[WordingShape, BeforeValidator(both_kinds)]


class SaysShape(Strict):
    """A sentence and the claims it rests on."""

    says: Text
    claims: SomeClaims


class FeatureShape(Strict):
    """What one model says to a row of the comparison; the sources may be silent on it."""

    says: Text
    claims: Claims


class FitWordShape(Strict):
    """The word for scores from `at_least` up."""

    at_least: Annotated[int, Field(ge=0, le=100)]
    word: Text


class StepsShape(Strict):
    """The number of each step of the rating scale."""

    strong_fit: int
    fit: int
    neutral: Zero
    misfit: int
    strong_misfit: int

    @model_validator(mode="after")
    def _in_order(self) -> "StepsShape":
        if not self.strong_fit > self.fit > 0 > self.misfit > self.strong_misfit:
            raise PydanticCustomError("steps", "the steps must go down from strong_fit")
        return self


class MethodFile(File):
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
    review_by: Date | None = None


class LevelShape(Strict):
    """One answer to a criterion's question."""

    id: Id
    name: Worded
    share: Annotated[int, Field(ge=0, le=100)] | None = None
    from_: Edge | None = Field(default=None, alias="from")
    below: Edge | None = None


class CriterionShape(Strict):
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


class GroupShape(Strict):
    """The name of a group of criteria."""

    id: Group
    name: Text
    says: Text


class QuantityShape(Strict):
    """A number people know."""

    id: Id
    question: Text
    unit: Text
    least: Annotated[int, Field(ge=0)]
    most: Annotated[int, Field(le=1_000_000_000)]


class ShortFormShape(Strict):
    """The questions of a short form."""

    ask: Annotated[list[Id], Field(min_length=1)]
    reason: Text


class CriteriaFile(File):
    """The shape of criteria.yaml."""

    weight_rule: Annotated[dict[Literal["1", "2", "3"], Text], Field(min_length=3)]
    groups: Annotated[list[GroupShape], Field(min_length=3)]
    quantities: list[QuantityShape]
    short_forms: dict[Kind, ShortFormShape] = {}
    criteria: Annotated[list[CriterionShape], Field(min_length=1)]


class ParagraphShape(Strict):
    """How a reader with the source finds a paragraph."""

    at: Annotated[int, Field(ge=0, le=1_000_000)]
    heading: Text
    opening: Text = ""


class SourceShape(Strict):
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


class SourcesFile(File):
    """The shape of sources.yaml."""

    sources: list[SourceShape]


class ClaimShape(Strict):
    """What sources say about a model."""

    id: ClaimId
    model: Id
    kind: ClaimKind
    at: Annotated[list[PlaceText], Field(min_length=1)]
    with_: Claims = Field(default=[], alias="with")
    says: Text


class ClaimsFile(File):
    """The shape of claims.yaml."""

    claims: list[ClaimShape]


class RowShape(Strict):
    """A row of the comparison."""

    id: Id
    question: Text


class FeaturesFile(File):
    """The shape of features.yaml."""

    rows: Annotated[list[RowShape], Field(min_length=1)]


class ConditionShape(Strict):
    """A criterion and the levels at which the condition holds."""

    criterion: Id
    is_: Annotated[list[Id], Field(min_length=1)] = Field(alias="is")


class ModelCautionShape(Strict):
    """A warning that shows when a model comes first."""

    id: Id
    says: Text
    claims: SomeClaims
    when: Annotated[list[ConditionShape], Field(min_length=1)]


class CautionShape(ModelCautionShape):
    """A warning whatever the score; `danger` puts it first on the page."""

    danger: bool


class CautionsFile(File):
    """The shape of cautions.yaml."""

    cautions: list[CautionShape]


class OnceShape(Strict):
    """Criteria of which one at most can stand at a level."""

    level: Id
    among: Annotated[list[Id], Field(min_length=2)]


class NumbersShape(Strict):
    """Two quantities of which the first cannot well be the greater."""

    more: Id
    than: Id


class ContradictionShape(Strict):
    """Answers that pull against each other, told in one of three ways."""

    id: Id
    says: Text
    claims: Claims = []
    when: Annotated[list[ConditionShape], Field(min_length=2)] | None = None
    once: OnceShape | None = None
    numbers: NumbersShape | None = None

    @model_validator(mode="after")
    def _told_one_way(self) -> "ContradictionShape":
        if sum(way is not None for way in (self.when, self.once, self.numbers)) != 1:
            raise PydanticCustomError("told_one_way", "one of when, once and numbers")
        return self


class ContradictionsFile(File):
    """The shape of contradictions.yaml, which may be left out."""

    contradictions: list[ContradictionShape]


class GuidanceShape(SaysShape):
    """What the sources advise whoever chooses."""

    id: Id


class GuidanceFile(File):
    """The shape of guidance.yaml."""

    guidance: list[GuidanceShape]
