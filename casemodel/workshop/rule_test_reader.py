"""Reading the rule tests of a rules directory: all files, all problems at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from casemodel.files.document import ParsedFile, without_values
from casemodel.files.limits import RULE_FILE_BYTES, RULE_FILES
from casemodel.files.problems import Problem, ProblemsFound
from casemodel.files.proof import is_proved
from casemodel.files.tree import MappingEntry, MappingNode, Node, Scalar, SequenceNode
from casemodel.knowledge.criteria import KINDS, NO_SUCH_QUESTION
from casemodel.knowledge.fields import keys_of
from casemodel.profiles.file_types import OrganizationFile
from casemodel.profiles.kind import refuse_profile
from casemodel.profiles.values import Profile
from casemodel.workshop.cases import (
    Expectation,
    RuleTest,
    RuleTestEntry,
    RuleTestsFile,
    WantedReason,
)

if TYPE_CHECKING:
    from casemodel.knowledge.criteria import Kind
    from casemodel.knowledge.values import Rules

FOLDER = "tests"
"""The folder of the tests within a rules directory; nothing in it is a rule."""

NO_PROFILE = Profile("client", "", "", {}, {})
"""Stands for a profile that could not be read."""


def load_rule_tests(directory: str | Path, rules: Rules) -> tuple[RuleTest, ...]:
    """Read the tests of a rules directory, in the order of their files and places.

    Raises ProblemsFound with every problem of every file.
    """
    return load_tests(Path(directory) / FOLDER, rules)


def load_tests(path: Path, rules: Rules) -> tuple[RuleTest, ...]:
    """Read the tests in a folder, or in one file. Raises ProblemsFound with every problem."""
    problems: list[Problem] = []
    tests: list[RuleTest] = []
    for file in [path] if path.is_file() else _files(path):
        try:
            tests += _load_file(file, rules)
        except ProblemsFound as error:
            problems += error.problems
    problems += _ids_used_twice(tests)
    if problems:
        raise ProblemsFound(tuple(problems))
    return tuple(tests)


def _files(folder: Path) -> list[Path]:
    """List the YAML files of the folder. Raises ProblemsFound if it is missing or too full."""
    from casemodel.knowledge.rule_files import yaml_names

    names = yaml_names(folder)
    if len(names) > RULE_FILES:
        message = f"There are more than {RULE_FILES} files of tests."
        raise ProblemsFound((Problem("P106", str(folder), 0, 0, message),))
    if not names:
        raise ProblemsFound((Problem("P101", str(folder), 0, 0, "There is no test here."),))
    return [folder / name for name in names]


def _ids_used_twice(tests: list[RuleTest]) -> list[Problem]:
    """List a problem for each id that two files use; within one file, reading it notes them."""
    first: dict[str, RuleTest] = {}
    problems = []
    for test in tests:
        earlier = first.setdefault(test.id, test)
        if earlier.file != test.file:
            message = (
                f"This id is used twice: a test in {earlier.file} has it, line {earlier.line}."
            )
            problems.append(Problem("R109", test.file, test.line, 0, message, found=test.id))
    return problems


def _load_file(path: Path, rules: Rules) -> list[RuleTest]:
    """Read the tests of one file. Raises ProblemsFound."""
    from casemodel.files.yaml_tree import read_document
    from casemodel.knowledge.validation import in_shape

    document = read_document(path, RULE_FILE_BYTES)
    refuse_profile(document, "a file of tests, as casemodel rules freeze makes one,")
    # A file that is not YAML to its end may hold a client's profile anywhere.
    document.refuse(private=True)
    file = in_shape(document, RuleTestsFile, called="A file of tests is")
    _refuse(document)
    if file is None:
        return []
    reader = _Reader(document, rules, path.parent)
    nodes = document.root.value("tests") if isinstance(document.root, MappingNode) else None
    items = nodes.items if isinstance(nodes, SequenceNode) else ()
    tests = [
        reader.test(shape, node)
        for shape, node in zip(file.tests, items, strict=True)
        if isinstance(node, MappingNode)
    ]
    _refuse(document)
    if reader.elsewhere:
        raise ProblemsFound(tuple(reader.elsewhere))
    return tests


def _refuse(document: ParsedFile) -> None:
    """Raise ProblemsFound if there is a problem. No line of a client's profile is quoted."""
    private = not is_proved(document, keys_of(RuleTestsFile), ("schema", "tests"))
    client_lines = _lines_of_clients(document)
    document.problems = [
        without_values(p) if p.line in client_lines else p for p in document.problems
    ]
    document.refuse(private=private)


