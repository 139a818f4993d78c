"""Posts and money a year: what every alternative asks for, at an organization's own figures.

The cost of a post is its salary, plus overhead in percent of it, plus travel, rounded once to a
whole unit of money; so everything after that adds up as printed. Where travel differs between
models, it is added to the posts of each alternative, rounded by itself: in a tier it is the mean
over its posts, and where one team works in two ways, the larger of the two. Posts are rounded up to
whole ones, those of clinicians by themselves. One team that works in two ways asks for the larger
number of posts of the two. Where people move from one part to the other, nobody knows how many are
in each, so the cost is worked out with everyone in the one part, and with everyone in the other.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from casemodel.engine.posts import CASE_MANAGERS, CLIENTS, CLINICIANS, TierPosts, caseload_of
from casemodel.engine.scoring import round_half_up
from casemodel.knowledge.models import Way
from casemodel.knowledge.values import Rules

CASE_MANAGER_SALARY, CLINICIAN_SALARY = "case_manager_salary", "clinician_salary"
OVERHEAD, TRAVEL, BUDGET = "overhead", "travel", "budget_amount"
_HUNDRED = 100


class PostSum(NamedTuple):
    """The posts that one part asks for: its clients, at most `each` for one post.

    `least` is the smallest number of posts that a part of a tier must have, else 0.
    """

    part: str
    clients: Fraction
    each: int
    asked: Fraction
    by_clinicians: bool
    least: int = 0


class PostsCase(NamedTuple):
    """The posts of one way of filling an alternative, exact: in all, and clinicians among them.

    `sums` are those of its parts. `everyone_in` is the part that serves everyone where people move
    from one part to the other, else empty. `one_team` says that one team works in both ways.
    """

    sums: tuple[PostSum, ...]
    asked: Fraction
    clinicians: Fraction
    everyone_in: str = ""
    one_team: bool = False

    @property
    def posts(self) -> int:
        """The number of whole posts, of clinicians and others."""
        return ceil(self.asked)

    @property
    def of_clinicians(self) -> int:
        """The number of whole posts of clinicians."""
        return ceil(self.clinicians)


class PostPrices(NamedTuple):
    """The cost of a full post for a year, in whole units of money; None without a salary."""

    case_manager: int | None
    clinician: int | None

    def of(self, posts: int, clinicians: int) -> int | None:
        """Give the cost of posts, of which some are clinicians'; None if a salary is missing."""
        if (clinicians and self.clinician is None) or (
            posts > clinicians and self.case_manager is None
        ):
            return None
        return (posts - clinicians) * (self.case_manager or 0) + clinicians * (self.clinician or 0)

    def with_travel(self, travel: int) -> "PostPrices":
        """Give the prices with what travel costs for one post."""
        return PostPrices(*(None if price is None else price + travel for price in self))


def post_prices(costs: Mapping[str, Fraction]) -> PostPrices:
    """Work out what each kind of post costs a year."""
    return PostPrices(_price(costs, CASE_MANAGER_SALARY), _price(costs, CLINICIAN_SALARY))


def _price(costs: Mapping[str, Fraction], salary: str) -> int | None:
    if salary not in costs:
        return None
    exact = costs[salary] * (1 + costs.get(OVERHEAD, Fraction(0)) / _HUNDRED)
    exact += costs.get(TRAVEL, Fraction(0))
    return round_half_up(exact.numerator, exact.denominator)


class Travel(NamedTuple):
    """Cost of travel for one post of a case, in whole units of money.

    `terms` are the posts of each part, in hundredths, and what travel costs for one of them.
    """

    each: int
    terms: tuple[tuple[Fraction, Fraction], ...]


def travel_of(
    case: PostsCase, by_model: Mapping[str, Fraction], for_others: Fraction | None
) -> Travel | None:
    """Work out what travel costs for one post; None where it is not known for a part."""
    costs_by_part = [
        (hundredths(part_sum.asked), by_model.get(part_sum.part, for_others))
        for part_sum in case.sums
    ]
    terms = tuple((posts, cost) for posts, cost in costs_by_part if cost is not None)
    if len(terms) < len(costs_by_part):
        return None
    if case.one_team or len(terms) == 1:
        exact = max(cost for _, cost in terms)
    else:
        exact = sum((p * c for p, c in terms), Fraction(0)) / sum((p for p, _ in terms))
    return Travel(round_half_up(exact.numerator, exact.denominator), terms)


def hundredths(posts: Fraction) -> Fraction:
    """Round a number of posts to hundredths, as it is printed."""
    return Fraction(round_half_up(posts.numerator * _HUNDRED, posts.denominator), _HUNDRED)


def posts_cases(
    rules: Rules,
    way: Way | str,
    parts: tuple[str, ...],
    tier: TierPosts | None,
    quantities: Mapping[str, Fraction],
) -> tuple[PostsCase, ...]:
    """Work out the posts of an alternative: one case, or two where people move between parts.

    Empty where the number of clients is not known, or a part's rules state no caseload.
    """
    clients = quantities.get(CLIENTS)
    if clients is None or any(caseload_of(rules, part) is None for part in parts):
        return ()
    if tier is not None:
        of_parts = tuple(
            PostSum(p.part, p.clients or Fraction(0), p.each, p.asked, p.by_clinicians, tier.least)
            for p in tier.parts
        )
        return (PostsCase(of_parts, tier.asked, tier.clinicians_asked),)
    sums = tuple(_of_all(rules, part, clients) for part in parts)
    if way == "step_down":
        return tuple(_case((part_sum,), everyone_in=part_sum.part) for part_sum in sums)
    return (_case(sums, one_team=len(sums) > 1),)


def _of_all(rules: Rules, part: str, clients: Fraction) -> PostSum:
    requirement = caseload_of(rules, part)
    each = (requirement.clients_each or 1) if requirement else 1
    by_clinicians = requirement is not None and requirement.counted_in == CLINICIANS
    return PostSum(part, clients, each, clients / each, by_clinicians)


def _case(sums: tuple[PostSum, ...], *, everyone_in: str = "", one_team: bool = False) -> PostsCase:
    """Build the case in which the same posts serve everyone: the largest number asked for."""
    most_posts = max(part_sum.asked for part_sum in sums)
    clinicians = max(
        (part_sum.asked for part_sum in sums if part_sum.by_clinicians), default=Fraction(0)
    )
    return PostsCase(sums, most_posts, clinicians, everyone_in, one_team)


def more_needed(needed: Fraction, have: Fraction | None) -> int | None:
    """Give the posts to add to those there are, rounded up; None if these are not known."""
    return None if have is None else max(0, ceil(needed - have))


def present_staff(quantities: Mapping[str, Fraction]) -> tuple[Fraction, Fraction] | None:
    """Give the posts there are: in all, and clinicians among them; None if one is not known."""
    if CASE_MANAGERS not in quantities or CLINICIANS not in quantities:
        return None
    return quantities[CASE_MANAGERS], quantities[CLINICIANS]
