"""Priorities from a few comparisons: what matters more, of two at a time.

Of up to five questions every pair is compared, so that answers which go round in a circle are
noticed: A over B, B over C, but C over A. Without such a circle the number of wins is the order.
The share of possible circles that were avoided is the coefficient of consistence.

Source: M. G. Kendall and B. Babington Smith, On the method of paired comparisons, Biometrika 31
(1940), doi 10.1093/biomet/31.3-4.324.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Literal, NamedTuple

FEWEST, MOST = 2, 5
"""Questions that are compared: of five there are ten pairs."""

BACK, STOP, ALL = "b", "q", "a"
_CIRCLE = 3

Pair = tuple[str, str]
WeighingStage = Literal["choose", "compare", "circle", "done", "stopped"]
Slip = Literal["", "not_numbers", "not_one_or_two", "not_one_to_three", "nothing_before"]
"""The reason why a line that was typed is not valid; '' if it is."""


class Weighing(NamedTuple):
    """The comparisons at one moment.

    `offered` are the questions to choose from, and `more` those shown when asked for.
    `questions` are those chosen, `asked` their pairs in the order of asking, and `winners` the
    answers so far.
    """

    offered: tuple[str, ...]
    more: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    asked: tuple[Pair, ...] = ()
    winners: tuple[str, ...] = ()
    now: WeighingStage = "choose"
    slip: Slip = ""

    @property
    def pair(self) -> Pair:
        """The two that are compared now."""
        return self.asked[len(self.winners)]

    @property
    def won(self) -> Mapping[Pair, str]:
        """The winner of each pair compared so far."""
        return dict(zip(self.asked, self.winners, strict=False))


def begin_weighing(
    offered: Sequence[str], more: Sequence[str] = (), chosen: Sequence[str] = ()
) -> Weighing:
    """Make the first state; with `chosen`, they are compared at once."""
    state = Weighing(tuple(offered), tuple(more))
    return _compare(state, tuple(chosen)) if chosen else state


def weigh_step(state: Weighing, line: str) -> Weighing:
    """Give the state after a line was typed. Whatever the line, there is one."""
    typed = line.strip().casefold()
    state = state._replace(slip="")
    if typed == STOP:
        return state._replace(now="stopped")
    if state.now == "choose":
        return _chosen(state, typed)
    if state.now == "compare":
        return _compared(state, typed)
    return _turned(state, typed) if state.now == "circle" else state


def pairs_of(questions: Sequence[str]) -> tuple[Pair, ...]:
    """List every pair, so that one question seldom comes twice in a row."""
    left = list(combinations(questions, 2))
    ordered: list[Pair] = []
    while left:
        last = set(ordered[-1]) if ordered else set()
        following = next((pair for pair in left if not last & set(pair)), left[0])
        ordered.append(following)
        left.remove(following)
    return tuple(ordered)


def circles(questions: Sequence[str], won: Mapping[Pair, str]) -> tuple[tuple[str, ...], ...]:
    """List the circles of three: each is over the next, and the last over the first."""
    circular = []
    for three in combinations(questions, _CIRCLE):
        winners = [won[pair] for pair in combinations(three, 2)]
        if len(set(winners)) == _CIRCLE:
            first, second, third = three
            over = won[first, second] == first
            circular.append((first, second, third) if over else (first, third, second))
    return tuple(circular)


def consistence(questions: Sequence[str], won: Mapping[Pair, str]) -> Fraction:
    """Give the coefficient of consistence: 1 without a circle, 0 with as many as there can be."""
    n = len(questions)
    most = n**3 - n if n % 2 else n**3 - 4 * n
    return 1 - Fraction(24 * len(circles(questions, won)), most) if most else Fraction(1)


def order_of(questions: Sequence[str], won: Mapping[Pair, str]) -> tuple[str, ...]:
    """Give the order by wins. Without a circle there are no equal numbers of wins."""
    wins = [*won.values()]
    return tuple(sorted(questions, key=lambda question: (-wins.count(question), question)))


def _chosen(state: Weighing, typed: str) -> Weighing:
    """Take the numbers of what is to be compared."""
    if typed == ALL and state.more:
        return state._replace(offered=(*state.offered, *state.more), more=())
    words = typed.replace(",", " ").split()
    valid = {str(number): question for number, question in enumerate(state.offered, 1)}
    questions = tuple(dict.fromkeys(valid[word] for word in words if word in valid))
    if not all(word in valid for word in words) or not FEWEST <= len(questions) <= MOST:
        return state._replace(slip="not_numbers")
    return _compare(state, questions)


def _compare(state: Weighing, questions: tuple[str, ...]) -> Weighing:
    return state._replace(questions=questions, asked=pairs_of(questions), winners=(), now="compare")


def _compared(state: Weighing, typed: str) -> Weighing:
    if typed == BACK:
        if not state.winners:
            return state._replace(slip="nothing_before")
        return state._replace(winners=state.winners[:-1])
    if typed not in ("1", "2"):
        return state._replace(slip="not_one_or_two")
    after = state._replace(winners=(*state.winners, state.pair[int(typed) - 1]))
    return _judged(after) if len(after.winners) == len(after.asked) else after


def _judged(state: Weighing) -> Weighing:
    return state._replace(now="circle" if circles(state.questions, state.won) else "done")


def _turned(state: Weighing, typed: str) -> Weighing:
    """Reverse one comparison of the first circle."""
    if typed not in ("1", "2", "3"):
        return state._replace(slip="not_one_to_three")
    first, second = steps_of(circles(state.questions, state.won)[0])[int(typed) - 1]
    place = next(n for n, pair in enumerate(state.asked) if set(pair) == {first, second})
    winners = list(state.winners)
    winners[place] = second
    return _judged(state._replace(winners=tuple(winners)))


def steps_of(circle: Sequence[str]) -> tuple[Pair, ...]:
    """List the three comparisons of a circle: what is over what."""
    return tuple(zip(circle, (*circle[1:], circle[0]), strict=True))
