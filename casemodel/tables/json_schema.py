"""The JSON Schema of a map of columns: every question, and what its codes may stand for."""

from typing import Any

from casemodel.files.limits import COLUMN_NAME_LENGTH, SHEET_COLUMNS
from casemodel.knowledge.values import Criterion, Rules
from casemodel.profiles.json_schema import NO_ANSWER, answers_to, hover, text_of

Schema = dict[str, Any]

_NAME = text_of(COLUMN_NAME_LENGTH, "The name of the column, as it stands in the sheet.")
_OCCURRENCE = {
    "type": "integer",
    "minimum": 1,
    "maximum": SHEET_COLUMNS,
    "description": "Which one, where several columns have the name: 1 for the first.",
}


def map_schema(rules: Rules) -> Schema:
    """The schema of a map, which `casemodel.tables.column_map` reads."""
    asked = rules.criteria_for("client")
    return {
        "type": "object",
        "required": ["schema", "columns"],
        "additionalProperties": False,
        "properties": {
            "schema": {"const": 1, "description": "Which form of map this is: schema: 1"},
            "id": _column({}, "The column that names the client: an id, and no name."),
            "columns": {
                "type": ["object", "null"],
                "description": "One line for each question: the column that answers it.",
                "additionalProperties": False,
                "properties": {c.id: _mapped(rules, c) for c in asked},
            },
            "no_answer": {
                "description": "What stands for no answer in every column.",
                "anyOf": [
                    {"const": "usual", "description": "Words that are usual: n/a, unknown, ..."},
                    {
                        "type": "object",
                        "additionalProperties": {"$ref": "#/definitions/no_answer"},
                    },
                ],
            },
            "ignore": {
                "type": "array",
                "description": "Columns to leave out.",
                "items": _NAME,
            },
        },
        "definitions": {"no_answer": NO_ANSWER},
    }


def _mapped(rules: Rules, criterion: Criterion) -> Schema:
    """The column that answers one question, and what its codes mean."""
    answers = [*answers_to(rules, criterion, "client"), {"$ref": "#/definitions/no_answer"}]
    values = {
        "type": "object",
        "description": "What your codes stand for, each with its answer; case does not count.",
        "additionalProperties": {"anyOf": answers},
    }
    return _column({"values": values}, hover(criterion, "client"))


def _column(more: Schema, description: str) -> Schema:
    """A column: its name alone, or with what tells more of it."""
    told = {
        "type": "object",
        "required": ["column"],
        "additionalProperties": False,
        "properties": {"column": _NAME, "occurrence": _OCCURRENCE, **more},
    }
    return {"description": description, "anyOf": [_NAME, told]}
