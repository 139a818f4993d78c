"""The stability of an answer as data: tries, proof, and single changes that would change it."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from casemodel.engine.acceptability import Stability
from casemodel.engine.asking import lead_moves
from casemodel.engine.assessment import Assessment
from casemodel.explanation.alternative_values import RankedAlternative
from casemodel.explanation.naming import name_of
from casemodel.explanation.question_values import AnswerSwitch, LeadRange, LeadRanges
from casemodel.explanation.questions import change_of
from casemodel.explanation.values import (
    CauseTries,
    OutcomeCount,
    ShareCase,
    StabilityShown,
    WeightRange,
)
from casemodel.explanation.words import band_word
from casemodel.profiles.values import WHOLE

if TYPE_CHECKING:
    from casemodel.engine.weight_threshold import Threshold

PROOF: dict[bool | None, Literal["holds", "can_change", "not_proved"]] = {
    True: "holds",
    False: "can_change",
    None: "not_proved",
}


def stability_shown(assessment: Assessment, *, detail: bool, quick: bool) -> StabilityShown:
    """Describe how often the recommendation stays; each cause by itself only with `detail`.

    With `quick`, no proof is looked for.
    """
    stability, method = assessment.stability, assessment.rules.method
    percent = 100 * stability.same / stability.tries if stability.tries else 0
    return StabilityShown(
        word=band_word(method.stability_words, percent),
        same=stability.same,
        tries=stability.tries,
        clear=percent >= method.clear_from,
        proof=PROOF[None if quick else assessment.proof.holds],
        outcomes=_outcomes(assessment, stability),
        open_musts=_open_musts(assessment),
        by_cause=tuple(
            CauseTries(cause, tries.same, tries.tries, _outcomes(assessment, tries))
            for cause, tries in assessment.stability_by_cause.items()
        )
        if detail
        else (),
    )


def _outcomes(assessment: Assessment, tries: Stability) -> tuple[OutcomeCount, ...]:
    ordered = sorted(tries.firsts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(OutcomeCount(i, _name(assessment, i), n) for i, n in ordered)


def lead_ranges_of(
    assessment: Assessment, ranking: Sequence[RankedAlternative]
) -> LeadRanges | None:
    """Say how far open questions can move the lead over the next; None without a recommendation."""
    subject = next((ranked for ranked in ranking if ranked.id == assessment.recommended), None)
    rival = next((ranked for ranked in ranking if ranked is not subject), None)
    if subject is None or rival is None:
        return None
    problem, lead = assessment.problem, subject.tenths - rival.tenths
    numbers = (assessment.standing(ranked.id).number for ranked in (subject, rival))
    moves = lead_moves(problem, *numbers)
    deciding = {item.question for item in assessment.next_questions if item.deciding}
    ranges = []
    for question, (low, high) in moves.items():
        asked = problem.asked[question]
        ranges.append(
            LeadRange(
                criterion=asked.criterion,
                segment=""
                if asked.segment == WHOLE
                else problem.profile.segments[asked.segment].name,
                name=problem.rules.criteria[asked.criterion].name,
                low=lead + low,
                high=lead + high,
                decides=question in deciding,
            )
        )
    ranges.sort(key=lambda r: (r.low - r.high, r.name, r.segment))
    return LeadRanges(rival.id, rival.name, lead, tuple(ranges))


def switches_of(assessment: Assessment) -> tuple[AnswerSwitch, ...]:
    """List the single changed answers that would change the recommendation."""
    problem = assessment.problem
    switches = []
    for switch in assessment.switches:
        first = problem.asked[switch.changes[0].question]
        after = _id(assessment, switch.recommended)
        switches.append(
            AnswerSwitch(
                changes=tuple(change_of(assessment, change) for change in switch.changes),
                group=problem.rules.criteria[first.criterion].group,
                recommended=after,
                recommended_name=_name(assessment, after),
            )
        )
    return tuple(switches)


def weight_ranges_of(assessment: Assessment) -> tuple[WeightRange, ...]:
    """List, for each answered criterion, the nearest weights that change the recommendation."""
    ranges = []
    for limits in assessment.weight_thresholds:
        lower, lower_to = _threshold(assessment, limits.lower)
        higher, higher_to = _threshold(assessment, limits.higher)
        ranges.append(
            WeightRange(
                criterion=limits.criterion,
                name=assessment.rules.criteria[limits.criterion].name,
                now=limits.now,
                lower=lower,
                lower_to=lower_to,
                lower_name=_name(assessment, lower_to),
                higher=higher,
                higher_to=higher_to,
                higher_name=_name(assessment, higher_to),
            )
        )
    return tuple(ranges)


def share_cases_of(assessment: Assessment) -> tuple[ShareCase, ...]:
    """List the recommendation for every split of shares that are not known."""
    return tuple(
        ShareCase(
            outcome.percents,
            outcome.recommended,
            _name(assessment, outcome.recommended),
            outcome.serves,
        )
        for outcome in assessment.over_shares
    )


def _threshold(assessment: Assessment, limit: "Threshold | None") -> tuple[Fraction | None, str]:
    return (None, "") if limit is None else (limit.weight, _id(assessment, limit.recommended))


def _id(assessment: Assessment, number: int | None) -> str:
    return "" if number is None else assessment.problem.setting.alternatives[number].id


def _name(assessment: Assessment, alternative: str) -> str:
    return name_of(assessment.rules, alternative) if alternative else ""


def _open_musts(assessment: Assessment) -> tuple[str, ...]:
    if not assessment.recommended or assessment.options.fit_only:
        return ()
    checks = assessment.standing(assessment.recommended).feasibility.checks
    return tuple(
        check.requirement.in_short
        for check in checks
        if check.requirement.strength == "must" and check.state == "to_confirm"
    )
