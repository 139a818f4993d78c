"""How often each alternative comes first under plausible weightings: a seeded sample."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import compress
from math import gcd
from typing import NamedTuple

from casemodel.engine.choosing import Choice
from casemodel.engine.questions import Question
from casemodel.engine.stability import HALVES, constant_of, contenders, floor_less

DRAWS = 1000
SEED = 20261122
# A plausible weight is the one in use times a factor between a half and two, log-uniform: 256 even
# steps of the logarithm, in 1024ths. Fixed here in whole numbers so that every machine draws alike.
_STEPS = 256
FACTORS = tuple(round(1024 * 2 ** ((2 * i + 1) / _STEPS - 1)) for i in range(_STEPS))
_LOW = bytes(factor % 256 for factor in FACTORS)
_HIGH = bytes(factor // 256 for factor in FACTORS)


class Acceptability(NamedTuple):
    """How often each alternative is recommended-first over `draws` plausible weightings, by id."""

    draws: int
    firsts: Mapping[str, int]


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
    alternatives, handicaps = choice.board.alternatives, choice.handicaps
    columns = _columns(choice, levels, contenders(choice, levels))
    floors = _floors(choice, columns, first)
    runners = [
        i
        for i, column in columns.items()
        if i == first
        or _can_pass(column, columns[first])
        or (handicaps[i] > handicaps[first] and floors and _can_pass(column, floors[handicaps[i]]))
    ]
    apart = _apart([*(columns[i] for i in runners), *floors.values()])
    if floors and not _can_fall(choice, columns, floors, first):
        runners = [i for i in runners if i == first or _can_pass(columns[i], columns[first])]
        floors = {}
    if len({alternatives[i].id for i in runners}) == 1:
        return Acceptability(draws, {alternatives[first].id: draws})
    from random import Random

    random = Random(seed)  # noqa: S311 - draws are wanted, not secrets
    lifted = _lifted([*(columns[i] for i in runners), *floors.values()], apart)
    width = (sum(map(max, lifted)) * max(FACTORS)).bit_length() // 8 + 2
    sums = [0] * (len(runners) + len(floors))
    for numbers in lifted:
        drawn = random.getrandbits(8 * draws).to_bytes(draws, "little")
        factors = _side_by_side(drawn, width)
        for place, number in enumerate(numbers):
            if number:
                sums[place] += factors * number
    places = {handicap: len(runners) + n for n, handicap in enumerate(floors)}
    floor_of = [places[handicaps[i]] for i in runners] if floors else []
    wins = Counter(_winners([one.to_bytes(draws * width, "big") for one in sums], width, floor_of))
    firsts: Counter[str] = Counter()
    for place, count in wins.items():
        firsts[alternatives[runners[place]].id] += count
    return Acceptability(draws, dict(sorted(firsts.items())))


def _side_by_side(drawn: bytes, width: int) -> int:
    """The factors that these bytes draw, each in a field of `width` bytes of one whole number."""
    fields = bytearray(width * len(drawn))
    fields[::width] = drawn.translate(_LOW)
    fields[1::width] = drawn.translate(_HIGH)
    return int.from_bytes(fields, "little")


def _winners(fields: list[bytes], width: int, floor_of: list[int]) -> Iterator[int]:
    """For each draw, the place of the runner with the highest sum, the first of equals.

    Where there are floors, runners that reach theirs come before those that do not.
    """
    for start in range(0, len(fields[0]), width):
        drawn = [field[start : start + width] for field in fields]
        if floor_of:
            fits = [(own >= drawn[floor], own) for own, floor in zip(drawn, floor_of, strict=False)]
            yield fits.index(max(fits))
        else:
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
    weights = _weights(choice)
    position = {criterion: n for n, criterion in enumerate(weights)}
    columns = {}
    for i in runners:
        constant = constant_of(choice, i)
        column = [constant * weight for weight in weights.values()]
        for question, level in levels.items():
            points = board.points[question][level][i]
            column[position[board.asked[question].criterion]] += points * HALVES * total
        columns[i] = column
    return columns


def _weights(choice: Choice) -> dict[str, int]:
    """The weights in use by criterion, in the order of the columns."""
    board = choice.board
    return {at.criterion: board.weighting.weights[q] for q, at in board.asked.items()}


def _floors(choice: Choice, columns: Mapping[int, list[int]], first: int) -> dict[int, list[int]]:
    """For each handicap, what a runner must reach to print above 50, as a column.

    A hybrid above 50 comes before a model that is not, though it does not lead by its margin. Empty
    where no plausible weighting makes that happen.
    """
    handicaps = choice.handicaps
    least, most = min(handicaps[i] for i in columns), max(handicaps[i] for i in columns)
    if least == most:
        return {}
    weights = _weights(choice).values()
    floors = {h: [floor_less(choice.board, h) * w for w in weights] for h in (least, most)}
    leading = [
        column
        for i, column in columns.items()
        if handicaps[i] == least and (i == first or _can_pass(column, columns[first]))
    ]
    hybrids = [column for i, column in columns.items() if handicaps[i] == most]
    models_fall = any(_can_pass(floors[least], column) for column in leading)
    hybrids_fit = any(_can_pass(column, floors[most]) for column in hybrids)
    return floors if models_fall and hybrids_fit else {}


def _can_fall(
    choice: Choice, columns: Mapping[int, list[int]], floors: Mapping[int, list[int]], first: int
) -> bool:
    """Whether it matters what prints above 50: not where the first is a model that always does.

    Whatever is then ahead of it prints above 50 too.
    """
    handicap = choice.handicaps[first]
    return handicap > min(floors) or _can_pass(floors[handicap], columns[first])


def _can_pass(column: list[int], first: list[int]) -> bool:
    """Whether some plausible weighting puts the one before, or level with, the other."""
    least, most = min(FACTORS), max(FACTORS)
    ahead = (a - b for a, b in zip(column, first, strict=True))
    return sum(d * (most if d > 0 else least) for d in ahead) >= 0


def _apart(columns: list[list[int]]) -> list[bool]:
    """For each criterion whether runners differ on it; if not, its factor changes no order."""
    return [len(set(numbers)) > 1 for numbers in zip(*columns, strict=True)]


def _lifted(columns: list[list[int]], apart: list[bool]) -> list[list[int]]:
    """Each criterion's numbers of all runners, made as small as they go without changing an order.

    Numbers are lifted so that none is negative; all runners by the same. Criteria on which no
    runners are `apart` are left out.
    """
    lifted = [
        [number - min(numbers) for number in numbers]
        for numbers in compress(zip(*columns, strict=True), apart)
    ]
    common = gcd(*(number for numbers in lifted for number in numbers)) or 1
    return [[number // common for number in numbers] for numbers in lifted]
