"""The tree of a file: places, and the same refusals with PyYAML's C loader and without it."""

import pytest
import yaml

from casemodel.files.problems import Problem
from casemodel.files.tree import MappingEntry, MappingNode, Scalar, SequenceNode
from casemodel.files.yaml_text import quoted
from casemodel.files.yaml_tree import as_long_in_yaml, parse
from casemodel.files.yaml_words import in_plain_words
from tests.profiles.test_bad_profiles import YAML


def test_everything_knows_its_place():
    document = parse("a: 1\nbé:\n  - x\n  - 'y: z'\n", "f")
    b = Scalar("bé", True, 2, 1)
    items = (Scalar("x", True, 3, 5), Scalar("y: z", False, 4, 5))
    assert document.root == MappingNode(
        {
            "a": MappingEntry(Scalar("a", True, 1, 1), Scalar("1", True, 1, 4)),
            "bé": MappingEntry(b, SequenceNode(items, 3, 3)),
        },
        1,
        1,
    )


def test_json_is_read_as_yaml():
    document = parse('{"a": [1, true, null, "no"], "b": {"c": "\\u00e9\\n"}}', "f")
    assert not document.problems
    assert isinstance(document.root, MappingNode)
    assert list(document.root.entries) == ["a", "b"]


@pytest.mark.parametrize("bad", YAML)
def test_the_pure_loader_refuses_the_same(monkeypatch, bad):
    fast = parse(bad.text, "f").problems
    monkeypatch.delattr(yaml, "CSafeLoader")
    slow = parse(bad.text, "f").problems
    assert [(p.code, p.line) for p in slow] == [(p.code, p.line) for p in fast]


@pytest.mark.parametrize(
    "text", ['a: "\\uD800"', 'a: "\\UFFFFFFFF"', 'a: "\\x00"', "a: !!int ''", "{a: 1, ,", "*", "&"]
)
def test_the_pure_loader_lets_nothing_through(monkeypatch, text):
    assert parse(text, "f").problems
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert parse(text, "f").problems


NESTED = {
    "brackets": ("[" * 5000, (1, 41)),
    "braces": ("{" * 5000, (1, 41)),
    "below a key": ("a: " + "[" * 5000, (1, 43)),
    "below a key of JSON": ('{"a":' + "[" * 5000, (1, 45)),
    "behind text with signs": (
        """{it's: "[[", b#: 'x''[', c: -[d, # [\n  """ + "[" * 5000,
        (2, 41),
    ),
    "behind brackets that are closed": ("[[[], {a: b}], " + "[" * 5000, (1, 55)),
    "below two keys": ("a:\n  b: " + "[" * 5000, (2, 44)),
    "after a value and a comma": ("[1, " + "{" * 5000, (1, 44)),
    "after a dash": ("- " + "[" * 5000, (1, 42)),
    "after a comment": ("a: # [[\n  " + "[" * 5000, (2, 42)),
    "on lines of their own": ("[\n" * 5000, (41, 1)),
    "brackets with values": ("{a: " * 5000, (1, 161)),
    "dashes": ("- " * 5000, (1, 81)),
    "question marks": ("? " * 5000, (1, 81)),
}


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(("text", "place"), NESTED.values(), ids=NESTED)
def test_the_bound_on_depth_is_the_same_whatever_scans(monkeypatch, loader, text, place):
    if loader == "SafeLoader":
        monkeypatch.delattr(yaml, "CSafeLoader")
    problems = parse(text, "f").problems
    assert [(p.code, (p.line, p.column)) for p in problems] == [("P208", place)]


@pytest.mark.parametrize("most", [0, 1, 10, 40])
def test_a_scanner_that_gives_up_early_changes_nothing(monkeypatch, most):
    real = yaml.parse

    def gives_up(text, **_):
        events = real(text, Loader=yaml.SafeLoader)
        for _ in range(most + 2):
            yield next(events)
        raise yaml.scanner.ScannerError(None, None, "too deep", yaml.Mark("", 0, 0, 0, None, None))

    monkeypatch.setattr(yaml, "parse", gives_up)
    assert [p.code for p in parse("[" * 41, "f").problems] == ["P208"]
    assert [p.code for p in parse("[" * 40, "f").problems] == ["P201"]


@pytest.mark.parametrize(
    "text",
    [
        "a: '" + "[" * 5000 + "'",
        'a: "' + "{" * 5000 + '"',
        "a: |\n  " + "[" * 5000,
        "a: -" + "[" * 900,
    ],
)
def test_brackets_in_a_text_are_no_depth(text):
    assert not parse(text, "f").problems


def test_after_a_refusal_reading_goes_on():
    document = parse("a: &x 1\nb: *x\n<<: {c: 1}\na: 2\nd: [*x, !t 3]\n", "f")
    assert [p.code for p in document.problems] == ["P203", "P203", "P205", "P202", "P203", "P204"]
    assert isinstance(document.root, MappingNode)
    assert list(document.root.entries) == ["a", "d"]


def test_a_complaint_that_is_not_known_is_told_without_the_file():
    assert in_plain_words("something new", "x") == ("The file is not valid YAML here.", "")


def test_a_loader_that_fails_otherwise_is_told_of_the_file_as_a_whole(monkeypatch):
    def fails(*_, **__):
        yield int(float("inf"))  # an OverflowError

    monkeypatch.setattr(yaml, "parse", fails)
    document = parse("a: 1\n", "f")
    assert document.problems == [Problem("P201", "f", 0, 0, "The file is not valid YAML.")]
    assert document.root is None


def test_json_may_have_blank_lines_before_it_and_tabs_in_it():
    document = parse(' \n\t{\t"a":\t"\\ud83d\\ude00"}\t\n', "f")
    assert not document.problems
    assert isinstance(document.root, MappingNode)
    assert document.root.value("a") == Scalar("😀", False, 2, 9)


def test_places_in_json_are_those_of_the_file():
    text = '{\t"\\\\\\ud83d\\ude00": 1}'
    assert as_long_in_yaml(text) == '{ "\\\\xxxxxxxxxxxx": 1}'


@pytest.mark.parametrize("text", ['a "b" \\ c', "\\", '"', "a\n\tb\u200bc  d", "", "é: #"])
def test_what_is_quoted_is_read_back_in_one_line(text):
    scalar = quoted(text)
    document = parse(f"a: {scalar}\n", "f")
    assert isinstance(document.root, MappingNode)
    expected = " ".join(text.replace("\u200b", " ").split())
    assert document.root.value("a") == Scalar(expected, False, 1, 4)


def test_a_text_with_a_forbidden_character_stays_with_a_blank_in_its_place():
    document = parse('a: "b\\ec"\n"d\\ee": f\n', "f")
    assert [p.code for p in document.problems] == ["P108", "P108"]
    assert isinstance(document.root, MappingNode)
    assert list(document.root.entries) == ["a", "d e"]
    assert document.root.value("a") == Scalar("b c", False, 1, 4)
