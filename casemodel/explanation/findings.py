"""The findings of an assessment as data, gathered subject by subject."""

from collections.abc import Iterable
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from casemodel.engine.assessment import Assessment
from casemodel.engine.posts import CASE_MANAGERS, CLIENTS
from casemodel.engine.scoring import TENTHS, in_tenths
from casemodel.explanation.alternative_values import RankedAlternative, Reason, UnrankedModel
from casemodel.explanation.alternatives import ranking_of, served_groups, too_little_said
from casemodel.explanation.forms import forms_for, referral_shown
from casemodel.explanation.naming import name_of
from casemodel.explanation.question_values import CompletenessShown
from casemodel.explanation.questions import (
    answers_of,
    ask_first,
    ask_next,
    counts_of,
    danger_asked,
    danger_unknown,
    quantities_of,
    refused_questions,
    unanswered,
)
from casemodel.explanation.reasons import evidence_of, opponents, reasons_of
from casemodel.explanation.robustness import (
    lead_ranges_of,
    share_cases_of,
    stability_shown,
    switches_of,
    weight_ranges_of,
)
from casemodel.explanation.templates import say
from casemodel.explanation.values import (
    NO_EVIDENCE,
    CurrentModel,
    FewRatings,
    Findings,
    GroupNeedShown,
    KnownWeakPoint,
    NamedFactor,
    NeedPoints,
    OptionsUsed,
    RulesUsed,
    ShownCaution,
    StaffBand,
)
from casemodel.explanation.words import band_word
from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.tiers import tier_parts
from casemodel.knowledge.values import Rules
from casemodel.profiles.numbers import level_at

if TYPE_CHECKING:
    from casemodel.explanation.cost_values import Costs

REASONS_SHOWN = 3  # reasons for, on the first screen
AGAINST_SHOWN = 2
FEW_RATED = 12  # what the rule check asks of every model and kind
_CENTROID_CLAIM = "L34"  # the claim on rank-order centroid weights


def findings_of(assessment: Assessment, *, detail: bool = False, quick: bool = False) -> Findings:
    """Gather everything that an assessment says.

    Weights, single causes and the reasons of all but the subject only with `detail`. With `quick`,
    no change of an answer is tried.
    """
    problem = assessment.problem
    rules, profile = problem.rules, problem.profile
    ranking = ranking_of(assessment)
    best = best_fit(ranking, rules)
    about = _about(assessment, ranking) or (best.id if best else "")
    subject = next((ranked for ranked in ranking if ranked.id == about), None)
    second = next((r for r in ranking if r.kind == "model" and r.id != about), None)
    opposing = opponents(rules, problem.options.basis)
    reasons = {
        standing.id: reasons_of(opposing, profile.kind, standing)
        for standing in assessment.ranking
        if detail or standing.id == about
    }
    best_for, best_against = strongest(reasons[about]) if about else ((), ())
    return Findings(
        kind=profile.kind,
        label=profile.label,
        date=profile.date,
        rules=_rules_used(rules),
        options=_options_used(assessment),
        quantities=quantities_of(assessment),
        groups=served_groups(rules, profile.segments, problem.quantities),
        answers=answers_of(assessment),
        open_questions=unanswered(assessment),
        counts=counts_of(assessment),
        ranking=ranking,
        reasons=reasons,
        unranked=tuple(
            UnrankedModel(m, say("unranked", model=name_of(rules, m))) for m in assessment.unranked
        ),
        recommended=assessment.recommended,
        about=about,
        best_fit=best.id if best else "",
        second=second.id if subject and second else "",
        need_first=assessment.need_first,
        tied=assessment.tied,
        must_suit=problem.choice.must_suit,
        completeness=_completeness(assessment),
        little_said=too_little_said(assessment),
        settled=100 * assessment.completeness.share >= assessment.rules.method.settled_from,
        stability_found=stability_shown(assessment, detail=detail, quick=quick),
        share_cases=share_cases_of(assessment),
        at_equal_shares=problem.recommended.id if problem.recommended else "",
        switches=() if quick else switches_of(assessment),
        weight_ranges=weight_ranges_of(assessment) if detail else None,
        cautions=_cautions(assessment),
        refused=refused_questions(assessment),
        ask_first=() if quick else ask_first(assessment),
        danger_unknown=danger_unknown(assessment),
        danger_asked=danger_asked(assessment),
        ask_next=() if quick else ask_next(assessment),
        best_for=best_for,
        best_against=best_against,
        group_needs=_group_needs(assessment, subject),
        current=_current(assessment),
        agency_runs=_agency_runs(assessment),
        agency_part=name_of(rules, assessment.agency_part) if assessment.agency_part else "",
        staff_band=_staff_band(assessment),
        few_ratings=_few_ratings(assessment),
        cons=_cons(rules, subject) if subject else (),
        forms=forms_for(assessment, subject.parts, assessment.standing(subject.id).serves)
        if subject
        else (),
        referral=referral_shown(assessment),
        evidence_shares=evidence_of(opposing, subject, second) if subject else NO_EVIDENCE,
        costs=_costs(assessment),
        lead_ranges=lead_ranges_of(assessment, ranking) if detail else None,
    )


