"""Reading changes to a profile's answers, weights and priorities from options or from a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from casemodel.files.document import ParsedFile
from casemodel.files.limits import PROFILE_BYTES
from casemodel.files.proof import is_proved
from casemodel.files.scalars import sort_of
from casemodel.files.tree import WHOLE_FILE, MappingEntry, MappingNode, Node, Scalar, SequenceNode
from casemodel.files.yaml_tree import read_document
from casemodel.profiles.answers import note_other_level, read_level, read_quantity
from casemodel.profiles.asked import AllowedAnswers, asked_of_client, asked_of_organization
from casemodel.profiles.changes import IN, Changes, follows_from
from casemodel.profiles.segments import same_name
from casemodel.profiles.values import UNANSWERED_WORDS, Profile
from casemodel.profiles.weights import criterion_named, read_priorities, read_weights

if TYPE_CHECKING:
    from pathlib import Path

    from casemodel.knowledge.criteria import Kind, Quantity
    from casemodel.knowledge.values import Rules

SET, WEIGHT, PRIORITIES = "--set", "--weight", "--priorities"
"""Names of options, which take the place of a file's name in a problem."""


def parse_changes(text_pairs: Sequence[tuple[str, str]], rules: Rules, profile: Profile) -> Changes:
    """Read changes given as pairs: a criterion and a level, or a quantity and a number.

    A criterion may be limited to a segment: 'criterion@name of a segment'. Raises ProblemsFound
    with every problem, under the name of the option; without any value if the profile is a
    client's.
    """
    document = ParsedFile(SET, "")
    entries = [MappingEntry(_option(name), _option(level)) for name, level in text_pairs]
    changes = _read_changes(document, entries, rules, profile)
    document.refuse(private=profile.kind == "client")
    return changes


def read_changes(path: str | Path, rules: Rules, profile: Profile) -> Changes:
    """Read the changes in a YAML file ('-' is standard input), one line each: criterion: level.

    Raises ProblemsFound with every problem; without any value if the profile is a client's, or if a
    key of the file is not that of a change.
    """
    document = read_document(path, PROFILE_BYTES)
    root = document.root
    changes: Changes = {}
    if isinstance(root, MappingNode):
        changes = _read_changes(document, root.entries.values(), rules, profile)
    elif root is not None:
        message = "Changes are lines with a criterion, a colon and a level."
        document.add("P301", root, message, expected="one line for each, such as complexity: many")
    proved = is_proved(document, _keys_of_changes(root, rules, profile), ())
    document.refuse(private=profile.kind == "client" or not proved)
    return changes


def _keys_of_changes(root: Node | None, rules: Rules, profile: Profile) -> set[str]:
    """List the keys that a file of changes may have: criteria and quantities, also of a segment."""
    allowed = asked_of_client(rules) if profile.kind == "client" else asked_of_organization(rules)
    known = {*allowed.criteria, *allowed.quantities}
    keys = root.entries if isinstance(root, MappingNode) else ()
    known |= {key for key in keys if key.partition(IN)[0].strip() in known}
    return known


def parse_weights(
    text_pairs: Sequence[tuple[str, str]], rules: Rules, kind: Kind
) -> dict[str, str]:
    """Read factors on weights, given as pairs of a criterion and a number. Raises ProblemsFound."""
    document = ParsedFile(WEIGHT, "")
    entries: dict[str, MappingEntry] = {}
    for name, factor in text_pairs:
        key = _option(name)
        if key.text in entries:
            document.add("P420", key, "This question is named twice.")
        entries[key.text] = MappingEntry(key, _option(factor))
    weights = read_weights(document, MappingNode(entries, *WHOLE_FILE), rules, kind)
    document.refuse(private=False)
    return weights


def parse_priorities(words: Sequence[str], rules: Rules, kind: Kind) -> tuple[str, ...]:
    """Read an order of criteria, the most important first. Raises ProblemsFound."""
    document = ParsedFile(PRIORITIES, "")
    items = SequenceNode(tuple(map(_option, words)), *WHOLE_FILE)
    priorities = read_priorities(document, items, rules, kind)
    document.refuse(private=False)
    return priorities


