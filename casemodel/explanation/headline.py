"""The answer in one sentence: what is recommended, what was passed over, what need says."""

from casemodel.engine.assessment import Assessment, Standing
from casemodel.engine.scoring import MIDDLE, TENTHS
from casemodel.explanation.naming import joined, lowered, name_of
from casemodel.explanation.numbers import printed
from casemodel.explanation.templates import say, say_with
from casemodel.explanation.values import Sentence

REFERRAL = "referral_enough"  # the caution that no case management may be needed


def told_of(assessment: Assessment) -> Standing | None:
    """What the explanation is about: the alternative recommended, or else the best by fit."""
    if assessment.recommended:
        return assessment.standing(assessment.recommended)
    return best_fit(assessment)


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


def stands_in_the_way(assessment: Assessment, standing: Standing) -> bool:
    """Whether an unmet must, or what clients need, rules an alternative out."""
    return standing.need_points < 0 or bool(_unmet_musts(assessment, standing))


def headline(assessment: Assessment) -> Sentence:
    """The answer; with what speaks on need alone, and whether referral may be enough."""
    said = [_main(assessment)]
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
        "need": _need(assessment, told),
        "also": "",
    }
    ahead_on_need = filled["need"] or (not assessment.recommended and first.need_points > 0)
    if assessment.need_first == first.id and ahead_on_need:
        filled |= {"also": say("headline.also").text, "need": ""}
    if not assessment.recommended:
        return _none(assessment, first, filled)
    filled |= {"model": name_of(rules, told.id), "score": printed(told.tenths)}
    if first.id != told.id and first.tenths > told.tenths:
        why = why_passed_over(assessment, first).text
        rivals = _close_to(assessment, told)
        if rivals:
            filled["listed"] = _listed(assessment, [told, *rivals])
        return say_with(
            "headline.close_over" if rivals else "headline.passed_over", {**filled, "why": why}
        )
    return _leading(assessment, told, filled)


def _given(assessment: Assessment) -> str:
    """How many answers the sentence rests on, unless all questions are answered."""
    answered, asked = len(assessment.case.levels), len(assessment.case.asked)
    if answered == asked:
        return ""
    return say("headline.given", answered=str(answered), asked=str(asked)).text


def _need(assessment: Assessment, told: Standing) -> str:
    """Which model is first on need, if it is another, ahead on need, and needs speak for it."""
    need = assessment.need_first
    if not need or need in told.parts:
        return ""
    points = assessment.standing(need).need_points
    if points <= 0 or points <= told.need_points:
        return ""
    return say("headline.need", model=name_of(assessment.case.rules, need)).text


def _none(assessment: Assessment, first: Standing, filled: dict[str, str]) -> Sentence:
    """The sentence where nothing can be recommended: what is nearest, and what is in its way."""
    if all(s.tenths == MIDDLE * TENTHS for s in assessment.ranking if s.kind == "model"):
        return say_with("headline.level", filled)
    if first.tenths <= MIDDLE * TENTHS:
        return say_with("headline.none", filled)
    why = why_passed_over(assessment, first).text
    needed = first.need_points < 0
    return say_with(
        "headline.none_needed" if needed else "headline.none_feasible", {**filled, "why": why}
    )


def _leading(assessment: Assessment, told: Standing, filled: dict[str, str]) -> Sentence:
    """The sentence for what is recommended and leads: clearly, barely or not at all."""
    rules = assessment.case.rules
    rivals = _close_to(assessment, told)
    passed = _passed(assessment, told, rivals)
    if passed and passed.id == assessment.need_first and filled["need"]:
        filled |= {"also": say("headline.also").text, "need": ""}
    filled["passed"] = _passed_text(assessment, passed, filled["also"])
    level = [one for one in rivals if one.tenths == told.tenths]
    if level:
        filled["listed"] = joined([name_of(rules, one.id) for one in (told, *level)])
        others = [one for one in rivals if one not in level]
        filled["others"] = _others(assessment, others)
        return say_with("headline.tied", filled)
    if rivals:
        filled["listed"] = _listed(assessment, [told, *rivals])
        return say_with("headline.close", filled)
    return say_with("headline.close_passed" if passed else "headline.fits", filled)


def _passed(assessment: Assessment, told: Standing, rivals: list[Standing]) -> Standing | None:
    """The second model, if it is close but cannot be recommended; never where a hybrid is told."""
    second = second_to(assessment, told)
    if second is None or told.kind == "hybrid" or second in rivals:
        return None
    return second if _is_close(assessment, told, second) else None


def _passed_text(assessment: Assessment, passed: Standing | None, also: str) -> str:
    if passed is None:
        return ""
    return say(
        "headline.passed",
        second=name_of(assessment.case.rules, passed.id),
        second_score=printed(passed.tenths),
        also=also,
        why=why_passed_over(assessment, passed).text,
    ).text


def _others(assessment: Assessment, others: list[Standing]) -> str:
    """The models close behind those that are level."""
    if not others:
        return ""
    rules = assessment.case.rules
    names = joined([name_of(rules, one.id) for one in others])
    return say("headline.others", names=names, margin=str(rules.method.close_margin)).text


def _is_close(assessment: Assessment, told: Standing, other: Standing) -> bool:
    margin = assessment.case.rules.method.close_margin
    return abs(told.tenths - other.tenths) <= margin * TENTHS


def _close_to(assessment: Assessment, told: Standing) -> list[Standing]:
    """The other models too close to call, best first, that nothing stands in the way of.

    None where a hybrid is told: it has had to lead them all by a margin.
    """
    if told.kind == "hybrid":
        return []
    return [
        s
        for s in assessment.ranking
        if s.kind == "model"
        and s.id != told.id
        and _is_close(assessment, told, s)
        and not stands_in_the_way(assessment, s)
    ]


def _listed(assessment: Assessment, standings: list[Standing]) -> str:
    """Names with their scores: 'Clinical has 61.3 of 100, Brokerage 59.1'."""
    rules = assessment.case.rules
    first, *others = standings
    said = say("headline.has", model=name_of(rules, first.id), score=printed(first.tenths)).text
    return joined([said, *(f"{name_of(rules, o.id)} {printed(o.tenths)}" for o in others)])


def _unmet_musts(assessment: Assessment, standing: Standing) -> list[str]:
    """The musts that are known to be unmet, in short; none where feasibility was left out."""
    if assessment.options.fit_only:
        return []
    return list(
        dict.fromkeys(
            lowered(c.requirement.in_short)
            for c in standing.feasibility.checks
            if c.state == "unmet" and c.requirement.strength == "must"
        )
    )


def why_passed_over(assessment: Assessment, standing: Standing) -> Sentence:
    """Why an alternative with a higher score is not the one recommended."""
    lacking = _unmet_musts(assessment, standing)
    against = say("why.need").text if standing.need_points < 0 else ""
    if lacking:
        if len(lacking) == 1:
            said = say("why.blocked", gap=lacking[0])
        else:
            said = say("why.blocked_more", count=str(len(lacking)), gap="; ".join(lacking))
        both = say("why.both", need=against, blocked=said.text)
        return both if against else said
    if against:
        return say("why.need")
    if standing.kind == "hybrid":
        return say("why.margin", margin=str(assessment.case.rules.hybrid_margin))
    return say("why.middle")
