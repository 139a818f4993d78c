"""Staff and money for each alternative: posts, posts that are missing, cost a year, every sum."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from casemodel.engine.assessment import Assessment
from casemodel.engine.costs import (
    BUDGET,
    CASE_MANAGER_SALARY,
    CLINICIAN_SALARY,
    OVERHEAD,
    TRAVEL,
    PostPrices,
    PostsCase,
    PostSum,
    Travel,
    hundredths,
    more_needed,
    post_prices,
    posts_cases,
    present_staff,
    travel_of,
)
from casemodel.engine.decision_problem import DecisionProblem
from casemodel.engine.posts import CASE_MANAGERS, CLIENTS, CLINICIANS
from casemodel.engine.ranking import RankedStanding
from casemodel.engine.scoring import round_half_up
from casemodel.explanation.cost_values import AlternativeCost, CostCase, Costs, StaffCost
from casemodel.explanation.naming import joined, name_of
from casemodel.explanation.numbers import plain
from casemodel.knowledge.values import Rules
from casemodel.texts.messages import phrase


class _PriceList(NamedTuple):
    """The price of a post, the budget, and what travel costs where models differ in it.

    `for_others` is what travel costs for the models that are not in `by_model`.
    """

    prices: PostPrices
    budget: int | None
    by_model: Mapping[str, Fraction]
    for_others: Fraction | None

    def travel(self, case: PostsCase) -> Travel | None:
        """Work out what travel costs for one post; None where models do not differ in it."""
        return travel_of(case, self.by_model, self.for_others) if self.by_model else None

    def travel_now(self, model: str) -> Fraction | None:
        """Give what travel costs for one post of the model run now; None where it is not known."""
        return self.by_model.get(model, self.for_others if model else None)


def costs_of(assessment: Assessment) -> Costs:
    """Work out posts and money for every alternative, from the profile's figures for costs."""
    problem = assessment.problem
    figures = {key: Fraction(text) for key, text in problem.profile.costs.items()}
    by_model = {model: Fraction(text) for model, text in problem.profile.travel.items()}
    for_others = figures.pop(TRAVEL, None) if by_model else None
    prices = post_prices(figures)
    budget = _rounded(figures[BUDGET]) if BUDGET in figures else None
    price_list = _PriceList(prices, budget, by_model, for_others)
    alternatives = tuple(
        _alternative(assessment, standing, price_list) for standing in assessment.ranking
    )
    return Costs(
        case_manager=prices.case_manager,
        clinician=prices.clinician,
        budget=budget,
        posts=(*_posts(figures, prices), *_travel_by_model(problem.rules, price_list)),
        staff=_staff(problem.quantities, price_list, _run_now(problem)),
        alternatives=tuple(alternative for alternative in alternatives if alternative.cases),
        notes=tuple(_notes(assessment, figures, price_list, alternatives)),
    )


def money(amount: int) -> str:
    """Write a sum with a comma between thousands."""
    return f"{amount:,}"


def _rounded(amount: Fraction) -> int:
    return round_half_up(amount.numerator, amount.denominator)


def _hundredths(number: Fraction) -> str:
    """Write a number of posts with at most two decimals."""
    return f"{float(hundredths(number)):.2f}".rstrip("0").rstrip(".")


def _posts(figures: Mapping[str, Fraction], prices: PostPrices) -> Iterator[str]:
    """Write the sum behind the cost of a post, for each kind with a salary."""
    kinds = (
        (CASE_MANAGER_SALARY, prices.case_manager, "costs.case_manager"),
        (CLINICIAN_SALARY, prices.clinician, "costs.clinician"),
    )
    for key, price, name in kinds:
        if price is not None:
            additions = [
                phrase(template, amount=_sum(figures[figure]))
                for figure, template in ((OVERHEAD, "costs.overhead"), (TRAVEL, "costs.travel"))
                if figures.get(figure)
            ]
            yield phrase(
                "costs.post",
                post=phrase(name),
                salary=_sum(figures[key]),
                more="".join(additions),
                price=money(price),
            )


def _sum(amount: Fraction) -> str:
    return f"{amount.numerator:,}" if amount.denominator == 1 else _hundredths(amount)


def _travel_by_model(rules: Rules, price_list: _PriceList) -> Iterator[str]:
    """Write what travel costs for one post of each model, where models differ in it."""
    figures = [
        phrase("costs.travel_of", model=name_of(rules, model), amount=_sum(cost))
        for model, cost in price_list.by_model.items()
    ]
    if price_list.for_others is not None:
        figures.append(phrase("costs.travel_others", amount=_sum(price_list.for_others)))
    if figures:
        yield phrase("costs.travel_by_model", figures="; ".join(figures))


def _alternative(
    assessment: Assessment, standing: RankedStanding, price_list: _PriceList
) -> AlternativeCost:
    problem = assessment.problem
    cases = posts_cases(
        problem.rules, standing.way, standing.parts, standing.posts, problem.quantities
    )
    cost_cases = tuple(_case(problem.rules, case, price_list, problem.quantities) for case in cases)
    return AlternativeCost(standing.id, name_of(problem.rules, standing.id), cost_cases)


