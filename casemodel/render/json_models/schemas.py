"""JSON Schema (2020-12) of every JSON that a command prints, from the models that it is made of.

Only `casemodel schema` imports this: pydantic reads the dataclasses here, and nowhere else.
"""

import json
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from pydantic import TypeAdapter

from casemodel.render.json_models.base import key_of

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"

OUTPUTS: Mapping[str, tuple[str, str]] = {
    "answer": ("recommend, score and interview", "answer.AnswerData"),
    "why-not": ("why-not", "judgements.WhyNotData"),
    "what-if": ("what-if", "judgements.WhatIfData"),
    "review": ("review", "judgements.ReviewData"),
    "ask": ("ask", "judgements.AskData"),
    "raters": ("raters", "raters.RatersData"),
    "weigh": ("weigh", "weigh.WeighData"),
    "plan": ("plan", "plan.PlanData"),
    "models": ("models", "models.ModelsData"),
    "show": ("show", "models.ShowData"),
    "compare": ("compare", "models.CompareData"),
    "inputs": ("inputs", "inputs.InputsData"),
    "sources": ("sources", "sources.SourcesData"),
    "decision": ("decide", "decisions.DecideData"),
    "decisions": ("decisions", "decisions.DecisionsData"),
    "withdraw": ("withdraw", "decisions.WithdrawData"),
    "forget": ("forget", "decisions.ForgetData"),
    "caseload": ("caseload", "caseload.CaseloadData"),
    "caseload-line": ("caseload -o FILE.jsonl, a line", "caseload.ClientLineData"),
    "segments": ("caseload --segments", "caseload.SegmentsData"),
    "staffing": ("staffing", "staffing.StaffingData"),
    "import": ("import", "imported.ImportData"),
    "check": ("check", "checks.CheckData"),
    "rules-check": ("rules check", "checks.RulesCheckData"),
    "rules-test": ("rules test", "workshop.RulesTestData"),
    "rules-diff": ("rules diff", "workshop.RulesDiffData"),
    "settings": ("settings", "settings.SettingsData"),
    "code": ("explain CODE", "checks.ExplainCodeData"),
    "codes": ("explain", "checks.CodesData"),
    "problems": ("any command whose files have problems", "checks.ProblemsData"),
}
"""For each name of a schema: the commands that print such JSON, and its model, by module."""


def output_schema(name: str) -> Schema:
    """Build the schema of an output. Raises KeyError for a name that is not in `OUTPUTS`."""
    commands, model = OUTPUTS[name]
    module, _, kind = model.partition(".")
    model_type = getattr(import_module(f"casemodel.render.json_models.{module}"), kind)
    schema = _renamed(TypeAdapter(model_type).json_schema())
    return {"$schema": DRAFT, **schema, "title": f"casemodel: JSON of {commands}"}


def output_schema_text(name: str) -> str:
    """Write the schema of an output as JSON text, in ASCII. Raises KeyError for an unknown name."""
    return json.dumps(output_schema(name), indent=1, ensure_ascii=True) + "\n"


def _renamed(part: Any) -> Any:
    """Give the keys of a schema as they are in JSON: 'from' for the field 'from_'."""
    if isinstance(part, list):
        return [_renamed(item) for item in part]
    if not isinstance(part, dict):
        return part
    renamed = {key: _renamed(value) for key, value in part.items()}
    if isinstance(part.get("properties"), dict):
        renamed["properties"] = {key_of(k): v for k, v in renamed["properties"].items()}
    if isinstance(part.get("required"), list):
        renamed["required"] = [key_of(name) for name in part["required"]]
    return renamed
