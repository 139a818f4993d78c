"""What changed between two profiles of one client, and whether the model should change with it."""

from typing import Literal, NamedTuple

from casemodel.engine.assessment import Assessment
from casemodel.engine.scoring import TENTHS
from casemodel.explanation.naming import name_of
from casemodel.explanation.numbers import printed
from casemodel.explanation.templates import say, say_with
from casemodel.explanation.values import Sentence, WhatIf
from casemodel.explanation.why_not import what_if
from casemodel.knowledge.values import Rules

Move = Literal["stay", "could_stay", "step_down", "step_up", "change", "none"]
_MOVES: dict[Move, str] = {
    "stay": "review.stay",
    "could_stay": "review.could_stay",
    "step_down": "review.step_down",
    "step_up": "review.step_up",
    "change": "review.change",
    "none": "review.none",
}


class Review(NamedTuple):
    """What a review finds.

    `served` is the id of the model or hybrid that has served the client, or empty. `move` is what
    it comes to: to stay; that staying is as well founded, since the new first is not clearly ahead;
    to step down or up, where a declared hybrid leads from one model to the other; to change to
    another model; or that none is recommended now. `by` is the id of that hybrid, or empty. `found`
    holds the changed answers, what moved, and why.
    """

    served: str
    move: Move
    by: str
    headline: Sentence
    found: WhatIf


def review(before: Assessment, after: Assessment, served: str = "") -> Review:
    """Compare a client's earlier and later profile. The rules and options must be the same.

    `served` is what a person chose instead of what was recommended, if so.
    """
    was = served or before.recommended
    move, by = _move(was, after)
    headline = _headline(was, before.recommended, after, move)
    return Review(was, move, by, headline, what_if(before, after))


def _move(was: str, after: Assessment) -> tuple[Move, str]:
    now = after.recommended
    if not now:
        return "none", ""
    if was in ("", now):
        return ("stay" if was else "change"), ""
    if _as_good(after, was):
        return "could_stay", ""
    rules = after.case.rules
    steps = {h.parts: h.id for h in rules.hybrids.values() if h.way == "step_down"}
    if (was, now) in steps:
        return "step_down", steps[was, now]
    if (now, was) in steps:
        return "step_up", steps[now, was]
    return "change", ""


def _as_good(after: Assessment, was: str) -> bool:
    """Whether what was recommended before could be still: too close behind to call."""
    if not any(standing.id == was for standing in after.ranking):
        return False
    standing = after.standing(was)
    lead = after.standing(after.recommended).tenths - standing.tenths
    return (
        lead <= after.case.rules.method.close_margin * TENTHS
        and standing.feasibility.state != "no"
        and standing.need_points >= 0
    )


def _headline(was: str, recommended: str, after: Assessment, move: Move) -> Sentence:
    """What it comes to; `recommended` is what was, before."""
    rules = after.case.rules
    filled = {"was": _called(rules, was), "now": _called(rules, after.recommended)}
    for key, alternative in (("was", was), ("now", after.recommended)):
        if alternative and any(s.id == alternative for s in after.ranking):
            filled[f"{key}_score"] = printed(after.standing(alternative).tenths)
    if move == "stay" and was != recommended:
        return say_with("review.stay_chosen", filled)
    return say_with(_MOVES[move] if was else "review.first", filled)


def _called(rules: Rules, alternative: str) -> str:
    return name_of(rules, alternative) if alternative else say("review.no_model").text
