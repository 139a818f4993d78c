"""Put one explanation together from the engine's assessment."""

from casemodel.engine.assessment import Assessment, Standing
from casemodel.engine.contributions import Contribution
from casemodel.engine.scoring import MIDDLE, TENTHS
from casemodel.explanation.baseline import baseline_of, nearest_hybrid
from casemodel.explanation.headline import headline, second_to, told_of
from casemodel.explanation.judgement import (
    band_note,
    changes_of,
    gaps_of,
    questions_to_ask,
    stability_of,
    weights_of,
    who_is_served,
)
from casemodel.explanation.naming import name_of
from casemodel.explanation.numbers import printed
from casemodel.explanation.reasons import (
    Opponents,
    by_size,
    evidence_of,
    is_stated,
    opponents,
    reason_for,
    reasons_for,
)
from casemodel.explanation.templates import say
from casemodel.explanation.values import (
    Evidence,
    Explanation,
    RankedAlternative,
    Reason,
    Sentence,
    ShownCaution,
)
from casemodel.knowledge.values import BASES, Rules

REASONS_SHOWN = 3  # reasons for, on the first screen
AGAINST_SHOWN = 2
NOTES_SHOWN = 3
MOST_TENTHS = 2 * MIDDLE * TENTHS
FEW_RATED = 12  # what the rule check asks of every model and kind


def explain(assessment: Assessment) -> Explanation:
    """Say why the assessment is what it is."""
    case = assessment.case
    rules, profile = case.rules, case.profile
    known = opponents(rules, case.options.basis)
    told = told_of(assessment)
    best_for, best_against = _strongest(known, assessment, told) if told else ((), ())
    shares, evidence = _evidence(known, assessment, told)
    return Explanation(
        kind=profile.kind,
        label=profile.label,
        date=profile.date,
        basis=case.options.basis,
        rules_version=rules.version,
        rules_digest=rules.digest,
        about=told.id if told else "",
        recommended=assessment.recommended,
        headline=headline(assessment),
        fit=_fit(rules, told) if told else say("headline.unranked"),
        lead=_lead(rules, assessment, told),
        stability=stability_of(assessment),
        evidence=evidence,
        evidence_shares=shares,
        cautions=_cautions(assessment),
        best_for=best_for,
        best_against=best_against,
        weak_points=_weak_points(rules, told) if told and not best_against else (),
        served=who_is_served(case, told) if told else (),
        gaps=gaps_of(assessment, told) if told else (),
        ranking=tuple(_ranked(assessment, standing) for standing in assessment.ranking),
        unranked=tuple((m, say("unranked", model=name_of(rules, m))) for m in assessment.unranked),
        hybrid=nearest_hybrid(assessment),
        changes=changes_of(assessment),
        weights=weights_of(assessment),
        ask_next=questions_to_ask(assessment),
        baseline=(*baseline_of(assessment), *band_note(case)),
        notes=_notes(assessment, (*best_for, *best_against)),
        open_questions=tuple(
            (q, rules.criteria[asked.criterion].name)
            for q, asked in sorted(
                case.asked.items(), key=lambda item: -rules.criteria[item[1].criterion].weight
            )
            if q not in case.levels
        ),
        answered=_answered(assessment),
    )


def reasons_told(assessment: Assessment) -> tuple[Reason, ...]:
    """All reasons of what the explanation is about; none where there is nothing to rank."""
    told = told_of(assessment)
    if told is None:
        return ()
    known = opponents(assessment.case.rules, assessment.options.basis)
    return tuple(reasons_for(known, assessment.kind, told))


def every_reason(assessment: Assessment) -> dict[str, tuple[Reason, ...]]:
    """All reasons of every alternative in the ranking, by id: what --explain and JSON show."""
    known = opponents(assessment.case.rules, assessment.options.basis)
    return {s.id: tuple(reasons_for(known, assessment.kind, s)) for s in assessment.ranking}


def _strongest(
    known: Opponents, assessment: Assessment, told: Standing
) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """The strongest reasons for and against; before all, answers that speak for themselves."""
    stated_for: list[Contribution] = []
    others_for: list[Contribution] = []
    against: list[Contribution] = []
    for one in by_size(told):
        stated = is_stated(known, told, one)
        if one.tenths > 0:
            (stated_for if stated else others_for).append(one)
        elif stated and one.tenths < 0:
            against.append(one)
        if len(stated_for) >= REASONS_SHOWN and len(against) >= AGAINST_SHOWN:
            break

    def reasons(of: list[Contribution]) -> tuple[Reason, ...]:
        return tuple(reason_for(known, assessment.kind, told, one) for one in of)

    strongest = [*stated_for, *others_for][:REASONS_SHOWN]
    return reasons(strongest), reasons(against[:AGAINST_SHOWN])


def word_for(rules: Rules, tenths: int) -> str:
    """The fit word for a printed score."""
    words = rules.method.fit_words
    return next((w.word for w in words if tenths >= w.at_least * TENTHS), words[-1].word)


def _ranked(assessment: Assessment, standing: Standing) -> RankedAlternative:
    rules = assessment.case.rules
    return RankedAlternative(
        id=standing.id,
        kind=standing.kind,
        name=name_of(rules, standing.id),
        parts=standing.parts,
        rank=standing.rank,
        tenths=standing.tenths,
        low=standing.low,
        high=standing.high,
        word=word_for(rules, standing.tenths),
        feasible="not_asked" if assessment.options.fit_only else standing.feasibility.state,
        gaps=gaps_of(assessment, standing),
    )


