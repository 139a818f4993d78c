"""Boards of a few whole numbers: small enough to be tried out whole, full of ties and edges."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from random import Random
from types import SimpleNamespace
from typing import Any, NamedTuple

from casemodel.engine.board import Board
from casemodel.engine.changes import Change
from casemodel.engine.choosing import Choice, Musts, chosen
from casemodel.engine.tables import ModelTable

from casemodel.engine.alternatives import Alternative
from casemodel.engine.questions import WHOLE, Asked
from casemodel.engine.scoring import Weighting
from casemodel.knowledge.values import Condition
from tests.laws.oracle import Oracle
from tests.laws.weighed import Weighed

Points = Mapping[str, Mapping[str, tuple[int, ...]]]

NO_MUSTS = Musts((), blocked=False, open=False)
UNIT = 20
"""A score of 50 is 1,000 on these boards, a printed tenth is 2, and the least above 50 is 1,001."""


def alternative(id_: str, serves: tuple[str, ...] = ()) -> Alternative:
    """A model, or a hybrid where the id joins two by '+'."""
    parts = tuple(id_.split("+"))
    kind = "hybrid" if len(parts) > 1 else "model"
    return Alternative(id_, kind, parts, serves, 0, ModelTable(id_, 1, {}), {})  # type: ignore[arg-type]


def choice_of(
    names: str,
    points: Points,
    *,
    need: str = "",
    margin: int = 0,
    start: tuple[int, ...] | None = None,
    musts: Mapping[int, Musts] | None = None,
    weights: Mapping[str, int] | None = None,
    capacity: Mapping[str, str] | None = None,
    unit: int = UNIT,
) -> Choice:
    """A choice among these alternatives, all starting from 50 where nothing else is said.

    `points` are in parts of a point, `margin` is the hybrids', in tenths. A question `c#1` is asked
    of the first segment.
    """
    alternatives = []
    for name in names.split():
        id_, _, serves = name.partition(":")
        alternatives.append(alternative(id_, tuple(serves)))
    asked = {}
    for question in points:
        criterion, _, segment = question.partition("#")
        asked[question] = Asked(criterion, int(segment) - 1 if segment else WHOLE)
    each = {q: (weights or {}).get(a.criterion, 1) for q, a in asked.items()}
    total = sum({asked[q].criterion: weight for q, weight in each.items()}.values())
    board = Board(
        tuple(alternatives),
        unit,
        start or (50 * unit,) * len(alternatives),
        points,
        asked,
        frozenset(q for q in points if asked[q].criterion in need.split()),
        Weighting(each, total, total),
    )
    return Choice(
        board,
        tuple((musts or {}).get(i, NO_MUSTS) for i in range(len(alternatives))),
        tuple(margin if a.kind == "hybrid" else 0 for a in alternatives),
        capacity,
    )


class OfBoard(Oracle):
    """What would be recommended on a board, worked out apart from the engine's choosing."""

    def __init__(self, choice: Choice, levels: Mapping[str, str]) -> None:
        board = choice.board
        self.board, self.levels = board, dict(levels)
        self.engine: Any = SimpleNamespace(choice=choice, winner=chosen(choice, levels))
        self.open = [q for q in board.points if q not in levels]
        self.every = range(len(board.alternatives))
        self.ids = [a.id for a in board.alternatives]
        self.margin = max(choice.handicaps)
        self.needs = set(board.need)
        hybrids = {id_: None for id_ in self.ids if "+" in id_}
        self.case: Any = SimpleNamespace(rules=SimpleNamespace(hybrids=hybrids))

    def states(self, index: int, levels: Mapping[str, str]) -> list[str]:
        """Of each must of the alternative: met, unmet or to_confirm."""
        musts = self.engine.choice.musts[index]
        capacity = self.engine.choice.capacity
        known = levels if capacity is None else capacity
        found = ["unmet"] * musts.blocked + ["to_confirm"] * musts.open
        for conditions in musts.conditions:
            said = [known[c.criterion] in c.levels for c in conditions if c.criterion in known]
            whole = len(said) == len(conditions)
            found.append("unmet" if False in said else "met" if whole else "to_confirm")
        return found

    def handicap(self, index: int) -> int:
        """What it must lead a model by, in tenths."""
        return self.margin if "+" in self.ids[index] else 0

    def best_way(self, index: int, levels: Mapping[str, str]) -> tuple[int, int, tuple[str, ...]]:
        """What orders the assignments of one hybrid: print, exact score, then who serves whom."""
        total = self.sums(levels)[index]
        return (-self.tenths(total), -total, self.board.alternatives[index].serves)

    def shown(self, id_: str, levels: Mapping[str, str]) -> int:
        """The best way of serving that there is staff for and needs allow, or else the best."""
        sums, needs = self.sums(levels), self.need(levels)
        ways = [i for i in self.every if self.ids[i] == id_]
        good = [i for i in ways if needs[i] >= 0 and not self.engine.choice.musts[i].blocked]
        return min(good or ways, key=lambda i: (-sums[i], self.board.alternatives[i].serves))

    def stays_first(self, asked: Iterable[str], every: list[dict[str, str]]) -> bool:
        """Whether what is recommended now is so at all of these levels, its rivals being what no
        must blocks now; if nothing is, whether none of them ever prints above 50.
        """
        free = [i for i in self.every if "unmet" not in self.states(i, self.levels)]
        winner = self.engine.winner
        if winner is None:
            return all(self.tenths(self.sums(levels)[i]) <= 500 for levels in every for i in free)
        asked_of = {self.board.asked[q].criterion for q in asked}
        musts = self.engine.choice.musts[winner].conditions
        if self.engine.choice.capacity is None and any(
            c.criterion in asked_of for conditions in musts for c in conditions
        ):
            return False
        rivals = [i for i in free if self.ids[i] != self.ids[winner]]
        return all(
            self.need(levels)[winner] >= 0
            and self.tenths(self.sums(levels)[winner]) > 500
            and all(self.is_ahead(winner, rival, self.sums(levels)) for rival in rivals)
            for levels in every
        )

    def matters(self, question: str) -> bool:
        """Whether its answers move any score, or a must is about it."""
        choice, criterion = self.engine.choice, self.board.asked[question].criterion
        musts = [c.criterion for m in choice.musts for must in m.conditions for c in must]
        of_must = choice.capacity is None and criterion in musts
        return of_must or any(map(any, self.board.points[question].values()))

    def is_ahead(self, one: int, other: int, sums: list[int]) -> bool:
        """Whether one is before another in print, whatever it is rounded to: margins counted."""
        tenths = Fraction(10 * (sums[one] - sums[other]), self.board.unit)
        least = self.handicap(one) - self.handicap(other)
        return tenths >= least + (not self.before(one, other))

    def before(self, one: int, other: int) -> bool:
        """Which of equals is first: a model before a hybrid, then by id."""
        return ("+" in self.ids[one], self.ids[one]) < ("+" in self.ids[other], self.ids[other])

    def lead(self, levels: Mapping[str, str], target: str) -> int:
        """How far the target is ahead of what is recommended now; its score if nothing is."""
        sums, now = self.sums(levels), self.engine.winner
        own = max(sums[i] for i, _ in self.good(levels) if self.ids[i] == target)
        return own - (sums[now] if now is not None else 0)

    def largest_first(self, changes: tuple[Change, ...], target: str) -> list[tuple[int, Change]]:
        """The changes, that which gains the target most first, then by name."""
        index, now = self.ids.index(target), self.engine.winner
        found = []
        for c in changes:
            row = self.board.points[c.question]
            before = row[c.before] if c.before else (0,) * len(self.ids)
            moved = [a - b for a, b in zip(row[c.after], before, strict=True)]
            found.append(((moved[now] if now is not None else 0) - moved[index], c))
        return sorted(found)

    @property
    def first(self) -> int:
        """What is recommended, or else the first of what could be, in print."""
        if self.engine.winner is not None:
            return int(self.engine.winner)
        weighed = Weighed.of(self)
        tenths = [self.tenths(total) for total in self.sums(self.levels)]

        def order(i: int) -> tuple[bool, int, bool, str, int, tuple[str, ...]]:
            serves = self.board.alternatives[i].serves
            less = self.handicap(i) - tenths[i]
            hybrid = "+" in self.ids[i]
            return (tenths[i] <= 500, less, hybrid, self.ids[i], -self.sums(self.levels)[i], serves)

        return min(weighed.contenders, key=order)

    @property
    def recommended_now(self) -> str:
        """The id of what is recommended, or empty."""
        return self.recommended(self.levels)


