"""No value of a client's file, or of one whose kind cannot be read, is part of any problem."""

import shutil

import pytest

from casemodel.files.problems import ProblemsFound, WrongUse
from casemodel.knowledge.bundled import load_rules, profiles_directory
from casemodel.local_rules.reader import load_house
from casemodel.profiles.changes_reader import read_changes
from casemodel.profiles.reader import load_profile
from casemodel.profiles.segmented import with_segments
from casemodel.tables.column_map import read_map
from casemodel.workshop.rule_test_reader import load_tests
from tests import rulebase
from tests.cli.process import ORGANIZATION, casemodel
from tests.profiles.test_bad_profiles import ANSWERS, YAML
from tests.shipped import shipped

CANARY = "Zyxwvut"

FILES = {
    "level": "schema: 1\nkind: client\nanswers:\n  complexity: {}\n",
    "note's key": "schema: 1\nkind: client\nanswers:\n  complexity: {{{}: 1, answer: one}}\n",
    "key": "schema: 1\nkind: client\n{}: 1\nanswers: {{}}\n",
    "criterion": "schema: 1\nkind: client\nanswers:\n  {}: one\n",
    "schema": "schema: {}\nkind: client\nanswers: {{}}\n",
    "date": "schema: 1\nkind: client\ndate: {}\nanswers: {{}}\n",
    "name": "schema: 1\nkind: client\nname: {}\nanswers: {{}}\n",
    "agency": "schema: 1\nkind: client\nagency: {}\nanswers: {{}}\n",
    "kind": "schema: 1\nkind: {}\nanswers: {{}}\n",
    "no kind": "schema: 1\nid: {}\n",
    "quoted kind": "schema: 1\nkind: 'organization'\nanswers: {{complexity: {}}}\n",
    "indented kind": "x:\n  kind: organization\nanswers: {{complexity: {}}}\n",
    "two kinds": "schema: 1\nkind: organization\nkind: client\n{}: 1\nanswers: {{}}\n",
    "two kinds, one escaped": 'kind: organization\n"\x6bind": client\n{}: 1\nanswers: {{}}\n',
    "two kinds in JSON": '{{"kind": "organization", "\\u006bind": "client", "id": "{}"}}',
    "broken": "schema: 1\nkind: client\nid: '{}\n",
    "broken before kind": "schema: 1\nid: '{}\nkind: client\n",
    "broken, two kinds": "kind: client\nid: '{}\nkind: organization\n",
    "broken, kind in braces": "{{kind: client, id: {}, note: '\nkind: organization\n",
    "broken line": "schema: 1\nkind: client\nid: {}: x\n",
    "not a mapping": "- {}\n",
    "control character": "kind: client\nid: '{}\x1b'\n",
    "escaped character": 'kind: client\nid: "{}\\x1b"\n',
    "second document": "kind: client\n--- {}\n",
    "anchor": "kind: client\nid: &{} x\n",
    "tag": "kind: client\nid: !{} x\n",
    "duplicate": "kind: client\n{0}: 1\n{0}: 2\n",
}


@pytest.mark.parametrize("name", FILES)
def test_no_value_is_echoed(problems_of, name):
    for problem in problems_of(FILES[name].format(CANARY)):
        text = repr(problem._replace(file=""))
        assert CANARY not in text
        assert problem.found == problem.source_line == ""


@pytest.mark.parametrize("bad", [*ANSWERS, *YAML])
def test_a_client_is_told_the_same_without_its_values(problems_of, bad):
    as_organization = problems_of(bad.text)
    as_agency = problems_of(bad.text.replace("kind: organization", "kind: client", 1))
    for problem in as_agency:
        assert problem.found == problem.source_line == ""
        assert problem.line >= 0
    assert as_organization
    assert as_agency


def test_an_organization_broken_before_its_end_is_shown(problems_of):
    (problem,) = problems_of("kind: organization\nname: 'Harbor\n")
    assert problem.source_line == "name: 'Harbor"


