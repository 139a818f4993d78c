"""The Flesch-Kincaid grade of a text: the school year in the United States that can read it.

0.39 * words a sentence + 11.8 * syllables a word - 15.59 (Kincaid et al., 1975).
"""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
_SENTENCE = re.compile(r"[.!?]+(?:\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
# Vowels side by side that are spoken apart: 'client', 'create', 'being'; not 'action', 'people'.
_APART = re.compile(
    r"(?<![cgst])i[aou]|i(?=e(?:nt|nc|t))|e(?=a(?:te|s?$))|(?<!p)eo|u(?=a(?!r))|[aeiouy](?=ing)|y(?=i)"
)
_SILENT = re.compile(r"[^aeiouy](?:e|es|ed)$")
# An e at the end that is heard: 'table', 'services', 'needed', 'needles'.
_HEARD = re.compile(r"[^aeiouyl]les?$|(?:[cszx]|[cs]h|g)es$|[td]ed$")


def syllables(word: str) -> int:
    """How many syllables a word has, by rule of thumb; at least one."""
    word = word.lower().split("'")[0]
    count = len(_VOWELS.findall(word)) + len(_APART.findall(word))
    if _SILENT.search(word) and not _HEARD.search(word):
        count -= 1
    return max(count, 1)


def grade(texts: Iterable[str]) -> float:
    """The grade of texts taken together; each is at least one sentence."""
    sentences = words = spoken = 0
    for text in texts:
        spoken_words = _WORD.findall(text)
        if not spoken_words:
            continue
        sentences += max(1, sum(bool(_WORD.search(part)) for part in _SENTENCE.split(text)))
        words += len(spoken_words)
        spoken += sum(syllables(word) for word in spoken_words)
    if not words:
        return 0.0
    return 0.39 * words / sentences + 11.8 * spoken / words - 15.59
