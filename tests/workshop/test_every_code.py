"""Every code is explained, and raised by a file that is broken in one place."""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO
from unittest import mock

import pytest

from casemodel.files import content
from casemodel.files.content import read_bytes
from casemodel.files.problems import Problem, ProblemsFound
from casemodel.knowledge.bundled import load_rules
from casemodel.profiles.changes_reader import parse_changes
from casemodel.profiles.values import Profile, Segment
from casemodel.render.check_lines import report_text
from casemodel.texts.problems import problem_texts
from casemodel.workshop import rank_frequency as firsts
from casemodel.workshop.lint import effects
from casemodel.workshop.profile_check import check_profiles
from casemodel.workshop.rule_check import check_rules
from tests.rulebase import write
from tests.shipped import shipped
from tests.workshop.broken import BROKEN_PROFILES, BROKEN_RULES, RULES, changed, with_third

TODAY = "2026-11-22"
FEW = 200
"""The profiles that small rules are tried on."""
ELSEWHERE = ("D1", "P5", "P6", "R6", "R7")
"""Codes of decisions, sheets, records, house rules and rule tests, with tests of their own."""


@pytest.fixture(autouse=True, scope="module")
def few_profiles() -> Iterator[None]:
    """Try small rules on few profiles: they have few answers."""
    with mock.patch.multiple(
        effects,
        effects=partial(effects.effects, profiles=FEW),
        influences=partial(effects.influences, profiles=FEW),
    ):
        yield


def of_profile(folder: Path, code: str) -> Sequence[Problem]:
    text = BROKEN_PROFILES[code]
    profile = folder / "profile.yaml"
    profile.write_bytes(text if isinstance(text, bytes) else text.encode())
    return check_profiles([str(profile)], load_rules(write(folder / "rules", RULES)))


def of_rules(folder: Path, code: str) -> Sequence[Problem]:
    """What the change adds to what is found in the small rules themselves."""
    files = changed(BROKEN_RULES[code])
    findings = check_rules(write(folder / "rules", files), TODAY).findings
    return [p for p in findings if _what(p) not in _known()]


@cache
def _known() -> frozenset[tuple[str, ...]]:
    """What is found in the small rules themselves."""
    with TemporaryDirectory() as folder:
        findings = check_rules(write(Path(folder) / "rules", RULES), TODAY).findings
    return frozenset(_what(p) for p in findings)


def _what(problem: Problem) -> tuple[str, ...]:
    return problem.code, Path(problem.file).name, problem.message, problem.source_line


def no_file(folder: Path) -> Sequence[Problem]:
    return check_profiles([str(folder / "gone.yaml")], shipped())


def a_folder(folder: Path) -> Sequence[Problem]:
    return check_profiles([str(folder)], shipped())


def a_pipe(folder: Path) -> Sequence[Problem]:
    os.mkfifo(folder / "pipe")
    return check_profiles([str(folder / "pipe")], shipped())


def a_loop(folder: Path) -> Sequence[Problem]:
    (folder / "loop").symlink_to(folder / "loop")
    with pytest.raises(ProblemsFound) as caught:
        read_bytes(folder / "loop", 10)
    return caught.value.problems


def a_file_that_changes(folder: Path) -> Sequence[Problem]:
    path = folder / "export.csv"
    path.write_text("id\n", encoding="utf-8")
    read_all = content._bounded

    def written_meanwhile(stream: BinaryIO, most: int) -> bytes:
        bytes_read = read_all(stream, most)
        path.write_text("id\nc-1\n", encoding="utf-8")
        return bytes_read

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "_bounded", written_meanwhile)
        with pytest.raises(ProblemsFound) as caught:
            read_bytes(path, 100)
    return caught.value.problems


def a_strange_file(folder: Path) -> Sequence[Problem]:
    return check_rules(
        write(folder / "rules", {**RULES, "claim.yaml": "schema: 1\n"}), TODAY
    ).findings


def a_beaten_model(folder: Path) -> Sequence[Problem]:
    return check_rules(write(folder / "rules", with_third()), TODAY).findings