def test_the_nearest_valid_word_is_told_of_a_client(problems_of):
    (problem,) = problems_of("schema: 1\nkind: client\nanswers:\n  complexity: severel\n")
    assert problem.nearest == ("several",)
    assert "one, several, many" in problem.expected


OF_A_CLIENT = {
    "whole": "schema: 1\nkind: client\nid: {0}\nnote: {0}\nanswers: {{complexity: {0}}}\n",
    "without a kind": "schema: 1\nid: {0}\nnote: {0}\nanswers: {{complexity: {0}}}\n",
    "with changes": "id: {0}\nchanges: {0}\nanswers: {{complexity: {0}}}\n",
    "broken": "schema: 1\nkind: client\nnote: '{0}\n",
    "broken, without a kind": "schema: 1\nanswers:\nnote: '{0}\n",
    "in braces": '{{"kind": "client", "id": "{0}", "answers": {{"complexity": {0}}}}}',
    "in braces, broken": '{{"id": "{0}", "answers": {{"complexity": {0}',
}
IN_PLACE_OF = {
    "a profile": ("recommend", "client.yaml"),
    "house rules": ("recommend", "org.yaml", "--house", "client.yaml"),
    "house rules to test": ("rules", "test", "--house", "client.yaml"),
    "house rules to compare": ("rules", "diff", "--house", "client.yaml"),
    "tests of rules": ("rules", "test", "--tests", "client.yaml"),
    "changed answers": ("what-if", "org.yaml", "--changes", "client.yaml"),
    "a map": ("caseload", "clients.csv", "--map", "client.yaml"),
    "a spreadsheet": ("caseload", "client.yaml"),
    "a file to check": ("check", "client.yaml"),
    "rules": ("models", "--rules", "."),
    "a priority": ("recommend", "org.yaml", "--priorities", "client.yaml"),
}


@pytest.mark.parametrize("place", IN_PLACE_OF)
@pytest.mark.parametrize("name", OF_A_CLIENT)
def test_a_clients_file_in_the_wrong_place_is_not_shown(place, name, tmp_path):
    files = {
        "client.yaml": OF_A_CLIENT[name].format(CANARY),
        "org.yaml": ORGANIZATION,
        "clients.csv": "id,acuity,complexity\nk-1,acute,many\n",
    }
    for file, text in files.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    ran = casemodel(*IN_PLACE_OF[place], cwd=tmp_path)
    assert ran.status in (1, 2)
    assert CANARY not in ran.out + ran.err


ESCAPED = '{{"\\u006bind": "client", "\\u0061nswers": {{"complexity": "{0}"}}, "x": {{}}}}'
CLIENTS_FILES = {
    **OF_A_CLIENT,
    "a spreadsheet": "id,name,complexity\nk-1,{0},many\n",
    "a spreadsheet with a colon": "id,name,complexity\nk-1,{0},a: b: c\n",
    "a spreadsheet with a bracket": "[id],name\nk-1,{0}\n",
    "a spreadsheet of one column": "changes\n{0}: homeless: yes\n",
    "JSON with escaped keys": ESCAPED,
    "JSON with escaped keys, broken": ESCAPED[:-2],
    "a list of records": '[{{"client": "{0}", "complexity": "{0}"}}]',
    "records by column": '{{"schema": 1, "columns": ["{0}"], "changes": "{0}", "data": ["{0}"]}}',
    "records by line": '{{"client": "{0}"}}\n{{"client": "{0}"}}\n',
    "an organization with an id": "schema: 1\nkind: organization\nid: {0}\nanswers: {{x: {0}}}\n",
    "an organization with an agency": (
        "schema: 1\nkind: organization\nagency: {{name: {0}}}\nanswers: {{x: {0}}}\n"
    ),
    "an organization with an id, broken": "schema: 1\nkind: organization\nid: '{0}\n",
    "an organization with a birth date": "schema: 1\nkind: organization\nborn: {0}\nanswers: x\n",
    "notes": "{0} came at 3 today: she had left her partner.\n",
    "two documents": "schema: 1\ntests: []\nchanges: []\ncolumns: {{}}\n---\nid: {0}\nx: '{0}\n",
}


