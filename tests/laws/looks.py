"""What a law looks at: an assessment taken apart.

The engine is called by its module, so that a test can plant a fault in it.
"""

from fractions import Fraction
from typing import NamedTuple

from casemodel.engine import assessment, decision_problem, questions
from casemodel.engine.assessment import Assessment
from casemodel.engine.questions import Asked, Question
from casemodel.engine.ranking import RankedStanding
from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.models import Hybrid
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import WHOLE, Answer, Profile
from tests.laws.recipes import Case

Place = tuple[str, str]
"""A criterion, and the segment asked, or ''."""


class Said(NamedTuple):
    """What the engine says of a case, apart from what it was asked."""

    ranking: tuple[RankedStanding, ...]
    rest: tuple[object, ...]


def assessed(case: Case) -> Assessment:
    """What the engine says of a case."""
    return assessment.assess(case.rules, case.profile, case.options)


def considered(case: Case) -> decision_problem.DecisionProblem:
    """The case set up by the engine, to be asked anything."""
    return decision_problem.set_up(case.rules, case.profile, case.options)


def said(assessment: Assessment) -> Said:
    """What was said: rules, profile and tables left out, which a law changes on purpose."""
    return Said(
        tuple(standing._replace(number=0) for standing in assessment.ranking),
        (
            assessment.unranked,
            assessment.recommended,
            assessment.tied,
            assessment.need_first,
            assessment.groups,
            assessment.completeness,
            assessment.cautions,
            assessment.answered,
            assessment.asked,
            _by_name(assessment),
            assessment.proof.holds,
            assessment.next_questions,
            assessment.stability,
        ),
    )


def _by_name(assessment: Assessment) -> tuple[object, ...]:
    """What would change the answer, by name and sorted: positions follow the rules' order."""
    alternatives = assessment.problem.setting.alternatives

    def named(number: int | None) -> str:
        return "" if number is None else repr(alternatives[number][:5])

    switches = sorted((s.changes, named(s.recommended)) for s in assessment.switches)
    limits = [
        (t.criterion, *((x.weight, named(x.recommended)) if x else () for x in (t.lower, t.higher)))
        for t in assessment.weight_thresholds
    ]
    return (switches, limits)


def standings(case: Case) -> dict[str, RankedStanding]:
    """Where each model and each hybrid stands; what is in doubt is not worked out, for speed."""
    ranking = Assessment(considered(case)).ranking
    return {standing.id: standing._replace(number=0) for standing in ranking}


def hybrids_behind(rules: Rules, standing: RankedStanding) -> tuple[Hybrid, ...]:
    """The hybrids of the rules that an alternative is: itself, or the pairs of a tier of three."""
    if standing.kind == "model":
        return ()
    if standing.id in rules.hybrids:
        return (rules.hybrids[standing.id],)
    parts = set(standing.parts)
    pairs = (h for h in rules.hybrids.values() if h.way == "tiered" and parts.issuperset(h.parts))
    behind = tuple(pairs)
    assert len(behind) == 3
    return behind


def overhead_of(rules: Rules, standing: RankedStanding) -> int:
    """The points that an alternative pays: its hybrid's, or those of a tier of three parts."""
    behind = hybrids_behind(rules, standing)
    third = rules.tiers.third_part_overhead if len(behind) > 1 else 0
    return max((hybrid.overhead for hybrid in behind), default=0) + third


def of_models(all_standings: dict[str, RankedStanding]) -> dict[str, RankedStanding]:
    """The models among them."""
    return {id_: s for id_, s in all_standings.items() if s.kind == "model"}


def scores(case: Case) -> dict[str, Fraction]:
    """Each alternative's exact score."""
    return {id_: standing.score for id_, standing in standings(case).items()}


def points(standing: RankedStanding) -> dict[Place, Fraction]:
    """The exact points of each question."""
    by_place: dict[Place, Fraction] = {}
    for part in standing.contributions:
        place = (part.criterion, part.segment)
        by_place[place] = by_place.get(place, Fraction(0)) + part.points
    return by_place


def figures(standing: RankedStanding) -> tuple[object, ...]:
    """Everything of a standing that is a number, and no name; contributions by size."""
    return (
        standing.score,
        standing.tenths,
        standing.low,
        standing.high,
        standing.lowest,
        standing.highest,
        standing.need_points,
        standing.adjustments,
        standing.feasibility.state,
        sorted((part.points, part.tenths) for part in standing.contributions),
    )


def asked(case: Case) -> tuple[Criterion, ...]:
    """The criteria asked of this kind of profile."""
    return case.rules.criteria_for(case.profile.kind)


def all_questions(case: Case) -> dict[Question, Asked]:
    """Every question asked of the profile: a need once for every segment."""
    return dict(questions.questions_of(case.rules, case.profile))


def all_levels(case: Case) -> dict[Question, str]:
    """The level of every question that is answered."""
    return questions.levels_of(case.profile, all_questions(case))


def picked_question(case: Case, pick: int) -> Question | None:
    """One of the questions asked; None if none is."""
    names = sorted(all_questions(case))
    return names[pick % len(names)] if names else None


def place_of(case: Case, question: Question) -> Place:
    """The criterion of a question, and the name of its segment."""
    at = all_questions(case)[question]
    return at.criterion, "" if at.segment == WHOLE else case.profile.segments[at.segment].name


def criterion_of(case: Case, question: Question) -> Criterion:
    """The criterion of a question."""
    return case.rules.criteria[all_questions(case)[question].criterion]


def with_answer(case: Case, question: Question, answer: Answer) -> Case:
    """The case with the answer to one question changed."""
    at = all_questions(case)[question]
    profile = case.profile
    if at.segment == WHOLE:
        return case._replace(profile=_answered(profile, at.criterion, answer))
    segments = list(profile.segments)
    own = segments[at.segment]
    segments[at.segment] = own._replace(answers={**own.answers, at.criterion: answer})
    return case._replace(profile=profile._replace(segments=tuple(segments)))


def _answered(profile: Profile, criterion: str, answer: Answer) -> Profile:
    answers = {**profile.answers, criterion: answer}
    if answer.state == "not_asked":
        answers.pop(criterion)
    return profile._replace(answers=answers)


def at_level(case: Case, question: Question, level: str) -> Case:
    """The case with one question answered, or answered otherwise."""
    return with_answer(case, question, Answer("answered", level))


def at_levels(case: Case, levels: dict[Question, str]) -> Case:
    """The case with these questions answered."""
    for question, level in levels.items():
        case = at_level(case, question, level)
    return case


def without(case: Case, question: Question) -> Case:
    """The case with one answer taken back; a group does not fall back on everyone's answer."""
    asked_of_all = all_questions(case)[question].segment == WHOLE
    return with_answer(case, question, Answer("not_asked" if asked_of_all else "not_known", ""))


def picked_criterion(case: Case, pick: int) -> Criterion | None:
    """One of the criteria asked; None if none is."""
    criteria = asked(case)
    return criteria[pick % len(criteria)] if criteria else None


def at_rules_weights(case: Case) -> Case:
    """The case without weights or priorities of its own."""
    return case._replace(profile=case.profile._replace(weights={}, priorities=()))


def unsegmented(case: Case) -> Case:
    """The case as one population."""
    return case._replace(profile=case.profile._replace(segments=()))


def models_only(case: Case) -> Case:
    """The case under rules without hybrids."""
    return case._replace(rules=case.rules._replace(hybrids={}))
