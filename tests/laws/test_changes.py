"""Axiom 25: what is said to change the answer does, nothing smaller does, and none means none."""

from collections.abc import Iterator
from itertools import combinations, product

from casemodel.engine import changes
from tests.laws.looks import all_levels, all_questions, assessed, at_level, without
from tests.laws.oracle import Oracle
from tests.laws.recipes import Case, seeded
from tests.laws.strategies import over_generated, over_shipped

MOST_CHANGES = 14  # for brute force over sets of up to three


def check_single_turns(case: Case, pick: int) -> None:
    """Every single answer that makes another alternative the recommended one, and no other."""
    del pick
    oracle, found = Oracle(case), assessed(case)
    expected = set()
    for question, row in oracle.board.points.items():
        before = oracle.levels.get(question, "")
        for after in row:
            other = oracle.recommended({**oracle.levels, question: after})
            if after != before and other not in {"", found.recommended}:
                expected.add((question, before, after, other))
    said = [(*turn.changes[0], turn.recommended) for turn in found.turns]
    assert sorted(said) == sorted(expected)
    for question, _, after, other in sorted(expected)[:1]:
        assert assessed(at_level(case, question, after)).recommended == other


def check_turn_to(case: Case, pick: int) -> None:
    """The fewest changed answers, up to three, that put it first: true, none smaller, and none of
    the same size that puts it further ahead.
    """
    case = _few_questions(case, pick)
    oracle = Oracle(case)
    ids = sorted(set(oracle.ids))
    if not ids:
        return
    target = ids[pick % len(ids)]
    turn = changes.turn_to(oracle.engine.choice, oracle.levels, target)
    size = len(turn.changes) if turn else changes.MOST + 1
    if turn:
        assert turn.recommended == target
        changed = _after(turn)
        assert len(changed) == size
        assert all(oracle.levels.get(c.question, "") == c.before for c in turn.changes)
        assert all(c.before != c.after for c in turn.changes)
        assert oracle.recommended({**oracle.levels, **changed}) == target
    for count in range(min(size, changes.MOST) + 1):
        for levels in _changed(oracle, count):
            if oracle.recommended(levels) != target:
                continue
            assert turn
            assert count == size
            lead = _lead(oracle, {**oracle.levels, **_after(turn)}, target)
            assert _lead(oracle, levels, target) <= lead


def _after(turn: changes.Turn) -> dict[str, str]:
    return {c.question: c.after for c in turn.changes}


def _changed(oracle: Oracle, count: int) -> Iterator[dict[str, str]]:
    """Every way of changing so many answers."""
    for picked in combinations(oracle.board.points, count):
        others = [
            [level for level in oracle.board.points[q] if level != oracle.levels.get(q)]
            for q in picked
        ]
        for levels in product(*others):
            yield {**oracle.levels, **dict(zip(picked, levels, strict=True))}


def _lead(oracle: Oracle, levels: dict[str, str], target: str) -> int:
    """How far it is ahead of what is recommended now; its score if nothing is."""
    sums, now = oracle.sums(levels), oracle.engine.winner
    own = max(sums[i] for i, _ in oracle.good(levels) if oracle.ids[i] == target)
    return own - (sums[now] if now is not None else 0)


def _few_questions(case: Case, pick: int) -> Case:
    """The case under rules with so few criteria that brute force is quick."""
    random = seeded(pick)
    criteria = dict(case.rules.criteria)
    profile = case.profile
    while _changes(case._replace(rules=case.rules._replace(criteria=criteria))) > MOST_CHANGES:
        criteria.pop(random.choice(list(criteria)))
    kept = {c: case.profile.weights[c] for c in case.profile.weights if c in criteria}
    asked = [c.id for c in criteria.values() if profile.kind in c.asked_of]
    if all(float(kept.get(c, "1")) == 0 for c in asked):
        kept = {}
    priorities = tuple(c for c in profile.priorities if c in criteria)
    rules = case.rules._replace(
        criteria=criteria,
        models={
            id_: m._replace(
                requirements=tuple(
                    r._replace(met_by=tuple(c for c in r.met_by if c.criterion in criteria))
                    for r in m.requirements
                )
            )
            for id_, m in case.rules.models.items()
        },
    )
    return Case(rules, profile._replace(weights=kept, priorities=priorities), case.options)


def _changes(case: Case) -> int:
    """How many single answers could be changed."""
    questions = all_questions(case)
    levels = sum(len(case.rules.criteria[at.criterion].levels) for at in questions.values())
    return levels - len(all_levels(case))


def check_reversed(case: Case, pick: int) -> None:
    """Taking back a change that was asked for gives the first answer again."""
    found = assessed(case)
    if found.turns:
        change = found.turns[pick % len(found.turns)].changes[0]
        there = at_level(case, change.question, change.after)
        back = (
            at_level(there, change.question, change.before)
            if change.before
            else without(there, change.question)
        )
        assert assessed(back).recommended == found.recommended


test_single_turns = over_generated(check_single_turns)
test_single_turns_shipped = over_shipped(check_single_turns)
test_turn_to = over_generated(check_turn_to)
test_turn_to_shipped = over_shipped(check_turn_to)
test_reversed = over_generated(check_reversed)
