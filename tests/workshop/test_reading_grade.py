"""The reading grade: known words, and what makes a text harder."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casemodel.workshop.reading_grade import grade, syllables_of

BY_COUNT = {
    1: "the needs once worse asked case care made years vague whole housed skilled used goes rules",
    2: "client needed people little table studies reviewed being illness social special mental "
    "severe leaving places quiet playing doing create homeless rarely sometimes simple question "
    "distrust friendship",
    3: "services manager idea serious bipolar disorder depression hospital another violence "
    "previous medium obstacle obstacles created usual actual",
    4: "community information evaluate institution continuous experienced behavioral",
    5: "schizophrenia organization",
}


@pytest.mark.parametrize("count", BY_COUNT)
def test_syllables(count):
    words = BY_COUNT[count].split()
    assert {word: syllables_of(word) for word in words} == dict.fromkeys(words, count)
    assert {syllables_of(word.upper()) for word in words} == {count}


def test_an_apostrophe_adds_nothing():
    assert syllables_of("client's") == syllables_of("client\u2019s") == 2


def test_a_known_grade():
    # 6 words, 1 sentence, 7 syllables: 0.39 * 6 + 11.8 * 7 / 6 - 15.59
    assert grade("The cat sat on the table.") == pytest.approx(0.39 * 6 + 11.8 * 7 / 6 - 15.59)


def test_two_short_sentences_are_easier_than_one_long():
    assert grade("He came. He saw. He went home.") < grade("He came and saw and then went home.")


def test_long_words_are_harder():
    assert grade("Is the institution accountable?") > grade("Is the school to blame?") + 5


@pytest.mark.parametrize("text", ["", "...", "?!", "  \n"])
def test_without_words_it_is_nothing(text):
    assert grade(text) == 0


@settings(max_examples=30)
@given(st.text(max_size=200))
def test_any_text_has_a_grade(text):
    assert isinstance(grade(text), float)
