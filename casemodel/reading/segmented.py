"""An organization's profile with other segments, the rest of the file as it was."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from casemodel.problems import WrongUse
from casemodel.reading.limits import PROFILE_BYTES
from casemodel.reading.profile_files import profile_of, read_in
from casemodel.reading.tree import MappingNode
from casemodel.reading.yaml_text import quoted
from casemodel.reading.yaml_tree import is_json, read_document

if TYPE_CHECKING:
    from casemodel.knowledge.values import Rules


class NewSegment(NamedTuple):
    """A segment to be written: its name, its share as text, and lines of answers, with notes."""

    name: str
    share: str
    answers: Sequence[str]


def with_segments(path: str | Path, rules: Rules, segments: Sequence[NewSegment], why: str) -> str:
    """The text of the profile with these segments in place of its own.

    All other lines stay as they are, comments included. Raises ProblemsFound where the profile is
    wrong, before or after, and WrongUse where it is not an organization's in YAML.
    """
    document = read_document(path, PROFILE_BYTES)
    profile = read_in(document, rules).profile
    if profile.kind != "organization":
        raise WrongUse("--segments needs an organization's profile.")
    if is_json(document.text) or not isinstance(document.root, MappingNode):
        raise WrongUse("--segments needs a profile in YAML, not in JSON.")
    lines = document.text.splitlines()
    kept = [*lines[: _start(document.root)], *lines[_end(document.root, len(lines)) :]]
    while kept and not kept[-1].strip():
        kept.pop()
    written = "\n".join([*kept, f"# {why}", "segments:", *_lines(segments)]) + "\n"
    profile_of(written, document.file, rules)
    return written


def _start(root: MappingNode) -> int:
    """How many lines stand before the segments; all of them where there are none."""
    entry = root.entries.get("segments")
    return entry.key.line - 1 if entry else _end(root, 1_000_000)


def _end(root: MappingNode, lines: int) -> int:
    """How many lines stand before the key that follows the segments."""
    entry = root.entries.get("segments")
    if entry is None:
        return lines
    after = [one.key.line - 1 for one in root.entries.values() if one.key.line > entry.key.line]
    return min(after, default=lines)


def _lines(segments: Sequence[NewSegment]) -> list[str]:
    lines = []
    for segment in segments:
        lines += [
            f"  - name: {quoted(segment.name)}",
            f"    share: {segment.share}",
            "    answers:",
        ]
        lines += [f"      {line}" for line in segment.answers]
    return lines
