"""A profile that is being filled in: its text, and its answers so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from casemodel.files.content import decode
from casemodel.files.limits import PROFILE_BYTES
from casemodel.files.problems import CasemodelError
from casemodel.files.tree import MappingNode, Node, Scalar, SequenceNode
from casemodel.files.yaml_tree import parse
from casemodel.knowledge.former_names import named_levels
from casemodel.knowledge.values import Rules
from casemodel.profiles.costs import TRAVEL
from casemodel.profiles.edit import (
    ANSWERS,
    Path,
    list_holds_comments,
    with_agency,
    with_groups,
    with_list,
    with_more_groups,
    with_name,
    with_note,
    with_travel,
    with_word,
    without_word,
)
from casemodel.profiles.reader import profile_of
from casemodel.profiles.renewing import renew, renewed_text
from casemodel.profiles.values import WHOLE, Answer, Profile

_MARK = b"\xef\xbb\xbf"
_NOT_ASKED = "not asked"
PRIORITIES_KEY = "priorities"
_WEIGHTS = ("weights",)
_AGENCY = ("agency",)


class CannotEdit(CasemodelError):
    """The text is written in a way in which this answer cannot be changed in place."""


class Draft(NamedTuple):
    """A valid profile as text and as values.

    `words` are all answers as written, by criterion or quantity: a level, a number or a word for no
    answer; `group_words` are those of each group of clients alone. `marked` is whether the file
    began with a byte order mark. `client` is the draft of the client, where this one is about the
    client's agency; `agency_words` are the agency's words in a client's draft.
    """

    file: str
    text: str
    marked: bool
    profile: Profile
    words: Mapping[str, str]
    group_words: tuple[Mapping[str, str], ...] = ()
    client: Draft | None = None
    agency_words: Mapping[str, str] = MappingProxyType({})

    @property
    def agency(self) -> Draft:
        """The draft of a client's agency, in the same file; its first change adds it there."""
        profile = self.profile.agency or Profile("organization", "", "", {}, {})
        return Draft(self.file, self.text, self.marked, profile, self.agency_words, client=self)

    @property
    def note(self) -> str:
        """The note on the file as a whole; '' without one."""
        root = parse(self.text, self.file).root
        node = root.value("note") if isinstance(root, MappingNode) else None
        return node.text if isinstance(node, Scalar) else ""

    def word(self, key: str, group: int = WHOLE) -> str:
        """The answer as written, of everyone or of one group alone; 'not asked' without any."""
        words = self.words if group == WHOLE else self.group_words[group]
        return words.get(key, _NOT_ASKED)

    def note_on(self, key: str, group: int = WHOLE) -> str:
        """The note beside an answer or number of everyone or of one group; '' without one."""
        profile = self.profile
        answers = profile.answers if group == WHOLE else profile.segments[group].answers
        if key in answers:
            return answers[key].note
        return profile.number_notes.get(key, "") if group == WHOLE else ""

    @property
    def any_answer(self) -> bool:
        """Tell whether anything is answered, refused or said to be not known."""
        all_words = (self.words, *self.group_words)
        return any(word != _NOT_ASKED for words in all_words for word in words.values())

    def data(self) -> bytes:
        """The bytes of the file."""
        return (_MARK if self.marked else b"") + self.text.encode()

    def answered(self, words: Mapping[str, str], rules: Rules, group: int = WHOLE) -> Draft:
        """The draft with these words as answers, of everyone or of one group, each at its place.

        Raises ProblemsFound if the answers contradict the rest of the file, CannotEdit if the text
        cannot be changed without changing something else.
        """
        text = self.text
        before = self.words if group == WHOLE else self.group_words[group]
        for key, word in words.items():
            if before.get(key) != word:
                text = with_word(self._with_place(text), key, word, self._answers_at(group))
        draft = self._with_text(text, rules)
        if group == WHOLE:
            expected = self._replace(words={**self.words, **words})
            return self._checked(draft, expected, frozenset(words))
        groups = list(self.group_words)
        groups[group] = {**groups[group], **words}
        return self._checked(draft, self._replace(group_words=tuple(groups)), frozenset(words))

    def noted(self, key: str, note: str, rules: Rules, group: int = WHOLE) -> Draft:
        """The draft with this note beside an answer or number, of everyone or of one group.

        An empty note takes away the one that is there. Raises as `answered` does.
        """
        draft = self._with_text(with_note(self.text, key, note, self._answers_at(group)), rules)
        profile, words = self.profile, [dict(self.words), *map(dict, self.group_words)]
        answers = dict(profile.answers if group == WHOLE else profile.segments[group].answers)
        if key in rules.quantities:
            notes = {**profile.number_notes, key: note}
            notes = {name: text for name, text in notes.items() if text}
            profile = profile._replace(number_notes=notes)
        else:
            answers[key] = answers.get(key, Answer("not_asked", ""))._replace(note=note)
        if note:
            words[group + 1].setdefault(key, _NOT_ASKED)
        if group == WHOLE:
            profile = profile._replace(answers=answers)
        else:
            segments = list(profile.segments)
            segments[group] = segments[group]._replace(answers=answers)
            profile = profile._replace(segments=tuple(segments))
        expected = self._replace(profile=profile, words=words[0], group_words=tuple(words[1:]))
        return self._checked(draft, expected)

    def with_note(self, note: str, rules: Rules) -> Draft:
        """The draft with this note on the file as a whole; '' for none. Raises as `answered`."""
        changed = (
            with_name(self.text, "note", note) if note else without_word(self.text, "note", ())
        )
        return self._checked(self._with_text(changed, rules), self)

    def named(self, key: str, name: str, rules: Rules) -> Draft:
        """The draft with this text at `name`, `id`, `date` or `current_model`.

        Raises as `answered` does.
        """
        at = _AGENCY if self.client else ()
        draft = self._with_text(with_name(self._with_place(self.text), key, name, at), rules)
        field = "label" if key in ("name", "id") else key
        profile = self.profile._replace(**{field: getattr(draft.profile, field)})
        return self._checked(draft, self._replace(profile=profile))

    def with_cost(self, key: str, figure: str, rules: Rules, model: str = "") -> Draft:
        """The draft with this figure among its costs, that of travel also for one `model` alone.

        Raises as `answered` does.
        """
        if key == TRAVEL:
            text = with_travel(self.text, model, figure)
        else:
            text = with_word(self.text, key, figure, ("costs",))
        draft = self._with_text(text, rules)
        profile, now = self.profile, draft.profile
        if model:
            travel = {**profile.travel, model: now.travel.get(model, "")}
            profile = profile._replace(travel={of: sum_ for of, sum_ in travel.items() if sum_})
        else:
            costs = {**profile.costs, key: now.costs.get(key, "")}
            profile = profile._replace(costs={of: sum_ for of, sum_ in costs.items() if sum_})
        return self._checked(draft, self._replace(profile=profile))

    def with_priorities(self, order: Sequence[str], rules: Rules) -> Draft:
        """The draft with this order of priorities, in place of its own; without any, it has none.

        Raises as `answered` does, also where comments stand among those that are there: they would
        be about other words.
        """
        if list_holds_comments(self.text, PRIORITIES_KEY):
            raise CannotEdit(
                "The file has comments among its priorities. Move them above priorities: first."
            )
        changed = (
            with_list(self.text, PRIORITIES_KEY, order)
            if order
            else without_word(self.text, PRIORITIES_KEY, ())
        )
        draft = self._with_text(changed, rules)
        return self._checked(
            draft, self._replace(profile=self.profile._replace(priorities=tuple(order)))
        )

    def with_groups(self, groups: Sequence[tuple[str, str]], rules: Rules) -> Draft:
        """The draft with these groups of clients, each a name and a share, without answers.

        Raises as `answered` does, also where a group that is there has answers of its own.
        """
        if any(self.group_words):
            raise CannotEdit("Groups have answers already. Change the groups in the file itself.")
        draft = self._with_text(with_groups(self.text, groups), rules)
        profile = self.profile._replace(segments=draft.profile.segments)
        return self._checked(draft, self._replace(profile=profile, group_words=({},) * len(groups)))

    def with_group(self, number: int, name: str, shares: Mapping[int, str], rules: Rules) -> Draft:
        """The draft with this name of a group, and shares by group. Raises as `answered` does."""
        text = self.text
        if name != self.profile.segments[number].name:
            text = with_name(text, "name", name, ("segments", number))
        for group, share in shares.items():
            text = with_word(text, "share", share, ("segments", group))
        draft = self._with_text(text, rules)
        segments = tuple(
            new._replace(answers=old.answers)
            for old, new in zip(self.profile.segments, draft.profile.segments, strict=True)
        )
        profile = self.profile._replace(segments=segments)
        return self._checked(draft, self._replace(profile=profile))

    def regrouped(self, groups: Sequence[tuple[str, str]], rules: Rules) -> Draft:
        """The draft with these names and shares: of the groups it has, then of new ones.

        A share of a group that has a number of clients is such a number. Raises as `answered` does.
        """
        present = self.profile.segments
        if not present:
            return self.with_groups(groups, rules)
        text = self.text
        for number, (segment, (name, share)) in enumerate(zip(present, groups, strict=False)):
            path = ("segments", number)
            if name != segment.name:
                text = with_name(text, "name", name, path)
            if share != segment.share:
                text = with_word(text, "clients" if share.isdigit() else "share", share, path)
        added = groups[len(present) :]
        draft = self._with_text(with_more_groups(text, added) if added else text, rules)
        answers = (*(segment.answers for segment in present), *({} for _ in added))
        segments = tuple(
            new._replace(answers=own)
            for new, own in zip(draft.profile.segments, answers, strict=True)
        )
        profile = self.profile._replace(segments=segments)
        words = (*self.group_words, *({} for _ in added))
        return self._checked(draft, self._replace(profile=profile, group_words=words))

    def weighted(self, factors: Mapping[str, str], rules: Rules) -> Draft:
        """The draft with these factors on the weights of criteria; '1' takes a factor away.

        Raises as `answered` does.
        """
        text, kept = self.text, dict(self.profile.weights)
        for criterion, factor in factors.items():
            if factor == "1":
                text = without_word(text, criterion, _WEIGHTS)
                kept.pop(criterion, None)
            elif kept.get(criterion) != factor:
                text = with_word(text, criterion, factor, _WEIGHTS)
                kept[criterion] = factor
        draft = self._with_text(text, rules)
        return self._checked(draft, self._replace(profile=self.profile._replace(weights=kept)))

    def _answers_at(self, group: int) -> Path:
        """Give the place of answers in the file: of everyone, or of one group."""
        if group != WHOLE:
            return ("segments", group, *ANSWERS)
        return (*_AGENCY, *ANSWERS) if self.client else ANSWERS

    def _with_place(self, text: str) -> str:
        return with_agency(text) if self.client else text

    def _with_text(self, text: str, rules: Rules) -> Draft:
        if text == self.text:
            return self
        draft = _draft(self.file, text, self.marked, rules)
        return draft.agency if self.client else draft

    def _checked(
        self, draft: Draft, expected: Draft, changed: frozenset[str] = frozenset()
    ) -> Draft:
        """The draft that was made, if it says what is expected and nothing else.

        The origin of an answer that was changed, and a hint beside it, may go.
        """
        if _content(draft, changed) != _content(expected, changed):
            raise CannotEdit("This answer cannot be changed at its place in the file.")
        if len(draft.data()) > PROFILE_BYTES:
            raise CannotEdit(f"The file would be larger than {PROFILE_BYTES // 1024} kB.")
        return draft


