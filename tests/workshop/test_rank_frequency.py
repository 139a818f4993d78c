"""Which model can come first, on rules of a few lines."""

from collections import Counter
from fractions import Fraction
from itertools import product
from random import Random

import pytest

from casemodel.knowledge.values import Rules
from casemodel.workshop import rank_frequency as firsts
from casemodel.workshop.rank_frequency import Field, can_lead, field_of, first_places, separates
from tests.engine.making import criterion_of, model_of, rated_as, rules_of

CLOSE = model_of("close", need={"high": rated_as("fit")})
LIGHT = model_of("light", need={"low": rated_as("fit")}, money={"tight": rated_as("fit")})


def _rules(high: int | None = None, tight: int | None = None) -> Rules:
    return rules_of(
        (CLOSE, LIGHT, model_of("silent")),
        (
            criterion_of("need", "need", 2, low=None, high=high),
            criterion_of("money", "capacity", 1, tight=tight, ample=None),
            criterion_of("other", "goal", 1, no=None, yes=None),
        ),
    )


def test_points_of_all_side_by_side() -> None:
    """`close` moves by 50 points on need; `light` by two thirds of 50 there and one on money."""
    field = field_of(_rules(), "client")
    assert field.models == ("close", "light")
    points = {
        (criterion, level): tuple(Fraction(n, field.unit) for n in row)
        for criterion, rows in field.points.items()
        for level, row in rows.items()
    }
    third = Fraction(50, 3)
    assert points == {
        ("need", "low"): (-50, 2 * third),
        ("need", "high"): (50, -2 * third),
        ("money", "tight"): (0, third),
        ("money", "ample"): (0, -third),
        ("other", "no"): (0, 0),
        ("other", "yes"): (0, 0),
    }


def test_profiles_are_drawn_by_the_shares() -> None:
    drawn = firsts.drawn_answers(_rules(high=100, tight=0), "client", 30, Random(1))
    assert (set(drawn["need"]), set(drawn["money"])) == ({"high"}, {"ample"})
    assert set(drawn["other"]) == {"no", "yes"}
    counts = first_places(_rules(high=25), "client", 1000)
    assert 200 < counts["close"] < 300
    assert counts["close"] + counts["light"] == 1000


def test_as_many_as_asked_and_others_by_another_seed() -> None:
    counts, others = (first_places(_rules(), "client", 200, seed) for seed in (1, 2))
    assert counts != others
    assert counts == first_places(_rules(), "client", 200, 1)
    assert sum(first_places(_rules(), "client", 7).values()) == 7
    assert sum(first_places(_rules(), "client").values()) == firsts.PROFILES


def test_equal_in_print_are_both_first() -> None:
    """One has a hair more on everything; printed in tenths they are the same."""
    criteria = (
        criterion_of("need", "need", 2000, low=None, high=None),
        criterion_of("money", "capacity", 1, tight=None, ample=None),
    )
    both = {"need": {"high": rated_as("fit")}}
    more = model_of("more", **both, money={"ample": rated_as("fit")})
    rules = rules_of((more, model_of("less", **both)), criteria)
    assert first_places(rules, "client", 20) == {"more": 20, "less": 20}
    turned = rules._replace(criteria={c.id: c._replace(weight=1) for c in criteria})
    counts = first_places(turned, "client", 200)
    assert min(counts.values()) < 200


def test_no_criteria_and_no_models() -> None:
    assert first_places(rules_of((), ()), "client", 5) == {}
    empty = Field(("a", "b"), 1, {})
    assert firsts._tenths(empty, 0, {}, 3) == [500, 500, 500]
    assert can_lead(Field(("a",), 1, {"c": {"l": (-1,)}})) == {"a": "yes"}


LEADS = (((0, 2), (1, -3)), ((1, -2), (-2, 2)), ((-1, -3), (-1, 0)))
"""By how much a model leads two rivals. Only with the first, first and second it leads both, by
nothing; no single change for the better goes there.
"""


def _of(leads: tuple[tuple[tuple[int, int], ...], ...]) -> Field:
    """Models of which the first leads by so much."""
    points = {
        str(number): {str(level): (0, -b, -c) for level, (b, c) in enumerate(row)}
        for number, row in enumerate(leads)
    }
    return Field(("a", "b", "c"), 1, points)


def test_every_profile_is_searched_where_climbing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    assert can_lead(_of(LEADS))["a"] == "yes"
    assert can_lead(_of((*LEADS, ((0, -1), (-1, 0)))))["a"] == "no"
    monkeypatch.setattr(firsts, "_MOST_STEPS", 0)
    assert can_lead(_of(LEADS))["a"] == "not_found"


def test_the_search_finds_what_trying_everything_finds() -> None:
    """So does climbing, in nine of ten; and never what is not there."""
    random, search_results = Random(51), Counter[tuple[bool, bool]]()
    for _ in range(2_000):
        rows = [
            [(random.randint(-3, 3), random.randint(-3, 3)) for _ in range(random.choice((2, 3)))]
            for _ in range(random.choice((2, 3, 4)))
        ]
        there = any(
            min(map(sum, zip(*combination, strict=True))) >= 0 for combination in product(*rows)
        )
        assert firsts._search(rows, 2) == ("yes" if there else "no"), rows
        search_results[there, firsts._climbs_to_first(rows, (0, 1))] += 1
    assert search_results[False, True] == 0
    assert search_results[True, False] * 9 < search_results[True, True]
    assert search_results[False, False] > 200


def test_a_search_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three can never be beaten, each by one of the others; that takes three looks to see."""
    beaten = Field(("a", "b", "c"), 1, {"p": {"1": (0, 2, -1), "2": (0, -1, 2)}})
    assert can_lead(beaten)["a"] == "no"
    monkeypatch.setattr(firsts, "_MOST_STEPS", 3)
    assert can_lead(beaten)["a"] == "not_found"
    monkeypatch.setattr(firsts, "_MOST_STEPS", 4)
    assert can_lead(beaten)["a"] == "no"


def test_what_climbing_finds_is_not_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Level with others is first too."""
    monkeypatch.setattr(firsts, "_MOST_STEPS", 0)
    level = Field(("a", "b"), 1, {"p": {"1": (0, 1), "2": (1, 1)}})
    assert can_lead(level) == {"a": "yes", "b": "yes"}
    steps = Field(("a", "b", "c"), 1, {
        "p": {"1": (0, 9, 0), "2": (0, -1, 1)}, "q": {"1": (0, 0, 9), "2": (0, 1, -1)},
    })  # fmt: skip
    assert can_lead(steps)["a"] == "yes"


def test_what_tells_models_apart() -> None:
    field = Field(
        ("a", "b"), 1, {"same": {"1": (1, 1), "2": (2, 2)}, "apart": {"1": (1, 1), "2": (1, 2)}}
    )
    assert [separates(field, c) for c in ("same", "apart")] == [False, True]
    drawn_field = field_of(_rules(), "client")
    assert [separates(drawn_field, c) for c in ("need", "money", "other")] == [True, True, False]
