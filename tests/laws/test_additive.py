"""Law 2, and axioms 21 to 24: contributions, adjustments and 50 add up to the score, exactly and as
printed, for models and hybrids alike.
"""

from fractions import Fraction
from math import floor

from casemodel.engine.deviations import COUNTED
from casemodel.engine.questions import Asked
from casemodel.engine.ranking import RankedStanding
from casemodel.knowledge.models import Rating
from casemodel.knowledge.sources import BASES
from casemodel.profiles.values import WHOLE
from tests.laws.looks import (
    all_levels,
    all_questions,
    assessed,
    overhead_of,
    place_of,
    points,
    standings,
    without,
)
from tests.laws.recipes import Case
from tests.laws.strategies import over_generated, over_shipped


def check_additive(case: Case, pick: int) -> None:
    """Contributions, adjustments and 50 are the score, exactly and in printed tenths."""
    del pick
    for standing in assessed(case).ranking:
        parts, others = standing.contributions, standing.adjustments
        exact = sum((p.points for p in (*parts, *others)), Fraction(50))
        assert exact == standing.score
        assert 500 + sum(p.tenths for p in (*parts, *others)) == standing.tenths
        assert standing.tenths == floor(standing.score * 10 + Fraction(1, 2))
        for part in parts:
            assert abs(part.tenths - part.points * 10) < 1
            assert part.points or not part.tenths
        overhead = overhead_of(case.rules, standing)
        assert [a.points for a in others] == ([-overhead] if overhead else [])
        need = [p.points for p in parts if case.rules.criteria[p.criterion].group == "need"]
        assert standing.need_points == sum(need, Fraction(0))


def check_faithful(case: Case, pick: int) -> None:
    """Taking back an answer changes each score by the contribution that was stated.

    But for a tiered hybrid that then serves its segments otherwise.
    """
    levels = sorted(all_levels(case))
    if not levels:
        return
    question = levels[pick % len(levels)]
    before, after = standings(case), standings(without(case, question))
    for id_, standing in before.items():
        if id_ in after and standing.serves == after[id_].serves and not _by_posts(standing):
            stated = points(standing)[place_of(case, question)]
            assert standing.score - after[id_].score == stated


def _by_posts(standing: RankedStanding) -> bool:
    return any(part.by_posts for part in standing.contributions)


def check_complete(case: Case, pick: int) -> None:
    """Every question asked is listed once, with its answer and all that its ratings rest on."""
    del pick
    levels, questions = all_levels(case), all_questions(case)
    for standing in assessed(case).ranking:
        if _by_posts(standing):
            continue  # a tier whose parts answer some questions by their own posts
        listed = [(p.criterion, p.segment) for p in standing.contributions]
        assert listed == [place_of(case, q) for q in questions]
        for (question, at), part in zip(questions.items(), standing.contributions, strict=True):
            assert part.level == levels.get(question, "")
            behind = _behind(case, standing, at)
            assert part.part == (
                behind[0] if standing.kind == "hybrid" and behind[1:] == () else ""
            )
            rated = [
                r
                for model in behind
                for r in case.rules.models[model].ratings.get(at.criterion, {}).values()
                if _counts_as(case, r)
            ]
            bases = [_counts_as(case, r) for r in rated]
            assert part.basis == max(bases, key=BASES.index, default="")
            assert part.basis or not part.points
            cited = {c for r in rated for c in r.claims}
            if case.basis == "document":
                cited = {c for c in cited if case.rules.claim_basis(c) == "document"}
            assert sorted(part.claims) == sorted(cited)


def _behind(case: Case, standing: RankedStanding, at: Asked) -> tuple[str, ...]:
    """The parts whose ratings make the points: the leading one, the serving one, or all."""
    hybrid = case.rules.hybrids.get(standing.id)
    if hybrid and at.criterion in hybrid.leads:
        return (hybrid.leads[at.criterion],)
    if standing.serves and at.segment != WHOLE:
        return (standing.serves[at.segment],)
    return standing.parts


def _counts_as(case: Case, rating: Rating) -> str:
    """The basis on which a rating counts; empty if it does not."""
    if rating.basis in COUNTED[case.basis]:
        return rating.basis
    return "document" if rating.documents_say is not None else ""


test_additive = over_generated(check_additive)
test_additive_shipped = over_shipped(check_additive)
test_faithful = over_generated(check_faithful)
test_faithful_shipped = over_shipped(check_faithful)
test_complete = over_generated(check_complete)
test_complete_shipped = over_shipped(check_complete)
