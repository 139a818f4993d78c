"""The findings of an assessment: all that it says as data, gathered subject by subject."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, Protocol, TypeVar

from casemodel.engine.assessment import Assessment
from casemodel.engine.feasibility import CASE_MANAGERS, CLIENTS
from casemodel.engine.scoring import TENTHS
from casemodel.engine.segments import best_for_segments
from casemodel.explanation.alternatives import ranking_of, served_groups
from casemodel.explanation.naming import name_of
from casemodel.explanation.questions import (
    answers_of,
    ask_first,
    ask_next,
    counts_of,
    quantities_of,
    refused_questions,
    unanswered,
)
from casemodel.explanation.reasons import evidence_of, opponents
from casemodel.explanation.robustness import switches_of, tries_of, weight_ranges_of
from casemodel.explanation.templates import say
from casemodel.explanation.values import (
    CurrentModel,
    Evidence,
    FewRatings,
    Findings,
    KnownWeakPoint,
    NamedFactor,
    OptionsUsed,
    RankedAlternative,
    Reason,
    RulesUsed,
    SegmentFit,
    ShownCaution,
    StaffBand,
    UnrankedModel,
)
from casemodel.knowledge.values import Level, Rules

REASONS_SHOWN = 3  # reasons for, on the first screen
AGAINST_SHOWN = 2
FEW_RATED = 12  # what the rule check asks of every model and kind
_CENTROID_CLAIM = "L34"  # the claim on rank-order centroid weights


def findings_of(assessment: Assessment) -> Findings:
    """Gather all that an assessment says."""
    case = assessment.case
    rules, profile = case.rules, case.profile
    known = opponents(rules, case.options.basis)
    ranking = ranking_of(assessment, known)
    best = best_fit(ranking, rules)
    about = assessment.recommended or (best.id if best else "")
    told = next((ranked for ranked in ranking if ranked.id == about), None)
    second = next((r for r in ranking if r.kind == "model" and r.id != about), None)
    best_for, best_against = strongest(told.reasons) if told else ((), ())
    return Findings(
        kind=profile.kind,
        label=profile.label,
        date=profile.date,
        rules=_rules_used(rules),
        options=_options_used(assessment),
        quantities=quantities_of(assessment),
        groups=served_groups(rules, profile.segments),
        answers=answers_of(assessment),
        open_questions=unanswered(assessment),
        counts=counts_of(assessment),
        ranking=ranking,
        unranked=tuple(
            UnrankedModel(m, say("unranked", model=name_of(rules, m))) for m in assessment.unranked
        ),
        recommended=assessment.recommended,
        about=about,
        best_fit=best.id if best else "",
        second=second.id if told and second else "",
        need_first=assessment.need_first,
        certainty=assessment.certainty,
        tries=tries_of(assessment),
        switches=switches_of(assessment),
        weight_ranges=weight_ranges_of(assessment),
        cautions=_cautions(assessment),
        refused=refused_questions(assessment),
        ask_first=ask_first(assessment),
        ask_next=ask_next(assessment),
        best_for=best_for,
        best_against=best_against,
        segment_fits=_segment_fits(assessment, told) if told else (),
        current=_current(assessment),
        staff_band=_staff_band(assessment),
        few_ratings=_few_ratings(assessment),
        cons=_cons(rules, told) if told else (),
        evidence_shares=evidence_of(known, told, second) if told else Evidence(0, 0, 0, 0),
    )


class _Scored(Protocol):
    """What has a printed score: a standing of the engine, or a line of the ranking."""

    @property
    def id(self) -> str: ...

    @property
    def kind(self) -> Literal["model", "hybrid"]: ...

    @property
    def tenths(self) -> int: ...


AnyScored = TypeVar("AnyScored", bound=_Scored)


def best_fit(ranking: Iterable[AnyScored], rules: Rules) -> AnyScored | None:
    """Give the best by fit alone, a hybrid only where it leads the best model by the margin."""
    margin = rules.hybrid_margin * TENTHS

    def order(ranked: AnyScored) -> tuple[int, bool, str]:
        hybrid = ranked.kind == "hybrid"
        return (-ranked.tenths + (margin if hybrid else 0), hybrid, ranked.id)

    return min(ranking, key=order, default=None)


def strongest(reasons: tuple[Reason, ...]) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Give the strongest reasons for and against; answers that speak for themselves come first."""
    speak_for = [reason for reason in reasons if reason.tenths > 0]
    stated_first = sorted(speak_for, key=lambda reason: not reason.stated)
    against = [reason for reason in reasons if reason.tenths < 0 and reason.stated]
    return tuple(stated_first[:REASONS_SHOWN]), tuple(against[:AGAINST_SHOWN])


def _rules_used(rules: Rules) -> RulesUsed:
    return RulesUsed(
        version=rules.version,
        digest=rules.digest,
        close_margin=rules.method.close_margin,
        hybrid_margin=rules.hybrid_margin,
        models=len(rules.scored_models()),
        hybrids=len(rules.hybrids),
        sources=rules.sources,
        local=rules.local,
    )


