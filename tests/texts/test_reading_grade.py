"""The tool's own texts are easy to read: at most school grade 10 each, and grade 6 on the whole."""

import re

from casemodel.texts.messages import templates
from casemodel.texts.problems import problem_texts
from casemodel.workshop.reading_grade import grade

MOST, MOST_ON_THE_WHOLE = 10, 6
FEWEST_WORDS = 10
"""Below so many words, one long word decides the grade."""

# Commands and file names are typed as they are: no plainer word can take their place.
_TYPED = re.compile(r"casemodel [a-z-]+( [A-Za-z./_+-]+)*|--[a-z-]+|\b\w+\.yaml\b")


def texts() -> dict[str, str]:
    texts_by_key = {key: re.sub(r"\{\w+\}", "this", text) for key, text in templates().items()}
    for code, entry in problem_texts().items():
        texts_by_key |= {
            f"{code} message": entry.message,
            f"{code} why": entry.why,
            f"{code} mend": entry.mend,
        }
    return {key: _TYPED.sub("this", text) for key, text in texts_by_key.items()}


LONG = {key: text for key, text in texts().items() if len(text.split()) >= FEWEST_WORDS}


def test_a_text_is_easy_to_read():
    assert [text for text in LONG.values() if grade(text) > MOST] == []


def test_all_texts_together_are_easy_to_read():
    assert grade(" ".join(LONG.values())) <= MOST_ON_THE_WHOLE
