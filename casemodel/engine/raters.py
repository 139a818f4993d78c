"""Several raters of one organization or client: where they differ, and whether it matters.

The group's profile is combined by `casemodel.profiles.combining`. A difference decides if one of
the answers given, put in the place of the group's, changes what is recommended: each is tried by
the full rule. The differences that need not be settled are a set for which every combination of
the answers given was tried, with no change; the rest may matter together with others.

Weights: the people who gave weights or priorities each rank the questions that any of them named,
by the weights in use. The mean ranks are the group's order, which shares out the rules' weights as
priorities do.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import Literal, NamedTuple

from casemodel.engine.agreement import (
    Ranks,
    centroid_shares,
    concordance,
    mean_ranks,
    ranks_of,
)
from casemodel.engine.alternatives import Alternative
from casemodel.engine.assessment import Assessment, assess
from casemodel.engine.decision_problem import DEFAULT, DecisionProblem, Options
from casemodel.engine.questions import Question, question_for
from casemodel.engine.weighting import weighting_for
from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.values import Rules
from casemodel.profiles.changes import IN, follows_from, with_changes
from casemodel.profiles.combining import combined, own_answer
from casemodel.profiles.values import WHOLE, Answer, Profile

MOST_TRIES = 100_000
"""The most alternatives that are judged anew to show that differences need not be settled.

Each combination of answers that is tried judges every alternative once.
"""

Verdict = Literal["decides", "together", "settled"]
_VERDICTS: tuple[Verdict, ...] = ("decides", "together", "settled")
_FEWEST_COMPARED = 2


class Outcome(NamedTuple):
    """The id recommended, '' for nothing, and the part that serves each group of a tier."""

    id: str
    serves: tuple[str, ...] = ()


class GivenSwitch(NamedTuple):
    """An answer that a rater gave which, in place of the group's, changes what is recommended."""

    word: str
    outcome: Outcome


class Difference(NamedTuple):
    """One question that raters answer differently.

    `key` is a criterion or a quantity, `segment` the number of a group of clients. `words` are the
    raters' levels or numbers, in their order, '' where one has none; `group` is the group's.
    """

    key: str
    segment: int
    words: tuple[str, ...]
    group: str
    switches: tuple[GivenSwitch, ...]
    verdict: Verdict


class GroupWeights(NamedTuple):
    """The order of priorities of a group: mean ranks of what anyone named, the first the smallest.

    `ranks` are those of each rater who gave weights or priorities, by the rater's number. `w` is
    Kendall's W over them, None where it says nothing. `outcomes` are what is recommended for the
    group's answers at each rater's weights.
    """

    mean: Ranks
    ranks: Mapping[int, Ranks]
    w: Fraction | None
    outcomes: Mapping[int, Outcome]


class RatersResult(NamedTuple):
    """The group's assessment, each rater's own outcome, and where they differ.

    `alone` counts questions that only one rater answered. `w_models` is Kendall's W over the orders
    of the models by their scores. `tried` counts the combinations of answers that were tried for
    the differences that need not be settled.
    """

    group: Assessment
    outcomes: tuple[Outcome, ...]
    differences: tuple[Difference, ...]
    alike: int
    alone: int
    w_models: Fraction | None
    weights: GroupWeights | None
    tried: int


def compare_raters(
    rules: Rules, profiles: Sequence[Profile], options: Options = DEFAULT
) -> RatersResult:
    """Compare the profiles of two raters or more. All must be of one kind with the same groups."""
    bare = combined(profiles, rules)
    order = _group_order(rules, profiles)
    group = assess(rules, _weighted(rules, bare, order), options)
    assessments = [assess(rules, profile, options) for profile in profiles]
    differences = list(_differences(rules, profiles, group, options))
    settled, tried = _need_not_be_settled(group, differences)
    judged = [
        difference._replace(
            verdict="decides"
            if difference.switches
            else "settled"
            if _question(difference) in settled
            else "together"
        )
        for difference in differences
    ]
    weights = group.problem.table.weighting.weights
    judged.sort(
        key=lambda d: (
            _VERDICTS.index(d.verdict),
            -len(d.switches),
            -weights.get(d.key, 0),
            d.key,
            d.segment,
        )
    )
    counts = _counts(rules, profiles)
    return RatersResult(
        group=group,
        outcomes=tuple(map(outcome_of, assessments)),
        differences=tuple(judged),
        alike=counts[0],
        alone=counts[1],
        w_models=_w_of_models(assessments),
        weights=_weights(rules, profiles, bare, order, options),
        tried=tried,
    )


