"""Reading handout.yaml, the rule file that is read only when a handout is printed."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from casemodel.files.document import Document
from casemodel.files.limits import RULE_FILE_BYTES
from casemodel.files.proof import is_proved_rule_file
from casemodel.files.yaml_tree import read_document
from casemodel.knowledge.bundled import rules_directory
from casemodel.knowledge.handout import HANDOUT_FILE, Handout, faults
from casemodel.knowledge.optional_rules import in_shape
from casemodel.knowledge.rule_errors import note_finding
from casemodel.knowledge.rule_schemas import File, RowShape, SaysShape
from casemodel.knowledge.rule_types import Id
from casemodel.knowledge.values import FeatureRow, Rules, Sourced


class HandoutFile(File):
    """The shape of handout.yaml."""

    rows: Annotated[list[RowShape], Field(min_length=1)]
    models: dict[Id, dict[Id, SaysShape]]


def load_handout(directory: str | Path | None, rules: Rules) -> Handout:
    """The handout of the rules in a folder, or of the shipped ones, checked against these rules.

    Raises ProblemsFound with everything that is wrong with the file, or if there is none.
    """
    folder = rules_directory() if directory is None else Path(directory)
    document = read_document(folder / HANDOUT_FILE, RULE_FILE_BYTES)
    handout = _read(document)
    if handout is not None:
        for finding in faults(rules, handout):
            note_finding(document, finding)
    document.refuse(private=not is_proved_rule_file(document, HandoutFile))
    assert handout is not None  # noqa: S101 - where it is None, a problem was noted
    return handout


def _read(document: Document) -> Handout | None:
    """The handout in the document; None where something is wrong, which is noted."""
    file = in_shape(document, HandoutFile)
    if file is None:
        return None
    said = {
        model: {row: Sourced(one.says, tuple(one.claims)) for row, one in rows.items()}
        for model, rows in sorted(file.models.items())
    }
    return Handout(tuple(FeatureRow(row.id, row.question) for row in file.rows), said)
