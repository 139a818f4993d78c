"""Every wrong file of the tests by name, and how it is read.

The lists are those of the tests that say what each mistake is told; here they are put together, so
that what a person is shown of every one of them can be looked at, counted, and kept as it is.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from casemodel.files.problems import Problem, ProblemsFound
from casemodel.knowledge.bundled import load_rules
from casemodel.knowledge.values import Rules
from casemodel.local_rules.reader import load_house
from casemodel.profiles.reader import load_profile
from casemodel.workshop.rule_test_reader import load_rule_tests
from tests.knowledge import test_bad_rules as rule_files
from tests.local_rules import test_reader as house
from tests.profiles import test_bad_profiles as profiles
from tests.profiles import test_segments as segments
from tests.profiles import test_weights as weights
from tests.rulebase import FILES, changed, write
from tests.workshop import test_rule_test_reader as rule_tests

Kind = str
"""What a file is read as: profile, rules, house or tests."""


class Wrong(NamedTuple):
    """Files that are wrong, by name within a folder, and what they are read as."""

    kind: Kind
    files: Mapping[str, bytes]


def wrong_files() -> dict[str, Wrong]:
    """Every wrong file of the tests, by a name that says where it comes from."""
    files_by_name = dict(_profiles())
    files_by_name |= {
        f"as a client: {name}": client
        for name, wrong_file in files_by_name.items()
        if (client := _of(wrong_file))
    }
    files_by_name |= dict(_rules())
    files_by_name |= dict(_others())
    return files_by_name


def _profiles() -> Iterator[tuple[str, Wrong]]:
    texts: dict[str, list[str]] = {
        "shape": [bad.text for bad in profiles.SHAPE],
        "answer": [bad.text for bad in profiles.ANSWERS],
        "of a client": [bad.text for bad in profiles.OF_CLIENT],
        "YAML": [bad.text for bad in profiles.YAML],
        "segment": [bad.text for bad in segments.BAD],
        "weight": [f"{weights.ORGANIZATION}weights: {bad[0]}\n" for bad in weights.BAD_WEIGHTS],
        "priority": [
            f"{weights.ORGANIZATION}priorities: {bad[0]}\n" for bad in weights.BAD_PRIORITIES
        ],
    }
    for group, listed in texts.items():
        for number, text in enumerate(listed, 1):
            yield f"{group} {number:02}", Wrong("profile", {"profile.yaml": text.encode()})
    for name, content in _BYTES.items():
        yield name, Wrong("profile", {"profile.yaml": content})


_BYTES = {
    "empty": b"",
    "a comment only": b"\n \n# only a comment\n",
    "a byte order mark only": b"\xef\xbb\xbf",
    "UTF-16": "schema: 1\n".encode("utf-16"),
    "cp1252": "schema: 1\nid: Ñ\n".encode("cp1252"),
    "cut within a character": b"schema: 1\n\xc3",
    "an escape": b"schema: 1\nid: a\x1b[31mb\n",
    "a NUL": b"schema: 1\nid: a\0b\n",
    "a line separator": "schema: 1\nid: a\u2028kind: client\n".encode(),
    "a next line": "schema: 1\nid: a\x85kind: client\n".encode(),
    "right to left": "schema: 1\nid: a\u202eb\n".encode(),
}


def _of(wrong: Wrong) -> Wrong | None:
    """The same profile as a client's; None where there is none, or where that is not wrong."""
    organization, client = b"kind: organization\n", b"kind: client\n"
    (content,) = wrong.files.values()
    if organization not in content or b"\nid: 7\n" in content:  # a client may have an id
        return None
    return wrong._replace(files={"profile.yaml": content.replace(organization, client, 1)})


def _rules() -> Iterator[tuple[str, Wrong]]:
    for group, listed in (("rules", rule_files.SHAPES), ("reference", rule_files.REFERENCES)):
        for number, bad in enumerate(listed, 1):
            files = changed(bad.file, bad.old, bad.new)
            yield f"{group} {number:02}", Wrong("rules", _encoded(files))


def _others() -> Iterator[tuple[str, Wrong]]:
    for name, bad in house.CASES.items():
        yield f"house: {name}", Wrong("house", {"house.yaml": bad.text.encode()})
    for name, (changes, *_) in house.TWO_LINES.items():
        text = house.HEAD + "".join(f"  - {{{words}, {house.SIGNED}}}\n" for words in changes)
        yield f"house: {name}", Wrong("house", {"house.yaml": text.encode()})
    for name, case in rule_tests.CASES.items():
        files = {**FILES, "tests/test.yaml": case.text}
        yield f"tests: {name}", Wrong("tests", _encoded(files))


def _encoded(files: Mapping[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in files.items()}


def problems_of(wrong: Wrong, folder: Path, rules: Rules) -> tuple[Problem, ...]:
    """Write the files into a folder and read them; what is wrong. `rules` are the small rules."""
    if wrong.kind in ("rules", "tests"):
        write(folder, {name: content.decode() for name, content in wrong.files.items()})
    else:
        for name, content in wrong.files.items():
            (folder / name).write_bytes(content)
    try:
        match wrong.kind:
            case "profile":
                load_profile(folder / "profile.yaml", rules)
            case "house":
                load_house(folder / "house.yaml", rules)
            case "tests":
                load_rule_tests(folder, load_rules(folder))
            case _:
                load_rules(folder)
    except ProblemsFound as error:
        return error.problems
    return ()
