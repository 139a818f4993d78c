"""Sentences and labels by id, with the values that their placeholders take."""

from collections.abc import Mapping
from functools import cache
from string import Formatter

from casemodel.texts.language import spoken
from casemodel.texts.store import ENGLISH, texts

FILES = ("sentences", "pages", "desk")
"""The text files whose ids share one set of names."""


def templates() -> Mapping[str, str]:
    """Give every sentence and label by id, with {placeholders}, in the language spoken now."""
    return templates_in(spoken())


@cache
def templates_in(language: str) -> Mapping[str, str]:
    """Give every sentence and label by id in one language; what it lacks is in English."""
    by_key = {key: template for file in FILES for key, template in texts(file).items()}
    if language != ENGLISH:
        by_key |= {
            key: template for file in FILES for key, template in texts(file, language).items()
        }
    return by_key


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
