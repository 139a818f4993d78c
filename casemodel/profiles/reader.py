"""Reading a profile, of one client or one organization, with all problems at once.

No problem quotes a value from a client's file, or from one whose kind cannot be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from casemodel.files.document import ParsedFile, Remark
from casemodel.files.limits import NAME_LENGTH, NOTE_LENGTH, PROFILE_BYTES
from casemodel.files.tree import MappingEntry, MappingNode, Node, Scalar
from casemodel.files.yaml_tree import parse, read_document
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.fields import keys_of
from casemodel.knowledge.forms import form_called
from casemodel.knowledge.tiers import tier_parts
from casemodel.knowledge.values import Rules
from casemodel.profiles.answers import NOTHING, ReadAnswers, read_answers
from casemodel.profiles.asked import (
    CLIENTS,
    AllowedAnswers,
    asked_of_agency,
    asked_of_client,
    asked_of_organization,
)
from casemodel.profiles.fields import (
    identifies_elsewhere,
    read_date,
    read_keys,
    read_schema,
    read_text,
)
from casemodel.profiles.file_types import PROFILE_TYPES, AgencyPart
from casemodel.profiles.kind import is_proved_organization, read_kind
from casemodel.profiles.renewing import renew
from casemodel.profiles.values import Profile

if TYPE_CHECKING:
    from casemodel.profiles.segments import Segments

_NO_SEGMENTS_HERE = "Only an organization's file has segments: a client is one person."
_NO_COSTS_HERE = "Only an organization's file has costs: they are of its posts."
_OF_CLIENT = "This belongs beside agency:, at the start of a line, not in it."
_NOT_OF_AGENCY: Mapping[str, str] = {
    "segments": _NO_SEGMENTS_HERE,
    "costs": _NO_COSTS_HERE,
    "weights": _OF_CLIENT,
    "priorities": _OF_CLIENT,
}


_ELSEWHERE: Mapping[Kind, Mapping[str, str]] = {
    "organization": {
        "id": "An organization has a name: write name: in place of id:",
        "agency": "Only a client's file has an agency; write its answers under answers:",
    },
    "client": {
        "name": "A client's name is not needed. Leave it out, or give an id of your own: id:",
        "current_model": "A client's file names the agency's model under agency: current_model:",
        "segments": _NO_SEGMENTS_HERE,
        "costs": _NO_COSTS_HERE,
    },
}
"""For each kind of profile, where the keys of the other belong."""


class ReadProfile(NamedTuple):
    """A profile as read, its file with the places of keys, and whether its lines are private."""

    profile: Profile
    document: ParsedFile
    private: bool


def load_profile(path: str | Path, rules: Rules) -> Profile:
    """Read the profile in a file; '-' is standard input.

    Raises ProblemsFound with every problem, in the order of their places.
    """
    return read_profile(path, rules).profile


def read_profile(path: str | Path, rules: Rules) -> ReadProfile:
    """Read the profile in a file, and keep the places of its keys.

    Raises ProblemsFound with every problem, in the order of their places.
    """
    return read_in(read_document(path, PROFILE_BYTES), rules)


def profile_of(text: str, file: str, rules: Rules) -> Profile:
    """Read the profile in a text, under the name of its file. Raises ProblemsFound."""
    return read_in(parse(text, file), rules).profile


def read_in(document: ParsedFile, rules: Rules) -> ReadProfile:
    """Read the profile in a parsed document. Raises ProblemsFound."""
    if document.root is None:
        document.refuse(private=not may_be_quoted(document, None))
    kind = read_kind(document)
    renew(document, rules)
    profile = _read_profile(document, kind, rules)
    private = not may_be_quoted(document, kind)
    document.refuse(private=private)
    return ReadProfile(profile, document, private)


def may_be_quoted(document: ParsedFile, kind: Kind | None) -> bool:
    """Say whether the file is proved an organization's; only then may a problem quote it."""
    return is_proved_organization(document, kind, keys_of(PROFILE_TYPES["organization"]))


def _read_profile(document: ParsedFile, kind: Kind | None, rules: Rules) -> Profile:
    """Read the profile as far as it is right; what is wrong is noted."""
    root = document.root
    if not isinstance(root, MappingNode):
        if root is not None:
            message = "A profile is made of lines with a key, a colon and a value."
            document.add("P301", root, message, expected="schema: 1, kind:, answers:")
        return _EMPTY
    if kind is None:
        return _EMPTY
    entries = read_keys(document, root, PROFILE_TYPES[kind], _ELSEWHERE[kind])
    if "schema" in entries:
        read_schema(document, entries["schema"])
    if "note" in entries:
        read_text(document, entries["note"], NOTE_LENGTH)
    segments = _segments(document, entries.get("segments"), rules)
    allowed = asked_of_client(rules) if kind == "client" else asked_of_organization(rules)
    costs, travel = _costs(document, entries.get("costs"), rules)
    counted = _counted(segments, rules)
    given = _answers(document, entries, allowed, counted)
    if segments is not None:
        segments.check_against(document, given.quantities)
    return Profile(
        kind=kind,
        label=_label(document, entries.get("id" if kind == "client" else "name"), kind),
        date=read_date(document, entries["date"]) if "date" in entries else "",
        answers=given.answers,
        quantities=given.quantities,
        agency=_agency(document, entries["agency"].value, rules) if "agency" in entries else None,
        current_model=_current_model(document, entries.get("current_model"), rules),
        segments=segments.segments if segments else (),
        weights=_weights(document, entries.get("weights"), rules, kind),
        priorities=_priorities(document, entries.get("priorities"), rules, kind),
        costs=costs,
        travel=travel,
        number_notes=given.number_notes,
    )


