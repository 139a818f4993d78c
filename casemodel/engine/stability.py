"""Whether other weights would change first place: how much other, and how often."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import gcd

from casemodel.engine.board import need_totals
from casemodel.engine.choosing import Choice, is_blocked
from casemodel.engine.questions import Question
from casemodel.engine.scoring import TENTHS
from casemodel.named import NamedTuple

DRAWS = 1000
SEED = 20261122
# A plausible weight is the one in use times a factor between a half and two, log-uniform: 256 even
# steps of the logarithm, in 1024ths. Fixed here in whole numbers so that every machine draws alike.
_STEPS = 256
FACTORS = tuple(round(1024 * 2 ** ((2 * i + 1) / _STEPS - 1)) for i in range(_STEPS))
_LOW = bytes(factor % 256 for factor in FACTORS)
_HIGH = bytes(factor // 256 for factor in FACTORS)


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
    rival gives one crossing by one division. Where a tiered hybrid is first, this is a bound:
    another assignment of its segments may keep it first.
    """
    board = choice.board
    lower: dict[str, tuple[Fraction, str]] = {}
    higher: dict[str, tuple[Fraction, str]] = {}
    for rival in contenders(choice, levels):
        name = board.alternatives[rival].id
        if name != board.alternatives[first].id:
            for criterion, factor, falling in _crossings(choice, levels, first, rival):
                crossing = (factor, name)
                if falling:
                    lower[criterion] = max(lower.get(criterion, crossing), crossing)
                else:
                    higher[criterion] = min(higher.get(criterion, crossing), crossing)
    nowhere: tuple[None, str] = (None, "")
    return tuple(
        Flip(c, *lower.get(c, nowhere), *higher.get(c, nowhere)) for c in sorted({*lower, *higher})
    )


def _crossings(
    choice: Choice, levels: Mapping[Question, str], first: int, rival: int
) -> Iterator[tuple[str, Fraction, bool]]:
    """For each answered criterion, the factor above 0 at which the two are level, if any.

    And whether the rival passes where the weight falls from there, or where it rises. A criterion
    that has all the weight there is cannot gain or lose any.
    """
    board = choice.board
    ahead: dict[str, int] = {}
    weights: dict[str, int] = {}
    for question, level in levels.items():
        criterion, row = board.asked[question].criterion, board.points[question][level]
        ahead[criterion] = ahead.get(criterion, 0) + row[first] - row[rival]
        weights[criterion] = board.weighting.weights[question]
    whole, total = sum(ahead.values()), board.weighting.total
    # Overheads and handicaps are in points, so they count V times: once for each unit of weight.
    fixed = (board.start[first] - board.start[rival]) * TENTHS
    fixed -= (choice.handicaps[first] - choice.handicaps[rival]) * board.unit
    for criterion, here in ahead.items():
        weight = weights[criterion]
        slope = here * TENTHS * total + fixed * weight
        other = (whole - here) * TENTHS * total + fixed * (total - weight)
        if 0 < weight < total and (other < 0 < slope or slope < 0 < other):
            yield criterion, Fraction(-other, slope), slope > 0


def acceptability(
    choice: Choice,
    levels: Mapping[Question, str],
    first: int,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Acceptability:
    """Draw plausible weightings and count who comes first among the contenders.

    Every draw takes a factor for each criterion from `FACTORS`. Contenders that no such factors can
    put before `first` are left out beforehand. All draws stand side by side in one whole number, so
    that one product serves them all.
    """
    board = choice.board
    columns = _columns(choice, levels, contenders(choice, levels))
    runners = [i for i in columns if i == first or _can_pass(columns[i], columns[first])]
    if len({board.alternatives[i].id for i in runners}) == 1:
        return Acceptability(draws, {board.alternatives[first].id: draws})
    from random import Random

    random = Random(seed)  # noqa: S311 - a sample, not a secret
    lifted = _lifted([columns[i] for i in runners])
    width = (sum(map(max, lifted)) * max(FACTORS)).bit_length() // 8 + 2
    sums = [0] * len(runners)
    for numbers in lifted:
        factors = _side_by_side(random.randbytes(draws), width)
        for place, number in enumerate(numbers):
            sums[place] += factors * number
    wins = Counter(_winners([one.to_bytes(draws * width, "big") for one in sums], width))
    firsts: Counter[str] = Counter()
    for place, count in wins.items():
        firsts[board.alternatives[runners[place]].id] += count
    return Acceptability(draws, dict(sorted(firsts.items())))


def _side_by_side(drawn: bytes, width: int) -> int:
    """The factors that these bytes draw, each in a field of `width` bytes of one whole number."""
    fields = bytearray(width * len(drawn))
    fields[::width] = drawn.translate(_LOW)
    fields[1::width] = drawn.translate(_HIGH)
    return int.from_bytes(fields, "little")


def _winners(fields: list[bytes], width: int) -> Iterator[int]:
    """For each draw, the place of the runner with the highest sum, the first of equals."""
    for start in range(0, len(fields[0]), width):
        drawn = [field[start : start + width] for field in fields]
        yield drawn.index(max(drawn))


def _columns(
    choice: Choice, levels: Mapping[Question, str], runners: tuple[int, ...]
) -> dict[int, list[int]]:
    """Each runner's points by criterion, in one common unit.

    Every criterion carries its part of what is counted V times (start and handicap), in proportion
    to its weight, so that the sum over criteria is right for every draw.
    """
    board = choice.board
    total = board.weighting.total
    position: dict[str, int] = {}
    weights: list[int] = []
    for question, asked in board.asked.items():
        if asked.criterion not in position:
            position[asked.criterion] = len(weights)
            weights.append(board.weighting.weights[question])
    columns = {}
    for i in runners:
        constant = board.start[i] * TENTHS - choice.handicaps[i] * board.unit
        column = [constant * weight for weight in weights]
        for question, level in levels.items():
            points = board.points[question][level][i]
            column[position[board.asked[question].criterion]] += points * TENTHS * total
        columns[i] = column
    return columns


def _can_pass(column: list[int], first: list[int]) -> bool:
    """Whether some plausible weighting puts the one before, or level with, the other."""
    least, most = min(FACTORS), max(FACTORS)
    ahead = (a - b for a, b in zip(column, first, strict=True))
    return sum(d * (most if d > 0 else least) for d in ahead) >= 0


def _lifted(columns: list[list[int]]) -> list[list[int]]:
    """Each criterion's numbers of all runners, made as small as they go without changing an order.

    Numbers are lifted so that none is negative; all runners by the same. A criterion on which the
    runners are level is left out: its factor changes no order.
    """
    apart = [numbers for numbers in zip(*columns, strict=True) if len(set(numbers)) > 1]
    lifted = [[number - min(numbers) for number in numbers] for numbers in apart]
    common = gcd(*(number for numbers in lifted for number in numbers))
    return [[number // common for number in numbers] for numbers in lifted]
