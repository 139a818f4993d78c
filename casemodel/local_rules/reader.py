"""Reading house rules: all problems at once, each at its place, like any other rule file."""

from pathlib import Path

from casemodel.files.document import ParsedFile
from casemodel.files.limits import PROFILE_BYTES
from casemodel.files.proof import is_proved
from casemodel.files.tree import MappingNode, SequenceNode
from casemodel.knowledge.fields import keys_of
from casemodel.knowledge.values import Rules
from casemodel.local_rules.checks import PlacedChange, note_faults
from casemodel.local_rules.values import House, HouseFile
from casemodel.profiles.kind import refuse_profile
from casemodel.profiles.renewing import renew


def load_house(path: str | Path, rules: Rules) -> House:
    """Read the house rules in a file, which change these rules.

    Raises ProblemsFound with every problem, in the order of their places.
    """
    return read_house(path, rules)[0]


def read_house(path: str | Path, rules: Rules) -> tuple[House, ParsedFile]:
    """Read house rules, with the parsed file, which holds the remarks. Raises ProblemsFound."""
    from hashlib import sha256

    from casemodel.files.content import decode, read_bytes, shown_name
    from casemodel.files.yaml_tree import parse

    data = read_bytes(path, PROFILE_BYTES)
    file = shown_name(path)
    document = parse(decode(data, file), file)
    house = house_in(document, rules)
    return house._replace(digest=sha256(data).hexdigest()), document


def house_in(document: ParsedFile, rules: Rules) -> House:
    """Read the house rules in a parsed document, without a digest. Raises ProblemsFound."""
    from casemodel.knowledge.validation import in_shape

    refuse_profile(document, "a file of house rules")
    private = not is_proved(document, keys_of(HouseFile), ("schema", "changes"))
    renew(document, rules)
    document.refuse(private=private)
    file = in_shape(document, HouseFile, called="House rules are")
    document.refuse(private=private)
    assert file is not None  # noqa: S101 - where it is None, a problem was noted
    note_faults(document, rules, _placed(document, file))
    document.refuse(private=private)
    return file.cut(House)


def _placed(document: ParsedFile, file: HouseFile) -> list[PlacedChange]:
    """List every change with its place."""
    changes = document.root.value("changes") if isinstance(document.root, MappingNode) else None
    nodes = changes.items if isinstance(changes, SequenceNode) else ()
    pairs = zip(file.changes, nodes, strict=True)
    return [PlacedChange(change, node) for change, node in pairs if isinstance(node, MappingNode)]
