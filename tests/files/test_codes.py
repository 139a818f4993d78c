"""The table of codes is whole: every code that is used is in it, and every one in it is used."""

import re
from pathlib import Path

import casemodel
from casemodel.files.codes import CODES

PACKAGE = Path(casemodel.__file__).parent


def test_codes_used_are_codes_listed():
    used = {
        code
        for source in PACKAGE.rglob("*.py")
        if source.name != "codes.py" and source.parent.name != "code_help"
        for code in re.findall(r'"([ADPR][1-9][0-9]{2})"', source.read_text(encoding="utf-8"))
    }
    assert used == set(CODES)


def test_each_meaning_is_one_sentence():
    assert all(re.fullmatch(r"[A-Z][^.]*\.", meaning) for meaning in CODES.values())
