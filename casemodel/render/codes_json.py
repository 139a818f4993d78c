"""The codes of problems as JSON, for `casemodel explain`."""

from collections.abc import Mapping

from casemodel.files.code_help.values import Help
from casemodel.files.codes import is_advice
from casemodel.render.check_json import Json, head


def one_code_data(code: str, means: str, told: Help, tool_version: str) -> Json:
    """What one code means, as data."""
    return {
        **head("explain", tool_version),
        "code": code,
        "severity": "advice" if is_advice(code) else "problem",
        "means": means,
        "why": told.why,
        "mend": told.mend,
        "example": {"where": told.where, "wrong": told.wrong, "right": told.right},
    }


def every_code_data(codes: Mapping[str, str], tool_version: str) -> Json:
    """Every code with its meaning, as data."""
    listed = [
        {"code": code, "severity": "advice" if is_advice(code) else "problem", "means": means}
        for code, means in codes.items()
    ]
    return {**head("explain", tool_version), "codes": listed}
