"""The codes of problems as JSON, for `casemodel explain`."""

from collections.abc import Mapping

from casemodel.render.check_json import Json, head
from casemodel.texts.problems import ProblemText, is_advice


def one_code_data(code: str, told: ProblemText, tool_version: str) -> Json:
    """Explain one code, as data."""
    return {
        **head("explain", tool_version),
        "code": code,
        "severity": "advice" if is_advice(code) else "problem",
        "means": told.message,
        "why": told.why,
        "mend": told.mend,
        "example": {"where": told.where, "wrong": told.wrong, "right": told.right},
    }


def every_code_data(problems: Mapping[str, ProblemText], tool_version: str) -> Json:
    """List every code with its message, as data."""
    listed = [
        {
            "code": code,
            "severity": "advice" if is_advice(code) else "problem",
            "means": told.message,
        }
        for code, told in problems.items()
    ]
    return {**head("explain", tool_version), "codes": listed}