def _lines_of_clients(document: ParsedFile) -> set[int]:
    """List the lines of profiles in the file that are not proved an organization's."""
    root = document.root
    tests = root.value("tests") if isinstance(root, MappingNode) else None
    lines: set[int] = set()
    starts = sorted(_starts(root)) if root is not None else []
    for test in tests.items if isinstance(tests, SequenceNode) else ():
        profile = test.value("profile") if isinstance(test, MappingNode) else None
        if profile is not None and not _is_organization(profile):
            lines |= {*range(profile.line, _end(document, profile, starts))}
    return lines


def _end(document: ParsedFile, node: Node, starts: list[tuple[int, int]]) -> int:
    """The first line below a node on which nothing of it stands; `starts` are of all nodes."""
    following = starts[bisect_right(starts, max(_starts(node))) :]
    if not following:
        return document.line_count + 1
    line, column = following[0]
    before = document.line(line)[: column - 1]
    return line + bool(before.strip(" -"))


def _starts(node: Node) -> Iterator[tuple[int, int]]:
    """Find where a node and all within it begin: the line and the column."""
    yield node.line, node.column
    if isinstance(node, SequenceNode):
        for item in node.items:
            yield from _starts(item)
    elif isinstance(node, MappingNode):
        for entry in node.entries.values():
            yield entry.key.line, entry.key.column
            yield from _starts(entry.value)


def _is_organization(node: Node) -> bool:
    """Say whether a profile within the file is an organization's, without any other keys."""
    kind = node.value("kind") if isinstance(node, MappingNode) else None
    if not isinstance(node, MappingNode) or not isinstance(kind, Scalar):
        return False
    return kind.text == "organization" and node.entries.keys() <= {*keys_of(OrganizationFile)}