def _about(assessment: Assessment, ranking: tuple[RankedAlternative, ...]) -> str:
    """Give the one recommended, else the tier that comes nearest; '' if there is neither.

    Where the recommendation depends on shares that are not known, it is that at equal shares.
    """
    at_equal_shares = assessment.problem.recommended
    if at_equal_shares is not None:
        return at_equal_shares.id
    return _nearest(assessment, ranking)


class _Scored(Protocol):
    """Anything with a printed score: a place of the engine, or a line of the ranking."""

    @property
    def id(self) -> str:
        """The id of the model or hybrid."""

    @property
    def kind(self) -> Literal["model", "hybrid"]:
        """The kind of alternative."""

    @property
    def tenths(self) -> int:
        """The printed score, in tenths."""


AnyScored = TypeVar("AnyScored", bound=_Scored)


def best_fit(ranking: Iterable[AnyScored], rules: Rules) -> AnyScored | None:
    """Find the best by fit alone; a hybrid only if it leads the best model by the margin."""
    margin = rules.hybrid_margin * TENTHS

    def order(ranked: AnyScored) -> tuple[int, bool, str]:
        """Give a sort key: score (a hybrid's less the margin), models before hybrids, id."""
        hybrid = ranked.kind == "hybrid"
        return (-ranked.tenths + (margin if hybrid else 0), hybrid, ranked.id)

    return min(ranking, key=order, default=None)


def strongest(reasons: tuple[Reason, ...]) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Give the strongest reasons for and against.

    A reason for is an answer that itself speaks for it. Where no answer itself speaks against it,
    those count against that speak for it less than others would.
    """
    stated = [reason for reason in reasons if reason.stated]
    speak_for = [reason for reason in stated if reason.tenths > 0]
    against = [reason for reason in stated if reason.tenths < 0]
    against = against or [reason for reason in reasons if reason.tenths < 0]
    return tuple(speak_for[:REASONS_SHOWN]), tuple(against[:AGAINST_SHOWN])


def _rules_used(rules: Rules) -> RulesUsed:
    return RulesUsed(
        version=rules.version,
        digest=rules.digest,
        hybrid_margin=rules.hybrid_margin,
        models=len(rules.scored_models()),
        hybrids=len(rules.hybrids),
        sources=rules.sources,
        local=rules.local,
        meanwhile=rules.referral.meanwhile.says if rules.referral else "",
    )


def _options_used(assessment: Assessment) -> OptionsUsed:
    """Collect the choices beside the answers; a person's own weights apart from house rules."""
    problem = assessment.problem
    criteria = problem.rules.criteria
    of_profile = {c: Fraction(text) for c, text in problem.profile.weights.items()}

    def named_factors(factors: dict[str, Fraction]) -> tuple[NamedFactor, ...]:
        """Name the criteria of factors."""
        return tuple(NamedFactor(c, criteria[c].name, f) for c, f in sorted(factors.items()))

    cited = (_CENTROID_CLAIM,) if _CENTROID_CLAIM in problem.rules.claims else ()
    return OptionsUsed(
        basis=problem.options.basis,
        fit_only=problem.options.fit_only,
        weights=named_factors(dict(problem.factors)),
        own_weights=named_factors(of_profile | dict(problem.options.factors)),
        priorities=tuple((c, criteria[c].name) for c in problem.priorities),
        priorities_cites=tuple(map(str, problem.rules.places(cited))),
        draws=problem.options.draws,
    )


def _cautions(assessment: Assessment) -> tuple[ShownCaution, ...]:
    rules = assessment.problem.rules
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
        if not (rules.referral and caution.full_id == rules.referral.id)  # `less` says it
    )


def _nearest(assessment: Assessment, ranking: tuple[RankedAlternative, ...]) -> str:
    """Find what comes nearest where nothing is recommended.

    Where groups differ in what they need, that is the best tier that suits every group: it is what
    to work towards. Otherwise there is none.
    """
    if not assessment.problem.choice.proposed:
        return ""
    suiting = [ranked.id for ranked in ranking if ranked.way == "tiered" and ranked.suits]
    return suiting[0] if suiting else ""


