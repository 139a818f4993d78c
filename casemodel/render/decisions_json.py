"""Decisions on record as JSON."""

from collections.abc import Sequence

from casemodel.decisions.history import followed, latest, overdue
from casemodel.decisions.values import Content, Decision
from casemodel.knowledge.values import Rules
from casemodel.render.as_json import SCHEMA_VERSION, Json, head


def decided(rules: Rules, content: Content, number: int, file: str, tool_version: str) -> Json:
    """A decision just made or corrected."""
    return {**head("decide", rules, tool_version), "register": file, **_said(number, content)}


def withdrawn(content: Content, number: int, tool_version: str) -> Json:
    """A decision just withdrawn."""
    return {
        **_head("withdraw", tool_version),
        "number": number,
        "withdrawn_on": content.made_on,
        "role": content.role,
        "note": content.note,
    }


def forgotten(numbers: Sequence[int], entries: int, tool_version: str) -> Json:
    """Decisions just deleted."""
    return {**_head("forget", tool_version), "numbers": list(numbers), "entries": entries}


def listed(
    rules: Rules,
    everything: Sequence[Decision],
    wanted: Sequence[Decision],
    today: str,
    past: int,
    tool_version: str,
) -> Json:
    """The decisions asked for, what is due, and how often people chose otherwise.

    `past` is how many are not among them since their time has passed.
    """
    due = [d.number for d in latest(everything) if overdue(d, today)]
    return {
        **head("decisions", rules, tool_version),
        "on": today,
        "on_record": len(everything),
        "past_their_time": past,
        "review_due": due,
        "followed": [
            {
                "recommended": one.recommended,
                "made": one.made,
                "differing": one.differing,
                "reasons": dict(one.reasons),
                "chosen_instead": dict(one.instead),
            }
            for one in followed(wanted)
        ],
        "decisions": [
            {
                **_said(d.number, d.content),
                "corrections": d.corrections,
                "withdrawn_on": d.withdrawn or None,
            }
            for d in wanted
        ],
    }


def _head(kind: str, tool_version: str) -> Json:
    """The head of what is said without any rules."""
    return {
        "schema_version": SCHEMA_VERSION,
        "output": kind,
        "tool": {"name": "casemodel", "version": tool_version},
    }


def _said(number: int, content: Content) -> Json:
    """What one decision says; its digest and its answers stay in the register."""
    return {
        "number": number,
        "kind": content.kind,
        "subject": content.subject,
        "recommended": content.recommended,
        "certainty": content.certainty,
        "chosen": content.chosen,
        "differs": content.chosen != content.recommended,
        "reason": content.reason or None,
        "role": content.role or None,
        "note": content.note or None,
        "made_on": content.made_on,
        "review_on": content.review_on,
        "keep_until": content.keep_until,
        "tool_version": content.tool_version,
        "rules_version": content.rules_version,
        "answers_kept": bool(content.answers),
    }
