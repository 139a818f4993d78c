"""What a cell answers: a level by its id or its words, yes and no, blank, or a translated code."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from casemodel.caseload.values import ReadCell
from casemodel.files.limits import NUMBER_LENGTH, SHEET_ANSWER
from casemodel.files.scalars import is_number
from casemodel.knowledge.former_names import former_levels
from casemodel.knowledge.values import Criterion
from casemodel.profiles.numbers import answer_of_number, is_part_of_whole
from casemodel.profiles.values import UNANSWERED_WORDS, Answer

YES, NO = ("y", "true"), ("n", "false")
"""What stands for yes and no beside the words themselves, as `fold` leaves it."""

_NOT_ASKED = Answer("not_asked", "")
_NO_TRANSLATIONS: Mapping[str, Answer] = MappingProxyType({})
_JOINED = re.compile(r"(?<=\w)[-_](?=\w)")


def fold(text: str) -> str:
    """The text as it is compared: case, blanks and the joints of words do not count."""
    return " ".join(_JOINED.sub(" ", text).split()).casefold()


def reader_of(
    criterion: Criterion, translations: Mapping[str, Answer] = _NO_TRANSLATIONS
) -> ReadCell:
    """What reads the cells of a column that answers this criterion.

    It takes the ids of the levels and their words for a client, 'not asked', 'refused' and 'not
    known', and a blank, which was not asked. Y and TRUE stand for yes, N and FALSE for no, where
    the question has no other answers than these two; N and FALSE wherever no is one of them. A
    number counts where the criterion has bands. `translations` say what the user's own codes mean,
    by their folded text, and come first.
    """
    known = words_of(criterion) | dict(translations)

    def read(text: str) -> Answer | None:
        if len(text) > SHEET_ANSWER:
            return None
        return known.get(fold(text)) or _by_number(criterion, text.strip())

    return read


def words_of(criterion: Criterion) -> dict[str, Answer]:
    """Every text that is an answer to the criterion without being translated, folded."""
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
    """The level whose band holds a number, where the criterion counts something."""
    counted = criterion.counts and not is_part_of_whole(criterion)
    if not counted or len(text) > NUMBER_LENGTH or not is_number(text) or text.startswith("-"):
        return None
    return answer_of_number(criterion, text)
