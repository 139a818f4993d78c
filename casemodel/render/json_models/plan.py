"""The answer of `plan`."""

from dataclasses import dataclass
from typing import Literal

from casemodel.explanation.values import CitedText, Explanation, Plan, PlannedStep
from casemodel.knowledge.values import Day
from casemodel.render.json_models.base import (
    CitedData,
    MessageData,
    RulesOutput,
    head_with_rules,
    message,
)


@dataclass(frozen=True, kw_only=True)
class PlanLineData(CitedData):
    """A line of a plan; `ours` says that it is our judgment, and has no claims.

    `of` names the model, form or group of clients that it is about, or is null.
    """

    says: str
    of: str | None
    ours: bool


@dataclass(frozen=True, kw_only=True)
class PlanStepData(PlanLineData):
    """Something to do by a day after the decision."""

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

    id: str
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


def _plan(made: Plan) -> PlanForData:
    return PlanForData(
        id=made.model,
        name=made.name,
        recommended=made.recommended,
        changes=made.changes,
        steps=tuple(map(_step, made.steps)),
        measures=tuple(map(_line, made.measures)),
        leaving=tuple(map(_line, made.leaving)),
        review=PlanReviewData(**vars(_line(made.review)), after_days=made.review_after_days),
    )


def _step(step: PlannedStep) -> PlanStepData:
    return PlanStepData(**vars(_line(step.line)), by_day=step.by)


def _line(line: CitedText) -> PlanLineData:
    return PlanLineData(
        claims=line.claims,
        cites=line.cites,
        says=line.text,
        of=line.of or None,
        ours=not line.claims,
    )
