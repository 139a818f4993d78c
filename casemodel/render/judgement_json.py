"""The answers of `why-not`, `what-if` and `ask` as JSON."""

from casemodel.engine.assessment import Assessment
from casemodel.engine.changes import Change, Turn
from casemodel.explanation.naming import name_of
from casemodel.explanation.review import Review
from casemodel.explanation.values import Difference, Explanation, WhatIf, WhyNot
from casemodel.pages.facts import changed_numbers, open_dangers, overhead_apart, refused_questions
from casemodel.render.answer_json import (
    change_data,
    gap_data,
    question_data,
    reason_data,
    turn_data,
)
from casemodel.render.as_json import Json, cautions, head, points, sentence


def why_not(
    assessment: Assessment, alternative: str, other: str, found: WhyNot, tool_version: str
) -> Json:
    """Why an alternative is not the one recommended; `other` is what it is measured against."""
    rules = assessment.case.rules
    standing = assessment.standing(alternative)
    turn = Turn(found.changes, alternative) if found.changes else None
    return {
        **head("why-not", rules, tool_version),
        "kind": assessment.kind,
        "id": alternative,
        "name": name_of(rules, alternative),
        "rank": standing.rank,
        "score": points(standing.tenths),
        "feasible": standing.feasibility.state,
        "recommended": assessment.recommended or None,
        "headline": sentence(found.headline),
        "gaps": [gap_data(gap) for gap in found.gaps],
        "measured_against": other or None,
        "behind": [_difference(one) for one in found.behind],
        "ahead": [_difference(one) for one in found.ahead],
        "overhead": points(overhead_apart(assessment, alternative, other)) if other else 0.0,
        "turn": {**sentence(found.turn), **(turn_data(assessment, turn) if turn else {})},
    }


def what_if(
    before: Assessment,
    after: Assessment,
    explanation: Explanation,
    found: WhatIf,
    tool_version: str,
) -> Json:
    """What changed answers do."""
    changes = (
        Change(q, before.case.levels.get(q, ""), after.case.levels.get(q, ""))
        for q in found.changed
    )
    return {
        **head("what-if", after.case.rules, tool_version),
        "kind": after.kind,
        "changes": [change_data(after, change) for change in changes],
        "quantities": [
            {"quantity": name, "from": was, "to": now}
            for name, was, now in changed_numbers(before, after)
        ],
        "before": {"recommended": before.recommended or None, **sentence(found.before)},
        "after": {"recommended": after.recommended or None, **sentence(found.after)},
        "certainty": after.certainty,
        "headline": sentence(explanation.headline),
        "cautions": cautions(explanation),
        "gaps": [gap_data(gap) for gap in explanation.gaps],
        "moved": [
            {"id": moved, "name": name, "before": points(was), "after": points(now)}
            for moved, name, was, now in found.moved
        ],
        "reasons": [
            {"points": points(reason.tenths), **reason_data(reason)} for reason in found.reasons
        ],
    }


def review(
    before: Assessment,
    after: Assessment,
    explanation: Explanation,
    found: Review,
    tool_version: str,
) -> Json:
    """What changed between two profiles of one client, and what it comes to."""
    told = what_if(before, after, explanation, found.found, tool_version)
    told |= {
        "output": "review",
        "served_by": found.served or None,
        "move": found.move,
        "step": found.by or None,
        "headline": sentence(found.headline),
    }
    return told


def ask(assessment: Assessment, explanation: Explanation, tool_version: str) -> Json:
    """The open questions that can still matter."""
    return {
        **head("ask", assessment.case.rules, tool_version),
        "kind": assessment.kind,
        "recommended": assessment.recommended or None,
        "certainty": assessment.certainty,
        "headline": sentence(explanation.headline),
        "answered": sentence(explanation.answered),
        "cautions": cautions(explanation),
        "ask_first": [_question(*one) for one in open_dangers(assessment)],
        "refused": [_question(*one) for one in refused_questions(assessment)],
        "ask_next": [question_data(assessment, one) for one in explanation.ask_next],
    }


def _question(criterion: str, segment: str) -> Json:
    return {"criterion": criterion, "segment": segment or None}


def _difference(one: Difference) -> Json:
    return {
        "criterion": one.criterion,
        "name": one.name,
        "segment": one.segment or None,
        "answer": one.answer,
        "points": points(one.tenths),
        "of_one": reason_data(one.of_one) if one.of_one else None,
        "of_other": reason_data(one.of_other) if one.of_other else None,
    }