def _completeness(assessment: Assessment) -> CompletenessShown:
    completeness = assessment.completeness
    percent = 100 * completeness.share
    return CompletenessShown(
        percent=floor(percent),
        word=band_word(assessment.rules.method.completeness_words, float(percent)),
        answered=completeness.answered,
        asked=completeness.asked,
    )


def _group_needs(
    assessment: Assessment, subject: RankedAlternative | None
) -> tuple[GroupNeedShown, ...]:
    """Describe each segment's needs, and whether they speak against the subject."""
    problem = assessment.problem
    served = served_groups(problem.rules, problem.profile.segments, problem.quantities)
    return tuple(
        GroupNeedShown(
            name=group.name,
            share=served_group.share,
            percent=served_group.percent,
            clients=served_group.clients,
            points=tuple(
                NeedPoints(id_, name_of(problem.rules, id_), in_tenths(points))
                for id_, points in group.points.items()
            ),
            first=group.first,
            suited=group.suited,
            against=subject is not None and assessment.needs_in_group(subject.id, number) < 0,
        )
        for number, (group, served_group) in enumerate(zip(assessment.groups, served, strict=True))
    )


def _agency_runs(assessment: Assessment) -> str:
    agency = assessment.problem.profile.agency
    if agency is None or agency.current_model not in tier_parts(assessment.rules):
        return ""
    return name_of(assessment.rules, agency.current_model)


def _current(assessment: Assessment) -> CurrentModel | None:
    """Describe the present model; a family is compared as its best model."""
    problem, model = assessment.problem, assessment.problem.profile.current_model
    if not model or not assessment.ranking:
        return None
    rules = problem.rules
    form = rules.forms.get(model)
    model = rules.counted_as(model)
    name = name_of(rules, model)
    if form:
        name = say("baseline.form", form=form.name, model=name).text
    if model not in rules.models or rules.models[model].scored:
        ranked = any(standing.id == model for standing in assessment.ranking)
        tiered = not ranked and model not in rules.models
        return CurrentModel(
            model,
            name,
            model if ranked else "",
            needs_groups=tiered and not problem.profile.segments,
        )
    members = [
        s.id for s in assessment.ranking if s.kind == "model" and rules.models[s.id].family == model
    ]
    compared = next((m for m in members if m == assessment.recommended), "".join(members[:1]))
    return CurrentModel(model, name, compared, needs_groups=False)


def _staff_band(assessment: Assessment) -> StaffBand | None:
    """Describe the caseload band that one more case manager would change."""
    problem = assessment.problem
    quantities = problem.quantities
    if not {CLIENTS, CASE_MANAGERS} <= set(quantities):
        return None
    clients, staff = quantities[CLIENTS], quantities[CASE_MANAGERS]
    for criterion in problem.rules.criteria.values():
        if (criterion.counts, criterion.per) == (CLIENTS, CASE_MANAGERS) and staff:
            before = _band(criterion, clients / staff)
            after = _band(criterion, clients / (staff + 1))
            if before != after:
                return StaffBand(before, after, clients, staff + 1)
    return None


def _band(criterion: Criterion, number: Fraction) -> str:
    return criterion.level(level_at(criterion, number)).name.organization


def _few_ratings(assessment: Assessment) -> tuple[FewRatings, ...]:
    """List models among the first that the chosen sources rate on few questions."""
    problem = assessment.problem
    criteria = len(problem.table.weighting.weights)
    rated = {t.model: len(t.deviations) for t in problem.models}
    first = [s for s in assessment.ranking if s.rank == 1 or s.id == assessment.recommended]
    return tuple(
        FewRatings(name_of(problem.rules, part), rated[part], criteria)
        for part in dict.fromkeys(p for s in first for p in s.parts)
        if rated[part] < min(FEW_RATED, criteria)
    )


def _costs(assessment: Assessment) -> "Costs | None":
    """Work out posts and money; None where the profile has no figures for costs, as most have."""
    if not assessment.problem.profile.costs:
        return None
    from casemodel.explanation.costs import costs_of

    return costs_of(assessment)


def _cons(rules: Rules, subject: RankedAlternative) -> tuple[KnownWeakPoint, ...]:
    """List an alternative's cons, one for each part before a second of any."""
    cons = [
        (rules.models[part], rules.models[part].cons[i])
        for i in range(AGAINST_SHOWN)
        for part in subject.parts
        if i < len(rules.models[part].cons)
    ]
    return tuple(
        KnownWeakPoint(
            con.says,
            tuple(map(str, rules.places(con.claims))),
            model.name if len(subject.parts) > 1 else "",
        )
        for model, con in cons[:AGAINST_SHOWN]
    )
