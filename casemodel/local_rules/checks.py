"""Checks of house rules against the rules they change: everything they name must exist."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from casemodel.files.document import ParsedFile
from casemodel.files.tree import MappingNode, Node, Scalar, SequenceNode
from casemodel.knowledge.criteria import KINDS, NO_SUCH_QUESTION, Criterion, Level
from casemodel.knowledge.models import Requirement
from casemodel.knowledge.values import Rules
from casemodel.local_rules.edits import with_bands
from casemodel.local_rules.values import (
    BandChange,
    CautionAdded,
    Change,
    ModelOff,
    RequirementChange,
    WeightChange,
)

_DIGIT = re.compile(r"[0-9]")


class PlacedChange(NamedTuple):
    """A change and its place in the file."""

    change: Change
    node: MappingNode

    def at(self, key: str) -> Node:
        """Give the value at a key, or the change itself if it has no such key."""
        return self.node.value(key) or self.node


def note_faults(document: ParsedFile, rules: Rules, changes: Sequence[PlacedChange]) -> None:
    """Note every change that contradicts the rules or another change."""
    for placed in changes:
        match placed.change:
            case WeightChange():
                _criterion(document, rules, placed.at("criterion"))
            case BandChange():
                _band(document, rules, placed, placed.change)
            case RequirementChange():
                _requirement(document, rules, placed, placed.change)
            case CautionAdded():
                _caution(document, rules, placed, placed.change)
            case ModelOff():
                _model(document, rules, placed.at("model"))
    _twice(document, changes)
    if not document.problems:
        _bands(document, rules, changes)
        _something_left(document, rules, changes)


def _criterion(document: ParsedFile, rules: Rules, at: Node) -> Criterion | None:
    """Find the criterion named here; None if there is none, which is noted."""
    name = at.text if isinstance(at, Scalar) else ""
    if name not in rules.criteria:
        document.add("R204", at, NO_SUCH_QUESTION, words=tuple(rules.criteria))
    return rules.criteria.get(name)


def _level(document: ParsedFile, criterion: Criterion, at: Node) -> None:
    levels = tuple(level.id for level in criterion.levels)
    if not isinstance(at, Scalar) or at.text not in levels:
        message = f"The criterion {criterion.id} has no such level."
        document.add("R205", at, message, words=levels)


def _model(document: ParsedFile, rules: Rules, at: Node) -> None:
    name = at.text if isinstance(at, Scalar) else ""
    scored = tuple(model.id for model in rules.scored_models())
    if name in rules.models and name not in scored:
        message = "This is a family, which is described and never recommended."
        document.add("R603", at, message, words=scored)
    elif name not in scored:
        document.add("R207", at, "This model does not exist.", words=scored)


def _band(document: ParsedFile, rules: Rules, placed: PlacedChange, change: BandChange) -> None:
    criterion = _criterion(document, rules, placed.at("criterion"))
    if criterion is None:
        return
    if not criterion.counts:
        message = "This criterion takes no number, so its levels have no bands."
        counting = tuple(c.id for c in rules.criteria.values() if c.counts)
        document.add("R603", placed.at("criterion"), message, words=counting)
        return
    _level(document, criterion, placed.at("level"))
    if change.level == criterion.levels[0].id and change.least is not None:
        document.add("R210", placed.at("from"), "The first band is open below: it has no from.")
    if change.level == criterion.levels[-1].id and change.below is not None:
        document.add("R210", placed.at("below"), "The last band is open above: it has no below.")


def _requirement(
    document: ParsedFile, rules: Rules, placed: PlacedChange, change: RequirementChange
) -> None:
    owner = rules.models.get(change.model) or rules.hybrids.get(change.model)
    if owner is None:
        words = (*(m.id for m in rules.scored_models()), *rules.hybrids)
        document.add(
            "R207", placed.at("model"), "This model or hybrid does not exist.", words=words
        )
        return
    known = {r.id: r for r in owner.requirements}
    if change.requirement not in known:
        message = f"There is no such requirement of {owner.id}."
        document.add("R601", placed.at("requirement"), message, words=tuple(known))
        return
    _numbers(document, placed, known[change.requirement], change)


def _numbers(
    document: ParsedFile, placed: PlacedChange, requirement: Requirement, change: RequirementChange
) -> None:
    """Note a number that the requirement does not have: only the same number can be replaced."""
    for key, replacement, number in (
        ("clients_each", change.clients_each, requirement.clients_each),
        ("least", change.least, requirement.least),
    ):
        if replacement is not None and number is None:
            message = f"This requirement has no number {key} that could be changed."
            document.add("R603", placed.at(key), message)


def _caution(
    document: ParsedFile, rules: Rules, placed: PlacedChange, change: CautionAdded
) -> None:
    if change.model:
        _model(document, rules, placed.at("model"))
    when = placed.at("when")
    for item in when.items if isinstance(when, SequenceNode) else ():
        if isinstance(item, MappingNode):
            criterion = _criterion(document, rules, item.value("criterion") or item)
            levels = item.value("is")
            if criterion is not None and isinstance(levels, SequenceNode):
                for level in levels.items:
                    _level(document, criterion, level)


def _subjects(change: Change) -> Iterator[tuple[str, ...]]:
    """Yield the subjects of a change; no two changes may share one."""
    match change:
        case WeightChange():
            yield ("weight", change.criterion)
        case BandChange():
            for key in ("least", "below", "called"):
                if getattr(change, key) not in (None, ""):
                    yield ("band", change.criterion, change.level, key)
        case RequirementChange():
            yield ("requirement", change.model, change.requirement)
        case ModelOff():
            yield ("off", change.model)
        case CautionAdded():
            pass  # ids used twice are noted as in every rule file


def _twice(document: ParsedFile, changes: Iterable[PlacedChange]) -> None:
    lines: dict[tuple[str, ...], int] = {}
    for placed in changes:
        for subject in _subjects(placed.change):
            if subject in lines:
                message = f"The change at line {lines[subject]} is about the same thing."
                document.add("R602", placed.node, message, expected="one change of each thing")
            lines.setdefault(subject, placed.node.line)


def _bands(document: ParsedFile, rules: Rules, changes: Sequence[PlacedChange]) -> None:
    """Note bands that, with all changes made, leave a gap, do not rise or have an untrue name."""
    by_criterion: dict[str, list[PlacedChange]] = {}
    for placed in changes:
        if isinstance(placed.change, BandChange):
            by_criterion.setdefault(placed.change.criterion, []).append(placed)
    for name, of_criterion in by_criterion.items():
        criterion = rules.criteria[name]
        changed = with_bands(criterion, (placed.change for placed in of_criterion))
        _in_order(document, changed, of_criterion)
        _as_asked(document, changed, of_criterion)
        _true_names(document, criterion, changed, of_criterion)


def _in_order(
    document: ParsedFile, changed: Criterion, of_criterion: Sequence[PlacedChange]
) -> None:
    edges = [level.below for level in changed.levels if level.below is not None]
    if any(lower >= upper for lower, upper in pairwise(edges)):
        message = f"With this change the bands of {changed.id} do not go up from level to level."
        document.add(
            "R210", of_criterion[-1].node, message, expected="each below above the one before"
        )


def _as_asked(
    document: ParsedFile, changed: Criterion, of_criterion: Sequence[PlacedChange]
) -> None:
    """Note two changes that set one edge, shared by two levels, to different numbers."""
    for placed in of_criterion:
        if isinstance(placed.change, BandChange):
            level = changed.level(placed.change.level)
            edges = (placed.change.least, placed.change.below)
            for edge, changed_edge in zip((level.least, level.below), edges, strict=True):
                if changed_edge is not None and changed_edge != edge:
                    message = "Another change sets this edge to another number."
                    document.add("R602", placed.node, message, expected="one change of each thing")


def _true_names(
    document: ParsedFile,
    criterion: Criterion,
    changed: Criterion,
    of_criterion: Sequence[PlacedChange],
) -> None:
    """Note a level whose band moves while its name still holds the old number."""
    for before, after in zip(criterion.levels, changed.levels, strict=True):
        moved = (before.least, before.below) != (after.least, after.below)
        if moved and before.name == after.name and _has_number(after):
            message = f"The name of the level {after.id} contains a number that is no longer true."
            expected = f"a change of band for {after.id} with called: and its name"
            document.add("R605", _moving(of_criterion, after.id).node, message, expected=expected)


def _moving(of_criterion: Sequence[PlacedChange], level: str) -> PlacedChange:
    """Give the change of this level, or else the last change of its criterion."""
    own = (p for p in of_criterion if isinstance(p.change, BandChange) and p.change.level == level)
    return next(own, of_criterion[-1])


def _has_number(level: Level) -> bool:
    return bool(_DIGIT.search(level.name.client) or _DIGIT.search(level.name.organization))


def _something_left(document: ParsedFile, rules: Rules, changes: Sequence[PlacedChange]) -> None:
    """Note it if no model is left to recommend, or no criterion that counts for a kind."""
    off = {placed.change.model: placed for placed in changes if isinstance(placed.change, ModelOff)}
    if off and all(model.id in off for model in rules.scored_models()):
        message = "No model is left to recommend."
        document.add("R604", [*off.values()][-1].node, message, expected="at least one left on")
    zero = {
        placed.change.criterion: placed
        for placed in changes
        if isinstance(placed.change, WeightChange) and not placed.change.to
    }
    for kind in KINDS:
        if zero and all(c.id in zero for c in rules.criteria_for(kind)):
            message = f"No criterion is left that counts for a {kind}."
            document.add("R604", [*zero.values()][-1].node, message, expected="a weight above 0")