def _fit(rules: Rules, told: Standing) -> Sentence:
    """The score and its word."""
    return say(
        "fit",
        word=word_for(rules, told.tenths),
        score=printed(told.tenths),
        low=printed(told.lowest),
        high=printed(told.highest),
    )


def _lead(rules: Rules, assessment: Assessment, told: Standing | None) -> Sentence:
    second = second_to(assessment, told) if told else None
    if told is None or second is None:
        return say("lead.alone")
    name, close = name_of(rules, second.id), rules.method.close_margin
    margin = told.tenths - second.tenths
    if told.kind == "hybrid" and told.id == assessment.recommended and margin > 0:
        asked = str(rules.hybrid_margin)
        return say("lead.hybrid", margin=printed(margin), second=name, asked=asked)
    if margin == 0:
        return say("lead.tied", second=name)
    if margin < 0:
        return say("lead.behind", margin=printed(-margin), second=name)
    clear = margin > close * TENTHS or not assessment.recommended
    template = "lead.clear" if clear else "lead.close"
    return say(template, margin=printed(margin), second=name, close=str(close))


def _evidence(
    known: Opponents, assessment: Assessment, told: Standing | None
) -> tuple[Evidence, Sentence]:
    """What the lead over the second rests on; the score itself, where there is no second."""
    second = second_to(assessment, told) if told else None
    if told is None:
        return Evidence(0, 0, 0, 0), say("evidence.none")
    if second is None:
        what = say("evidence.of_score").text
    else:
        ahead = "evidence.of_lead" if told.tenths > second.tenths else "evidence.of_gap"
        what = say(ahead, second=name_of(known.rules, second.id)).text
    shares = evidence_of(known, told, second)
    parts = [
        say(f"evidence.{name}", share=str(share)).text
        for name, share in shares._asdict().items()
        if share and name in BASES
    ]
    pulled = say("evidence.contested", share=str(shares.contested)).text if shares.contested else ""
    return shares, say(
        "evidence", what=what, parts=", ".join(parts), contested=pulled
    ) if parts else say("evidence.none")


def _weak_points(rules: Rules, told: Standing) -> tuple[Sentence, ...]:
    """The cons of what the explanation is about, one a part before a second of any."""
    cons = [
        rules.models[part].cons[i]
        for i in range(2)
        for part in told.parts
        if i < len(rules.models[part].cons)
    ]
    return tuple(
        say("weak_point", says=con.says, cites=", ".join(map(str, rules.places(con.claims))))
        for con in cons[:AGAINST_SHOWN]
    )


def _cautions(assessment: Assessment) -> tuple[ShownCaution, ...]:
    rules = assessment.case.rules
    return tuple(
        ShownCaution(
            id=c.full_id,
            danger=c.danger,
            text=c.says,
            claims=c.claims,
            cites=tuple(map(str, rules.places(c.claims))),
        )
        for c in assessment.cautions
    )


def _notes(assessment: Assessment, shown: tuple[Reason, ...]) -> tuple[Sentence, ...]:
    """What to know beside the answer: what was chosen, and who contradicts a reason."""
    options = assessment.options
    chosen: tuple[Sentence, ...] = (
        () if options.basis == "all" else (say(f"basis.{options.basis}"),)
    )
    chosen += (say("fit_only"),) if options.fit_only else ()
    contradictions = dict.fromkeys(sentence for reason in shown for sentence in reason.contested)
    return (
        *chosen,
        *_thin(assessment),
        *_weights(assessment),
        *tuple(contradictions)[:NOTES_SHOWN],
    )


def _thin(assessment: Assessment) -> tuple[Sentence, ...]:
    """Models that the chosen sources rate on few questions, among the first in the ranking."""
    case = assessment.case
    asked = len(case.tables.weights)
    rated = {t.model: len(t.deviations) for t in case.tables.models}
    first = [s for s in assessment.ranking if s.rank == 1 or s.id == assessment.recommended]
    return tuple(
        say("thin", model=name_of(case.rules, part), rated=str(rated[part]), asked=str(asked))
        for part in dict.fromkeys(p for s in first for p in s.parts)
        if rated[part] < min(FEW_RATED, asked)
    )


def _weights(assessment: Assessment) -> tuple[Sentence, ...]:
    """The weights that are not the rules' own."""
    case = assessment.case
    names = {c: case.rules.criteria[c].name for c in case.rules.criteria}
    said: tuple[Sentence, ...] = ()
    if case.factors:
        listed = ", ".join(f"{names[c]} x {float(f):g}" for c, f in sorted(case.factors.items()))
        said += (say("weights.own", weights=listed),)
    if case.priorities:
        order = ", ".join(names[c] for c in case.priorities)
        cited = tuple(c for c in _ROC if c in case.rules.claims)
        cites = ", ".join(map(str, case.rules.places(cited)))
        said += (say("weights.priorities", order=order, cites=cites),)
    beyond = any(s.low < 0 or s.high > MOST_TENTHS for s in assessment.ranking)
    return (*said, say("weights.beyond")) if said and beyond else said


_ROC = ("L34",)  # the claim on rank-order centroid weights


def _answered(assessment: Assessment) -> Sentence:
    answered, asked = sum(assessment.answered.values()), sum(assessment.asked.values())
    if answered == asked:
        return say("answered.all", asked=str(asked))
    return say("answered", answered=str(answered), asked=str(asked), open=str(asked - answered))
