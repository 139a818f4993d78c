"""Reading a profile: one client or one organization, with all problems at once.

Of a client's file, and of one whose kind cannot be read, no value is ever part of a problem.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from casemodel.knowledge.values import Kind, Rules
from casemodel.profiles.values import Profile
from casemodel.reading.document import Document
from casemodel.reading.limits import NAME_LENGTH, NOTE_LENGTH, PROFILE_BYTES
from casemodel.reading.profile_answers import (
    Asked,
    Given,
    asked_of_agency,
    asked_of_client,
    asked_of_organization,
    read_answers,
)
from casemodel.reading.profile_values import read_date, read_keys, read_text
from casemodel.reading.tree import WHOLE_FILE, Entry, MappingNode, Node, Scalar
from casemodel.reading.yaml_tree import read_document

_KIND_LINE = re.compile(r"^kind:[ \t]+organization[ \t]*(?:#.*)?\r?$", re.MULTILINE)
_ANY_KIND = re.compile(r"""\bkind["']?\s*:""")
_KIND_EXPECTED = "kind: organization, or kind: client"


class _Shape(NamedTuple):
    """The keys of one kind of profile, and where the keys of the other belong."""

    label: str
    keys: tuple[str, ...]
    elsewhere: Mapping[str, str]


_SHAPES: Mapping[Kind, _Shape] = {
    "organization": _Shape(
        "name",
        ("schema", "kind", "name", "date", "note", "current_model", "answers"),
        {
            "id": "An organization has a name: write name: in place of id:",
            "agency": "Only a client's file has an agency; write its answers under answers:",
        },
    ),
    "client": _Shape(
        "id",
        ("schema", "kind", "id", "date", "note", "answers", "agency"),
        {
            "name": "A client's name is not needed. Leave it out, or give an id of your own: id:",
            "current_model": "Only an organization's file names its current model.",
        },
    ),
}


def load_profile(path: str | Path, rules: Rules) -> Profile:
    """Read the profile in a file; '-' is standard input.

    Raises ProblemsFound with every problem, in the order of their places.
    """
    document = read_document(path, PROFILE_BYTES)
    if document.root is None:
        document.refuse(private=not _seems_organization(document.text))
    kind = _read_kind(document)
    profile = _read_profile(document, kind, rules)
    document.refuse(private=kind != "organization" or not _one_kind(document.text))
    return profile


def _seems_organization(text: str) -> bool:
    """Whether a file that is not YAML to its end is surely an organization's."""
    return len(_ANY_KIND.findall(text)) == 1 and bool(_KIND_LINE.search(text))


def _one_kind(text: str) -> bool:
    """Whether only one line says what kind of profile this is."""
    return len(re.findall(r"""^["']?kind["']?[ \t]*:""", text, re.MULTILINE)) == 1


def _read_kind(document: Document) -> Kind | None:
    """The kind of profile; None where it cannot be read, which is noted."""
    root = document.root
    if not isinstance(root, MappingNode):
        return None
    entry = root.entries.get("kind")
    if entry is None:
        message = "The file does not say what kind of profile it is."
        document.add("P401", WHOLE_FILE, message, expected=_KIND_EXPECTED)
        return None
    node = entry.value
    if not isinstance(node, Scalar) or node.text not in _SHAPES:
        message = "This is not a kind of profile."
        document.add("P401", node, message, expected=_KIND_EXPECTED, words=_SHAPES)
        return None
    if not (node.plain and entry.key.plain and entry.key.column == 1):
        message = "The kind must stand at the start of a line, without quotes."
        document.add("P402", entry, message, expected=_KIND_EXPECTED)
        return None
    return "client" if node.text == "client" else "organization"


def _read_profile(document: Document, kind: Kind | None, rules: Rules) -> Profile:
    """The profile, as far as it is right; what is wrong is noted."""
    root = document.root
    if not isinstance(root, MappingNode):
        if root is not None:
            message = "A profile is made of lines with a key, a colon and a value."
            document.add("P301", root, message, expected="schema: 1, kind:, answers:")
        return _EMPTY
    if kind is None:
        return _EMPTY
    shape = _SHAPES[kind]
    found = read_keys(
        document, root, shape.keys, needed=("schema", "answers"), elsewhere=shape.elsewhere
    )
    if "schema" in found:
        _check_schema(document, found["schema"])
    if "note" in found:
        read_text(document, found["note"], NOTE_LENGTH)
    asked = asked_of_client(rules) if kind == "client" else asked_of_organization(rules)
    given = _answers(document, found, asked)
    return Profile(
        kind=kind,
        label=_label(document, found.get(shape.label)),
        date=read_date(document, found["date"]) if "date" in found else "",
        answers=given.answers,
        quantities=given.quantities,
        agency=_agency(document, found["agency"].value, rules) if "agency" in found else None,
        current_model=_current_model(document, found.get("current_model"), rules),
    )


_EMPTY = Profile("client", "", "", {}, {})


def _check_schema(document: Document, entry: Entry) -> None:
    node = entry.value
    if not isinstance(node, Scalar) or node.text != "1" or not node.plain:
        message = "This version of casemodel reads schema 1."
        document.add("P307", node, message, expected="schema: 1")


def _label(document: Document, entry: Entry | None) -> str:
    return read_text(document, entry, NAME_LENGTH) if entry else ""


def _answers(document: Document, found: Mapping[str, Entry], asked: Asked) -> Given:
    if "answers" not in found:
        return Given({}, {})
    return read_answers(document, found["answers"].value, asked)


def _agency(document: Document, node: Node, rules: Rules) -> Profile | None:
    """What a client's file says of the agency."""
    if not isinstance(node, MappingNode):
        message = "The agency's name and answers are wanted here."
        document.add("P305", node, message, expected="name: and answers:")
        return None
    found = read_keys(document, node, ("name", "answers"), needed=("answers",))
    given = _answers(document, found, asked_of_agency(rules))
    label = _label(document, found.get("name"))
    return Profile("organization", label, "", given.answers, given.quantities)


def _current_model(document: Document, entry: Entry | None, rules: Rules) -> str:
    """The id of the model in use; empty where there is none or it is wrong, which is noted."""
    if entry is None:
        return ""
    node = entry.value
    if isinstance(node, Scalar) and node.text in rules.models:
        return node.text
    document.add("P414", node, "There is no such model.", words=rules.models)
    return ""
