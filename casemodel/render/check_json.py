"""The report of a check as JSON, for programs and editors."""

from collections.abc import Mapping, Sequence
from typing import Any

from casemodel.files.problems import Problem
from casemodel.texts.problems import is_advice

SCHEMA_VERSION = 1

Json = dict[str, Any]


def json_text(data: Mapping[str, Any]) -> str:
    """The data as JSON text, indented, ASCII, ending in a line feed."""
    import json

    return json.dumps(data, indent=2, ensure_ascii=True, allow_nan=False) + "\n"


def head(kind: str, tool_version: str) -> Json:
    """What every JSON output begins with that is made without rules."""
    return {
        "schema_version": SCHEMA_VERSION,
        "output": kind,
        "tool": {"name": "casemodel", "version": tool_version},
    }


def report(kind: str, findings: Sequence[Problem], tool_version: str, **more: Any) -> Json:
    """Problems and advice, each in the order of their places. Empty texts are left out."""
    return {
        **head(kind, tool_version),
        **more,
        "problems": [_finding(f) for f in findings if not is_advice(f.code)],
        "advice": [_finding(f) for f in findings if is_advice(f.code)],
    }


def _finding(finding: Problem) -> Json:
    return {key: value for key, value in finding._asdict().items() if value not in ("", ())}
