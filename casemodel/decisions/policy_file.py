"""Reading decisions.yaml, the rule file that is read only for decisions on record."""

from pathlib import Path

from casemodel.decisions.values import DecisionsFile, Policy
from casemodel.files.limits import RULE_FILE_BYTES
from casemodel.files.proof import is_proved_rule_file
from casemodel.files.yaml_tree import read_document
from casemodel.knowledge.bundled import rules_directory
from casemodel.knowledge.fields import needed_keys
from casemodel.knowledge.validation import in_shape

DECISIONS_FILE = "decisions.yaml"
"""The rule file on decisions. A folder of rules without it uses the shipped one."""


def load_policy(directory: str | Path | None) -> Policy:
    """Read the rules for decisions from the rules in a folder, or from the shipped ones.

    Raises ProblemsFound with every problem of the file.
    """
    folder = rules_directory() if directory is None else Path(directory)
    if not (folder / DECISIONS_FILE).exists():
        folder = rules_directory()
    document = read_document(folder / DECISIONS_FILE, RULE_FILE_BYTES)
    file = in_shape(document, DecisionsFile)
    document.refuse(private=not is_proved_rule_file(document, needed_keys(DecisionsFile)))
    assert file is not None  # noqa: S101 - where it is None, a problem was noted
    return file.cut(Policy)
