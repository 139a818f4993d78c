"""Several raters' profiles: each one's recommendation, the group's, and the differences."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from casemodel.engine.decision_problem import DEFAULT, Options
from casemodel.engine.raters import (
    Difference,
    GroupWeights,
    Outcome,
    RatersResult,
    Verdict,
    compare_raters,
    outcome_of,
)
from casemodel.explanation.explain import explain
from casemodel.explanation.naming import joined, name_of
from casemodel.explanation.numbers import plain
from casemodel.explanation.values import Explanation
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import WHOLE, Profile
from casemodel.texts.messages import phrase

__all__ = ["Verdict"]


class Rater(NamedTuple):
    """One rater: a name, and the profile by this person."""

    name: str
    profile: Profile


class RaterFirst(NamedTuple):
    """The recommendation of one rater's own answers; empty for nothing.

    `groups` says who is served by what, `answered` counts questions with an answer, and `same` says
    that it is what the group's answers recommend.
    """

    rater: str
    id: str
    name: str
    groups: str
    answered: int
    same: bool


@dataclass(frozen=True, slots=True)
class SaidBy:
    """An answer in words, and the raters who gave it."""

    word: str
    answer: str
    raters: tuple[str, ...]


class DifferenceSwitch(NamedTuple):
    """An answer in place of the group's, and what would then be recommended; empty for nothing."""

    word: str
    answer: str
    recommended: str
    recommended_name: str
    groups: str


class DifferenceShown(NamedTuple):
    """One question on which raters differ. `group_answer` is empty where the group has none."""

    key: str
    name: str
    segment: str
    said: tuple[SaidBy, ...]
    group: str
    group_answer: str
    switches: tuple[DifferenceSwitch, ...]
    verdict: Verdict


class WeighedQuestion(NamedTuple):
    """A question in the group's order of priorities: its mean rank, and the rank by each rater."""

    criterion: str
    name: str
    mean: Fraction
    ranks: tuple[tuple[str, Fraction], ...]


class WeightsShown(NamedTuple):
    """The group's order of priorities, Kendall's W over it, and what each rater's weights make."""

    order: tuple[WeighedQuestion, ...]
    w: Fraction | None
    firsts: tuple[RaterFirst, ...]


class RatersComparison(NamedTuple):
    """All that is said of several raters' profiles.

    `alike` counts questions on which all who answer agree, `alone` those that one alone answers.
    `tried` is the number of combinations tried to show that differences need not be settled.
    `notes` say what else to know.
    """

    group: Explanation
    group_first: RaterFirst
    firsts: tuple[RaterFirst, ...]
    differences: tuple[DifferenceShown, ...]
    alike: int
    alone: int
    w_models: Fraction | None
    weights: WeightsShown | None
    tried: int
    notes: tuple[str, ...]

    def with_verdict(self, verdict: Verdict) -> tuple[DifferenceShown, ...]:
        """Give the differences with this verdict, in their order."""
        return tuple(difference for difference in self.differences if difference.verdict == verdict)


def explain_raters(
    rules: Rules, raters: Sequence[Rater], options: Options = DEFAULT
) -> RatersComparison:
    """Compare raters' profiles, of one kind and with the same groups, and name what was found."""
    result = compare_raters(rules, [rater.profile for rater in raters], options)
    group = explain(result.group)
    names = [rater.name for rater in raters]
    of_group = outcome_of(result.group)
    segments = [segment.name for segment in result.group.problem.profile.segments]

    def first(name: str, outcome: Outcome, answered: int) -> RaterFirst:
        """Name what one recommends."""
        id_, called, groups = _recommended_names(rules, outcome, segments)
        return RaterFirst(name, id_, called, groups, answered, outcome == of_group)

    firsts = tuple(
        first(rater.name, outcome, _answered(rater.profile))
        for rater, outcome in zip(raters, result.outcomes, strict=True)
    )
    return RatersComparison(
        group=group,
        group_first=first("", of_group, group.completeness.answered),
        firsts=firsts,
        differences=tuple(
            _difference(rules, raters, difference, segments) for difference in result.differences
        ),
        alike=result.alike,
        alone=result.alone,
        w_models=result.w_models,
        weights=_weights(rules, names, result.weights, segments, of_group),
        tried=result.tried,
        notes=tuple(_notes(raters, result)),
    )


