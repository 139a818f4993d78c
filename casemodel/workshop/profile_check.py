"""Checking profiles: every problem, and advice for those without problems.

House rules are checked too: an agency writes them beside its profiles.
"""

from collections.abc import Sequence

from casemodel.files.document import ParsedFile
from casemodel.files.limits import PROFILE_BYTES
from casemodel.files.problems import Problem, ProblemsFound
from casemodel.files.tree import Position
from casemodel.files.yaml_tree import read_document
from casemodel.knowledge.references import Finding
from casemodel.knowledge.rule_errors import locate
from casemodel.knowledge.values import Rules
from casemodel.profiles.kind import holds_house_rules
from casemodel.profiles.reader import read_in
from casemodel.profiles.values import Profile
from casemodel.workshop.profile_advice import advise


def check_profiles(paths: Sequence[str], rules: Rules) -> tuple[Problem, ...]:
    """List problems and advice for every file, in the order of the files and of the places in each.

    Advice is given only for a file without problems. Raises nothing for a wrong file.
    """
    return tuple(problem for path in dict.fromkeys(paths) for problem in _check(path, rules))


def _check(path: str, rules: Rules) -> tuple[Problem, ...]:
    try:
        read = read_document(path, PROFILE_BYTES)
        if holds_house_rules(read):
            return _of_house(read, rules)
        profile, document, private = read_in(read, rules)
    except ProblemsFound as error:
        return error.problems
    for finding in advise(rules, profile):
        _note(document, finding, profile)
    _note_remarks(document)
    problems = sorted(document.problems, key=lambda p: (p.line, p.column, p.code))
    # Advice points to a key; the key itself is not wrong, so it is not shown as found.
    return tuple(
        p._replace(found="", source_line="" if private else p.source_line) for p in problems
    )


def _of_house(document: ParsedFile, rules: Rules) -> tuple[Problem, ...]:
    """List remarks on a house file that is right. Raises ProblemsFound if it is not."""
    from casemodel.local_rules.reader import house_in

    house_in(document, rules)
    _note_remarks(document)
    return tuple(document.problems)


def _note_remarks(document: ParsedFile) -> None:
    for remark in document.remarks:
        document.add("A106", Position(remark.line, remark.column), remark.says)


def _note(document: ParsedFile, finding: Finding, profile: Profile) -> None:
    at = locate(document.root, _as_written(finding.path, profile))
    document.add(finding.code, at, finding.message, expected=finding.expected)


def _as_written(path: tuple[str | int, ...], profile: Profile) -> tuple[str | int, ...]:
    """Give the path to what is written, if an answer was worked out from numbers."""
    answers = profile.answers if path[0] == "answers" else {}
    answer = answers.get(str(path[-1]))
    worked_out = answer is not None and " / " in answer.number
    return path[:-1] if worked_out else path
