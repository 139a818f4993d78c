"""From validated rule files to `Rules`, in canonical order. Nothing is checked here."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple, Protocol, TypeVar

from casemodel.knowledge import model_schemas as model_shapes
from casemodel.knowledge import rule_schemas as shapes
from casemodel.knowledge.checks import Written
from casemodel.knowledge.values import (
    GROUPS,
    Caution,
    Claim,
    Condition,
    Contradiction,
    Criterion,
    FeatureRow,
    FitWord,
    Guidance,
    Hybrid,
    Level,
    Method,
    Model,
    Paragraph,
    Place,
    Quantity,
    Rating,
    Requirement,
    Rules,
    ShortForm,
    Source,
    Sourced,
    Wording,
)


class RuleFiles(NamedTuple):
    """All files of a rules directory, validated one by one."""

    method: shapes.MethodFile
    criteria: shapes.CriteriaFile
    sources: shapes.SourcesFile
    claims: shapes.ClaimsFile
    features: shapes.FeaturesFile
    cautions: shapes.CautionsFile
    guidance: shapes.GuidanceFile
    models: tuple[model_shapes.ModelFile, ...]
    hybrids: model_shapes.HybridsFile | None
    contradictions: shapes.ContradictionsFile | None


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_HasId)


def _sorted(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(sorted(values, key=lambda value: value.id))


def _by_id(values: Iterable[_T]) -> dict[str, _T]:
    return {value.id: value for value in _sorted(values)}


def build(files: RuleFiles, digest: str) -> Rules:
    """The rules that the files hold, with the digest of their bytes."""
    in_order = sorted(files.criteria.criteria, key=lambda c: (GROUPS.index(c.group), c.id))
    criteria = {c.id: _criterion(c) for c in in_order}
    names = {group.id: group.name for group in files.criteria.groups}
    return Rules(
        version=files.method.version,
        released=files.method.released,
        digest=digest,
        method=_method(files.method),
        weight_rule=dict(sorted(files.criteria.weight_rule.items(), reverse=True)),
        group_names={group: names[group] for group in GROUPS if group in names},
        quantities=_by_id(map(_quantity, files.criteria.quantities)),
        criteria=criteria,
        models=_by_id(_model(model, criteria) for model in files.models),
        feature_rows=tuple(FeatureRow(row.id, row.question) for row in files.features.rows),
        cautions=_sorted(
            _caution(caution, model="", danger=caution.danger)
            for caution in files.cautions.cautions
        ),
        guidance=_sorted(
            Guidance(advice.id, advice.says, tuple(advice.claims))
            for advice in files.guidance.guidance
        ),
        claims=_by_id(map(_claim, files.claims.claims)),
        sources=_by_id(map(_source, files.sources.sources)),
        hybrids=_by_id(_hybrid(h, criteria) for h in files.hybrids.hybrids)
        if files.hybrids
        else {},
        hybrid_margin=files.hybrids.margin if files.hybrids else 0,
        contradictions=_sorted(map(_contradiction, files.contradictions.contradictions))
        if files.contradictions
        else (),
        review_by=files.method.review_by or "",
        short_forms={
            kind: ShortForm(tuple(form.ask), form.reason)
            for kind, form in sorted(files.criteria.short_forms.items())
        },
    )


def written(files: RuleFiles) -> Written:
    """What the files say that the rules do not keep."""
    known = {c.id: tuple(level.id for level in c.levels) for c in files.criteria.criteria}
    levels = {
        model.id: {
            criterion: known.get(criterion, ()) if rated is None else tuple(rated)
            for criterion, rated in model.ratings.items()
        }
        for model in files.models
    }
    return Written(levels, tuple(files.method.claims))


def _method(file: shapes.MethodFile) -> Method:
    steps = file.rating_steps
    words = sorted(file.fit_words, key=lambda word: -word.at_least)
    return Method(
        steps={
            "strong_fit": steps.strong_fit,
            "fit": steps.fit,
            "neutral": steps.neutral,
            "misfit": steps.misfit,
            "strong_misfit": steps.strong_misfit,
        },
        close_margin=file.close_margin,
        fit_words=tuple(FitWord(word.at_least, word.word) for word in words),
    )


def _quantity(shape: shapes.QuantityShape) -> Quantity:
    return Quantity(shape.id, shape.question, shape.unit, shape.least, shape.most)


def _wording(shape: shapes.WordingShape) -> Wording:
    return Wording(shape.client, shape.organization)


def _thousandths(edge: Decimal | None) -> int | None:
    return None if edge is None else int(edge * 1000)


def _criterion(shape: shapes.CriterionShape) -> Criterion:
    levels = (
        Level(
            level.id,
            _wording(level.name),
            level.share,
            _thousandths(level.from_),
            _thousandths(level.below),
        )
        for level in shape.levels
    )
    return Criterion(
        id=shape.id,
        group=shape.group,
        name=shape.name,
        asked_of=tuple(shape.asked_of),
        question=_wording(shape.question),
        levels=tuple(levels),
        help=shape.help,
        weight=shape.weight,
        claims=tuple(shape.claims),
        shares_reason=shape.shares_reason,
        counts=shape.counts or "",
        per=shape.per or "",
        bands_reason=shape.bands_reason,
    )


def _source(shape: shapes.SourceShape) -> Source:
    paragraphs = sorted(shape.places, key=lambda paragraph: paragraph.at)
    return Source(
        id=shape.id,
        title=shape.title,
        publisher=shape.publisher,
        authors=shape.authors,
        date=shape.date,
        identifier=shape.identifier,
        basis=shape.basis,
        strength=shape.strength,
        strength_note=shape.strength_note,
        paragraphs=tuple(Paragraph(p.at, p.heading, p.opening) for p in paragraphs),
    )


def _place(text: str) -> Place:
    source, _, paragraph = text.rpartition(" ")
    return Place(source, int(paragraph))


def _claim(shape: shapes.ClaimShape) -> Claim:
    places = tuple(map(_place, shape.at))
    return Claim(shape.id, shape.model, shape.kind, places, shape.says, tuple(shape.with_))


def _sourced(shape: shapes.SaysShape | shapes.FeatureShape) -> Sourced:
    return Sourced(shape.says, tuple(shape.claims))


def _conditions(conditions: Iterable[shapes.ConditionShape]) -> tuple[Condition, ...]:
    return tuple(Condition(c.criterion, tuple(c.is_)) for c in conditions)


def _caution(shape: shapes.ModelCautionShape, *, model: str, danger: bool) -> Caution:
    when = _conditions(shape.when)
    return Caution(shape.id, model, danger, shape.says, tuple(shape.claims), when)


def _contradiction(shape: shapes.ContradictionShape) -> Contradiction:
    return Contradiction(
        id=shape.id,
        says=shape.says,
        claims=tuple(shape.claims),
        when=_conditions(shape.when or ()),
        level=shape.once.level if shape.once else "",
        among=tuple(shape.once.among) if shape.once else (),
        more=shape.numbers.more if shape.numbers else "",
        than=shape.numbers.than if shape.numbers else "",
    )


def _requirement(shape: model_shapes.RequirementShape) -> Requirement:
    return Requirement(
        id=shape.id,
        strength=shape.strength,
        says=shape.says,
        claims=tuple(shape.claims),
        met_by=_conditions(shape.met_by),
        to_close=shape.to_close,
        counted_in=shape.counted_in or "",
        clients_each=shape.clients_each,
        least=shape.least,
        name=shape.name or "",
    )


def _hybrid(shape: model_shapes.HybridShape, criteria: dict[str, Criterion]) -> Hybrid:
    led = {
        criterion: part for part, criteria_led in shape.leads.items() for criterion in criteria_led
    }
    known = {criterion: led[criterion] for criterion in criteria if criterion in led}
    return Hybrid(
        id=shape.id,
        name=shape.name,
        way=shape.way,
        parts=(shape.parts[0], shape.parts[1]),
        overhead=shape.overhead,
        claims=tuple(shape.claims),
        reason=shape.reason,
        serves=shape.serves,
        moves=shape.moves,
        leads=known | led,
        requirements=_sorted(map(_requirement, shape.requirements)),
    )


def _rating(shape: model_shapes.RatingShape) -> Rating:
    claims = tuple(shape.claims)
    return Rating(shape.rating, shape.basis, claims, shape.reason, shape.documents_say)


def _ratings(
    ratings: dict[str, model_shapes.CriterionRatings], criteria: dict[str, Criterion]
) -> dict[str, dict[str, Rating]]:
    """The ratings that are not a plain neutral, in the order of criteria and levels."""
    kept: dict[str, dict[str, Rating]] = {}
    for criterion in criteria.values():
        by_level = ratings.get(criterion.id) or {}
        rated = {
            level.id: _rating(rating)
            for level in criterion.levels
            if (rating := by_level.get(level.id)) is not None
        }
        if rated:
            kept[criterion.id] = rated
    return kept


def _model(shape: model_shapes.ModelFile, criteria: dict[str, Criterion]) -> Model:
    cautions = (_caution(c, model=shape.id, danger=False) for c in shape.cautions)
    return Model(
        id=shape.id,
        name=shape.name,
        family=shape.family or "",
        scored=shape.scored,
        summary=_sourced(shape.summary),
        features={row: _sourced(feature) for row, feature in sorted(shape.features.items())},
        ratings=_ratings(shape.ratings, criteria),
        pros=tuple(map(_sourced, shape.pros)),
        cons=tuple(map(_sourced, shape.cons)),
        requirements=_sorted(map(_requirement, shape.requirements)),
        cautions=_sorted(cautions),
    )
