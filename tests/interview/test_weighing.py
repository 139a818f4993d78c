"""Comparisons of two at a time: every pair once, circles noticed, an order without doubt."""

from fractions import Fraction
from itertools import combinations, permutations
from random import Random

import pytest

from casemodel.interview.weighing import (
    MOST,
    begin_weighing,
    circles,
    consistence,
    order_of,
    pairs_of,
    weigh_step,
)

THINGS = ("a", "b", "c", "d", "e")


def won(order):
    """Every pair won by what comes first in an order."""
    return {pair: min(pair, key=order.index) for pair in pairs_of(sorted(order))}


@pytest.mark.parametrize("count", range(2, MOST + 1))
def test_every_pair_is_compared_once_and_never_more_than_a_dozen(count):
    pairs = pairs_of(THINGS[:count])
    assert sorted(pairs) == sorted(combinations(THINGS[:count], 2))
    assert len(pairs) <= 12


@pytest.mark.parametrize("order", list(permutations(THINGS[:4])))
def test_whoever_answers_by_an_order_gets_that_order(order):
    state = begin_weighing(THINGS[:4], chosen=THINGS[:4])
    while state.now == "compare":
        state = weigh_step(
            state, "1" if order.index(state.pair[0]) < order.index(state.pair[1]) else "2"
        )
    assert state.now == "done"
    assert order_of(state.questions, state.won) == order
    assert consistence(state.questions, state.won) == 1


def test_a_circle_is_noticed_and_one_turn_ends_it():
    """a over b, b over c, c over a."""
    state = begin_weighing(THINGS[:3], chosen=THINGS[:3])
    wants = {frozenset("ab"): "a", frozenset("bc"): "b", frozenset("ac"): "c"}
    while state.now == "compare":
        state = weigh_step(state, str(1 + state.pair.index(wants[frozenset(state.pair)])))
    assert state.now == "circle"
    assert circles(state.questions, state.won) == (("a", "b", "c"),)
    assert consistence(state.questions, state.won) == 0
    state = weigh_step(state, "3")
    assert (state.now, order_of(state.questions, state.won)) == ("done", ("a", "b", "c"))


@pytest.mark.parametrize("seed", range(30))
def test_without_a_circle_no_two_have_as_many_wins(seed):
    random = Random(seed)
    choices = {pair: random.choice(pair) for pair in pairs_of(THINGS)}
    wins = [list(choices.values()).count(criterion) for criterion in THINGS]
    assert (len(set(wins)) == len(THINGS)) == (circles(THINGS, choices) == ())


def test_the_most_circles_of_five_are_five():
    """Each is over the next two, round and round: no order at all."""
    choices = {
        (a, b): a if (THINGS.index(b) - THINGS.index(a)) % 5 in (1, 2) else b
        for a, b in pairs_of(THINGS)
    }
    assert len(circles(THINGS, choices)) == 5
    assert consistence(THINGS, choices) == 0
    assert consistence(THINGS, won(THINGS)) == Fraction(1)


@pytest.mark.parametrize("line", ["", "0", "3 3", "1", "1 2 3 4 5 6", "x", "1 x", "9 1"])
def test_other_lines_choose_nothing(line):
    state = weigh_step(begin_weighing((*THINGS, "f")), line)
    assert (state.now, state.slip) == ("choose", "not_numbers")


def test_back_and_stop():
    state = weigh_step(begin_weighing(THINGS[:2], more=("c",)), "a")
    assert state.offered == THINGS[:3]
    state = weigh_step(state, "3, 1")
    assert state.questions == ("c", "a")
    assert weigh_step(state, "b").slip == "nothing_before"
    assert weigh_step(state, "3").slip == "not_one_or_two"
    assert weigh_step(state, "q").now == "stopped"
    three = begin_weighing(THINGS[:3], chosen=THINGS[:3])
    assert weigh_step(weigh_step(three, "1"), "b") == three
