"""The rule author's workshop: results of tests, and effects of a change of rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from casemodel.explanation.numbers import in_tenths
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.values import Rules
from casemodel.pages.rules_diff import Compared
from casemodel.render.json_models.base import (
    Points,
    RulesData,
    RulesOutput,
    filled,
    head_with_rules,
    of,
    points,
)
from casemodel.workshop.changes import RuleChange
from casemodel.workshop.coverage import Coverage
from casemodel.workshop.effects import Effect, EffectSummary
from casemodel.workshop.running import Miss, RuleTestOutcome


@dataclass(frozen=True, kw_only=True)
class RuleTestData:
    """The outcome of one test; a passed test has no misses."""

    id: str = of("test.id")
    about: str = of("test.about")
    file: str = of("test.file")
    line: int = of("test.line")
    passed: bool
    misses: tuple[Miss, ...]


@dataclass(frozen=True, kw_only=True)
class RulesTestData(RulesOutput):
    """The output of `rules test`."""

    output: Literal["rules_test"]
    passed: int
    failed: int
    tests: tuple[RuleTestData, ...]
    coverage: Coverage


@dataclass(frozen=True, kw_only=True)
class NewFirstData:
    """The number of profiles with another first place: ids before and after."""

    before: str
    after: str
    profiles: int


@dataclass(frozen=True, kw_only=True)
class EffectSummaryData:
    """The effect on profiles of one group and kind; moves are in points."""

    group: str
    kind: Kind
    profiles: int
    first_changed: int
    recommended_changed: int = of("advice_changed")
    turns: tuple[NewFirstData, ...]
    mean_move: float
    largest_move: float


@dataclass(frozen=True, kw_only=True)
class FirstPlacesData:
    """The ids in first place, before and after; several in a tie."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RecommendedPairData:
    """The id recommended, before and after, or null."""

    before: str | None
    after: str | None


@dataclass(frozen=True, kw_only=True)
class ScorePairData:
    """The score of an alternative before and after; null where it is not ranked."""

    id: str = of("alternative")
    before: Points | None
    after: Points | None


@dataclass(frozen=True, kw_only=True)
class PullData:
    """The points of one criterion, before and after."""

    criterion: str
    before: float
    after: float


@dataclass(frozen=True, kw_only=True)
class WhyMovedData:
    """The criteria behind a move: of an alternative, over another where it took its place."""

    for_: str | None = of("mover")
    over: str | None = of("rival")
    contributions: tuple[PullData, ...]


@dataclass(frozen=True, kw_only=True)
class EffectData:
    """The effect of changed rules on one profile."""

    group: str = of("subject.group")
    name: str = of("subject.name")
    kind: Kind = of("subject.profile.kind")
    first: FirstPlacesData
    recommended: RecommendedPairData
    moves: tuple[ScorePairData, ...]
    why: WhyMovedData


@dataclass(frozen=True, kw_only=True)
class RulesDiffData(RulesOutput):
    """The output of `rules diff`: changes, and their effect on profiles that they bear on."""

    output: Literal["rules_diff"]
    old_rules: RulesData
    changes: tuple[RuleChange, ...]
    notes: tuple[str, ...]
    summary: tuple[EffectSummaryData, ...]
    profiles: tuple[EffectData, ...]


def rules_test(
    rules: Rules, ran: Sequence[RuleTestOutcome], coverage: Coverage, tool_version: str
) -> RulesTestData:
    """Build the outcome of every test, and the part of the rules that they reach."""
    return RulesTestData(
        **head_with_rules("rules_test", rules, tool_version),
        passed=sum(outcome.passed for outcome in ran),
        failed=sum(not outcome.passed for outcome in ran),
        tests=tuple(filled(RuleTestData, outcome) for outcome in ran),
        coverage=coverage,
    )


def rules_diff(diff: Compared, tool_version: str) -> RulesDiffData:
    """Build the changes between two rule bases, and their effects profile by profile."""
    return filled(
        RulesDiffData,
        diff,
        **head_with_rules("rules_diff", diff.new, tool_version),
        old_rules=filled(RulesData, diff.old, from_=None),
        summary=tuple(map(_summary, diff.summaries)),
        profiles=tuple(_effect(effect) for effect in diff.effects if _says_something(effect)),
    )


def _says_something(effect: Effect) -> bool:
    return bool(effect.moves) or effect.changes_first or effect.changes_advice


def _summary(summary: EffectSummary) -> EffectSummaryData:
    return filled(
        EffectSummaryData,
        summary,
        turns=tuple(
            NewFirstData(before=before, after=after, profiles=count)
            for before, after, count in summary.new_firsts
        ),
        mean_move=_points(summary.mean_move),
        largest_move=points(summary.largest.moves[0].size) if summary.largest else 0.0,
    )


def _effect(effect: Effect) -> EffectData:
    before, after = effect.recommended
    contributions = tuple(
        PullData(criterion=pull.criterion, before=_points(pull.before), after=_points(pull.after))
        for pull in effect.pulls
    )
    return filled(
        EffectData,
        effect,
        first=FirstPlacesData(before=tuple(effect.first[0]), after=tuple(effect.first[1])),
        recommended=RecommendedPairData(before=before or None, after=after or None),
        why=filled(WhyMovedData, effect, contributions=contributions),
    )


def _points(exact: Fraction) -> float:
    """Round points once, as they are printed."""
    return points(in_tenths(exact))
