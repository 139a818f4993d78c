"""The ids of texts that functions use, directly or through the functions that they name."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from tests.texts.test_messages import PACKAGE, TEMPLATES, calls_in, named_constants, top_of, uses_of

Place = tuple[str, str]
"""A module, such as "casemodel.pages.answer", and the name of a function in it."""


def ids_reached(entries: Iterable[Place]) -> frozenset[str]:
    """Collect the ids of all texts that can be said from these functions on; each must be there."""
    left, visited, ids = list(entries), set[Place](), set[str]()
    assert [place for place in left if place not in functions()] == []
    while left:
        place = left.pop()
        if place in visited or place not in functions():
            continue
        visited.add(place)
        ids |= ids_of(place)
        left += named_in(place)
    return frozenset(ids)


@cache
def modules() -> Mapping[str, ast.Module]:
    parent = PACKAGE.parent
    return {
        ".".join(source.relative_to(parent).with_suffix("").parts): ast.parse(
            source.read_text("utf-8")
        )
        for source in PACKAGE.rglob("*.py")
    }


@cache
def functions() -> Mapping[Place, ast.FunctionDef]:
    return {
        (module, node.name): node
        for module, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }


@cache
def imported(module: str) -> Mapping[str, Place]:
    return {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in ast.walk(modules()[module])
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


@cache
def methods() -> Mapping[str, tuple[Place, ...]]:
    """Methods of classes by name, for calls that name the method of a value.

    Nothing below the desk has a value of its classes.
    """
    places: dict[str, tuple[Place, ...]] = {}
    for module, tree in modules().items():
        if module.startswith("casemodel.desk."):
            continue
        for node in ast.walk(tree):
            for each in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(each, ast.FunctionDef):
                    places[each.name] = (*places.get(each.name, ()), (module, each.name))
    return places


def named_in(place: Place) -> Iterator[Place]:
    module, _ = place
    for node in ast.walk(functions()[place]):
        if isinstance(node, ast.Name):
            yield imported(module).get(node.id, (module, node.id))
        elif isinstance(node, ast.Attribute):
            yield from methods().get(node.attr, ())


@cache
def tables_of(module: str) -> Mapping[str, set[str]]:
    """The strings in what a module sets outside of functions."""
    return named_constants(top_of(modules()[module]))


def ids_of(place: Place) -> frozenset[str]:
    """The ids of texts that one function uses, also those in tables of its module that it names."""
    module, _ = place
    function = functions()[place]
    tables = tables_of(module)
    calls = calls_in(function)
    constants = {**tables, **named_constants(function)} if calls else {}
    used = {key for call in calls for use in uses_of(call, module, constants) for key in use.keys}
    names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    used |= {text for name in names for text in tables.get(name, ())}
    return frozenset(used & set(TEMPLATES))