class Small(NamedTuple):
    """A choice with some of its questions answered."""

    choice: Choice
    levels: dict[str, str]

    def __repr__(self) -> str:
        """All of its numbers, to be read where a law fails."""
        board = self.choice.board
        names = [(a.id, a.serves) for a in board.alternatives]
        weights, need = dict(board.weighting.weights), set(board.need)
        return (
            f"{names} {board.points} need {need} weights {weights} start {board.start} "
            f"{self.choice.musts} margin {self.choice.handicaps} capacity {self.choice.capacity} "
            f"answered {self.levels}"
        )


_NAMES = ("a b", "b a", "a b c", "a b a+b", "b a b+a", "a+b b", "a b a+b:ab a+b:ba c", "a+b c+d a")
_QUESTIONS = ("p q", "p q r", "p#1 p#2 q", "p q r s")
_LEVELS = (("no", "yes"), ("no", "yes"), ("low", "mid", "high"))
_POINTS = (0, 0, 1, 2, 20, 21, 40, -1, -2, -20, -21, -40)


def small(random: Random, some: tuple[str, ...] = _NAMES) -> Small:
    """A board of numbers that often meet, of one of these lists of alternatives."""
    names, questions = random.choice(some), random.choice(_QUESTIONS).split()
    size = len(names.split())
    starts = random.choice(((0,), (0,), (0, 20), (0, 1, 2), (0, 21, 40, 41, -2)))
    points = _points(questions, size, random)
    choice = choice_of(
        names,
        points,
        need=random.choice(("", "p", "p q")),
        margin=random.choice((0, 10, 10, 20)),
        start=tuple(50 * UNIT + random.choice(starts) for _ in range(size)),
        musts={i: _musts(points, random) for i in range(size) if random.random() < 0.3},
        weights={q[0]: random.choice((1, 1, 2, 3)) for q in questions},
        capacity=random.choice((None, None, None, {}, {"q": "no"}, {"q": "yes"})),
    )
    answered = [q for q in questions if random.random() < 0.5]
    return Small(choice, {q: random.choice(list(points[q])) for q in answered})


def _points(questions: list[str], size: int, random: Random) -> Points:
    """Points for every answer; the segments of one criterion are asked the same."""
    values = random.choice((_POINTS, _POINTS, (0, 20, -20), (0, 1, -1, 2)))
    levels = {q[0]: random.choice(_LEVELS) for q in questions}
    points = {
        q: {level: tuple(random.choice(values) for _ in range(size)) for level in levels[q[0]]}
        for q in questions
    }
    if random.random() < 0.3:  # a question that only musts are about
        points["q"] = dict.fromkeys(points["q"], (0,) * size)
    return points


def _musts(points: Points, random: Random) -> Musts:
    """A must or two of an alternative."""
    conditions = []
    for _ in range(random.choice((0, 1, 1, 2))):
        question = random.choice([q for q in points if "#" not in q])
        levels = list(points[question])
        held = tuple(random.sample(levels, random.randrange(1, len(levels))))
        conditions.append((Condition(question, held),))
    return Musts(tuple(conditions), random.random() < 0.15, random.random() < 0.15)


def smalls(number: int, seed: int, some: tuple[str, ...] = _NAMES) -> Iterator[Small]:
    """So many of them, the same each time."""
    random = Random(seed)
    for _ in range(number):
        yield small(random, some)
