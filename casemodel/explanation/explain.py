"""Put one explanation together from the rules, the profile and the engine's assessment."""

from collections.abc import Mapping

from casemodel.engine.assessment import Assessment, Standing
from casemodel.engine.scoring import MIDDLE, TENTHS
from casemodel.explanation.reasons import evidence_of, opponents, reasons_for
from casemodel.explanation.templates import say
from casemodel.explanation.values import (
    Evidence,
    Explanation,
    RankedModel,
    Reason,
    Sentence,
    ShownCaution,
)
from casemodel.knowledge.values import Rules
from casemodel.profiles.values import Profile

REASONS_SHOWN = 3  # reasons for, on the first screen
AGAINST_SHOWN = 2
NOTES_SHOWN = 3


def explain(rules: Rules, profile: Profile, assessment: Assessment) -> Explanation:
    """Say why the assessment is what it is; it must be of this profile and these rules."""
    against = opponents(rules)
    ranking = tuple(_ranked(rules, assessment, s, against) for s in assessment.ranking)
    told = next((r for r in ranking if r.model == assessment.recommended), None) or (
        ranking[0] if ranking else None
    )
    standing = next((s for s in assessment.ranking if told and s.model == told.model), None)
    contributions = standing.contributions if standing else ()
    shares = evidence_of(contributions)
    best_for = tuple(r for r in told.reasons if r.tenths > 0)[:REASONS_SHOWN] if told else ()
    best_against = tuple(r for r in told.reasons if r.tenths < 0)[:AGAINST_SHOWN] if told else ()
    return Explanation(
        kind=assessment.kind,
        label=profile.label,
        date=profile.date,
        basis=assessment.basis,
        rules_version=rules.version,
        rules_digest=rules.digest,
        headline=_headline(assessment, ranking),
        fit=_fit(told) if told else say("headline.unranked"),
        lead=_lead(rules, ranking, told),
        evidence=_evidence(shares),
        evidence_shares=shares,
        cautions=_cautions(rules, assessment),
        best_for=best_for,
        best_against=best_against,
        ranking=ranking,
        unranked=tuple(say("unranked", model=rules.models[m].name) for m in assessment.unranked),
        notes=_notes(assessment, (*best_for, *best_against)),
        open_questions=tuple(
            (c.id, c.name)
            for c in rules.criteria_for(assessment.kind)
            if c.id not in profile.levels()
        ),
        answered=_answered(assessment),
        recommended=assessment.recommended,
    )


def printed(tenths: int) -> str:
    """Tenths of a point as a person writes them: 634 is '63.4', -5 is '-0.5'."""
    sign = "-" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // TENTHS}.{abs(tenths) % TENTHS}"


def _ranked(
    rules: Rules,
    assessment: Assessment,
    standing: Standing,
    against: Mapping[str, tuple[str, ...]],
) -> RankedModel:
    word = next(
        (w.word for w in rules.method.fit_words if standing.tenths >= w.at_least * TENTHS),
        rules.method.fit_words[-1].word,
    )
    return RankedModel(
        model=standing.model,
        name=rules.models[standing.model].name,
        rank=standing.rank,
        tenths=standing.tenths,
        lowest=standing.lowest,
        highest=standing.highest,
        word=word,
        reasons=reasons_for(rules, assessment.kind, standing, against),
    )


def _headline(assessment: Assessment, ranking: tuple[RankedModel, ...]) -> Sentence:
    if not ranking:
        return say("headline.unranked")
    first = ranking[0]
    filled = {"first": first.name, "first_score": printed(first.tenths)}
    chosen = next((r for r in ranking if r.model == assessment.recommended), None)
    if chosen is None:
        nothing_above = first.tenths <= MIDDLE * TENTHS
        return say("headline.none" if nothing_above else "headline.need_against", **filled)
    filled |= {"model": chosen.name, "score": printed(chosen.tenths)}
    if chosen is not first:
        return say("headline.passed_over", **filled)
    if not assessment.clear:
        second = ranking[1]
        return say(
            "headline.close", **filled, second=second.name, second_score=printed(second.tenths)
        )
    return say("headline.fits", **filled)


def _fit(told: RankedModel) -> Sentence:
    return say(
        "fit",
        word=told.word,
        score=printed(told.tenths),
        low=printed(told.lowest),
        high=printed(told.highest),
    )


def _lead(rules: Rules, ranking: tuple[RankedModel, ...], told: RankedModel | None) -> Sentence:
    others = [r for r in ranking if r is not told]
    if told is None or not others:
        return say("lead.alone")
    second, close = others[0], rules.method.close_margin
    margin = told.tenths - second.tenths
    if margin == 0:
        return say("lead.tied", second=second.name)
    if margin < 0:
        return say("lead.behind", margin=printed(-margin), second=second.name)
    template = "lead.clear" if margin > close * TENTHS else "lead.close"
    return say(template, margin=printed(margin), second=second.name, close=str(close))


def _evidence(shares: Evidence) -> Sentence:
    """The shares that are not 0, strongest basis first."""
    parts = [say(f"evidence.{b}", share=str(v)).text for b, v in shares._asdict().items() if v]
    return say("evidence", parts=", ".join(parts)) if parts else say("evidence.none")


def _cautions(rules: Rules, assessment: Assessment) -> tuple[ShownCaution, ...]:
    return tuple(
        ShownCaution(
            id=f"{c.model}.{c.id}" if c.model else c.id,
            danger=c.danger,
            text=c.says,
            claims=c.claims,
            cites=tuple(map(str, rules.places(c.claims))),
        )
        for c in assessment.cautions
    )


def _notes(assessment: Assessment, shown: tuple[Reason, ...]) -> tuple[Sentence, ...]:
    """What to know beside the answer: the basis chosen, and who contradicts a reason."""
    basis = () if assessment.basis == "all" else (say(f"basis.{assessment.basis}"),)
    contradictions = dict.fromkeys(sentence for reason in shown for sentence in reason.contested)
    return (*basis, *tuple(contradictions)[:NOTES_SHOWN])


def _answered(assessment: Assessment) -> Sentence:
    answered, asked = sum(assessment.answered.values()), sum(assessment.asked.values())
    if answered == asked:
        return say("answered.all", asked=str(asked))
    return say("answered", answered=str(answered), asked=str(asked), open=str(asked - answered))