def _option(text: str) -> Scalar:
    """Make a scalar of a word from the command line."""
    return Scalar(text.strip(), True, *WHOLE_FILE)


def _read_changes(
    document: ParsedFile, entries: Iterable[MappingEntry], rules: Rules, profile: Profile
) -> dict[str, str]:
    client = profile.kind == "client"
    allowed = asked_of_client(rules) if client else asked_of_organization(rules)
    changes: dict[str, str] = {}
    places: dict[str, MappingEntry] = {}
    for entry in entries:
        key = _changed(document, entry.key, rules, profile, allowed)
        if key is None:
            continue
        if key in changes:
            document.add("P420", entry, "This answer is changed twice.")
        if key in allowed.quantities:
            word = _number(document, entry, allowed.quantities[key])
        else:
            word = _word(document, entry, allowed, key.partition(IN)[0])
        if word is not None:
            changes[key] = word
            places[key] = entry
    _compare(document, places, changes, allowed, profile)
    return changes


def _compare(
    document: ParsedFile,
    places: Mapping[str, MappingEntry],
    changes: Mapping[str, str],
    allowed: AllowedAnswers,
    profile: Profile,
) -> None:
    """Note an answer that contradicts the numbers changed with it."""
    numbers = {key: word for key, word in changes.items() if key in allowed.quantities}
    if not numbers:
        return
    known = {**profile.quantities, **numbers}
    known = {name: word for name, word in known.items() if word not in UNANSWERED_WORDS}
    for key, entry in places.items():
        criterion = allowed.criteria.get(key)
        if criterion is None or not {criterion.counts, criterion.per} & set(numbers):
            continue
        answer = follows_from(criterion, known)
        if answer is not None and answer.level != changes[key]:
            note_other_level(document, criterion, entry)


def _changed(
    document: ParsedFile, at: Scalar, rules: Rules, profile: Profile, allowed: AllowedAnswers
) -> str | None:
    """Give the key of a change, a segment named as in the profile; None if it is wrong."""
    name, mark, segment = (part.strip() for part in at.text.partition(IN))
    if name in allowed.quantities and not mark:
        return name
    criterion = criterion_named(document, at._replace(text=name), rules, profile.kind)
    if criterion is None:
        return None
    if not mark:
        return criterion.id
    segment_at = at._replace(text=segment)
    if criterion.group != "need":
        message = "This is asked of the organization, not of a segment."
        document.add("P404", segment_at, message, expected=f"{criterion.id}, without {IN}")
        return None
    for group in profile.segments:
        if same_name(group.name) == same_name(segment):
            return criterion.id + IN + group.name
    if profile.segments:
        names = [group.name for group in profile.segments]
        document.add("P422", segment_at, "The profile has no such segment.", words=names)
    else:
        expected = f"{criterion.id}, without {IN}"
        document.add("P422", segment_at, "The profile has no segments.", expected=expected)
    return None


def _number(document: ParsedFile, entry: MappingEntry, quantity: Quantity) -> str | None:
    """Read the number, or the word for no answer, for a quantity; None if it is wrong."""
    node = entry.value
    if isinstance(node, Scalar) and node.text in UNANSWERED_WORDS:
        return node.text
    return read_quantity(document, entry, quantity)


def _word(
    document: ParsedFile, entry: MappingEntry, allowed: AllowedAnswers, criterion: str
) -> str | None:
    """Read the level, or the word for no answer, for an answer; None if it is wrong."""
    node = entry.value
    if not isinstance(node, Scalar):
        document.add("P305", node, "Give one answer here.", expected="one word or number")
        return None
    if sort_of(node) == "null":
        expected = "a level, or not asked, refused or not known"
        document.add("P406", entry, "There is no answer here.", expected=expected)
        return None
    answer = read_level(document, node, allowed.criteria[criterion], allowed)
    if answer is None or answer.state == "answered":
        return answer and answer.level
    return next(word for word, state in UNANSWERED_WORDS.items() if state == answer.state)
