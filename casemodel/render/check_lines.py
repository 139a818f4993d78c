"""The report of a check: problems and advice at their places, then a line that counts them.

Not a document, and neither is the page of problems: editors want the lines as they are, unwrapped.
"""

from collections.abc import Sequence

from casemodel.files.problems import Problem
from casemodel.pages.words import counted
from casemodel.render.problem_lines import lines_of, place_of
from casemodel.render.safe import harmless, writable
from casemodel.texts.messages import phrase
from casemodel.texts.problems import is_advice


def report_text(findings: Sequence[Problem], of: str, encoding: str, after: str = "") -> str:
    """Write problems with their places and lines, then advice, then the count.

    `of` is what was checked; `after` are lines that follow.
    """
    lines = [line for finding in problems_in(findings) for line in lines_of(finding, "")]
    lines += [
        line
        for finding in advice_in(findings)
        for line in lines_of(finding, phrase("check.advice_sign"))
    ]
    lines += [f"{harmless(of)}: {count_of(findings)}.", *after.splitlines()]
    return "".join(f"{writable(line, encoding)}\n" for line in lines)


def report_plain(findings: Sequence[Problem], of: str, encoding: str, after: str = "") -> str:
    """Write one finding a line, then the count, each with its label, and the lines that follow."""
    lines = []
    for word, listed in (
        (phrase("label.problem"), problems_in(findings)),
        (phrase("label.advice"), advice_in(findings)),
    ):
        lines += [
            phrase(
                "check.numbered",
                word=word,
                number=number,
                count=len(listed),
                finding=_in_one_line(finding),
            )
            for number, finding in enumerate(listed, 1)
        ]
    lines += [
        phrase("check.result", file=harmless(of), count=count_of(findings)),
        *after.splitlines(),
    ]
    return "".join(f"{writable(line, encoding)}\n" for line in lines)


def _in_one_line(finding: Problem) -> str:
    parts = [f"{place_of(finding).rstrip(':')}", finding.message.rstrip("."), finding.code]
    parts += [
        f"{label}: {text}"
        for label, text in (
            (phrase("label.found"), finding.found),
            (phrase("label.expected"), finding.expected),
            (phrase("label.nearest"), ", ".join(finding.nearest)),
        )
        if text
    ]
    return "; ".join(harmless(part) for part in parts)


def problems_in(findings: Sequence[Problem]) -> list[Problem]:
    """List the findings that must be mended."""
    return [finding for finding in findings if not is_advice(finding.code)]


def advice_in(findings: Sequence[Problem]) -> list[Problem]:
    """List the findings that are worth a second look."""
    return [finding for finding in findings if is_advice(finding.code)]


def count_of(findings: Sequence[Problem]) -> str:
    """Count problems and advice in words: '1 problem, 2 pieces of advice'."""
    problems, advice = len(problems_in(findings)), len(advice_in(findings))
    counts = [
        counted(problems, "problem") if problems else phrase("check.none"),
        counted(advice, "advice") if advice else "",
    ]
    return ", ".join(filter(None, counts))
