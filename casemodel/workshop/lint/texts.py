"""Every text of a rule base that a reader may see, with its place."""

from collections.abc import Iterator
from typing import NamedTuple

from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.models import Caution, Hybrid, Model, Requirement, Tiers
from casemodel.knowledge.references import Path
from casemodel.knowledge.values import Rules


class Text(NamedTuple):
    """A text and its place."""

    path: Path
    says: str


def every_text(rules: Rules) -> Iterator[Text]:
    """Yield all texts of our own; titles and openings of sources are theirs."""
    for criterion in rules.criteria.values():
        yield from _of_criterion(criterion)
    for quantity in rules.quantities.values():
        yield Text(("criteria.yaml", "quantities", quantity.id, "question"), quantity.question)
    for kind, form in rules.short_forms.items():
        yield Text(("criteria.yaml", "short_forms", kind, "reason"), form.reason)
    yield from _of_evidence(rules)
    yield from _of_cautions(("cautions.yaml", "cautions"), rules.cautions)
    for model in rules.models.values():
        yield from _of_model(model)
    yield from _of_tiers(rules.tiers)
    for hybrid in rules.hybrids.values():
        yield from _of_hybrid(hybrid)


def _of_evidence(rules: Rules) -> Iterator[Text]:
    for row in rules.feature_rows:
        yield Text(("features.yaml", "rows", row.id, "question"), row.question)
    for claim in rules.claims.values():
        yield Text(("claims.yaml", "claims", claim.id, "says"), claim.says)
    for advice in rules.guidance:
        yield Text(("guidance.yaml", "guidance", advice.id, "says"), advice.says)
    for contradiction in rules.contradictions:
        yield Text(
            ("contradictions.yaml", "contradictions", contradiction.id, "says"), contradiction.says
        )


def _of_criterion(criterion: Criterion) -> Iterator[Text]:
    path = ("criteria.yaml", "criteria", criterion.id)
    yield Text((*path, "name"), criterion.name)
    for kind in criterion.asked_of:
        yield Text((*path, "question", kind), criterion.question.said_to(kind))
    for level in criterion.levels:
        for kind in criterion.asked_of:
            yield Text((*path, "levels", level.id, "name", kind), level.name.said_to(kind))
    yield Text((*path, "help"), criterion.help)


def _of_cautions(path: Path, cautions: tuple[Caution, ...]) -> Iterator[Text]:
    for caution in cautions:
        yield Text((*path, caution.id, "says"), caution.says)


def _of_requirements(path: Path, requirements: tuple[Requirement, ...]) -> Iterator[Text]:
    for requirement in requirements:
        yield from _of_requirement((*path, requirement.id), requirement)


def _of_requirement(path: Path, requirement: Requirement) -> Iterator[Text]:
    yield Text((*path, "says"), requirement.says)
    yield Text((*path, "to_close"), requirement.to_close)


def _of_tiers(tiers: Tiers) -> Iterator[Text]:
    if tiers.requirement:
        yield from _of_requirement(("hybrids.yaml", "tiers", "requirement"), tiers.requirement)


def _of_model(model: Model) -> Iterator[Text]:
    file = f"models/{model.id}.yaml"
    yield Text((file, "summary", "says"), model.summary.says)
    for row, feature in model.features.items():
        yield Text((file, "features", row, "says"), feature.says)
    for criterion, levels in model.ratings.items():
        for level, rating in levels.items():
            yield Text((file, "ratings", criterion, level, "reason"), rating.reason)
    for key, sentences in (("pros", model.pros), ("cons", model.cons)):
        for number, sentence in enumerate(sentences):
            yield Text((file, key, number, "says"), sentence.says)
    yield from _of_requirements((file, "requirements"), model.requirements)
    yield from _of_cautions((file, "cautions"), model.cautions)


def _of_hybrid(hybrid: Hybrid) -> Iterator[Text]:
    path: Path = ("hybrids.yaml", "hybrids", hybrid.id)
    for key in ("name", "reason", "serves", "moves"):
        yield Text((*path, key), getattr(hybrid, key))
    yield from _of_requirements((*path, "requirements"), hybrid.requirements)
