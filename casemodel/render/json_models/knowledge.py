"""The knowledge, straight from the rules: models, comparisons, inputs and sources."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from casemodel.explanation.values import Explanation, FeasibleState
from casemodel.knowledge.values import (
    Basis,
    Caution,
    Claim,
    Condition,
    Criterion,
    Form,
    Group,
    Hybrid,
    Kind,
    Level,
    Model,
    Rating,
    Requirement,
    Rules,
    Source,
    Sourced,
    SourceParagraph,
    Step,
    Way,
    Wording,
)
from casemodel.pages.sourced import every_claim
from casemodel.render.json_models.answer import (
    CautionData,
    MatchData,
    UnrankedData,
    caution_data,
    match_data,
    unranked_data,
)
from casemodel.render.json_models.base import (
    CitedData,
    MessageData,
    RulesOutput,
    cited,
    head_with_rules,
    messages,
    points,
)


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
    name: str
    met_by: tuple[ConditionData, ...]
    to_close: str | None
    counted_in: str | None
    clients_each: int | None
    least: int | None
    number_basis: Basis | None


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
class ParagraphData:
    """A paragraph of a source, by its heading and opening words.

    `repeats` are places of other sources that say the same in much the same words.
    """

    number: int
    heading: str
    opening: str
    repeats: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SourceData:
    """A source; what is not stated is null."""

    id: str
    title: str | None
    publisher: str | None
    authors: str | None
    date: str | None
    identifier: str | None
    basis: Basis
    strength: str | None
    strength_note: str | None
    paragraphs: tuple[ParagraphData, ...]


@dataclass(frozen=True, kw_only=True)
class ListedSourceData(SourceData):
    """A source, and the ids of the claims that rest on it."""

    claims: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ClaimData:
    """A claim of a source: where it is made (`at`), the claims it contradicts, its limits."""

    id: str
    model: str
    kind: str
    says: str
    at: tuple[str, ...]
    against: tuple[str, ...]
    limits: str | None


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
    score: float
    match: MatchData
    low: float
    high: float
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


@dataclass(frozen=True, kw_only=True)
class QuantityData:
    """A number that a profile may give, from `least` to `most`."""

    id: str
    question: str
    unit: str
    least: int
    most: int


@dataclass(frozen=True, kw_only=True)
class LevelData:
    """An answer to a criterion: its name by kind of profile, its share in percent, its band.

    `ratings` are those of each scored model at this level.
    """

    id: str
    name: Mapping[Kind, str]
    share: int | None
    at_least: float | None
    below: float | None
    ratings: Mapping[str, Step]


@dataclass(frozen=True, kw_only=True)
class CriterionData(CitedData):
    """A question with its answers; `counts` and `per` name the numbers it takes."""

    id: str
    group: Group
    name: str
    asked_of: tuple[Kind, ...]
    question: Mapping[Kind, str]
    help: str
    weight: int
    counts: str | None
    per: str | None
    levels: tuple[LevelData, ...]


@dataclass(frozen=True, kw_only=True)
class NotCountedData(CitedData):
    """A circumstance that moves no score, and why."""

    id: str
    name: str
    says: str


@dataclass(frozen=True, kw_only=True)
class InputsData(RulesOutput):
    """The output of `inputs`: everything that can count, and what does not."""

    output: Literal["inputs"]
    weight_rule: Mapping[str, str]
    groups: Mapping[Group, str]
    quantities: tuple[QuantityData, ...]
    criteria: tuple[CriterionData, ...]
    not_counted: tuple[NotCountedData, ...]


@dataclass(frozen=True, kw_only=True)
class SourcesData(RulesOutput):
    """The output of `sources`."""

    output: Literal["sources"]
    sources: tuple[ListedSourceData, ...]


def models(rules: Rules, tool_version: str) -> ModelsData:
    """Build the list of models and hybrids in short, with the sources' advice on choosing."""
    return ModelsData(
        **head_with_rules("models", rules, tool_version),
        models=tuple(
            ModelSummaryData(**_in_short(rules, model)) for model in rules.models.values()
        ),
        hybrids=tuple(_hybrid(rules, hybrid) for hybrid in rules.hybrids.values()),
        forms=tuple(_form(rules, form) for form in rules.forms.values()),
        guidance=tuple(
            GuidanceData(id=one.id, says=one.says, **cited(rules, one.claims))
            for one in rules.guidance
        ),
    )


