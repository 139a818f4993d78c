"""Law 8, and axioms 26 to 29: a score lies in its interval however the open questions are answered,
both ends are reached, an answer never widens it, and leaving one out never raises its low end.
"""

from itertools import product

from tests.laws.looks import (
    all_levels,
    all_questions,
    at_level,
    at_levels,
    criterion_of,
    of_models,
    standings,
    without,
)
from tests.laws.recipes import Case, seeded
from tests.laws.strategies import over_generated, over_shipped

MOST_OPEN = 2


def _few_open(case: Case, pick: int) -> tuple[Case, list[str]]:
    """The case with all but a few of its open questions answered."""
    random, levels = seeded(pick), all_levels(case)
    waiting = [q for q in all_questions(case) if q not in levels]
    random.shuffle(waiting)
    filled = {
        q: random.choice([level.id for level in criterion_of(case, q).levels])
        for q in waiting[MOST_OPEN:]
    }
    return at_levels(case, filled), waiting[:MOST_OPEN]


def check_contained(case: Case, pick: int) -> None:
    """Every way of answering a few open questions; a tier as long as it is served the same."""
    case, waiting = _few_open(case, pick)
    before = standings(case)
    scores: dict[str, list[int]] = {id_: [] for id_ in before}
    served_alike = dict.fromkeys(before, True)
    choices = [[level.id for level in criterion_of(case, q).levels] for q in waiting]
    for levels in product(*choices):
        after = standings(at_levels(case, dict(zip(waiting, levels, strict=True))))
        for id_, standing in before.items():
            same = id_ in after and after[id_].serves == standing.serves
            served_alike[id_] = served_alike[id_] and same
            if same:
                assert standing.low <= after[id_].tenths <= standing.high
                scores[id_].append(after[id_].tenths)
    for id_, standing in before.items():
        by_posts = any(part.by_posts for part in standing.contributions)
        if served_alike[id_] and not by_posts:
            assert (min(scores[id_]), max(scores[id_])) == (standing.low, standing.high)


def check_refined(case: Case, pick: int) -> None:
    """Answering one open question, in any way, keeps every interval within what it was."""
    waiting = [q for q in all_questions(case) if q not in all_levels(case)]
    if not waiting:
        return
    question = seeded(pick).choice(waiting)
    before = standings(case)
    for level in criterion_of(case, question).levels:
        for id_, standing in standings(at_level(case, question, level.id)).items():
            if id_ in before and before[id_].serves == standing.serves:
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
        if id_ in before and before[id_].serves == standing.serves:
            assert standing.low <= before[id_].low
            assert standing.high >= before[id_].high
    by_level = [
        standings(at_level(case, question, level.id))
        for level in criterion_of(case, question).levels
    ]
    for id_, standing in of_models(after).items():
        scores = [standings_then[id_].score for standings_then in by_level]
        assert min(scores) <= standing.score <= max(scores)


test_contained = over_generated(check_contained)
test_contained_shipped = over_shipped(check_contained)
test_refined = over_generated(check_refined)
test_refined_shipped = over_shipped(check_refined)
test_silence_is_not_rewarded = over_generated(check_silence_is_not_rewarded)
test_silence_is_not_rewarded_shipped = over_shipped(check_silence_is_not_rewarded)
