"""The best set of a few changes, held to trying every set."""

from itertools import combinations
from random import Random
from typing import NamedTuple

import pytest
from casemodel.engine.reaching import Bar, best_set


class Task(NamedTuple):
    """What is to be reached by changes, of which some exclude each other, and what holds."""

    bars: tuple[Bar, ...]
    worth: tuple[int, ...]
    apart: tuple[int, ...]
    size: int
    above: int | None
    good: frozenset[tuple[int, ...]]

    def reach(self, found: tuple[int, ...]) -> bool:
        """Whether no two of the set exclude each other, and it reaches every bar."""
        gains = [sum(bar.gains[i] for i in found) >= bar.least for bar in self.bars]
        return len({self.apart[i] for i in found}) == self.size and all(gains)

    def value(self, found: tuple[int, ...]) -> int:
        """What a set is worth."""
        return sum(self.worth[i] for i in found)


def _task(random: Random) -> Task:
    count, size = random.randrange(1, 9), random.randrange(1, 4)
    high = random.choice((1, 3, 20))

    def numbers() -> tuple[int, ...]:
        return tuple(random.randint(-high, high) for _ in range(count))

    bars = tuple(Bar(numbers(), random.randint(-high, high)) for _ in range(random.randrange(4)))
    every = list(combinations(range(count), size))
    often = random.choice((0.3, 1))
    good = frozenset(one for one in every if random.random() < often)
    apart = tuple(sorted(random.randrange(count) for _ in range(count)))
    if random.random() < 0.5:
        apart = tuple(random.sample(apart, count))
    above = random.choice((None, None, random.randint(-high, high)))
    worth = numbers() if random.random() < 0.5 else tuple(sorted(numbers(), reverse=True))
    return Task(bars, worth, apart, size, above, good)


def test_the_best_of_all_sets() -> None:
    """Of equal worth the one whose numbers come first."""
    random, several = Random(41), 0
    for _ in range(3_000):
        task = _task(random)
        tried: list[tuple[int, ...]] = []

        def holds(found: tuple[int, ...], task: Task = task, tried: list[tuple[int, ...]] = tried):
            tried.append(found)
            return found in task.good

        told = best_set(task.bars, task.worth, task.apart, task.size, holds, task.above)
        fit = [s for s in combinations(range(len(task.worth)), task.size) if task.reach(s)]
        if task.above is not None:
            fit = [s for s in fit if task.value(s) > task.above]
        best = min(
            (s for s in fit if s in task.good), key=lambda s: (-task.value(s), s), default=None
        )
        assert told == best, task
        assert tried == sorted(set(tried)), "each set once, in the order of its numbers"
        assert set(tried) <= set(fit), "only sets that reach every bar are looked at"
        held = None
        for found in tried:
            assert held is None or task.value(found) > held, "only what is worth more"
            held = task.value(found) if found in task.good else held
        several += len(fit) > 3
    assert several > 300


def test_nothing_to_change() -> None:
    assert best_set((), (), (), 1, lambda _: True) is None


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_no_more_changes_than_questions(size: int) -> None:
    """Two answers to each of three questions: no four of them can be changed at once."""
    found = best_set((), (3, 2, 5, 1, 4, 0), "aabbcc", size, lambda _: True)
    assert found == {1: (2,), 2: (2, 4), 3: (0, 2, 4)}.get(size)
