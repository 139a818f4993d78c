"""A tree from TOML text, like that of YAML, so that both are checked and refused in one way.

The standard library's reader knows no places, so the line of each key is looked up in the text.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from casemodel.files.content import position
from casemodel.files.document import ParsedFile
from casemodel.files.limits import PROBLEMS
from casemodel.files.tree import MappingEntry, MappingNode, Node, Position, Scalar, SequenceNode

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_EXAMPLE = 'a name, = and a value in quotes, such as house = "house.yaml"'


def parse_toml(text: str, file: str) -> ParsedFile:
    """Read TOML text under the name of its file. Raises nothing; problems are in the document."""
    document = ParsedFile(file, text)
    values = _values(document, text)
    if not document.problems:
        document.root = _mapping(values, text, Position(1, 1))
    return document


def _values(document: ParsedFile, text: str) -> Mapping[str, Any]:
    """Read the values; each line that is not TOML is noted and left out, and the rest reread."""
    for _ in range(PROBLEMS):
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            at = _place(str(error), text)
            again = "overwrite" in str(error)
            document.add(
                "R606",
                at,
                "This name is there twice." if again else "This line is not valid TOML.",
                expected="each name once" if again else _EXAMPLE,
            )
            lines = text.split("\n")
            if not lines[at.line - 1].strip():
                break
            lines[at.line - 1] = ""
            text = "\n".join(lines)
        except RecursionError:
            document.add_for_file("R606", "The file has too many brackets inside each other.")
            break
    return {}


def _place(message: str, text: str) -> Position:
    """Find the line and column in the reader's message; without them, the end of the text."""
    match = _PLACE.search(message)
    if match is None:
        return Position(*position(text.rstrip()))
    return Position(int(match[1]), int(match[2]))


def _mapping(values: Mapping[str, Any], text: str, at: Position) -> MappingNode:
    return MappingNode({key: _entry(key, value, text, at) for key, value in values.items()}, *at)


def _entry(key: str, value: Any, text: str, above: Position) -> MappingEntry:
    at, of_value = next(_places(key, text), (above, above))
    return MappingEntry(
        Scalar(key, plain=True, line=at.line, column=at.column), _node(value, text, of_value)
    )


def _places(key: str, text: str) -> Iterator[tuple[Position, Position]]:
    """Yield the places of a key, at the beginning of a line or in a heading, and of its value."""
    name = re.escape(key)
    pattern = rf"""(?m)^[ \t]*\[*[ \t]*(["']?{name}["']?)[ \t]*(?:=|\.|\])[ \t]*"""
    for match in re.finditer(pattern, text):
        yield (
            Position(*position(text[: match.start(1)])),
            Position(*position(text[: match.end()])),
        )


def _node(value: Any, text: str, at: Position) -> Node:
    if isinstance(value, dict):
        return _mapping(value, text, at)
    if isinstance(value, list):
        return SequenceNode(tuple(_node(item, text, at) for item in value), *at)
    if isinstance(value, bool):
        return Scalar(str(value).lower(), plain=True, line=at.line, column=at.column)
    return Scalar(str(value), plain=not isinstance(value, str), line=at.line, column=at.column)
