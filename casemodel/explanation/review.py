"""Explain what changed between two profiles of one client, and whether to change the model."""

from typing import Literal, NamedTuple

from casemodel.explanation.alternative_values import RankedAlternative
from casemodel.explanation.comparison_values import WhatIf
from casemodel.explanation.numbers import signed
from casemodel.explanation.sentence import Sentence
from casemodel.explanation.templates import say, say_with
from casemodel.explanation.values import Explanation
from casemodel.explanation.what_if import what_if

Move = Literal["stay", "could_stay", "step_down", "wait", "step_up", "change", "none"]
_MOVES: dict[Move, str] = {
    "stay": "review.stay",
    "could_stay": "review.could_stay",
    "step_down": "review.step_down",
    "wait": "review.wait",
    "step_up": "review.step_up",
    "change": "review.change",
    "none": "review.none",
}


class CaseReview(NamedTuple):
    """The outcome of a review.

    `served` and `served_name` are the model or hybrid that has served the client, or empty. `move`
    is one of these:

        stay        the same is recommended
        could_stay  another is first now, but not clearly ahead
        step_down   change to a lighter model, by a declared hybrid
        wait        a step down has to wait: a caution about danger holds
        step_up     the other way, by the same hybrid
        change      change to another model
        none        nothing is recommended now

    `by` is the id of the hybrid of a step, or empty. `compared` holds the changed answers, what
    moved, and why.
    """

    served: str
    served_name: str
    move: Move
    by: str
    headline: Sentence
    compared: WhatIf


def review(before: Explanation, after: Explanation, served: str = "") -> CaseReview:
    """Compare a client's earlier and later profile. The rules and options must be the same.

    `served` is what a person chose instead of the recommendation, if they did.
    """
    earlier = served or before.recommended
    move, by = _move(earlier, after)
    names = {ranked.id: ranked.name for ranked in (*before.ranking, *after.ranking)}
    return CaseReview(
        served=earlier,
        served_name=names[earlier] if earlier else "",
        move=move,
        by=by,
        headline=_headline(earlier, before.recommended, after, move, names),
        compared=what_if(before, after),
    )


def _move(earlier: str, after: Explanation) -> tuple[Move, str]:
    recommended = after.recommended
    if not recommended:
        return "none", ""
    if earlier in ("", recommended):
        return ("stay" if earlier else "change"), ""
    if _as_good(after, earlier):
        return "could_stay", ""
    steps = {ranked.parts: ranked.id for ranked in after.ranking if ranked.way == "step_down"}
    if (earlier, recommended) in steps:
        danger = any(caution.danger for caution in after.cautions)
        return ("wait", "") if danger else ("step_down", steps[earlier, recommended])
    if (recommended, earlier) in steps:
        return "step_up", steps[recommended, earlier]
    return "change", ""


def _as_good(after: Explanation, earlier: str) -> bool:
    """Say whether the earlier model could serve still, because there is no clear winner now."""
    ranked = _ranked(after, earlier)
    if ranked is None:
        return False
    return not after.stability_found.clear and not ranked.blocked


def _ranked(explanation: Explanation, id_: str) -> RankedAlternative | None:
    return next((ranked for ranked in explanation.ranking if ranked.id == id_), None)


def _headline(
    earlier: str, recommended: str, after: Explanation, move: Move, names: dict[str, str]
) -> Sentence:
    """Write the outcome; `recommended` is the earlier recommendation, `earlier` what has served."""
    filled = {}
    for key, alternative in (("was", earlier), ("now", after.recommended)):
        filled[key] = names[alternative] if alternative else say("review.no_model").text
        ranked = _ranked(after, alternative)
        if ranked:
            filled[f"{key}_points"] = signed(ranked.points)
    if move == "stay" and earlier != recommended:
        return say_with("review.stay_chosen", filled)
    if move == "step_down" and after.danger_open:
        return say_with("review.step_down_if_safe", filled)
    return say_with(_MOVES[move] if earlier else "review.first", filled)
