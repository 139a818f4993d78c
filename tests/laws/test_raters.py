"""What is said of several raters can be acted out, on random profiles of each kind."""

from random import Random

import pytest

from casemodel.engine.assessment import assess
from casemodel.engine.decision_problem import Options
from casemodel.engine.raters import RatersResult, compare_raters, outcome_of
from casemodel.profiles.changes import IN, with_changes
from casemodel.profiles.values import WHOLE
from tests.laws.recipes_of_profiles import seeded_profile
from tests.laws.strategies import shipped

RULES = shipped()
QUICK = Options(draws=1)
CASES = [("client", seed) for seed in (1, 2)] + [("organization", seed) for seed in (2, 4)]


def raters(kind, seed: int):
    """Three people: one, and two who answer some questions otherwise."""
    random = Random(seed)
    first = seeded_profile(RULES, kind, random)
    people = [first]
    for _ in range(2):
        changes = {}
        for criterion, answer in first.answers.items():
            own = RULES.criteria[criterion]
            if answer.level and not own.counts and random.random() < 0.4:
                changes[criterion] = random.choice(own.levels).id
        people.append(with_changes(first, changes, RULES))
    return people


def key_of(result: RatersResult, key: str, segment: int) -> str:
    segments = result.group.problem.profile.segments
    return key if segment == WHOLE else f"{key}{IN}{segments[segment].name}"


def check_differences(kind, seed) -> None:
    """A difference decides if an answer that someone gave changes what is recommended."""
    result = compare_raters(RULES, raters(kind, seed), QUICK)
    profile = result.group.problem.profile
    now = outcome_of(result.group)
    for difference in result.differences:
        at = key_of(result, difference.key, difference.segment)
        switches = {switch.word: switch.outcome for switch in difference.switches}
        for word in {*filter(None, difference.words)} - {difference.group}:
            after = outcome_of(assess(RULES, with_changes(profile, {at: word}, RULES), QUICK))
            assert after == switches.get(word, now), difference
        assert (difference.verdict == "decides") == bool(switches)


def check_settled(kind, seed) -> None:
    """What need not be settled changes nothing, in any combination of the answers given."""
    result = compare_raters(RULES, raters(kind, seed), QUICK)
    profile, now = result.group.problem.profile, outcome_of(result.group)
    settled = [difference for difference in result.differences if difference.verdict == "settled"]
    random = Random(seed)
    for _ in range(15):
        changes = {
            key_of(result, difference.key, difference.segment): random.choice(
                [*filter(None, difference.words)]
            )
            for difference in settled
        }
        assert outcome_of(assess(RULES, with_changes(profile, changes, RULES), QUICK)) == now


def check_agreeing(kind, seed) -> None:
    """People who agree have nothing to talk about, and the group says what each says."""
    profile = seeded_profile(RULES, kind, Random(seed))
    result = compare_raters(RULES, [profile, profile], QUICK)
    assert result.differences == ()
    assert result.w_models == 1
    assert set(result.outcomes) == {outcome_of(result.group)}


@pytest.mark.parametrize("check", [check_differences, check_settled, check_agreeing])
@pytest.mark.parametrize(("kind", "seed"), CASES)
def test_raters(check, kind, seed):
    check(kind, seed)
