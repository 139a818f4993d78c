"""Building `Rules`, in canonical order, from rule files that were read. Nothing is checked here."""

from collections.abc import Iterable
from typing import Any, TypeVar

from casemodel.knowledge.checks import CheckInput
from casemodel.knowledge.criteria import GROUPS, Criterion
from casemodel.knowledge.file_types import ModelFile, RuleFiles
from casemodel.knowledge.method import Method
from casemodel.knowledge.models import NO_TIERS, Caution, Hybrid, Model, Ratings, Tiers
from casemodel.knowledge.plans import Plans
from casemodel.knowledge.sources import Source
from casemodel.knowledge.values import Rules

_T = TypeVar("_T", bound=Any)


def build(files: RuleFiles, digest: str) -> Rules:
    """Put the values of the files in order; `digest` is that of their bytes."""
    in_order = sorted(files.criteria.criteria, key=lambda c: (GROUPS.index(c.group), c.id))
    criteria = {c.id: c for c in in_order}
    names = {group.id: group.name for group in files.criteria.groups}
    hybrids = files.hybrids.hybrids if files.hybrids else ()
    contradictions = files.contradictions.contradictions if files.contradictions else ()
    return Rules(
        version=files.method.version,
        released=files.method.released,
        digest=digest,
        method=files.method.cut(Method),
        weight_rule=dict(sorted(files.criteria.weight_rule.items(), reverse=True)),
        group_names={group: names[group] for group in GROUPS if group in names},
        quantities=_by_id(files.criteria.quantities),
        criteria=criteria,
        models=_by_id(_model(model, criteria) for model in files.models),
        feature_rows=files.features.rows,
        cautions=_sorted(caution.cut(Caution) for caution in files.cautions.cautions),
        guidance=_sorted(files.guidance.guidance),
        claims=_by_id(files.claims.claims),
        sources=_by_id(map(_source, files.sources.sources)),
        hybrids=_by_id(_hybrid(hybrid, criteria) for hybrid in hybrids),
        hybrid_margin=files.hybrids.margin if files.hybrids else 0,
        tiers=files.hybrids.tiers.cut(Tiers) if files.hybrids else NO_TIERS,
        contradictions=_sorted(contradictions),
        review_by=files.method.review_by or "",
        short_forms=dict(sorted(files.criteria.short_forms.items())),
        ideas=_sorted(files.criteria.ideas),
        not_counted=_sorted(files.not_counted.not_counted if files.not_counted else ()),
        forms=_by_id(files.forms.forms if files.forms else ()),
        referral=files.referral.referral if files.referral else None,
        plans=files.steps.cut(Plans) if files.steps else None,
    )


def check_input(files: RuleFiles) -> CheckInput:
    """Collect the parts of the files that only checks need."""
    level_ids = {c.id: tuple(level.id for level in c.levels) for c in files.criteria.criteria}
    levels = {
        model.id: {
            criterion: level_ids.get(criterion, ()) if rated is None else tuple(rated)
            for criterion, rated in model.ratings.items()
        }
        for model in files.models
    }
    return CheckInput(levels, files.method.claims)


def _sorted(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(sorted(values, key=lambda value: value.id))


def _by_id(values: Iterable[_T]) -> dict[str, _T]:
    return {value.id: value for value in _sorted(values)}


def _source(source: Source) -> Source:
    paragraphs = sorted(source.paragraphs, key=lambda paragraph: paragraph.number)
    return source._replace(paragraphs=tuple(paragraphs))


def _hybrid(hybrid: Hybrid, criteria: dict[str, Criterion]) -> Hybrid:
    ordered_leads = {
        criterion: hybrid.leads[criterion] for criterion in criteria if criterion in hybrid.leads
    }
    return hybrid._replace(
        leads=ordered_leads | dict(hybrid.leads), requirements=_sorted(hybrid.requirements)
    )


def _ratings(ratings: Ratings, criteria: dict[str, Criterion]) -> Ratings:
    """Keep the ratings that are not just neutral, in the order of criteria and levels."""
    ordered = {}
    for criterion in criteria.values():
        rated = ratings.get(criterion.id) or {}
        by_level = {level.id: rated[level.id] for level in criterion.levels if rated.get(level.id)}
        if by_level:
            ordered[criterion.id] = by_level
    return ordered


def _model(file: ModelFile, criteria: dict[str, Criterion]) -> Model:
    return file.cut(
        Model,
        features=dict(sorted(file.features.items())),
        ratings=_ratings(file.ratings, criteria),
        requirements=_sorted(file.requirements),
        cautions=_sorted(caution.cut(Caution, model=file.id) for caution in file.cautions),
    )
