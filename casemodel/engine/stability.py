"""Whether other weights would change first place: the nearest at which they do."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from operator import itemgetter

from casemodel.engine.board import Board, Vector, need_totals
from casemodel.engine.choosing import Choice, is_blocked
from casemodel.engine.questions import Question
from casemodel.engine.scoring import MIDDLE, TENTHS
from casemodel.named import NamedTuple

HALVES = 2 * TENTHS  # halves of a tenth: the least that prints above 50 is 50.05
_ONE = Fraction(1)


class Flip(NamedTuple):
    """The nearest factors on a criterion's weight at which first place changes.

    None where no lower, or no higher, weight changes it. `lower_to` and `higher_to` come first
    then.
    """

    criterion: str
    lower: Fraction | None
    lower_to: str
    higher: Fraction | None
    higher_to: str


def contenders(choice: Choice, levels: Mapping[Question, str]) -> tuple[int, ...]:
    """The alternatives that could be recommended: not blocked, and no need speaks against them.

    If there are none, those that are not blocked; if there are none of these either, all.
    """
    every = range(len(choice.board.alternatives))
    needs = need_totals(choice.board, levels)
    free = tuple(i for i in every if not is_blocked(choice, i, levels))
    return tuple(i for i in free if needs[i] >= 0) or free or tuple(every)


def flips(choice: Choice, levels: Mapping[Question, str], first: int) -> tuple[Flip, ...]:
    """For each answered criterion, where first place changes as its weight alone changes.

    With v the weight and V the sum of all, V times the lead over a rival is linear in v, so each
    rival gives one crossing by one division; a model and a hybrid also change places where one of
    them comes to print above 50 and the other does not. Where a tiered hybrid is first, this is a
    bound: another assignment of its segments may keep it first.
    """
    board = choice.board
    lower: dict[str, tuple[Fraction, str]] = {}
    higher: dict[str, tuple[Fraction, str]] = {}
    for rival in contenders(choice, levels):
        name = board.alternatives[rival].id
        if name == board.alternatives[first].id:
            continue
        alike = choice.handicaps[rival] == choice.handicaps[first]
        crossings = _crossings if alike else _crossings_at_a_margin
        for criterion, factor, falling in crossings(choice, levels, first, rival):
            crossing = (factor, name)
            if falling:
                lower[criterion] = max(lower.get(criterion, crossing), crossing)
            else:
                higher[criterion] = min(higher.get(criterion, crossing), crossing)
    nowhere: tuple[None, str] = (None, "")
    return tuple(
        Flip(c, *lower.get(c, nowhere), *higher.get(c, nowhere)) for c in sorted({*lower, *higher})
    )


class _Line(NamedTuple):
    """Something that is linear in the factor on one criterion's weight, times V."""

    slope: int
    other: int

    def at(self, factor: Fraction) -> Fraction:
        """Its value at a factor; only the sign matters."""
        return self.slope * factor + self.other

    def root(self) -> Fraction | None:
        """The factor above 0 at which its sign changes, if any."""
        if self.other < 0 < self.slope or self.slope < 0 < self.other:
            return Fraction(-self.other, self.slope)
        return None


def _lines(
    choice: Choice, levels: Mapping[Question, str], of: Callable[[Vector], int], constant: int
) -> Iterator[tuple[str, _Line]]:
    """For each answered criterion, a sum of points and a constant as a line.

    `constant` is in halves of a tenth. A criterion that has all the weight there is cannot gain or
    lose any and is left out; so is one of weight 0.
    """
    board = choice.board
    sums: dict[str, int] = {}
    weights: dict[str, int] = {}
    for question, level in levels.items():
        criterion = board.asked[question].criterion
        sums[criterion] = sums.get(criterion, 0) + of(board.points[question][level])
        weights[criterion] = board.weighting.weights[question]
    whole, total = sum(sums.values()), board.weighting.total
    # Overheads and handicaps are in points, so they count V times: once for each unit of weight.
    for criterion, here in sums.items():
        weight = weights[criterion]
        if 0 < weight < total:
            slope = here * HALVES * total + constant * weight
            other = (whole - here) * HALVES * total + constant * (total - weight)
            yield criterion, _Line(slope, other)


def _lead(
    choice: Choice, levels: Mapping[Question, str], first: int, rival: int
) -> Iterator[tuple[str, _Line]]:
    """The lead of one over the other, less the margin that a hybrid must have."""
    constant = constant_of(choice, first) - constant_of(choice, rival)
    return _lines(choice, levels, lambda row: row[first] - row[rival], constant)


def _crossings(
    choice: Choice, levels: Mapping[Question, str], first: int, rival: int
) -> Iterator[tuple[str, Fraction, bool]]:
    """For each answered criterion, the factor at which the two are level, if any.

    And whether the rival passes where the weight falls from there, or where it rises. If it is
    ahead by less than can be printed, it passes at once.
    """
    for criterion, line in _lead(choice, levels, first, rival):
        factor = line.root()
        if factor is not None:
            falling = line.slope > 0
            yield criterion, min(factor, _ONE) if falling else max(factor, _ONE), falling


def _crossings_at_a_margin(
    choice: Choice, levels: Mapping[Question, str], first: int, rival: int
) -> Iterator[tuple[str, Fraction, bool]]:
    """The same for a model and a hybrid.

    What prints above 50 comes before what does not, whatever the margin.
    """
    above = [
        _lines(
            choice,
            levels,
            itemgetter(i),
            constant_of(choice, i) - floor_less(choice.board, choice.handicaps[i]),
        )
        for i in (first, rival)
    ]
    leads = _lead(choice, levels, first, rival)
    for (criterion, lead), (_, own), (_, others) in zip(leads, *above, strict=True):
        lines = (lead, own, others)
        roots = sorted({root for line in lines if (root := line.root()) is not None})
        for falling in (True, False):
            ends = [f for f in (reversed(roots) if falling else roots) if (f < 1) == falling]
            for near, far in pairwise([_ONE, *ends, Fraction(0) if falling else None]):
                middle = near + 1 if far is None else (near + far) / 2
                if _passes(*(line.at(middle) for line in lines)):
                    yield criterion, near, falling
                    break


def _passes(lead: Fraction, own: Fraction, others: Fraction) -> bool:
    """Whether a rival comes first: alone above 50, or ahead where both or neither are."""
    fits, rival_fits = own >= 0, others >= 0
    return lead < 0 if fits == rival_fits else rival_fits


def constant_of(choice: Choice, index: int) -> int:
    """What an alternative starts from less its handicap, times the unit, in halves of a tenth."""
    return choice.board.start[index] * HALVES - 2 * choice.handicaps[index] * choice.board.unit


def floor_less(board: Board, handicap: int) -> int:
    """The least that prints above 50 less a handicap, times the unit, in halves of a tenth."""
    return (2 * (MIDDLE * TENTHS - handicap) + 1) * board.unit
