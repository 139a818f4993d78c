"""Every bound of the two tables in `limits`: at it a file is read, just over it it is refused."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from casemodel.decisions.policy_file import load_policy
from casemodel.files import limits
from casemodel.files.document import ParsedFile
from casemodel.files.nearest import nearest_words
from casemodel.files.problems import Problem, ProblemsFound
from casemodel.files.tree import Position
from casemodel.files.yaml_tree import parse
from casemodel.knowledge.bundled import load_rules
from casemodel.local_rules.reader import load_house
from casemodel.profiles.reader import load_profile
from casemodel.workshop.rule_test_reader import load_rule_tests
from tests.cli.process import casemodel
from tests.local_rules.test_reader import SIGNED
from tests.rulebase import FILES, changed, write
from tests.shipped import shipped
from tests.workshop.world import one_test

TEXT = limits.__doc__ or ""
HEAD = "schema: 1\nkind: organization\n"
ORG = f"{HEAD}answers: {{}}\n"


class Held(NamedTuple):
    """A bound: how a thing of this size is read, sizes that are read, and sizes that are not.

    The last two are a size and the code that it is refused with; a code of '2' is the exit status.
    """

    use: Callable[[Path, int | str], Sequence[str]]
    within: Sequence[int | str]
    beyond: Sequence[tuple[int | str, str]]


def codes(read: Callable[[], object]) -> list[str]:
    """The codes of what is wrong; none where it is read."""
    try:
        read()
    except ProblemsFound as error:
        return [problem.code for problem in error.problems]
    return []


def raters_of(folder: Path, people: int) -> list[str]:
    """The profiles of so many people, compared with the small rules."""
    write(folder / "rules")
    for number in range(people):
        (folder / f"{number}.yaml").write_text(ORG, encoding="utf-8")
    files = [str(folder / f"{number}.yaml") for number in range(people)]
    ran = casemodel("raters", *files, "--rules", "rules", cwd=folder)
    return [str(ran.status)] if ran.status else []


def of_profile(text: Callable[[int | str], str]) -> Callable[[Path, int | str], list[str]]:
    """A profile in which something has this size, read with the small rules."""

    def use(folder: Path, size: int | str) -> list[str]:
        rules = load_rules(write(folder / "rules"))
        (folder / "p.yaml").write_text(text(size), encoding="utf-8")
        return codes(lambda: load_profile(folder / "p.yaml", rules))

    return use


def of_rules(file: str, old: str, new: str) -> Callable[[Path, int | str], list[str]]:
    """The small rules in which a text is replaced by another that holds the size as @."""

    def use(folder: Path, size: int | str) -> list[str]:
        files = changed(file, old, new.replace("@", str(size)))
        return codes(lambda: load_rules(write(folder, files)))

    return use


def of_tree(text: Callable[[int], str]) -> Callable[[Path, int | str], list[str]]:
    """A text whose tree has this size."""
    return lambda _, size: [p.code for p in parse(text(int(size)), "f").problems]


def of_command(*arguments: str) -> Callable[[Path, int | str], list[str]]:
    """A command line in which @ is the size; wrong use is told by its exit status."""

    def use(folder: Path, size: int | str) -> list[str]:
        (folder / "org.yaml").write_text(ORG, encoding="utf-8")
        write(folder / "rules")
        words = [part for word in arguments for part in word.replace("@", str(size)).split(" ")]
        ran = casemodel(*words, cwd=folder)
        return [str(ran.status)] if ran.status else []

    return use


def rule_files(folder: Path, size: int | str) -> list[str]:
    """So many rule files; those that hold nothing are refused for that alone."""
    more = {f"models/m{n}.yaml": "x" for n in range(int(size) - len(FILES))}
    return [c for c in codes(lambda: load_rules(write(folder, {**more, **FILES}))) if c == "P106"]


def policy(key: str) -> Callable[[Path, int | str], list[str]]:
    """decisions.yaml with this number at this key."""

    def use(folder: Path, size: int | str) -> list[str]:
        numbers = {"review_after_days": 180, "keep_days": 2000, key: size}
        lines = [f"{name}: {number}" for name, number in numbers.items()]
        reasons = ["review_reason: r", "keep_reason: r", "reasons: [{id: other, says: Other}]"]
        text = "\n".join(["schema: 1", *lines, *reasons, ""])
        (folder / "decisions.yaml").write_text(text, encoding="utf-8")
        return codes(lambda: load_policy(folder))

    return use


def house_weight(folder: Path, size: int | str) -> list[str]:
    rules = load_rules(write(folder / "rules"))
    text = f"schema: 1\nagency: A\nchanges:\n  - {{what: weight, criterion: oversight, to: {size}, "
    (folder / "house.yaml").write_text(f"{text}{SIGNED}}}\n", encoding="utf-8")
    return codes(lambda: load_house(folder / "house.yaml", rules))


def margin_of_test(folder: Path, size: int | str) -> list[str]:
    files = {**FILES, "tests/t.yaml": one_test(f"{{first: light, margin_at_least: {size}}}")}
    rules = load_rules(write(folder, files))
    return codes(lambda: load_rule_tests(folder, rules))


def segments(number: int | str) -> str:
    share = f"1/{number}"
    listed = "".join(f"- {{name: s{n}, share: {share}}}\n" for n in range(int(number)))
    return f"{ORG}segments:\n{listed}"


def priorities(folder: Path, size: int | str) -> list[str]:
    """An order of so many criteria, of the shipped rules."""
    rules = shipped()
    ids = ", ".join([c.id for c in rules.criteria_for("organization")][: int(size)])
    (folder / "p.yaml").write_text(f"{ORG}priorities: [{ids}]\n", encoding="utf-8")
    return codes(lambda: load_profile(folder / "p.yaml", rules))


def listed(_: Path, size: int | str) -> list[str]:
    document = ParsedFile("f", "x\n")
    for _number in range(int(size)):
        document.add("P405", Position(1, 1), "No.")
    return [p.code for p in document.problems if p.code == "P299"]


def padded(text: str, size: int | str) -> str:
    return text + "#" * (int(size) - len(text))


SIZE = len(FILES["guidance.yaml"])
TWO = "- {{name: {0}, share: 40%}}\n- {{name: B, share: 60%}}\n"
REQUIRED = "counted_in: case_managers\n        least: 2"

HELD: dict[str, Held] = {
    "PROFILE_BYTES": Held(of_profile(lambda size: padded(ORG, size)), [262144], [(262145, "P106")]),
    "RULE_FILE_BYTES": Held(
        lambda folder, size: of_rules("guidance.yaml", FILES["guidance.yaml"],
                                      padded(FILES["guidance.yaml"], size))(folder, ""),
        [1048576], [(1048577, "P106")],
    ),
    "RULE_FILES": Held(rule_files, [200], [(201, "P106")]),
    "DEPTH": Held(of_tree(lambda size: "[" * size + "]" * size), [40], [(41, "P208")]),
    "NODES": Held(of_tree(lambda size: "[" + "1," * (size - 1) + "]"), [50000], [(50001, "P209")]),
    "NUMBER_LENGTH": Held(
        of_profile(lambda size: f"{HEAD}answers: {{caseload: 5.{'0' * (int(size) - 2)}}}\n"),
        [15], [(16, "P411")],
    ),
    "NAME_LENGTH": Held(
        of_profile(lambda size: f"{ORG}name: {'é' * int(size)}\n"), [200], [(201, "P306")]
    ),
    "NOTE_LENGTH": Held(
        of_profile(lambda size: f"{ORG}note: {'é' * int(size)}\n"), [2000], [(2001, "P306")]
    ),
    "SEGMENT_NAME_LENGTH": Held(
        of_profile(lambda size: f"{ORG}segments:\n{TWO.format('é' * int(size))}"),
        [80], [(81, "P306")],
    ),
    "SEGMENTS": Held(of_profile(segments), [2, 6], [(1, "P415"), (7, "P415")]),
    "PRIORITIES": Held(priorities, [2, 20], [(1, "P415"), (21, "P415")]),
    "WEIGHTS": Held(
        of_profile(lambda size: f"{ORG}weights: {{complexity: {size}}}\n"),
        [0, 10, "10.000"], [("-0.001", "P411"), ("10.001", "P411")],
    ),
    "MONEY": Held(
        of_profile(lambda size: f"{ORG}costs: {{travel: {size}}}\n"),
        [0, 10**9, "1000000000.00"], [(-1, "P411"), (10**9 + 1, "P411")],
    ),
    "OVERHEAD": Held(
        of_profile(lambda size: f"{ORG}costs: {{overhead: {size}%}}\n"),
        [0, 1000], [(-1, "P411"), (1001, "P411")],
    ),
    "PROBLEMS": Held(listed, [100], [(101, "P299")]),
    "little_said": Held(
        of_rules("method.yaml", "little_said: 3\n", "little_said: @\n"),
        [0, 100], [(-1, "R106"), (101, "R106")],
    ),
    "at_least": Held(
        of_rules("method.yaml", "at_least: 50, word: good", "at_least: @, word: good"),
        [100], [(101, "R106")],
    ),
    "weight": Held(
        of_rules("criteria.yaml", "weight: 2", "weight: @"), [1, 3], [(0, "R106"), (4, "R106")]
    ),
    "share": Held(
        of_rules("criteria.yaml", "several needs, share: 30}", "several needs, share: @}"),
        [0, 80], [(-1, "R106"), (101, "R106")],
    ),
    "from, below": Held(
        of_rules("criteria.yaml", "13 to 35, from: 12.5, below: 35.5}\n      - "
                 "{id: over_35, name: over 35, from: 35.5}",
                 "13 to 35, from: 12.5, below: @}\n      - "
                 "{id: over_35, name: over 35, from: @}"),
        ["1000000", "12.501"], [("1000000.001", "R106"), ("12.5011", "R106")],
    ),
    "least, most": Held(
        of_rules("criteria.yaml", "unit: clients, least: 1, most: 1000}",
                 "unit: clients, least: 0, most: @}"),
        [1000000000], [(1000000001, "R106")],
    ),
    "id": Held(
        lambda folder, size: of_rules("guidance.yaml", "id: ask",
                                      f"id: {'a' * int(size)}")(folder, size),
        [1, 60], [(61, "R108")],
    ),
    "at": Held(
        of_rules("sources.yaml", "- {at: 1, heading: Results}",
                 "- {at: 1, heading: Results}\n      - {at: @, heading: More}"),
        [0, 1000000], [(-1, "R106"), (1000001, "R106")],
    ),
    "clients_each, least": Held(
        of_rules("hybrids.yaml", REQUIRED, "counted_in: case_managers\n        least: @"),
        [1, 1000000], [(0, "R106"), (1000001, "R106")],
    ),
    "overhead, margin": Held(
        of_rules("hybrids.yaml", "overhead: 4", "overhead: @"),
        [0, 20], [(-1, "R106"), (21, "R106")],
    ),
    "review_after_days, keep_days": Held(
        policy("keep_days"), [1, 36525], [(0, "R106"), (36526, "R106")]
    ),
    "to, of a weight": Held(
        house_weight, [0, 10, "0.001"], [("-0.001", "R106"), ("10.001", "R106"), ("1.0001", "R106")]
    ),
    "margin_at_least": Held(
        margin_of_test, [0, 100, "0.1"], [("-0.1", "R106"), ("100.1", "R106"), ("0.11", "R106")]
    ),
    "--draws": Held(
        of_command("recommend", "org.yaml", "--rules", "rules", "--draws", "@"),
        [100], [(99, "2"), (10001, "2")],
    ),
    "--sample": Held(
        of_command("rules", "diff", "rules", "rules", "--sample", "@"),
        [0], [(-1, "2"), (10001, "2")],
    ),
    "MODEL of handout": Held(
        of_command("handout", "@"),
        ["brokerage", "brokerage clinical intensive"],
        [("brokerage clinical intensive collaborative", "2")],
    ),
    "FILE of raters": Held(
        lambda folder, size: raters_of(folder, int(size)), [2, 12], [(1, "2"), (13, "2")]
    ),
}  # fmt: skip

ROWS = dict(re.findall(r"^    (\S.*?)  +([0-9]+(?: to [0-9]+|  +[0-9]+)?)  ", TEXT, re.MULTILINE))
SHOWN = {"NEAREST_LENGTH", "FOUND_LENGTH", "SOURCE_LINE_LENGTH", "LISTED_WORDS"}
SHOWN |= {"COLUMN_NAME_SHOWN", "MESSAGE_LENGTH"}
"""Beyond these less is shown, and nothing is refused."""
OF_COMMANDS = {"MODEL", "FILE"}

SHEETS = {
    name for name in ROWS if name.startswith(("SHEET_", "EXCEL_", "GZIP_", "MAP_", "HEADER_"))
}
SHEETS |= {"COLUMN_NAME_LENGTH", "WORKBOOK_CLIENTS", "STAFFED_CLIENTS"}
"""Held by tests/tables/test_bounds.py, and by test_standard_input.py beside it."""

INTERVIEW = {"INTERVIEW_LINES", "LINE_BYTES", "TYPED_LENGTH"}
"""Held by tests/cli/test_interview_input.py."""


RECORDS = {"FHIR_BYTES", "RECORD_CELL"}
"""Held by tests/imports/test_bounds.py."""


def test_every_bound_of_the_tables_is_held():
    assert set(ROWS) == set(HELD) | SHOWN | SHEETS | INTERVIEW | RECORDS


def test_the_table_says_what_the_bounds_are():
    bounds = {
        name: f"{value[0]} to {value[1]}" if isinstance(value, tuple) else str(value)
        for name, value in vars(limits).items()
        if name.isupper()
    }
    assert {
        name: row for name, row in ROWS.items() if name.isupper() and name not in OF_COMMANDS
    } == bounds


@pytest.mark.parametrize("name", [name for name in HELD if name.islower()])
def test_what_is_tried_are_the_bounds_of_the_table(name):
    least, most = (int(number) for number in ROWS[name].split())
    sizes = {float(size) for size in HELD[name].within}
    over = {float(size) for size, _ in HELD[name].beyond}
    assert most in sizes or most + 1 in over
    assert least in sizes or least - 1 in over or min(sizes) >= least


@pytest.mark.parametrize(
    ("name", "size"), [(name, size) for name, bound in HELD.items() for size in bound.within]
)
def test_at_the_bound_it_is_read(name, size, tmp_path):
    assert list(HELD[name].use(tmp_path, size)) == []


@pytest.mark.parametrize(
    ("name", "size", "code"),
    [(name, *beyond) for name, bound in HELD.items() for beyond in bound.beyond],
)
def test_just_over_the_bound_it_is_refused(name, size, code, tmp_path):
    assert code in HELD[name].use(tmp_path, size)


def test_what_is_shown_ends_at_its_bound():
    line = "x" * limits.SOURCE_LINE_LENGTH
    for text, line_shown in ((line, line), (line + "x", "")):
        document = ParsedFile("f", text)
        document.add("P405", Position(1, 1), "No.", found="y" * limits.FOUND_LENGTH)
        document.add("P405", Position(1, 1), "No.", found="y" * (limits.FOUND_LENGTH + 1))
        exact, cut = document.problems
        assert exact.source_line == line_shown
        assert exact.found == "y" * limits.FOUND_LENGTH
        assert cut.found == "y" * (limits.FOUND_LENGTH - 3) + "..."
    for number, expected in ((limits.LISTED_WORDS, True), (limits.LISTED_WORDS + 1, False)):
        document = ParsedFile("f", "x")
        document.add("P405", Position(1, 1), "No.", words=[f"w{n}" for n in range(number)])
        assert bool(document.problems[0].expected) is expected
    for characters_over in (0, 1):
        text = "m" * (limits.MESSAGE_LENGTH + characters_over)
        (problem,) = ProblemsFound((Problem("P504", "f", 0, 0, text, expected=text),)).problems
        assert problem.message == problem.expected
        assert (problem.message == text) == (not characters_over)
        assert len(problem.message) == limits.MESSAGE_LENGTH
    word = "w" * limits.NEAREST_LENGTH
    assert nearest_words(word, [word + "x"]) == (word + "x",)
    assert nearest_words(word + "x", [word]) == ()
