"""A YAML file as a tree in which every value, and every key, knows its line and column (from 1)."""

from typing import NamedTuple


class Scalar(NamedTuple):
    """A single value as written; `plain` says that it has no quotes."""

    text: str
    plain: bool
    line: int
    column: int


class MappingNode(NamedTuple):
    """Keys and values, in the order of the file. Keys are text; each occurs once."""

    entries: "dict[str, MappingEntry]"
    line: int
    column: int

    def value(self, key: str) -> "Node | None":
        """Give the value at the key, or None."""
        entry = self.entries.get(key)
        return entry.value if entry else None


class SequenceNode(NamedTuple):
    """A list of values."""

    items: "tuple[Node, ...]"
    line: int
    column: int


Node = Scalar | MappingNode | SequenceNode


class MappingEntry(NamedTuple):
    """A key of a mapping and its value."""

    key: Scalar
    value: Node


class Position(NamedTuple):
    """A line and column without a node; both 0 for the file as a whole."""

    line: int
    column: int


WHOLE_FILE = Position(0, 0)
