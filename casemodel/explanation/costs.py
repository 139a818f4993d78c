"""Staff and money for each alternative: posts, posts that are missing, cost a year, every sum."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from casemodel.engine.assessment import Assessment, RankedStanding
from casemodel.engine.costs import (
    BUDGET,
    CASE_MANAGER_SALARY,
    CLINICIAN_SALARY,
    OVERHEAD,
    TRAVEL,
    PostPrices,
    PostsCase,
    PostSum,
    more_needed,
    post_prices,
    posts_cases,
    present_staff,
)
from casemodel.engine.posts import CASE_MANAGERS, CLIENTS, CLINICIANS
from casemodel.engine.scoring import round_half_up
from casemodel.explanation.cost_values import AlternativeCost, CostCase, Costs, StaffCost
from casemodel.explanation.naming import joined, name_of
from casemodel.explanation.numbers import plain
from casemodel.knowledge.values import Rules
from casemodel.texts.messages import phrase

_HUNDRED = 100


def costs_of(assessment: Assessment) -> Costs | None:
    """Work out posts and money for every alternative; None where the profile has no costs."""
    problem = assessment.problem
    if not problem.profile.costs:
        return None
    figures = {key: Fraction(text) for key, text in problem.profile.costs.items()}
    prices = post_prices(figures)
    budget = _rounded(figures[BUDGET]) if BUDGET in figures else None
    made = tuple(_alternative(assessment, s, prices, budget) for s in assessment.ranking)
    return Costs(
        case_manager=prices.case_manager,
        clinician=prices.clinician,
        budget=budget,
        posts=tuple(_posts(figures, prices)),
        staff=_staff(problem.quantities, prices, budget),
        alternatives=tuple(one for one in made if one.cases),
        notes=tuple(_notes(assessment, figures, made)),
    )


def money(amount: int) -> str:
    """Write a sum with a comma between thousands."""
    return f"{amount:,}"


def _rounded(amount: Fraction) -> int:
    return round_half_up(amount.numerator, amount.denominator)


def _hundredths(number: Fraction) -> str:
    """Write a number of posts with at most two decimals."""
    rounded = Fraction(round_half_up(number.numerator * _HUNDRED, number.denominator), _HUNDRED)
    return f"{float(rounded):.2f}".rstrip("0").rstrip(".")


def _posts(figures: Mapping[str, Fraction], prices: PostPrices) -> Iterator[str]:
    """Write the sum behind the cost of a post, for each kind with a salary."""
    kinds = (
        (CASE_MANAGER_SALARY, prices.case_manager, "costs.case_manager"),
        (CLINICIAN_SALARY, prices.clinician, "costs.clinician"),
    )
    for key, price, name in kinds:
        if price is not None:
            more = [
                phrase(said, amount=_sum(figures[other]))
                for other, said in ((OVERHEAD, "costs.overhead"), (TRAVEL, "costs.travel"))
                if figures.get(other)
            ]
            yield phrase(
                "costs.post",
                post=phrase(name),
                salary=_sum(figures[key]),
                more="".join(more),
                price=money(price),
            )


def _sum(amount: Fraction) -> str:
    return f"{amount.numerator:,}" if amount.denominator == 1 else _hundredths(amount)


def _alternative(
    assessment: Assessment, standing: RankedStanding, prices: PostPrices, budget: int | None
) -> AlternativeCost:
    problem = assessment.problem
    cases = posts_cases(
        problem.rules, standing.way, standing.parts, standing.posts, problem.quantities
    )
    made = tuple(_case(problem.rules, case, prices, budget, problem.quantities) for case in cases)
    return AlternativeCost(standing.id, name_of(problem.rules, standing.id), made)


def _case(
    rules: Rules,
    case: PostsCase,
    prices: PostPrices,
    budget: int | None,
    quantities: Mapping[str, Fraction],
) -> CostCase:
    clients = quantities[CLIENTS]
    year = prices.of(case.posts, case.of_clinicians)
    client = None if year is None else _rounded(Fraction(year) / clients)
    everyone_in = case.everyone_in
    return CostCase(
        everyone_in=everyone_in,
        everyone_in_name=name_of(rules, everyone_in) if everyone_in else "",
        posts=case.posts,
        clinicians=case.of_clinicians,
        more_posts=more_needed(case.asked, quantities.get(CASE_MANAGERS)),
        more_clinicians=more_needed(case.clinicians, quantities.get(CLINICIANS)),
        year=year,
        client=client,
        left=None if year is None or budget is None else budget - year,
        sums=_sums(rules, case),
        sum=""
        if year is None
        else _money_sum(_by_kind(case.posts, case.of_clinicians, prices), year),
    )


def _sums(rules: Rules, case: PostsCase) -> str:
    """Write the sum behind the posts of each part, and the total."""
    several = len(case.sums) > 1
    texts = [_part(rules, one, named=several) for one in case.sums]
    of_clinicians = case.posts == case.of_clinicians
    whole = phrase(
        "costs.clinicians_whole" if of_clinicians else "costs.posts_whole", posts=case.posts
    )
    if case.of_clinicians and not of_clinicians:
        whole = phrase("costs.among", posts=whole, clinicians=case.of_clinicians)
    key = "costs.one_team" if case.one_team else "costs.together"
    return phrase(key, sums=joined(texts) if several else texts[0], whole=whole)


def _part(rules: Rules, one: PostSum, *, named: bool) -> str:
    clients, each = plain(one.clients), one.each
    asked = _hundredths(one.clients / each if each else one.asked)
    if one.clients >= one.least * each:
        text = phrase("costs.part", clients=clients, each=each, asked=asked)
    else:
        text = phrase("costs.part_least", clients=clients, each=each, asked=asked, least=one.least)
    return phrase("costs.named", part=name_of(rules, one.part), text=text) if named else text


_Kinds = tuple[tuple[Fraction, int | None], ...]
"""The number of posts of each kind, and the price of one."""


def _by_kind(posts: Fraction | int, clinicians: Fraction | int, prices: PostPrices) -> _Kinds:
    """Pair posts of case managers who are no clinicians, and of clinicians, with their price."""
    others = Fraction(posts - clinicians)
    return ((others, prices.case_manager), (Fraction(clinicians), prices.clinician))


def _money_sum(kinds: _Kinds, year: int) -> str:
    """Write the sum behind the cost of a year: posts of each kind, times the price."""
    terms = [
        phrase("costs.times", number=_hundredths(number), price=money(price))
        for number, price in kinds
        if number and price is not None
    ]
    return phrase("costs.year_sum", sums=" + ".join(terms) or "0", year=money(year))


def _staff(
    quantities: Mapping[str, Fraction], prices: PostPrices, budget: int | None
) -> StaffCost | None:
    """Work out the cost of today's staff; None where a number or a salary is missing."""
    present = present_staff(quantities)
    if present is None:
        return None
    posts, clinicians = present
    kinds = _by_kind(posts, clinicians, prices)
    if any(number and price is None for number, price in kinds):
        return None
    year = _rounded(sum((number * (price or 0) for number, price in kinds), Fraction(0)))
    left = None if budget is None else budget - year
    return StaffCost(posts, clinicians, year, left, _money_sum(kinds, year))


def _notes(
    assessment: Assessment, figures: Mapping[str, Fraction], made: tuple[AlternativeCost, ...]
) -> Iterator[str]:
    """Say what is missing, and what the figures leave out."""
    problem = assessment.problem
    if CLIENTS not in problem.quantities:
        yield phrase("costs.no_clients")
        return
    for key, name in (
        (CASE_MANAGER_SALARY, "costs.case_manager"),
        (CLINICIAN_SALARY, "costs.clinician"),
    ):
        if key not in figures:
            yield phrase("costs.no_salary", post=phrase(name), key=key)
    if any(not segment.share_known for segment in problem.profile.segments):
        yield phrase("costs.shares")
    stateless = [one.name for one in made if not one.cases]
    if stateless:
        yield phrase("costs.no_caseload", models=joined(stateless))
    yield phrase("costs.only_posts")
