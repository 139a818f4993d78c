"""Problems with file, line and column, from pydantic's errors and the findings of the checks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from casemodel.files.document import ParsedFile
from casemodel.files.tree import WHOLE_FILE, MappingEntry, MappingNode, Node, Scalar, SequenceNode
from casemodel.knowledge.fields import Fault, Mark, keys_of

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from casemodel.knowledge.references import Finding


class _Words(NamedTuple):
    """The code, the message and the expectation for one type of pydantic's errors.

    In `expected`, braces name details of the error, such as the missing key or the valid words.
    """

    code: str
    message: str
    expected: str = ""


_WRONG_SORT = "This value is of the wrong sort."
_BY_TYPE: Mapping[str, _Words] = {
    "missing": _Words("R102", "A key is missing here.", "{key}: and its value"),
    "extra_forbidden": _Words("R103", "This key is unknown here."),
    "unexpected_keyword_argument": _Words("R103", "This key is unknown here."),
    "string_type": _Words("R104", _WRONG_SORT, "a text, in quotes if it is a single true or false"),
    "string_pattern_mismatch": _Words(
        "R108", "This is not an id.", "letters, digits and _, as in the shipped rules"
    ),
    "int_type": _Words("R104", _WRONG_SORT, "a whole number without quotes"),
    "bool_type": _Words("R104", _WRONG_SORT, "true or false, without quotes"),
    "list_type": _Words("R104", _WRONG_SORT, "a list"),
    "tuple_type": _Words("R104", _WRONG_SORT, "a list"),
    "dict_type": _Words("R104", _WRONG_SORT, "keys and values"),
    "mapping_type": _Words("R104", _WRONG_SORT, "keys and values"),
    "dataclass_type": _Words("R104", _WRONG_SORT, "keys and values"),
    "model_attributes_type": _Words("R104", _WRONG_SORT, "keys and values"),
    "decimal_type": _Words("R104", _WRONG_SORT, "a number without quotes"),
    "is_instance_of": _Words("R104", _WRONG_SORT, "a number without quotes"),
    "fine_3": _Words("R106", "This number is too fine.", "at most three decimals"),
    "fine_1": _Words("R106", "This number is too fine.", "at most one decimal"),
    "literal_error": _Words("R105", "This word is not valid here.", "one of: {words}"),
    "greater_than_equal": _Words("R106", "This number is too small.", "{ge} or more"),
    "less_than_equal": _Words("R106", "This number is too large.", "{le} or less"),
    "too_short": _Words("R107", "There are too few entries here.", "at least {min_length}"),
    "too_long": _Words("R114", "There are too many entries here.", "at most {max_length}"),
    "place": _Words("R111", "This is not a place.", "a source and a paragraph, like harmony 8"),
    "rating": _Words("R104", "Nothing is said of this level.", "a rating, or the word neutral"),
    "steps": _Words("R106", "The steps must go down from strong_fit, with neutral at 0."),
    "shares_reason": _Words("R112", "Shares need a reason.", "shares_reason: and the reason"),
    "bands_reason": _Words("R112", "Bands need a reason.", "bands_reason: and the reason"),
    "counted": _Words(
        "R105",
        "A requirement in numbers names a quantity and one number.",
        "counted_in, with clients_each or least",
    ),
    "parts": _Words("R105", "The two parts must be different models."),
    "led_twice": _Words("R105", "A criterion can be led by one part only."),
    "led_tier": _Words("R105", "A tiered hybrid has no leads: each segment has its part."),
    "told_one_way": _Words(
        "R105", "A contradiction is stated in one way.", "one of: when, once, numbers"
    ),
    "date": _Words("R115", "This is not a valid date.", "year-month-day, such as 2026-03-31"),
    "blank": _Words("R107", "This text is empty.", "a text"),
    "string_too_short": _Words("R107", "This text is empty.", "a text"),
    "long_id": _Words("R108", "This id is too long.", "at most {most} characters"),
    "long": _Words("P306", "This text is too long.", "at most {most} characters"),
    "band_change": _Words("R102", "This changes nothing.", "from:, below: or called:"),
    "requirement_change": _Words("R102", "This changes nothing.", "to:, clients_each: or least:"),
    "requirement_words": _Words(
        "R102", "The requirement's words may hold the old number.", "says: and its words now"
    ),
    "danger_of_model": _Words("R105", "A danger shows whatever comes first.", "no model:"),
    "profile_or_file": _Words("R102", "A test has one profile.", "profile: or file:"),
    "expects_nothing": _Words("R102", "Nothing is expected here.", "first:, reasons: or another"),
    "first_and_top": _Words("R105", "Either one model is first, or several.", "first: or top:"),
    "margin_of_nothing": _Words(
        "R102", "It is not said whose margin this is.", "first:, top: or recommended:"
    ),
    "reason_of_nothing": _Words(
        "R102", "It is not said for which model a reason counts.", "first:, or model: with a reason"
    ),
    "union_tag_not_found": _Words(
        "R102", "It is not said what is changed here.", "what: and one of: {words}"
    ),
    "union_tag_invalid": _Words("R105", "House rules do not change this."),
    "question": _Words("R113", "The question lacks the words for a kind that is asked."),
}
_BY_SHAPE: Mapping[str, _Words] = {
    "Rating": _Words(
        "R104",
        "This is not a rating.",
        "the word neutral, or: {{rating: fit, basis: document, claims: [B04], reason: ...}}",
    ),
    "Sourced": _Words("R104", _WRONG_SORT, "{{says: ..., claims: [B04]}}"),
}
"""The words for a value that should have been of this type, by the type's name."""

