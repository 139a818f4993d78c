"""Readability of English words: the school grade of Flesch and Kincaid.

    grade = 0.39 * words / sentences + 11.8 * syllables / words - 15.59

A grade is a year at school in the United States: at grade 9 a reader is about 14. Syllables are
counted by rule, so the grade of one sentence is right to about one year, not better.

Source: J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, Derivation of New
Readability Formulas for Navy Enlisted Personnel, Research Branch Report 8-75, 1975.
"""

import re

_SENTENCE_END = re.compile(r"[.!?;:]+(?=\s|$)")
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
# An e that is not heard: at the end ('made', 'rules', 'asked', 'vague'; but not 'table', 'places'
# or 'needed'), or before an ending ('rarely', 'homeless').
_MUTE = re.compile(
    r"(?<![bcdfgkptz])le[ds]?$|[^aeiouyl]e$|[^aeiouylcgsxzh]es$|[^aeiouyltd]ed$|[gq]ues?$"
    r"|[aeiou][^aeiou]+e(?=(?:ly|less|ness|ful|ments?|times)$)"
)
# Vowels side by side that are two syllables: 'client', 'serious', 'idea', 'create', 'doing'; but
# not 'nation', 'friend' or 'special'.
_PARTED = re.compile(
    r"(?<![tcsxg])(?<!fr)(?<!v(?=ior))i(?:[ao]|u|e[nt])|(?<![gq])ua|uous"
    r"|eo(?!ple)|[aeiouy][^aeiouy]ea$|creat|[aeouy]ing"
)


def grade(text: str) -> float:
    """Work out the school grade at which the text is read with ease; 0 or less is the easiest.

    A text without words has grade 0.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = sum(1 for part in _SENTENCE_END.split(text) if _WORD.search(part))
    syllables = sum(map(syllables_of, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def syllables_of(word: str) -> int:
    """Count the syllables of an English word, by rule; at least one."""
    letters = word.casefold().replace("\u2019", "'").partition("'")[0]
    count = len(_VOWELS.findall(letters))
    return max(1, count - len(_MUTE.findall(letters)) + len(_PARTED.findall(letters)))
