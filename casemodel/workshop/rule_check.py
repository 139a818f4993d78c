"""Checking a rules directory: everything wrong or weak, each at its place, all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from casemodel.files.problems import Problem, ProblemsFound
from casemodel.files.tree import MappingEntry
from casemodel.knowledge.rule_errors import locate, note_finding
from casemodel.knowledge.rule_files import ReadRules, read_bytes, read_each

if TYPE_CHECKING:
    from casemodel.knowledge.references import Finding
    from casemodel.knowledge.values import Rules
    from casemodel.profiles.values import Profile
    from casemodel.workshop.lint.effects import Effects


class CheckedRules(NamedTuple):
    """The outcome of a check of rules.

    `findings` are problems and advice in the order of their places. `rules` and `effects` are None
    if problems keep the rules from being read, or from being tried.
    """

    findings: tuple[Problem, ...]
    rules: Rules | None
    effects: Effects | None


def check_rules(directory: Path, today: str) -> CheckedRules:
    """Check the rules in a directory, on an ISO date. Raises nothing for wrong rules.

    First each file alone; if all are right, one against the other, and for gaps; if there are no
    faults, for what the rules bring about.
    """
    from casemodel.knowledge.checks import faults
    from casemodel.workshop import lint
    from casemodel.workshop.lint.effects import effects

    try:
        read = read_each(read_bytes(directory))
    except ProblemsFound as error:
        return CheckedRules((*error.problems, *_of_aside(directory, None)), None, None)
    wrong = faults(read.rules, read.check_input)
    tried = None if wrong else effects(read.rules)
    _note(read, (*wrong, *lint.says(read.rules, read.check_input, today)))
    _note(read, tried.findings if tried else ())
    of_rules = (p for d in read.documents.values() for p in d.problems)
    of_languages = () if wrong else _of_languages(directory, read.rules)
    problems = dict.fromkeys((*of_rules, *_of_aside(directory, read.rules), *of_languages))
    ordered = sorted(problems, key=lambda p: (p.file, p.line, p.column, p.code))
    return CheckedRules(tuple(ordered), read.rules, tried)


def read_profiles(folder: Path, rules: Rules) -> list[Profile]:
    """Read every profile of a folder. Raises ProblemsFound with all problems of all files."""
    from casemodel.profiles.reader import load_profile

    profiles: list[Profile] = []
    problems: list[Problem] = []
    for file in sorted(folder.rglob("*.yaml")):
        try:
            profiles.append(load_profile(file, rules))
        except ProblemsFound as error:
            problems += error.problems
    if problems:
        raise ProblemsFound(tuple(problems))
    return profiles


def _of_aside(directory: Path, rules: Rules | None) -> tuple[Problem, ...]:
    """List the problems of the files that are read only when they are asked for.

    They are checked against the rules if there are `rules`.
    """
    from casemodel.decisions.policy_file import load_policy
    from casemodel.knowledge.handout import HANDOUT_FILE
    from casemodel.knowledge.handout_file import load_handout
    from casemodel.knowledge.notices_file import load_notices

    load: list[Callable[[], object]] = [lambda: load_policy(directory)]
    if rules:
        load.append(lambda: load_notices(directory, rules))
    if rules and (directory / HANDOUT_FILE).exists():
        load.append(lambda: load_handout(directory, rules))
    return tuple(problem for load_file in load for problem in _problems_of(load_file))


def _of_languages(directory: Path, rules: Rules) -> Iterator[Problem]:
    """Find what is wrong in the files of each language, and how many texts it lacks."""
    from casemodel.knowledge.translation import LANGUAGES, languages_of

    for language in languages_of(directory):
        missing: list[str] = []
        yield from _problems_of(partial(_translate, directory, rules, language, missing))
        if missing:
            message = f"{len(missing)} texts that clients read are missing, first {missing[0]}."
            yield Problem("R511", str(directory / LANGUAGES / language), 0, 0, message)


def _translate(directory: Path, rules: Rules, language: str, missing: list[str]) -> None:
    """Put the texts of a language into all that has some; `missing` gets the names of others."""
    from casemodel.knowledge.handout import HANDOUT_FILE
    from casemodel.knowledge.handout_file import load_handout
    from casemodel.knowledge.notices_file import load_notices
    from casemodel.knowledge.translation import Translation

    translation = Translation(directory, language)
    translation.of_rules(rules)
    translation.of_notices(load_notices(directory, rules))
    if (directory / HANDOUT_FILE).exists():
        translation.of_handout(load_handout(directory, rules))
    missing += translation.missing


def _problems_of(load: Callable[[], object]) -> tuple[Problem, ...]:
    """List the problems that keep something from being loaded."""
    try:
        load()
    except ProblemsFound as error:
        return error.problems
    return ()


def _note(read: ReadRules, findings: Iterable[Finding]) -> None:
    """Note each finding at its place; the key there is not wrong, so it is not shown as found."""
    for finding in findings:
        document = read.documents[str(finding.path[0])]
        before = len(document.problems)
        note_finding(document, finding)
        at = locate(document.root, finding.path[1:])
        if len(document.problems) > before and isinstance(at, MappingEntry) and not finding.words:
            noted = document.problems[-1]
            is_key = (noted.line, noted.column) == (at.key.line, at.key.column)
            document.problems[-1] = noted._replace(found="") if is_key else noted
