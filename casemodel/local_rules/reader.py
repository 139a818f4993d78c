"""Reading house rules: every problem at once, at its place, like any other rule file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from casemodel.files.document import Document
from casemodel.files.limits import PROFILE_BYTES
from casemodel.files.proof import is_proved
from casemodel.files.tree import MappingNode, Scalar, SequenceNode
from casemodel.knowledge.values import Condition, Rules
from casemodel.local_rules.checks import Placed, note_faults
from casemodel.local_rules.values import (
    BandChange,
    CautionAdded,
    Change,
    House,
    ModelOff,
    RequirementChange,
    Signed,
    WeightChange,
)
from casemodel.profiles.kind import refuse_profile

if TYPE_CHECKING:
    from casemodel.local_rules import shapes


_KEYS = ("schema", "agency", "changes")
_NEEDED = ("schema", "changes")


def load_house(path: str | Path, rules: Rules) -> House:
    """The house rules in a file, which change these rules.

    Raises ProblemsFound with every problem, in the order of their places.
    """
    from hashlib import sha256

    from casemodel.files.content import decode, read_bytes, shown_name
    from casemodel.files.yaml_tree import parse

    data = read_bytes(path, PROFILE_BYTES)
    file = shown_name(path)
    agency, changes = house_in(parse(decode(data, file), file), rules)
    return House(agency, changes, sha256(data).hexdigest())


def house_in(document: Document, rules: Rules) -> tuple[str, tuple[Change, ...]]:
    """The agency and its changes in a document that has been read. Raises ProblemsFound."""
    refuse_profile(document, "a file of house rules")
    private = not is_proved(document, _KEYS, _NEEDED)
    document.refuse(private=private)
    agency, placed = _read(document)
    document.refuse(private=private)
    note_faults(document, rules, placed)
    document.refuse(private=private)
    return agency, tuple(p.change for p in placed)


def _read(document: Document) -> tuple[str, tuple[Placed, ...]]:
    """The agency and its changes, each for itself, as far as they are right."""
    from pydantic import ValidationError

    from casemodel.knowledge.rule_errors import note_errors, note_repeats
    from casemodel.knowledge.rule_files import plain
    from casemodel.local_rules.shapes import HouseOutline

    root = document.root
    if not isinstance(root, MappingNode):
        if root is not None:
            document.add("P301", root, "House rules are made of keys and values.")
        return "", ()
    agency = ""
    try:
        agency = HouseOutline.model_validate(plain(root)).agency
    except ValidationError as error:
        note_errors(document, error, HouseOutline)
    changes = root.value("changes")
    items = changes.items if isinstance(changes, SequenceNode) else ()
    placed = [_placed(document, item) for item in items if isinstance(item, MappingNode)]
    note_repeats(document)
    return agency, tuple(p for p in placed if p)


def _placed(document: Document, node: MappingNode) -> Placed | None:
    """One change; None where something is wrong, which is noted."""
    from pydantic import ValidationError

    from casemodel.knowledge.rule_errors import note_errors
    from casemodel.knowledge.rule_files import plain
    from casemodel.local_rules.shapes import CHANGE_SHAPES

    what = node.value("what")
    if what is None:
        message = "It is not said what is changed here."
        document.add(
            "R102", node, message, expected=f"what: and one of: {', '.join(CHANGE_SHAPES)}"
        )
        return None
    if not isinstance(what, Scalar) or what.text not in CHANGE_SHAPES:
        document.add("R105", what, "House rules do not change this.", words=CHANGE_SHAPES)
        return None
    shape = CHANGE_SHAPES[what.text]
    try:
        shaped = shape.model_validate(plain(node))
    except ValidationError as error:
        note_errors(document.part(node), error, shape)
        return None
    return Placed(_change(shaped), node)


def _change(shape: shapes.AnyChange) -> Change:
    """A change as a value."""
    from fractions import Fraction

    from casemodel.local_rules import shapes

    signed = Signed(shape.reason, shape.name, shape.date)
    if isinstance(shape, shapes.WeightShape):
        return WeightChange(shape.criterion, Fraction(shape.to), signed)
    if isinstance(shape, shapes.BandShape):
        edges = (_thousandths(shape.from_), _thousandths(shape.below))
        return BandChange(shape.criterion, shape.level, *edges, shape.called or "", signed)
    if isinstance(shape, shapes.RequirementChangeShape):
        return RequirementChange(
            shape.model,
            shape.requirement,
            shape.to or "",
            shape.clients_each,
            shape.least,
            shape.says or "",
            signed,
        )
    if isinstance(shape, shapes.CautionAddedShape):
        when = tuple(Condition(c.criterion, tuple(c.is_)) for c in shape.when)
        return CautionAdded(shape.id, shape.model or "", shape.danger, shape.says, when, signed)
    return ModelOff(shape.model, signed)


def _thousandths(edge: Any) -> int | None:
    return None if edge is None else int(edge * 1000)
