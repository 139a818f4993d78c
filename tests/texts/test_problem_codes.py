"""The list of problem codes is complete: each used code has texts, and each with texts is used."""

import re
from pathlib import Path

import casemodel
from casemodel.texts.problems import problem_texts

PACKAGE = Path(casemodel.__file__).parent


def test_each_code_used_has_texts_and_each_code_with_texts_is_used():
    used = {
        code
        for source in PACKAGE.rglob("*.py")
        for code in re.findall(r'"([ADPR][1-9][0-9]{2})"', source.read_text(encoding="utf-8"))
    }
    assert used == set(problem_texts())


def test_each_message_is_one_sentence():
    for code, entry in problem_texts().items():
        assert re.fullmatch(r"(casemodel|[A-Z])[^.]*(\.xlsx[^.]*)?\.", entry.message), code
