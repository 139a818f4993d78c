"""Whether other weights would change first place: how much other, and how often."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from operator import mul
from typing import NamedTuple

from casemodel.engine.board import Board
from casemodel.engine.choosing import Choice, is_blocked
from casemodel.engine.questions import Question
from casemodel.engine.scoring import TENTHS

DRAWS = 1000
SEED = 20261122
# A plausible weight is the one in use times a factor between a half and two, log-uniform: 256 even
# steps of the logarithm, in 1024ths. Fixed here in whole numbers so that every machine draws alike.
_STEPS = 256
FACTORS = tuple(round(1024 * 2 ** ((2 * i + 1) / _STEPS - 1)) for i in range(_STEPS))
_FIELD = 1 << 8  # room above the largest sum, so that packed numbers never touch


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


class Acceptability(NamedTuple):
    """How often each alternative is recommended-first over `draws` plausible weightings, by id."""

    draws: int
    firsts: Mapping[str, int]


def contenders(choice: Choice, levels: Mapping[Question, str]) -> tuple[int, ...]:
    """The alternatives that can be run; if none can, all of them."""
    every = range(len(choice.board.alternatives))
    free = tuple(i for i in every if not is_blocked(choice.musts[i], levels))
    return free or tuple(every)


def flips(choice: Choice, levels: Mapping[Question, str], first: int) -> tuple[Flip, ...]:
    """For each answered criterion, where first place changes as its weight alone changes.

    With v the weight and V the sum of all, V times the lead over a rival is linear in v, so each
    rival gives one crossing by one division.
    """
    board = choice.board
    rivals = [
        i
        for i in contenders(choice, levels)
        if board.alternatives[i].id != board.alternatives[first].id
    ]
    found = []
    for criterion, questions in _by_criterion(board, levels).items():
        weight = board.weighting.weights[questions[0]]
        if weight:
            crossings = [
                (factor, board.alternatives[rival].id)
                for rival in rivals
                if (factor := _crossing(choice, levels, questions, first, rival)) is not None
            ]
            lower = max((c for c in crossings if c[0] < 1), default=None)
            higher = min((c for c in crossings if c[0] >= 1), default=None)
            if lower or higher:
                found.append(
                    Flip(
                        criterion,
                        lower[0] if lower else None,
                        lower[1] if lower else "",
                        higher[0] if higher else None,
                        higher[1] if higher else "",
                    )
                )
    return tuple(found)


def _by_criterion(
    board: Board, levels: Mapping[Question, str]
) -> Mapping[str, tuple[Question, ...]]:
    grouped: dict[str, tuple[Question, ...]] = {}
    for question, asked in board.asked.items():
        if question in levels:
            grouped[asked.criterion] = (*grouped.get(asked.criterion, ()), question)
    return grouped


def _crossing(
    choice: Choice,
    levels: Mapping[Question, str],
    questions: tuple[Question, ...],
    first: int,
    rival: int,
) -> Fraction | None:
    """The factor on the weight at which the two are level, or None if there is none from 0 up."""
    board = choice.board
    ahead = {
        q: board.points[q][level][first] - board.points[q][level][rival]
        for q, level in levels.items()
    }
    here = sum(ahead[q] for q in questions)
    rest = sum(ahead.values()) - here
    # Overheads and handicaps are in points, so they count V times: once for each unit of weight.
    fixed = (board.start[first] - board.start[rival]) * TENTHS
    fixed -= (choice.handicaps[first] - choice.handicaps[rival]) * board.unit
    weight, total = board.weighting.weights[questions[0]], board.weighting.total
    slope = here * TENTHS * total + fixed * weight
    other = rest * TENTHS * total + fixed * (total - weight)
    if slope == 0 or (factor := Fraction(-other, slope)) < 0:
        return None
    return factor


def acceptability(
    choice: Choice, levels: Mapping[Question, str], draws: int = DRAWS, seed: int = SEED
) -> Acceptability:
    """Draw plausible weightings and count who comes first among the contenders.

    Every draw takes a factor for each criterion from `FACTORS`. The sums of all contenders are kept
    side by side in one whole number, so that a draw costs one product a criterion.
    """
    from random import Random

    board = choice.board
    runners = contenders(choice, levels)
    packed, width, criteria = _packed(choice, levels, runners)
    if len({board.alternatives[i].id for i in runners}) == 1:
        return Acceptability(draws, {board.alternatives[runners[0]].id: draws})
    random = Random(seed)  # noqa: S311 - a sample, not a secret
    mask = (1 << width) - 1
    shifts = tuple(width * position for position in range(len(runners)))
    wins: Counter[int] = Counter()
    for _ in range(draws):
        factors = map(FACTORS.__getitem__, random.randbytes(criteria))
        side_by_side = sum(map(mul, factors, packed))
        sums = [side_by_side >> shift & mask for shift in shifts]
        wins[sums.index(max(sums))] += 1
    firsts: Counter[str] = Counter()
    for position, count in wins.items():
        firsts[board.alternatives[runners[position]].id] += count
    return Acceptability(draws, dict(sorted(firsts.items())))


def _packed(
    choice: Choice, levels: Mapping[Question, str], runners: tuple[int, ...]
) -> tuple[list[int], int, int]:
    """Each criterion's points of all contenders in one number, lifted so that none is negative.

    Every criterion carries its part of what is counted V times (start and handicap), in proportion
    to its weight, so that the sum over criteria is right for every draw.
    """
    board = choice.board
    total = board.weighting.total
    constant = [board.start[i] * TENTHS - choice.handicaps[i] * board.unit for i in runners]
    columns: dict[str, list[int]] = {}
    for question, asked in board.asked.items():
        column = columns.setdefault(asked.criterion, [])
        if not column:
            weight = board.weighting.weights[question]
            column += [part * weight for part in constant]
        if question in levels:
            row = board.points[question][levels[question]]
            for position, i in enumerate(runners):
                column[position] += row[i] * TENTHS * total
    lifted = []
    for column in columns.values():
        lowest = min(0, *column)
        lifted.append([number - lowest for number in column])
    largest = sum(max(column) for column in lifted) * max(FACTORS)
    width = (largest * _FIELD).bit_length()
    packed = [
        sum(number << (width * position) for position, number in enumerate(column))
        for column in lifted
    ]
    return packed, width, len(columns)
