"""The answer in one sentence: what is recommended or passed over, and what needs ask for."""

from fractions import Fraction

from casemodel.explanation.alternative_values import RankedAlternative
from casemodel.explanation.less import before_the_answer, only_unsuitable_can_run
from casemodel.explanation.naming import joined, lowered
from casemodel.explanation.numbers import MIDDLE, TENTHS, signed
from casemodel.explanation.sentence import Sentence
from casemodel.explanation.templates import say, say_with
from casemodel.explanation.values import Findings

# The answers in which one alternative is recommended, and is clearly first.
RECOMMENDING = (
    "headline.recommended",
    "headline.so_far",
    "headline.recommended_but",
    "headline.so_far_but",
    "headline.for_now",
)


def headline(findings: Findings) -> Sentence:
    """Say the answer; and first, whether information and referral alone may be enough."""
    main, first = _main(findings), before_the_answer(findings)
    if not first:
        return main
    near = findings.referral is not None and findings.referral.state == "nearly"
    subject = findings.subject if main.id in RECOMMENDING and not near else None
    text = _if_more(findings, subject) if subject else main.text
    return Sentence(main.id, main.filled, " ".join((*(sentence.text for sentence in first), text)))


def _if_more(findings: Findings, subject: RankedAlternative) -> str:
    """Word the recommendation for those for whom referral alone is not enough."""
    return say_with("headline.if_more", _recommended(findings, subject)).text


def _main(findings: Findings) -> Sentence:
    subject = findings.subject
    if subject is None:
        return say("headline.unranked")
    if not findings.answers:
        return say("headline.empty")
    if not findings.recommended:
        return _nothing(findings)
    facts = _recommended(findings, subject)
    if not findings.stability_found.clear:
        return say_with("headline.open", facts)
    if findings.wrong_for and not subject.groups:
        return _wrong_for_some(findings, subject)
    return say_with("headline.recommended" if findings.settled else "headline.so_far", facts)


def _wrong_for_some(findings: Findings, subject: RankedAlternative) -> Sentence:
    """Word a recommendation of one model for all that is wrong for some, and what to aim for."""
    better = aim(findings)
    if better:
        why = why_passed_over(findings, better).text
        return say("headline.for_now", model=subject.name, better=better.name, why=why)
    facts = _recommended(findings, subject) | {"groups": wrong_groups(findings)}
    settled = findings.settled
    return say_with("headline.recommended_but" if settled else "headline.so_far_but", facts)


def wrong_groups(findings: Findings) -> str:
    """Name the groups for which the subject is wrong, with their shares."""
    return joined([f"{group.name} ({group.percent})" for group in findings.wrong_for])


def aim(findings: Findings) -> RankedAlternative | None:
    """Give what to work towards: the best of all, if it suits every group but lacks a must."""
    subject = findings.subject
    best = next((r for r in findings.ranking if subject and r.tenths > subject.tenths), None)
    if best is None or best.needs_against or not best.suits or not unmet_musts(best):
        return None
    return best


def _recommended(findings: Findings, subject: RankedAlternative) -> dict[str, str]:
    """Give the parts of a headline that recommends: the model, and what it passes over."""
    need = _need(findings, subject)
    passed = _passed(findings, subject, already_named=findings.need_first if need else "")
    by_group = say("headline.by_group").text if subject.groups else ""
    return {"model": subject.name, "by_group": by_group, "need": need, "passed": passed}


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


def _need(findings: Findings, subject: RankedAlternative) -> str:
    """Say which model is first on need, if it is another and needs speak for it."""
    need = findings.need_first
    if not need or need in subject.parts or findings.groups:
        return ""
    first = findings.alternative(need)
    if first.need_points <= max(Fraction(0), subject.need_points):
        return ""
    if first.blocked:
        why = why_passed_over(findings, first).text
        return say("headline.need_blocked", model=first.name, why=why).text
    return say("headline.need", model=first.name).text


def _passed(findings: Findings, subject: RankedAlternative, already_named: str) -> str:
    """Say what scores higher than the recommended alternative, and why it is passed over.

    Empty if the highest of those is `already_named`.
    """
    higher = [r for r in findings.ranking if r.tenths > subject.tenths and r.id != subject.id]
    if not higher or higher[0].id == already_named:
        return ""
    why = why_passed_over(findings, higher[0]).text
    for_all = findings.groups and higher[0].kind == "model"
    id_ = "headline.passed_for_all" if for_all else "headline.passed"
    return say(id_, model=higher[0].name, why=why).text


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
        groups = wrong_groups(findings)
        return say("headline.wrong", model=best.name, groups=groups, nearest=nearest.name, why=why)
    if nearest.tenths <= MIDDLE * TENTHS:
        return say("headline.none", model=nearest.name, points=signed(nearest.points))
    unsuited = only_unsuitable_can_run(findings)
    return say("headline.unsuited" if unsuited else "headline.nothing", model=nearest.name, why=why)


def unmet_musts(ranked: RankedAlternative) -> list[str]:
    """List the unmet musts of an alternative, in short."""
    return list(
        dict.fromkeys(
            lowered(requirement.name) for requirement in ranked.requirements if requirement.blocks
        )
    )


def why_passed_over(findings: Findings, ranked: RankedAlternative) -> Sentence:
    """Say why an alternative with a higher score is not the recommended one."""
    lacking = unmet_musts(ranked)
    if ranked.needs_against:
        return say("why.need")
    if lacking:
        return say("why.blocked", gap=joined(lacking))
    if findings.must_suit and not ranked.suits:
        return say("why.suits")
    if ranked.kind == "hybrid":
        return say("why.margin", margin=str(findings.rules.hybrid_margin))
    return say("why.middle")
