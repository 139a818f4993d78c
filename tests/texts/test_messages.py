"""Each text is used, each use has its text, and fills exactly the placeholders of its text."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from jinja2 import Environment, nodes

import casemodel
from casemodel.texts import messages, store

PACKAGE = Path(casemodel.__file__).parent
TEMPLATES = messages.templates()
EXACT = ("phrase", "say")
"""Functions that take the id of a text and a value for each of its placeholders."""

CHOOSING = "say_with"
"""The function that takes the id of a text, and facts of which it fills in what is needed."""

COUNTED = "counted"
"""The function whose second argument is the middle of two ids, `count.<thing>.one` and `.many`."""

KINDS = frozenset({"client", "organization"})
KEPT_BESIDE: Mapping[str, frozenset[str]] = {
    "fit": frozenset({"low", "high"}),
    "contested": frozenset({"claims"}),
    "weak_point": frozenset({"cites"}),
    "weak_point.of": frozenset({"cites"}),
}
"""Facts that a sentence keeps for those who show it, beyond the words it says itself."""


class Use(NamedTuple):
    """A call that fills in texts: its place, the ids it may take, and the fields it gives."""

    place: str
    keys: frozenset[str]
    fields: frozenset[str] | None


def constants(node: ast.AST) -> frozenset[str]:
    """The strings in a piece of code, but not the keys of tables, nor ids that are filled in."""
    left_out = {
        id(part)
        for within in ast.walk(node)
        for part in (
            within.keys
            if isinstance(within, ast.Dict)
            else within.args
            if isinstance(within, ast.Call) and name_of(within) in (*EXACT, CHOOSING)
            else ()
        )
    }
    return frozenset(
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and id(part) not in left_out
    )


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def named_constants(scope: ast.AST) -> Mapping[str, set[str]]:
    """The strings that each variable may hold that is set within a module or function."""
    held: dict[str, set[str]] = defaultdict(set)
    for node in ast.walk(scope):
        values = (
            [(target, node.value) for target in node.targets]
            if isinstance(node, ast.Assign)
            else [(node.target, node.value)]
            if isinstance(node, ast.AnnAssign) and node.value
            else [(node.target, node.iter)]
            if isinstance(node, ast.For | ast.comprehension)
            else []
        )
        for target, value in values:
            strings = constants(value) | {
                text
                for part in ast.walk(value)
                if isinstance(part, ast.Name)
                for text in held.get(part.id, ())
            }
            for part in ast.walk(target):
                if isinstance(part, ast.Name):
                    held[part.id] |= strings
    return held


def keys_of(node: ast.expr, held: Mapping[str, set[str]]) -> frozenset[str]:
    """The ids that an argument may be: itself, either of two, or one that a variable holds."""
    match node:
        case ast.Constant(value=str(key)):
            return frozenset([key])
        case ast.Subscript(value=table):
            return keys_of(table, held)
        case ast.Call(func=ast.Attribute(value=table, attr="get"), args=[_, default]):
            return keys_of(table, held) | keys_of(default, held)
        case ast.IfExp(body=first, orelse=second):
            return keys_of(first, held) | keys_of(second, held)
        case ast.Name(id=name):
            return frozenset(held.get(name, set()) & set(TEMPLATES))
        case _:
            return frozenset()


def top_of(tree: ast.Module) -> ast.Module:
    """What a module sets outside of functions and classes."""
    return ast.Module([n for n in tree.body if isinstance(n, ast.Assign | ast.AnnAssign)], [])


def calls_in(function: ast.FunctionDef) -> list[ast.Call]:
    """The calls that take the id of a text."""
    taking = (*EXACT, CHOOSING, COUNTED)
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    return [call for call in calls if name_of(call) in taking]


def uses() -> Iterator[Use]:
    yield from uses_in_templates()
    for source in sorted(PACKAGE.rglob("*.py")):
        if source.parent.name == "texts" or source.name == "templates.py":
            continue
        place = str(source.relative_to(PACKAGE.parent))
        tree = ast.parse(source.read_text(encoding="utf-8"))
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        tables = named_constants(top_of(tree))
        for function in functions:
            if function.name != COUNTED and (calls := calls_in(function)):
                held = {**tables, **named_constants(function)}
                for call in calls:
                    yield from uses_of(call, f"{place}:{call.lineno}", held)


def uses_in_templates() -> Iterator[Use]:
    """The calls of `phrase` in the templates of pages, for which no text is worked out."""
    for source in sorted(PACKAGE.rglob("*.html")):
        tree = Environment(autoescape=True).parse(source.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in EXACT:
                key, fields = call.args[0], frozenset(keyword.key for keyword in call.kwargs)
                assert isinstance(key, nodes.Const), source
                yield Use(f"{source.name}:{call.lineno}", frozenset([key.value]), fields)


def uses_of(call: ast.Call, place: str, held: Mapping[str, set[str]]) -> Iterator[Use]:
    assert isinstance(call.func, ast.Name)
    if call.func.id in EXACT:
        fields = frozenset(str(keyword.arg) for keyword in call.keywords)
        yield Use(place, keys_of(call.args[0], held), fields)
    elif call.func.id == CHOOSING:
        yield Use(place, keys_of(call.args[0], held), None)
    elif call.func.id == COUNTED:
        kind_node = call.args[1]
        things = [kind_node.value] if isinstance(kind_node, ast.Constant) else sorted(KINDS)
        keys = {f"count.{kind}.{many}" for kind in things for many in ("one", "many")}
        yield Use(place, frozenset(keys), frozenset({"count"}))


@cache
def every_use() -> tuple[Use, ...]:
    """All uses in the package, read once."""
    return tuple(uses())


@cache
def used_directly() -> frozenset[str]:
    """The ids that calls name."""
    return frozenset().union(*(use.keys for use in every_use()))


@cache
def in_tables() -> frozenset[str]:
    """The ids that only tables hold."""
    return (strings() & set(TEMPLATES)) - used_directly()


def strings() -> frozenset[str]:
    """Every string of the package: among them are the ids that tables hold."""
    sources = PACKAGE.rglob("*.py")
    return frozenset().union(*(constants(ast.parse(s.read_text("utf-8"))) for s in sources))


def test_each_use_has_its_text():
    assert set(TEMPLATES) >= used_directly()


def test_each_text_is_used():
    assert set(TEMPLATES) == used_directly() | in_tables()


def test_an_id_from_a_table_elsewhere_needs_no_values():
    assert not [use for use in every_use() if not use.keys and use.fields]
    assert not [key for key in in_tables() if messages.placeholders(key)]


def test_each_use_fills_exactly_the_placeholders():
    wrong = [
        (use.place, key, sorted(use.fields), sorted(messages.placeholders(key)))
        for use in every_use()
        if use.fields is not None
        for key in use.keys
        if use.fields != messages.placeholders(key) | KEPT_BESIDE.get(key, frozenset())
    ]
    assert not wrong


def test_no_id_is_used_for_two_texts():
    listed = [key for file in messages.FILES for key in store.texts(file)]
    assert len(listed) == len(set(listed)) == len(TEMPLATES)


@pytest.mark.parametrize(
    "path",
    sorted(store.folder().parent.glob("*/*.yaml")),
    ids=lambda path: f"{path.parent.name} {path.stem}",
)
def test_a_file_names_each_id_once(path):
    keys = [key.value for key, _ in yaml.compose(path.read_text(encoding="utf-8")).value]
    assert len(keys) == len(set(keys))


def test_a_text_says_something_in_one_line():
    for key, text in TEMPLATES.items():
        assert re.search(r"\S", text), key
        assert "\n" not in text, key
        assert key.startswith("start.") or "  " not in text, key


def test_the_values_of_a_text_are_filled_in_as_they_are():
    assert messages.phrase("word.client", id="{id} {0.__class__}") == "Client {id} {0.__class__}"


def test_a_text_without_a_value_for_its_placeholder_is_refused():
    with pytest.raises(KeyError):
        messages.phrase("word.client")