def draft_of(data: bytes, file: str, rules: Rules) -> Draft:
    """Read a draft from the bytes of a file. Raises ProblemsFound with every problem."""
    document = parse(decode(data, file), file)
    renew(document, rules)
    return _draft(file, renewed_text(document), data.startswith(_MARK), rules)


def _draft(file: str, text: str, marked: bool, rules: Rules) -> Draft:  # noqa: FBT001 - a value
    profile = profile_of(text, file, rules)
    root = parse(text, file).root
    segments = root.value("segments") if isinstance(root, MappingNode) else None
    groups = segments.items if isinstance(segments, SequenceNode) else ()
    of_groups = tuple(_words_in(group, rules) for group in groups)
    agency = root.value(*_AGENCY) if isinstance(root, MappingNode) else None
    words, of_agency = _words_in(root, rules), _words_in(agency, rules)
    return Draft(file, text, marked, profile, words, of_groups, agency_words=of_agency)


def _words_in(node: Node | None, rules: Rules) -> Mapping[str, str]:
    """The answers of a file, or of a group in it, as written; a level by its id."""
    answers = node.value("answers") if isinstance(node, MappingNode) else None
    entries = answers.entries if isinstance(answers, MappingNode) else {}
    words = {key: _word(entry.value) for key, entry in entries.items()}
    return {
        key: named_levels(rules.criteria[key]).get(word, word) if key in rules.criteria else word
        for key, word in words.items()
    }


def _word(node: Node) -> str:
    """Give an answer as written, without its note."""
    if isinstance(node, MappingNode):
        answer = node.value("answer")
        return _word(answer) if answer else ""
    return node.text if isinstance(node, Scalar) else ""


def _content(draft: Draft, changed: frozenset[str] = frozenset()) -> tuple[object, ...]:
    """All that a draft says: answers as written, their notes, and everything else.

    Of answers that were changed, origins and hints are left aside.
    """
    profile = draft.profile
    all_answers = (profile.answers, *(segment.answers for segment in profile.segments))
    notes = [
        {
            c: (a.note, *((a.origin, a.hint) if c not in changed else ()))
            for c, a in answers.items()
            if a.note or ((a.origin or a.hint) and c not in changed)
        }
        for answers in all_answers
    ]
    segments = tuple(segment._replace(answers={}) for segment in profile.segments)
    bare = profile._replace(answers={}, quantities={}, segments=segments)
    client = draft.client and draft.client._replace(
        profile=draft.client.profile._replace(agency=None)
    )
    return bare, draft.words, draft.group_words, notes, client and _content(client)
