"""The fewest changed answers that would change the recommendation, or put one alternative first."""

from collections.abc import Iterable, Iterator, Mapping
from operator import add, sub
from typing import NamedTuple

from casemodel.engine.board import Board, need_totals, totals
from casemodel.engine.choosing import Choice, chosen, is_blocked, least_above_middle, unmet
from casemodel.engine.doubt import sameness
from casemodel.engine.questions import Question
from casemodel.engine.reaching import Bar, best_set
from casemodel.engine.scoring import TENTHS

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

    Of several sets of the same size, the one that puts it furthest ahead of the present winner (or
    highest, if nothing is recommended), then the one with the largest single step, then by name.
    Only sets that cannot do it are passed over, so None means that there is none.
    """
    board = choice.board
    winner = chosen(choice, levels)
    if winner is not None and board.alternatives[winner].id == target:
        return Turn((), target)
    now = _now(choice, levels, winner)
    goals = [i for i, a in enumerate(board.alternatives) if a.id == target]
    for size in range(1, most + 1):
        best: tuple[int, tuple[Change, ...]] | None = None
        for goal in goals:
            found = _furthest(now, goal, size, best[0] if best else None)
            best = found or best
        if best:
            return Turn(best[1], target)
    return None


class _Now(NamedTuple):
    """How things stand before any change, and what each change adds to every alternative."""

    choice: Choice
    levels: Mapping[Question, str]
    winner: int | None
    sums: list[int]
    needs: list[int]
    moves: Mapping[Change, tuple[int, ...]]


def _now(choice: Choice, levels: Mapping[Question, str], winner: int | None) -> _Now:
    board = choice.board
    moves = {c: _moved(board, c) for c in every_change(board, levels)}
    return _Now(choice, levels, winner, totals(board, levels), need_totals(board, levels), moves)


def _moved(board: Board, change: Change) -> tuple[int, ...]:
    """What a change adds to every alternative."""
    row = board.points[change.question]
    before = row[change.before] if change.before else (0,) * len(board.alternatives)
    return tuple(map(sub, row[change.after], before))


def _furthest(
    now: _Now, goal: int, size: int, lead: int | None
) -> tuple[int, tuple[Change, ...]] | None:
    """The set of changes that puts an alternative furthest ahead, and a figure for how far.

    None if no set recommends it, or none with a higher figure than `lead`, which is another goal's.
    """
    if now.choice.musts[goal].blocked:
        return None
    gains = {
        c: moved[goal] - (moved[now.winner] if now.winner is not None else 0)
        for c, moved in now.moves.items()
        if not _blocks(now.choice, goal, c)
    }
    ordered = sorted(gains, key=lambda c: (-gains[c], c))
    bars = _bars(now, goal, ordered, size)
    if bars is None:
        return None

    strongest = goal  # the rival that came first in its place last time, and often will again

    def holds(numbers: tuple[int, ...]) -> bool:
        nonlocal strongest
        picked = [ordered[i] for i in numbers]
        if strongest != goal and _first_of(now, picked, {goal, strongest}) != goal:
            return False
        first = _first_of(now, picked, range(len(now.sums)))
        strongest = goal if first is None else first
        return first == goal

    start = now.sums[goal]  # for every goal ahead of the same
    worth = tuple(gains[c] for c in ordered)
    apart = [c.question for c in ordered]
    found = best_set(bars, worth, apart, size, holds, None if lead is None else lead - start)
    if found is None:
        return None
    return start + sum(worth[i] for i in found), tuple(ordered[i] for i in found)


def _first_of(now: _Now, picked: list[Change], among: Iterable[int]) -> int | None:
    """What would be recommended after these changes if there were only these alternatives."""
    need = now.choice.board.need
    moved = [now.moves[c] for c in picked]
    of_need = [now.moves[c] for c in picked if c.question in need]
    sums, needs = [0] * len(now.sums), now.needs.copy()
    for i in among:
        sums[i] = now.sums[i] + sum(move[i] for move in moved)
        needs[i] += sum(move[i] for move in of_need)
    then = {**now.levels, **{c.question: c.after for c in picked}}
    return chosen(now.choice, then, sums, needs)


def _bars(now: _Now, goal: int, ordered: list[Change], size: int) -> list[Bar] | None:
    """What any set of changes must reach for the goal to be recommended; None if none can.

    It must print above 50, needs must not speak against it, its unmet musts must be met, and it
    must pass whatever could be recommended now and no change of the set takes out of the running.
    """
    choice, moves = now.choice, now.moves
    board = choice.board
    floor = least_above_middle(board)
    bars = [
        Bar(tuple(moves[c][goal] for c in ordered), floor - now.sums[goal]),
        Bar(
            tuple(moves[c][goal] if c.question in board.need else 0 for c in ordered),
            -now.needs[goal],
        ),
    ]
    for conditions in choice.musts[goal].conditions:
        for condition in unmet(conditions, choice.known(now.levels)):
            if choice.capacity is not None:
                return None  # a client's answers do not change the agency
            answers = tuple(int(c.question == condition.criterion) for c in ordered)
            bars.append(Bar(answers, 1))
    for rival, alternative in enumerate(board.alternatives):
        fits = now.sums[rival] >= floor and now.needs[rival] >= 0
        own = alternative.id == board.alternatives[goal].id
        if fits and not own and not is_blocked(choice, rival, now.levels):
            bars.append(_bar_to_pass(now, goal, rival, ordered, size))
    return bars


def _bar_to_pass(now: _Now, goal: int, rival: int, ordered: list[Change], size: int) -> Bar:
    """How far the goal must gain on a rival to come before it in print.

    A change that could take the rival out of the running reaches the bar by itself.
    """
    board, handicaps = now.choice.board, now.choice.handicaps
    # Printed scores differ by less than a tenth more than exact ones.
    apart = (handicaps[goal] - handicaps[rival] - 1) * board.unit // TENTHS + 1
    least = apart - (now.sums[goal] - now.sums[rival])
    gains = [now.moves[c][goal] - now.moves[c][rival] for c in ordered]
    enough = abs(least) + size * max(map(abs, gains), default=0)
    free = (_may_free(now, rival, c, size) for c in ordered)
    return Bar(tuple(enough if f else g for g, f in zip(gains, free, strict=True)), least)


def _blocks(choice: Choice, index: int, change: Change) -> bool:
    """Whether an alternative is blocked once this change is made, whatever else is changed."""
    return choice.capacity is None and any(
        c.criterion == change.question and change.after not in c.levels
        for conditions in choice.musts[index].conditions
        for c in conditions
    )


def _may_free(now: _Now, rival: int, change: Change, size: int) -> bool:
    """Whether the change, or it as the largest of some, takes a rival out without passing it."""
    if _blocks(now.choice, rival, change):
        return True
    board = now.choice.board
    lost = -size * now.moves[change][rival]
    against = change.question in board.need and now.needs[rival] < lost
    return against or now.sums[rival] - least_above_middle(board) < lost
