"""Writing other segments into an organization's profile; the rest of the file stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from casemodel.files.content import refuse
from casemodel.files.limits import PROFILE_BYTES
from casemodel.files.problems import WrongUse
from casemodel.files.tree import MappingNode
from casemodel.files.yaml_text import quoted
from casemodel.files.yaml_tree import is_json, read_document
from casemodel.profiles.reader import profile_of, read_in

if TYPE_CHECKING:
    from casemodel.knowledge.values import Rules


class NewSegment(NamedTuple):
    """A segment to be written: its name, its share as text, and lines of answers, with notes."""

    name: str
    share: str
    answers: Sequence[str]


def with_segments(path: str | Path, rules: Rules, segments: Sequence[NewSegment], why: str) -> str:
    """Write these segments into the text of a profile, in place of its own.

    All other lines stay as they are, comments included. Raises ProblemsFound if the profile is
    wrong, before or after, and WrongUse if it is not an organization's in YAML.
    """
    document = read_document(path, PROFILE_BYTES)
    profile = read_in(document, rules).profile
    if profile.kind != "organization":
        raise WrongUse("--segments needs an organization's profile.")
    if is_json(document.text) or not isinstance(document.root, MappingNode):
        raise WrongUse("--segments needs a profile in YAML, not in JSON.")
    lines = document.text.splitlines()
    start, end = _span(document.root, len(lines))
    other_lines = [*lines[:start], *lines[end:]]
    while other_lines and not other_lines[-1].strip():
        other_lines.pop()
    text = "\n".join([*other_lines, f"# {why}", "segments:", *_lines(segments)]) + "\n"
    profile_of(text, document.file, rules)
    if len(text.encode()) > PROFILE_BYTES:
        refuse("P106", document.file, f"It would be larger than {PROFILE_BYTES // 1024} kB.")
    return text


def _span(root: MappingNode, lines: int) -> tuple[int, int]:
    """Count the lines before the segments, and before what follows them.

    Both are all the `lines` if there are no segments: they would be added at the end.
    """
    entry = root.entries.get("segments")
    if entry is None:
        return lines, lines
    start = entry.key.line - 1
    after = (entry.key.line - 1 for entry in root.entries.values() if entry.key.line - 1 > start)
    return start, min(after, default=lines)


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
