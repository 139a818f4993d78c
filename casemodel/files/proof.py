"""Proof that a file is of the kind it was given as; only then may a problem quote it.

A client's file may be given by mistake where rules are wanted, and no list of signs of a client's
file would be complete. So a file is quoted only if each of its top-level keys belongs to the wanted
kind of file, and the keys that this kind must have are there. Of any other file only the place, the
expectation and the valid words are shown.
"""

import re
from collections.abc import Collection

from casemodel.files.document import ParsedFile
from casemodel.files.tree import MappingNode

_COMMON = {"schema", "id", "name", "version"}
_YAML_PROBLEMS = ("P1", "P2")
_LINE_ENDS = r"\r\n|\n|\r"
# A key at the start of a line, or a dash that begins an entry of a list.
_TOP_LINE = r"([A-Za-z_][\w@ -]*?)[ \t]*:(?:[ \t]|$)|-(?:[ \t]|$)|---[ \t]*$"


def is_proved(document: ParsedFile, keys: Collection[str], needed: Collection[str]) -> bool:
    """Say whether the file has all `needed` top-level keys, and none but `keys`.

    A file that is not YAML to its end is judged by its lines: each that is not indented begins with
    such a key.
    """
    root = document.root
    broken = any(p.code.startswith(_YAML_PROBLEMS) for p in document.problems)
    if isinstance(root, MappingNode) and not broken:
        return root.entries.keys() <= set(keys) and root.entries.keys() >= set(needed)
    return _is_proved_by_lines(document.text, keys, needed)


def is_proved_rule_file(document: ParsedFile, needed: Collection[str]) -> bool:
    """Say whether a file in a folder of rules has the keys of a rule file.

    More than half of the `needed` keys must be there, not counting those that a profile has too.
    """
    telling = set(needed) - _COMMON
    root = document.root
    keys = root.entries if isinstance(root, MappingNode) else _keys_of_lines(document.text)
    return 2 * len(telling & {*keys}) > len(telling)


def _is_proved_by_lines(text: str, keys: Collection[str], needed: Collection[str]) -> bool:
    present = _keys_of_lines(text)
    return set(present) <= set(keys) and all(present.count(key) == 1 for key in needed)


def _keys_of_lines(text: str) -> list[str]:
    """List the key at the start of each line that is not indented; '' for any other start."""
    lines = (line for line in re.split(_LINE_ENDS, text) if line and line[0] not in " \t#")
    matches = (re.match(_TOP_LINE, line) for line in lines)
    keys = [(match[1] if match else "") for match in matches]
    return [key for key in keys if key is not None]
