"""Sentences of an explanation: a text by id, with its placeholders filled in."""

from casemodel.explanation.values import Sentence
from casemodel.texts.messages import phrase


def say(key: str, /, **fields: str) -> Sentence:
    """Fill in a text and keep its id and fields beside it.

    Raises:
        KeyError: There is no such text, or a placeholder has no value.
    """
    return Sentence(key, tuple(sorted(fields.items())), phrase(key, **fields))
