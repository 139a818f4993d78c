"""The codes of problems with their texts. A code is stable: it is never used for another problem.

P1 the file, P2 YAML, P3 the keys of a profile, P4 the content of a profile, P5 sheets of clients,
P6 records of other systems, R1 the keys of rule files, R2 links between them, R3 gaps in rules, R4
effects of rules, R6 house rules and settings, R7 tests of rules, D1 the decision register. A1 and
R5 are advice on profiles and on rules: nothing is wrong, but a second look is worth it.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from casemodel.texts.store import texts

_ADVICE = ("A", "R5")
_KB = 1024


class ProblemText(NamedTuple):
    """The texts of one problem code, and an example.

    `message` is the problem in one sentence, `why` the reason that it matters, `mend` the remedy.
    `where` names the file or key to which the lines `wrong` and `right` belong. Where only a person
    can say what is right, `right` is one way of many.
    """

    message: str
    why: str
    mend: str
    where: str
    wrong: str
    right: str


@cache
def problem_texts() -> Mapping[str, ProblemText]:
    """Give every code with its texts, in the order of the file."""
    return {code: _problem_text(entry) for code, entry in texts("problems").items()}


def _problem_text(entry: Mapping[str, str]) -> ProblemText:
    limits = _limits()
    unfilled = ProblemText(**entry)
    return unfilled._replace(
        why=unfilled.why.format_map(limits), mend=unfilled.mend.format_map(limits)
    )


def _limits() -> Mapping[str, int]:
    """Give the limits that the texts name."""
    from casemodel.files.limits import DEPTH, NODES, PROBLEMS, PROFILE_BYTES, RULE_FILE_BYTES
    from casemodel.knowledge.checks import LEAST_RATED

    return {
        "depth": DEPTH,
        "least_rated": LEAST_RATED,
        "nodes": NODES,
        "problems": PROBLEMS,
        "profile_kb": PROFILE_BYTES // _KB,
        "rule_file_kb": RULE_FILE_BYTES // _KB,
    }


def is_advice(code: str) -> bool:
    """Say whether a code is advice: a file with only advice has no problems."""
    return code.startswith(_ADVICE)
