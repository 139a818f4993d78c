"""Reading a rules directory: all files, with all problems at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from casemodel.files.limits import NUMBER_LENGTH, RULE_FILE_BYTES, RULE_FILES
from casemodel.files.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from casemodel.files.document import ParsedFile
    from casemodel.files.tree import Node
    from casemodel.knowledge.checks import CheckInput
    from casemodel.knowledge.file_types import RuleFiles
    from casemodel.knowledge.references import Finding
    from casemodel.knowledge.values import Rules

SINGLE_FILES = (
    "cautions.yaml",
    "claims.yaml",
    "criteria.yaml",
    "features.yaml",
    "guidance.yaml",
    "method.yaml",
    "sources.yaml",
)
"""The files every rules directory holds, beside models/."""

HYBRIDS_FILE = "hybrids.yaml"
CONTRADICTIONS_FILE = "contradictions.yaml"
NOT_COUNTED_FILE = "not_counted.yaml"
FORMS_FILE = "forms.yaml"
REFERRAL_FILE = "referral.yaml"
STEPS_FILE = "steps.yaml"
OPTIONAL_FILES = (
    HYBRIDS_FILE,
    CONTRADICTIONS_FILE,
    NOT_COUNTED_FILE,
    FORMS_FILE,
    REFERRAL_FILE,
    STEPS_FILE,
)
"""The files that a rules directory may do without."""

ASIDE_FILES = ("decisions.yaml", "handout.yaml", "notices.yaml")
"""Optional files that are read only when they are asked for. They count in the digest."""


class RuleBytes(NamedTuple):
    """The rule files of a directory by name within it ('models/brokerage.yaml'), in order."""

    directory: Path
    files: Mapping[str, bytes]

    def digest(self) -> str:
        """The sha256 of all names and bytes, in hexadecimal."""
        whole = _sha256()
        for name, data in self.files.items():
            whole.update(f"{name}\0{len(data)}\0".encode())
            whole.update(data)
        return str(whole.hexdigest())


def _sha256() -> Any:
    """Begin a SHA-256 digest, by Python's own module where there is one.

    hashlib loads OpenSSL, which takes longer than all the rest of loading stored rules. The name of
    Python's own module depends on the version; some builds leave it out.
    """
    from importlib import import_module

    for module in ("_sha2", "_sha256"):
        try:
            return import_module(module).sha256()
        except ImportError:
            continue
    return import_module("hashlib").sha256()


class ReadRules(NamedTuple):
    """A rule base as read.

    `check_input` is what only checks need of its files; `documents` are the trees by file name.
    """

    rules: Rules
    check_input: CheckInput
    documents: Mapping[str, ParsedFile]


def read_bytes(directory: Path) -> RuleBytes:
    """Read the bytes of every rule file.

    Raises ProblemsFound if the folder does not exist, or a file is missing, unknown, unreadable or
    too large.
    """
    from casemodel.files import content as files

    problems: list[Problem] = []
    bytes_by_name: dict[str, bytes] = {}
    for name in _names(directory, problems):
        try:
            bytes_by_name[name] = files.read_bytes(directory / name, RULE_FILE_BYTES)
        except ProblemsFound as error:
            problems += error.problems
    if problems:
        raise ProblemsFound(tuple(problems))
    return RuleBytes(directory, bytes_by_name)


def _names(directory: Path, problems: list[Problem]) -> list[str]:
    """List the names of the rule files, in order; missing and unknown ones are noted.

    Raises ProblemsFound if there are more than RULE_FILES.
    """
    present = yaml_names(directory)
    for name in SINGLE_FILES:
        if name not in present:
            message = "This file of the rules is missing."
            problems.append(Problem("P101", str(directory / name), 0, 0, message))
    valid = (*SINGLE_FILES, *OPTIONAL_FILES, *ASIDE_FILES)
    valid_names = [name for name in present if name in valid]
    for name in sorted(set(present) - set(valid)):
        message = "No rule file is called so."
        from casemodel.files.nearest import nearest_words

        nearest = nearest_words(name, valid)
        problems.append(Problem("R101", str(directory / name), 0, 0, message, nearest=nearest))
    models = _model_names(directory / "models", problems)
    for name in models:
        if not name.endswith(".yaml"):
            message = "The name of a model's file must end in .yaml."
            problems.append(Problem("R101", str(directory / "models" / name), 0, 0, message))
    valid_names += [f"models/{name}" for name in models if name.endswith(".yaml")]
    if len(valid_names) > RULE_FILES:
        message = f"There are more than {RULE_FILES} rule files."
        raise ProblemsFound((Problem("P106", str(directory), 0, 0, message),))
    return sorted(valid_names)


def _model_names(directory: Path, problems: list[Problem]) -> list[str]:
    """List the names of the models' files; it is noted if there are none."""
    try:
        names = yaml_names(directory)
    except ProblemsFound as error:
        problems += error.problems
        return []
    if not names:
        problems.append(Problem("P101", str(directory), 0, 0, "There is no model here."))
    return names


