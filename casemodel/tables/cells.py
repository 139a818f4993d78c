"""The answer in a cell: a level by its id or its words, yes and no, blank, or a translated code."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from unicodedata import normalize

from casemodel.caseload.values import ReadCell
from casemodel.files.limits import NUMBER_LENGTH, SHEET_ANSWER
from casemodel.files.scalars import is_number
from casemodel.knowledge.criteria import Criterion
from casemodel.knowledge.former_names import former_levels
from casemodel.profiles.numbers import answer_of_number, is_part_of_whole
from casemodel.profiles.values import UNANSWERED_WORDS, Answer, State

YES, NO = ("y", "true"), ("n", "false")
"""Other words for yes and no, as `fold` leaves them."""

_NOT_ASKED = Answer("not_asked", "")
_NO_TRANSLATIONS: Mapping[str, Answer] = MappingProxyType({})
_JOINED = re.compile(r"(?<=\w)[-_](?=\w)")
_ZEROS = re.compile(r"(-?(?:0|[1-9][0-9]*))\.0+|(-?[0-9]+\.[0-9]*[1-9])0+")
# Marks that a keyboard or a word processor puts in place of one another.
_ALIKE = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02b9\u0060\u00b4\u2032", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)

USUAL_NO_ANSWERS: Mapping[str, str] = {
    "n/a": "not asked",
    "na": "not asked",
    "#n/a": "not asked",
    "not applicable": "not asked",
    "not collected": "not asked",
    "data not collected": "not asked",
    "blank": "not asked",
    "missing": "not asked",
    "null": "not asked",
    "-": "not asked",
    "--": "not asked",
    ".": "not asked",
    "?": "not known",
    "unk": "not known",
    "unknown": "not known",
    "unsure": "not known",
    "undetermined": "not known",
    "don't know": "not known",
    "does not know": "not known",
    "client doesn't know": "not known",
    "dk": "not known",
    "refused": "refused",
    "refused to answer": "refused",
    "client refused": "refused",
    "declined": "refused",
    "declined to answer": "refused",
    "prefer not to answer": "refused",
    "client prefers not to answer": "refused",
    "prefers not to say": "refused",
}
"""Usual words for no answer, with their meaning; a map takes all of them with one word."""


def fold(text: str) -> str:
    """Fold a text for comparison.

    Case, blanks, hyphens and underscores between words, and forms of one character that look alike
    do not count; a number counts by its value.
    """
    if not text.isascii():
        text = normalize("NFKC", text).translate(_ALIKE)
    folded = " ".join(_JOINED.sub(" ", text).split()).casefold()
    number = _ZEROS.fullmatch(folded)
    return (number[1] or number[2]) if number else folded


def reader_of(
    criterion: Criterion,
    translations: Mapping[str, Answer] = _NO_TRANSLATIONS,
    no_answers: Mapping[str, Answer] = _NO_TRANSLATIONS,
) -> ReadCell:
    """Make the reader for cells of a column that answers this criterion.

    It takes the ids of the levels and their words for a client, 'not asked', 'refused' and 'not
    known', and a blank, which was not asked. Y and TRUE mean yes, N and FALSE mean no, if the
    question has only these two answers; N and FALSE also if one of several answers is no. A number
    counts if the criterion has bands. `translations` give the meaning of the user's own codes, by
    their folded text, and come first. `no_answers` are words for no answer in all columns, by their
    folded text; a level with such a name comes before them.
    """
    known = {**no_answers, **words_of(criterion), **no_answer_to_blanks(no_answers), **translations}

    def read(text: str) -> Answer | None:
        """Read a cell: the answer, or None if it cannot be read."""
        if len(text) > SHEET_ANSWER:
            return None
        return known.get(fold(text)) or _by_number(criterion, text.strip())

    return read


def no_answer_to_blanks(no_answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Give the meaning of a blank, if the words for no answer state one."""
    return {"": no_answers[""]} if "" in no_answers else {}


BETWEEN = "\x1f"
"""The mark between the texts of several cells that answer one question together."""


def reader_of_several(criterion: Criterion, read: ReadCell) -> ReadCell:
    """Make the reader for several cells that answer one question, joined by BETWEEN.

    Answers that differ cannot be read. But where a question takes yes or no, one yes is a yes, and
    it is a no only if every cell says no.
    """
    yes_or_no = {level.id for level in criterion.levels} == {"yes", "no"}

    def read_several(texts: str) -> Answer | None:
        """Read the joined cells: the answer, or None if it cannot be read."""
        answers = [read(text) for text in texts.split(BETWEEN)]
        levels = {a.level for a in answers if a is not None and a.state == "answered"}
        if yes_or_no and "yes" in levels:
            return Answer("answered", "yes")
        if None in answers or len(levels) > 1:
            return None
        states = {a.state for a in answers if a is not None}
        unanswered = next((state for state in _UNANSWERED if state in states), None)
        if levels and not (yes_or_no and unanswered):
            return Answer("answered", *levels)
        return Answer(unanswered or "not_asked", "")

    return read_several


_UNANSWERED: tuple[State, ...] = ("refused", "not_known", "not_asked")


def words_of(criterion: Criterion) -> dict[str, Answer]:
    """List every text, folded, that answers the criterion without being translated."""
    words = {fold(word): Answer(state, "") for word, state in UNANSWERED_WORDS.items()}
    words[""] = _NOT_ASKED
    ids = {level.id for level in criterion.levels}
    for old, level_id in former_levels(criterion).items():
        words[fold(old)] = Answer("answered", level_id)
    for level in criterion.levels:
        words[fold(level.name.client)] = Answer("answered", level.id)
    for level in criterion.levels:  # ids last: they win over the words of another level
        words[fold(level.id)] = Answer("answered", level.id)
    if "no" in ids:
        words |= dict.fromkeys(NO, Answer("answered", "no"))
    if ids == {"yes", "no"}:
        words |= dict.fromkeys(YES, Answer("answered", "yes"))
    return words


def _by_number(criterion: Criterion, text: str) -> Answer | None:
    """Give the level whose band holds a number, if the criterion counts something."""
    counted = criterion.counts and not is_part_of_whole(criterion)
    if not counted or len(text) > NUMBER_LENGTH or not is_number(text) or text.startswith("-"):
        return None
    return answer_of_number(criterion, text)
