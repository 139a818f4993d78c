"""JSON, and what all of it has in common. Only this module imports `json`.

Points and scores are written as printed, with one decimal. Keys keep the order they are made in,
and text is ASCII with escapes, so that the same input gives the same bytes on every stream.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from casemodel.explanation.values import Explanation, RulesUsed, Sentence
from casemodel.files.problems import Problem
from casemodel.knowledge.local import LocalRules
from casemodel.knowledge.values import Rules

SCHEMA_VERSION = 1

Json = dict[str, Any]


# What is shown is made for it and holds nothing twice within itself, so that is not looked for.
_compact = json.JSONEncoder(ensure_ascii=True, allow_nan=False, check_circular=False).encode


def as_json(data: Mapping[str, Any]) -> str:
    """The data as JSON text, with a line for every key and every item of a list at the top."""
    lines = ",\n".join(f"{_compact(key)}: {_laid_out(value)}" for key, value in data.items())
    return f"{{\n{lines}\n}}\n"


def _laid_out(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_compact, value)) + "\n]"
    return _compact(value)


def as_line(data: Mapping[str, Any]) -> str:
    """The data as JSON in one line."""
    return f"{_compact(data)}\n"


def head(kind: str, rules: Rules | RulesUsed, tool_version: str) -> Json:
    """What every JSON output begins with: what it is, and by which tool and rules it was made."""
    return {
        "schema_version": SCHEMA_VERSION,
        "output": kind,
        "tool": {"name": "casemodel", "version": tool_version},
        "rules": {"version": rules.version, "digest": rules.digest},
        **({"house_rules": local_data(rules.local)} if rules.local else {}),
    }


def local_data(local: LocalRules) -> Json:
    """House rules: whose they are, which rules they change, and every change."""
    return {
        "agency": local.agency,
        "digest": local.digest,
        "changed_rules": {"version": local.version, "digest": local.rules_digest},
        "changes": [
            {
                "what": one.what,
                "of": one.of,
                "name": one.name or None,
                "before": one.before or None,
                "after": one.after,
                "signed": asdict(one.signed),
            }
            for one in local.changes
        ],
    }


def cautions(explanation: Explanation) -> list[Json]:
    """Every caution that holds, dangers first."""
    return [
        {
            "id": caution.id,
            "danger": caution.danger,
            "says": caution.text,
            "claims": list(caution.claims),
            "cites": list(caution.cites),
        }
        for caution in explanation.cautions
    ]


def points(tenths: int) -> float:
    """Tenths of a point as the number that JSON prints with one decimal: 793 as 79.3."""
    return tenths / 10


def problems(found: Sequence[Problem]) -> Json:
    """Every problem of the files that were read. Empty texts are left out."""
    return {
        "schema_version": SCHEMA_VERSION,
        "output": "problems",
        "problems": [
            {key: value for key, value in problem._asdict().items() if value not in ("", ())}
            for problem in found
        ],
    }


def sentence(said: Sentence) -> Json:
    """A sentence: its template, what was filled in, and the text."""
    return {"template": said.id, "filled": dict(said.filled), "says": said.text}
