"""The answer of `plan`."""

from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from casemodel.explanation.alternative_values import CitedText
from casemodel.explanation.values import Explanation, Plan
from casemodel.knowledge.plans import Day
from casemodel.render.json_models.base import (
    CitedData,
    MessageData,
    RulesOutput,
    filled,
    head_with_rules,
    message,
    of,
)


@dataclass(frozen=True, kw_only=True)
class PlanLineData(CitedData):
    """A line of a plan; `ours` says that it is our judgment, and has no claims.

    `of` names the model, form or group of clients that it is about, or is null.
    """

    says: str = of("text")
    of: str | None
    ours: bool


Line = TypeVar("Line", bound=PlanLineData)


@dataclass(frozen=True, kw_only=True)
class PlanStepData(PlanLineData):
    """A step of a plan, to be done by a day after the decision."""

    by_day: Day


@dataclass(frozen=True, kw_only=True)
class PlanReviewData(PlanLineData):
    """The review, and how many days after the decision it is due."""

    after_days: int


@dataclass(frozen=True, kw_only=True)
class PlanForData:
    """The plan for one model or hybrid.

    `recommended` says whether it is recommended, `changes` whether it differs from what is run now.
    """

    id: str = of("model")
    name: str
    recommended: bool
    changes: bool
    steps: tuple[PlanStepData, ...]
    measures: tuple[PlanLineData, ...]
    leaving: tuple[PlanLineData, ...]
    review: PlanReviewData


@dataclass(frozen=True, kw_only=True)
class PlanData(RulesOutput):
    """The answer of `plan`; `plan` is null where no model is ahead, or the rules have no plans."""

    output: Literal["plan"]
    headline: MessageData
    plan: PlanForData | None


def plan(explanation: Explanation, tool_version: str) -> PlanData:
    """The plan for after the choice."""
    return PlanData(
        **head_with_rules("plan", explanation.rules, tool_version),
        headline=message(explanation.headline),
        plan=_plan(explanation.plan) if explanation.plan else None,
    )


def _plan(plan: Plan) -> PlanForData:
    return filled(
        PlanForData,
        plan,
        steps=tuple(_line(PlanStepData, step.line, by_day=step.by) for step in plan.steps),
        measures=tuple(_line(PlanLineData, line) for line in plan.measures),
        leaving=tuple(_line(PlanLineData, line) for line in plan.leaving),
        review=_line(PlanReviewData, plan.review, after_days=plan.review_after_days),
    )


def _line(model: type[Line], line: CitedText, **extra: Any) -> Line:
    return filled(model, line, ours=not line.claims, **extra)
