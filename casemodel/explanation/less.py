"""Sentences where no model is run: referral alone may be enough, or what suits cannot be run."""

from collections.abc import Iterable

from casemodel.explanation.alternative_values import RankedAlternative
from casemodel.explanation.naming import joined, lowered
from casemodel.explanation.numbers import MIDDLE, TENTHS
from casemodel.explanation.sentence import Sentence
from casemodel.explanation.templates import say
from casemodel.explanation.values import Findings


def before_the_answer(findings: Findings) -> tuple[Sentence, ...]:
    """Say in the headline, before any model, that referral alone may do or comes close to it."""
    referral = findings.referral
    if referral is None:
        return ()
    if referral.state == "enough":
        return (say("headline.referral"),)
    if referral.state == "danger_unknown":
        return (say("headline.referral_if_safe"),)
    nearly = "headline.referral_open" if referral.unanswered else "headline.referral_but"
    ask = (say("headline.ask_danger"),) if referral.ask_first else ()
    return (*ask, say(nearly, missing=_listed(referral.missing)))


def referral_sentences(findings: Findings) -> tuple[Sentence, ...]:
    """Say what referral alone asks for, or what to do until what suits can be run."""
    referral = findings.referral
    sentences: tuple[Sentence, ...] = ()
    if referral and referral.ask_first and not findings.danger_unknown:
        sentences += (
            say("referral.ask_first", says=referral.says, asked=_listed(referral.ask_first)),
        )
    elif referral:
        sentences += (say("referral", says=referral.says),)
    if findings.rules.meanwhile and best_fit_cannot_run(findings):
        sentences += (say("meanwhile", says=findings.rules.meanwhile),)
    return sentences


def best_fit_cannot_run(findings: Findings) -> bool:
    """Say whether nothing is recommended because the best fit cannot be run yet."""
    subject = findings.subject
    undecided = findings.recommended or findings.tied or findings.share_cases
    return subject is not None and not undecided and subject.feasible == "no"


def only_unsuitable_can_run(findings: Findings) -> bool:
    """Say whether nothing is recommended, and all that can be run is wrong for the clients.

    The best fit cannot be run yet, and needs or answers speak against everything else.
    """
    can_be_run = [ranked for ranked in findings.ranking if ranked.feasible != "no"]
    return (
        best_fit_cannot_run(findings)
        and any(ranked.kind == "model" for ranked in can_be_run)
        and all(_does_not_suit(findings, ranked) for ranked in can_be_run)
    )


def _does_not_suit(findings: Findings, ranked: RankedAlternative) -> bool:
    return (
        ranked.needs_against
        or ranked.tenths <= MIDDLE * TENTHS
        or (findings.must_suit and not ranked.suits)
    )


def _listed(names: Iterable[str]) -> str:
    return joined([lowered(name) for name in names])
