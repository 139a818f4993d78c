"""The answer in one sentence: what is recommended, what was passed over, what need says."""

from casemodel.explanation.naming import joined, lowered
from casemodel.explanation.numbers import MIDDLE, TENTHS, printed
from casemodel.explanation.templates import say
from casemodel.explanation.values import Findings, RankedAlternative, Sentence

REFERRAL = "referral_enough"  # the caution that no case management may be needed


def headline(findings: Findings) -> Sentence:
    """The answer; with what speaks on need alone, and whether referral may be enough."""
    said = [_main(findings)]
    if any(c.id == REFERRAL for c in findings.cautions):
        said.append(say("headline.referral"))
    text = "".join(s.text for s in said)
    filled = tuple(p for s in said for p in s.filled)
    return Sentence(said[0].id, filled, text[0].upper() + text[1:])


def _main(findings: Findings) -> Sentence:
    told = findings.told
    if told is None:
        return say("headline.unranked")
    first = findings.alternative(findings.best_fit)
    if not findings.answers:
        return say("headline.empty")
    filled = {
        "first": first.name,
        "first_score": printed(first.tenths),
        "given": _given(findings),
        "need": _need(findings, told),
        "also": "",
    }
    ahead_on_need = filled["need"] or (not findings.recommended and first.need_points > 0)
    if findings.need_first == first.id and ahead_on_need:
        filled |= {"also": say("headline.also").text, "need": ""}
    if not findings.recommended:
        return _none(findings, first, filled)
    filled |= {"model": told.name, "score": printed(told.tenths)}
    if first.id != told.id and first.tenths > told.tenths:
        why = why_passed_over(findings, first).text
        rivals = _close_to(findings, told)
        if rivals:
            filled["listed"] = _listed([told, *rivals])
        return say("headline.close_over" if rivals else "headline.passed_over", **filled, why=why)
    return _leading(findings, told, filled)


def _given(findings: Findings) -> str:
    """How many answers the sentence rests on, unless all questions are answered."""
    answered = len(findings.answers)
    asked = answered + len(findings.open_questions)
    if answered == asked:
        return ""
    return say("headline.given", answered=str(answered), asked=str(asked)).text


def _need(findings: Findings, told: RankedAlternative) -> str:
    """Which model is first on need, if it is another, ahead on need, and needs speak for it."""
    need = findings.need_first
    if not need or need in told.parts:
        return ""
    first = findings.alternative(need)
    if first.need_points <= 0 or first.need_points <= told.need_points:
        return ""
    return say("headline.need", model=first.name).text


def _none(findings: Findings, first: RankedAlternative, filled: dict[str, str]) -> Sentence:
    """The sentence where nothing can be recommended: what is nearest, and what is in its way."""
    if all(s.tenths == MIDDLE * TENTHS for s in findings.ranking if s.kind == "model"):
        return say("headline.level", **filled)
    if first.tenths <= MIDDLE * TENTHS:
        return say("headline.none", **filled)
    why = why_passed_over(findings, first).text
    needed = first.need_points < 0
    return say("headline.none_needed" if needed else "headline.none_feasible", **filled, why=why)


def _leading(findings: Findings, told: RankedAlternative, filled: dict[str, str]) -> Sentence:
    """The sentence for what is recommended and leads: clearly, barely or not at all."""
    rivals = _close_to(findings, told)
    passed = _passed(findings, told, rivals)
    if passed and passed.id == findings.need_first and filled["need"]:
        filled |= {"also": say("headline.also").text, "need": ""}
    filled["passed"] = _passed_text(findings, passed, filled["also"])
    level = [one for one in rivals if one.tenths == told.tenths]
    if level:
        filled["listed"] = joined([one.name for one in (told, *level)])
        others = [one for one in rivals if one not in level]
        filled["others"] = _others(findings, others)
        return say("headline.tied", **filled)
    if rivals:
        filled["listed"] = _listed([told, *rivals])
        return say("headline.close", **filled)
    return say("headline.close_passed" if passed else "headline.fits", **filled)


def _passed(
    findings: Findings, told: RankedAlternative, rivals: list[RankedAlternative]
) -> RankedAlternative | None:
    """The second model, if it is close but cannot be recommended; never where a hybrid is told."""
    if not findings.second or told.kind == "hybrid":
        return None
    second = findings.alternative(findings.second)
    if second in rivals:
        return None
    return second if _is_close(findings, told, second) else None


def _passed_text(findings: Findings, passed: RankedAlternative | None, also: str) -> str:
    if passed is None:
        return ""
    return say(
        "headline.passed",
        second=passed.name,
        second_score=printed(passed.tenths),
        also=also,
        why=why_passed_over(findings, passed).text,
    ).text


def _others(findings: Findings, others: list[RankedAlternative]) -> str:
    """The models close behind those that are level."""
    if not others:
        return ""
    names = joined([other.name for other in others])
    return say("headline.others", names=names, margin=str(findings.rules.close_margin)).text


def _is_close(findings: Findings, told: RankedAlternative, other: RankedAlternative) -> bool:
    return abs(told.tenths - other.tenths) <= findings.rules.close_margin * TENTHS


def _close_to(findings: Findings, told: RankedAlternative) -> list[RankedAlternative]:
    """The other models too close to call, best first, that nothing stands in the way of.

    None where a hybrid is told: it has had to lead them all by a margin.
    """
    if told.kind == "hybrid":
        return []
    return [
        s
        for s in findings.ranking
        if s.kind == "model" and s.id != told.id and _is_close(findings, told, s) and not s.blocked
    ]


def _listed(listed: list[RankedAlternative]) -> str:
    """Names with their scores: 'Clinical has 61.3 of 100, Brokerage 59.1'."""
    first, *others = listed
    said = say("headline.has", model=first.name, score=printed(first.tenths)).text
    return joined([said, *(f"{other.name} {printed(other.tenths)}" for other in others)])


def _unmet_musts(ranked: RankedAlternative) -> list[str]:
    """The musts that are known to be unmet, in short."""
    return list(dict.fromkeys(lowered(one.name) for one in ranked.requirements if one.blocks))


def why_passed_over(findings: Findings, ranked: RankedAlternative) -> Sentence:
    """Why an alternative with a higher score is not the one recommended."""
    lacking = _unmet_musts(ranked)
    against = say("why.need").text if ranked.need_points < 0 else ""
    if lacking:
        template = "why.blocked" if len(lacking) == 1 else "why.blocked_more"
        said = say(template, count=str(len(lacking)), gap="; ".join(lacking))
        both = say("why.both", need=against, blocked=said.text)
        return both if against else said
    if against:
        return say("why.need")
    if ranked.kind == "hybrid":
        return say("why.margin", margin=str(findings.rules.hybrid_margin))
    return say("why.middle")
