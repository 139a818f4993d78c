"""The JSON Schema of a map of columns: every question, and the answers its codes can mean."""

from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.fields import Schema
from casemodel.knowledge.json_schema import bare, reference, schema_of_type
from casemodel.knowledge.values import Rules
from casemodel.profiles.json_schema import NO_ANSWER, answers_to, hover
from casemodel.tables.column_map import COLUMN_NAME, MapFile, MappedColumn


def map_schema(rules: Rules) -> Schema:
    """Build the schema of a map, which `casemodel.tables.column_map` reads."""
    criteria = rules.criteria_for("client")
    in_full = schema_of_type(MappedColumn, {"codes": {}})
    columns: Schema = {
        "type": ["object", "null"],
        "description": "One line for each question: the column that answers it.",
        "additionalProperties": False,
        "properties": {c.id: _mapped(rules, c, in_full) for c in criteria},
    }
    no_answers: Schema = {
        "description": "What stands for no answer in every column.",
        "anyOf": [
            {"const": "usual", "description": "Usual words such as n/a, unknown and refused."},
            {"type": "object", "additionalProperties": reference("no_answer")},
        ],
    }
    words = {"columns": columns, "no_answers": no_answers, "no_answer": NO_ANSWER}
    schema = schema_of_type(MapFile, words)
    for name, role in (("columns", "columns"), ("no_answer", "no_answers")):
        schema["properties"][name] = schema["definitions"].pop(role)
    return schema


def _mapped(rules: Rules, criterion: Criterion, in_full: Schema) -> Schema:
    """Build the schema of a question's column: its name, alone or with the meaning of its codes."""
    answers = [*answers_to(rules, criterion, "client"), reference("no_answer")]
    values = {
        "type": "object",
        "description": "What your codes stand for, each with its answer; case does not count.",
        "additionalProperties": {"anyOf": answers},
    }
    full = {**bare(in_full), "properties": {**in_full["properties"], "values": values}}
    return {"description": hover(criterion, "client"), "anyOf": [COLUMN_NAME, full]}
