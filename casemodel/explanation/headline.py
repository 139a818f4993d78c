"""The answer in one sentence: what is recommended or passed over, and what needs ask for."""

from fractions import Fraction

from casemodel.explanation.naming import joined, lowered
from casemodel.explanation.numbers import MIDDLE, TENTHS, signed
from casemodel.explanation.templates import say
from casemodel.explanation.values import Findings, RankedAlternative, Sentence

REFERRAL = "referral_enough"  # the caution that no case management may be needed


def headline(findings: Findings) -> Sentence:
    """Say the answer; and first, whether information and referral alone may be enough."""
    main = _main(findings)
    enough = any(caution.id == REFERRAL for caution in findings.cautions)
    if not enough and not (findings.referral and findings.referral.state == "enough"):
        return main
    first = say("headline.referral")
    return Sentence(main.id, main.filled, f"{first.text} {main.text}")


def _main(findings: Findings) -> Sentence:
    told = findings.told
    if told is None:
        return say("headline.unranked")
    if not findings.answers:
        return say("headline.empty")
    if not findings.recommended:
        return _nothing(findings)
    need, passed = _need(findings, told), _passed(findings, told)
    shown = findings.stability_found
    if shown.clear:
        return say("headline.recommended", model=told.name, need=need, passed=passed)
    return say(
        "headline.open",
        model=told.name,
        same=str(shown.same),
        tries=str(shown.tries),
        need=need,
        passed=passed,
    )


def _by_shares(findings: Findings) -> Sentence:
    """Write the sentence for an answer that depends on shares that are not known."""
    ranges = "; ".join(share_ranges(findings))
    return say("headline.by_shares", group=findings.groups[0].name, ranges=ranges)


def share_ranges(findings: Findings) -> list[str]:
    """Say for which shares of the first group each alternative is recommended."""
    ranges = []
    for id_, name in dict.fromkeys((case.recommended, case.name) for case in findings.share_cases):
        percents = [c.percents[0] for c in findings.share_cases if c.recommended == id_]
        ranges.append(
            say(
                "headline.share_range",
                model=name or say("headline.no_model").text,
                least=str(min(percents)),
                most=str(max(percents)),
            ).text
        )
    return ranges


def _need(findings: Findings, told: RankedAlternative) -> str:
    """Say which model is first on need, if it is another and needs speak for it."""
    need = findings.need_first
    if not need or need in told.parts or findings.groups:
        return ""
    first = findings.alternative(need)
    if first.need_points <= max(Fraction(0), told.need_points):
        return ""
    if first.blocked:
        why = why_passed_over(findings, first).text
        return say("headline.need_blocked", model=first.name, why=why).text
    return say("headline.need", model=first.name).text


def _passed(findings: Findings, told: RankedAlternative) -> str:
    """Say what scores higher than the recommended alternative, and why it is passed over."""
    higher = [r for r in findings.ranking if r.tenths > told.tenths and r.id != told.id]
    if not higher or higher[0].id == findings.need_first:
        return ""
    why = why_passed_over(findings, higher[0]).text
    return say("headline.passed", model=higher[0].name, why=why).text


def _nothing(findings: Findings) -> Sentence:
    """Write the sentence for no recommendation: what is nearest, and what it lacks."""
    if findings.tied:
        names = [findings.alternative(id_).name for id_ in findings.tied]
        return say("headline.tied", listed=joined(names))
    if findings.share_cases:
        return _by_shares(findings)
    models = [r for r in findings.ranking if r.kind == "model"]
    if all(r.tenths == MIDDLE * TENTHS for r in models):
        return say("headline.level")
    nearest = findings.alternative(findings.about)
    why = why_passed_over(findings, nearest).text
    if findings.groups and findings.wrong_for:
        best = models[0]
        groups = joined([f"{g.name} ({g.percent})" for g in findings.wrong_for])
        return say("headline.wrong", model=best.name, groups=groups, nearest=nearest.name, why=why)
    if nearest.tenths <= MIDDLE * TENTHS:
        return say("headline.none", model=nearest.name, points=signed(nearest.points))
    return say("headline.nothing", model=nearest.name, why=why)


def unmet_musts(ranked: RankedAlternative) -> list[str]:
    """List the unmet musts of an alternative, in short."""
    return list(dict.fromkeys(lowered(one.name) for one in ranked.requirements if one.blocks))


def why_passed_over(findings: Findings, ranked: RankedAlternative) -> Sentence:
    """Say why an alternative with a higher score is not the recommended one."""
    lacking = unmet_musts(ranked)
    if ranked.needs_against:
        return say("why.need")
    if lacking:
        return say("why.blocked", gap="; ".join(lacking))
    if findings.must_suit and not ranked.suits:
        return say("why.suits")
    if ranked.kind == "hybrid":
        return say("why.margin", margin=str(findings.rules.hybrid_margin))
    return say("why.middle")
