"""What a law looks at: an assessment taken apart.

The engine is called by its module, so that a test can plant a fault in it.
"""

from fractions import Fraction

from casemodel.engine import assessment
from casemodel.engine.assessment import Assessment, Standing
from casemodel.knowledge.values import Criterion
from tests.laws.recipes import Case
from tests.laws.variants import answered


def assessed(case: Case) -> Assessment:
    """What the engine says of a case."""
    return assessment.assess(case.rules, case.profile, case.basis)


def standings(case: Case) -> dict[str, Standing]:
    """Where each model stands."""
    return {standing.model: standing for standing in assessed(case).ranking}


def scores(case: Case) -> dict[str, Fraction]:
    """Each model's exact score."""
    return {model: standing.score for model, standing in standings(case).items()}


def points(standing: Standing) -> dict[str, Fraction]:
    """The exact points of each criterion."""
    return {one.criterion: one.points for one in standing.contributions}


def asked(case: Case) -> tuple[Criterion, ...]:
    """The criteria asked of this kind of profile."""
    return case.rules.criteria_for(case.profile.kind)


def picked_criterion(case: Case, pick: int) -> Criterion | None:
    """One of the criteria asked; None if none is."""
    criteria = asked(case)
    return criteria[pick % len(criteria)] if criteria else None


def at_level(case: Case, criterion: str, level: str) -> Case:
    """The case with one answer changed."""
    return case._replace(profile=answered(case.profile, criterion, level))
