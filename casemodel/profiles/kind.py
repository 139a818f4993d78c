"""Whether a file is a client's or an organization's, and so whether a problem may show it."""

import re

from casemodel.files.content import refuse
from casemodel.files.document import ParsedFile
from casemodel.files.tree import WHOLE_FILE, MappingNode, Scalar
from casemodel.files.yaml_tree import is_json
from casemodel.knowledge.values import KINDS, Kind

# Compiled when they are needed, which is where a file has problems.
_KIND_LINE = r"(?m)^kind:[ \t]+organization[ \t]*(?:#.*)?\r?$"
_AT_A_LINE = r"""(?m)^["']?kind["']?[ \t]*:"""
_ANY_KIND = r"""\bkind["']?\s*:"""
_ANY_OF_A_PROFILE = r"""\b(?:kind|answers)["']?\s*:"""
_OF_A_PROFILE_AT_A_LINE = r"""(?m)^["']?(?:kind|answers)["']?[ \t]*:"""
_EXPECTED = "kind: organization, or kind: client"
_EXPECTED_IN_JSON = '"kind": "organization", or "kind": "client"'


def read_kind(document: ParsedFile) -> Kind | None:
    """The kind of profile; None where it cannot be read, which is noted."""
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
    """Whether this is a house file: it has changes, and nothing that only a profile has."""
    root = document.root
    if not isinstance(root, MappingNode) or may_be_a_profile(document.text):
        return False
    return "changes" in root.entries and "id" not in root.entries


def refuse_profile(document: ParsedFile, wanted: str) -> None:
    """Raise ProblemsFound, with nothing of it, for a profile where another file is wanted."""
    root, text = document.root, document.text
    entries = root.entries.keys() if isinstance(root, MappingNode) else ()
    if (
        {"kind", "answers"} & {*entries}
        or re.search(_OF_A_PROFILE_AT_A_LINE, text)
        or (root is None and is_json(text) and may_be_a_profile(text))
    ):
        refuse("R101", document.file, f"This is a profile; {wanted} is wanted.")


def may_be_shown(document: ParsedFile, kind: Kind | None) -> bool:
    """Whether the file is an organization's and nothing in it says anything else."""
    one = _ANY_KIND if is_json(document.text) else _AT_A_LINE
    escaped = any(p.code == "P202" and p.found == "kind" for p in document.problems)
    return kind == "organization" and len(re.findall(one, document.text)) == 1 and not escaped


def may_be_shown_broken(text: str) -> bool:
    """Whether a file that is not YAML to its end is surely an organization's."""
    return len(re.findall(_ANY_KIND, text)) == 1 and bool(re.search(_KIND_LINE, text))


def may_be_a_profile(text: str) -> bool:
    """Whether a key that a profile must have stands in the text, so that it may be one."""
    return bool(re.search(_ANY_OF_A_PROFILE, text))
