"""Reading decisions.yaml, the rule file that is read only for decisions on record."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from casemodel.decisions.values import Policy, ReasonCode
from casemodel.files.limits import RULE_FILE_BYTES
from casemodel.files.proof import is_proved_rule_file
from casemodel.files.yaml_tree import read_document
from casemodel.knowledge.bundled import rules_directory
from casemodel.knowledge.optional_rules import in_shape
from casemodel.knowledge.rule_schemas import File, Strict
from casemodel.knowledge.rule_types import Id, Text

DECISIONS_FILE = "decisions.yaml"
"""A folder of rules may do without it; then the shipped one holds."""

_A_CENTURY = 36_525
_Days = Annotated[int, Field(ge=1, le=_A_CENTURY)]


class ReasonShape(Strict):
    """A coded reason."""

    id: Id
    says: Text
    needs_note: bool = False


class DecisionsFile(File):
    """The shape of decisions.yaml."""

    review_after_days: _Days
    review_reason: Text
    keep_days: _Days
    keep_reason: Text
    reasons: Annotated[list[ReasonShape], Field(min_length=1)]


def load_policy(directory: str | Path | None) -> Policy:
    """How decisions are kept by the rules in a folder, or by the shipped ones.

    Raises ProblemsFound with everything that is wrong with the file.
    """
    folder = rules_directory() if directory is None else Path(directory)
    if not (folder / DECISIONS_FILE).exists():
        folder = rules_directory()
    document = read_document(folder / DECISIONS_FILE, RULE_FILE_BYTES)
    file = in_shape(document, DecisionsFile)
    document.refuse(private=not is_proved_rule_file(document, DecisionsFile))
    assert file is not None  # noqa: S101 - where it is None, a problem was noted
    reasons = tuple(ReasonCode(one.id, one.says, one.needs_note) for one in file.reasons)
    return Policy(file.review_after_days, file.keep_days, reasons)
