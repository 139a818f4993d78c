"""Making a rule test of an answer: today's outcome must also be tomorrow's."""

from collections.abc import Mapping
from fractions import Fraction
from hashlib import sha256
from typing import Any

from casemodel.engine.assessment import Assessment
from casemodel.engine.ranking import RankedStanding
from casemodel.engine.scoring import TENTHS
from casemodel.explanation.explain import explain
from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import UNANSWERED_WORDS, Answer, Profile
from casemodel.workshop.running import counted, margin_of, models_of, shown_cautions

FOR_KEPT, AGAINST_KEPT = 3, 1

Data = dict[str, Any]


def frozen(assessment: Assessment) -> Data:
    """Write a test as data for a file: the profile without id, name and notes, and the outcome.

    Its id is made from its content, so that the same profile gives the same test.
    """
    rules, profile = assessment.problem.rules, assessment.problem.profile
    held = profile_data(rules, profile)
    expect = _expectations(assessment)
    mark = sha256(repr((held, expect)).encode()).hexdigest()[:8]
    return {
        "id": f"frozen_{mark}",
        "about": f"As rules {rules.version} answer: {explain(assessment).headline.text}",
        "profile": held,
        "expect": expect,
    }


def profile_data(rules: Rules, profile: Profile) -> Data:
    """Write as data for a file the parts of a profile that bear on the answer."""
    shares = sum(segment.part for segment in profile.segments)
    segments = [
        {
            "name": segment.name,
            "share": f"{segment.part}/{shares}",
            "answers": _answers(rules, segment.answers, {}),
        }
        for segment in profile.segments
    ]
    data: Data = {
        "kind": profile.kind,
        "weights": dict(profile.weights),
        "priorities": list(profile.priorities),
        "answers": _answers(rules, profile.answers, profile.quantities),
        "segments": segments,
    }
    if profile.agency is not None:
        agency = profile.agency
        data["agency"] = {"answers": _answers(rules, agency.answers, agency.quantities)}
    return {key: value for key, value in data.items() if value or key == "answers"}


def _answers(
    rules: Rules, answers: Mapping[str, Answer], quantities: Mapping[str, str]
) -> dict[str, str]:
    """Give the numbers given, then the answers, without those that follow from the numbers."""
    words = {state: word for word, state in UNANSWERED_WORDS.items()}
    words_of = dict(quantities)
    for name, answer in answers.items():
        if not _follows(rules.criteria[name], quantities):
            words_of[name] = answer.number or answer.level or words[answer.state]
    return words_of


def _follows(criterion: Criterion, quantities: Mapping[str, str]) -> bool:
    """Say whether the numbers given answer the criterion."""
    if criterion.counts not in quantities:
        return False
    return not criterion.per or bool(Fraction(quantities.get(criterion.per, "0")))


def _expectations(assessment: Assessment) -> Data:
    """Write today's outcome as everything that a test can expect."""
    models = models_of(assessment)
    best = tuple(s.id for s in models if s.tenths == models[0].tenths)
    expect: Data = {}
    if len(best) == 1:
        expect["first"] = best[0]
    elif best:
        expect["top"] = list(best)
    expect["recommended"] = assessment.recommended or None
    margin = (margin_of(assessment, best) or 0) // TENTHS
    if margin > 0:
        expect["margin_at_least"] = str(margin)
    feasible = {s.id: s.feasibility.state for s in models if s.feasibility.state != "not_asked"}
    if feasible:
        expect["feasible"] = feasible
    expect["cautions"] = list(shown_cautions(assessment))
    if len(best) == 1 and (reasons := _reasons(models[0])):
        expect["reasons"] = reasons
    return expect


def _reasons(standing: RankedStanding) -> list[Any]:
    """List the strongest reasons for the first model, and the strongest against it."""
    names = dict.fromkeys(c.criterion for c in standing.contributions)
    points = {name: counted(standing, name) for name in names}
    by_size = sorted(points, key=lambda name: (-abs(points[name]), name))
    speaking = [name for name in by_size if points[name] > 0][:FOR_KEPT]
    against = [name for name in by_size if points[name] < 0][:AGAINST_KEPT]
    return [*speaking, *({"criterion": name, "sign": "against"} for name in against)]
