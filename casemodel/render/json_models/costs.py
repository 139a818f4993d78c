"""Staff and money, as part of the answer of `recommend`."""

from dataclasses import dataclass

from casemodel.explanation.cost_values import CostCase, Costs
from casemodel.pages.costs import sums_of
from casemodel.render.json_models.base import filled


@dataclass(frozen=True, kw_only=True)
class CostCaseData:
    """The cost of one way of filling an alternative's posts for a year, in whole units of money.

    `everyone_in` is the part that serves everyone where people move between parts, else null.
    `clinicians` are among the `posts`. Posts to hire and sums are null where a figure is missing;
    `left` of the budget is negative where it is not enough. `travel` is that for one post, where
    models differ in it, else null. `sums` say how it comes about.
    """

    everyone_in: str | None
    posts: int
    clinicians: int
    more_posts: int | None
    more_clinicians: int | None
    year: int | None
    client: int | None
    left: int | None
    travel: int | None
    sums: str


@dataclass(frozen=True, kw_only=True)
class AlternativeCostData:
    """The posts and the money of one alternative: one case, or two where people move."""

    id: str
    cases: tuple[CostCaseData, ...]


@dataclass(frozen=True, kw_only=True)
class StaffCostData:
    """The cost of today's staff for a year, at the same figures."""

    posts: float
    clinicians: float
    year: int
    left: int | None


@dataclass(frozen=True, kw_only=True)
class CostsData:
    """Staff and money at the organization's own figures; a post's price is null without a salary.

    `posts` say how these come about; `notes` say what is missing, and what is left out.
    """

    case_manager: int | None
    clinician: int | None
    budget: int | None
    posts: tuple[str, ...]
    staff: StaffCostData | None
    alternatives: tuple[AlternativeCostData, ...]
    notes: tuple[str, ...]


def costs_data(costs: Costs) -> CostsData:
    """Staff and money as data."""
    alternatives = tuple(
        AlternativeCostData(id=alternative.id, cases=tuple(map(_case, alternative.cases)))
        for alternative in costs.alternatives
    )
    return filled(CostsData, costs, alternatives=alternatives)


def _case(case: CostCase) -> CostCaseData:
    return filled(CostCaseData, case, sums=sums_of(case))
