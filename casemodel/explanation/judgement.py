"""Sentences on how good, how firm and how well founded an answer is, and who is served by it."""

from fractions import Fraction
from math import sqrt

from casemodel.explanation.numbers import TENTHS, percent, printed
from casemodel.explanation.templates import say
from casemodel.explanation.values import AnswerChange, AnswerSwitch, Findings, Sentence
from casemodel.knowledge.values import BASES

SHOWN = 3
FARTHEST = 4  # weights changed by more than this factor are not worth a director's time


def fit_of(findings: Findings) -> Sentence:
    """Say the score and its word."""
    told = findings.told
    if told is None:
        return say("headline.unranked")
    return say(
        "fit",
        word=told.word,
        score=printed(told.tenths),
        low=printed(told.lowest),
        high=printed(told.highest),
    )


def lead_of(findings: Findings) -> Sentence:
    """Say how far the alternative is ahead of the best other model, or behind it."""
    told = findings.told
    if told is None or not findings.second:
        return say("lead.alone")
    second, close = findings.alternative(findings.second), findings.rules.close_margin
    margin = told.tenths - second.tenths
    if told.kind == "hybrid" and told.id == findings.recommended and margin > 0:
        asked = str(findings.rules.hybrid_margin)
        return say("lead.hybrid", margin=printed(margin), second=second.name, asked=asked)
    if margin == 0:
        return say("lead.tied", second=second.name)
    if margin < 0:
        return say("lead.behind", margin=printed(-margin), second=second.name)
    clear = margin > close * TENTHS or not findings.recommended
    template = "lead.clear" if clear else "lead.close"
    return say(template, margin=printed(margin), second=second.name, close=str(close))


def evidence_sentence(findings: Findings) -> Sentence:
    """Say what the lead over the second rests on, or the score where there is no second."""
    told = findings.told
    if told is None:
        return say("evidence.none")
    if not findings.second:
        subject = say("evidence.of_score").text
    else:
        second = findings.alternative(findings.second)
        ahead = "evidence.of_lead" if told.tenths > second.tenths else "evidence.of_gap"
        subject = say(ahead, second=second.name).text
    shares = findings.evidence_shares
    parts = [
        say(f"evidence.{name}", share=str(share)).text
        for name, share in shares._asdict().items()
        if share and name in BASES
    ]
    if not parts:
        return say("evidence.none")
    pulled = say("evidence.contested", share=str(shares.contested)).text if shares.contested else ""
    return say("evidence", what=subject, parts=", ".join(parts), contested=pulled)


def stability_of(findings: Findings) -> Sentence:
    """Say how stable the recommendation is: under open answers, and under other weights.

    Where nothing is recommended, other weights have no first place to change.
    """
    if not findings.ranking:
        return say("stability.none")
    often = _how_often(findings) if findings.recommended else ""
    return say(f"stability.{findings.certainty}", often=f" {often}" if often else "")


def _how_often(findings: Findings) -> str:
    """In how many of the weightings tried the recommendation is the same."""
    tries = findings.tries
    firsts = {first.id: first.tries for first in tries.firsts}
    share = Fraction(firsts.get(findings.recommended, 0), tries.draws or 1)
    error = sqrt(share * (1 - share) / (tries.draws or 1))
    return say(
        "stability.all" if share == 1 else "stability.some",
        share=percent(share),
        draws=f"{tries.draws:,}",
        error=say("stability.error", error=f"{error * 100:.1f}").text if error else "",
    ).text


def changes_of(findings: Findings) -> tuple[Sentence, ...]:
    """Say which single answers would change the recommendation: what can be acquired first."""
    order = {"capacity": 0, "goal": 1, "need": 2}

    def what_can_be_done_first(switch: AnswerSwitch) -> tuple[bool, int, str, str]:
        change = switch.changes[0]
        return (
            not change.before,
            order[switch.group],
            change.question,
            change.before + change.after,
        )

    first: dict[tuple[str, str], AnswerSwitch] = {}
    for switch in sorted(findings.switches, key=what_can_be_done_first):
        first.setdefault((switch.changes[0].question, switch.recommended), switch)
    return tuple(
        say(
            "change",
            changes=condition_text(switch.changes[0]),
            model=switch.recommended_name,
        )
        for switch in list(first.values())[:SHOWN]
    )


def condition_text(change: AnswerChange) -> str:
    """A changed answer as a condition: "'After-hours cover' were 'our own staff'"."""
    where = f" ({change.segment})" if change.segment else ""
    return say("change.answer", criterion=change.name, where=where, level=change.after_answer).text


def weights_of(findings: Findings) -> tuple[Sentence, ...]:
    """Say the nearest single weights that would change first place, within a plausible factor."""
    nearest = []
    for limit in findings.weight_ranges:
        for template, factor, leads in (
            ("weight.lower", limit.lower, limit.lower_name),
            ("weight.higher", limit.higher, limit.higher_name),
        ):
            if factor and max(factor, 1 / factor) <= FARTHEST:
                weighed = say("change.weight", criterion=limit.name, change=_weighed(factor)).text
                sentence = say(template, changes=weighed, model=leads)
                nearest.append((max(factor, 1 / factor), limit.name, sentence))
    if not nearest and findings.ranking:
        return (say("weight.none", factor=str(FARTHEST)),)
    return tuple(sentence for _, _, sentence in sorted(nearest)[:SHOWN])


def _weighed(factor: Fraction) -> str:
    """A factor on a weight in words: '37% less', '1% more', '2.5 times as much'."""
    if factor > 2:  # noqa: PLR2004 - from twice on, a factor reads better than a percentage
        return say("weight.times", factor=f"{float(factor):.2g}").text
    template = "weight.more" if factor >= 1 else "weight.less"
    return say(template, percent=f"{float(abs(factor - 1)) * 100:.2g}").text


def who_is_served(findings: Findings) -> tuple[Sentence, ...]:
    """Say who is served by which part and how people move, or which model suits which segment."""
    told = findings.told
    if told is None:
        return ()
    sentences: list[Sentence] = []
    if told.hybrid:
        sentences += (
            say("tier.segment", segment=group.name, share=group.percent, model=group.part_name)
            for group in told.groups
        )
        if not told.groups:
            sentences.append(say("hybrid.serves", text=told.hybrid.serves))
        sentences.append(say("hybrid.moves", text=told.hybrid.moves))
    for fit in findings.segment_fits:
        against = "segment.against" if fit.needs_against else "segment.told"
        same = fit.model == told.id
        beside = "" if same else say(against, model=told.name, score=printed(fit.told_tenths)).text
        sentences.append(
            say(
                "segment.best",
                segment=fit.segment,
                share=fit.percent,
                model=fit.name,
                score=printed(fit.tenths),
                told=beside,
            )
        )
    return tuple(sentences)
