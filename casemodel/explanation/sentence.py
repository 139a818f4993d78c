"""A sentence as data: it carries the id of its template and the facts filled in, beside its text.

So the same facts can be put in another language.
"""

from typing import NamedTuple


class Sentence(NamedTuple):
    """A sentence from a template: the template's id, the facts filled in, and the text."""

    id: str
    filled: tuple[tuple[str, str], ...]
    text: str


class Judgment(NamedTuple):
    """One statement of the answer about itself: a word of degree, and the figure behind it."""

    word: str
    sentence: Sentence
