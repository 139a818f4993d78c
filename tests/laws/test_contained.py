"""Law 8, and axioms 26 to 29: a score lies in its interval however the open questions are answered,
both ends are reached, an answer never widens it, and leaving one out never raises its low end.
"""

from tests.laws.looks import all_levels, assessed, at_level, of_models, standings, without
from tests.laws.oracle import Oracle, narrowed, no_staff
from tests.laws.recipes import Case, seeded
from tests.laws.strategies import over_generated, over_shipped

COMPLETIONS = 64


def check_contained(case: Case, pick: int) -> None:
    """Of few open questions, every way of answering them; for a tier both ends are bounds.

    A tier reaches its high end too, unless needs may come to speak against the way that does.
    """
    case = narrowed(case, pick, COMPLETIONS)
    oracle = Oracle(case)
    found = assessed(case)
    seen: dict[str, list[int]] = {s.id: [] for s in found.ranking}
    for levels in oracle.completions():
        sums, needs = oracle.sums(levels), oracle.need(levels)
        for standing in found.ranking:
            ways = [i for i in oracle.every if oracle.ids[i] == standing.id]
            good = [i for i in ways if needs[i] >= 0 and not no_staff(oracle, i)]
            best = max(sums[i] for i in good or ways)
            seen[standing.id].append(oracle.tenths(best))
            if standing.way == "tiered" and min(needs[i] for i in ways) < 0 and oracle.open:
                seen[standing.id].append(standing.high)
    for standing in found.ranking:
        scores = seen[standing.id]
        assert standing.low <= min(scores)
        assert max(scores) == standing.high
        if standing.way != "tiered":
            assert standing.low == min(scores)
        if not oracle.open:
            assert standing.low == standing.tenths == standing.high


def check_refined(case: Case, pick: int) -> None:
    """Answering one open question, in any way, keeps every interval within what it was."""
    oracle, random = Oracle(case), seeded(pick)
    if not oracle.open:
        return
    question = random.choice(oracle.open)
    before = standings(case)
    for level in oracle.board.points[question]:
        for id_, standing in standings(at_level(case, question, level)).items():
            assert before[id_].low <= standing.low <= standing.tenths
            assert standing.tenths <= standing.high <= before[id_].high


def check_silence_is_not_rewarded(case: Case, pick: int) -> None:
    """Leaving out an answer never raises the low end, nor lowers the high one.

    And in the score it counts as average: 0 points, between the worst and the best answer.
    """
    levels = sorted(all_levels(case))
    if not levels:
        return
    question = levels[pick % len(levels)]
    before, after = standings(case), standings(without(case, question))
    for id_, standing in after.items():
        assert standing.low <= before[id_].low
        assert standing.high >= before[id_].high
    oracle = Oracle(case)
    by_level = [
        standings(at_level(case, question, level)) for level in oracle.board.points[question]
    ]
    for id_, standing in of_models(after).items():
        scores = [found[id_].score for found in by_level]
        assert min(scores) <= standing.score <= max(scores)


test_contained = over_generated(check_contained)
test_contained_shipped = over_shipped(check_contained)
test_refined = over_generated(check_refined)
test_refined_shipped = over_shipped(check_refined)
test_silence_is_not_rewarded = over_generated(check_silence_is_not_rewarded)
test_silence_is_not_rewarded_shipped = over_shipped(check_silence_is_not_rewarded)