def outcome_of(assessment: Assessment) -> Outcome:
    """Give what an assessment recommends; nothing where shares that are not known decide."""
    return _outcome(assessment.problem.recommended if assessment.recommended else None)


def _outcome(alternative: Alternative | None) -> Outcome:
    return Outcome(alternative.id, alternative.serves) if alternative else Outcome("")


def _places(rules: Rules, profiles: Sequence[Profile]) -> Iterator[tuple[Criterion, int]]:
    """Yield every question: a criterion, and a group of clients where it is asked of groups."""
    segments = profiles[0].segments
    for criterion in rules.criteria_for(profiles[0].kind):
        in_groups = criterion.group == "need" or any(
            criterion.id in segment.answers for p in profiles for segment in p.segments
        )
        if segments and in_groups:
            yield from ((criterion, number) for number in range(len(segments)))
        else:
            yield criterion, WHOLE


def _raters_answers(
    profiles: Sequence[Profile], criterion: str, segment: int
) -> list[Answer | None]:
    if segment == WHOLE:
        return [profile.answers.get(criterion) for profile in profiles]
    name = profiles[0].segments[segment].name
    return [own_answer(profile, criterion, name) for profile in profiles]


def _levels(answers: Sequence[Answer | None]) -> tuple[str, ...]:
    return tuple(a.level if a is not None and a.state == "answered" else "" for a in answers)


def _counts(rules: Rules, profiles: Sequence[Profile]) -> tuple[int, int]:
    """Count the questions that two or more answer, all alike, and those that only one answers."""
    alike = alone = 0
    for criterion, segment in _places(rules, profiles):
        levels = [
            level for level in _levels(_raters_answers(profiles, criterion.id, segment)) if level
        ]
        alone += len(levels) == 1
        alike += len(levels) > 1 and len(set(levels)) == 1
    return alike, alone


def _differences(
    rules: Rules, profiles: Sequence[Profile], group: Assessment, options: Options
) -> Iterator[Difference]:
    """Yield every number and question that raters answer differently, each answer tried."""
    profile = group.problem.profile
    for quantity in rules.quantities:
        words = tuple(rater.quantities.get(quantity, "") for rater in profiles)
        if len({Fraction(word) for word in words if word}) > 1:
            yield _difference(group, options, quantity, WHOLE, words)
    for criterion, segment in _places(rules, profiles):
        if segment == WHOLE and follows_from(criterion, profile.quantities):
            continue  # it follows from the group's numbers
        words = _levels(_raters_answers(profiles, criterion.id, segment))
        if len({word for word in words if word}) > 1:
            yield _difference(group, options, criterion.id, segment, words)


def _difference(
    group: Assessment, options: Options, key: str, segment: int, words: tuple[str, ...]
) -> Difference:
    profile, rules, problem = group.problem.profile, group.problem.rules, group.problem
    question = key if segment == WHOLE else question_for(key, segment)
    if key in rules.quantities:
        group_word = profile.quantities.get(key, "")
    else:
        group_word = problem.levels.get(question, "")
    only_points = question in problem.asked and not rules.criteria[key].counts
    group_outcome = outcome_of(group)
    switches = []
    for word in dict.fromkeys(word for word in words if word):
        if word == group_word:
            continue
        if only_points and not group.over_shares:
            number = problem.choose({**problem.levels, question: word}).recommended
            after = _outcome(None if number is None else problem.setting.alternatives[number])
        else:  # a number, or an answer in place of one, changes more than points
            change = key if segment == WHOLE else f"{key}{IN}{profile.segments[segment].name}"
            changed = with_changes(profile, {change: word}, rules)
            after = outcome_of(assess(rules, changed, options))
        if after != group_outcome:
            switches.append(GivenSwitch(word, after))
    return Difference(key, segment, words, group_word, tuple(switches), "together")


def _question(difference: Difference) -> Question:
    key, segment = difference.key, difference.segment
    return key if segment == WHOLE else question_for(key, segment)


