"""Law 2, and axioms 21 to 24: contributions and 50 add up to the score, exactly and as printed."""

from fractions import Fraction
from math import floor

from casemodel.engine.tables import COUNTED
from casemodel.knowledge.values import BASES, Rating
from tests.laws.looks import asked, assessed, standings
from tests.laws.recipes import Case
from tests.laws.strategies import over_generated, over_shipped
from tests.laws.variants import unanswered


def check_additive(case: Case, pick: int) -> None:
    """Contributions and 50 are the score, exactly and in printed tenths."""
    del pick
    for standing in assessed(case).ranking:
        parts = standing.contributions
        assert 50 + sum((p.points for p in parts), Fraction(0)) == standing.score
        assert 500 + sum(p.tenths for p in parts) == standing.tenths
        assert standing.tenths == floor(standing.score * 10 + Fraction(1, 2))
        for part in parts:
            assert abs(part.tenths - part.points * 10) < 1
            assert part.points or not part.tenths
        need = [p.points for p in parts if case.rules.criteria[p.criterion].group == "need"]
        assert standing.need_points == sum(need, Fraction(0))


def check_faithful(case: Case, pick: int) -> None:
    """Taking back an answer changes each score by the contribution that was stated."""
    levels = sorted(case.profile.levels())
    if not levels:
        return
    criterion = levels[pick % len(levels)]
    before = standings(case)
    after = standings(case._replace(profile=unanswered(case.profile, criterion)))
    assert before.keys() == after.keys()
    for model, standing in before.items():
        stated = {p.criterion: p.points for p in standing.contributions}
        assert standing.score - after[model].score == stated[criterion]


def check_complete(case: Case, pick: int) -> None:
    """Every criterion asked is listed once, with its answer and all that its ratings rest on."""
    del pick
    levels = case.profile.levels()
    for standing in assessed(case).ranking:
        assert [p.criterion for p in standing.contributions] == [c.id for c in asked(case)]
        for part in standing.contributions:
            assert part.level == levels.get(part.criterion, "")
            rated = case.rules.models[standing.model].ratings.get(part.criterion, {})
            bases = [b for rating in rated.values() if (b := _counts_as(case, rating))]
            assert part.basis == max(bases, key=BASES.index, default="")
            assert part.basis or not part.points
            cited = {c for r in rated.values() if _counts_as(case, r) for c in r.claims}
            if case.basis == "document":
                cited = {c for c in cited if case.rules.claim_basis(c) == "document"}
            assert sorted(part.claims) == sorted(cited)


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