class _Reader:
    """A reader of one file's tests. `elsewhere` are problems of profiles in files of their own."""

    def __init__(self, document: ParsedFile, rules: Rules, folder: Path) -> None:
        self.document = document
        self.rules = rules
        self.folder = folder
        self.elsewhere: list[Problem] = []
        self.known = (*(m.id for m in rules.scored_models()), *rules.hybrids)
        self.cautions = (
            *(caution.id for caution in rules.cautions),
            *(f"{m.id}.{caution.id}" for m in rules.models.values() for caution in m.cautions),
            *((rules.referral.id,) if rules.referral else ()),
        )

    def test(self, shape: RuleTestEntry, node: MappingNode) -> RuleTest:
        """Read one test; what is wrong with it is noted."""
        profile = self._profile(shape, node)
        expect = node.value("expect")
        expected = self._expected(shape.expect, expect if isinstance(expect, MappingNode) else node)
        file = self.document.file
        return RuleTest(shape.id, shape.about, profile, expected, file, node.line)

    def _profile(self, shape: RuleTestEntry, node: MappingNode) -> Profile:
        from casemodel.profiles.reader import load_profile

        if shape.file:
            try:
                return load_profile(self.folder / shape.file, self.rules)
            except ProblemsFound as error:
                self.elsewhere += error.problems
                return NO_PROFILE
        profile = node.value("profile")
        return self._profile_held(profile) if isinstance(profile, MappingNode) else NO_PROFILE

    def _profile_held(self, node: MappingNode) -> Profile:
        """Read a profile within the file; a problem quotes a value only of an organization's."""
        from casemodel.profiles.reader import profile_in

        part = ParsedFile(self.document.file, self.document.text)
        # A profile within the file follows the schema that the file names.
        schema = MappingEntry(Scalar("schema", True, *node[1:]), Scalar("1", True, *node[1:]))
        part.root = node._replace(entries={"schema": schema, **node.entries})
        kind = _kind(part, node)
        profile = profile_in(part, kind, self.rules)
        self.document.problems += (
            p if _is_organization(node) else without_values(p) for p in part.problems
        )
        return profile

    def _expected(self, shape: Expectation, node: MappingNode) -> Expectation:
        self._names(shape, node)
        if shape.recommended is not None:
            self._null_written_out(node)
        return shape._replace(reasons=self._reasons(shape, node), lines=_lines(node))

    def _null_written_out(self, node: MappingNode) -> None:
        """Note an empty `recommended`: that nothing is recommended must be written as null."""
        recommended = node.value("recommended")
        if isinstance(recommended, Scalar) and not recommended.text:
            message = "It is not said what is to be recommended."
            self.document.add("R107", recommended, message, expected="a model, or null for nothing")

    def _names(self, shape: Expectation, node: MappingNode) -> None:
        """Note models, hybrids and cautions that are not in the rules."""
        for key in ("first", "recommended"):
            if getattr(shape, key):
                self._known(node.value(key) or node)
        top = node.value("top")
        for item in top.items if isinstance(top, SequenceNode) else ():
            self._known(item, models_only=True)
        feasible = node.value("feasible")
        for entry in feasible.entries.values() if isinstance(feasible, MappingNode) else ():
            self._known(entry.key)
        cautions = node.value("cautions")
        for item in cautions.items if isinstance(cautions, SequenceNode) else ():
            if isinstance(item, Scalar) and item.text not in self.cautions:
                message = "This caution does not exist."
                self.document.add("R701", item, message, words=self.cautions)

    def _known(self, at: Node, *, models_only: bool = False) -> None:
        words = tuple(m for m in self.known if not models_only or m in self.rules.models)
        if not isinstance(at, Scalar) or at.text not in words:
            message = "No scored model is called so."
            if not models_only:
                message = "No scored model or hybrid is called so."
            self.document.add("R207", at, message, words=words)

    def _reasons(self, shape: Expectation, node: MappingNode) -> tuple[WantedReason, ...]:
        reasons_node = node.value("reasons")
        items = reasons_node.items if isinstance(reasons_node, SequenceNode) else ()
        reasons = []
        for reason, item in zip(shape.reasons, items, strict=True):
            at = item.value("criterion") or item if isinstance(item, MappingNode) else item
            if reason.criterion not in self.rules.criteria:
                self.document.add("R204", at, NO_SUCH_QUESTION, words=tuple(self.rules.criteria))
            if reason.model and isinstance(item, MappingNode):
                self._known(item.value("model") or item)
            reasons.append(reason._replace(line=item.line))
        return tuple(reasons)


def _kind(document: ParsedFile, node: MappingNode) -> Kind | None:
    """Read the kind of the profile; None if it cannot be read, which is noted."""
    kind_node = node.value("kind")
    for kind in KINDS:
        if isinstance(kind_node, Scalar) and kind_node.text == kind:
            return kind
    message = "It is not said what kind of profile this is."
    expected = "kind: organization, or kind: client"
    document.add("P401", kind_node or node, message, expected=expected, words=KINDS)
    return None


def _lines(node: MappingNode) -> dict[str, int]:
    """Give the line of every key, and of every model whose feasibility is expected."""
    lines = {name: entry.key.line for name, entry in node.entries.items()}
    feasible = node.value("feasible")
    if isinstance(feasible, MappingNode):
        lines |= {f"feasible.{m}": entry.key.line for m, entry in feasible.entries.items()}
    return lines
