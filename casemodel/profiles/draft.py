"""A profile that is being filled in: its text, and its answers so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from casemodel.files.content import decode
from casemodel.files.limits import PROFILE_BYTES
from casemodel.files.problems import CasemodelError
from casemodel.files.tree import MappingNode, Node, Scalar
from casemodel.files.yaml_tree import parse
from casemodel.knowledge.values import Rules
from casemodel.profiles.edit import with_word
from casemodel.profiles.reader import profile_of
from casemodel.profiles.renewing import renew, renewed_text
from casemodel.profiles.values import Profile

_MARK = b"\xef\xbb\xbf"


class CannotEdit(CasemodelError):
    """The text is written in a way in which this answer cannot be changed in place."""


class Draft(NamedTuple):
    """A valid profile as text and as values.

    `words` are all answers as written, by criterion or quantity: a level, a number or a word for no
    answer. `marked` says whether the file began with a byte order mark.
    """

    file: str
    text: str
    marked: bool
    profile: Profile
    words: Mapping[str, str]

    def data(self) -> bytes:
        """The bytes of the file."""
        return (_MARK if self.marked else b"") + self.text.encode()

    def answered(self, words: Mapping[str, str], rules: Rules) -> Draft:
        """Write these words as answers into the text, each in its own place.

        Raises ProblemsFound if the answers contradict the rest of the file, CannotEdit if the text
        cannot be changed without changing something else.
        """
        text = self.text
        for key, word in words.items():
            if self.words.get(key) != word:
                text = with_word(text, key, word)
        if text == self.text:
            return self
        made = _draft(self.file, text, self.marked, rules)
        if made.words != {**self.words, **words} or _beside(made) != _beside(self):
            raise CannotEdit("This answer cannot be changed at its place in the file.")
        if len(made.data()) > PROFILE_BYTES:
            raise CannotEdit(f"The file would be larger than {PROFILE_BYTES // 1024} kB.")
        return made


def draft_of(data: bytes, file: str, rules: Rules) -> Draft:
    """Read a draft from the bytes of a file. Raises ProblemsFound with every problem."""
    document = parse(decode(data, file), file)
    renew(document, rules)
    return _draft(file, renewed_text(document), data.startswith(_MARK), rules)


def _draft(file: str, text: str, marked: bool, rules: Rules) -> Draft:  # noqa: FBT001 - a value
    profile = profile_of(text, file, rules)
    root = parse(text, file).root
    answers = root.value("answers") if isinstance(root, MappingNode) else None
    entries = answers.entries if isinstance(answers, MappingNode) else {}
    return Draft(
        file, text, marked, profile, {key: _word(entry.value) for key, entry in entries.items()}
    )


def _word(node: Node) -> str:
    """Give an answer as written, without its note."""
    if isinstance(node, MappingNode):
        answer = node.value("answer")
        return _word(answer) if answer else ""
    return node.text if isinstance(node, Scalar) else ""


def _beside(draft: Draft) -> tuple[object, ...]:
    """Collect everything that a changed answer must leave as it is: notes, and all but answers."""
    profile = draft.profile
    said = {c: (a.note, a.origin) for c, a in profile.answers.items() if a.note or a.origin}
    return profile._replace(answers={}, quantities={}), said