def yaml_names(directory: Path) -> list[str]:
    """List the names of the YAML files in a folder, without those that editors and systems hide."""
    try:
        names = [entry.name for entry in directory.iterdir()]
    except FileNotFoundError:
        raise _not_a_folder("P101", directory, "This folder does not exist.") from None
    except NotADirectoryError:
        raise _not_a_folder(
            "P102", directory, "This is a file. Give the name of a folder."
        ) from None
    except (OSError, ValueError):
        raise _not_a_folder("P104", directory, "The folder cannot be read.") from None
    return sorted(n for n in names if n.endswith((".yaml", ".yml")) and not n.startswith("."))


def _not_a_folder(code: str, directory: Path, message: str) -> ProblemsFound:
    return ProblemsFound((Problem(code, str(directory), 0, 0, message),))


def read_rules(rule_bytes: RuleBytes) -> ReadRules:
    """Read and check a rule base.

    Raises ProblemsFound with every problem: first those of each file alone; if there are none,
    those between files.
    """
    from casemodel.knowledge.checks import faults

    rule_base = read_each(rule_bytes)
    refuse_findings(rule_base, faults(rule_base.rules, rule_base.check_input))
    return rule_base


def read_each(rule_bytes: RuleBytes) -> ReadRules:
    """Read a rule base and check each file alone, but not one against another.

    Raises ProblemsFound with every problem of the files.
    """
    from casemodel.knowledge.rule_build import build, check_input

    documents, files = _validated(rule_bytes)
    return ReadRules(build(files, rule_bytes.digest()), check_input(files), documents)


def refuse_findings(rule_base: ReadRules, findings: tuple[Finding, ...]) -> None:
    """Raise ProblemsFound if there are findings, each at its place in the files."""
    from casemodel.knowledge.rule_errors import note_finding

    for finding in findings:
        note_finding(rule_base.documents[str(finding.path[0])], finding)
    _refuse(rule_base.documents)


def _refuse(documents: Mapping[str, ParsedFile]) -> None:
    problems = tuple(p for document in documents.values() for p in document.problems)
    if problems:
        raise ProblemsFound(problems)


def _validated(rule_bytes: RuleBytes) -> tuple[dict[str, ParsedFile], RuleFiles]:
    """Read and validate every file alone. Raises ProblemsFound with all their problems."""
    from casemodel.files.content import decode
    from casemodel.files.yaml_tree import parse
    from casemodel.knowledge.file_types import RuleFiles

    documents: dict[str, ParsedFile] = {}
    unreadable: list[Problem] = []
    for name, data in rule_bytes.files.items():
        if name in ASIDE_FILES:
            continue
        file = str(rule_bytes.directory / name)
        try:
            documents[name] = parse(decode(data, file), file)
        except ProblemsFound as error:
            unreadable += error.problems
    shaped = {n: s for n, d in documents.items() if (s := _shaped(n, d)) is not None}
    noted = (p for name, document in documents.items() for p in _problems_of(name, document))
    problems = (*unreadable, *noted)
    if problems:
        raise ProblemsFound(problems)
    models = tuple(s for n, s in shaped.items() if n.startswith("models/"))
    single_files: dict[str, Any] = {
        n.removesuffix(".yaml"): shaped.get(n) for n in (*SINGLE_FILES, *OPTIONAL_FILES)
    }
    return documents, RuleFiles(**single_files, models=models)


def _problems_of(name: str, document: ParsedFile) -> tuple[Problem, ...]:
    """Give the problems of one file; lines are quoted only if it is surely a file of rules."""
    if not document.problems:
        return ()
    from casemodel.files.proof import is_proved_rule_file
    from casemodel.knowledge.fields import needed_keys
    from casemodel.knowledge.file_types import RULE_FILE_TYPES, ModelFile

    needed = needed_keys(RULE_FILE_TYPES.get(name, ModelFile))
    return document.shown_problems(private=not is_proved_rule_file(document, needed))


def _shaped(name: str, document: ParsedFile) -> Any:
    """Read one file into its type; None if something is wrong, which is noted."""
    from casemodel.files.tree import MappingNode
    from casemodel.knowledge.file_types import RULE_FILE_TYPES, ModelFile
    from casemodel.knowledge.validation import in_shape

    file = in_shape(document, RULE_FILE_TYPES.get(name, ModelFile))
    if isinstance(file, ModelFile) and name != f"models/{file.id}.yaml":
        assert isinstance(document.root, MappingNode)  # noqa: S101 - else there is no file
        at = document.root.entries["id"].value
        expected = name.removeprefix("models/").removesuffix(".yaml")
        document.add("R110", at, "The id and the file's name differ.", expected=expected)
    return file


def plain(node: Node) -> Any:
    """Turn a tree into plain values: dict, list, str, int, Decimal, bool or None."""
    from decimal import Decimal

    from casemodel.files.scalars import is_true, sort_of
    from casemodel.files.tree import MappingNode, SequenceNode

    if isinstance(node, MappingNode):
        return {key: plain(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    sort = sort_of(node)
    if sort == "null":
        return None
    if sort == "boolean":
        return is_true(node)
    if sort == "text" or len(node.text) > NUMBER_LENGTH:
        return node.text
    return int(node.text) if sort == "whole" else Decimal(node.text)
