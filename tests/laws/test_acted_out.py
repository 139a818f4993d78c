"""Law 12: what the engine says would change the answer is acted out, and so is what would not.

Everything is acted out as a person would do it: the profile is changed by
`casemodel.profiles.changes`, or by its own weights, and assessed anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations, islice, product
from random import Random

from hypothesis.strategies import SearchStrategy, integers

from casemodel.engine import decision_problem
from casemodel.engine.acceptability import stability
from casemodel.engine.assessment import Assessment
from casemodel.engine.counterfactual import Change, every_change, smallest_switch_to
from casemodel.engine.decision_problem import DecisionProblem
from casemodel.engine.questions import Question
from casemodel.profiles.changes import IN, with_changes
from casemodel.profiles.values import WHOLE, Profile
from tests.laws.looks import assessed, considered
from tests.laws.recipes import Case, seeded, seeded_case
from tests.laws.strategies import Tried, fewer, generated_cases, shipped_cases, tried_on
from tests.laws.test_hybrids import check_alike_share_a_part
from tests.laws.variants import all_tiered, only_models, stirred, with_bands, with_staff

Outcome = tuple[
    str, tuple[str, ...]
]  # what is recommended, and the part for each group; '' for none

# Off the round numbers at which small rules are in an exact tie, and the ends.
GRID = tuple(
    Fraction(thousandths, 1000)
    for thousandths in (0, 37, 113, 377, 613, 877, 1117, 1627, 2303, 4407, 7919, 10_000)
)
GAP = Fraction(1, 100)  # thresholds are printed in hundredths
COMPLETIONS = 30
ALL_COMPLETIONS = 200
MOST_CHANGES = 24  # of which all pairs are tried


def outcome(problem: DecisionProblem, position: int | None) -> Outcome:
    """What is recommended at a position."""
    if position is None:
        return "", ()
    alternative = problem.setting.alternatives[position]
    return alternative.id, alternative.serves


def recommended(case: Case, profile: Profile) -> Outcome:
    """What is recommended for another profile under the same rules and options."""
    problem = decision_problem.set_up(case.rules, profile, case.options)
    return outcome(problem, problem.choice.recommended)


def written(problem: DecisionProblem, question: Question) -> str:
    """A question as a person names it: its criterion, and the segment it is confined to."""
    criterion, segment = problem.asked[question]
    return (
        criterion
        if segment == WHOLE
        else f"{criterion}{IN}{problem.profile.segments[segment].name}"
    )


def answered(problem: DecisionProblem, levels: Mapping[Question, str]) -> Profile:
    """The profile with these answers."""
    changes = {written(problem, question): level for question, level in levels.items()}
    return with_changes(problem.profile, changes, problem.rules)


def after(case: Case, problem: DecisionProblem, changes: Iterable[Change]) -> Outcome:
    """What is recommended once these answers are changed."""
    return recommended(case, answered(problem, {c.question: c.after for c in changes}))


def before(problem: DecisionProblem) -> Outcome:
    """What is recommended as it is."""
    return outcome(problem, problem.choice.recommended)


def picked(problem: DecisionProblem, pick: int, count: int) -> list[Change]:
    """Some changes of single answers."""
    every = list(every_change(problem))
    return Random(pick).sample(every, min(count, len(every)))


def check_single_answers(case: Case, pick: int, count: int = 60) -> None:
    """A changed answer that is named gives what is said, and no other changes anything."""
    found = assessed(case)
    problem = found.problem
    switches = {s.changes[0]: outcome(problem, s.recommended) for s in found.switches}
    assert all(then != before(problem) for then in switches.values())
    named = Random(pick).sample(list(switches), min(count, len(switches)))
    for change in {*named, *picked(problem, pick, count)}:
        assert after(case, problem, [change]) == switches.get(change, before(problem)), change


def check_single_answers_of_shipped(case: Case, pick: int) -> None:
    """The same, of fewer answers."""
    check_single_answers(case, pick, 12)


def weighted(problem: DecisionProblem, criterion: str, factor: Fraction) -> Profile:
    """The profile with one weight in use multiplied, as own weights; an order becomes factors."""
    used = problem.table.weighting.weights
    own = {c: Fraction(weight, problem.rules.criteria[c].weight) for c, weight in used.items()}
    own[criterion] *= factor
    weights = {c: str(own_factor) for c, own_factor in own.items()}
    return problem.profile._replace(weights=weights, priorities=())


def check_weights(case: Case, pick: int, count: int = 8) -> None:
    """A weight that is named gives what is said, and no nearer one changes anything."""
    found = assessed(case)
    problem = found.problem
    thresholds = {t.criterion: t for t in found.weight_thresholds}
    used = problem.table.weighting.weights
    criteria = [c for c in used if used[c] and used[c] < sum(used.values())]
    assert thresholds.keys() <= set(criteria)
    for criterion in Random(pick).sample(criteria, min(count, len(criteria))):
        sides = thresholds.get(criterion)
        lower, higher = (sides.lower, sides.higher) if sides else (None, None)
        for side in filter(None, (lower, higher)):
            assert 0 <= side.factor <= 10
            then = outcome(problem, side.recommended)
            assert then != before(problem)
            assert recommended(case, weighted(problem, criterion, side.factor)) == then
        for factor in GRID:
            nearest = lower if factor < 1 else higher
            if nearest is None or abs(factor - 1) < abs(nearest.factor - 1) - GAP:
                same = recommended(case, weighted(problem, criterion, factor))
                assert same == before(problem), (criterion, factor)


def check_weights_of_shipped(case: Case, pick: int) -> None:
    """The same, of fewer criteria."""
    check_weights(case, pick, 3)


def completions(problem: DecisionProblem, random: Random) -> Iterator[dict[Question, str]]:
    """Ways of answering the open questions: all if they are few, else some at random."""
    levels = {q: problem.levels_for(q) for q in problem.asked if q not in problem.levels}
    every = product(*levels.values())
    all_of_them = [
        dict(zip(levels, way, strict=True)) for way in islice(every, ALL_COMPLETIONS + 1)
    ]
    if len(all_of_them) <= ALL_COMPLETIONS:
        yield from all_of_them
        return
    for _ in range(COMPLETIONS):
        yield {question: random.choice(of) for question, of in levels.items()}


def check_proof(case: Case, pick: int) -> None:
    """Where open questions are said to change nothing, no answers do; else those named do."""
    found = assessed(case)
    problem, proof = found.problem, found.proof
    if proof.holds is False:
        assert recommended(case, answered(problem, proof.witness)) != before(problem)
        assert not proof.witness.keys() & problem.levels.keys()
    if proof.holds:
        for levels in completions(problem, seeded(pick)):
            assert recommended(case, answered(problem, levels)) == before(problem), levels


def check_switch_to(case: Case, pick: int) -> None:
    """Answers said to make another come first do so; where there are none, no two do."""
    found = assessed(case)
    problem = found.problem
    others = [s.id for s in found.ranking if s.id != found.recommended]
    if not others:
        return
    target = others[pick % len(others)]
    search = smallest_switch_to(problem, target, most=2)
    size = 3 if search.found is None else len(search.found.changes)
    if search.found is not None:
        assert after(case, problem, search.found.changes)[0] == target
    every = list(every_change(problem))
    if not search.complete or len(every) > MOST_CHANGES:
        return
    for smaller in range(1, size):
        for changes in combinations(every, smaller):
            if len({change.question for change in changes}) == smaller:
                assert after(case, problem, changes)[0] != target, changes


def check_switch_to_shipped(case: Case, pick: int) -> None:
    """Answers said to make another come first do so, also three together."""
    found = assessed(case)
    others = [s.id for s in found.ranking if s.id != found.recommended]
    target = others[pick % len(others)]
    switch = smallest_switch_to(found.problem, target).found
    if switch is not None:
        assert after(case, found.problem, switch.changes)[0] == target


def check_stability_without_order(case: Case, pick: int) -> None:
    """No order of files, models, criteria or segments changes stability."""
    turned = stirred(case, seeded(pick))
    profile = turned.profile
    segments = list(profile.segments)
    seeded(pick).shuffle(segments)
    turned = turned._replace(profile=profile._replace(segments=tuple(segments)))
    first, second = considered(case), considered(turned)
    assert stability(first, case.options.draws) == stability(second, case.options.draws)


def check_stability_without_another(case: Case, pick: int) -> None:
    """A model that is never first changes no draw: without it, the same comes first as often."""
    case = case._replace(profile=case.profile._replace(segments=()))
    problem = considered(case)
    found = stability(problem, 20)
    first = {*found.firsts, *outcome(problem, problem.choice.recommended)[:1]}
    needed = {part for a in problem.setting.alternatives if a.id in first for part in a.parts}
    spare = [m.id for m in case.rules.scored_models() if m.id not in needed]
    if not spare or problem.choice.tied:
        return
    kept = {m for m in case.rules.models if m != spare[pick % len(spare)]}
    without = stability(considered(case._replace(rules=only_models(case.rules, kept))), 20)
    ties = found.firsts.get("", 0)
    for alternative in first - {""}:
        more = without.firsts.get(alternative, 0) - found.firsts.get(alternative, 0)
        assert 0 <= more <= ties  # of a tie with what is left out, the other is left


def check_halves(case: Case, pick: int) -> None:
    """Splitting a group in two alike halves changes nothing that is said of it."""
    check_alike_share_a_part(case, pick)
    if case.profile.segments:
        whole, halves = (assessed(c) for c in (case, _halved(case, pick)))
        assert _thresholds(whole) == _thresholds(halves)
        if None not in (whole.proof.holds, halves.proof.holds):
            assert whole.proof.holds or not halves.proof.holds


def _halved(case: Case, pick: int) -> Case:
    at = pick % len(case.profile.segments)
    parts = [s._replace(part=2 * s.part) for s in case.profile.segments]
    half = parts[at]._replace(part=parts[at].part // 2)
    parts[at : at + 1] = [half._replace(name="one half"), half._replace(name="other half")]
    return case._replace(profile=case.profile._replace(segments=tuple(parts)))


def _thresholds(found: Assessment) -> list[tuple[str, list[tuple[Fraction, str] | None]]]:
    return [
        (
            t.criterion,
            [
                s and (s.factor, outcome(found.problem, s.recommended)[0])
                for s in (t.lower, t.higher)
            ],
        )
        for t in found.weight_thresholds
    ]


def in_groups(pick: int) -> Tried:
    """An organization with groups of clients and staff, under rules whose hybrids are all tiers."""
    random = seeded(pick)
    while True:
        case = seeded_case(random)
        rules = all_tiered(with_bands(case.rules, random))
        if case.profile.segments and rules.hybrids:
            profile = with_staff(case.profile, random)
            return Tried(case._replace(rules=rules, profile=profile), pick)


def of_groups() -> SearchStrategy[Tried]:
    """Organizations with groups of clients."""
    return integers(0, 2**24 - 1).map(in_groups)


test_single_answers = tried_on(generated_cases(), fewer(4), check_single_answers)
test_single_answers_shipped = tried_on(shipped_cases(), fewer(250), check_single_answers_of_shipped)
test_single_answers_in_groups = tried_on(of_groups(), fewer(10), check_single_answers)
test_weights = tried_on(generated_cases(), fewer(4), check_weights)
test_weights_shipped = tried_on(shipped_cases(), fewer(250), check_weights_of_shipped)
test_weights_in_groups = tried_on(of_groups(), fewer(10), check_weights)
test_proof = tried_on(generated_cases(), fewer(2), check_proof)
test_proof_shipped = tried_on(shipped_cases(), fewer(250), check_proof)
test_proof_in_groups = tried_on(of_groups(), fewer(10), check_proof)
test_switch_to = tried_on(generated_cases(), fewer(10), check_switch_to)
test_switch_to_shipped = tried_on(shipped_cases(), fewer(500), check_switch_to_shipped)
test_switch_to_in_groups = tried_on(of_groups(), fewer(20), check_switch_to)
test_stability_without_order = tried_on(generated_cases(), fewer(4), check_stability_without_order)
test_stability_without_another = tried_on(
    generated_cases(), fewer(4), check_stability_without_another
)
test_halves = tried_on(generated_cases(), fewer(4), check_halves)
test_halves_in_groups = tried_on(of_groups(), fewer(10), check_halves)
test_halves_shipped = tried_on(shipped_cases(), fewer(1000), check_halves)
