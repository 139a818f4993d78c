"""Cases weighed anew, in exact fractions: plain, slow and apart from how the engine does it."""

from fractions import Fraction
from math import floor
from typing import NamedTuple

from tests.laws.oracle import Oracle
from tests.laws.recipes import Case

HALF = Fraction(1, 2)
ABOVE_50 = Fraction(1001, 20)  # the least that prints above 50


class Weight(NamedTuple):
    """What orders contenders: whether it scores above 50, and the score less its margin."""

    fits: bool
    less: Fraction


class Weighed:
    """One case with its scores as sums over criteria, to be weighed anew in exact fractions."""

    def __init__(self, case: Case) -> None:
        self._weigh(Oracle(case))

    @classmethod
    def of(cls, oracle: Oracle) -> "Weighed":
        """What an oracle knows, weighed."""
        made = cls.__new__(cls)
        made._weigh(oracle)
        return made

    def _weigh(self, oracle: Oracle) -> None:
        self.oracle = oracle
        board, levels = oracle.board, oracle.levels
        self.weights = {at.criterion: board.weighting.weights[q] for q, at in board.asked.items()}
        self.start = [
            Fraction(total, board.unit) - self.margin(i) for i, total in enumerate(board.start)
        ]
        self.parts = {c: [Fraction(0)] * len(self.start) for c in self.weights}
        for question, level in levels.items():
            row, of = board.points[question][level], self.parts[board.asked[question].criterion]
            for i in oracle.every:
                of[i] += Fraction(row[i], board.unit)
        needs = oracle.need(levels)
        able = [i for i in oracle.every if "unmet" not in oracle.states(i, levels)]
        self.contenders = [i for i in able if needs[i] >= 0] or able or list(oracle.every)

    def scores(self, factors: dict[str, Fraction]) -> dict[int, Weight]:
        """How each contender does with factors on the weights in use."""
        usual = sum(self.weights.values()) or 1
        now = sum(factors.get(c, 1) * weight for c, weight in self.weights.items()) or 1
        scale = Fraction(usual) / now
        found = {}
        for i in self.contenders:
            moved = scale * sum(factors.get(c, 1) * part[i] for c, part in self.parts.items())
            less = self.start[i] + moved
            found[i] = Weight(less + self.margin(i) >= ABOVE_50, less)
        return found

    def margin(self, index: int) -> Fraction:
        """What it must lead by."""
        hybrid = self.oracle.ids[index] in self.oracle.case.rules.hybrids
        return Fraction(self.oracle.margin if hybrid else 0, 10)

    def best(self, factors: dict[str, Fraction]) -> dict[str, Weight]:
        """How each id does at best."""
        found: dict[str, Weight] = {}
        for i, score in self.scores(factors).items():
            id_ = self.oracle.ids[i]
            found[id_] = max(found.get(id_, score), score)
        return found


def first_of(weighed: Weighed, recommended: str) -> str:
    """What is recommended, or else the best there is in print, less its margin."""

    hybrids = weighed.oracle.case.rules.hybrids

    def order(i: int) -> tuple[bool, Fraction, bool, str]:
        fits, less = usual[i]
        margin = weighed.margin(i)
        less = 10 * margin - floor(10 * (less + margin) + HALF)
        return (not fits, less, ids[i] in hybrids, ids[i])

    usual, ids = weighed.scores({}), weighed.oracle.ids
    return recommended or ids[min(usual, key=order)]
