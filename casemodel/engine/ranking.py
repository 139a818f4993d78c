"""The ranking: the place of every model and hybrid by score, and what each score is made of."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, NamedTuple

from casemodel.engine.choice import Standing, score
from casemodel.engine.contributions import Contribution, Grounds, contributions
from casemodel.engine.decision_problem import DecisionProblem
from casemodel.engine.deviations import BasisChoice, model_tables
from casemodel.engine.feasibility import Feasibility, feasibility_of
from casemodel.engine.posts import TierPosts
from casemodel.engine.scoring import MIDDLE, TENTHS, in_tenths, reach_of
from casemodel.engine.statements import Match, interval_of, match_of
from casemodel.engine.terms import terms_of, unit_of
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.models import Way
from casemodel.knowledge.values import Rules


class Adjustment(NamedTuple):
    """Points that come from no answer: a hybrid's overhead, negative."""

    id: Literal["overhead"]
    points: Fraction
    tenths: int


class RankedPlace(NamedTuple):
    """The rank of one model or hybrid, and its score, exact and in printed tenths.

    `number` is the position of the alternative; for a tier, of the assignment shown.
    """

    number: int
    id: str
    kind: Literal["model", "hybrid"]
    rank: int
    score: Fraction
    tenths: int


class RankedStanding(NamedTuple):
    """One model or hybrid in the ranking: its score, its rank, and what the score is made of.

    `tenths`, `low`, `high`, `lowest` and `highest` are in tenths of a point. `low` and `high` bound
    the score over every way of answering the open questions; `lowest` and `highest` over all
    answers. `serves` names the part that serves each segment of a tier, and `posts` are the parts'
    posts. `need_points` is the sum of contributions from criteria of the group need. `suits` says
    whether it suits every group of clients. `against` is the share of the clients, from 0 to 1, in
    groups whose needs speak against it. `able` says whether it can be recommended by itself.
    """

    number: int
    id: str
    kind: Literal["model", "hybrid"]
    way: Way | Literal[""]
    parts: tuple[str, ...]
    serves: tuple[str, ...]
    posts: TierPosts | None
    rank: int
    score: Fraction
    tenths: int
    match: Match
    low: int
    high: int
    lowest: int
    highest: int
    need_points: Fraction
    suits: bool
    against: Fraction
    able: bool
    feasibility: Feasibility
    contributions: tuple[Contribution, ...]
    adjustments: tuple[Adjustment, ...]


def reach(rules: Rules, kind: Kind, basis: BasisChoice = "all") -> dict[str, tuple[int, int]]:
    """Give the lowest and highest score each ranked model can get, in tenths of a point."""
    weights = {c.id: c.weight for c in rules.criteria_for(kind)}
    tables = model_tables(rules, kind, basis)
    return {t.model: reach_of(t, weights) for t in tables if t.spread}


def ranked_places(problem: DecisionProblem) -> tuple[RankedPlace, ...]:
    """Rank every alternative once; of a tier the assignment that is shown."""
    standings = {n: s for n, s in enumerate(problem.choice.standings) if s is not None}
    scores = {n: score(problem.setting, problem.table, n, s) for n, s in standings.items()}
    alternatives = problem.setting.alternatives
    ordered = sorted(
        _shown_positions(problem, standings, scores), key=lambda n: (-scores[n], alternatives[n].id)
    )
    printed = [in_tenths(scores[number]) for number in ordered]
    return tuple(
        RankedPlace(
            number=number,
            id=alternatives[number].id,
            kind=alternatives[number].kind,
            rank=1 + printed.index(tenths),
            score=scores[number],
            tenths=tenths,
        )
        for number, tenths in zip(ordered, printed, strict=True)
    )


def _shown_positions(
    problem: DecisionProblem, standings: Mapping[int, Standing], scores: Mapping[int, Fraction]
) -> list[int]:
    """List the position to show for each model and hybrid; of a tier, its best assignment."""
    choice, alternatives = problem.choice, problem.setting.alternatives

    def order(number: int) -> tuple[bool, bool, bool, Fraction, tuple[str, ...]]:
        """Give a sort key: the recommended assignment, then those that can be, then by score."""
        return (
            number != choice.recommended,
            not choice.is_able(number),
            choice.must_suit and not standings[number].suits,
            -scores[number],
            alternatives[number].serves,
        )

    positions: dict[str, int] = {}
    for number in sorted(scores, key=order):
        positions.setdefault(alternatives[number].id, number)
    return list(positions.values())


def ranked_standing(
    problem: DecisionProblem, place: RankedPlace, grounds: Grounds
) -> RankedStanding:
    """Work out the parts of the score of a model or hybrid that has a place.

    Raises ValueError for a tier that is not proposed.
    """
    setting = problem.setting
    number, tenths = place.number, place.tenths
    standing = problem.choice.standings[number]
    if standing is None:
        raise ValueError("Only what is proposed has a standing.")
    alternative = setting.alternatives[number]
    terms = terms_of(problem, number)
    overhead = alternative.overhead
    interval = interval_of(problem, terms, overhead)
    lowest, highest = _reach(problem, number)
    return RankedStanding(
        number=number,
        id=alternative.id,
        kind=alternative.kind,
        way=alternative.way,
        parts=alternative.parts,
        serves=alternative.serves,
        posts=setting.posts[number],
        rank=place.rank,
        score=place.score,
        tenths=tenths,
        match=match_of(problem, terms),
        low=interval.low,
        high=interval.high,
        lowest=lowest,
        highest=highest,
        need_points=Fraction(standing.needs, unit_of(problem.table, setting)),
        suits=standing.suits,
        against=Fraction(standing.against, setting.whole),
        able=problem.choice.is_able(number),
        feasibility=feasibility_of(problem, number),
        contributions=tuple(
            contributions(problem, number, terms, grounds, tenths - (MIDDLE - overhead) * TENTHS)
        ),
        adjustments=(Adjustment("overhead", Fraction(-overhead), -overhead * TENTHS),)
        if overhead
        else (),
    )


def _reach(problem: DecisionProblem, number: int) -> tuple[int, int]:
    """Bound the score over all answers, at the rules' own weights."""
    alternative = problem.setting.alternatives[number]
    weights = {c.id: c.weight for c in problem.rules.criteria_for(problem.profile.kind)}
    ends = [
        reach_of(problem.table.columns[column], weights, alternative.overhead)
        for column in alternative.columns
    ]
    shares, whole = problem.setting.shares, problem.setting.whole
    low = sum(share * low for share, (low, _) in zip(shares, ends, strict=True))
    high = sum(share * high for share, (_, high) in zip(shares, ends, strict=True))
    return in_tenths(Fraction(low, whole * TENTHS)), in_tenths(Fraction(high, whole * TENTHS))
