"""Markup as a tree, so that text can only ever be text: whatever is in it is escaped on writing.

There is no way to put markup in as a string. Names of elements and attributes stand in the code;
everything from a file comes in as the text of an element or the value of an attribute.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple, Union

_VOID = frozenset({"meta", "br"})


class Element(NamedTuple):
    """One element: its name, its attributes in order, and what is in it."""

    name: str
    attributes: Mapping[str, str]
    inside: tuple[Union["Element", str], ...]


Node = Element | str


def element(name: str, *inside: Node, **attributes: str) -> Element:
    """An element. In names of attributes `_` stands for '-'; one at the end is dropped: `class_`.

    An attribute with an empty value is written without one where HTML allows it.
    """
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    return Element(name, named, tuple(one for one in inside if one != ""))


def written(nodes: Iterable[Node]) -> str:
    """The nodes as markup that is good HTML, and good XML where they are SVG."""
    return "".join(_written(node) for node in nodes)


def _written(node: Node) -> str:
    if isinstance(node, str):
        return escape(node, quote=False)
    if node.name == "style":
        return _style(node)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
    opening = f"<{node.name}{attributes}>"
    if node.name in _VOID:
        return opening
    return f"{opening}{written(node.inside)}</{node.name}>"


def _style(node: Element) -> str:
    """A style sheet, which is not escaped and so must hold nothing that could end it."""
    sheet = "".join(one for one in node.inside if isinstance(one, str))
    if "<" in sheet:
        raise ValueError("a style sheet cannot hold '<'")
    return f"<style>{sheet}</style>"
