"""Names that changed are still read, in every file that people keep, with a remark."""

import json
from pathlib import Path

import pytest

from casemodel.files.yaml_tree import parse
from casemodel.knowledge.bundled import load_rules, rules_directory
from casemodel.knowledge.former_names import current_criterion
from casemodel.local_rules.reader import load_house
from casemodel.profiles.draft import draft_of
from casemodel.profiles.reader import read_in, read_profile
from casemodel.profiles.values import Answer
from casemodel.profiles.weights import read_priorities
from casemodel.tables.cells import reader_of
from casemodel.texts.store import parsed
from casemodel.workshop.profile_check import check_profiles

RULES = load_rules(rules_directory())
OLD, NEW = "danger_others", "danger_from_others"
GONE = "physical_disability"
CLIENT = f"schema: 1\nkind: client\nanswers:\n  {OLD}: 'yes'\n"


@pytest.fixture
def written(tmp_path):
    def write(text: str, name: str = "file.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_an_answer_under_its_old_name_counts(written):
    result = read_profile(written(CLIENT), RULES)
    assert result.profile.levels() == {NEW: "yes"}
    (remark,) = result.document.remarks
    assert (remark.line, remark.old, remark.new) == (4, OLD, NEW)


def test_weights_and_priorities_under_old_names(written):
    text = f"{CLIENT}weights: {{{OLD}: 2}}\npriorities: [{OLD}, acuity]\n"
    profile = read_profile(written(text), RULES).profile
    assert profile.weights == {NEW: "2"}
    assert profile.priorities == (NEW, "acuity")


def test_both_names_are_refused_and_nothing_is_lost(written):
    text = f"{CLIENT}  {NEW}: 'no'\n"
    (problem,) = check_profiles([str(written(text))], RULES)
    assert problem.code == "P403"


def test_a_question_that_went_is_read_and_does_not_count(written):
    path = written(f"{CLIENT}  physical_disability: 'yes'\n")
    result = read_profile(path, RULES)
    assert "physical_disability" not in result.profile.answers
    assert any("no longer asked" in remark.says for remark in result.document.remarks)
    assert "A106" in {finding.code for finding in check_profiles([str(path)], RULES)}


def test_a_draft_is_written_under_todays_names():
    draft = draft_of(CLIENT.encode(), "file.yaml", RULES)
    assert NEW in draft.text
    assert OLD not in draft.text
    assert draft.answered({NEW: "no"}, RULES).profile.levels() == {NEW: "no"}


def test_a_map_of_columns_under_old_names(written):
    from casemodel.tables.column_map import read_map

    mapped = read_map(written(f"schema: 1\nid: Client\ncolumns: {{{OLD}: Safe at home}}\n"), RULES)
    assert list(mapped.columns) == [NEW]
    assert len(mapped.remarks) == 1


def test_house_rules_under_old_names(written):
    text = (
        "schema: 1\nagency: A\nchanges:\n"
        f"  - {{what: weight, criterion: {OLD}, to: 2, reason: Ours., name: B, date: 2026-01-31}}\n"
    )
    (change,) = load_house(written(text), RULES).changes
    assert change.criterion == NEW


def test_words_of_the_command_line_under_old_names():
    from casemodel.files.document import ParsedFile
    from casemodel.files.tree import Scalar, SequenceNode

    items = tuple(Scalar(word, True, 0, 0) for word in (OLD, "acuity"))
    document = ParsedFile("--priorities", "")
    priorities = read_priorities(document, SequenceNode(items, 0, 0), RULES, "client")
    assert document.problems == []
    assert priorities == (NEW, "acuity")


def test_a_name_and_its_old_name_are_one():
    from casemodel.files.document import ParsedFile
    from casemodel.files.tree import Scalar, SequenceNode

    items = tuple(Scalar(word, True, 0, 0) for word in (OLD, NEW))
    document = ParsedFile("--priorities", "")
    read_priorities(document, SequenceNode(items, 0, 0), RULES, "client")
    assert [problem.code for problem in document.problems] == ["P420"]


def test_priorities_and_house_rules_about_a_question_that_went_are_left_out(written):
    text = f"{CLIENT}priorities: [physical_disability, {OLD}, acuity]\n"
    result = read_profile(written(text), RULES)
    assert result.profile.priorities == (NEW, "acuity")
    assert any("no longer asked" in remark.says for remark in result.document.remarks)
    house = (
        "schema: 1\nagency: A\nchanges:\n"
        "  - {what: weight, criterion: physical_disability, to: 2, reason: Ours., name: B, "
        "date: 2026-01-31}\n"
        f"  - {{what: weight, criterion: {OLD}, to: 2, reason: Ours., name: B, date: 2026-01-31}}\n"
    )
    (change,) = load_house(written(house, "house.yaml"), RULES).changes
    assert change.criterion == NEW


def test_columns_of_a_sheet_under_old_names_are_read_and_said():
    from casemodel.tables.column_map import NO_MAP
    from casemodel.tables.layout import lay_out
    from casemodel.tables.sheet import Sheet

    rows = iter([["id", "acuity", OLD, "physical_disability"], ["a", "stable", "yes", "yes"]])
    sheet = Sheet("clients.csv", "", rows, [], int, 0)
    layout, _ = lay_out(sheet, RULES, NO_MAP)
    assert {column.criterion for column in layout.columns} == {"acuity", NEW}
    assert sheet.remarks == [
        f"Column C ({OLD}): {OLD} is now called {NEW}. The old name is still read.",
        f"Column D ({GONE}): {GONE} is no longer asked and does not count.",
    ]


LISTED = parsed((Path(__file__).parent / "level_names.yaml").read_text(encoding="utf-8"))
NAMES_EVER = [
    (criterion, level, name)
    for criterion, levels in LISTED.items()
    for level, names in levels.items()
    for name in names
]


def test_every_name_of_a_level_is_on_the_list_of_names_ever():
    """A level that gets another name leaves the old one on the list, and so it stays read."""
    listed = set(NAMES_EVER)
    for criterion in RULES.criteria.values():
        for level in criterion.levels:
            for name in {level.name.client, level.name.organization, *level.former_words} - {""}:
                assert (criterion.id, level.id, name) in listed, "add it to level_names.yaml"


@pytest.mark.parametrize(("criterion", "level", "name"), NAMES_EVER)
def test_every_name_that_a_level_ever_had_is_read_as_that_level(criterion, level, name):
    criterion_now = RULES.criteria[current_criterion(RULES, criterion)]
    today = {
        word
        for level in criterion_now.levels
        for word in (level.name.client, level.name.organization)
    }
    if name not in today or name in {level.name.client for level in criterion_now.levels}:
        assert reader_of(criterion_now)(name) == Answer("answered", level)  # a sheet is of clients
    for kind in criterion_now.asked_of:
        for written in (name, {"answer": name, "note": "As she said."}):
            text = json.dumps({"schema": 1, "kind": kind, "answers": {criterion: written}})
            draft = draft_of(text.encode(), "profile.yaml", RULES)
            assert draft.profile.levels() == {criterion_now.id: level}
            assert draft.word(criterion_now.id) == level
            result = read_in(parse(text, "profile.yaml"), RULES)
            assert result.profile.levels() == {criterion_now.id: level}
            renamed = [(remark.old, remark.new) for remark in result.document.remarks]
            assert ((name, level) in renamed) == (name not in today and name != level)
