"""JSON Schema (draft-07) of the files that people write, from the definitions that read them.

Editors take it for completion, hover and a first check; `casemodel check` and `casemodel rules
check` say more. Everything is worked out anew each time, in the order of the rules, so that the
same rules give the same bytes.
"""

import json
from typing import Any

from casemodel.knowledge.json_schema import RULE_KINDS, house_schema, rule_schema
from casemodel.knowledge.values import Rules
from casemodel.profiles.json_schema import profile_schema
from casemodel.tables.json_schema import map_schema

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"

KINDS: dict[str, tuple[str, ...]] = {
    "profile": ("client", "organization"),
    "rules": RULE_KINDS,
    "house": (),
    "map": (),
}
"""What there are schemas of, and the kinds of file of each."""


def as_text(schema: Schema) -> str:
    """A schema as JSON text, indented, in ASCII with escapes, ending in a line feed."""
    return json.dumps(schema, indent=1, ensure_ascii=True) + "\n"


def every_schema(rules: Rules) -> dict[str, Schema]:
    """The schema of every kind of file, by its name: 'profile', 'house', 'map', the rule files'."""
    named = {name: (name, "") for name in KINDS if name != "rules"}
    named |= {kind: ("rules", kind) for kind in RULE_KINDS}
    return {name: schema_of(rules, *which) for name, which in named.items()}


def schema_of(rules: Rules, what: str, kind: str) -> Schema:
    """The schema of a profile (of both kinds where none is named), a rule file, house or map.

    Raises KeyError for what is not in `KINDS`.
    """
    head = {"$schema": DRAFT, "title": f"casemodel: {' '.join(filter(None, (what, kind)))}"}
    if what == "profile":
        return head | profile_schema(rules, kind)
    if what == "house":
        return head | house_schema(rules)
    if what == "map":
        return head | map_schema(rules)
    return head | rule_schema(rules, kind)
