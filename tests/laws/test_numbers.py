"""Axioms 18 and 19: what is counted changes an answer at the stated thresholds and nowhere else.

Numbers count only by the bands of a criterion and by the staff that a requirement asks for; between
thresholds a score does not move at all (L is 0), and a threshold belongs to what begins there.
"""

from fractions import Fraction
from itertools import pairwise

from casemodel.engine.posts import CASE_MANAGERS, CLIENTS
from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.models import Requirement
from casemodel.profiles import numbers
from tests.laws.looks import Place, asked, assessed, models_only, points, standings
from tests.laws.recipes import Case, seeded
from tests.laws.strategies import over_generated, over_shipped

LEAST = Fraction(1, 10**9)
THOUSAND = 1000


def banded(case: Case, pick: int) -> tuple[Criterion, list[Fraction]] | None:
    """One criterion asked, with bands for its levels, and the edges of those."""
    criteria = asked(case)
    if not criteria:
        return None
    criterion, random = criteria[pick % len(criteria)], seeded(pick)
    edges = sorted(random.sample(range(1, 40 * THOUSAND), len(criterion.levels) - 1))
    levels = tuple(
        level._replace(least=least, below=below)
        for level, least, below in zip(
            criterion.levels, (None, *edges), (*edges, None), strict=True
        )
    )
    banded = criterion._replace(levels=levels, counts=CLIENTS, per="")
    return banded, [Fraction(edge, THOUSAND) for edge in edges]


def check_thresholds(case: Case, pick: int) -> None:
    """At an edge the band above begins; just below it is still the band below."""
    with_edges = banded(case, pick)
    if with_edges is None:
        return
    criterion, edges = with_edges
    ids = [level.id for level in criterion.levels]
    for place, edge in enumerate(edges):
        for number, level in (
            (edge - LEAST, ids[place]),
            (edge, ids[place + 1]),
            (edge + LEAST, ids[place + 1]),
        ):
            assert numbers.level_at(criterion, number) == level


def check_steps(case: Case, pick: int) -> None:
    """Between two edges every number has the same points, and one score changes at most at an edge.

    And all it can change is the points of its own criterion.
    """
    case = models_only(case)
    with_edges = banded(case, pick)
    if with_edges is None:
        return
    criterion, edges = with_edges
    random = seeded(pick)
    ends = [Fraction(0), *edges, edges[-1] + 1]
    steps: list[dict[str, dict[Place, Fraction]]] = []
    for low, high in pairwise(ends):
        inside = low + (high - low) * Fraction(random.randrange(1, THOUSAND), THOUSAND)
        here = [_points(case, criterion, number) for number in (low, inside, high - LEAST)]
        assert here[0] == here[1] == here[2]
        steps.append(here[0])
    for before, after in pairwise(steps):
        for id_ in before:
            changed = {at[0] for at in before[id_] if before[id_][at] != after[id_][at]}
            assert changed <= {criterion.id}


def _points(case: Case, criterion: Criterion, number: Fraction) -> dict[str, dict[Place, Fraction]]:
    """All points of everything, at a number answered for everyone."""
    answer = numbers.answer_of_number(criterion, str(number))
    profile = case.profile
    segments = tuple(
        s._replace(answers={c: a for c, a in s.answers.items() if c != criterion.id})
        for s in profile.segments
    )
    answers = {**profile.answers, criterion.id: answer}
    by_levels = case._replace(profile=profile._replace(answers=answers, segments=segments))
    return {id_: points(standing) for id_, standing in standings(by_levels).items()}


def check_staff_thresholds(case: Case, pick: int) -> None:
    """Just enough staff is enough; one client more, or a little less staff, is not."""
    if case.profile.kind != "organization":
        return
    random = seeded(pick)
    each, managers = random.randrange(1, 50), random.randrange(1, 12)
    at_least = random.randrange(1, 12)
    for required, counts, state in (
        (_counting(each, None), (each * managers, managers), "met"),
        (_counting(each, None), (each * managers + 1, managers), "unmet"),
        (_counting(each, None), (each * managers, managers - Fraction(1, THOUSAND)), "unmet"),
        (_counting(None, at_least), (1, at_least), "met"),
        (_counting(None, at_least), (1, at_least - Fraction(1, THOUSAND)), "unmet"),
    ):
        clients, staff = counts
        rules = case.rules._replace(
            models={
                id_: model._replace(requirements=(required,))
                for id_, model in case.rules.models.items()
            }
        )
        quantities = {CLIENTS: str(clients), CASE_MANAGERS: str(staff)}
        profile = case.profile._replace(quantities=quantities, segments=())
        for standing in assessed(case._replace(rules=rules, profile=profile)).ranking:
            states = {c.state for c in standing.feasibility.checks if c.requirement == required}
            assert states == {state}


def _counting(each: int | None, least: int | None) -> Requirement:
    return Requirement("zz", "must", "Have staff.", ("D1",), "Hire.",
                       CASE_MANAGERS, each, least)  # fmt: skip


test_thresholds = over_generated(check_thresholds)
test_thresholds_shipped = over_shipped(check_thresholds)
test_steps = over_generated(check_steps)
test_steps_shipped = over_shipped(check_steps)
test_staff_thresholds = over_generated(check_staff_thresholds)
test_staff_thresholds_shipped = over_shipped(check_staff_thresholds)
