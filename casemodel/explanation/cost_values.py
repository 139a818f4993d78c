"""Posts and money of each alternative, as data. Money is in whole units of a person's own."""

from fractions import Fraction
from typing import NamedTuple


class CostCase(NamedTuple):
    """The cost of one way of filling the posts of an alternative for a year.

    `everyone_in` is the id of the part that serves everyone where people move between parts, and
    `everyone_in_name` its name; else both are empty. `more_posts` and `more_clinicians` are the
    posts to add to today's staff, None where that is not known. `year` is the cost of a year, for
    one client `client`; `left` of the budget is negative where it is not enough. These three are
    None where a figure is missing. `travel` is what travel costs for one post, where models differ
    in it and it is known. `sums` is the sum behind the posts in words, `sum` that behind the money.
    """

    everyone_in: str
    everyone_in_name: str
    posts: int
    clinicians: int
    more_posts: int | None
    more_clinicians: int | None
    year: int | None
    client: int | None
    left: int | None
    travel: int | None
    sums: str
    sum: str


class AlternativeCost(NamedTuple):
    """The posts and the money of one alternative: one case, or two where people move."""

    id: str
    name: str
    cases: tuple[CostCase, ...]


class StaffCost(NamedTuple):
    """The cost of today's staff for a year at the same figures; `left` is of the budget."""

    posts: Fraction
    clinicians: Fraction
    year: int
    left: int | None
    sum: str


class Costs(NamedTuple):
    """Posts and money of every alternative, in the order of the ranking.

    `case_manager` and `clinician` are the cost of a post of each for a year, None without its
    salary. `posts` are the sums behind them, in words. `notes` say what is missing or left out.
    """

    case_manager: int | None
    clinician: int | None
    budget: int | None
    posts: tuple[str, ...]
    staff: StaffCost | None
    alternatives: tuple[AlternativeCost, ...]
    notes: tuple[str, ...]

    def of(self, alternative: str) -> AlternativeCost | None:
        """Find the cost of an alternative; None if it could not be worked out."""
        return next((cost for cost in self.alternatives if cost.id == alternative), None)
