"""Checks of wording: questions that are hard to read, and words that judge people."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.references import Finding, Path
from casemodel.knowledge.values import Rules
from casemodel.texts.store import texts
from casemodel.workshop.lint.texts import Text, every_text
from casemodel.workshop.reading_grade import grade

MOST_GRADE = 9
"""The highest school grade, rounded, at which a question may read: about age 14."""


def plain_words() -> Mapping[str, str]:
    """Give plain words for each word or phrase that judges people, in small letters."""
    return texts("loaded_words")


@cache
def _loaded_word() -> re.Pattern[str]:
    """Build a pattern that matches any of these words; of two at one place, the longer."""
    words = "|".join(sorted(map(re.escape, plain_words()), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


def findings(rules: Rules) -> Iterator[Finding]:
    """Find questions and levels that are hard to read, then loaded words in any text."""
    for criterion in rules.criteria.values():
        yield from _hard_to_read(criterion)
    for quantity in rules.quantities.values():
        path = ("criteria.yaml", "quantities", quantity.id, "question")
        yield from _too_hard(path, "This question reads", quantity.question)
    for text in every_text(rules):
        yield from _loaded(text)


def _hard_to_read(criterion: Criterion) -> Iterator[Finding]:
    """Find questions, and sets of level names, that are hard to read, for each kind asked."""
    path = ("criteria.yaml", "criteria", criterion.id)
    checked = set()
    for kind in criterion.asked_of:
        question = criterion.question.said_to(kind)
        names = " ".join(f"{level.name.said_to(kind)}." for level in criterion.levels)
        for at, beginning, text in (
            ((*path, "question", kind), "This question reads", question),
            ((*path, "levels"), "The names of these levels read", names),
        ):
            if text not in checked:
                yield from _too_hard(at, beginning, text)
            checked.add(text)


def _too_hard(path: Path, beginning: str, text: str) -> Iterator[Finding]:
    school_grade = round(grade(text))
    if school_grade > MOST_GRADE:
        message = f"{beginning} like school grade {school_grade}."
        expected = f"grade {MOST_GRADE} or lower (about age 14): shorter words and sentences"
        yield Finding("R506", path, message, expected=expected)


def _loaded(text: Text) -> Iterator[Finding]:
    for word in dict.fromkeys(match.lower() for match in _loaded_word().findall(text.says)):
        message = f"The words '{word}' judge people."
        expected = f"in plain words: {plain_words()[word]}"
        yield Finding("R507", text.path, message, expected=expected)
