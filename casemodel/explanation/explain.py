"""Build the Explanation of an assessment: its findings, and the sentences about them."""

from casemodel.engine.assessment import Assessment
from casemodel.explanation.baseline import baseline_of, nearest_hybrid, staff_note
from casemodel.explanation.danger import danger_sentences
from casemodel.explanation.findings import findings_of
from casemodel.explanation.forms import form_sentences
from casemodel.explanation.headline import headline
from casemodel.explanation.judgement import (
    can_run_of,
    changes_of,
    completeness_of,
    evidence_of_lead,
    lead_of,
    match_of,
    stability_of,
    weights_of,
    who_is_served,
)
from casemodel.explanation.less import referral_sentences
from casemodel.explanation.local_rules_notes import local_notes
from casemodel.explanation.naming import lowered
from casemodel.explanation.numbers import MIDDLE, TENTHS
from casemodel.explanation.plan import plan_of
from casemodel.explanation.sentence import Sentence
from casemodel.explanation.templates import say
from casemodel.explanation.values import Explanation, Findings, KnownWeakPoint

NOTES_SHOWN = 3  # contradictions between sources
MOST_TENTHS = 2 * MIDDLE * TENTHS


def explain(assessment: Assessment, *, detail: bool = False, quick: bool = False) -> Explanation:
    """Build the Explanation of an assessment. Pure; raises nothing.

    With `detail`, it also says which weights would change the answer, and how each cause of doubt
    acts alone; that takes longer. With `quick`, it leaves out which answers would change it, and so
    what to ask next.
    """
    findings = findings_of(assessment, detail=detail, quick=quick)
    return Explanation(
        **vars(findings),
        headline=headline(findings),
        match=match_of(findings),
        completeness_judged=completeness_of(findings),
        lead=lead_of(findings),
        stability=stability_of(findings),
        evidence=evidence_of_lead(findings),
        can_run=can_run_of(findings.subject),
        weak_points=_weak_points(findings),
        served=who_is_served(findings),
        hybrid=nearest_hybrid(findings),
        changes=changes_of(findings),
        weights=weights_of(findings),
        fitting_forms=form_sentences(findings),
        less=referral_sentences(findings),
        danger_open=danger_sentences(findings),
        baseline=(*baseline_of(findings), *staff_note(findings)),
        notes=_notes(findings),
        local_rules=local_notes(findings.rules.local),
        plan=plan_of(findings, assessment.rules),
    )


_BASIS = {"document": "basis.document", "literature": "basis.literature"}


def _weak_points(findings: Findings) -> tuple[Sentence, ...]:
    """List the cons of an alternative that no answer itself speaks against."""
    if any(reason.stated for reason in findings.best_against):
        return ()
    return tuple(_weak_point(con) for con in findings.cons)


def _weak_point(con: KnownWeakPoint) -> Sentence:
    """Say a con, and of which part it is one."""
    says, cites = lowered(con.says), ", ".join(con.cites)
    if con.of:
        return say("weak_point.of", model=con.of, says=says, cites=cites)
    return say("weak_point", says=says, cites=cites)


def _notes(findings: Findings) -> tuple[Sentence, ...]:
    """Say what was chosen beside the answers, and which sources contradict a reason."""
    options = findings.options
    reasons = (*findings.best_for, *(reason for reason in findings.best_against if reason.stated))
    contradictions = dict.fromkeys(sentence for reason in reasons for sentence in reason.contested)
    return (
        *_equal_shares(findings),
        *(() if options.basis == "all" else (say(_BASIS[options.basis]),)),
        *((say("fit_only"),) if options.fit_only else ()),
        *(
            say("thin", model=few.name, rated=str(few.rated), asked=str(few.asked))
            for few in findings.few_ratings
        ),
        *_own_weights(findings),
        *_from_records(findings),
        *tuple(contradictions)[:NOTES_SHOWN],
    )


def _from_records(findings: Findings) -> tuple[Sentence, ...]:
    """Say how many answers come from records, and how many they propose."""
    recorded = sum(bool(answer.origin) for answer in findings.answers)
    proposed = sum(bool(question.hint) for question in findings.open_questions)
    sentences = []
    if recorded:
        sentences.append(say(_TAKEN[recorded == 1], count=str(recorded)))
    if proposed:
        sentences.append(say(_PROPOSED[proposed == 1], count=str(proposed)))
    return tuple(sentences)


_TAKEN = {True: "records.taken.one", False: "records.taken"}
_PROPOSED = {True: "records.proposed.one", False: "records.proposed"}


def _equal_shares(findings: Findings) -> tuple[Sentence, ...]:
    """Say that figures take equal shares where those of some groups are not known."""
    if not findings.share_cases:
        return ()
    id_ = findings.at_equal_shares
    name = findings.alternative(id_).name if id_ else say("headline.no_model").text
    return (say("equal_shares", model=name),)


def _own_weights(findings: Findings) -> tuple[Sentence, ...]:
    """Say which weights a person chose, and what they can do to scores."""
    options = findings.options
    sentences: tuple[Sentence, ...] = ()
    if options.own_weights:
        listed = ", ".join(f"{w.name} x {float(w.factor):g}" for w in options.own_weights)
        sentences += (say("weights.own", weights=listed),)
    if options.priorities:
        order = ", ".join(name for _, name in options.priorities)
        cites = ", ".join(options.priorities_cites)
        sentences += (say("weights.priorities", order=order, cites=cites),)
    beyond = any(ranked.low < 0 or ranked.high > MOST_TENTHS for ranked in findings.ranking)
    return (*sentences, say("weights.beyond")) if sentences and beyond else sentences
