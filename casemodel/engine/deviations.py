"""Ratings as deviations from each model's mean: what an answer adds, before the one division.

A deviation is a rating less the model's mean on that criterion, times a denominator common to all
criteria of a kind. So deviations are exact whole numbers, and the tables can be written out.
"""

from collections.abc import Mapping
from functools import cache
from math import lcm
from typing import Literal, NamedTuple

from casemodel.knowledge.criteria import Criterion, Kind
from casemodel.knowledge.models import Hybrid, Rating, Step
from casemodel.knowledge.sources import Basis
from casemodel.knowledge.values import Rules

BasisChoice = Literal["document", "literature", "all"]

# The bases of ratings that count under each choice.
COUNTED: Mapping[BasisChoice, tuple[Basis, ...]] = {
    "document": ("document",),
    "literature": ("document", "literature"),
    "all": ("document", "literature", "inference"),
}

# By model, then criterion, one whole number for each level in the order of the rules.
RatingNumbers = Mapping[str, Mapping[str, tuple[int, ...]]]


class DeviationTable(NamedTuple):
    """One model's deviations, and its spread: the sum of weight times largest deviation.

    `deviations[criterion][level]` is in the units described above; a criterion on which every level
    deviates by 0 is left out. `largest` is a model's largest deviation by criterion, without its
    sign; it is empty for a hybrid.
    `spread` is 0 if the counted sources say nothing of the model.
    """

    model: str
    spread: int
    deviations: Mapping[str, Mapping[str, int]]
    largest: Mapping[str, int]


def share_parts(criterion: Criterion) -> tuple[int, ...]:
    """Give the levels' shares as whole numbers in the right proportion.

    Levels without a share divide evenly what the others leave of 100.
    """
    shares = [level.share for level in criterion.levels]
    open_levels = shares.count(None)
    if not open_levels:
        return tuple(share or 0 for share in shares)
    remainder = 100 - sum(share for share in shares if share is not None)
    return tuple(remainder if share is None else share * open_levels for share in shares)


def step_counted(rating: Rating, choice: BasisChoice) -> Step:
    """Give the step at which a rating counts under a choice of basis.

    A rating whose basis does not count takes the step that the documents say instead, or is
    neutral. Under `document`, that step goes before the rating's own.
    """
    counts = rating.basis in COUNTED[choice] and (choice != "document" or not rating.documents_say)
    return rating.step if counts else rating.documents_say or "neutral"


def rating_numbers(rules: Rules, kind: Kind, basis: BasisChoice = "all") -> RatingNumbers:
    """Give the number of every level's rating, for each scored model and rated criterion.

    A level without a rating has the number of neutral.
    """
    steps = rules.method.steps
    return {
        model.id: {
            criterion.id: tuple(
                steps[step_counted(rated[level.id], basis)]
                if level.id in rated
                else steps["neutral"]
                for level in criterion.levels
            )
            for criterion in rules.criteria_for(kind)
            if (rated := model.ratings.get(criterion.id))
        }
        for model in rules.scored_models()
    }


class Scale(NamedTuple):
    """The criteria of one kind of profile: levels, shares and the rules' weights.

    `levels[criterion]` gives the position of each level; `shares[criterion]` are whole numbers in
    proportion to the levels' shares; `unit` is the least common multiple of their sums, by which
    deviations are multiplied.
    """

    levels: Mapping[str, Mapping[str, int]]
    shares: Mapping[str, tuple[int, ...]]
    weights: Mapping[str, int]
    unit: int


def scale_of(rules: Rules, kind: Kind) -> Scale:
    """Give the criteria's levels, shares and weights for profiles of this kind."""
    criteria = rules.criteria_for(kind)
    shares = {c.id: share_parts(c) for c in criteria}
    return Scale(
        levels={c.id: {level.id: n for n, level in enumerate(c.levels)} for c in criteria},
        shares=shares,
        weights={c.id: c.weight for c in criteria},
        unit=lcm(*(sum(s) for s in shares.values())),
    )


def deviation_table(
    model: str,
    numbers: Mapping[str, tuple[int, ...]],
    scale: Scale,
    only: Mapping[str, frozenset[str]] | None = None,
) -> DeviationTable:
    """Measure one model's rating numbers against its own mean on each criterion.

    The table has all levels, or `only` those that will be asked of it.
    """
    spread = 0
    deviations: dict[str, Mapping[str, int]] = {}
    largest: dict[str, int] = {}
    for criterion, values in numbers.items():
        row, most = _deviation_row(values, scale.shares[criterion], scale.unit)
        if most:
            largest[criterion] = most
            spread += scale.weights[criterion] * most
            places = scale.levels[criterion]
            if levels := places if only is None else only.get(criterion):
                deviations[criterion] = {level: row[places[level]] for level in levels}
    return DeviationTable(model, spread, deviations, largest)


@cache  # stability asks for the same few rows in every try
def _deviation_row(
    values: tuple[int, ...], shares: tuple[int, ...], unit: int
) -> tuple[tuple[int, ...], int]:
    """Give the deviation of every level of one criterion, and the largest without its sign."""
    total = sum(shares)
    weighted = sum(share * value for share, value in zip(shares, values, strict=True))
    row = tuple((value * total - weighted) * (unit // total) for value in values)
    return row, max(map(abs, row))


def model_tables(
    rules: Rules, kind: Kind, basis: BasisChoice = "all"
) -> tuple[DeviationTable, ...]:
    """Give the deviations of every scored model for profiles of this kind."""
    scale = scale_of(rules, kind)
    numbers = rating_numbers(rules, kind, basis)
    return tuple(deviation_table(model, rated, scale) for model, rated in numbers.items())


def blended_table(
    hybrid: Hybrid, first: DeviationTable, second: DeviationTable, weights: Mapping[str, int]
) -> DeviationTable:
    """Build the deviations of a hybrid in which one team works both ways, in half the parts' units.

    A criterion takes the deviations and the largest deviation of the part that leads there;
    elsewhere the mean of both parts' (largest deviations averaged, not worked out again).
    """
    leads = {c: first if part == first.model else second for c, part in hybrid.leads.items()}
    spread = first.spread + second.spread
    for criterion, lead in leads.items():
        if weight := weights.get(criterion):
            of_both = first.largest.get(criterion, 0) + second.largest.get(criterion, 0)
            spread += weight * (2 * lead.largest.get(criterion, 0) - of_both)
    of_first, of_second = first.deviations, second.deviations
    rows: dict[str, Mapping[str, int]] = {}
    for criterion in {**of_first, **of_second}:
        if criterion in leads:
            row = added = leads[criterion].deviations.get(criterion)
        else:
            row, added = of_first.get(criterion), of_second.get(criterion)
        if row and added:
            row = {level: deviation + added[level] for level, deviation in row.items()}
        row = row or added
        if row and any(row.values()):
            rows[criterion] = row
    return DeviationTable(hybrid.id, spread, rows, {})
