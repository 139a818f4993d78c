"""Reading notices.yaml, the rule file that is read only for a client's report."""

from pathlib import Path

from casemodel.files.limits import RULE_FILE_BYTES
from casemodel.files.proof import is_proved_rule_file
from casemodel.files.yaml_tree import read_document
from casemodel.knowledge.bundled import rules_directory
from casemodel.knowledge.fields import needed_keys
from casemodel.knowledge.notices import NOTICES_FILE, Notice, NoticesFile, notice_faults
from casemodel.knowledge.rule_errors import note_finding
from casemodel.knowledge.validation import in_shape
from casemodel.knowledge.values import Rules


def load_notices(directory: str | Path | None, rules: Rules) -> tuple[Notice, ...]:
    """Read and check the notices of the rules in a folder, or of the shipped ones.

    A folder without the file gets the shipped notices, so that none is lost by leaving it out.
    Raises ProblemsFound with every problem of the file.
    """
    folder = rules_directory() if directory is None else Path(directory)
    has_own = (folder / NOTICES_FILE).exists()
    document = read_document(
        (folder if has_own else rules_directory()) / NOTICES_FILE, RULE_FILE_BYTES
    )
    file = in_shape(document, NoticesFile)
    notices = file.notices if file else ()
    for finding in notice_faults(rules, notices) if has_own else ():
        note_finding(document, finding)
    document.refuse(private=not is_proved_rule_file(document, needed_keys(NoticesFile)))
    return notices
