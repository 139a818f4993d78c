"""No value of a client's file, or of one whose kind cannot be read, is part of any problem."""

import pytest

from tests.cli.process import ORGANIZATION, casemodel
from tests.profiles.test_bad_profiles import ANSWERS, YAML

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
        shown = repr(problem._replace(file=""))
        assert CANARY not in shown
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
