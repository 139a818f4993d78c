"""Sentences and labels by id, with the values that their placeholders take."""

from collections.abc import Mapping
from functools import cache
from string import Formatter

from casemodel.texts.store import texts

FILES = ("sentences", "pages")
"""The text files whose ids share one set of names."""


@cache
def templates() -> Mapping[str, str]:
    """Give every sentence and label by id, with {placeholders}."""
    return {key: template for file in FILES for key, template in texts(file).items()}


def placeholders(key: str) -> frozenset[str]:
    """Give the names of a text's placeholders. Raises KeyError if there is no such text."""
    return frozenset(name for _, name, _, _ in Formatter().parse(templates()[key]) if name)


def phrase(key: str, /, **fields: object) -> str:
    """Fill in the placeholders of one text.

    Args:
        key: The id of the text.
        fields: A value for each placeholder of the text.

    Raises:
        KeyError: There is no such text, or a placeholder has no value.
    """
    return templates()[key].format_map(fields)
