"""The answer of `raters`."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from casemodel.explanation.raters import (
    DifferenceShown,
    RaterFirst,
    RatersFound,
    Verdict,
    WeightsShown,
)
from casemodel.knowledge.values import Kind
from casemodel.render.json_models.answer import CautionData, caution_data
from casemodel.render.json_models.base import MessageData, RulesOutput, head_with_rules, message


@dataclass(frozen=True, kw_only=True)
class RaterFirstData:
    """The recommendation of one rater's answers, or null; `same` if it is the group's too."""

    rater: str
    recommended: str | None
    groups: str | None
    answered: int
    same: bool


@dataclass(frozen=True, kw_only=True)
class SaidByData:
    """A level or number, in words, and the raters who gave it."""

    word: str
    answer: str
    raters: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DifferenceSwitchData:
    """An answer that, in place of the group's, changes what is recommended, and to what."""

    word: str
    recommended: str | None
    groups: str | None


@dataclass(frozen=True, kw_only=True)
class RaterDifferenceData:
    """A question on which raters differ; `group` is the group's level or number, or null.

    `verdict` is 'decides' if one of the answers alone changes what is recommended, 'settled' if
    every combination with the others of that kind was tried and none does, else 'together'.
    """

    key: str
    segment: str | None
    said: tuple[SaidByData, ...]
    group: str | None
    verdict: Verdict
    switches: tuple[DifferenceSwitchData, ...]


@dataclass(frozen=True, kw_only=True)
class RankedQuestionData:
    """A question in the group's order: its mean rank, and its rank for each rater."""

    criterion: str
    mean_rank: float
    ranks: dict[str, float]


@dataclass(frozen=True, kw_only=True)
class GroupWeightsData:
    """The group's order of priorities, with Kendall's W, and what each one's weights recommend."""

    order: tuple[RankedQuestionData, ...]
    kendall_w: float | None
    at_weights: tuple[RaterFirstData, ...]


@dataclass(frozen=True, kw_only=True)
class RatersData(RulesOutput):
    """The answer of `raters`. `kendall_w` is over the raters' orders of the models."""

    output: Literal["raters"]
    kind: Kind
    label: str | None
    headline: MessageData
    recommended: str | None
    groups: str | None
    cautions: tuple[CautionData, ...]
    raters: tuple[RaterFirstData, ...]
    kendall_w: float | None
    differences: tuple[RaterDifferenceData, ...]
    alike: int
    alone: int
    tried: int
    weights: GroupWeightsData | None
    notes: tuple[str, ...]


def raters(found: RatersFound, tool_version: str) -> RatersData:
    """The comparison of raters as data."""
    group = found.group
    return RatersData(
        **head_with_rules("raters", group.rules, tool_version),
        kind=group.kind,
        label=group.label or None,
        headline=message(group.headline),
        recommended=found.group_first.id or None,
        groups=found.group_first.groups or None,
        cautions=tuple(map(caution_data, group.cautions)),
        raters=tuple(map(_first, found.firsts)),
        kendall_w=_rounded(found.w_models),
        differences=tuple(map(_difference, found.differences)),
        alike=found.alike,
        alone=found.alone,
        tried=found.tried,
        weights=_weights(found.weights) if found.weights else None,
        notes=found.notes,
    )


def _rounded(number: Fraction | None) -> float | None:
    return None if number is None else round(float(number), 4)


def _first(one: RaterFirst) -> RaterFirstData:
    return RaterFirstData(
        rater=one.rater,
        recommended=one.id or None,
        groups=one.groups or None,
        answered=one.answered,
        same=one.same,
    )


def _difference(one: DifferenceShown) -> RaterDifferenceData:
    return RaterDifferenceData(
        key=one.key,
        segment=one.segment or None,
        said=tuple(SaidByData(**each._asdict()) for each in one.said),
        group=one.group or None,
        verdict=one.verdict,
        switches=tuple(
            DifferenceSwitchData(
                word=each.word, recommended=each.recommended or None, groups=each.groups or None
            )
            for each in one.switches
        ),
    )


def _weights(found: WeightsShown) -> GroupWeightsData:
    return GroupWeightsData(
        order=tuple(
            RankedQuestionData(
                criterion=one.criterion,
                mean_rank=round(float(one.mean), 4),
                ranks={name: float(rank) for name, rank in one.ranks},
            )
            for one in found.order
        ),
        kendall_w=_rounded(found.w),
        at_weights=tuple(map(_first, found.firsts)),
    )