def _read_as_rules(path, _rules):
    folder = rulebase.write(path.parent / "rules")
    shutil.copy(path, folder / "models" / "x.yaml")
    return load_rules(folder)


READERS = {
    "a profile": load_profile,
    "house rules": load_house,
    "a map": read_map,
    "tests": load_tests,
    "changes of an organization": lambda path, rules: read_changes(
        path, rules, load_profile(profiles_directory() / "organizations/county_agency.yaml", rules)
    ),
    "a model": _read_as_rules,
    "a segmented organization": lambda path, rules: with_segments(path, rules, (), ""),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", CLIENTS_FILES)
def test_only_what_is_proved_to_be_rules_is_quoted(reader, name, tmp_path):
    file = tmp_path / "given.yaml"
    file.write_text(CLIENTS_FILES[name].format(CANARY), encoding="utf-8")
    with pytest.raises((ProblemsFound, WrongUse)) as refused:
        READERS[reader](file, shipped())
    for problem in getattr(refused.value, "problems", ()):
        assert CANARY not in repr(problem)
        assert not problem.source_line or problem.file != str(file)


TEST_OF_A_CLIENT = """\
schema: 1
tests:
  - {id: a, about: b, profile: {kind: client, id: Zyxwvut, answers: {}}, expect: {frst: x}}
  - id: c
    about: d
    profile: {kind: client, id: Zyxwvut,
      answers: {}}
    expect: {first: nothing}
"""


BESIDE_A_CLIENT = {
    "a text in place of a profile": "{id: a, about: b, profile: Zyxwvut, expect: {frst: x}}",
    "a text over lines": """\
{id: a, about: b, profile: {kind: client, note: "he
     is Zyxwvut"}, expect: {frst: x}}""",
    "a text in place of it, over lines": """\
{id: a, about: b, profile: he
     is Zyxwvut, expect: {frst: x}}""",
    "a list over lines": """\
{id: a, about: b, profile: [x,
     Zyxwvut], expect: {frst: x}}""",
    "no kind": "{id: a, about: b, profile: {answers: {complexity: Zyxwvut}}, expect: {frst: x}}",
    "another kind": "{id: a, about: b, profile: {kind: clent, id: Zyxwvut}, expect: {frst: x}}",
    "a comment behind it": """\
{id: a, about: b, profile: {
     kind: client}, # Zyxwvut
     expect: {frst: x}}""",
    "a key of it": "{id: a, about: b, profile: {kind: client, Zyxwvut: 1}, expect: {first: x}}",
}


@pytest.mark.parametrize("name", BESIDE_A_CLIENT)
def test_nothing_of_a_profile_among_tests_is_quoted(name, tmp_path, rules):
    file = tmp_path / "tests.yaml"
    sound = "  - {id: z, about: b, profile: {kind: organization}, expect: {frst: x}}\n"
    file.write_text(f"schema: 1\ntests:\n  - {BESIDE_A_CLIENT[name]}\n{sound}", encoding="utf-8")
    with pytest.raises(ProblemsFound) as refused:
        load_tests(file, rules)
    assert CANARY not in repr(refused.value.problems)
    quoted = [p for p in refused.value.problems if "frst" in p.source_line]
    assert "a key" in name or any("kind: organization" in p.source_line for p in quoted)


def test_a_line_with_a_clients_profile_is_not_quoted_from_tests(tmp_path, rules):
    file = tmp_path / "tests.yaml"
    file.write_text(TEST_OF_A_CLIENT, encoding="utf-8")
    with pytest.raises(ProblemsFound) as refused:
        load_tests(file, rules)
    assert CANARY not in repr(refused.value.problems)
    file.write_text(TEST_OF_A_CLIENT.replace("frst: x", "first: nobody"), encoding="utf-8")
    with pytest.raises(ProblemsFound) as refused:
        load_tests(file, rules)
    lines = {p.line: p.source_line for p in refused.value.problems}
    assert lines[8] == "    expect: {first: nothing}"
    assert CANARY not in repr(refused.value.problems)
