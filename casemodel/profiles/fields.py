"""Reading single keys and texts of a profile."""

import re
from collections.abc import Mapping

from casemodel.files.document import ParsedFile
from casemodel.files.scalars import sort_of
from casemodel.files.tree import MappingEntry, MappingNode, Scalar
from casemodel.knowledge.fields import Value, keys_of, needed_keys

_SOCIAL_SECURITY = "[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}"
_PHONE = r"(?:\+?1[-. ]?)?(?:\([0-9]{3}\) ?|[0-9]{3}[-. ])[0-9]{3}[-. ][0-9]{4}"


def read_keys(
    document: ParsedFile,
    node: MappingNode,
    kind: type[Value],
    elsewhere: Mapping[str, str] | None = None,
) -> dict[str, MappingEntry]:
    """Give the entries with the keys of a type. Unknown, misplaced and missing keys are noted.

    `elsewhere` says where a key belongs that is right in another place.
    """
    entries: dict[str, MappingEntry] = {}
    keys = keys_of(kind)
    for name, entry in node.entries.items():
        if name in keys:
            entries[name] = entry
        elif elsewhere and name in elsewhere:
            document.add("P304", entry, elsewhere[name])
        else:
            document.add("P303", entry, "This key is unknown here.", words=keys)
    for name in needed_keys(kind):
        if name not in entries:
            message = f"The key {name} is missing."
            document.add("P302", node, message, expected=f"{name}: and its value")
    return entries


def read_schema(document: ParsedFile, entry: MappingEntry) -> None:
    """Note a schema other than 1, which is a whole number without quotes."""
    node = entry.value
    if not (isinstance(node, Scalar) and node.plain and node.text == "1"):
        message = "This version of casemodel reads schema 1."
        document.add("P307", node, message, expected="schema: 1")


def is_text(node: Scalar) -> bool:
    """Say whether a value can be taken as the text that is written.

    A number can: ids and names are often written in digits. True, false and null mean something
    else, so as texts they need quotes.
    """
    return sort_of(node) not in ("boolean", "null")


def read_text(document: ParsedFile, entry: MappingEntry, most: int) -> str:
    """Read a text of 1 to `most` characters; empty if it is wrong, which is noted."""
    node = entry.value
    if not isinstance(node, Scalar):
        document.add("P305", node, "Give a text here.", expected="one text")
    elif sort_of(node) == "null" or not node.text.strip():
        message = "There is no text here."
        document.add("P306", entry, message, expected="a text, or the line left out")
    elif not is_text(node):
        message = "True and false are not texts."
        document.add("P305", node, message, expected="the word in quotes")
    elif len(node.text) > most:
        document.add("P306", node, "This text is too long.", expected=f"at most {most} characters")
    else:
        return node.text
    return ""


ELSEWHERE = (_SOCIAL_SECURITY, _PHONE)
"""The patterns of numbers that identify a person elsewhere."""


def identifies_elsewhere(text: str) -> str:
    """Name the kind of number that an id is, if it identifies a person elsewhere; else ''."""
    text = text.strip()
    if re.fullmatch(_SOCIAL_SECURITY, text):
        return "a Social Security number"
    return "a phone number" if re.fullmatch(_PHONE, text) else ""


def read_date(document: ParsedFile, entry: MappingEntry) -> str:
    """Read an ISO date as written; empty if it is wrong, which is noted."""
    from datetime import date

    node = entry.value
    if isinstance(node, Scalar):
        try:
            if date.fromisoformat(node.text).isoformat() == node.text:
                return node.text
        except ValueError:
            pass
    message = "This is not a valid date."
    document.add("P413", node, message, expected="year-month-day, such as 2026-03-31")
    return ""