_VALUE_KEYS = frozenset(
    {
        "model",
        "family",
        "counts",
        "counted_in",
        "per",
        "id",
        "criterion",
        "weight",
        "basis",
        "more",
        "than",
    }
)
"""Keys for which a finding points to the value, not to the key itself."""

_OTHER = _Words("R104", _WRONG_SORT)
_UNKNOWN_KEY = ("extra_forbidden", "unexpected_keyword_argument")
_SCHEMA = _Words("P307", "This version of casemodel reads schema 1.", "schema: 1")


def note_errors(document: ParsedFile, error: ValidationError, kind: type) -> None:
    """Note each of pydantic's errors in a file of this kind, at its place."""
    for detail in error.errors(include_url=False):
        _note(document, detail, kind)


def _note(document: ParsedFile, detail: ErrorDetails, kind: type) -> None:
    sort, loc, details = detail["type"], detail["loc"], detail.get("ctx", {})
    if isinstance(fault := details.get("error"), Fault):
        sort, details = fault.code, fault.details
        loc = (*loc, fault.key) if fault.key else loc
    valid: tuple[str, ...] = ()
    if sort in _UNKNOWN_KEY:
        valid = tuple(_known_keys(kind, loc))
    elif sort == "union_tag_not_found":
        valid = tuple(_known_changes(kind, loc))
    elif sort == "dataclass_type" and details["class_name"] == "Rating":
        valid = ("neutral",)
    elif "expected" in details:
        valid = _valid_words(details["expected"])
    elif "expected_tags" in details:
        valid, loc = _valid_words(details["expected_tags"]), (*loc, "what")
    at = locate(document.root, loc)
    if isinstance(at, MappingEntry) and isinstance(at.value, Scalar) and sort not in _UNKNOWN_KEY:
        at = at.value
    words = _BY_TYPE.get(sort, _OTHER)
    if sort == "literal_error" and loc == ("schema",):
        words, valid = _SCHEMA, ()
    elif sort == "dataclass_type":
        words = _BY_SHAPE.get(details["class_name"], words)
    expected = words.expected.format(**details, key=loc[-1] if loc else "", words=", ".join(valid))
    document.add(words.code, at, words.message, expected=expected, words=valid)


def _valid_words(expected: str) -> tuple[str, ...]:
    """List the words in pydantic's text, such as "'need', 'capacity' or 'goal'"."""
    return tuple(w.strip(" '") for part in expected.split(",") for w in part.split(" or "))


