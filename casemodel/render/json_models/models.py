"""The models, straight from the rules: in a list, one in full, or side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from casemodel.explanation.alternative_values import MatchShown
from casemodel.explanation.values import Explanation, FeasibleState
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.models import Form, Model, Step, Way
from casemodel.knowledge.sources import Basis
from casemodel.knowledge.values import Rules
from casemodel.pages.sourced import every_claim
from casemodel.render.json_models.alternative import UnrankedData
from casemodel.render.json_models.answer import CautionData
from casemodel.render.json_models.base import (
    CitedData,
    MessageData,
    Points,
    RulesOutput,
    filled,
    head_with_rules,
    messages,
    of,
    points,
)
from casemodel.render.json_models.sources import ClaimData, SourceData


@dataclass(frozen=True, kw_only=True)
class SourcedData(CitedData):
    """A sentence of the rules, and the claims it rests on."""

    says: str


@dataclass(frozen=True, kw_only=True)
class GuidanceData(SourcedData):
    """Advice of the sources on choosing, about no single model."""

    id: str


@dataclass(frozen=True, kw_only=True)
class ConditionData:
    """A condition: the criterion stands at one of these levels."""

    criterion: str
    levels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RequirementData(CitedData):
    """A requirement of a model or hybrid; `met_by` are answers that show that it is met.

    In numbers it is `clients_each` clients for one of the staff that `counted_in` names, or `least`
    of them; `number_basis` says what that number rests on.
    """

    id: str
    strength: Literal["must", "should"]
    says: str
    name: str = of("in_short")
    met_by: tuple[ConditionData, ...]
    to_close: str | None
    counted_in: str | None
    clients_each: int | None
    least: int | None
    number_basis: Basis | None = of("basis")


@dataclass(frozen=True, kw_only=True)
class ModelCautionData(CitedData):
    """A caution of a model, and the answers that make it hold."""

    id: str
    danger: bool
    says: str
    when: tuple[ConditionData, ...]


@dataclass(frozen=True, kw_only=True)
class HybridData(CitedData):
    """A declared hybrid; `leads` gives, by criterion, the part whose ratings count there."""

    id: str
    name: str
    way: Way
    parts: tuple[str, ...]
    overhead: int
    reason: str
    serves: str
    moves: str
    leads: Mapping[str, str]
    requirements: tuple[RequirementData, ...]


@dataclass(frozen=True, kw_only=True)
class FormMarksData:
    """The marks of a form: who works, how many clients each has, at what hours and for how long."""

    staff: str
    ratio: str
    hours: str
    length: str


@dataclass(frozen=True, kw_only=True)
class FormData(CitedData):
    """A named way to run one of the models, or one between two; `when` are answers that fit it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    parents: tuple[str, ...]
    says: str
    marks: FormMarksData
    for_whom: str
    evidence: SourcedData
    standards: SourcedData
    when: tuple[ConditionData, ...]


@dataclass(frozen=True, kw_only=True)
class ModelSummaryData:
    """A model in short."""

    id: str
    name: str
    family: str | None
    scored: bool
    summary: SourcedData


@dataclass(frozen=True, kw_only=True)
class RatingData(CitedData):
    """A rating; `documents_say` is the step by the five documents alone, where it differs."""

    step: Step
    basis: Basis
    reason: str
    documents_say: Step | None = None


@dataclass(frozen=True, kw_only=True)
class ModelData(ModelSummaryData):
    """A model in full: features by row of the comparison, ratings by criterion and level."""

    features: Mapping[str, SourcedData]
    ratings: Mapping[str, Mapping[str, RatingData]]
    pros: tuple[SourcedData, ...]
    cons: tuple[SourcedData, ...]
    requirements: tuple[RequirementData, ...]
    cautions: tuple[ModelCautionData, ...]


@dataclass(frozen=True, kw_only=True)
class ScoreRangeData:
    """The lowest and the highest score that answers can give."""

    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class ShownModelData(ModelData):
    """A model in full, and the scores it can reach, by kind of profile."""

    can_reach: Mapping[Kind, ScoreRangeData]


@dataclass(frozen=True, kw_only=True)
class ModelsData(RulesOutput):
    """The output of `models`."""

    output: Literal["models"]
    models: tuple[ModelSummaryData, ...]
    hybrids: tuple[HybridData, ...]
    forms: tuple[FormData, ...]
    guidance: tuple[GuidanceData, ...]


