"""Other languages have every text that a page for a client can show, each with what it fills in."""

import re
from string import Formatter

import pytest

from casemodel.texts import messages, store
from casemodel.texts.language import languages, of_environment, speak, spoken
from tests.texts.reached import ids_reached
from tests.texts.test_messages import uses_in_templates

OTHERS = [language for language in languages() if language != store.ENGLISH]
ENGLISH = messages.templates_in(store.ENGLISH)
MAY_BE_EMPTY = {"language.draft"}

PAGES, RENDER = "casemodel.pages", "casemodel.render"
FOR_CLIENTS = [
    ("casemodel.explanation.explain", "explain"),
    (f"{PAGES}.first_screens", "first_screens"),
    (f"{PAGES}.client_page", "client_page"),
    (f"{PAGES}.reported", "reported"),
    (f"{PAGES}.worksheet", "worksheet"),
    (f"{PAGES}.handout", "handout"),
    (f"{PAGES}.language", "in_language"),
    ("casemodel.cli.conversation", "hold"),
    ("casemodel.desk.questions", "questions_in"),
    ("casemodel.desk.questions", "sections_of"),
    ("casemodel.desk.answering", "with_answers"),
    ("casemodel.pages.beside", "points_at_once"),
    *((f"{RENDER}.{writer}", f"as_{writer}") for writer in ("text", "plain", "markdown", "html")),
    *((f"{RENDER}.{writer}", "write") for writer in ("pdf", "word")),
]
"""The functions that make what a client reads."""


FOR_A_CLIENTS_INTERVIEW = (
    "answer.html", "answer_part.html", "base.html", "one.html", "parts.html", "questions.html",
)  # fmt: skip
"""The templates of the desk that a client can see in another language."""

ENGLISH_ONLY = {
    f"desk.{name}"
    for name in (
        "models", "caseload", "decisions", "about", "groups", "what_if", "why_not", "weights",
        "plan", "papers", "decide", "every_reason",
    )
}  # fmt: skip
"""What these templates leave out in another language: ways to pages that are in English."""


def own(language: str) -> dict[str, str]:
    return {
        key: text for file in messages.FILES for key, text in store.texts(file, language).items()
    }


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name)


@pytest.mark.parametrize("language", languages())
def test_each_page_begins_a_danger_with_the_same_words(language):
    texts = messages.templates_in(language)
    act_first = texts["word.act_first"].partition(",")[0]
    for id_ in ("answer.act_first", "answer.act_first_for_some"):
        assert texts[id_].startswith(f"{act_first}. ")


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_that_a_client_can_read_is_there(language):
    keys = {
        key
        for use in uses_in_templates()
        if use.place.partition(":")[0] in FOR_A_CLIENTS_INTERVIEW
        for key in use.keys
    }
    assert sorted((ids_reached(FOR_CLIENTS) | keys - ENGLISH_ONLY) - set(own(language))) == []


@pytest.mark.parametrize("language", OTHERS)
def test_each_text_fills_in_what_the_english_one_does(language):
    for key, text in own(language).items():
        assert placeholders(text) == placeholders(ENGLISH[key]), key


@pytest.mark.parametrize("language", OTHERS)
def test_each_text_says_something_and_keeps_the_blanks_at_its_ends(language):
    for key, text in own(language).items():
        assert key in MAY_BE_EMPTY or text.strip(), key
        assert "\n" not in text, key
        assert [text[:1] == " ", text[-1:] == " "] == [
            ENGLISH[key][:1] == " ",
            ENGLISH[key][-1:] == " ",
        ], key


@pytest.mark.parametrize("language", OTHERS)
def test_each_key_of_an_interview_is_the_same(language):
    for key, text in own(language).items():
        if key.startswith("interview.") and ("key" in key or "prompt" in key):
            letters = re.findall(r"\b[bdmqrsw]\b", ENGLISH[key])
            assert re.findall(r"\b[bdmqrsw]\b", text) == letters, key


def test_the_environment_is_heard_only_in_a_language_that_has_texts():
    assert of_environment({"LANG": "es_MX.UTF-8"}) == "es"
    assert of_environment({"LC_ALL": "es_US", "LANG": "en_US.UTF-8"}) == "es"
    assert of_environment({"LC_ALL": "", "LANG": "xx_XX"}) == "en"
    assert of_environment({}) == "en"


def test_what_a_language_lacks_is_said_in_english():
    before = spoken()
    try:
        speak("es")
        assert messages.phrase("word.client", id="7") == "Cliente 7"
        assert messages.phrase("slip.language") == ENGLISH["slip.language"]
    finally:
        speak(before)
