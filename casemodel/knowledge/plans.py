"""Plans for after a choice."""

from collections.abc import Mapping
from typing import Literal

from casemodel.knowledge.fields import Claims, Count, Id, Value
from casemodel.knowledge.models import Way
from casemodel.knowledge.sources import Sourced

Day = Literal[30, 60, 90]
"""The days of a plan, counted from the decision."""


class PlanLine(Sourced):
    """A measure to watch, or another line of a plan; without claims it is our judgment."""

    claims: Claims


class PlanStep(PlanLine):
    """A step of a plan, to be done by a day after the decision."""

    by: Day


class PlanPart(Value):
    """The part of a plan that belongs to one model, form or way of running models together.

    `leaving` is about clients who were served so, and are to be served otherwise.
    """

    steps: tuple[PlanStep, ...] = ()
    measures: tuple[PlanLine, ...] = ()
    leaving: PlanLine | None = None


class GapDays(Value):
    """The days by which requirements are to be met, and what is not known is to be confirmed."""

    must: Day
    should: Day
    confirm: Day


class PlanReview(PlanLine):
    """The review of a choice, and how many days after the decision it is due."""

    after_days: Count


class Plans(Value):
    """The plans for after a choice, by id of model or form, by way, and for any change."""

    review: PlanReview
    gaps: GapDays
    change: PlanPart
    ways: Mapping[Way, PlanPart]
    models: Mapping[Id, PlanPart]
    forms: Mapping[Id, PlanPart]
