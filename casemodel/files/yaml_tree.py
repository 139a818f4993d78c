"""A tree from YAML text, one event at a time, so that nothing is built before it is checked.

JSON is read by the same rules: it is a part of YAML, but for what `_as_yaml` changes. PyYAML scans;
the meaning of a scalar is decided in `scalars`. Anchors, tags, merge keys and repeated keys never
take effect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from casemodel.files.content import (
    decode,
    find_forbidden,
    read_bytes,
    shown_name,
    without_forbidden,
)
from casemodel.files.document import ParsedFile
from casemodel.files.limits import DEPTH, NODES
from casemodel.files.tree import (
    WHOLE_FILE,
    MappingEntry,
    MappingNode,
    Node,
    Position,
    Scalar,
    SequenceNode,
)

if TYPE_CHECKING:
    from pathlib import Path

    import yaml


class _Stop(Exception):
    """The file is not read further: it is not YAML, or exceeds a bound."""


class _Open:
    """A mapping or list whose end has not come yet. `key` is the key that waits for its value."""

    def __init__(self, *, is_mapping: bool, line: int, column: int) -> None:
        self.is_mapping = is_mapping
        self.position = Position(line, column)
        self.entries: dict[str, MappingEntry] = {}
        self.items: list[Node] = []
        self.key: Scalar | None = None
        self.skips_value = False

    def closed(self) -> Node:
        """Give the finished node."""
        if self.is_mapping:
            return MappingNode(self.entries, *self.position)
        return SequenceNode(tuple(self.items), *self.position)


def read_document(path: str | Path, most: int) -> ParsedFile:
    """Read a file ('-' is standard input) of at most `most` bytes.

    Faults in the YAML are noted in the document; its `root` is None if the file could not be read
    to its end. Raises ProblemsFound if there is no text to read.
    """
    file = shown_name(path)
    return parse(decode(read_bytes(path, most), file), file)


def parse(text: str, file: str) -> ParsedFile:
    """Read YAML text under the name of its file. Raises nothing; problems are in the document."""
    document = ParsedFile(file, text)
    builder = _Builder(document)
    try:
        builder.read(_as_yaml(text))
    except _Stop:
        return document
    document.root = builder.root
    if builder.root is None:
        document.add_for_file("P105", "The file contains only blank lines and comments.")
    return document


def is_json(text: str) -> bool:
    """Say whether the text is one object in braces, as JSON is."""
    return text.lstrip().startswith("{")


_SURROGATES = r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
"""Two escapes that in JSON make one character, and an even number of backslashes before them."""


def _as_yaml(text: str) -> str:
    """Turn JSON into YAML: no tabs between values, and one escape for each character."""
    return re.sub(_SURROGATES, _one_escape, text.replace("\t", " ")) if is_json(text) else text


def as_long_in_yaml(text: str) -> str:
    """Turn JSON into text that YAML can read, with every position kept; only to find places."""
    if not is_json(text):
        return text
    text = text.replace("\t", " ")
    return re.sub(_SURROGATES, lambda pair: pair[1] + "x" * (len(pair[0]) - len(pair[1])), text)


_TOKEN = re.compile(
    r"""
    (?P<opens> [\[{] ) | (?P<closes> [\]}] )
    | \s+ | \#.* | , | [-?:](?=\s) | (?<=["'\]}]):  # blanks, comments and signs
    | (?P<text> "(?:[^"\\]|\\.|\\\n)*" | '(?:[^']|'')*'
                | [^\s,\[\]{}"'] (?: (?!:\s|\s\#) [^,\[\]{}\n] )* )
    """,
    re.VERBOSE,
)
"""A part of YAML in brackets: a bracket, what stands between values, or a text."""


def _brackets(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Count the open brackets at each bracket that opens; yields its index and the count.

    Begins at an index between two values and ends where the first bracket is closed again, or at a
    text outside all brackets.
    """
    depth = 0
    while token := _TOKEN.match(text, start):
        if token["opens"]:
            depth += 1
            yield token.start(), depth
        elif token["closes"]:
            depth -= 1
        if depth <= 0 and (token["closes"] or token["text"]):
            return
        start = token.end()


def _one_escape(pair: re.Match[str]) -> str:
    before, high, low = pair.groups()
    character = 0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00
    return f"{before}\\U{character:08X}"


def _place_of(error: yaml.MarkedYAMLError) -> Position:
    """Find the place to show: an opened quotation mark or bracket, or where reading stopped."""
    mark: Any = error.problem_mark or error.context_mark
    opened = (error.context or "").endswith(("quoted scalar", "flow mapping", "flow sequence"))
    if opened and error.context_mark and "escape" not in (error.problem or ""):
        mark = error.context_mark
    return Position(mark.line + 1, mark.column + 1) if mark else WHOLE_FILE


class _Builder:
    """Builder of the first document's tree from events; it notes what is refused."""

    def __init__(self, document: ParsedFile) -> None:
        self.document = document
        self.root: Node | None = None
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0
        self._read_to = 0  # the index behind the last event

    def read(self, text: str) -> None:
        """Take every event of the text. Raises _Stop if it is not YAML, or exceeds a bound."""
        import yaml

        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        events = yaml.parse(text, Loader=loader)
        while True:
            try:
                event = next(events, None)
            except Exception as error:  # noqa: BLE001 - PyYAML lets ValueError and others through
                if not self._refuse_unread(text):
                    self._refuse_text(error)
                raise _Stop from None
            if event is None:
                return
            self._take(event)

    def _refuse_text(self, error: Exception) -> None:
        """Note PyYAML's complaint."""
        import yaml

        if not isinstance(error, yaml.MarkedYAMLError):
            self.document.add_for_file("P201", "The file is not valid YAML.")
            return
        from casemodel.files.yaml_words import in_plain_words

        at = _place_of(error)
        message, expected = in_plain_words(error.problem or "", self.document.character(at))
        self.document.add("P201", at, message, expected=expected)

    def _refuse_unread(self, text: str) -> bool:
        """Note brackets beyond the bound that follow the last event; False if there are none.

        A scanner reads ahead of its events, and some give up on brackets that the bound has not
        seen yet. So they are counted here.
        """
        for index, depth in _brackets(text, self._read_to):
            if len(self._open) + depth > DEPTH:
                line = text.count("\n", 0, index) + 1
                self._refuse_depth(Position(line, index - text.rfind("\n", 0, index)))
                return True
        return False

    def _take(self, event: yaml.Event) -> None:
        """Take the next event. Raises _Stop beyond a bound."""
        name = type(event).__name__
        end: Any = event.end_mark
        self._read_to = end.index
        mark: Any = event.start_mark
        at = Position(mark.line + 1, mark.column + 1)
        match name:
            case "ScalarEvent":
                self._scalar(event, at)
            case "MappingStartEvent" | "SequenceStartEvent":
                self._start(event, at, is_mapping=name == "MappingStartEvent")
            case "MappingEndEvent" | "SequenceEndEvent":
                self._place(self._open.pop().closed())
            case "AliasEvent":
                self._refuse_name(at)
                self._place(None)
            case "DocumentStartEvent":
                self._document_start(event, at)

    def _document_start(self, event: Any, at: Position) -> None:
        self._documents += 1
        if self._documents > 1:
            self.document.add("P206", at, "A second document begins here. Only one is read.")
            raise _Stop
        if event.version or event.tags:
            self.document.add("P210", at, "A line cannot begin with % here.")

    def _refuse_name(self, at: Position) -> None:
        message = (
            "Anchors and aliases (& and *) are not allowed. Write it out, or put it in quotes."
        )
        self.document.add("P203", at, message)

    def _count(self, event: Any, at: Position) -> None:
        """Count a node, and refuse its anchor or tag."""
        self._nodes += 1
        if self._nodes > NODES:
            self.document.add("P209", at, f"The file holds more than {NODES} values.")
            raise _Stop
        if event.anchor is not None:
            self._refuse_name(at)
        if event.tag is not None:
            self.document.add("P204", at, "Tags (!) are not allowed. Put the text in quotes.")

    def _start(self, event: Any, at: Position, *, is_mapping: bool) -> None:
        self._count(event, at)
        if len(self._open) >= DEPTH:
            self._refuse_depth(at)
            raise _Stop
        self._open.append(_Open(is_mapping=is_mapping, line=at.line, column=at.column))

    def _refuse_depth(self, at: Position) -> None:
        self.document.add("P208", at, f"The file is nested deeper than {DEPTH} steps.")

    def _scalar(self, event: Any, at: Position) -> None:
        self._count(event, at)
        scalar = Scalar(event.value, not event.style, at.line, at.column)
        if find_forbidden(scalar.text):
            self.document.add("P108", at, "This text contains a character that is not allowed.")
            scalar = scalar._replace(text=without_forbidden(scalar.text))
        self._place(scalar)

    def _place(self, node: Node | None) -> None:
        """Put a finished node into its parent; None stands for one that was refused."""
        if not self._open:
            self.root = self.root or node
            return
        parent = self._open[-1]
        if not parent.is_mapping:
            if node is not None:
                parent.items.append(node)
        elif parent.key is None and not parent.skips_value:
            self._key(parent, node)
        else:
            if node is not None and parent.key is not None:
                parent.entries[parent.key.text] = MappingEntry(parent.key, node)
            parent.key, parent.skips_value = None, False

    def _key(self, parent: _Open, node: Node | None) -> None:
        """Take a key; if it is refused, its value will be skipped."""
        parent.skips_value = True
        if not isinstance(node, Scalar):
            if node is not None:
                self.document.add("P207", node, "A key must be a single word.")
        elif node.plain and node.text == "<<":
            self.document.add("P205", node, "Merge keys (<<) are not allowed. Write the lines out.")
        elif node.plain and not node.text:
            self.document.add("P207", node, "A key is missing before the colon.")
        elif node.text in parent.entries:
            first = parent.entries[node.text].key.line
            message = f"This key is written twice: it stands at line {first} already."
            self.document.add("P202", node, message)
        else:
            parent.key, parent.skips_value = node, False
