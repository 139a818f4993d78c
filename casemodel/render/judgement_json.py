"""The answers of `why-not`, `what-if` and `ask` as JSON."""

from casemodel.explanation.review import CaseReview
from casemodel.explanation.values import Explanation, PointsApart, WhatIf, WhyNot
from casemodel.render.answer_json import (
    change_data,
    gap_data,
    judgment_data,
    question_data,
    question_named,
    reason_data,
    stability_data,
)
from casemodel.render.as_json import Json, cautions, head, points, sentence

_NO_NUMBER = "no number given"


def why_not(explanation: Explanation, answer: WhyNot, tool_version: str) -> Json:
    """Why an alternative is not the one recommended."""
    ranked = answer.alternative
    turn = {
        "changes": [change_data(change) for change in answer.changes],
        "recommended": ranked.id,
    }
    return {
        **head("why-not", explanation.rules, tool_version),
        "kind": explanation.kind,
        "id": ranked.id,
        "name": ranked.name,
        "rank": ranked.rank,
        "score": points(ranked.tenths),
        "feasible": ranked.feasible,
        "recommended": explanation.recommended or None,
        "headline": sentence(answer.headline),
        "gaps": [gap_data(gap) for gap in ranked.gaps],
        "measured_against": answer.other.id if answer.other else None,
        "behind": [_difference(one) for one in answer.behind],
        "ahead": [_difference(one) for one in answer.ahead],
        "overhead": points(answer.overhead),
        "turn": {**sentence(answer.turn), **(turn if answer.changes else {})},
    }


def what_if(before: Explanation, after: Explanation, compared: WhatIf, tool_version: str) -> Json:
    """What changed answers do."""
    return {
        **head("what-if", after.rules, tool_version),
        "kind": after.kind,
        "changes": [change_data(change) for change in compared.changes],
        "quantities": [
            {
                "quantity": one.id,
                "from": one.before or _NO_NUMBER,
                "to": one.after or _NO_NUMBER,
            }
            for one in compared.numbers
        ],
        "before": {"recommended": before.recommended or None, **sentence(compared.before)},
        "after": {"recommended": after.recommended or None, **sentence(compared.after)},
        "stability": stability_data(after),
        "headline": sentence(after.headline),
        "cautions": cautions(after),
        "gaps": [gap_data(gap) for gap in after.gaps],
        "moved": [
            {
                "id": one.id,
                "name": one.name,
                "before": points(one.before),
                "after": points(one.after),
            }
            for one in compared.moved
        ],
        "reasons": [
            {"points": points(reason.tenths), **reason_data(reason)} for reason in compared.reasons
        ],
    }


def review(before: Explanation, after: Explanation, answer: CaseReview, tool_version: str) -> Json:
    """What changed between two profiles of one client, and what it comes to."""
    data = what_if(before, after, answer.compared, tool_version)
    data |= {
        "output": "review",
        "served_by": answer.served or None,
        "move": answer.move,
        "step": answer.by or None,
        "headline": sentence(answer.headline),
    }
    return data


def ask(explanation: Explanation, tool_version: str) -> Json:
    """The open questions that can still matter."""
    return {
        **head("ask", explanation.rules, tool_version),
        "kind": explanation.kind,
        "recommended": explanation.recommended or None,
        "stability": stability_data(explanation),
        "headline": sentence(explanation.headline),
        "completeness": judgment_data(explanation.said),
        "cautions": cautions(explanation),
        "ask_first": [
            {"criterion": one.criterion, "segment": one.segment or None}
            for one in explanation.ask_first
        ],
        "refused": [question_named(one) for one in explanation.refused],
        "ask_next": [question_data(one) for one in explanation.ask_next],
    }


def _difference(one: PointsApart) -> Json:
    return {
        "criterion": one.criterion,
        "name": one.name,
        "segment": one.segment or None,
        "answer": one.answer,
        "points": points(one.tenths),
        "of_one": reason_data(one.of_one) if one.of_one else None,
        "of_other": reason_data(one.of_other) if one.of_other else None,
    }
