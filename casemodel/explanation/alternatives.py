"""The ranking as data: each alternative's score, points, reasons and requirements.

Reads the engine's standings; nothing else of the explanation does, but for `reasons`.
"""

from fractions import Fraction

from casemodel.engine.assessment import Assessment, Standing
from casemodel.engine.contributions import Contribution
from casemodel.engine.feasibility import Check
from casemodel.engine.scoring import TENTHS
from casemodel.explanation.naming import name_of
from casemodel.explanation.numbers import percent, plain
from casemodel.explanation.reasons import Opponents, by_size, reason_for
from casemodel.explanation.templates import say
from casemodel.explanation.values import (
    HybridDescription,
    QuestionPoints,
    RankedAlternative,
    Reason,
    RequirementState,
    ScoreAdjustment,
    Sentence,
    ServedGroup,
)
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Segment


def ranking_of(assessment: Assessment, known: Opponents) -> tuple[RankedAlternative, ...]:
    """Describe every standing, in the order of the ranking."""
    places = _Places(assessment.case.rules)
    return tuple(_ranked(assessment, standing, known, places) for standing in assessment.ranking)


def served_groups(
    rules: Rules, segments: tuple[Segment, ...], serves: tuple[str, ...] = ()
) -> tuple[ServedGroup, ...]:
    """Name the segments of a population, each with the part that serves it, if that is settled."""
    parts = serves or ("",) * len(segments)
    total = sum(segment.part for segment in segments)
    return tuple(
        ServedGroup(
            name=segment.name,
            share=segment.share,
            percent=percent(Fraction(segment.part, total)),
            part=part,
            part_name=name_of(rules, part) if part else "",
        )
        for segment, part in zip(segments, parts, strict=True)
    )


def fit_word(rules: Rules, tenths: int) -> str:
    """The word of the rules for a printed score."""
    words = rules.method.fit_words
    return next((w.word for w in words if tenths >= w.at_least * TENTHS), words[-1].word)


class _Places(dict[tuple[str, ...], tuple[str, ...]]):
    """The places behind claims, each set worked out once: a model and its hybrids share them."""

    def __init__(self, rules: Rules) -> None:
        """Begin with nothing worked out."""
        super().__init__()
        self._rules = rules

    def __missing__(self, claims: tuple[str, ...]) -> tuple[str, ...]:
        self[claims] = places = tuple(map(str, self._rules.places(claims)))
        return places


def _ranked(
    assessment: Assessment, standing: Standing, known: Opponents, places: _Places
) -> RankedAlternative:
    rules, profile = assessment.case.rules, assessment.case.profile
    asked = not assessment.options.fit_only
    reasons = tuple(reason_for(known, profile.kind, standing, c) for c in by_size(standing))
    by_question = {(reason.criterion, reason.segment): reason for reason in reasons}
    return RankedAlternative(
        id=standing.id,
        kind=standing.kind,
        name=name_of(rules, standing.id),
        way=standing.way,
        parts=standing.parts,
        groups=served_groups(rules, profile.segments, standing.serves) if standing.serves else (),
        rank=standing.rank,
        tenths=standing.tenths,
        low=standing.low,
        high=standing.high,
        lowest=standing.lowest,
        highest=standing.highest,
        need_points=standing.need_points,
        word=fit_word(rules, standing.tenths),
        feasible=standing.feasibility.state if asked else "not_asked",
        requirements=tuple(
            _requirement(rules, standing, check)
            for check in (standing.feasibility.checks if asked else ())
        ),
        contributions=tuple(
            _points(assessment, c, places[c.claims], by_question) for c in standing.contributions
        ),
        reasons=reasons,
        adjustments=tuple(ScoreAdjustment(a.id, a.tenths) for a in standing.adjustments),
        hybrid=_hybrid(rules, standing.id),
    )


def _points(
    assessment: Assessment,
    contribution: Contribution,
    cites: tuple[str, ...],
    reasons: dict[tuple[str, str], Reason],
) -> QuestionPoints:
    criterion = assessment.case.rules.criteria[contribution.criterion]
    level, segment = contribution.level, contribution.segment
    return QuestionPoints(
        criterion=criterion.id,
        name=criterion.name,
        segment=segment,
        level=level,
        answer=criterion.level(level).name.said_to(assessment.kind) if level else "",
        tenths=contribution.tenths,
        basis=contribution.basis,
        claims=contribution.claims,
        cites=cites,
        part=contribution.part,
        reason=reasons.get((criterion.id, segment)),
    )


def _hybrid(rules: Rules, id_: str) -> HybridDescription | None:
    hybrid = rules.hybrids.get(id_)
    if hybrid is None:
        return None
    return HybridDescription(
        part_names=tuple(rules.models[part].name for part in hybrid.parts),
        way=hybrid.way,
        reason=hybrid.reason,
        serves=hybrid.serves,
        moves=hybrid.moves,
        claims=hybrid.claims,
        cites=tuple(map(str, rules.places(hybrid.claims))),
    )


def _requirement(rules: Rules, standing: Standing, check: Check) -> RequirementState:
    requirement = check.requirement
    return RequirementState(
        id=f"{check.part}.{requirement.id}",
        part=name_of(rules, check.part) if len(standing.parts) > 1 else "",
        strength=requirement.strength,
        state=check.state,
        name=requirement.in_short,
        text=requirement.says,
        to_close=requirement.to_close,
        arithmetic=None if check.state == "met" else _arithmetic(rules, check),
        criteria=tuple(condition.criterion for condition in requirement.met_by),
        claims=requirement.claims,
        cites=tuple(map(str, rules.places(requirement.claims))),
    )


def _arithmetic(rules: Rules, check: Check) -> Sentence | None:
    """The staffing sum behind a requirement in numbers."""
    staffing = check.staffing
    if staffing is None:
        return None
    missing = staffing.needed + staffing.elsewhere - staffing.have
    filled = {
        "clients": str(staffing.clients),
        "each": str(staffing.each),
        "needed": str(staffing.needed),
        "have": plain(staffing.have),
        "unit": rules.quantities[check.requirement.counted_in].unit,
        "elsewhere": str(staffing.elsewhere),
        "missing": plain(missing),
    }
    if missing <= 0:
        return say("staffing.enough", **filled)
    return say("staffing.tier" if staffing.elsewhere else "staffing", **filled)
