"""The kind of a profile, client or organization, which decides if a problem may quote it."""

import re
from collections.abc import Collection

from casemodel.files.content import refuse
from casemodel.files.document import ParsedFile
from casemodel.files.proof import is_proved
from casemodel.files.tree import WHOLE_FILE, MappingNode, Scalar
from casemodel.files.yaml_tree import is_json
from casemodel.knowledge.criteria import KINDS, Kind

# Used only where a file has problems.
_KIND_LINE = r"(?m)^kind:[ \t]+organization[ \t]*(?:#.*)?\r?$"
_OF_A_PROFILE_AT_A_LINE = r"""(?m)^["']?(?:kind|answers)["']?[ \t]*:"""
_EXPECTED = "kind: organization, or kind: client"
_EXPECTED_IN_JSON = '"kind": "organization", or "kind": "client"'


def read_kind(document: ParsedFile) -> Kind | None:
    """Read the kind of profile; None if it cannot be read, which is noted."""
    root = document.root
    if not isinstance(root, MappingNode):
        return None
    in_json = is_json(document.text)
    expected = _EXPECTED_IN_JSON if in_json else _EXPECTED
    entry = root.entries.get("kind")
    if entry is None:
        message = "The file does not say what kind of profile it is."
        if holds_house_rules(document):
            message = "These are house rules, not a profile."
            expected = "a profile; house rules come by --house"
        document.add("P401", WHOLE_FILE, message, expected=expected)
        return None
    node = entry.value
    if not isinstance(node, Scalar) or node.text not in KINDS:
        message = "This is not one of the two kinds of profile."
        document.add("P401", node, message, expected=expected, words=KINDS)
        return None
    if in_json and (node.plain or entry.key.plain):
        message = "casemodel reads a file in braces as JSON. Put the kind in quotes."
        document.add("P402", entry, message, expected=expected)
        return None
    if not in_json and not (node.plain and entry.key.plain and entry.key.column == 1):
        message = "Write the kind at the start of a line, without quotes."
        document.add("P402", entry, message, expected=expected)
        return None
    return "client" if node.text == "client" else "organization"


def holds_house_rules(document: ParsedFile) -> bool:
    """Say whether this is a house file: it has changes, and no key that only a profile has."""
    root = document.root
    keys = root.entries.keys() if isinstance(root, MappingNode) else ()
    return "changes" in keys and not {"kind", "answers", "id"} & {*keys}


def refuse_profile(document: ParsedFile, expected_file: str) -> None:
    """Raise ProblemsFound, without any value, if a profile is given instead of another file."""
    root, text = document.root, document.text
    keys = root.entries.keys() if isinstance(root, MappingNode) else ()
    if {"kind", "answers"} & {*keys} or re.search(_OF_A_PROFILE_AT_A_LINE, text):
        refuse("R101", document.file, f"This is a profile; {expected_file} is wanted.")


def is_proved_organization(document: ParsedFile, kind: Kind | None, keys: Collection[str]) -> bool:
    """Say whether the file states that it is an organization's, and has no other keys.

    `kind` is the one read from the file, None if it could not be read; `keys` are those of an
    organization's profile.
    """
    if document.root is None:
        says_organization = re.search(_KIND_LINE, document.text) is not None
    else:
        says_organization = kind == "organization"
    return says_organization and is_proved(document, keys, ("kind",))
