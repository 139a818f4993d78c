"""The rules as whole numbers: what each answer adds to each model, before it is divided once.

A deviation is a rating less the model's mean on that criterion, times a denominator common to all
criteria of a kind; so deviations are exact whole numbers, and the tables can be written out.
"""

from collections.abc import Mapping
from math import lcm
from typing import Literal, NamedTuple

from casemodel.knowledge.values import Basis, Criterion, Kind, Model, Rating, Rules, Step

BasisChoice = Literal["document", "literature", "all"]

# Which bases of a rating count under each choice.
COUNTED: Mapping[BasisChoice, tuple[Basis, ...]] = {
    "document": ("document",),
    "literature": ("document", "literature"),
    "all": ("document", "literature", "inference"),
}


class ModelTable(NamedTuple):
    """One model's deviations, and its spread: the sum of weight times largest deviation.

    `deviations[criterion][level]` is in the units described above; a criterion on which every level
    deviates by 0 is left out. `spread` is 0 if the counted sources say nothing of the model.
    """

    model: str
    spread: int
    deviations: Mapping[str, Mapping[str, int]]


class Tables(NamedTuple):
    """Everything needed to score profiles of one kind: the rules' weights and one table a model."""

    kind: Kind
    weights: Mapping[str, int]
    models: tuple[ModelTable, ...]


def share_parts(criterion: Criterion) -> tuple[int, ...]:
    """The levels' shares as whole numbers in the right proportion.

    Levels without a share divide evenly what the others leave of 100.
    """
    given = [level.share for level in criterion.levels]
    open_levels = given.count(None)
    if not open_levels:
        return tuple(share or 0 for share in given)
    rest = 100 - sum(share for share in given if share is not None)
    return tuple(rest if share is None else share * open_levels for share in given)


def step_counted(rating: Rating, choice: BasisChoice) -> Step:
    """The step at which a rating counts under a choice.

    Where its basis is left out, what the documents say instead, or else neutral. What they say also
    goes before a step of their own where they alone are asked.
    """
    counts = rating.basis in COUNTED[choice] and (choice != "document" or not rating.documents_say)
    return rating.step if counts else rating.documents_say or "neutral"


def build_tables(rules: Rules, kind: Kind, basis: BasisChoice = "all") -> Tables:
    """Turn the rules into tables for profiles of this kind, counting ratings of these bases."""
    criteria = rules.criteria_for(kind)
    parts = {c.id: share_parts(c) for c in criteria}
    unit = lcm(*(sum(p) for p in parts.values()))
    models = tuple(
        _model_table(rules, model, criteria, parts, unit, basis) for model in rules.scored_models()
    )
    return Tables(kind, {c.id: c.weight for c in criteria}, models)


def _model_table(
    rules: Rules,
    model: Model,
    criteria: tuple[Criterion, ...],
    parts: Mapping[str, tuple[int, ...]],
    unit: int,
    basis: BasisChoice,
) -> ModelTable:
    steps = rules.method.steps
    spread = 0
    deviations: dict[str, Mapping[str, int]] = {}
    for criterion in criteria:
        rated = model.ratings.get(criterion.id)
        if not rated:
            continue
        values = [
            steps[step_counted(rated[level.id], basis)] if level.id in rated else steps["neutral"]
            for level in criterion.levels
        ]
        share = parts[criterion.id]
        total = sum(share)
        weighted = sum(s * v for s, v in zip(share, values, strict=True))
        scale = unit // total
        row = [(value * total - weighted) * scale for value in values]
        if any(row):
            deviations[criterion.id] = {
                level.id: d for level, d in zip(criterion.levels, row, strict=True)
            }
            spread += criterion.weight * max(map(abs, row))
    return ModelTable(model.id, spread, deviations)