def show(
    rules: Rules, model: Model, reach: Mapping[Kind, tuple[int, int]], tool_version: str
) -> ShowData:
    """Build everything known about one model."""
    can_reach = {
        kind: ScoreRangeData(low=points(low), high=points(high))
        for kind, (low, high) in reach.items()
    }
    return ShowData(
        **head_with_rules("show", rules, tool_version),
        model=ShownModelData(**_in_full(rules, model), can_reach=can_reach),
        hybrids=tuple(_hybrid(rules, h) for h in rules.hybrids.values() if model.id in h.parts),
        **_behind(rules, [model]),
    )


def show_form(rules: Rules, form: Form, tool_version: str) -> ShowData:
    """Build one form with its marks, evidence, standards and the answers that point to it."""
    return ShowData(**head_with_rules("show", rules, tool_version), form=_form(rules, form))


def _form(rules: Rules, form: Form) -> FormData:
    return FormData(
        id=form.id,
        name=form.name,
        aliases=form.aliases,
        parents=form.parents,
        says=form.says,
        marks=FormMarksData(**asdict(form.marks)),
        for_whom=form.for_whom,
        evidence=_sourced(rules, form.evidence),
        standards=_sourced(rules, form.standards),
        when=tuple(map(_condition, form.when)),
        **cited(rules, form.claims),
    )


def compare(
    rules: Rules, chosen: Sequence[Model], explanation: Explanation | None, tool_version: str
) -> CompareData:
    """Build the chosen models, each in full; with a profile, their ranks and scores too."""
    return CompareData(
        **head_with_rules("compare", rules, tool_version),
        rows=tuple(FeatureRowData(**asdict(row)) for row in rules.feature_rows),
        models=tuple(ModelData(**_in_full(rules, model)) for model in chosen),
        **(_scored(explanation, {model.id for model in chosen}) if explanation else {}),
        **_behind(rules, chosen),
    )


def inputs(rules: Rules, tool_version: str, one: Criterion | None = None) -> InputsData:
    """Build the list of everything that can count, or of one criterion."""
    return InputsData(
        **head_with_rules("inputs", rules, tool_version),
        weight_rule=rules.weight_rule,
        groups=rules.group_names,
        quantities=tuple(QuantityData(**asdict(one)) for one in rules.quantities.values()),
        criteria=tuple(
            _criterion(rules, criterion)
            for criterion in ([one] if one else rules.criteria.values())
        ),
        not_counted=tuple(
            NotCountedData(id=one.id, name=one.name, says=one.says, **cited(rules, one.claims))
            for one in rules.not_counted
        ),
    )


def sources(rules: Rules, tool_version: str) -> SourcesData:
    """Build the list of sources, with the claims that rest on each."""
    claims = rules.claims.values()
    return SourcesData(
        **head_with_rules("sources", rules, tool_version),
        sources=tuple(
            ListedSourceData(
                **_source(source),
                claims=tuple(c.id for c in claims if source.id in {p.source for p in c.at}),
            )
            for source in rules.sources.values()
        ),
    )


def _scored(explanation: Explanation, ids: set[str]) -> dict[str, Any]:
    return {
        "cautions": tuple(map(caution_data, explanation.cautions)),
        "danger_open": messages(explanation.danger_open),
        "scores": tuple(
            ComparedScoreData(
                id=ranked.id,
                rank=ranked.rank,
                score=points(ranked.tenths),
                match=match_data(ranked.match),
                low=points(ranked.low),
                high=points(ranked.high),
                feasible=ranked.feasible,
            )
            for ranked in explanation.ranking
            if ranked.id in ids
        ),
        "unranked": tuple(one for one in unranked_data(explanation) if one.id in ids),
    }


def _hybrid(rules: Rules, hybrid: Hybrid) -> HybridData:
    return HybridData(
        id=hybrid.id,
        name=hybrid.name,
        way=hybrid.way,
        parts=hybrid.parts,
        overhead=hybrid.overhead,
        reason=hybrid.reason,
        serves=hybrid.serves,
        moves=hybrid.moves,
        leads=hybrid.leads,
        requirements=tuple(_requirement(rules, need) for need in hybrid.requirements),
        **cited(rules, hybrid.claims),
    )


def _in_short(rules: Rules, model: Model) -> dict[str, Any]:
    """The fields of `ModelSummaryData`."""
    return {
        "id": model.id,
        "name": model.name,
        "family": model.family or None,
        "scored": model.scored,
        "summary": _sourced(rules, model.summary),
    }