def _case(
    rules: Rules, case: PostsCase, price_list: _PriceList, quantities: Mapping[str, Fraction]
) -> CostCase:
    clients = quantities[CLIENTS]
    travel = price_list.travel(case)
    travel_each = travel.each if travel else 0
    year = price_list.prices.with_travel(travel_each).of(case.posts, case.of_clinicians)
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
        left=None if year is None or price_list.budget is None else price_list.budget - year,
        travel=travel.each if travel else None,
        sums=_sums(rules, case),
        sum="" if year is None else _money_of(case, price_list.prices, travel, year),
    )


def _money_of(case: PostsCase, prices: PostPrices, travel: Travel | None, year: int) -> str:
    """Write the sum behind the money of a case, after that behind the travel of its parts."""
    kinds = _by_kind(case.posts, case.of_clinicians, prices)
    if travel is None:
        return _money_sum(kinds, year)
    text = _money_sum(kinds, year, travel.each)
    if len({cost for _, cost in travel.terms}) == 1:
        return text
    if case.one_team:
        mean = phrase("costs.travel_larger", figures=joined([_sum(c) for _, c in travel.terms]))
    else:
        mean = phrase(
            "costs.travel_mean",
            sums=" + ".join(
                phrase("costs.times", number=_hundredths(posts), price=_sum(cost))
                for posts, cost in travel.terms
            ),
            posts=_hundredths(sum((posts for posts, _ in travel.terms), Fraction(0))),
            travel=money(travel.each),
        )
    return f"{mean} {text}"


def _sums(rules: Rules, case: PostsCase) -> str:
    """Write the sum behind the posts of each part, and the total."""
    several = len(case.sums) > 1
    texts = [_part(rules, part_sum, named=several) for part_sum in case.sums]
    of_clinicians = case.posts == case.of_clinicians
    whole = phrase(
        "costs.clinicians_whole" if of_clinicians else "costs.posts_whole", posts=case.posts
    )
    if case.of_clinicians and not of_clinicians:
        whole = phrase("costs.among", posts=whole, clinicians=case.of_clinicians)
    key = "costs.one_team" if case.one_team else "costs.together"
    return phrase(key, sums=joined(texts) if several else texts[0], whole=whole)


def _part(rules: Rules, part_sum: PostSum, *, named: bool) -> str:
    clients, each = plain(part_sum.clients), part_sum.each
    posts = _hundredths(part_sum.clients / each if each else part_sum.asked)
    if part_sum.clients >= part_sum.least * each:
        text = phrase("costs.part", clients=clients, each=each, asked=posts)
    else:
        text = phrase(
            "costs.part_least", clients=clients, each=each, asked=posts, least=part_sum.least
        )
    return phrase("costs.named", part=name_of(rules, part_sum.part), text=text) if named else text


_Kinds = tuple[tuple[Fraction, int | None], ...]
"""The number of posts of each kind, and the price of one."""


def _by_kind(posts: Fraction | int, clinicians: Fraction | int, prices: PostPrices) -> _Kinds:
    """Pair posts of case managers who are no clinicians, and of clinicians, with their price."""
    case_managers = Fraction(posts - clinicians)
    return ((case_managers, prices.case_manager), (Fraction(clinicians), prices.clinician))


def _money_sum(kinds: _Kinds, year: int, travel: int = 0) -> str:
    """Write the sum behind the cost of a year: posts of each kind, times the price and travel."""
    terms = [
        _times(_hundredths(number), money(price), money(travel) if travel else "")
        for number, price in kinds
        if number and price is not None
    ]
    return phrase("costs.year_sum", sums=" + ".join(terms) or "0", year=money(year))


def _times(number: str, price: str, travel: str) -> str:
    if not travel:
        return phrase("costs.times", number=number, price=price)
    return phrase("costs.times_with_travel", number=number, price=price, travel=travel)


def _run_now(problem: DecisionProblem) -> str:
    """Give the model or hybrid run now, or the family; empty if the profile names none."""
    return problem.rules.counted_as(problem.profile.current_model)


def _staff(
    quantities: Mapping[str, Fraction], price_list: _PriceList, current_model: str
) -> StaffCost | None:
    """Work out the cost of today's staff; None where a number or a salary is missing.

    Where models differ in travel, it is that of the model run now, or left out if it is not known.
    """
    present = present_staff(quantities)
    if present is None:
        return None
    posts, clinicians = present
    travel = _rounded(price_list.travel_now(current_model) or Fraction(0))
    kinds = _by_kind(posts, clinicians, price_list.prices)
    if any(number and price is None for number, price in kinds):
        return None
    priced_posts = [(number, (price or 0) + travel) for number, price in kinds]
    year = _rounded(sum((number * price for number, price in priced_posts), Fraction(0)))
    budget_left = None if price_list.budget is None else price_list.budget - year
    return StaffCost(posts, clinicians, year, budget_left, _money_sum(kinds, year, travel))


def _notes(
    assessment: Assessment,
    figures: Mapping[str, Fraction],
    price_list: _PriceList,
    alternatives: tuple[AlternativeCost, ...],
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
    stateless = [alternative.name for alternative in alternatives if not alternative.cases]
    if stateless:
        yield phrase("costs.no_caseload", models=joined(stateless))
    if price_list.by_model:
        scored = problem.rules.scored_models()
        without = [m.name for m in scored if m.id not in price_list.by_model]
        if without and price_list.for_others is None:
            yield phrase("costs.no_travel", models=joined(without))
        if price_list.travel_now(_run_now(problem)) is None:
            yield phrase("costs.no_travel_now")
    yield phrase("costs.only_posts")
