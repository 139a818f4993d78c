"""Changing one answer of a profile's text in place; every other byte stays as it is.

The text must be one that `casemodel.profiles.reader` reads without a problem. Words are levels,
numbers and the words for no answer, which need no escapes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from casemodel.files.scalars import sort_of
from casemodel.files.tree import Scalar
from casemodel.files.yaml_tree import as_long_in_yaml, is_json

if TYPE_CHECKING:
    import yaml

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_KEY_BEFORE = re.compile(r"""(?:"answers"|'answers'|answers)[ \t]*:[ \t]+""")
_HEADER = re.compile(r"[|>][-+0-9]*")

Span = tuple[int, int]
"""The first position of a node, and the first after it, in characters of the text."""


def with_word(text: str, key: str, word: str) -> str:
    """Write this word as the answer to a criterion or quantity into the text.

    A note beside the answer stays. Where there is no answer yet, a line is added below the last.
    """
    places = _Places(text)
    answers = places.value(places.root, "answers")
    given = places.value(answers, key)
    if given is not None and _is_mapping(given):
        given = places.value(given, "answer")
    if given is not None:
        return _replaced(text, places, given, word)
    return _added(text, places, answers, key, word)


class _Places:
    """The nodes of a text, and their places in it."""

    def __init__(self, text: str) -> None:
        import yaml

        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self.text = text
        self.root: Any = yaml.compose(as_long_in_yaml(text), Loader=loader)
        self._starts = [0, *(found.end() for found in _LINE_BREAK.finditer(text))]

    def value(self, mapping: Any, key: str) -> Any:
        """Give the value at the key, or None."""
        return next((value for name, value in mapping.value if name.value == key), None)

    def span(self, node: yaml.Node) -> Span:
        """Give the span of a node in the text."""
        return self._offset(node.start_mark), self._offset(node.end_mark)

    def _offset(self, mark: Any) -> int:
        if mark.line >= len(self._starts):  # the end of a text that does not end with a line break
            return len(self.text)
        return min(int(self._starts[mark.line] + mark.column), len(self.text))

    def end(self, node: Any) -> int:
        """Find the end of the content of a text or mapping, without blanks and comments behind."""
        if node.value and not isinstance(node.value, str) and not node.flow_style:
            _, last = node.value[-1]
            return self.end(last)
        start, end = self.span(node)
        if getattr(node, "style", None) in ("|", ">"):
            return end
        return start + len(self.text[start:end].rstrip())


def _is_mapping(node: Any) -> bool:
    return isinstance(node.value, list)


def _written(text: str, word: str, quote: str = "") -> str:
    """Write the word for the file: quoted as the text it replaces, or as JSON needs it."""
    sort = sort_of(Scalar(word, plain=True, line=0, column=0))
    if not quote and (sort in ("null", "boolean") or (is_json(text) and sort == "text")):
        quote = '"'
    return f"{quote}{word}{quote}"


def _replaced(text: str, places: _Places, given: Any, word: str) -> str:
    start, end = places.span(given)
    quote = given.style if given.style in ("'", '"') else ""
    after = text[start:end]
    kept = ""
    if given.style in ("|", ">"):  # a comment may stand behind the sign
        kept = _HEADER.sub("", _LINE_BREAK.split(after)[0], count=1).rstrip()
    end = start + len(after.rstrip())
    return text[:start] + _written(text, word, quote) + kept + text[end:]


def _added(text: str, places: _Places, answers: Any, key: str, word: str) -> str:
    start, end = places.span(answers)
    entry = f"{_written(text, key)}: {_written(text, word)}"
    if answers.value and not answers.flow_style:
        column = answers.value[0][0].start_mark.column
        return _with_line(text, places.end(answers), " " * column + entry)
    if answers.value:
        at = places.end(answers.value[-1][1])
        return f"{text[:at]}, {entry}{text[at:]}"
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    opening = _KEY_BEFORE.fullmatch(text, line, start)
    if opening and not text[start + 1 : end - 1].strip():
        before = text[:start].rstrip()
        return _with_line(before + text[end:], len(before), "  " + entry)
    return f"{text[: start + 1]}{entry}{text[start + 1 :]}"


def _with_line(text: str, after: int, line: str) -> str:
    """Add a line to the text, below the line that holds the position `after`."""
    breaks = _LINE_BREAK.search(text)
    ending = breaks[0] if breaks else "\n"
    if after and text[after - 1] in "\r\n":  # a block of text reaches to the next line already
        at = after
    else:
        found = _LINE_BREAK.search(text, after)
        if found is None:
            return f"{text}{ending}{line}{ending}"
        at = found.end()
    return f"{text[:at]}{line}{ending}{text[at:]}"
