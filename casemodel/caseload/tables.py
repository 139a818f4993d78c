"""The engine's board as packed numbers: what each answer to each question adds to everything.

Nothing here weighs or rates. Points, handicaps, musts and cautions come from a case that the engine
has set up for a client of whom nothing is known, and a number only holds them side by side. From
the lowest bit up:

    open questions | refused ones | conditions of cautions met
    | a lane of points for every alternative | for every alternative, a bit for each of its reasons

So one sum over a row says all that is needed to know of it.
"""

from collections.abc import Mapping
from typing import NamedTuple

from casemodel.caseload.grounds import Grounds
from casemodel.caseload.lanes import BYTE, Lanes, lanes_for
from casemodel.caseload.values import Ground
from casemodel.engine.board import Board
from casemodel.engine.case import Case
from casemodel.engine.choosing import is_blocked, order_key
from casemodel.engine.questions import Question
from casemodel.engine.scoring import MIDDLE, TENTHS
from casemodel.knowledge.values import Condition

_FLOOR = MIDDLE * TENTHS  # what is recommended scores above it


class Layout(NamedTuple):
    """Where each part of a number begins; `low` are all bits below the lanes.

    `conditions` are those that some caution asks of a client, each with whether the agency's answer
    stands in where the client's is open.
    """

    refused_at: int
    cautions_at: int
    lanes: Lanes
    grounds_at: tuple[int, ...]
    conditions: tuple[tuple[Condition, bool], ...]

    @property
    def low(self) -> int:
        """All bits below the lanes."""
        return (1 << self.lanes.at) - 1

    @property
    def plain(self) -> int:
        """All bits below those of reasons."""
        return (1 << self.grounds_at[0]) - 1

    @property
    def asked(self) -> int:
        """A bit for each question."""
        return (1 << self.refused_at) - 1


class Entries(NamedTuple):
    """What the answers to one question add: a number for each level, and one for each state."""

    levels: Mapping[str, int]
    refused: int
    open: int


class Tables(NamedTuple):
    """A case in packed numbers.

    `runnable` is how many lanes, from the first, hold alternatives that no must blocks; these are
    in the order in which equals are preferred. `floors` are whole tenths that a lane must be above
    to be recommended, `handicaps` what has been taken off in tenths. `base` is the number of a
    client of whom nothing is known, before any open question is marked. `points` are, for each
    criterion and each of its levels, what is added to every lane. `entries` are without reasons,
    `reasoned` with them. `criteria` begin with those that can move a score the most.
    """

    case: Case
    layout: Layout
    criteria: tuple[str, ...]
    runnable: int
    ids: tuple[str, ...]
    handicaps: tuple[int, ...]
    floors: tuple[int, ...]
    base: int
    points: tuple[tuple[tuple[int, ...], ...], ...]
    entries: Mapping[str, Entries]
    reasoned: Mapping[str, Entries]
    grounds: tuple[Grounds, ...]


def tables_of(case: Case, grounds: Mapping[str, Grounds]) -> Tables:
    """Pack a case without answers; `grounds` are by alternative."""
    choice, board = case.choice, case.choice.board
    barred = [is_blocked(choice, i, {}) for i in range(len(board.alternatives))]
    order = sorted(range(len(barred)), key=lambda i: (barred[i], order_key(choice, i, 0)))
    in_order = tuple(grounds[board.alternatives[i].id] for i in order)
    layout = _layout(case, order, in_order)
    lanes = layout.lanes
    handicaps = tuple(choice.handicaps[i] for i in order)
    criteria = _by_weight(board)
    start = lanes.packed(
        lanes.of_tenths(
            2 * TENTHS * board.start[i] + board.unit * (1 + 2 * (lanes.bias - less)), 2 * board.unit
        )
        for i, less in zip(order, handicaps, strict=True)
    )
    points = tuple(
        tuple(
            tuple(lanes.of_tenths(TENTHS * row[i], board.unit) for i in order)
            for row in board.points[question].values()
        )
        for question in criteria
    )
    entries = {
        c: _entries(case, layout, c, at, row)
        for at, (c, row) in enumerate(zip(criteria, points, strict=True))
    }
    return Tables(
        case=case,
        layout=layout,
        criteria=criteria,
        runnable=barred.count(False),
        ids=tuple(board.alternatives[i].id for i in order),
        handicaps=handicaps,
        floors=tuple(_FLOOR + lanes.bias - less for less in handicaps),
        base=start + (_standing_in(case, layout) << layout.cautions_at),
        points=points,
        entries=entries,
        reasoned={c: _reasoned(layout, in_order, c, of) for c, of in entries.items()},
        grounds=in_order,
    )


