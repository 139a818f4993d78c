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
    more_needed,
    post_prices,
    posts_cases,
    present_staff,
    travel_of,
)
from casemodel.engine.posts import CASE_MANAGERS, CLIENTS, CLINICIANS
from casemodel.engine.ranking import RankedStanding
from casemodel.engine.scoring import round_half_up
from casemodel.explanation.cost_values import AlternativeCost, CostCase, Costs, StaffCost
from casemodel.explanation.naming import joined, name_of
from casemodel.explanation.numbers import plain
from casemodel.knowledge.values import Rules
from casemodel.texts.messages import phrase

_HUNDRED = 100


class _Figures(NamedTuple):
    """The price of a post, the budget, and what travel costs where models differ in it."""

    prices: PostPrices
    budget: int | None
    by_model: Mapping[str, Fraction]
    others: Fraction | None

    def travel(self, case: PostsCase) -> Travel | None:
        """Work out what travel costs for one post; None where models do not differ in it."""
        return travel_of(case, self.by_model, self.others) if self.by_model else None

    def travel_now(self, model: str) -> Fraction | None:
        """Give what travel costs for one post of the model run now; None where it is not known."""
        return self.by_model.get(model, self.others if model else None)


def costs_of(assessment: Assessment) -> Costs | None:
    """Work out posts and money for every alternative; None where the profile has no costs."""
    problem = assessment.problem
    if not problem.profile.costs:
        return None
    figures = {key: Fraction(text) for key, text in problem.profile.costs.items()}
    by_model = {model: Fraction(text) for model, text in problem.profile.travel.items()}
    others = figures.pop(TRAVEL, None) if by_model else None
    prices = post_prices(figures)
    budget = _rounded(figures[BUDGET]) if BUDGET in figures else None
    known = _Figures(prices, budget, by_model, others)
    made = tuple(_alternative(assessment, standing, known) for standing in assessment.ranking)
    return Costs(
        case_manager=prices.case_manager,
        clinician=prices.clinician,
        budget=budget,
        posts=(*_posts(figures, prices), *_travel_by_model(problem.rules, known)),
        staff=_staff(problem.quantities, known, problem.profile.current_model),
        alternatives=tuple(one for one in made if one.cases),
        notes=tuple(_notes(assessment, figures, known, made)),
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


def _travel_by_model(rules: Rules, known: _Figures) -> Iterator[str]:
    """Write what travel costs for one post of each model, where models differ in it."""
    figures = [
        phrase("costs.travel_of", model=name_of(rules, model), amount=_sum(cost))
        for model, cost in known.by_model.items()
    ]
    if known.others is not None:
        figures.append(phrase("costs.travel_others", amount=_sum(known.others)))
    if figures:
        yield phrase("costs.travel_by_model", figures="; ".join(figures))


def _alternative(
    assessment: Assessment, standing: RankedStanding, known: _Figures
) -> AlternativeCost:
    problem = assessment.problem
    cases = posts_cases(
        problem.rules, standing.way, standing.parts, standing.posts, problem.quantities
    )
    made = tuple(_case(problem.rules, case, known, problem.quantities) for case in cases)
    return AlternativeCost(standing.id, name_of(problem.rules, standing.id), made)


def _case(
    rules: Rules, case: PostsCase, known: _Figures, quantities: Mapping[str, Fraction]
) -> CostCase:
    clients = quantities[CLIENTS]
    travel = known.travel(case)
    each = travel.each if travel else 0
    year = known.prices.with_travel(each).of(case.posts, case.of_clinicians)
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
        left=None if year is None or known.budget is None else known.budget - year,
        travel=travel.each if travel else None,
        sums=_sums(rules, case),
        sum="" if year is None else _money_of(case, known.prices, travel, year),
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


def _staff(
    quantities: Mapping[str, Fraction], known: _Figures, current_model: str
) -> StaffCost | None:
    """Work out the cost of today's staff; None where a number or a salary is missing.

    Where models differ in travel, it is that of the model run now, or left out if it is not known.
    """
    present = present_staff(quantities)
    if present is None:
        return None
    posts, clinicians = present
    travel = _rounded(known.travel_now(current_model) or Fraction(0))
    kinds = _by_kind(posts, clinicians, known.prices)
    if any(number and price is None for number, price in kinds):
        return None
    each = [(number, (price or 0) + travel) for number, price in kinds]
    year = _rounded(sum((number * price for number, price in each), Fraction(0)))
    left = None if known.budget is None else known.budget - year
    return StaffCost(posts, clinicians, year, left, _money_sum(kinds, year, travel))


def _notes(
    assessment: Assessment,
    figures: Mapping[str, Fraction],
    known: _Figures,
    made: tuple[AlternativeCost, ...],
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
    if known.by_model:
        scored = problem.rules.scored_models()
        without = [m.name for m in scored if m.id not in known.by_model]
        if without and known.others is None:
            yield phrase("costs.no_travel", models=joined(without))
        if known.travel_now(problem.profile.current_model) is None:
            yield phrase("costs.no_travel_now")
    yield phrase("costs.only_posts")
