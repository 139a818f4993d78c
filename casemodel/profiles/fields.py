"""Keys and texts of a profile, each checked for itself."""

from collections.abc import Mapping

from casemodel.files.document import ParsedFile
from casemodel.files.scalars import sort_of
from casemodel.files.tree import MappingEntry, MappingNode, Scalar
from casemodel.knowledge.fields import Value, keys_of, needed_keys


def read_keys(
    document: ParsedFile,
    node: MappingNode,
    kind: type[Value],
    elsewhere: Mapping[str, str] | None = None,
) -> dict[str, MappingEntry]:
    """The entries with the keys of a type. Unknown, misplaced and missing keys are noted.

    `elsewhere` says what to do about a key that is right in another place.
    """
    found: dict[str, MappingEntry] = {}
    known = keys_of(kind)
    for name, entry in node.entries.items():
        if name in known:
            found[name] = entry
        elif elsewhere and name in elsewhere:
            document.add("P304", entry, elsewhere[name])
        else:
            document.add("P303", entry, "This key is unknown here.", words=known)
    for name in needed_keys(kind):
        if name not in found:
            message = f"The key {name} is missing."
            document.add("P302", node, message, expected=f"{name}: and its value")
    return found


def read_text(document: ParsedFile, entry: MappingEntry, most: int) -> str:
    """A text of 1 to `most` characters, as written; empty where it is wrong, which is noted."""
    node = entry.value
    if not isinstance(node, Scalar):
        document.add("P305", node, "Give a text here.", expected="one text")
    elif sort_of(node) == "null" or not node.text.strip():
        message = "There is no text here."
        document.add("P306", entry, message, expected="a text, or the line left out")
    elif len(node.text) > most:
        document.add("P306", node, "This text is too long.", expected=f"at most {most} characters")
    else:
        return node.text
    return ""


def read_date(document: ParsedFile, entry: MappingEntry) -> str:
    """An ISO date as written; empty where it is wrong, which is noted."""
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
