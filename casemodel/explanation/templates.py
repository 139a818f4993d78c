"""Sentences of an explanation: a text by id, with its placeholders filled in."""

from collections.abc import Mapping

from casemodel.explanation.sentence import Sentence
from casemodel.texts.messages import phrase, placeholders


def say_with(key: str, facts: Mapping[str, str]) -> Sentence:
    """Fill in a text from facts, of which it may use only some.

    Raises:
        KeyError: There is no such text, or a placeholder is not among the facts.
    """
    return say(key, **{name: facts[name] for name in placeholders(key)})


def say(key: str, /, **fields: str) -> Sentence:
    """Fill in a text, and keep its id and fields with it.

    Raises:
        KeyError: There is no such text, or a placeholder has no value.
    """
    return Sentence(key, tuple(sorted(fields.items())), phrase(key, **fields))
