"""Loaded words are found as words, in every text of our own."""

import pytest

from casemodel.files.tree import MappingEntry, MappingNode, Node, Scalar, SequenceNode
from casemodel.knowledge.rule_errors import locate
from casemodel.knowledge.rule_files import read_bytes, read_each
from casemodel.workshop.lint.texts import Text, every_text
from casemodel.workshop.lint.wording import _loaded, plain_words
from tests.rulebase import write
from tests.shipped import shipped
from tests.workshop.broken import RULES

OURS = {"question", "help", "says", "reason", "serves", "moves", "to_close"}
"""Keys of rule files whose texts are shown to readers."""
FILES_OF_NUMBERS = {"method.yaml", "sources.yaml"}


def found_in(says: str) -> list[str]:
    return [f.expected for f in _loaded(Text(("x",), says))]


@pytest.mark.parametrize("word", plain_words())
def test_every_word_is_found(word):
    assert found_in(f"They are {word}, we hear.") == [f"in plain words: {plain_words()[word]}"]
    assert found_in(word.upper()) == [f"in plain words: {plain_words()[word]}"]


@pytest.mark.parametrize("plain", tuple(plain_words().values()))
def test_no_plain_word_is_loaded(plain):
    assert found_in(plain) == []


@pytest.mark.parametrize(
    "says",
    ["It is addictive.", "homeless people", "elderly care", "a lazily-worded note", "felony"],
)
def test_other_words_are_left_alone(says):
    assert found_in(says) == []


def test_a_word_is_told_once():
    assert len(found_in("The homeless and the homeless.")) == 1


def texts_in(node: Node | MappingEntry, key: str = "") -> list[str]:
    at = node.value if isinstance(node, MappingEntry) else node
    if isinstance(at, Scalar):
        return [at.text] if key in OURS else []
    if isinstance(at, SequenceNode):
        return [text for item in at.items for text in texts_in(item)]
    below = OURS if key in OURS else ()
    return [t for k, e in at.entries.items() for t in texts_in(e, key if below else k)]


def test_every_text_is_looked_at_in_its_place(tmp_path):
    rule_files = read_each(read_bytes(write(tmp_path, RULES)))
    looked_at = {}
    for text in every_text(rule_files.rules):
        at = locate(rule_files.documents[str(text.path[0])].root, text.path[1:])
        node = at.value if isinstance(at, MappingEntry) else at
        assert isinstance(node, Scalar), text
        assert node.text == text.says
        looked_at[text.says] = text
    for name, document in rule_files.documents.items():
        if name not in FILES_OF_NUMBERS and isinstance(document.root, MappingNode):
            entries = document.root.entries.items()
            texts = [t for k, e in entries if k != "groups" for t in texts_in(e, k)]
            assert set(texts) <= set(looked_at), name


def test_the_shipped_rules_hold_no_loaded_word():
    assert [f for text in every_text(shipped()) for f in _loaded(text)] == []
