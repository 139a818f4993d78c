"""What a cell answers, and that it answers nothing by chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemodel.files.limits import NUMBER_LENGTH
from casemodel.profiles.values import UNANSWERED_WORDS, Answer
from casemodel.tables.cells import fold, reader_of
from tests.shipped import shipped

RULES = shipped()
CRITERIA = RULES.criteria_for("client")
PAIRS = [(criterion, level) for criterion in CRITERIA for level in criterion.levels]
ids = [f"{criterion.id}-{level.id}" for criterion, level in PAIRS]


@pytest.mark.parametrize(("criterion", "level"), PAIRS, ids=ids)
def test_every_answer_is_read_by_its_id_and_by_its_words(criterion, level):
    read_cell = reader_of(criterion)
    for text in (level.id, level.name.client):
        for written in (text, text.upper(), f"  {text}\t", text.replace("_", "-"), text.title()):
            assert read_cell(written) == Answer("answered", level.id)


def test_what_is_no_answer_is_one_of_three():
    read_cell = reader_of(RULES.criteria["acuity"])
    for word, state in UNANSWERED_WORDS.items():
        assert read_cell(word.capitalize()) == Answer(state, "")
    for blank in ("", " ", "\t", "\u00a0", "\r\n"):
        assert read_cell(blank) == Answer("not_asked", "")


@pytest.mark.parametrize(
    "text", ["1", "0", "-1", "stabel", "n/a", "unknown", "?", "yes", "x" * 5000]
)
def test_what_is_not_known_is_not_guessed(text: str):
    assert reader_of(RULES.criteria["acuity"])(text) is None


def test_the_longest_text_and_the_longest_number_that_are_read():
    translated = {"x" * 1000: Answer("answered", "acute"), "x" * 1001: Answer("answered", "acute")}
    read_cell = reader_of(RULES.criteria["acuity"], translated)
    assert read_cell("x" * 1000) == Answer("answered", "acute")
    assert read_cell("x" * 1001) is None
    read_cell = reader_of(RULES.criteria["staff_size"])
    assert read_cell(f"5.{'0' * (NUMBER_LENGTH - 2)}").level == "some"
    assert read_cell(f"5.{'0' * (NUMBER_LENGTH - 1)}") is None


def test_a_minus_counts():
    read_cell = reader_of(RULES.criteria["acuity"], {fold("1"): Answer("answered", "acute")})
    assert read_cell("1") == Answer("answered", "acute")
    assert read_cell("-1") is None
    assert read_cell("01") is None


def test_numbers_count_where_the_question_has_bands():
    read_cell = reader_of(RULES.criteria["staff_size"])
    assert [read_cell(text).level for text in ("1", "5", " 14.5", "15")] == [
        "few",
        "some",
        "some",
        "many",
    ]
    assert reader_of(RULES.criteria["caseload"])("14").level == "13_to_20"
    assert [read_cell(text) for text in ("-1", "1e3", "1:15", "9" * 20)] == [None] * 4
    assert reader_of(RULES.criteria["clinicians"])("1") is None


def test_a_translation_comes_before_the_words():
    read_cell = reader_of(RULES.criteria["acuity"], {fold("Stable"): Answer("refused", "")})
    assert read_cell("stable") == Answer("refused", "")
    assert read_cell("acute") == Answer("answered", "acute")


@given(st.text(max_size=30), st.sampled_from(CRITERIA))
def test_whatever_stands_there_is_an_answer_of_the_question_or_none(text: str, criterion):
    answer = reader_of(criterion)(text)
    known = {"", *(level.id for level in criterion.levels)}
    assert answer is None or answer.level in known