@dataclass(frozen=True, kw_only=True)
class ShowData(RulesOutput):
    """The output of `show`: one model, its hybrids, and the claims and sources behind it.

    Or one form, and nothing else.
    """

    output: Literal["show"]
    model: ShownModelData | None = None
    form: FormData | None = None
    hybrids: tuple[HybridData, ...] = ()
    claims: tuple[ClaimData, ...] = ()
    sources: tuple[SourceData, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FeatureRowData:
    """A row of the comparison."""

    id: str
    question: str


@dataclass(frozen=True, kw_only=True)
class ComparedScoreData:
    """The score of a compared model for the profile that was given."""

    id: str
    rank: int
    score: Points = of("tenths")
    match: MatchShown
    low: Points
    high: Points
    feasible: FeasibleState


@dataclass(frozen=True, kw_only=True)
class CompareData(RulesOutput):
    """The output of `compare`; cautions, scores and unranked models only with a profile."""

    output: Literal["compare"]
    rows: tuple[FeatureRowData, ...]
    models: tuple[ModelData, ...]
    cautions: tuple[CautionData, ...] | None = None
    danger_open: tuple[MessageData, ...] | None = None
    scores: tuple[ComparedScoreData, ...] | None = None
    unranked: tuple[UnrankedData, ...] | None = None
    claims: tuple[ClaimData, ...]
    sources: tuple[SourceData, ...]


def models(rules: Rules, tool_version: str) -> ModelsData:
    """Build the list of models and hybrids in short, with the sources' advice on choosing."""
    return ModelsData(
        **head_with_rules("models", rules, tool_version),
        models=tuple(filled(ModelSummaryData, model, rules) for model in rules.models.values()),
        hybrids=tuple(filled(HybridData, hybrid, rules) for hybrid in rules.hybrids.values()),
        forms=tuple(filled(FormData, form, rules) for form in rules.forms.values()),
        guidance=tuple(filled(GuidanceData, advice, rules) for advice in rules.guidance),
    )


def show(
    rules: Rules, model: Model, reach: Mapping[Kind, tuple[int, int]], tool_version: str
) -> ShowData:
    """Build everything known about one model."""
    can_reach = {
        kind: ScoreRangeData(low=points(low), high=points(high))
        for kind, (low, high) in reach.items()
    }
    hybrids = (hybrid for hybrid in rules.hybrids.values() if model.id in hybrid.parts)
    return ShowData(
        **head_with_rules("show", rules, tool_version),
        model=filled(ShownModelData, model, rules, **_in_order(rules, model), can_reach=can_reach),
        hybrids=tuple(filled(HybridData, hybrid, rules) for hybrid in hybrids),
        **_behind(rules, [model]),
    )


def show_form(rules: Rules, form: Form, tool_version: str) -> ShowData:
    """Build one form with its marks, evidence, standards and the answers that point to it."""
    head = head_with_rules("show", rules, tool_version)
    return ShowData(**head, form=filled(FormData, form, rules))


def compare(
    rules: Rules, chosen: Sequence[Model], explanation: Explanation | None, tool_version: str
) -> CompareData:
    """Build the chosen models, each in full; with a profile, their ranks and scores too."""
    return CompareData(
        **head_with_rules("compare", rules, tool_version),
        rows=tuple(filled(FeatureRowData, row) for row in rules.feature_rows),
        models=tuple(filled(ModelData, m, rules, **_in_order(rules, m)) for m in chosen),
        **(_scored(explanation, {model.id for model in chosen}) if explanation else {}),
        **_behind(rules, chosen),
    )


def _scored(explanation: Explanation, ids: set[str]) -> dict[str, Any]:
    return {
        "cautions": tuple(filled(CautionData, caution) for caution in explanation.cautions),
        "danger_open": messages(explanation.danger_open),
        "scores": tuple(
            filled(ComparedScoreData, ranked) for ranked in explanation.ranking if ranked.id in ids
        ),
        "unranked": tuple(
            filled(UnrankedData, model) for model in explanation.unranked if model.id in ids
        ),
    }


def _in_order(rules: Rules, model: Model) -> dict[str, Any]:
    """Put a model's features and ratings in the order of the rules."""
    return {
        "features": {
            row.id: filled(SourcedData, model.features[row.id], rules)
            for row in rules.feature_rows
            if row.id in model.features
        },
        "ratings": {
            criterion.id: {
                level.id: filled(RatingData, model.ratings[criterion.id][level.id], rules)
                for level in criterion.levels
                if level.id in model.ratings[criterion.id]
            }
            for criterion in rules.criteria.values()
            if criterion.id in model.ratings
        },
    }


def _behind(rules: Rules, chosen: Sequence[Model]) -> dict[str, Any]:
    """The claims that these models rest on, and their sources."""
    used = dict.fromkeys(claim for model in chosen for claim in every_claim(model))
    claims = [rules.claims[claim] for claim in sorted(used)]
    ids = sorted({place.source for claim in claims for place in claim.at})
    return {
        "claims": tuple(filled(ClaimData, claim) for claim in claims),
        "sources": tuple(filled(SourceData, rules.sources[source]) for source in ids),
    }
