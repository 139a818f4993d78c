"""The answer of `raters`."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from casemodel.explanation.raters import RatersComparison, SaidBy, Verdict, WeightsShown
from casemodel.knowledge.criteria import Kind
from casemodel.render.json_models.answer import CautionData
from casemodel.render.json_models.base import MessageData, RulesOutput, filled, head_with_rules, of


@dataclass(frozen=True, kw_only=True)
class RaterFirstData:
    """The recommendation of one rater's answers, or null; `same` if it is the group's too."""

    rater: str
    recommended: str | None = of("id")
    groups: str | None
    answered: int
    same: bool


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
    said: tuple[SaidBy, ...]
    group: str | None
    verdict: Verdict
    switches: tuple[DifferenceSwitchData, ...]


@dataclass(frozen=True, kw_only=True)
class RankedQuestionData:
    """A question in the group's order: its mean rank, and its rank for each rater."""

    criterion: str
    mean_rank: float
    ranks: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class GroupWeightsData:
    """The group's order of priorities, with Kendall's W, and what each one's weights recommend."""

    order: tuple[RankedQuestionData, ...]
    kendall_w: float | None
    at_weights: tuple[RaterFirstData, ...] = of("firsts")


@dataclass(frozen=True, kw_only=True)
class RatersData(RulesOutput):
    """The answer of `raters`. `kendall_w` is over the raters' orders of the models."""

    output: Literal["raters"]
    kind: Kind = of("group.kind")
    label: str | None = of("group.label")
    headline: MessageData = of("group.headline")
    recommended: str | None = of("group_first.id")
    groups: str | None = of("group_first.groups")
    cautions: tuple[CautionData, ...] = of("group.cautions")
    raters: tuple[RaterFirstData, ...] = of("firsts")
    kendall_w: float | None
    differences: tuple[RaterDifferenceData, ...]
    alike: int
    alone: int
    tried: int
    weights: GroupWeightsData | None
    notes: tuple[str, ...]


def raters(comparison: RatersComparison, tool_version: str) -> RatersData:
    """The comparison of raters as data."""
    return filled(
        RatersData,
        comparison,
        **head_with_rules("raters", comparison.group.rules, tool_version),
        kendall_w=_rounded(comparison.w_models),
        weights=_weights(comparison.weights) if comparison.weights else None,
    )


def _rounded(number: Fraction | None) -> float | None:
    return None if number is None else round(float(number), 4)


def _weights(weights: WeightsShown) -> GroupWeightsData:
    order = tuple(
        RankedQuestionData(
            criterion=question.criterion,
            mean_rank=round(float(question.mean), 4),
            ranks={name: float(rank) for name, rank in question.ranks},
        )
        for question in weights.order
    )
    return filled(GroupWeightsData, weights, order=order, kendall_w=_rounded(weights.w))