def _in_full(rules: Rules, model: Model) -> dict[str, Any]:
    """The fields of `ModelData`."""
    return {
        **_in_short(rules, model),
        "features": {
            row.id: _sourced(rules, model.features[row.id])
            for row in rules.feature_rows
            if row.id in model.features
        },
        "ratings": {
            criterion.id: {
                level.id: _rating(rules, model.ratings[criterion.id][level.id])
                for level in criterion.levels
                if level.id in model.ratings[criterion.id]
            }
            for criterion in rules.criteria.values()
            if criterion.id in model.ratings
        },
        "pros": tuple(_sourced(rules, one) for one in model.pros),
        "cons": tuple(_sourced(rules, one) for one in model.cons),
        "requirements": tuple(_requirement(rules, need) for need in model.requirements),
        "cautions": tuple(_caution(rules, caution) for caution in model.cautions),
    }


def _sourced(rules: Rules, one: Sourced) -> SourcedData:
    return SourcedData(says=one.says, **cited(rules, one.claims))


def _rating(rules: Rules, rating: Rating) -> RatingData:
    return RatingData(
        step=rating.step,
        basis=rating.basis,
        reason=rating.reason,
        documents_say=rating.documents_say or None,
        **cited(rules, rating.claims),
    )


def _requirement(rules: Rules, need: Requirement) -> RequirementData:
    return RequirementData(
        id=need.id,
        strength=need.strength,
        says=need.says,
        name=need.in_short,
        met_by=tuple(map(_condition, need.met_by)),
        to_close=need.to_close or None,
        counted_in=need.counted_in or None,
        clients_each=need.clients_each,
        least=need.least,
        number_basis=need.basis,
        **cited(rules, need.claims),
    )


def _caution(rules: Rules, caution: Caution) -> ModelCautionData:
    return ModelCautionData(
        id=caution.id,
        danger=caution.danger,
        says=caution.says,
        when=tuple(map(_condition, caution.when)),
        **cited(rules, caution.claims),
    )


def _condition(condition: Condition) -> ConditionData:
    return ConditionData(criterion=condition.criterion, levels=tuple(condition.levels))


def _wording(wording: Wording) -> dict[Any, str]:
    return {kind: text for kind, text in asdict(wording).items() if text}


def _criterion(rules: Rules, criterion: Criterion) -> CriterionData:
    return CriterionData(
        id=criterion.id,
        group=criterion.group,
        name=criterion.name,
        asked_of=criterion.asked_of,
        question=_wording(criterion.question),
        help=criterion.help,
        weight=criterion.weight,
        **cited(rules, criterion.claims),
        counts=criterion.counts or None,
        per=criterion.per or None,
        levels=tuple(_level(rules, criterion.id, level) for level in criterion.levels),
    )


def _level(rules: Rules, criterion: str, level: Level) -> LevelData:
    ratings = {m.id: m.ratings.get(criterion, {}).get(level.id) for m in rules.scored_models()}
    return LevelData(
        id=level.id,
        name=_wording(level.name),
        share=level.share,
        at_least=_thousandths(level.least),
        below=_thousandths(level.below),
        ratings={model: rating.step for model, rating in ratings.items() if rating},
    )


def _thousandths(number: int | None) -> float | None:
    return None if number is None else number / 1000


def _source(source: Source) -> dict[str, Any]:
    """The fields of `SourceData`."""
    stated = {key: None if value == "" else value for key, value in asdict(source).items()}
    paragraphs = tuple(_paragraph(one) for one in source.paragraphs)
    return stated | {"paragraphs": paragraphs}


def _paragraph(one: SourceParagraph) -> ParagraphData:
    return ParagraphData(
        number=one.number,
        heading=one.heading,
        opening=one.opening,
        repeats=tuple(map(str, one.repeats)),
    )


def _behind(rules: Rules, chosen: Sequence[Model]) -> dict[str, Any]:
    """The claims that these models rest on, and their sources."""
    used = dict.fromkeys(claim for model in chosen for claim in every_claim(model))
    claims = [rules.claims[claim] for claim in sorted(used)]
    ids = sorted({place.source for claim in claims for place in claim.at})
    return {
        "claims": tuple(map(_claim, claims)),
        "sources": tuple(SourceData(**_source(rules.sources[source])) for source in ids),
    }


def _claim(claim: Claim) -> ClaimData:
    return ClaimData(
        id=claim.id,
        model=claim.model,
        kind=claim.kind,
        says=claim.says,
        at=tuple(map(str, claim.at)),
        against=claim.against,
        limits=claim.limits or None,
    )
