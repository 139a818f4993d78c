"""Reading notices.yaml, the rule file that is read only for a client's report."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from casemodel.files.document import Document
from casemodel.files.limits import RULE_FILE_BYTES
from casemodel.files.proof import is_proved_rule_file
from casemodel.files.yaml_tree import read_document
from casemodel.knowledge.bundled import rules_directory
from casemodel.knowledge.notices import NOTICES_FILE, Notice, notice_faults
from casemodel.knowledge.optional_rules import in_shape
from casemodel.knowledge.rule_errors import note_finding
from casemodel.knowledge.rule_schemas import ConditionShape, File, Strict
from casemodel.knowledge.rule_types import Id, Text
from casemodel.knowledge.values import Condition, Rules


class NoticeShape(Strict):
    """What a law has printed, and beside which answers."""

    id: Id
    quote: Text
    says: Text
    cites: Text
    reason: Text
    any_of: Annotated[list[ConditionShape], Field(min_length=1)]


class NoticesFile(File):
    """The shape of notices.yaml."""

    notices: list[NoticeShape]


def load_notices(directory: str | Path | None, rules: Rules) -> tuple[Notice, ...]:
    """The notices of the rules in a folder, or of the shipped ones, checked against these rules.

    A folder without the file has the shipped notices, so that none is lost by leaving it out.
    Raises ProblemsFound with everything that is wrong with the file.
    """
    folder = rules_directory() if directory is None else Path(directory)
    own = (folder / NOTICES_FILE).exists()
    document = read_document((folder if own else rules_directory()) / NOTICES_FILE, RULE_FILE_BYTES)
    notices = _read(document)
    for finding in notice_faults(rules, notices) if own else ():
        note_finding(document, finding)
    document.refuse(private=not is_proved_rule_file(document, NoticesFile))
    return notices


def _read(document: Document) -> tuple[Notice, ...]:
    """The notices in the document; none where something is wrong, which is noted."""
    file = in_shape(document, NoticesFile)
    return tuple(map(_notice, file.notices)) if file else ()


def _notice(shape: NoticeShape) -> Notice:
    any_of = tuple(Condition(c.criterion, tuple(c.is_)) for c in shape.any_of)
    return Notice(shape.id, shape.quote, shape.says, shape.cites, any_of)
