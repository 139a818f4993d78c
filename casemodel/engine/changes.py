"""The fewest changed answers that would change the recommendation, or put one alternative first."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from operator import add, sub

from casemodel.engine.board import Board, need_totals, totals
from casemodel.engine.choosing import Choice, chosen, is_blocked
from casemodel.engine.doubt import sameness
from casemodel.engine.questions import Question
from casemodel.engine.scoring import MIDDLE, TENTHS
from casemodel.named import NamedTuple

MOST = 3  # answers changed at once


class Change(NamedTuple):
    """One answer changed: from a level, or from '' if the question was open, to another."""

    question: Question
    before: str
    after: str


class Turn(NamedTuple):
    """A set of changes and what would be recommended after them."""

    changes: tuple[Change, ...]
    recommended: str


def single_turns(
    choice: Choice, levels: Mapping[Question, str], winner: int | None
) -> tuple[Turn, ...]:
    """Every single changed answer that would change the recommendation to another alternative."""
    board = choice.board
    name = board.alternatives[winner].id if winner is not None else ""
    sums, needs = totals(board, levels), need_totals(board, levels)
    surely_same = sameness(choice, levels, winner)
    found = []
    for change in every_change(board, levels):
        moved = _moved(board, change)
        if surely_same(change.question, moved):
            continue
        after = chosen(
            choice,
            {**levels, change.question: change.after},
            list(map(add, sums, moved)),
            list(map(add, needs, moved)) if change.question in board.need else needs,
        )
        if after is not None and board.alternatives[after].id != name:
            found.append(Turn((change,), board.alternatives[after].id))
    return tuple(found)


def every_change(board: Board, levels: Mapping[Question, str]) -> Iterator[Change]:
    """Every other level of every question."""
    for question, row in board.points.items():
        before = levels.get(question, "")
        for level in row:
            if level != before:
                yield Change(question, before, level)


def turn_to(
    choice: Choice, levels: Mapping[Question, str], target: str, most: int = MOST
) -> Turn | None:
    """The fewest changes (up to `most`) after which `target` is recommended, or None.

    Of several sets of the same size, the one that puts it furthest ahead of the present winner,
    then by name. Sets that cannot close the gap to the winner are passed over by a bound, so None
    means that there is none.
    """
    board = choice.board
    winner = chosen(choice, levels)
    if winner is not None and board.alternatives[winner].id == target:
        return Turn((), target)
    sums, needs = totals(board, levels), need_totals(board, levels)
    moves = {c: _moved(board, c) for c in every_change(board, levels)}
    goals = [i for i, a in enumerate(board.alternatives) if a.id == target]
    for size in range(1, most + 1):
        found = []
        for goal in goals:
            for gain, changes in _sets(choice, levels, moves, goal, winner, size):
                after = list(sums)
                need = list(needs)
                for change in changes:
                    after = list(map(add, after, moves[change]))
                    if change.question in board.need:
                        need = list(map(add, need, moves[change]))
                then = {**levels, **{c.question: c.after for c in changes}}
                got = chosen(choice, then, after, need)
                if got is not None and board.alternatives[got].id == target:
                    found.append((-gain, changes))
        if found:
            return Turn(min(found)[1], target)
    return None


def _moved(board: Board, change: Change) -> tuple[int, ...]:
    """What a change adds to every alternative."""
    row = board.points[change.question]
    before = row[change.before] if change.before else (0,) * len(board.alternatives)
    return tuple(map(sub, row[change.after], before))


def _sets(
    choice: Choice,
    levels: Mapping[Question, str],
    moves: Mapping[Change, tuple[int, ...]],
    goal: int,
    winner: int | None,
    size: int,
) -> Iterator[tuple[int, tuple[Change, ...]]]:
    """Sets of changes of one size that could close the gap to the winner, with their gain."""
    board = choice.board
    if winner is None:
        yield from ((0, picked) for picked in combinations(moves, size) if _apart(picked))
        return
    gains = {c: moved[goal] - moved[winner] for c, moved in moves.items()}
    sums = totals(board, levels)
    gap = sums[winner] - sums[goal]
    gap += -(choice.handicaps[winner] - choice.handicaps[goal] + 1) * board.unit // TENTHS
    freeing = {c for c in gains if _may_free(choice, levels, c, winner)}
    helpful = [
        c
        for c in gains
        if c in freeing or gains[c] > 0 or moves[c][goal] > 0 or _may_unblock(choice, c, goal)
    ]
    free = sorted(c for c in helpful if c in freeing)
    bound = sorted((c for c in helpful if c not in freeing), key=lambda c: (-gains[c], c))
    for picked in _reaching(bound, [gains[c] for c in bound], gap, size):
        yield sum(gains[c] for c in picked), picked
    for freed in range(1, size + 1):
        for some in combinations(free, freed):
            for others in combinations(bound, size - freed):
                picked = (*some, *others)
                if _apart(picked):
                    yield sum(gains[c] for c in picked), picked


def _reaching(
    changes: list[Change], gains: list[int], gap: int, size: int, start: int = 0
) -> Iterator[tuple[Change, ...]]:
    """Sets of `size` changes whose gains reach the gap; `gains` fall, so the search stops early."""
    for i in range(start, len(changes)):
        if sum(gains[i : i + size]) < gap:
            return
        if size == 1:
            yield (changes[i],)
            continue
        for rest in _reaching(changes, gains, gap - gains[i], size - 1, i + 1):
            if all(c.question != changes[i].question for c in rest):
                yield (changes[i], *rest)


def _apart(changes: tuple[Change, ...]) -> bool:
    return len({c.question for c in changes}) == len(changes)


def _may_unblock(choice: Choice, change: Change, goal: int) -> bool:
    """Whether the change answers a must of the goal, or adds to what it must not lack."""
    asked = choice.board.asked[change.question].criterion
    return any(
        asked == c.criterion for conditions in choice.musts[goal].conditions for c in conditions
    )


def _may_free(choice: Choice, levels: Mapping[Question, str], change: Change, winner: int) -> bool:
    """Whether the change could take the winner out of the running without being outscored."""
    board = choice.board
    if is_blocked(choice, winner, {**levels, change.question: change.after}):
        return True
    row = board.points[change.question]
    lost = row[change.before][winner] if change.before else 0
    lost -= row[change.after][winner]
    if lost <= 0:
        return False
    need = need_totals(board, levels)[winner]
    above = totals(board, levels)[winner] - MIDDLE * board.unit
    return (change.question in board.need and need < MOST * lost) or above < MOST * lost
