"""JSON text of the output models. Only this module imports `json`.

Keys keep the order of the models' fields, and text is ASCII with escapes, so that the same input
gives the same bytes on every stream.
"""

import json
from typing import TYPE_CHECKING, Any

from casemodel.render.json_models.base import JsonOutput, to_data

if TYPE_CHECKING:
    from casemodel.render.json_models.caseload import ClientLineData
    from casemodel.render.json_models.checks import ProblemsData

# What is shown is made for it and holds nothing twice within itself, so that is not looked for.
_compact = json.JSONEncoder(ensure_ascii=True, allow_nan=False, check_circular=False).encode


def as_json(output: "JsonOutput | ProblemsData") -> str:
    """Write an output as JSON text, with a line for every key and every item of a top list."""
    data = to_data(output)
    lines = ",\n".join(f"{_compact(key)}: {_laid_out(value)}" for key, value in data.items())
    return f"{{\n{lines}\n}}\n"


def _laid_out(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_compact, value)) + "\n]"
    return _compact(value)


def as_line(line: "ClientLineData") -> str:
    """Write one client of a caseload as JSON in one line."""
    return f"{_compact(to_data(line))}\n"