_EMPTY = Profile("client", "", "", {}, {})


def _label(document: ParsedFile, entry: MappingEntry | None, kind: Kind) -> str:
    if entry is None:
        return ""
    label = read_text(document, entry, NAME_LENGTH)
    if kind == "client" and (kind_of_number := identifies_elsewhere(label)):
        message = f"This id is {kind_of_number}. Anyone who has it knows who is meant."
        document.add("P517", entry, message, expected="an id that only your agency uses")
    return label


def _answers(
    document: ParsedFile,
    entries: Mapping[str, MappingEntry],
    allowed: AllowedAnswers,
    counted: Mapping[str, str] = NOTHING,
) -> ReadAnswers:
    if "answers" not in entries:
        return ReadAnswers({}, {})
    return read_answers(document, entries["answers"].value, allowed, counted)


def _segments(document: ParsedFile, entry: MappingEntry | None, rules: Rules) -> Segments | None:
    """Read the segments, if there are any; their reader is imported only then."""
    if entry is None:
        return None
    from casemodel.profiles.segments import read_segments

    return read_segments(document, entry.value, rules)


def _counted(segments: Segments | None, rules: Rules) -> Mapping[str, str]:
    """Give the number of clients, if the segments' numbers of clients add up to it."""
    if segments and segments.clients and CLIENTS in rules.quantities:
        return {CLIENTS: str(segments.clients)}
    return NOTHING


def _weights(
    document: ParsedFile, entry: MappingEntry | None, rules: Rules, kind: Kind
) -> Mapping[str, str]:
    if entry is None:
        return NOTHING
    from casemodel.profiles.weights import read_weights

    return read_weights(document, entry.value, rules, kind)


def _priorities(
    document: ParsedFile, entry: MappingEntry | None, rules: Rules, kind: Kind
) -> tuple[str, ...]:
    if entry is None:
        return ()
    from casemodel.profiles.weights import read_priorities

    return read_priorities(document, entry.value, rules, kind)


def _costs(
    document: ParsedFile, entry: MappingEntry | None, rules: Rules
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Read the figures of an organization, and what travel costs by model."""
    if entry is None:
        return NOTHING, NOTHING
    from casemodel.profiles.costs import read_costs

    return read_costs(document, entry.value, rules)


def _agency(document: ParsedFile, node: Node, rules: Rules) -> Profile | None:
    """Read what a client's file says of the agency."""
    if not isinstance(node, MappingNode):
        message = "The agency's name and answers are wanted here."
        document.add("P305", node, message, expected="name: and answers:")
        return None
    entries = read_keys(document, node, AgencyPart, _NOT_OF_AGENCY)
    given = _answers(document, entries, asked_of_agency(rules))
    label = _label(document, entries.get("name"), "organization")
    runs = _current_model(document, entries.get("current_model"), rules)
    return Profile(
        "organization",
        label,
        "",
        given.answers,
        given.quantities,
        current_model=runs,
        number_notes=given.number_notes,
    )


def _current_model(document: ParsedFile, entry: MappingEntry | None, rules: Rules) -> str:
    """Read the id of the model, family, hybrid or form in use; empty if there is none.

    Empty also if it is wrong, which is noted.
    """
    if entry is None:
        return ""
    node = entry.value
    words = (*rules.models, *dict.fromkeys((*rules.hybrids, *tier_parts(rules))))
    if isinstance(node, Scalar) and node.text in words:
        return node.text
    form = form_called(rules, node.text) if isinstance(node, Scalar) else None
    if form:
        names = [rules.models[parent].name for parent in form.parents]
        between = f"between {names[0]} and {names[1]}" if names[1:] else f"a form of {names[0]}"
        says = f"{form.name} is {between}. {names[0]} stands for it here."
        document.remarks.append(Remark(node.line, node.column, says))
        return form.id
    expected = f"one of: {', '.join(rules.models)}; or a hybrid, see casemodel models"
    message = "This model or hybrid does not exist."
    document.add("P414", node, message, expected=expected, words=words)
    return ""


def profile_in(document: ParsedFile, kind: Kind | None, rules: Rules) -> Profile:
    """Read the profile that a document holds, as far as it is right; what is wrong is noted there.

    `kind` is None if it could not be read; then nothing else is read.
    """
    return _read_profile(document, kind, rules)
