"""Change one value of a profile's text at its own place; every other byte stays as it is.

Only texts that the reader takes without a problem may be given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from casemodel.files.scalars import sort_of
from casemodel.files.tree import Scalar
from casemodel.files.yaml_text import quoted
from casemodel.files.yaml_tree import as_long_in_yaml, is_json

if TYPE_CHECKING:
    import yaml

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_KEY_BEFORE = re.compile(r"""([ \t]*)(?:"answers"|'answers'|answers)[ \t]*:[ \t]+""")
_HEADER = re.compile(r"[|>][-+0-9]*")

Span = tuple[int, int]
"""The first position of a node, and the first after it, in characters of the text."""

Path = tuple[str | int, ...]
"""Keys and positions in lists, from the whole file down to a mapping in it."""

ANSWERS: Path = ("answers",)
_NOT_ASKED = "not asked"


def with_word(text: str, key: str, word: str, path: Path = ANSWERS) -> str:
    """The text with this word at the key of a mapping: of the answers, if no path is given.

    A word is a level, a number, a share or a word for no answer, which need no escapes. A note
    beside an answer stays. An origin stays only if the new answer is the one that records proposed,
    and a hint goes. Where there is no answer yet, a line is added below the last.
    """
    places = _Places(text)
    outer, mapping = places.at(path[:-1]), places.at(path)
    entry = f"{_written(text, key)}: {_written(text, word)}"
    if mapping is None:  # a group without answers of its own
        return _added(text, places, outer, f"{_written(text, str(path[-1]))}: {{{entry}}}")
    value = places.value(mapping, key)
    if value is not None and _is_mapping(value):
        hint, answer = places.value(value, "hint"), places.value(value, "answer")
        removed = ["hint"]
        if hint is None or hint.value != word:
            removed += [] if answer.value == word else ["from", "origin"]
        text = _replaced(text, places, answer, word)
        for name in removed:
            places = _Places(text)
            value = places.at((*path, key))
            if places.value(value, name) is not None:
                text = _without(text, places, value, name)
        return text
    if value is not None:
        return _replaced(text, places, value, word)
    if not mapping.value and not outer.flow_style:
        return _opened(text, places, mapping, entry)
    return _added(text, places, mapping, entry)


def with_note(text: str, key: str, note: str, path: Path = ANSWERS) -> str:
    """The text with this note beside an answer; an empty one takes the note away.

    A question without an answer is written as not asked.
    """
    places = _Places(text)
    mapping = places.at(path)
    value = None if mapping is None else places.value(mapping, key)
    if value is None:
        return with_note(with_word(text, key, _NOT_ASKED, path), key, note, path) if note else text
    if _is_mapping(value):
        beside = (*path, key)
        return with_name(text, "note", note, beside) if note else without_word(text, "note", beside)
    if not note:
        return text
    start, end = places.span(value)
    word = text[start:end].rstrip()
    both = f"{_written(text, 'answer')}: {word}, {_written(text, 'note')}: {quoted(note)}"
    return f"{text[:start]}{{{both}}}{text[start + len(word) :]}"


def with_travel(text: str, model: str, figure: str) -> str:
    """The text with what travel costs for one post of a model; of every other one for ''.

    One figure for all becomes that of all models that are not named.
    """
    places = _Places(text)
    costs = places.value(places.root, "costs")
    now = None if costs is None else places.value(costs, "travel")
    if now is not None and _is_mapping(now):
        return with_word(text, model or "others", figure, ("costs", "travel"))
    if not model:
        return with_word(text, "travel", figure, ("costs",))
    figures = {model: figure} | ({} if now is None else {"others": now.value})
    pairs = (f"{_written(text, of)}: {_written(text, word)}" for of, word in figures.items())
    mapping = f"{{{', '.join(pairs)}}}"
    if now is not None:
        return text[: places.span(now)[0]] + mapping + text[places.end(now) :]
    entry = f"{_written(text, 'travel')}: {mapping}"
    if costs is not None:
        return _added(text, places, costs, entry)
    return _added(text, places, places.root, f"{_written(text, 'costs')}: {{{entry}}}")


def with_agency(text: str) -> str:
    """The text with an agency without answers at its end, if it has none."""
    places = _Places(text)
    if places.value(places.root, "agency") is not None:
        return text
    empty = f"{{{_written(text, 'answers')}: {{}}}}"
    return _added(text, places, places.root, f"{_written(text, 'agency')}: {empty}")


def with_name(text: str, key: str, name: str, path: Path = ()) -> str:
    """The text with this name at the key of a mapping: of the file itself, if no path is given.

    A key that is new in the file itself is added below `kind`, or below its name.
    """
    places = _Places(text)
    mapping = places.at(path)
    value = places.value(mapping, key)
    if value is None:
        entry = f"{_written(text, key)}: {quoted(name)}"
        above = places.value(mapping, "name") or places.value(mapping, "kind")
        return _added(text, places, mapping, entry, above)
    start, end = places.span(value)
    return text[:start] + quoted(name) + text[start + len(text[start:end].rstrip()) :]


def with_list(text: str, key: str, words: Sequence[str]) -> str:
    """The text with this list of words at the key of the file itself, in place of one there.

    A new one is added at the end. A list in lines of its own stays one.
    """
    places = _Places(text)
    value = places.value(places.root, key)
    scalars = [_written(text, word) for word in words]
    in_a_line = f"[{', '.join(scalars)}]"
    if value is None:
        return _added(text, places, places.root, f"{_written(text, key)}: {in_a_line}")
    start, end = places.span(value)[0], places.end(value)
    if value.flow_style or not value.value:
        return f"{text[:start]}{in_a_line}{text[end:]}"
    breaks = _LINE_BREAK.search(text)
    between = (breaks[0] if breaks else "\n") + " " * value.start_mark.column
    items = between.join(f"- {word}" for word in scalars)
    return f"{text[:start]}{items}{text[end:]}"


def list_holds_comments(text: str, key: str) -> bool:
    """Tell whether a list of words at the key of the file itself has comments among its lines."""
    places = _Places(text)
    value = places.value(places.root, key)
    if value is None:
        return False
    start, end = places.span(value)[0], places.end(value)
    return "#" in text[start:end]


def with_groups(text: str, groups: Sequence[tuple[str, str]]) -> str:
    """The text with these groups of clients at its end, each a name and a share.

    They take the place of all that is there; without any, the file has no groups.
    """
    places = _Places(text)
    root = places.root
    segments = places.value(root, "segments")
    if segments is not None:
        text = _without(text, places, root, "segments")
        places = _Places(text)
        root = places.root
    if not groups:
        return text
    if root.flow_style:
        items = _flow_groups(text, groups)
        return _added(text, places, root, f"{_written(text, 'segments')}: [{items}]")
    return _with_lines(text, places.end(root), ["segments:", *_group_lines(groups, "  ")])


def with_more_groups(text: str, groups: Sequence[tuple[str, str]]) -> str:
    """The text with these groups of clients, each a name and a share, below those it has."""
    places = _Places(text)
    segments = places.value(places.root, "segments")
    end = places.end(segments.value[-1])
    if segments.flow_style:
        return f"{text[:end]}, {_flow_groups(text, groups)}{text[end:]}"
    return _with_lines(text, end, _group_lines(groups, " " * segments.start_mark.column))


def without_word(text: str, key: str, path: Path) -> str:
    """The text without the word at the key of a mapping; an empty mapping goes, too."""
    places = _Places(text)
    outer, mapping = places.at(path[:-1]), places.at(path)
    if mapping is None or places.value(mapping, key) is None:
        return text
    if len(mapping.value) == 1:
        return _without(text, places, outer, str(path[-1]))
    return _without(text, places, mapping, key)


def _flow_groups(text: str, groups: Sequence[tuple[str, str]]) -> str:
    """Write groups of clients as entries of a list in brackets."""
    return ", ".join(
        f'{{"name": {quoted(name)}, "share": {_written(text, share)}, "answers": {{}}}}'
        for name, share in groups
    )


def _group_lines(groups: Sequence[tuple[str, str]], indent: str) -> list[str]:
    """Write groups of clients as lines of a list."""
    lines = []
    for name, share in groups:
        lines += [f"{indent}- name: {quoted(name)}", f"{indent}  share: {share}"]
        lines.append(f"{indent}  answers: {{}}")
    return lines


class _Places:
    """The nodes of a text, and their places in it."""

    def __init__(self, text: str) -> None:
        import yaml

        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self.text = text
        self.root: Any = yaml.compose(as_long_in_yaml(text), Loader=loader)
        self._starts = [0, *(line_break.end() for line_break in _LINE_BREAK.finditer(text))]

    def value(self, mapping: Any, key: str | int) -> Any:
        """The value at the key, or in the list at this position; None where there is none."""
        if isinstance(key, int):
            return mapping.value[key]
        return next((value for name, value in mapping.value if name.value == key), None)

    def at(self, path: Path) -> Any:
        """The node at the path, or None where its last key is not there."""
        node = self.root
        for key in path:
            node = self.value(node, key)
        return node

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
            last = node.value[-1]
            return self.end(last[1] if isinstance(last, tuple) else last)
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


def _replaced(text: str, places: _Places, value: Any, word: str) -> str:
    start, end = places.span(value)
    quote = value.style if value.style in ("'", '"') else ""
    after = text[start:end]
    comment = ""
    if value.style in ("|", ">"):  # a comment may stand behind the sign
        comment = _HEADER.sub("", _LINE_BREAK.split(after)[0], count=1).rstrip()
    end = start + len(after.rstrip())
    return text[:start] + _written(text, word, quote) + comment + text[end:]


def _added(text: str, places: _Places, mapping: Any, entry: str, after: Any = None) -> str:
    """The text with one more entry in a mapping: below its last, or below the value `after`."""
    if mapping.value and not mapping.flow_style:
        column = mapping.value[0][0].start_mark.column
        at = places.end(mapping if after is None else after)
        return _with_lines(text, at, [" " * column + entry])
    if mapping.value:
        at = places.end(mapping.value[-1][1])
        return f"{text[:at]}, {entry}{text[at:]}"
    start, _ = places.span(mapping)
    return f"{text[: start + 1]}{entry}{text[start + 1 :]}"


def _opened(text: str, places: _Places, empty: Any, entry: str) -> str:
    """The text with a first entry in the answers of a block: on a line of its own if it can be."""
    start, end = places.span(empty)
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    key = _KEY_BEFORE.fullmatch(text, line, start)
    if key is None or text[start + 1 : end - 1].strip():
        return _added(text, places, empty, entry)
    before = text[:start].rstrip()
    return _with_lines(before + text[end:], len(before), [f"{key[1]}  {entry}"])


def _without(text: str, places: _Places, mapping: Any, key: str) -> str:
    """The text without the entry at this key of a mapping that has others."""
    entries = mapping.value
    number = next(n for n, (name, _) in enumerate(entries) if name.value == key)
    name, value = entries[number]
    if mapping.flow_style:
        if number:
            return text[: places.end(entries[number - 1][1])] + text[places.end(value) :]
        return text[: places.span(name)[0]] + text[places.span(entries[1][0])[0] :]
    start = places.span(name)[0]
    start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    line_break = _LINE_BREAK.search(text, places.end(value))
    return text[:start] + (text[line_break.end() :] if line_break else "")


def _with_lines(text: str, after: int, lines: Sequence[str]) -> str:
    """The text with more lines, below the one in which `after` is."""
    breaks = _LINE_BREAK.search(text)
    ending = breaks[0] if breaks else "\n"
    block = "".join(line + ending for line in lines)
    if after and text[after - 1] in "\r\n":  # a block of text reaches to the next line already
        at = after
    else:
        line_break = _LINE_BREAK.search(text, after)
        if line_break is None:
            return f"{text}{ending}{block}"
        at = line_break.end()
    return text[:at] + block + text[at:]
