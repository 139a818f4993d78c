"""The answer of `weigh`."""

from dataclasses import dataclass
from typing import Literal

from casemodel.explanation.values import Explanation
from casemodel.explanation.weighing import priority_weights
from casemodel.knowledge.values import Rules
from casemodel.render.json_models.base import MessageData, RulesOutput, head_with_rules, message


@dataclass(frozen=True, kw_only=True)
class PriorityData:
    """A question in the order: its weight in the rules, and by the order."""

    criterion: str
    weight_in_rules: int
    weight_now: float


@dataclass(frozen=True, kw_only=True)
class WeighData(RulesOutput):
    """The answer of `weigh`: the order that was saved, and the recommendation before and after."""

    output: Literal["weigh"]
    priorities: tuple[PriorityData, ...]
    comparisons: int
    before: MessageData
    recommended_before: str | None
    after: MessageData
    recommended: str | None


def weigh(
    rules: Rules, comparisons: int, before: Explanation, after: Explanation, tool_version: str
) -> WeighData:
    """The order of priorities as data."""
    order = [criterion for criterion, _ in after.options.priorities]
    return WeighData(
        **head_with_rules("weigh", after.rules, tool_version),
        priorities=tuple(
            PriorityData(
                criterion=priority.criterion,
                weight_in_rules=priority.in_rules,
                weight_now=round(float(priority.now), 4),
            )
            for priority in priority_weights(rules, order)
        ),
        comparisons=comparisons,
        before=message(before.headline),
        recommended_before=before.recommended or None,
        after=message(after.headline),
        recommended=after.recommended or None,
    )
