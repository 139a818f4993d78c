"""Axioms 6, 7 and 17: scores and matches keep to their range and reach its ends, every profile gets
an answer, and an answer moves nothing but its own contribution.
"""

from fractions import Fraction

from casemodel.engine import ranking
from casemodel.engine.ranking import RankedStanding
from casemodel.profiles.values import Answer
from tests.laws.looks import (
    all_levels,
    all_questions,
    asked,
    assessed,
    at_level,
    at_levels,
    at_rules_weights,
    criterion_of,
    of_models,
    picked_question,
    place_of,
    points,
    said,
    standings,
    without,
)
from tests.laws.recipes import Case
from tests.laws.strategies import over_generated, over_shipped
from tests.laws.variants import value


def check_reach(case: Case, pick: int) -> None:
    """At the rules' weights every score lies within the stated range; the best and the worst
    answers reach its ends, and the whole match and none.
    """
    case = at_rules_weights(case)
    reach = ranking.reach(case.rules, case.profile.kind, case.basis)
    all_standings = standings(case)
    models = of_models(all_standings)
    assert reach == {model: (s.lowest, s.highest) for model, s in models.items()}
    for standing in all_standings.values():
        assert standing.lowest <= standing.tenths <= standing.highest
        assert standing.kind == "hybrid" or 0 <= standing.lowest <= standing.highest <= 1000
    if models:
        model = sorted(models)[pick % len(models)]
        worst, best = (_at_the_end(case, model, way) for way in (-1, 1))
        assert (worst.tenths, best.tenths) == reach[model]
        assert (worst.match.share, best.match.share) == (0, best.score > 50)


def check_match(case: Case, pick: int) -> None:
    """Match is the share of what the answers given could have earned that they did earn.

    What is open does not count, nor does overhead. Answering one question better or worse for an
    alternative shows the most, and the least, that its answer could have earned.
    """
    assessment = assessed(case)
    for standing in assessment.ranking:
        match, contributed = standing.match, [c.points for c in standing.contributions]
        total = sum(contributed, Fraction(0))
        assert match.share == (total / match.most if total > 0 else 0)
        assert match.least <= total <= match.most
        assert match.speaks_for == sum(points > 0 for points in contributed)
        assert match.against == sum(points < 0 for points in contributed)
    question = picked_question(case, pick)
    if question is None or question not in all_levels(case):
        return
    place = place_of(case, question)
    levels = criterion_of(case, question).levels
    ways = [standings(at_level(case, question, level.id)) for level in levels]
    ways.insert(0, standings(without(case, question)))
    for standing in assessment.ranking:
        alike = [s for standings_then in ways if (s := standings_then.get(standing.id)) is not None]
        if len(alike) < len(ways) or any(s.serves != standing.serves for s in alike):
            continue  # a tier that then serves its segments otherwise, or is not proposed
        if not any(part.by_posts for part in standing.contributions):
            answered = [points(s)[place] for s in alike[1:]]
            assert standing.match.most - alike[0].match.most == max(answered)
            assert standing.match.least - alike[0].match.least == min(answered)


def _at_the_end(case: Case, model: str, way: int) -> RankedStanding:
    """The model's standing when every answer is its best (way 1), or its worst (-1)."""
    levels = {}
    for question, at in all_questions(case).items():
        criterion = criterion_of(case, question)
        by_value = {
            way * value(case, model, at.criterion, level.id): level for level in criterion.levels
        }
        levels[question] = by_value[max(by_value)].id
    return standings(at_levels(case, levels))[model]


def check_total(case: Case, pick: int) -> None:
    """Every model is ranked or said to be unranked, with a reason; every number is a number.

    Every hybrid of ranked models is ranked, a tiered one where there are segments to share out.
    """
    del pick
    assessment = assessed(case)
    names = [m.id for m in case.rules.scored_models()]
    ranked = {s.id for s in assessment.ranking if s.kind == "model"}
    assert sorted([*ranked, *assessment.unranked]) == sorted(names)
    for name in names:
        silent = all(
            len({value(case, name, c.id, level.id) for level in c.levels}) == 1 for c in asked(case)
        )
        assert silent == (name in assessment.unranked)
    for hybrid in case.rules.hybrids.values():
        due = ranked.issuperset(hybrid.parts)
        due = due and (hybrid.way != "tiered" or assessment.problem.choice.proposed)
        places = [s for s in assessment.ranking if s.id == hybrid.id]
        silent = due and not places and _led_to_silence(case, hybrid.id)
        assert len(places) == (due and not silent)
        for standing in places:
            assert (standing.kind, standing.way, standing.parts) == (
                "hybrid",
                hybrid.way,
                hybrid.parts,
            )
            served = len(case.profile.segments) if hybrid.way == "tiered" else 0
            assert len(standing.serves) == served
            assert not served or set(standing.serves) == set(hybrid.parts)
    for standing in assessment.ranking:
        assert type(standing.score) is Fraction
        assert type(standing.tenths) is int
    assert sum(assessment.asked.values()) == len(all_questions(case))
    for group, number in assessment.answered.items():
        assert number <= assessment.asked[group]
    assert sum(assessment.answered.values()) == len(all_levels(case))


def _led_to_silence(case: Case, hybrid: str) -> bool:
    """Whether whoever counts on a criterion is rated the same at all its levels, on each."""
    hybrid_run = case.rules.hybrids[hybrid]
    return all(
        len({value(case, part, c.id, level.id) for level in c.levels}) == 1
        for c in asked(case)
        for part in ([hybrid_run.leads[c.id]] if c.id in hybrid_run.leads else hybrid_run.parts)
    )


def check_not_asked(case: Case, pick: int) -> None:
    """An answer to a criterion not asked of this kind is left out of account."""
    kind, answers = case.profile.kind, case.profile.answers
    others = [c for c in case.rules.criteria.values() if kind not in c.asked_of]
    if others:
        criterion = others[pick % len(others)]
        level = criterion.levels[pick // 7 % len(criterion.levels)].id
        profile = case.profile._replace(
            answers={**answers, criterion.id: Answer("answered", level)}
        )
        answered = assessed(case._replace(profile=profile))
        before = assessed(case)
        answered.cautions = before.cautions = ()
        assert said(answered) == said(before)


def check_local(case: Case, pick: int) -> None:
    """Another answer to one question changes that contribution only."""
    question = picked_question(case, pick)
    if question is None:
        return
    before = standings(case)
    levels = criterion_of(case, question).levels
    after = standings(at_level(case, question, levels[pick // 7 % len(levels)].id))
    for id_, standing in before.items():
        if id_ not in after or standing.serves != after[id_].serves:
            continue  # a tier that now serves its segments otherwise, or is not proposed
        if any(part.by_posts for part in standing.contributions):
            continue
        was, now = points(standing), points(after[id_])
        place = place_of(case, question)
        moved = now.pop(place) - was.pop(place)
        assert was == now
        assert after[id_].score - standing.score == moved
        assert (after[id_].lowest, after[id_].highest) == (standing.lowest, standing.highest)


test_reach = over_generated(check_reach)
test_reach_shipped = over_shipped(check_reach)
test_match = over_generated(check_match)
test_match_shipped = over_shipped(check_match)
test_total = over_generated(check_total)
test_total_shipped = over_shipped(check_total)
test_not_asked = over_generated(check_not_asked)
test_not_asked_shipped = over_shipped(check_not_asked)
test_local = over_generated(check_local)
test_local_shipped = over_shipped(check_local)
