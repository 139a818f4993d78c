"""The answer in one sentence: what is recommended, what was passed over, what need says."""

from casemodel.engine.assessment import Assessment, Standing
from casemodel.engine.scoring import MIDDLE, TENTHS
from casemodel.explanation.naming import name_of
from casemodel.explanation.numbers import printed
from casemodel.explanation.templates import say
from casemodel.explanation.values import Sentence

REFERRAL = "referral_enough"  # the caution that no case management may be needed


def told_of(assessment: Assessment) -> Standing | None:
    """What the explanation is about: the alternative recommended, or else the first model."""
    if assessment.recommended:
        return assessment.standing(assessment.recommended)
    return next((s for s in assessment.ranking if s.kind == "model"), None)


def second_to(assessment: Assessment, told: Standing) -> Standing | None:
    """The best other model, which the lead is measured against."""
    return next((s for s in assessment.ranking if s.kind == "model" and s.id != told.id), None)


def best_fit(assessment: Assessment) -> Standing | None:
    """The best by fit alone, a hybrid only where it leads the best model by the margin."""
    margin = assessment.case.rules.hybrid_margin * TENTHS

    def order(standing: Standing) -> tuple[int, bool, str]:
        hybrid = standing.kind == "hybrid"
        return (-standing.tenths + (margin if hybrid else 0), hybrid, standing.id)

    return min(assessment.ranking, key=order, default=None)


def headline(assessment: Assessment) -> Sentence:
    """The answer; with what speaks on need alone, and whether referral may be enough."""
    said = [_main(assessment)]
    told = told_of(assessment)
    need = assessment.need_first
    if assessment.recommended and told and need and need not in told.parts:
        said.append(say("headline.need", model=name_of(assessment.case.rules, need)))
    if any(c.id == REFERRAL for c in assessment.cautions):
        said.append(say("headline.referral"))
    text = "".join(s.text for s in said)
    filled = tuple(p for s in said for p in s.filled)
    return Sentence(said[0].id, filled, text[0].upper() + text[1:])


def _main(assessment: Assessment) -> Sentence:
    rules = assessment.case.rules
    first, told = best_fit(assessment), told_of(assessment)
    if first is None or told is None:
        return say("headline.unranked")
    if not assessment.case.levels:
        return say("headline.empty")
    filled = {
        "first": name_of(rules, first.id),
        "first_score": printed(first.tenths),
        "given": _given(assessment),
    }
    if not assessment.recommended:
        if first.tenths <= MIDDLE * TENTHS:
            return say("headline.none", **filled)
        return say("headline.none_feasible", **filled, why=why_passed_over(assessment, first).text)
    filled |= {"model": name_of(rules, told.id), "score": printed(told.tenths)}
    if first.id != told.id and first.tenths > told.tenths:
        return say("headline.passed_over", **filled, why=why_passed_over(assessment, first).text)
    return _leading(assessment, told, filled)


def _given(assessment: Assessment) -> str:
    """How many answers the sentence rests on, unless all questions are answered."""
    answered, asked = len(assessment.case.levels), len(assessment.case.asked)
    if answered == asked:
        return ""
    return say("headline.given", answered=str(answered), asked=str(asked)).text


def _leading(assessment: Assessment, told: Standing, filled: dict[str, str]) -> Sentence:
    """The sentence for what is recommended and leads: clearly, barely or not at all."""
    rules = assessment.case.rules
    second = second_to(assessment, told)
    if second is None or told.kind == "hybrid":
        return say("headline.fits", **filled)
    filled |= {"second": name_of(rules, second.id), "second_score": printed(second.tenths)}
    if second.tenths == told.tenths:
        return say("headline.tied", **filled)
    close = abs(told.tenths - second.tenths) <= rules.method.close_margin * TENTHS
    return say("headline.close" if close else "headline.fits", **filled)


def why_passed_over(assessment: Assessment, standing: Standing) -> Sentence:
    """Why an alternative with a higher score is not the one recommended."""
    rules = assessment.case.rules
    if standing.feasibility.state == "no" and not assessment.options.fit_only:
        lacking = [
            c.requirement.says[0].lower() + c.requirement.says[1:]
            for c in standing.feasibility.checks
            if c.state == "unmet" and c.requirement.strength == "must"
        ]
        if len(lacking) == 1:
            return say("why.blocked", gap=lacking[0])
        return say("why.blocked_more", count=str(len(lacking)), gap="; ".join(lacking))
    if standing.need_points < 0:
        return say("why.need")
    return say("why.margin", margin=str(rules.hybrid_margin))