def _known_keys(kind: type, loc: tuple[int | str, ...]) -> Iterator[str]:
    """Yield the valid keys at the place of an unknown one."""
    return (key for k in _kinds_at(kind, loc[:-1]) for key in keys_of(k))


def _known_changes(kind: type, loc: tuple[int | str, ...]) -> Iterator[str]:
    """Yield the valid words for `what:` in an entry that lacks it."""
    return (word for k in _kinds_at(kind, loc) for word in get_args(keys_of(k).get("what")))


def _kinds_at(kind: type, loc: tuple[int | str, ...]) -> Collection[type]:
    """List the types that may stand at a place, in the order of their definition."""
    kinds = [kind]
    for part in loc:
        keys_by_kind = [(k, keys_of(k)) for k in kinds]
        tagged = [k for k, keys in keys_by_kind if part in get_args(keys.get("what"))]
        below = [
            value for _, keys in keys_by_kind if part in keys for value in _values_in(keys[part])
        ]
        kinds = tagged or below or kinds
    return kinds


def _values_in(annotation: Any) -> list[type]:
    """List the types of values inside an annotation, as files write them, each once."""
    if isinstance(annotation, type) and is_dataclass(annotation):
        return [annotation]
    if isinstance(annotation, Mark):
        return _values_in(annotation.file_type)
    return list(dict.fromkeys(v for inner in get_args(annotation) for v in _values_in(inner)))


def locate(root: Node | None, path: tuple[int | str, ...]) -> Node | MappingEntry:
    """Find the node or entry at a path, or the last one on the way that exists.

    In a list a number is a position, and a text an entry or its id. Parts that lead nowhere, such
    as the names of union members, are passed over.
    """
    at: Node | MappingEntry = root if root is not None else MappingNode({}, *WHOLE_FILE)
    before: int | str = ""
    for part in path:
        node = at.value if isinstance(at, MappingEntry) else at
        is_item, before = isinstance(before, int), part
        if is_item and _is_tag(node, part):
            continue
        if isinstance(node, MappingNode) and str(part) in node.entries:
            at = node.entries[str(part)]
        elif isinstance(node, SequenceNode):
            at = _item(node, part) or at
    return at


def _is_tag(node: Node, part: int | str) -> bool:
    """Say whether a part of a path is not a key but the word by which pydantic chose a type."""
    word = node.value("what") if isinstance(node, MappingNode) else None
    return isinstance(word, Scalar) and word.text == part


def _item(node: SequenceNode, part: int | str) -> Node | None:
    """Find the list entry at a position, or the one that is this text or has it as its id."""
    if isinstance(part, int):
        return node.items[part] if part < len(node.items) else None
    for item in node.items:
        name = _name_of(item) if isinstance(item, MappingNode) else item
        if isinstance(name, Scalar) and name.text == part:
            return item
    return None


def note_finding(document: ParsedFile, finding: Finding) -> None:
    """Note a finding of the checks at its place."""
    at = locate(document.root, finding.path[1:])
    if (
        isinstance(at, MappingEntry)
        and isinstance(at.value, Scalar)
        and finding.path[-1] in _VALUE_KEYS
    ):
        at = at.value
    document.add(finding.code, at, finding.message, expected=finding.expected, words=finding.words)


def note_repeats(document: ParsedFile) -> None:
    """Note ids that two entries of one list share, and places of a source given twice."""
    if document.root is not None:
        _note_repeats(document, document.root)


def _note_repeats(document: ParsedFile, node: Node) -> None:
    if isinstance(node, MappingNode):
        for entry in node.entries.values():
            _note_repeats(document, entry.value)
    elif isinstance(node, SequenceNode):
        names: dict[str, Scalar] = {}
        for item in node.items:
            _note_repeats(document, item)
            name = _name_of(item)
            if name is not None and names.setdefault(name.text, name) is not name:
                first = names[name.text].line
                message = f"This id is used twice: it stands at line {first} already."
                document.add("R109", name, message)


def _name_of(item: Node) -> Scalar | None:
    """Give the name of a list entry: its id, or the number of a place."""
    if not isinstance(item, MappingNode):
        return None
    name = item.value("id") or item.value("at")
    return name if isinstance(name, Scalar) else None