def _layout(case: Case, order: list[int], grounds: tuple[Grounds, ...]) -> Layout:
    """Give every part as many bits as it can need."""
    questions = len(case.asked)
    conditions = _conditions(case)
    refused_at = questions
    cautions_at = refused_at + questions
    above = cautions_at + len(conditions)
    lanes = lanes_for(case.choice.board, order, -(-above // BYTE) * BYTE)
    grounds_at = [lanes.shift(len(order))]
    for one in grounds:
        grounds_at.append(grounds_at[-1] + len(one.ranked))
    return Layout(refused_at, cautions_at, lanes, tuple(grounds_at), conditions)


def _conditions(case: Case) -> tuple[tuple[Condition, bool], ...]:
    """What cautions ask of a client, each once.

    General cautions look at the client's own answers, those of a model at the agency's too.
    """
    rules = case.rules
    general = [(c, False) for caution in rules.cautions for c in caution.when]
    of_models = [
        (c, True)
        for model in rules.scored_models()
        for caution in model.cautions
        for c in caution.when
    ]
    asked = (pair for pair in (*general, *of_models) if pair[0].criterion in case.asked)
    return tuple(dict.fromkeys(asked))


def _standing_in(case: Case, layout: Layout, criterion: str = "") -> int:
    """The conditions that the agency's answers meet while the client's are open.

    Of one criterion, or of all.
    """
    levels = case.capacity.levels if case.capacity else {}
    return sum(
        1 << bit
        for bit, (condition, either) in enumerate(layout.conditions)
        if either
        and criterion in {"", condition.criterion}
        and levels.get(condition.criterion) in condition.levels
    )


def _entries(
    case: Case, layout: Layout, question: Question, at: int, points: tuple[tuple[int, ...], ...]
) -> Entries:
    """What the answers to the question at this place add, but for its bits as a reason."""
    is_open = 1 << at
    levels = {
        level: layout.lanes.packed(row) + _met(case, layout, question, level)
        for level, row in zip(case.choice.board.points[question], points, strict=True)
    }
    return Entries(levels, is_open | 1 << layout.refused_at + at, is_open)


def _met(case: Case, layout: Layout, question: Question, level: str) -> int:
    """The conditions of cautions that a level meets, instead of those the agency's answer meets."""
    met = sum(
        1 << bit
        for bit, (condition, _) in enumerate(layout.conditions)
        if condition.criterion == question and level in condition.levels
    )
    return met - _standing_in(case, layout, question) << layout.cautions_at


def _reasoned(
    layout: Layout, grounds: tuple[Grounds, ...], question: Question, plain: Entries
) -> Entries:
    """The same with the bits of each level as a reason."""
    begins = list(zip(layout.grounds_at, grounds, strict=False))
    return plain._replace(
        levels={
            level: number
            + sum(
                1 << begin + of.ranked.index(Ground(question, level))
                for begin, of in begins
                if Ground(question, level) in of.ranked
            )
            for level, number in plain.levels.items()
        }
    )


def _by_weight(board: Board) -> tuple[Question, ...]:
    """The questions, those first that can move a score the most: they settle most rows at once."""

    def moved(question: Question) -> int:
        columns = zip(*board.points[question].values(), strict=True)
        return max((max(c) - min(c) for c in columns), default=0)

    return tuple(sorted(board.points, key=lambda question: (-moved(question), question)))
