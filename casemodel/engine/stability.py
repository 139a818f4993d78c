"""Whether other weights would change first place: the nearest at which they do."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from operator import itemgetter
from typing import NamedTuple

from casemodel.engine.board import Board, Vector, need_totals
from casemodel.engine.choosing import Choice, is_blocked
from casemodel.engine.questions import Question
from casemodel.engine.scoring import MIDDLE, TENTHS

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
    board, rows = choice.board, _rows(choice, levels)
    lower: dict[str, tuple[Fraction, str]] = {}
    higher: dict[str, tuple[Fraction, str]] = {}
    for rival in contenders(choice, levels):
        name = board.alternatives[rival].id
        if name == board.alternatives[first].id:
            continue
        alike = choice.handicaps[rival] == choice.handicaps[first]
        crossings = _crossings if alike else _crossings_at_a_margin
        for criterion, factor, falling in crossings(choice, rows, first, rival):
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

    def now(self) -> int:
        """Its value at the weight in use."""
        return self.slope + self.other

    def end(self, *, falling: bool) -> int:
        """The sign of where it ends as the weight falls to nothing, or rises without end."""
        return self.other if falling else self.slope

    def stays(self, *, falling: bool) -> bool:
        """Whether it is nowhere negative from the weight in use to that end."""
        return self.now() >= 0 and self.end(falling=falling) >= 0

    def falls_before(self, other: "_Line", *, falling: bool) -> bool:
        """Whether its root is nearer to the weight in use than the other's, on the same side."""
        mine, others = abs(self.other * other.slope), abs(other.other * self.slope)
        return mine > others if falling else mine < others

    def root(self) -> Fraction | None:
        """The factor above 0 at which its sign changes, if any."""
        if self.other < 0 < self.slope or self.slope < 0 < self.other:
            return Fraction(-self.other, self.slope)
        return None


class _Row(NamedTuple):
    """An answered criterion's weight, and what its answers add to every alternative."""

    weight: int
    points: Vector


def _rows(choice: Choice, levels: Mapping[Question, str]) -> dict[str, _Row]:
    """The answered criteria; the answers of all segments to one are one row."""
    board = choice.board
    rows: dict[str, _Row] = {}
    for question, level in levels.items():
        criterion, points = board.asked[question].criterion, board.points[question][level]
        if criterion in rows:
            points = tuple(a + b for a, b in zip(rows[criterion].points, points, strict=True))
        rows[criterion] = _Row(board.weighting.weights[question], points)
    return rows


def _lines(
    choice: Choice, rows: Mapping[str, _Row], of: Callable[[Vector], int], constant: int
) -> Iterator[tuple[str, _Line]]:
    """For each answered criterion, a sum of points and a constant as a line.

    `constant` is in halves of a tenth. A criterion that has all the weight there is cannot gain or
    lose any and is left out; so is one of weight 0.
    """
    sums = [of(row.points) for row in rows.values()]
    whole, total = sum(sums), choice.board.weighting.total
    # Overheads and handicaps are in points, so they count V times: once for each unit of weight.
    for (criterion, (weight, _)), here in zip(rows.items(), sums, strict=True):
        if 0 < weight < total:
            slope = here * HALVES * total + constant * weight
            other = (whole - here) * HALVES * total + constant * (total - weight)
            yield criterion, _Line(slope, other)


def _lead(
    choice: Choice, rows: Mapping[str, _Row], first: int, rival: int
) -> Iterator[tuple[str, _Line]]:
    """The lead of one over the other, less the margin that a hybrid must have."""
    constant = constant_of(choice, first) - constant_of(choice, rival)
    return _lines(choice, rows, lambda points: points[first] - points[rival], constant)


def _crossings(
    choice: Choice, rows: Mapping[str, _Row], first: int, rival: int
) -> Iterator[tuple[str, Fraction, bool]]:
    """For each answered criterion, the factor at which the two are level, if any.

    And whether the rival passes where the weight falls from there, or where it rises. If it is
    ahead by less than can be printed, it passes at once.
    """
    for criterion, line in _lead(choice, rows, first, rival):
        factor = line.root()
        if factor is not None:
            falling = line.slope > 0
            yield criterion, min(factor, _ONE) if falling else max(factor, _ONE), falling


def _crossings_at_a_margin(
    choice: Choice, rows: Mapping[str, _Row], first: int, rival: int
) -> Iterator[tuple[str, Fraction, bool]]:
    """The same for a model and a hybrid.

    What prints above 50 comes before what does not, whatever the margin.
    """
    above = [
        _lines(
            choice,
            rows,
            itemgetter(i),
            constant_of(choice, i) - floor_less(choice.board, choice.handicaps[i]),
        )
        for i in (first, rival)
    ]
    leads = _lead(choice, rows, first, rival)
    for (criterion, lead), (_, own), (_, others) in zip(leads, *above, strict=True):
        for falling in (True, False):
            factor = _nearest(lead, own, others, falling=falling)
            if factor is not None:
                yield criterion, factor, falling


def _nearest(lead: _Line, own: _Line, others: _Line, *, falling: bool) -> Fraction | None:
    """The factor nearest to 1, to one side of it, from which on the rival passes, if any does."""
    if own.now() >= 0 and lead.now() >= 0:
        level = None if lead.stays(falling=falling) else lead.root()
        if level is None:
            return _alone(own, others, falling=falling)
        if own.stays(falling=falling) and others.stays(falling=falling):
            return level
        if lead.now() > own.now() - others.now():
            # A model before a hybrid: the hybrid passes where it leads, and where it fits alone.
            alone = _alone(own, others, falling=falling)
            return level if alone is None else (max if falling else min)(level, alone)
    # A hybrid before a model, or what does not print above 50: every stretch is looked at.
    lines = (lead, own, others)
    roots = sorted({root for line in lines if (root := line.root()) is not None})
    ends = [f for f in (reversed(roots) if falling else roots) if (f < 1) == falling]
    near = _ONE
    for far in (*ends, Fraction(0) if falling else (ends or [_ONE])[-1] + 2):
        if _passes(*(line.at((near + far) / 2) for line in lines)):
            return near
        near = far
    return None


def _alone(own: _Line, others: _Line, *, falling: bool) -> Fraction | None:
    """The factor from which on the rival alone prints above 50; the first does so now."""
    end = others.end(falling=falling)
    if own.stays(falling=falling) or (others.now() < 0 and end <= 0):
        return None
    if others.now() >= 0:
        return own.root() if end >= 0 or own.falls_before(others, falling=falling) else None
    roots = [root for line in (own, others) if (root := line.root()) is not None]
    return min(roots) if falling else max(roots)


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
