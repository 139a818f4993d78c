"""Switching answers: the fewest changed answers that would change the recommendation.

Every set of changes that is reported has been run through the full rule. Single changes are all
tried. Larger sets are searched from the changes that help most. A set is passed over only where
bounds show that it cannot change the recommendation. The bounds do not hold for an answer in place
of numbers; then the search does not claim to be complete. It also says if it gave up.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from casemodel.engine.choice import Choice, choose_from, unmet_conditions
from casemodel.engine.decision_problem import DecisionProblem, with_profile
from casemodel.engine.performance_table import GroupTotals, group_totals
from casemodel.engine.questions import Question
from casemodel.engine.terms import Row, terms_of
from casemodel.profiles.changes import IN, with_changes
from casemodel.profiles.values import WHOLE

MOST_CHANGES = 3
MOST_TRIALS = 6000  # sets tried before a search gives up


class Change(NamedTuple):
    """One changed answer: from a level, or from '' if the question was open, to another level."""

    question: Question
    before: str
    after: str


class SwitchingAnswers(NamedTuple):
    """A set of changed answers, and the position of what is recommended after them, or None."""

    changes: tuple[Change, ...]
    recommended: int | None


class Search(NamedTuple):
    """The outcome of a search for switching answers.

    `switch` is None where no set of up to `most` changes was found; `complete` is False if the
    search gave up before it had tried or excluded all of them.
    """

    switch: SwitchingAnswers | None
    most: int
    complete: bool


def every_change(problem: DecisionProblem) -> Iterator[Change]:
    """Yield a change of every question to each of its other levels."""
    for question in problem.asked:
        before = problem.levels.get(question, "")
        for level in problem.levels_for(question):
            if level != before:
                yield Change(question, before, level)


def single_switches(
    problem: DecisionProblem, changed: Literal["open", "given"]
) -> tuple[SwitchingAnswers, ...]:
    """Run every single change, and list those that change the recommendation.

    Changes of unanswered (`open`) questions, or of the answers `given`.
    """
    trial = _Trial(problem)
    switches = []
    for change in every_change(problem):
        if bool(change.before) != (changed == "given"):
            continue
        after = trial.choose((change,))
        if after.recommended != problem.choice.recommended:
            switches.append(SwitchingAnswers((change,), after.recommended))
    return tuple(switches)


def smallest_switch_to(problem: DecisionProblem, target: str, most: int = MOST_CHANGES) -> Search:
    """Find the fewest changes after which the model or hybrid `target` is recommended."""
    goals = [n for n, a in enumerate(problem.setting.alternatives) if a.id == target]
    recommended = problem.choice.recommended
    if recommended in goals:
        return Search(SwitchingAnswers((), recommended), most, complete=True)
    trial = _Trial(problem)
    ordered = _most_helpful_first(problem, goals)
    trials = 0
    for size in range(1, most + 1):
        for changes in _sets(problem, ordered, goals, size):
            trials += 1
            if trials > MOST_TRIALS:
                return Search(None, most, complete=False)
            after = trial.choose(changes)
            if after.recommended in goals:
                return Search(SwitchingAnswers(changes, after.recommended), most, complete=True)
    # An answer in place of numbers changes more than points, so sets with one are not excluded.
    counted = most > 1 and any(_is_counted(problem, change) for change in ordered)
    return Search(None, most, complete=not counted)


class _Trial:
    """The full rule applied after some changes, from totals worked out once."""

    def __init__(self, problem: DecisionProblem) -> None:
        self.problem = problem
        self.by_group = problem.by_group()
        self._without_numbers: dict[tuple[Change, ...], _Trial] = {}

    @cached_property
    def totals(self) -> GroupTotals:
        """The points of every column before any change."""
        return group_totals(self.problem.table, self.by_group)

    def choose(self, changes: tuple[Change, ...]) -> Choice:
        """Apply the full rule after a set of changes.

        A question that numbers answer is changed in the profile itself: the numbers no longer hold
        then. The changed profile has the same alternatives in the same order.
        """
        if not changes:
            return self.problem.choice
        counted = tuple(change for change in changes if _is_counted(self.problem, change))
        if not counted:
            return self._choose(changes)
        if counted not in self._without_numbers:
            new_levels = dict(_profile_entry(self.problem, change) for change in counted)
            profile = with_changes(self.problem.profile, new_levels, self.problem.rules)
            self._without_numbers[counted] = _Trial(with_profile(self.problem, profile))
        uncounted = tuple(change for change in changes if change not in counted)
        return self._without_numbers[counted].choose(uncounted)

    def _choose(self, changes: tuple[Change, ...]) -> Choice:
        problem = self.problem
        by_group = [dict(levels) for levels in self.by_group]
        points = [list(row) for row in self.totals.points]
        needs = [list(row) for row in self.totals.needs]
        for change in changes:
            criterion, segment = problem.asked[change.question]
            rows = problem.table.points.get(criterion)
            for group in range(len(by_group)) if segment == WHOLE else (segment,):
                by_group[group][criterion] = change.after
                if rows is None:
                    continue
                before = rows[change.before] if change.before else (0,) * len(points[group])
                moved = [new - old for new, old in zip(rows[change.after], before, strict=True)]
                points[group] = [a + b for a, b in zip(points[group], moved, strict=True)]
                if criterion in problem.table.need:
                    needs[group] = [a + b for a, b in zip(needs[group], moved, strict=True)]
        totals = GroupTotals(points, needs)
        return choose_from(problem.setting, problem.table, by_group, totals)


def _is_counted(problem: DecisionProblem, change: Change) -> bool:
    criterion = problem.rules.criteria[problem.asked[change.question].criterion]
    return bool(criterion.counts) and bool(problem.quantities)


def _profile_entry(problem: DecisionProblem, change: Change) -> tuple[str, str]:
    """Write a change as in a profile: the criterion, with its segment if any, and the level."""
    criterion, segment = problem.asked[change.question]
    if segment == WHOLE:
        return criterion, change.after
    return f"{criterion}{IN}{problem.profile.segments[segment].name}", change.after


def _most_helpful_first(problem: DecisionProblem, goals: Sequence[int]) -> list[Change]:
    """Order the changes by how much they help a goal against the winner."""
    rows = [{t.question: t.row for t in terms_of(problem, n) if not t.part} for n in goals]
    winner = problem.choice.recommended
    winner_rows = (
        {t.question: t.row for t in terms_of(problem, winner) if not t.part}
        if winner is not None
        else {}
    )

    def help_of(change: Change) -> int:
        """Give the most points that a change gains any goal over the winner."""
        against = _moved(winner_rows.get(change.question, {}), change)
        gains = [_moved(row.get(change.question, {}), change) - against for row in rows]
        return max(gains, default=0)

    return sorted(every_change(problem), key=lambda change: (-help_of(change), change))


def _moved(row: Row, change: Change) -> int:
    if not row:
        return 0
    return row[change.after] - (row[change.before] if change.before else 0)


def _sets(
    problem: DecisionProblem,
    ordered: Sequence[Change],
    goals: Sequence[int],
    size: int,
) -> Iterator[tuple[Change, ...]]:
    """Yield sets of changes to different questions, the most helpful first.

    Only sets after which a goal could score above 50 without needs against it, and whose answers
    leave none of its musts unmet; and every single answer in place of numbers.
    """
    yielded: set[tuple[Change, ...]] = set()
    if size == 1:
        yielded = {(change,) for change in ordered if _is_counted(problem, change)}
        yield from sorted(yielded)
    for goal in goals:
        for changes in _combinations(ordered, size, _floors(problem, ordered, goal)):
            if changes not in yielded:
                yielded.add(changes)
                yield changes


class _Floor(NamedTuple):
    """A sum of gains that changes must raise by at least `missing`.

    `gains` is what each change adds; `top[n]` the most that any n changes can add.
    """

    gains: dict[Change, int]
    missing: int
    top: tuple[int, ...]


def _floors(problem: DecisionProblem, ordered: Sequence[Change], goal: int) -> tuple[_Floor, ...]:
    """List the sums that changes must raise before a goal can be recommended."""
    setting, standing = problem.setting, problem.choice.standings[goal]
    terms = [t for t in terms_of(problem, goal) if not t.part]
    rows = {t.question: t.row for t in terms}
    need = {t.question: t.row for t in terms if t.asked.criterion in problem.table.need}
    overhead = setting.alternatives[goal].overhead * problem.table.unit * setting.whole
    floors = []
    if standing is not None:
        floors.append(_floor(ordered, rows, overhead + 1 - standing.points))
        floors.append(_floor(ordered, need, -standing.needs))
    floors += [
        _floor_of_gains({c: int(problem.asked[c.question].criterion == must) for c in ordered}, 1)
        for must in unmet_conditions(setting, problem.by_group(), goal)
    ]
    return tuple(floor for floor in floors if floor.missing > 0)


def _floor(ordered: Sequence[Change], rows: dict[Question, Row], missing: int) -> _Floor:
    return _floor_of_gains({c: _moved(rows.get(c.question, {}), c) for c in ordered}, missing)


def _floor_of_gains(gains: dict[Change, int], missing: int) -> _Floor:
    best = sorted(gains.values(), reverse=True)[:MOST_CHANGES]
    top = tuple(sum(max(gain, 0) for gain in best[:n]) for n in range(MOST_CHANGES + 1))
    return _Floor(gains, missing, top)


def _combinations(
    ordered: Sequence[Change], size: int, floors: Sequence[_Floor], start: int = 0
) -> Iterator[tuple[Change, ...]]:
    """Yield sets of `size` changes, from place `start` on, that can raise every sum enough."""
    if size == 0:
        if all(floor.missing <= 0 for floor in floors):
            yield ()
        return
    for place in range(start, len(ordered)):
        change = ordered[place]
        lowered = [f._replace(missing=f.missing - f.gains[change]) for f in floors]
        if any(f.missing > f.top[min(size - 1, MOST_CHANGES)] for f in lowered):
            continue
        for later_changes in _combinations(ordered, size - 1, lowered, place + 1):
            if all(later.question != change.question for later in later_changes):
                yield (change, *later_changes)
