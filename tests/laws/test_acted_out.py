"""Law 12: what the engine says would change the answer is acted out, and so is what would not.

Everything is acted out as a person would do it: the profile is changed by
`casemodel.profiles.changes`, or by its own weights, and assessed anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations, islice, product
from random import Random

from casemodel.engine import counterfactual, decision_problem, robustness
from casemodel.engine.assessment import Assessment
from casemodel.engine.choice import score
from casemodel.engine.counterfactual import Change, every_change
from casemodel.engine.decision_problem import DecisionProblem
from casemodel.engine.questions import Question, refused
from casemodel.engine.scoring import in_tenths
from casemodel.profiles.changes import IN, with_changes
from casemodel.profiles.values import WHOLE, Profile
from tests.laws.looks import assessed
from tests.laws.recipes import MOST_CRITERIA, Case, seeded
from tests.laws.strategies import fewer, generated_cases, group_cases, shipped_cases, tried_on
from tests.laws.test_hybrids import check_alike_share_a_part
from tests.laws.variants import only_models

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


def outcome_of(problem: DecisionProblem) -> Outcome:
    """What is recommended."""
    return outcome(problem, problem.choice.recommended)


def outcome(problem: DecisionProblem, position: int | None) -> Outcome:
    """What is recommended at a position."""
    if position is None:
        return "", ()
    alternative = problem.setting.alternatives[position]
    return alternative.id, alternative.serves


def recommended(case: Case, profile: Profile) -> Outcome:
    """What is recommended for another profile under the same rules and options."""
    return outcome_of(decision_problem.set_up(case.rules, profile, case.options))


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


def picked(problem: DecisionProblem, pick: int, count: int) -> list[Change]:
    """Some changes of single answers."""
    every = list(every_change(problem))
    return Random(pick).sample(every, min(count, len(every)))


def is_large(case: Case) -> bool:
    """Whether the rules are as large as the shipped ones, of which less is tried."""
    return len(case.rules.criteria) > MOST_CRITERIA


def check_single_answers(case: Case, pick: int) -> None:
    """A changed answer that is named gives what is said, and no other changes anything."""
    assessment = assessed(case)
    problem = assessment.problem
    count = 12 if is_large(case) else 60
    switches = {s.changes[0]: outcome(problem, s.recommended) for s in assessment.switches}
    assert all(then != outcome_of(problem) for then in switches.values())
    sample = Random(pick).sample(list(switches), min(count, len(switches)))
    for change in {*sample, *picked(problem, pick, count)}:
        assert after(case, problem, [change]) == switches.get(change, outcome_of(problem)), change


def check_next_questions(case: Case, pick: int) -> None:
    """The open questions listed, and no others, can matter; those that decide alone come first.

    What is said to decide does so when it is answered. The swing is how far a question's answers
    move the lead of what is recommended over another, or any score where nothing is.
    """
    assessment = assessed(case)
    problem, listed = assessment.problem, assessment.next_questions
    assert list(listed) == sorted(listed, key=lambda n: (not n.deciding, -n.swing, n.question))
    if assessment.proof.holds:
        assert listed == ()
        return
    by_question = {n.question: n for n in listed}
    waiting = {q for q in problem.asked if q not in problem.levels}
    waiting -= refused(problem.profile, problem.asked)
    assert by_question.keys() <= waiting
    for question in Random(pick).sample(sorted(waiting), min(len(waiting), 4)):
        levels = problem.levels_for(question)
        after = {level: _with_level(case, problem, question, level) for level in levels}
        deciding = {x for x, then in after.items() if outcome_of(then) != outcome_of(problem)}
        assert deciding == set(by_question[question].deciding if question in by_question else ())
        if case.profile.segments:
            continue  # tiers count too, which may then not be proposed
        leads = [_leads(then, problem.choice.recommended) for then in after.values()]
        swing = max(
            (max(point_leads) - min(point_leads) for point_leads in zip(*leads, strict=True)),
            default=Fraction(0),
        )
        assert in_tenths(swing) == (by_question[question].swing if question in by_question else 0)


def _with_level(
    case: Case, problem: DecisionProblem, question: Question, level: str
) -> DecisionProblem:
    return decision_problem.set_up(case.rules, answered(problem, {question: level}), case.options)


def _leads(problem: DecisionProblem, winner: int | None) -> list[Fraction]:
    """How far what is recommended is ahead of each; where nothing is, each score."""
    scores = [
        score(problem.setting, problem.table, n, standing)
        for n, standing in enumerate(problem.choice.standings)
        if standing is not None
    ]
    return scores if winner is None else [own_score - scores[winner] for own_score in scores]


def weighted(problem: DecisionProblem, criterion: str, weight: Fraction) -> Profile:
    """The profile with another weight of one criterion, as a person would write it."""
    weights = {**problem.profile.weights, criterion: str(weight)}
    return problem.profile._replace(weights=weights)


def check_weights(case: Case, pick: int) -> None:
    """A weight that is named gives what is said, and no nearer one changes anything."""
    assessment = assessed(case)
    problem = assessment.problem
    count = 3 if is_large(case) else 8
    thresholds = {t.criterion: t for t in assessment.weight_thresholds}
    used = problem.table.weighting.weights
    criteria = [c for c in used if used[c] < sum(used.values())]
    assert thresholds.keys() <= set(criteria)
    for criterion in Random(pick).sample(criteria, min(count, len(criteria))):
        now = Fraction(problem.profile.weights.get(criterion, "1"))
        sides = thresholds.get(criterion)
        lower, higher = (sides.lower, sides.higher) if sides else (None, None)
        for side in filter(None, (lower, higher)):
            assert 0 <= side.weight <= 10
            then = outcome(problem, side.recommended)
            assert then != outcome_of(problem)
            assert recommended(case, weighted(problem, criterion, side.weight)) == then
        for weight in GRID:
            nearest = lower if weight < now else higher
            if nearest is None or abs(weight - now) < abs(nearest.weight - now) - GAP:
                same = recommended(case, weighted(problem, criterion, weight))
                assert same == outcome_of(problem), (criterion, weight)


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
        yield {question: random.choice(level_ids) for question, level_ids in levels.items()}


def check_proof(case: Case, pick: int) -> None:
    """Where open questions are said to change nothing, no answers do; else those named do.

    So it is with and without the single answers tried first, and where there is no other model.
    """
    _check_proof(case, pick)
    first = assessed(case).problem.recommended
    if first is not None:
        models = {*case.rules.models} - {m.id for m in case.rules.scored_models()} | {*first.parts}
        _check_proof(case._replace(rules=only_models(case.rules, models)), pick)


def _check_proof(case: Case, pick: int) -> None:
    assessment = assessed(case)
    problem = assessment.problem
    proofs = (assessment.proof, robustness.prove(problem))
    assert {proof.holds for proof in proofs} != {True, False}
    for proof in proofs:
        if proof.holds is False:
            assert recommended(case, answered(problem, proof.witness)) != outcome_of(problem)
            assert not proof.witness.keys() & problem.levels.keys()
    if any(proof.holds for proof in proofs):
        for levels in completions(problem, seeded(pick)):
            assert recommended(case, answered(problem, levels)) == outcome_of(problem), levels


def check_switch_to(case: Case, pick: int) -> None:
    """Answers said to make another come first do so; no fewer do, nor two where there are none."""
    assessment = assessed(case)
    problem = assessment.problem
    others = [s.id for s in assessment.ranking if s.id != assessment.recommended]
    if not others:
        return
    target = others[pick % len(others)]
    search = counterfactual.smallest_switch_to(problem, target)
    size = 3 if search.switch is None else len(search.switch.changes)
    if search.switch is not None:
        assert after(case, problem, search.switch.changes)[0] == target
    every = list(every_change(problem))
    if not search.complete or len(every) > MOST_CHANGES:
        return
    for smaller in range(1, min(size, 3)):
        for changes in combinations(every, smaller):
            if len({change.question for change in changes}) == smaller:
                assert after(case, problem, changes)[0] != target, changes


def check_unknown_shares(case: Case, pick: int) -> None:
    """Where shares of groups are not known, only what is so at each of them is recommended."""
    del pick
    profile = case.profile
    if len(profile.segments) < 2:
        return
    unknown = tuple(s._replace(share_known=s.name not in {"s0", "s1"}) for s in profile.segments)
    assessment = assessed(case._replace(profile=profile._replace(segments=unknown)))
    both = 20 * (profile.segments[0].part + profile.segments[1].part)
    outcomes = set()
    for first in range(1, 20):
        parts = [both * first // 20, both - both * first // 20]
        parts += [20 * s.part for s in profile.segments[2:]]
        split = zip(profile.segments, parts, strict=True)
        segments = tuple(s._replace(part=part) for s, part in split)
        outcomes.add(recommended(case, profile._replace(segments=segments)))
    assert {(o.recommended, o.serves) for o in assessment.over_shares} == outcomes
    same = len(outcomes) == 1
    assert (assessment.recommended != "") == (same and outcomes != {("", ())})
    assert not (assessment.proof.holds and not same)
    tries = assessment.stability
    assert same or tries.same == 0
    assert sum(tries.firsts.values()) == tries.tries
    # What would change it is said at equal shares, and acted out there.
    equal = decision_problem.set_up(case.rules, assessment.problem.profile, case.options)
    for switch in assessment.switches[:4]:
        then = answered(equal, {c.question: c.after for c in switch.changes})
        assert recommended(case, then) == outcome(equal, switch.recommended) != outcome_of(equal)


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


def _thresholds(assessment: Assessment) -> list[tuple[str, list[tuple[Fraction, str] | None]]]:
    return [
        (
            t.criterion,
            [
                s and (s.weight, outcome(assessment.problem, s.recommended)[0])
                for s in (t.lower, t.higher)
            ],
        )
        for t in assessment.weight_thresholds
    ]


test_single_answers = tried_on(generated_cases(), fewer(4), check_single_answers)
test_single_answers_shipped = tried_on(shipped_cases(), fewer(250), check_single_answers)
test_single_answers_in_groups = tried_on(group_cases(), fewer(10), check_single_answers)
test_next_questions = tried_on(generated_cases(), fewer(4), check_next_questions)
test_next_questions_shipped = tried_on(shipped_cases(), fewer(250), check_next_questions)
test_next_questions_in_groups = tried_on(group_cases(), fewer(10), check_next_questions)
test_weights = tried_on(generated_cases(), fewer(4), check_weights)
test_weights_shipped = tried_on(shipped_cases(), fewer(250), check_weights)
test_weights_in_groups = tried_on(group_cases(), fewer(10), check_weights)
test_proof = tried_on(generated_cases(), fewer(2), check_proof)
test_proof_shipped = tried_on(shipped_cases(), fewer(250), check_proof)
test_proof_in_groups = tried_on(group_cases(), fewer(10), check_proof)
test_switch_to = tried_on(generated_cases(), fewer(10), check_switch_to)
test_switch_to_shipped = tried_on(shipped_cases(), fewer(500), check_switch_to)
test_switch_to_in_groups = tried_on(group_cases(), fewer(20), check_switch_to)
test_unknown_shares = tried_on(group_cases(), fewer(4), check_unknown_shares)
test_halves = tried_on(generated_cases(), fewer(4), check_halves)
test_halves_in_groups = tried_on(group_cases(), fewer(10), check_halves)
test_halves_shipped = tried_on(shipped_cases(), fewer(1000), check_halves)