def a_search_given_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Sequence[Problem]:
    monkeypatch.setattr(firsts, "_MOST_STEPS", 1)
    return a_beaten_model(folder)


EMPTY = Profile("organization", "", "", {}, {}, segments=(Segment("Young", 1, "100%", {}),))


def a_segment_that_is_not_there(folder: Path) -> Sequence[Problem]:
    rules = load_rules(write(folder / "rules", RULES))
    with pytest.raises(ProblemsFound) as caught:
        parse_changes([("complexity@nobody", "many")], rules, EMPTY)
    return caught.value.problems


def a_name_of_earlier_rules(folder: Path) -> Sequence[Problem]:
    rules = load_rules(write(folder / "rules", RENAMED))
    path = folder / "org.yaml"
    path.write_text("schema: 1\nkind: organization\nanswers: {difficulty: many}\n", "utf-8")
    return check_profiles([str(path)], rules)


RENAMED = {
    **RULES,
    "criteria.yaml": RULES["criteria.yaml"].replace(
        "  - id: complexity\n", "  - id: complexity\n    formerly: [difficulty]\n"
    ),
}


def a_question_that_decides(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Sequence[Problem]:
    monkeypatch.setattr(effects, "MANY_CRITERIA", 1)
    return check_rules(write(folder / "rules", RULES), TODAY).findings


def a_language_of_one_text(folder: Path) -> Sequence[Problem]:
    text = "schema: 1\ncriteria: {complexity: {name: Complejidad}}\n"
    rules = write(folder / "rules", {**RULES, "lang/es/criteria.yaml": text})
    return check_rules(rules, TODAY).findings


BY_HAND: dict[str, Callable[[Path], Sequence[Problem]]] = {
    "A106": a_name_of_earlier_rules,
    "P101": no_file,
    "P102": a_folder,
    "P103": a_pipe,
    "P104": a_loop,
    "P109": a_file_that_changes,
    "P422": a_segment_that_is_not_there,
    "R101": a_strange_file,
    "R401": a_beaten_model,
    "R511": a_language_of_one_text,
}


def shown(findings: Sequence[Problem], code: str, folder: Path) -> str:
    """What is said of the findings with this code, without the folder's name."""
    findings_of_code = [f for f in findings if f.code == code]
    assert findings_of_code, sorted({f.code for f in findings})
    return report_text(findings_of_code, "Broken", "utf-8").replace(str(folder), "DIR")


@pytest.mark.parametrize("code", BROKEN_PROFILES)
def test_a_broken_profile(code, tmp_path, snapshot):
    assert shown(of_profile(tmp_path, code), code, tmp_path) == snapshot


@pytest.mark.parametrize("code", BROKEN_RULES)
def test_broken_rules(code, tmp_path, snapshot):
    assert shown(of_rules(tmp_path, code), code, tmp_path) == snapshot


@pytest.mark.parametrize("code", BY_HAND)
def test_what_only_a_folder_can_break(code, tmp_path, snapshot):
    assert shown(BY_HAND[code](tmp_path), code, tmp_path) == snapshot


def test_a_search_that_is_given_up_says_so(tmp_path, snapshot, monkeypatch):
    findings = a_search_given_up(tmp_path, monkeypatch)
    assert shown(findings, "R508", tmp_path) == snapshot


@pytest.mark.parametrize("code", ["R509", "R510"])
def test_what_decides_too_often_is_told(code, tmp_path, snapshot, monkeypatch):
    monkeypatch.setattr(effects, "MOST_APART", 1.0)
    findings = a_question_that_decides(tmp_path, monkeypatch)
    assert shown(findings, code, tmp_path) == snapshot


def test_every_code_is_raised_by_a_test_here():
    here = {*BROKEN_PROFILES, *BROKEN_RULES, *BY_HAND, "R508", "R509", "R510"}
    here.add("P109")  # tests/tables/test_changed.py
    assert here == {code for code in problem_texts() if not code.startswith(ELSEWHERE)}
