"""Axioms 35 and 36, and other weights: where first place changes, and how often."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from math import log2, sqrt
from random import Random

import pytest
from casemodel.engine.drawing import FACTORS, Acceptability, acceptability
from casemodel.engine.stability import Flip

from casemodel.engine import drawing
from tests.laws.looks import all_levels, assessed, considered
from tests.laws.recipes import Case, seeded, seeded_case
from tests.laws.strategies import over_generated, over_shipped
from tests.laws.weighed import ABOVE_50, Weighed, Weight, first_of

ENOUGH = 9_604  # draws for 0.01 at 95%: 1.96² / (4 · 0.01²)


def check_flips(case: Case, pick: int) -> None:
    """The factors at which first place changes are these, and there are no others."""
    del pick
    weighed, found = Weighed(case), assessed(case)
    usual = weighed.best({})
    if len(usual) < 2:
        assert not found.flips
        return
    first = first_of(weighed, found.recommended)
    if found.standing(first).way == "tiered":
        return  # told of the assignment that is shown; another may keep it first
    check_factors(weighed, found.flips, first)


def check_factors(weighed: Weighed, flips: tuple[Flip, ...], first: str) -> bool:
    """At the reported factor the two are level, or one of them comes to print above 50; short of it
    nobody passes the first; beyond it the other is ahead. Where none is reported, nobody passes.

    False if the first is only level in print, where none of this need be so.
    """
    usual = weighed.best({})
    if usual[first] < max(usual.values()):
        return False
    told = {flip.criterion: flip for flip in flips}
    answered = {weighed.oracle.board.asked[q].criterion for q in weighed.oracle.levels}
    for criterion in weighed.weights:
        flip = told.get(criterion)
        if weighed.weights[criterion] == sum(weighed.weights.values()):
            assert flip is None
            continue
        if criterion not in answered:
            assert flip is None
            continue
        for factor, to, end in (
            (flip and flip.lower, flip and flip.lower_to, Fraction(0)),
            (flip and flip.higher, flip and flip.higher_to, Fraction(10**9)),
        ):
            reached = end if factor is None else factor
            short = ((1 + reached) / 2, 1 + (reached - 1) * Fraction(999, 1000))
            for at in (*short, end) if factor is None else short:
                scores = weighed.best({criterion: at})
                stays = scores[first] >= max(scores.values()) or _within(scores, first, at, end)
                assert stays or (at == 0 and _just_above(weighed, {criterion: at}))
            if factor is not None:
                assert _level(weighed, criterion, factor, first, str(to))
                outward = Fraction(1 if end else -1, 10**6)
                beyond = weighed.best({criterion: factor * (1 + outward)})
                assert beyond[str(to)] > beyond[first]
    return True


def _level(weighed: Weighed, criterion: str, factor: Fraction, first: str, to: str) -> bool:
    """Whether two are level at a factor, or one of them only just prints above 50."""
    scores = weighed.scores({criterion: factor})
    of_first, of_other = (
        [(i, score.less) for i, score in scores.items() if weighed.oracle.ids[i] == id_]
        for id_ in (first, to)
    )
    return any(one == other for _, one in of_first for _, other in of_other) or any(
        less + weighed.margin(i) == ABOVE_50 for i, less in [*of_first, *of_other]
    )


def _just_above(weighed: Weighed, factors: dict[str, Fraction]) -> bool:
    """Whether something prints above 50 by nothing: at a weight of 0 alone that is no change."""
    return any(
        score.less + weighed.margin(i) == ABOVE_50 for i, score in weighed.scores(factors).items()
    )


def _within(scores: dict[str, Weight], first: str, at: Fraction, end: Fraction) -> bool:
    """At a thousand million times the weight, or at none, a difference of nothing is none."""
    behind = max(score.less for score in scores.values()) - scores[first].less
    return at == end == 10**9 and behind < Fraction(1, 10**6)


def check_shares(case: Case, pick: int) -> None:
    """Shares add up; the same seed gives the same table; what is dominated is never first."""
    del pick
    found = assessed(case)
    table, draws = found.acceptability, case.options.draws
    if not found.ranking:
        assert table == Acceptability(0, {})
        return
    assert table.draws == draws == sum(table.firsts.values())
    assert all(0 < count <= draws for count in table.firsts.values())
    assert assessed(case).acceptability == table
    weighed = Weighed(case)
    for id_ in set(weighed.oracle.ids):
        if _dominated(weighed, id_):
            assert id_ not in table.firsts


def _dominated(weighed: Weighed, id_: str) -> bool:
    """Whether each way of an alternative has less on everything than one of another.

    A hybrid is so only if it has less even without the margin it must lead by.
    """
    ids = weighed.oracle.ids
    ways = [i for i in weighed.contenders if ids[i] == id_]
    others = [i for i in weighed.contenders if ids[i] != id_]

    def below(i: int, other: int) -> bool:
        allowed = max(Fraction(0), weighed.margin(i) - weighed.margin(other))
        ahead = [weighed.start[other] - weighed.start[i] - allowed]
        ahead += [part[other] - part[i] for part in weighed.parts.values()]
        return min(ahead) >= 0 < max(ahead)

    return all(any(below(i, other) for other in others) for i in ways)


def check_point(case: Case, pick: int) -> None:
    """With every factor 1 the first of the plain ranking is always first."""
    del pick
    found = assessed(case)
    weighed = Weighed(case)
    if not found.ranking:
        return
    with pytest.MonkeyPatch.context() as patch:
        _only(patch, 1024)
        table = assessed(case).acceptability
    usual = weighed.best({})
    highest = max(usual.values())
    assert all(usual.get(id_) == highest for id_ in table.firsts)
    if found.recommended:
        assert usual[found.recommended].fits
        assert highest.less - usual[found.recommended].less < Fraction(1, 10)  # level in print


def _only(patch: pytest.MonkeyPatch, *factors: int) -> None:
    """Draw from these factors only."""
    drawn = (factors * 256)[:256]
    patch.setattr(drawing, "FACTORS", drawn)
    patch.setattr(drawing, "_LOW", bytes(f % 256 for f in drawn))
    patch.setattr(drawing, "_HIGH", bytes(f // 256 for f in drawn))


def slowly(weighed: Weighed, draws: int, random: Random) -> Counter[str]:
    """First places over plausible weightings, one after the other."""
    firsts: Counter[str] = Counter()
    for _ in range(draws):
        factors = {c: Fraction(random.choice(FACTORS), 1024) for c in weighed.weights}
        scores = weighed.best(factors)
        firsts[max(scores, key=lambda id_: scores[id_])] += 1
    return firsts


def unclear_cases(count: int) -> Iterator[Case]:
    """Cases in which weights decide."""
    random = seeded(35)
    while count:
        case = seeded_case(random)
        found = assessed(case._replace(options=case.options._replace(draws=200)))
        if found.ranking and max(found.acceptability.firsts.values()) < 190:
            count -= 1
            yield case


def test_sampling_agrees_with_a_slow_one() -> None:
    for number, case in enumerate(unclear_cases(12)):
        weighed = Weighed(case)
        first = first_of(weighed, assessed(case).recommended)
        index = next(
            i
            for i in sorted(weighed.contenders, key=lambda i: weighed.scores({})[i], reverse=True)
            if weighed.oracle.ids[i] == first
        )
        choice = weighed.oracle.engine.choice
        quick = acceptability(choice, weighed.oracle.levels, index, draws=2_000).firsts
        slow = slowly(weighed, 500, Random(number))
        for id_ in {*quick, *slow}:
            one, other = quick.get(id_, 0) / 2_000, slow[id_] / 500
            middle = (quick.get(id_, 0) + slow[id_]) / 2_500
            error = sqrt(middle * (1 - middle) * (1 / 2_000 + 1 / 500))
            assert abs(one - other) <= 4 * error + 0.002, (quick, slow)


def exact_area(ratio: float) -> float:
    """The part of log-uniform factors f, g in [1/2, 2] with f > ratio · g."""
    apart = min(2.0, abs(log2(ratio))) if ratio else 2.0
    less = (2 - apart) ** 2 / 8
    return less if ratio > 1 else 1 - less


def two_criteria() -> Iterator[tuple[Case, str, float]]:
    """Cases of two criteria and two models that each lead on one, and the exact share of one."""
    random = seeded(36)
    found = 0
    while found < 6:
        case = seeded_case(random)
        weighed = Weighed(case)
        levels = {weighed.oracle.board.asked[q].criterion for q in all_levels(case)}
        ids = {weighed.oracle.ids[i] for i in weighed.contenders}
        if len(weighed.parts) != 2 or len(levels) != 2 or len(ids) != 2 or case.rules.hybrids:
            continue
        one, other = weighed.contenders
        leads = [part[one] - part[other] for part in weighed.parts.values()]
        if leads[0] * leads[1] < 0 and Fraction(1, 4) < -leads[1] / leads[0] < 4:
            found += 1
            area = exact_area(float(-leads[1] / leads[0]))
            yield case, weighed.oracle.ids[one], area if leads[0] > 0 else 1 - area


def test_two_criteria_have_the_exact_area() -> None:
    for case, id_, area in two_criteria():
        many = case._replace(options=case.options._replace(draws=ENOUGH))
        share = assessed(many).acceptability.firsts.get(id_, 0) / ENOUGH
        assert abs(share - area) <= 0.01, (share, area)


def test_the_factors_are_log_uniform() -> None:
    assert len(FACTORS) == 256
    assert tuple(sorted(FACTORS)) == FACTORS
    assert abs(FACTORS[0] - 512) <= 3
    assert abs(FACTORS[-1] - 2048) <= 6
    for low, high in zip(FACTORS, reversed(FACTORS), strict=True):
        assert abs(low * high / 1024**2 - 1) < 0.002


def test_more_draws_are_drawn() -> None:
    case = next(unclear_cases(1))
    for draws in (1, 7, 1_000):
        found = assessed(case._replace(options=case.options._replace(draws=draws)))
        assert sum(found.acceptability.firsts.values()) == found.acceptability.draws == draws
    assert considered(case).winner == assessed(case).case.winner


test_flips = over_generated(check_flips)
test_flips_shipped = over_shipped(check_flips)
test_shares = over_generated(check_shares)
test_shares_shipped = over_shipped(check_shares)
test_point = over_generated(check_point)
test_point_shipped = over_shipped(check_point)