def _options_used(assessment: Assessment) -> OptionsUsed:
    """The choices beside the answers; a person's own weights apart from those of local rules."""
    case = assessment.case
    criteria = case.rules.criteria
    of_profile = {c: Fraction(text) for c, text in case.profile.weights.items()}

    def named(factors: dict[str, Fraction]) -> tuple[NamedFactor, ...]:
        return tuple(NamedFactor(c, criteria[c].name, f) for c, f in sorted(factors.items()))

    cited = (_CENTROID_CLAIM,) if _CENTROID_CLAIM in case.rules.claims else ()
    return OptionsUsed(
        basis=case.options.basis,
        fit_only=case.options.fit_only,
        weights=named(dict(case.factors)),
        own_weights=named(of_profile | dict(case.options.factors)),
        priorities=tuple((c, criteria[c].name) for c in case.priorities),
        priorities_cites=tuple(map(str, case.rules.places(cited))),
        draws=case.options.draws,
    )


def _cautions(assessment: Assessment) -> tuple[ShownCaution, ...]:
    rules = assessment.case.rules
    return tuple(
        ShownCaution(
            id=caution.full_id,
            danger=caution.danger,
            text=caution.says,
            criteria=tuple(condition.criterion for condition in caution.when),
            claims=caution.claims,
            cites=tuple(map(str, rules.places(caution.claims))),
        )
        for caution in assessment.cautions
    )


def _segment_fits(assessment: Assessment, told: RankedAlternative) -> tuple[SegmentFit, ...]:
    """The model that fits each segment best; nothing where a hybrid is told."""
    if told.kind == "hybrid":
        return ()
    case = assessment.case
    groups = served_groups(case.rules, case.profile.segments)
    return tuple(
        SegmentFit(
            segment=group.name,
            percent=group.percent,
            model=first.model,
            name=name_of(case.rules, first.model),
            tenths=first.tenths,
            told_tenths=first.told_tenths,
            needs_against=first.needs_against,
        )
        for group, first in zip(groups, best_for_segments(case, told.id), strict=True)
    )


def _current(assessment: Assessment) -> CurrentModel | None:
    """The model that is run now, and as what it is compared: a family as its best member."""
    case, now = assessment.case, assessment.case.profile.current_model
    if not now or not assessment.ranking:
        return None
    rules, name = case.rules, name_of(case.rules, now)
    if now in rules.hybrids or rules.models[now].scored:
        ranked = any(standing.id == now for standing in assessment.ranking)
        tiered = now in rules.hybrids and rules.hybrids[now].way == "tiered"
        return CurrentModel(
            now, name, now if ranked else "", needs_groups=tiered and not case.profile.segments
        )
    members = [
        s.id for s in assessment.ranking if s.kind == "model" and rules.models[s.id].family == now
    ]
    compared = next((m for m in members if m == assessment.recommended), "".join(members[:1]))
    return CurrentModel(now, name, compared, needs_groups=False)


def _staff_band(assessment: Assessment) -> StaffBand | None:
    """The caseload band that one more case manager would change."""
    case = assessment.case
    capacity = case.capacity
    if capacity is None or not {CLIENTS, CASE_MANAGERS} <= set(capacity.quantities):
        return None
    clients, staff = capacity.quantities[CLIENTS], capacity.quantities[CASE_MANAGERS]
    for criterion in case.rules.criteria.values():
        if (criterion.counts, criterion.per) == (CLIENTS, CASE_MANAGERS) and staff:
            before = _band(criterion.levels, clients / staff)
            after = _band(criterion.levels, clients / (staff + 1))
            if before != after:
                return StaffBand(before, after, clients, staff + 1)
    return None


def _band(levels: tuple[Level, ...], value: Fraction) -> str:
    for level in levels:
        above = level.least is None or value * 1000 >= level.least
        if above and (level.below is None or value * 1000 < level.below):
            return level.name.organization
    return ""


def _few_ratings(assessment: Assessment) -> tuple[FewRatings, ...]:
    """Models that the chosen sources rate on few questions, among the first in the ranking."""
    case = assessment.case
    asked = len(case.tables.weights)
    rated = {t.model: len(t.deviations) for t in case.tables.models}
    first = [s for s in assessment.ranking if s.rank == 1 or s.id == assessment.recommended]
    return tuple(
        FewRatings(name_of(case.rules, part), rated[part], asked)
        for part in dict.fromkeys(p for s in first for p in s.parts)
        if rated[part] < min(FEW_RATED, asked)
    )


def _cons(rules: Rules, told: RankedAlternative) -> tuple[KnownWeakPoint, ...]:
    """The cons of an alternative, one a part before a second of any."""
    cons = [
        rules.models[part].cons[i]
        for i in range(AGAINST_SHOWN)
        for part in told.parts
        if i < len(rules.models[part].cons)
    ]
    return tuple(
        KnownWeakPoint(con.says, tuple(map(str, rules.places(con.claims))))
        for con in cons[:AGAINST_SHOWN]
    )
