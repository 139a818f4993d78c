"""Rewriting files that use earlier names of criteria, levels and requirements.

The tree is rewritten once, before anything reads it; every place keeps its line and column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casemodel.files.document import Remark
from casemodel.files.tree import MappingEntry, MappingNode, Node, Scalar, SequenceNode
from casemodel.knowledge.former_names import FormerNames, former_names, renamed, retired

if TYPE_CHECKING:
    from casemodel.files.document import ParsedFile
    from casemodel.knowledge.values import Rules

_NAMES_A_CRITERION = ("criterion", "priorities")
"""Keys whose value is the id of a criterion, or a list of such ids."""


def renew(document: ParsedFile, rules: Rules) -> None:
    """Rewrite the document's tree to today's names and note a remark for each change."""
    names = former_names(rules)
    if document.root is not None and any(names):
        document.root = _renewed(document, names, document.root)


def _renewed(document: ParsedFile, names: FormerNames, node: Node, key: str = "") -> Node:
    if isinstance(node, SequenceNode):
        items = (item for item in node.items if not _is_retired(document, names, item, key))
        return node._replace(items=tuple(_renewed(document, names, item, key) for item in items))
    if isinstance(node, Scalar):
        return _criterion(document, names, node) if key in _NAMES_A_CRITERION else node
    entries: dict[str, MappingEntry] = {}
    for name, entry in node.entries.items():
        if name in names.retired and name not in entries:
            _note_retired(document, names, entry.key)
            continue
        current = names.criteria.get(name, name)
        value = _renewed(document, names, entry.value, name)
        if current != name and current not in node.entries:
            entry_key = _criterion(document, names, entry.key)
            entries[current] = MappingEntry(entry_key, _level(document, names, current, value))
        else:
            entries[name] = MappingEntry(entry.key, _level(document, names, name, value))
    return _requirement(document, names, node._replace(entries=entries))


def _is_retired(document: ParsedFile, names: FormerNames, item: Node, key: str) -> bool:
    """Tell whether a priority or a house rule is about a question that went, and note it."""
    at = item
    if key == "changes" and isinstance(item, MappingNode):
        at = item.value("criterion") or item
    is_retired = (
        key in ("priorities", "changes") and isinstance(at, Scalar) and at.text in names.retired
    )
    if is_retired and isinstance(at, Scalar):
        _note_retired(document, names, at)
    return is_retired


def _note_retired(document: ParsedFile, names: FormerNames, at: Scalar) -> None:
    remark = f"{retired(at.text)} {names.retired[at.text]}"
    document.remarks.append(Remark(at.line, at.column, remark))


def _criterion(document: ParsedFile, names: FormerNames, at: Scalar) -> Scalar:
    current = names.criteria.get(at.text, at.text)
    return _renamed(document, at, current)


def _level(document: ParsedFile, names: FormerNames, criterion: str, value: Node) -> Node:
    """Put its id in place of a level that is the answer to the criterion, alone or with a note."""
    if isinstance(value, Scalar):
        return _level_id(document, names, criterion, value)
    answer = value.entries.get("answer") if isinstance(value, MappingNode) else None
    if isinstance(value, MappingNode) and answer and isinstance(answer.value, Scalar):
        inner = answer._replace(value=_level_id(document, names, criterion, answer.value))
        return value._replace(entries={**value.entries, "answer": inner})
    return value


def _level_id(document: ParsedFile, names: FormerNames, criterion: str, at: Scalar) -> Scalar:
    """Give the id of a level in place of its name; of one that changed, with a remark."""
    level = names.names.get(criterion, {}).get(at.text)
    if level is not None:
        return at._replace(text=level)
    return _renamed(document, at, names.levels.get(criterion, {}).get(at.text, at.text))


def _requirement(document: ParsedFile, names: FormerNames, node: MappingNode) -> MappingNode:
    """Rename the requirement that a change of house rules is about."""
    owner, entry = node.value("model"), node.entries.get("requirement")
    if not (entry and isinstance(owner, Scalar) and isinstance(entry.value, Scalar)):
        return node
    old = entry.value.text
    current = names.requirements.get((owner.text, old), old)
    renamed = entry._replace(value=_renamed(document, entry.value, current))
    return node._replace(entries={**node.entries, "requirement": renamed})


def _renamed(document: ParsedFile, at: Scalar, current: str) -> Scalar:
    if current == at.text:
        return at
    remark = renamed(at.text, current)
    document.remarks.append(Remark(at.line, at.column, remark, at.text, current))
    return at._replace(text=current)


def renewed_text(document: ParsedFile) -> str:
    """Write the text of a renewed document with today's names in place of the earlier ones."""
    lines = document.text.splitlines(keepends=True)
    for remark in sorted(document.remarks, key=lambda r: (-r.line, -r.column)):
        if remark.new:
            line, start = lines[remark.line - 1], remark.column - 1
            before, after = line[:start], line[start:].replace(remark.old, remark.new, 1)
            lines[remark.line - 1] = before + after
    return "".join(lines)