def _need_not_be_settled(
    group: Assessment, differences: Sequence[Difference]
) -> tuple[frozenset[Question], int]:
    """Find questions whose given answers, in every combination, leave the recommendation as it is.

    Also gives the number of these combinations. One question after the other is tried, that of the
    lowest weight first. It is taken in if every combination of its answers with those of questions
    taken in before changes nothing; it is passed over if there are too many. Numbers, and answers
    in place of numbers, are never taken in: they change more than points.
    """
    problem: DecisionProblem = group.problem
    if group.over_shares:
        return frozenset(), 0
    weights = problem.table.weighting.weights
    criteria = problem.rules.criteria
    waiting = [
        d
        for d in differences
        if not d.switches and d.key in criteria and not criteria[d.key].counts
    ]
    waiting.sort(key=lambda d: (weights.get(d.key, 0), d.key, d.segment))
    settled: dict[Question, tuple[str, ...]] = {}
    most = MOST_TRIES // len(problem.setting.alternatives)
    tried = 0
    for difference in waiting:
        question = _question(difference)
        if question not in problem.asked:
            continue
        words = tuple(dict.fromkeys((difference.group, *filter(None, difference.words))))
        new = len(words) * prod(map(len, settled.values()))
        if tried + new > most:
            continue
        tried += new
        if _all_same(problem, {**settled, question: words}):
            settled[question] = words
    return frozenset(settled), prod(map(len, settled.values()))


def _all_same(
    problem: DecisionProblem, words_by_question: Mapping[Question, Sequence[str]]
) -> bool:
    recommended = problem.choice.recommended
    for words in product(*words_by_question.values()):
        levels = dict(problem.levels)
        for question, word in zip(words_by_question, words, strict=True):
            if word:
                levels[question] = word
            else:
                levels.pop(question, None)
        if problem.choose(levels).recommended != recommended:
            return False
    return True


def _w_of_models(assessments: Sequence[Assessment]) -> Fraction | None:
    """Work out how far the raters' answers put the models in the same order."""
    scores_by_rater = [
        {place.id: place.score for place in assessment.places if place.kind == "model"}
        for assessment in assessments
    ]
    common = set.intersection(*(set(scores) for scores in scores_by_rater))
    orders = [
        ranks_of({model: scores[model] for model in sorted(common)}) for scores in scores_by_rater
    ]
    return concordance(orders)


def _in_use(rules: Rules, profile: Profile) -> dict[str, Fraction]:
    """Give the weights in use for a profile's own factors and priorities."""
    weights = {c.id: c.weight for c in rules.criteria_for(profile.kind)}
    factors = {c: Fraction(text) for c, text in profile.weights.items()}
    used = weighting_for(weights, factors, profile.priorities)
    return {c: Fraction(w, used.total) for c, w in used.weights.items()}


def _group_order(rules: Rules, profiles: Sequence[Profile]) -> dict[int, dict[str, Fraction]]:
    """Rank, for each rater who gave weights, what anyone named; empty if nobody did."""
    criteria = {c for p in profiles for c in (*p.weights, *p.priorities)}
    if len(criteria) < _FEWEST_COMPARED:
        return {}
    return {
        number: ranks_of({c: _in_use(rules, profile)[c] for c in sorted(criteria)})
        for number, profile in enumerate(profiles)
        if profile.weights or profile.priorities
    }


def _weighted(rules: Rules, profile: Profile, order: Mapping[int, Ranks]) -> Profile:
    """Give the group's profile the weights that follow from the mean ranks."""
    if not order:
        return profile
    shares = centroid_shares(mean_ranks(list(order.values())))
    total = sum(rules.criteria[c].weight for c in shares)
    factors = {c: share * total / rules.criteria[c].weight for c, share in shares.items()}
    return profile._replace(weights={c: str(factor) for c, factor in factors.items()})


def _weights(
    rules: Rules,
    profiles: Sequence[Profile],
    bare: Profile,
    order: Mapping[int, Ranks],
    options: Options,
) -> GroupWeights | None:
    """Give the group's order, and what each rater's weights make of the group's answers."""
    if not order:
        return None
    outcomes = {}
    for number in order:
        rater = profiles[number]
        at_own = bare._replace(weights=rater.weights, priorities=rater.priorities)
        outcomes[number] = outcome_of(assess(rules, at_own, options))
    orders = list(order.values())
    return GroupWeights(mean_ranks(orders), order, concordance(orders), outcomes)
