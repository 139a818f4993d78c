"""Reading handout.yaml, the rule file that is read only when a handout is printed."""

from pathlib import Path

from casemodel.files.limits import RULE_FILE_BYTES
from casemodel.files.proof import is_proved_rule_file
from casemodel.files.yaml_tree import read_document
from casemodel.knowledge.bundled import rules_directory
from casemodel.knowledge.fields import needed_keys
from casemodel.knowledge.handout import HANDOUT_FILE, Handout, HandoutFile, faults
from casemodel.knowledge.rule_errors import note_finding
from casemodel.knowledge.validation import in_shape
from casemodel.knowledge.values import Rules


def load_handout(directory: str | Path | None, rules: Rules) -> Handout:
    """Read and check the handout of the rules in a folder, or of the shipped ones.

    Raises ProblemsFound with every problem of the file, or if there is none.
    """
    folder = rules_directory() if directory is None else Path(directory)
    document = read_document(folder / HANDOUT_FILE, RULE_FILE_BYTES)
    handout = in_shape(document, HandoutFile)
    if handout is not None:
        for finding in faults(rules, handout):
            note_finding(document, finding)
    document.refuse(private=not is_proved_rule_file(document, needed_keys(HandoutFile)))
    assert handout is not None  # noqa: S101 - where it is None, a problem was noted
    return handout.cut(Handout, says=dict(sorted(handout.says.items())))