def _answered(profile: Profile) -> int:
    every = [profile.answers, *(segment.answers for segment in profile.segments)]
    return sum(a.state == "answered" for answers in every for a in answers.values())


def _recommended_names(
    rules: Rules, outcome: Outcome, segments: Sequence[str]
) -> tuple[str, str, str]:
    """Give the id and name of what is recommended, and which part serves which group."""
    if not outcome.id:
        return "", "", ""
    groups = "; ".join(
        phrase("raters.served", group=group, model=name_of(rules, part))
        for group, part in zip(segments, outcome.serves, strict=False)
    )
    return outcome.id, name_of(rules, outcome.id), groups


def _difference(
    rules: Rules, raters: Sequence[Rater], difference: Difference, segments: Sequence[str]
) -> DifferenceShown:
    kind = raters[0].profile.kind
    criterion = rules.criteria.get(difference.key)

    def answer(word: str) -> str:
        """Write a level as it is called; a number as it is."""
        return criterion.level(word).name.said_to(kind) if criterion and word else word

    words = dict.fromkeys(word for word in difference.words if word)
    order = [level.id for level in criterion.levels] if criterion else []
    said_by = [
        SaidBy(
            word,
            answer(word),
            tuple(r.name for r, w in zip(raters, difference.words, strict=True) if w == word),
        )
        for word in sorted(words, key=order.index if order else Fraction)
    ]
    name = criterion.name if criterion else rules.quantities[difference.key].unit.capitalize()
    return DifferenceShown(
        key=difference.key,
        name=name,
        segment="" if difference.segment == WHOLE else segments[difference.segment],
        said=tuple(said_by),
        group=difference.group,
        group_answer=answer(difference.group),
        switches=tuple(
            DifferenceSwitch(
                switch.word,
                answer(switch.word),
                *_recommended_names(rules, switch.outcome, segments),
            )
            for switch in difference.switches
        ),
        verdict=difference.verdict,
    )


def _weights(
    rules: Rules,
    names: Sequence[str],
    weights: GroupWeights | None,
    segments: Sequence[str],
    of_group: Outcome,
) -> WeightsShown | None:
    if weights is None:
        return None
    order = tuple(
        WeighedQuestion(
            criterion,
            rules.criteria[criterion].name,
            mean,
            tuple((names[number], ranks[criterion]) for number, ranks in weights.ranks.items()),
        )
        for criterion, mean in sorted(weights.mean.items(), key=lambda item: (item[1], item[0]))
    )
    firsts = tuple(
        RaterFirst(
            names[number], *_recommended_names(rules, outcome, segments), 0, outcome == of_group
        )
        for number, outcome in weights.outcomes.items()
    )
    return WeightsShown(order, weights.w, firsts)


def _notes(raters: Sequence[Rater], result: RatersResult) -> list[str]:
    """Say what else to know: names that differ, and differences that act only together."""
    notes = []
    labels = sorted({rater.profile.label for rater in raters if rater.profile.label})
    if len(labels) > 1:
        notes.append(phrase("raters.labels", names=joined(labels)))
    decides = any(difference.verdict == "decides" for difference in result.differences)
    group_outcome = outcome_of(result.group)
    if not decides and any(outcome != group_outcome for outcome in result.outcomes):
        notes.append(phrase("raters.only_together"))
    return notes


def w_text(w: Fraction | None) -> str:
    """Write Kendall's W with two decimals; empty where it says nothing."""
    return "" if w is None else f"{float(w):.2f}"


def rank_text(rank: Fraction) -> str:
    """Write a rank, or a mean of ranks, with at most one decimal."""
    return plain(rank)
