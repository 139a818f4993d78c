"""An answer is changed at its own place: every other byte stays, whatever the file looks like."""

import json
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casemodel.files.problems import ProblemsFound
from casemodel.knowledge.bundled import profiles_directory
from casemodel.profiles import draft as profile_draft
from casemodel.profiles.draft import CannotEdit, Draft, draft_of
from casemodel.profiles.edit import with_word
from casemodel.profiles.reader import load_profile
from tests.shipped import shipped

CALM = settings(
    deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SHIPPED = shipped()
HEAD = "schema: 1\nkind: client\nanswers:\n"


def edited(text: str, key: str, word: str) -> str:
    return draft_of(text.encode(), "f.yaml", SHIPPED).answered({key: word}, SHIPPED).text


BEFORE_AND_AFTER = {
    "plain": ("  complexity: many\n", "  complexity: one\n"),
    "with a comment": ("  complexity: many # or so\n", "  complexity: one # or so\n"),
    "quoted": ("  complexity: 'many'   # so\n", "  complexity: 'one'   # so\n"),
    "double quotes": ('  "complexity": "many"\n', '  "complexity": "one"\n'),
    "with a note": (
        "  complexity: {note: many needs, answer: many} #x\n",
        "  complexity: {note: many needs, answer: one} #x\n",
    ),
    "in a block": (
        "  complexity:\n    # why\n    note: many\n    answer:   many\n\n  acuity: acute\n",
        "  complexity:\n    # why\n    note: many\n    answer:   one\n\n  acuity: acute\n",
    ),
    "a block of text": (
        "  complexity: |- # so\n    many\n\n  acuity: acute\n",
        "  complexity: one # so\n\n  acuity: acute\n",
    ),
    "over two lines": (
        "  complexity: not\n     asked\n  acuity: acute\n",
        "  complexity: one\n  acuity: acute\n",
    ),
    "twice the same word": (
        "  acuity: not asked\n  complexity: not asked\n  housing: not asked",
        "  acuity: not asked\n  complexity: one\n  housing: not asked",
    ),
    "a key and its value apart": ("  complexity:\n    many\n", "  complexity:\n    one\n"),
    "none yet": (
        "  acuity: acute # high\n\n# end\n",
        "  acuity: acute # high\n  complexity: one\n\n# end\n",
    ),
    "none yet, and no last line break": ("  acuity: acute", "  acuity: acute\n  complexity: one\n"),
    "none yet, deep": ("      acuity: acute\n", "      acuity: acute\n      complexity: one\n"),
    "none yet, in front": (" acuity: acute\n", " acuity: acute\n complexity: one\n"),
    "below a note": (
        "  acuity: {answer: acute,\n    note: x} # y\nagency: {answers: {}}\n",
        "  acuity: {answer: acute,\n    note: x} # y\n  complexity: one\nagency: {answers: {}}\n",
    ),
    "a folded text": (
        "  complexity: >- # a > b, c | d\n    many\n  acuity: acute\n",
        "  complexity: one # a > b, c | d\n  acuity: acute\n",
    ),
    "below a folded text": (
        "  acuity:\n    answer: acute\n    note: >\n      a\nid: x\n",
        "  acuity:\n    answer: acute\n    note: >\n      a\n  complexity: one\nid: x\n",
    ),
    "below a folded note with lines after it": (
        "  acuity:\n    answer: acute\n    note: >+\n      a\n\n\nid: x\n",
        "  acuity:\n    answer: acute\n    note: >+\n      a\n\n\n  complexity: one\nid: x\n",
    ),
    "below a note that ends in a capital": (
        "  acuity:\n    answer: acute\n    note: plan X\nid: x\n",
        "  acuity:\n    answer: acute\n    note: plan X\n  complexity: one\nid: x\n",
    ),
    "below a long note": (
        "  acuity:\n    answer: acute\n    note: |+\n      a\n\n\nid: x\n",
        "  acuity:\n    answer: acute\n    note: |+\n      a\n\n\n  complexity: one\nid: x\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BEFORE_AND_AFTER)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_by_hand(name: str, ending: str) -> None:
    before, after = ((HEAD + text).replace("\n", ending) for text in BEFORE_AND_AFTER[name])
    assert edited(before, "complexity", "one") == after


def test_what_is_answered_again_stays_as_it_was() -> None:
    for text in (HEAD + "  complexity: |-\n    one\n", HEAD + "  complexity: 'one'\n"):
        assert edited(text, "complexity", "one") == text


@pytest.mark.parametrize("word", ["true", "null", "~"])
def test_a_word_that_would_be_no_text_is_put_in_quotes(word: str) -> None:
    assert with_word(HEAD + "  own: other\n", "own", word) == f'{HEAD}  own: "{word}"\n'


def test_the_pure_loader_finds_the_same_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader")
    for before, after in BEFORE_AND_AFTER.values():
        assert edited(HEAD + before, "complexity", "one") == HEAD + after


def test_the_file_keeps_its_name() -> None:
    draft = draft_of((HEAD + "  acuity: acute\n").encode(), "f.yaml", SHIPPED)
    assert draft.file == draft.answered({"complexity": "one"}, SHIPPED).file == "f.yaml"
    for wrong in (b"\xff", b"schema: 2\n"):
        with pytest.raises(ProblemsFound) as caught:
            draft_of(wrong, "f.yaml", SHIPPED)
        assert {problem.file for problem in caught.value.problems} == {"f.yaml"}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_braces_without_answers_give_way_to_a_line(ending: str) -> None:
    before = "schema: 1\nkind: client\nanswers: {}\nid: x\n".replace("\n", ending)
    after = "schema: 1\nkind: client\nanswers:\n  complexity: one\nid: x\n"
    assert edited(before, "complexity", "one") == after.replace("\n", ending)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("answers: {}\nid: x\n", "answers:\n  complexity: one\nid: x\n"),
        ("answers:  {  } # none\n", "answers: # none\n  complexity: one\n"),
        ("answers: {}", "answers:\n  complexity: one\n"),
        ("answers:\n  {}\n", "answers:\n  {complexity: one}\n"),
        ("answers: { # none\n  }\n", "answers: {complexity: one # none\n  }\n"),
        ("answers: {acuity: acute,}\n", "answers: {acuity: acute, complexity: one,}\n"),
        (
            "answers: {acuity: {answer: acute, note: x}}\n",
            "answers: {acuity: {answer: acute, note: x}, complexity: one}\n",
        ),
    ],
)
def test_answers_in_braces(before: str, after: str) -> None:
    head = "schema: 1\nkind: client\n"
    assert edited(head + before, "complexity", "one") == head + after


def test_json_stays_json() -> None:
    profile = {
        "schema": 1,
        "kind": "client",
        "note": "\U0001f600 \t \\u00e9",
        "answers": {"acuity": {"note": "\U0001f600\U0001f600", "answer": "acute"}},
    }
    for ways in ({}, {"indent": "\t"}, {"ensure_ascii": False}):
        text = json.dumps(profile, **ways)
        added = json.loads(edited(text, "complexity", "one"))
        assert added["answers"].pop("complexity") == "one"
        assert added == profile
        changed = json.loads(edited(text, "acuity", "not known"))
        assert changed["answers"]["acuity"]["answer"] == "not known"
        empty = text.replace(text[text.index("{", 1) :], "{}}")
        assert json.loads(edited(empty, "complexity", "one"))["answers"] == {"complexity": "one"}
    organization = json.dumps({"schema": 1, "kind": "organization", "answers": {}})
    assert json.loads(edited(organization, "clients", "84"))["answers"] == {"clients": 84}


def test_a_byte_order_mark_stays() -> None:
    file_bytes = b"\xef\xbb\xbf" + HEAD.encode() + b"  complexity: many\n"
    draft = draft_of(file_bytes, "f.yaml", SHIPPED)
    assert draft.data() == file_bytes
    assert draft.answered({"complexity": "one"}, SHIPPED).data() == file_bytes.replace(
        b"many", b"one"
    )


@pytest.mark.parametrize("text", [
    HEAD + "  ? acuity\n  : acute\n",
])  # fmt: skip
def test_what_cannot_be_changed_alone_is_refused(text: str) -> None:
    with pytest.raises((CannotEdit, ProblemsFound)):
        edited(text, "complexity", "one")


NOTED = HEAD + "  acuity: {answer: acute, note: n}\n  complexity: many\n"


@pytest.mark.parametrize(
    "new_text",
    [
        NOTED.replace("many", "several"),
        NOTED.replace("many", "one").replace("acute", "stable"),
        NOTED.replace("many", "one").replace("note: n", "note: o"),
        NOTED.replace("many", "one").replace(", note: n", ""),
        NOTED.replace("many", "one").replace("note: n", "origin: n"),
        NOTED.replace("many", "one") + "  housing: not asked\n",
        NOTED.replace("many", "one") + "date: 2026-01-31\n",
    ],
)
def test_a_change_of_anything_else_is_refused(
    monkeypatch: pytest.MonkeyPatch, new_text: str
) -> None:
    monkeypatch.setattr(profile_draft, "with_word", lambda *_: new_text)
    with pytest.raises(CannotEdit) as caught:
        edited(NOTED, "complexity", "one")
    assert str(caught.value) == "This answer cannot be changed at its place in the file."


def test_an_answer_against_the_numbers_is_refused() -> None:
    text = "schema: 1\nkind: organization\nanswers:\n  clients: 84\n  case_managers: 6\n"
    with pytest.raises(ProblemsFound) as caught:
        edited(text, "caseload", "over_75")
    assert [p.code for p in caught.value.problems] == ["P412"]


def test_a_file_that_would_grow_too_large_is_refused() -> None:
    text = HEAD + "  complexity: one\n"
    text += "#" * (256 * 1024 - len(text) - 2) + "\n"
    assert edited(text, "complexity", "many").count("many") == 1
    with pytest.raises(CannotEdit, match="256 kB"):
        edited(text, "acuity", "acute")


CRITERIA = SHIPPED.criteria_for("client")
WORDS = ("not asked", "refused", "not known")
KEYS = st.sampled_from([c.id for c in CRITERIA])


def words_for(key: str) -> st.SearchStrategy[str]:
    return st.sampled_from([*(level.id for level in SHIPPED.criteria[key].levels), *WORDS])


NOTES = st.text(alphabet="ab: #{}[],'\"|>-é€ \U0001f600many", min_size=1, max_size=30).filter(
    lambda note: note.strip()
)
COMMENTS = st.sampled_from(["", "  # a comment", " # complexity: many", "    "])
BLANKS = st.sampled_from(["", "\n", "# between\n", "\n  # in: line\n\n"])


def scalar(word: str) -> st.SearchStrategy[str]:
    return st.sampled_from([word, f"'{word}'", json.dumps(word)])


@st.composite
def answer(draw, key: str, word: str, indent: str) -> str:
    """One answer in any of the ways in which people write them."""
    value, note = draw(scalar(word)), json.dumps(draw(NOTES), ensure_ascii=draw(st.booleans()))
    note = note.replace("\\ud83d\\ude00", "\U0001f600")
    comment = draw(COMMENTS)
    shape = draw(st.integers(0, 4))
    deeper = indent + "   "
    return {
        0: f"{indent}{key}: {value}{comment}\n",
        1: f"{indent}{key}: {{answer: {value}, note: {note}}}{comment}\n",
        2: f"{indent}{key}:{comment}\n{deeper}note: {note}\n{deeper}answer: {value}{comment}\n",
        3: f"{indent}{key}: |-{comment.rstrip()}\n{deeper}{word}\n",
        4: f"{indent}{key}:\n{deeper}{value}\n",
    }[shape]


@st.composite
def files(draw) -> tuple[bytes, dict[str, str]]:
    """A client's file, and its answers."""
    keys = draw(st.lists(KEYS, unique=True, min_size=1, max_size=6))
    words = {key: draw(words_for(key)) for key in keys}
    indent = " " * draw(st.integers(1, 5))
    body = "".join(draw(answer(key, word, indent)) + draw(BLANKS) for key, word in words.items())
    head = draw(st.sampled_from(["", "# first\n", "---\n"])) + "schema: 1\nkind: client\n"
    after = draw(st.sampled_from(["", "id: x\n", "agency:\n  answers: {budget: tight}\n", "...\n"]))
    text = f"{head}answers:{draw(COMMENTS)}\n{body}{after}"
    if draw(st.booleans()):
        text = text.rstrip("\n")
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode(), words


def middle(before: str, after: str) -> tuple[str, str]:
    """What is left of two texts without the beginning and the end that they share."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return before[start : len(before) - end], after[start : len(after) - end]


BLOCK = re.compile(r"(\|-)([^\S\r\n]*#[^\r\n]*)?[^\S\r\n]*(?:\r?\n\s*(.*))?")


@given(files(), st.data())
@CALM
def test_every_other_byte_stays_and_the_answer_is_read_back(tmp_path, written, data) -> None:
    raw, words = written
    key = data.draw(KEYS)
    word = data.draw(words_for(key))
    draft = draft_of(raw, "f.yaml", SHIPPED)
    assert draft.words == words
    edited_draft = draft.answered({key: word}, SHIPPED)
    gone, new = middle(draft.text, edited_draft.text)
    if words.get(key) == word:
        assert edited_draft is draft
    elif key in words and gone.startswith("|"):
        _, comment, old = BLOCK.fullmatch(gone).groups()
        assert words[key].startswith(old)
        shared = words[key].removeprefix(old)  # the end that the two words have in common
        assert new + shared == word + (comment or "")
    elif key in words:
        assert gone in words[key]
        assert new in word
    else:
        assert gone == ""
        assert new.replace("\r\n", "\n").strip() == f"{key}: {word}"
    _read_back(tmp_path / "f.yaml", edited_draft, {**words, key: word})


def _read_back(path: Path, edited_draft: Draft, words: dict[str, str]) -> None:
    path.write_bytes(edited_draft.data())
    reread = load_profile(path, SHIPPED)
    assert reread == edited_draft.profile
    levels = {key: word for key, word in words.items() if word not in WORDS}
    assert reread.levels() == levels
    states = {key: answer.state for key, answer in reread.answers.items() if key not in levels}
    assert states == {k: w.replace(" ", "_") for k, w in words.items() if k not in levels}


@pytest.mark.parametrize(
    "path", sorted(profiles_directory().glob("*/*.yaml")), ids=lambda p: p.stem
)
def test_any_answer_of_the_examples_can_be_changed(path: Path) -> None:
    draft = draft_of(path.read_bytes(), str(path), SHIPPED)
    for criterion in SHIPPED.criteria_for(draft.profile.kind):
        for level in (criterion.levels[0], criterion.levels[-1]):
            try:
                edited_draft = draft.answered({criterion.id: level.id}, SHIPPED)
            except ProblemsFound as found:
                assert {p.code for p in found.problems} == {"P412"}  # noqa: PT017 - either is right
                continue
            assert edited_draft.profile.answers[criterion.id].level == level.id
            comments = [line for line in edited_draft.text.splitlines() if line.startswith("#")]
            assert comments == [line for line in draft.text.splitlines() if line.startswith("#")]


ORGANIZATION = """\
schema: 1
kind: organization  # ours
answers: {}
# the end
"""
GROUPS = [("Steady", "not known"), ('In "crisis"', "30%")]
AS_LINES = r"""segments:
  - name: "Steady"
    share: not known
    answers: {}
  - name: "In \"crisis\""
    share: 30%
    answers: {}
"""
OWN = """\
schema: 1
kind: organization
segments:  # all of them
  - {name: a, share: 60%}
  - share: 40%  # about
    name: b
    note: n
answers:
  acuity: acute
"""


def of(text: str) -> Draft:
    return draft_of(text.encode(), "f.yaml", SHIPPED)


class TestAnAgency:
    """Its name, what it runs now and its groups, each at its own place."""

    def test_a_name_and_a_model_stand_below_the_kind(self) -> None:
        agency_draft = of(ORGANIZATION).named("name", "North", SHIPPED)
        agency_draft = agency_draft.named("current_model", "act", SHIPPED)
        head, rest = ORGANIZATION.split("answers")
        assert agency_draft.text == f'{head}name: "North"\ncurrent_model: "act"\nanswers{rest}'
        assert (agency_draft.profile.label, agency_draft.profile.current_model) == ("North", "act")
        again = agency_draft.named("name", 'So "A" \\ # b', SHIPPED)
        assert again.text == agency_draft.text.replace('"North"', r'"So \"A\" \\ # b"')
        assert again.profile.label == 'So "A" \\ # b'

    def test_groups_come_and_go(self) -> None:
        with_groups = of(ORGANIZATION).with_groups(GROUPS, SHIPPED)
        assert (
            with_groups.text == ORGANIZATION.replace("# the end\n", "") + AS_LINES + "# the end\n"
        )
        assert with_groups.with_groups([], SHIPPED).text == ORGANIZATION
        answered = with_groups.answered({"acuity": "stable"}, SHIPPED, 0)
        with pytest.raises(CannotEdit):
            answered.with_groups(GROUPS[:1] * 2, SHIPPED)

    def test_one_group_is_changed_at_its_place(self) -> None:
        draft = of(OWN)
        with_names = draft.with_group(1, "c", {}, SHIPPED).with_group(
            0, "a", {0: "55.5%", 1: "44.5%"}, SHIPPED
        )
        assert with_names.text == OWN.replace("name: b", 'name: "c"').replace(
            "60%", "55.5%"
        ).replace("40%", "44.5%")
        for group, where in (
            (0, ("share: 60%", "share: 60%, answers: {housing: stable}")),
            (1, ("note: n", "note: n\n    answers: {housing: stable}")),
        ):
            edited_draft = draft.answered({"housing": "stable"}, SHIPPED, group)
            assert edited_draft.text == OWN.replace(*where)
            assert edited_draft.word("housing", group) == "stable"
            assert edited_draft.words == draft.words

    def test_the_first_answers_of_a_group_are_on_lines_of_their_own(self) -> None:
        draft = of(ORGANIZATION).with_groups(GROUPS, SHIPPED)
        draft = draft.answered({"acuity": "stable"}, SHIPPED, 1)
        draft = draft.answered({"complexity": "one"}, SHIPPED, 1)
        assert draft.text.endswith(
            "    share: 30%\n    answers:\n      acuity: stable\n      complexity: one\n# the end\n"
        )

    @pytest.mark.parametrize("indent", [None, 2])
    def test_json_stays_json(self, indent: int | None) -> None:
        profile_json = {"schema": 1, "kind": "organization", "answers": {}}
        draft = of(json.dumps(profile_json, indent=indent)).with_groups(GROUPS, SHIPPED)
        draft = draft.named("name", "North", SHIPPED).answered({"acuity": "stable"}, SHIPPED, 1)
        draft = draft.with_group(0, "a", {0: "70%"}, SHIPPED)
        assert json.loads(draft.text) == {
            **profile_json,
            "name": "North",
            "segments": [
                {"name": "a", "share": "70%", "answers": {}},
                {"name": 'In "crisis"', "share": "30%", "answers": {"acuity": "stable"}},
            ],
        }
        fewer = of(json.dumps(profile_json, indent=indent)).with_groups(GROUPS, SHIPPED)
        assert json.loads(fewer.with_groups([], SHIPPED).text) == profile_json


WEIGHED = "schema: 1\nkind: organization\nanswers: {}\n"


@pytest.mark.parametrize(
    ("before", "factors", "after"),
    [
        (WEIGHED, {"acuity": "2"}, f"{WEIGHED}weights: {{acuity: 2}}\n"),
        (f"{WEIGHED}weights: {{acuity: 2}}\n", {"acuity": "1"}, WEIGHED),
        (
            f"{WEIGHED}weights: {{acuity: 2, budget: 0.5}} # ours\n",
            {"acuity": "1"},
            f"{WEIGHED}weights: {{budget: 0.5}} # ours\n",
        ),
        (
            f"{WEIGHED}weights:\n  acuity: 2\n  budget: 3 # why\nname: A\n",
            {"acuity": "0.5", "budget": "1"},
            f"{WEIGHED}weights:\n  acuity: 0.5\nname: A\n",
        ),
        (f"{WEIGHED}weights:\n  acuity: 2\nname: A\n", {"acuity": "1"}, f"{WEIGHED}name: A\n"),
    ],
)
def test_a_weight_is_written_and_taken_away_at_its_place(before, factors, after) -> None:
    rules = shipped()
    draft = draft_of(before.encode(), "org.yaml", rules).weighted(factors, rules)
    assert draft.text == after
    assert draft_of(draft.data(), "org.yaml", rules) == draft


GROUPED = """\
schema: 1
kind: organization
answers: {}
segments:
  - name: street  # as we say
    share: 40%
    answers: {housing: homeless}
  - name: home
    share: 60%
name: A
"""


@pytest.mark.parametrize("written", [GROUPED, GROUPED.replace("  - ", "- ").replace("    ", "  ")])
def test_groups_are_renamed_shared_anew_and_added_with_their_answers(written: str) -> None:
    rules = shipped()
    draft = draft_of(written.encode(), "org.yaml", rules)
    groups = [("street", "30%"), ("at home", "50%"), ("hospital", "20%")]
    after = draft.regrouped(groups, rules)
    assert [(segment.name, segment.share) for segment in after.profile.segments] == groups
    assert after.group_words == ({"housing": "homeless"}, {}, {})
    assert "# as we say" in after.text
    assert after.text.endswith("name: A\n")
    assert draft_of(after.data(), "org.yaml", rules) == after


def test_groups_in_brackets_and_by_number_of_clients_are_added_too() -> None:
    rules = shipped()
    text = (
        '{"schema": 1, "kind": "organization", "answers": {}, "segments": ['
        '{"name": "a", "clients": 4}, {"name": "b", "clients": 6}]}'
    )
    draft = draft_of(text.encode(), "org.json", rules)
    after = draft.regrouped([("a", "5"), ("b", "6")], rules)
    assert [segment.share for segment in after.profile.segments] == ["5 clients", "6 clients"]
    shares = GROUPED.replace("40%", "not known").replace("60%", "not known")
    open_ = draft_of(shares.encode(), "org.yaml", rules)
    more = open_.regrouped([("street", "not known"), ("home", "not known"), ("c", "10%")], rules)
    assert len(more.profile.segments) == 3


@pytest.mark.parametrize(
    "groups", [[("street", "40%"), ("home", "70%")], [("street", "40%"), ("Street", "60%")]]
)
def test_groups_that_do_not_agree_are_refused(groups) -> None:
    rules = shipped()
    with pytest.raises(ProblemsFound):
        draft_of(GROUPED.encode(), "org.yaml", rules).regrouped(groups, rules)


BESIDE = {
    "beside a plain answer": (
        "  acuity: acute # high\n",
        '  acuity: {answer: acute, note: "so"} # high\n',
    ),
    "beside a quoted one": ("  acuity: 'acute'\n", "  acuity: {answer: 'acute', note: \"so\"}\n"),
    "in place of another": (
        "  acuity: {answer: acute, note: old}\n",
        '  acuity: {answer: acute, note: "so"}\n',
    ),
    "in a block": (
        "  acuity:\n    answer: acute\n",
        '  acuity:\n    answer: acute\n    note: "so"\n',
    ),
    "without an answer": (
        "  contact: little\n",
        '  contact: little\n  acuity: {answer: not asked, note: "so"}\n',
    ),
}


@pytest.mark.parametrize("way", BESIDE)
def test_a_note_is_written_beside_its_answer_and_can_be_taken_away(way):
    before, after = (HEAD + text for text in BESIDE[way])
    noted = draft_of(before.encode(), "f.yaml", SHIPPED).noted("acuity", "so", SHIPPED)
    assert noted.text == after
    assert noted.note_on("acuity") == "so"
    bare = noted.noted("acuity", "", SHIPPED)
    assert bare.note_on("acuity") == ""
    assert bare.word("acuity") == noted.word("acuity")


def test_a_note_of_a_group_stays_in_the_group():
    text = (
        "schema: 1\nkind: organization\nanswers: {acuity: acute}\nsegments:\n"
        "  - {name: A, share: 50%, answers: {acuity: stable}}\n  - {name: B, share: 50%}\n"
    )
    draft = draft_of(text.encode(), "f.yaml", SHIPPED)
    noted = draft.noted("acuity", "so", SHIPPED, 0).noted("housing", "why", SHIPPED, 1)
    assert [noted.note_on("acuity", 0), noted.note_on("housing", 1)] == ["so", "why"]
    assert noted.note_on("acuity") == ""


def test_a_note_on_the_file_comes_and_goes():
    draft = draft_of(f"{HEAD}  acuity: acute\n".encode(), "f.yaml", SHIPPED)
    noted = draft.with_note('she said "no": twice', SHIPPED)
    assert noted.note == 'she said "no": twice'
    assert noted.with_note("", SHIPPED).text == draft.text


AGENCIES = ("", "agency: {answers: {}}\n", "agency:\n  name: X\n  answers:\n    budget: tight\n")


@pytest.mark.parametrize("agency", AGENCIES)
def test_answers_of_a_clients_agency_change_nothing_else(agency):
    text = f"{HEAD}  acuity: acute # high\n{agency}# end\n"
    draft = draft_of(text.encode(), "f.yaml", SHIPPED)
    changed = draft.agency.answered({"budget": "ample", "clients": "80"}, SHIPPED)
    assert changed.word("budget") == "ample"
    assert changed.client
    assert changed.client.word("acuity") == "acute"
    assert "acuity: acute # high" in changed.text
    profile = changed.client.profile
    assert profile.agency
    assert profile.agency.levels()["budget"] == "ample"
    assert profile.agency.quantities == {"clients": "80"}
    with_name = changed.named("name", "Elm House", SHIPPED)
    assert with_name.profile.label == "Elm House"
    assert with_name.client
    assert with_name.client.profile.label == ""
    with pytest.raises(ProblemsFound):
        draft.agency.answered({"acuity": "stable"}, SHIPPED)


def test_an_order_of_priorities_can_be_taken_away():
    text = f"{HEAD}  acuity: acute\n"
    draft = draft_of(text.encode(), "f.yaml", SHIPPED)
    ordered = draft.with_priorities(["acuity", "contact"], SHIPPED)
    assert ordered.profile.priorities == ("acuity", "contact")
    assert ordered.with_priorities([], SHIPPED).text == text


COSTLY = "schema: 1\nkind: organization\nanswers: {}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "costs: {travel: {intensive: 9}}\n"),
        ("costs: {overhead: 25%}\n", "costs: {overhead: 25%, travel: {intensive: 9}}\n"),
        ("costs:\n  travel: 5 # so\n", "costs:\n  travel: {intensive: 9, others: 5} # so\n"),
        ("costs:\n  travel: {others: 5}\n", "costs:\n  travel: {others: 5, intensive: 9}\n"),
        (
            "costs:\n  travel:\n    intensive: 8 # far\n    others: 5\n",
            "costs:\n  travel:\n    intensive: 9 # far\n    others: 5\n",
        ),
    ],
)
def test_travel_of_one_model_is_written_at_its_place(before: str, after: str) -> None:
    draft = draft_of((COSTLY + before).encode(), "f.yaml", SHIPPED)
    changed = draft.with_cost("travel", "9", SHIPPED, "intensive")
    assert changed.text == COSTLY + after
    for_all = changed.with_cost("travel", "7", SHIPPED)
    assert (for_all.profile.costs["travel"], for_all.profile.travel) == ("7", {"intensive": "9"})


def test_travel_of_one_model_in_json_stays_json() -> None:
    text = '{"schema": 1, "kind": "organization", "answers": {}, "costs": {"travel": "not known"}}'
    changed = draft_of(text.encode(), "f.json", SHIPPED).with_cost(
        "travel", "9", SHIPPED, "intensive"
    )
    travel = {"intensive": 9, "others": "not known"}
    assert json.loads(changed.text)["costs"]["travel"] == travel
