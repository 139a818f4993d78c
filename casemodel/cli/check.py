"""`casemodel check FILE...`: find what is wrong or weak in profiles and house rules."""

from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli import options
from casemodel.cli.reporting import Report, ReportFormatOption, deliver_report

if TYPE_CHECKING:
    from casemodel.files.problems import Problem

HELP = """Check profiles or house rules: list every problem at once, then advice. Advice names
answers that contradict each other, answers that cannot matter, and the missing answers that would
help most. No answer of a client's file is shown.

\b
Examples:
  casemodel check org.yaml
  casemodel check clients/*.yaml
  casemodel check house.yaml
  casemodel check - --format json < client.yaml
"""

FilesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="Profiles or house rules; - reads one from standard input.",
        show_default=False,
    ),
]


def check(
    files: FilesArgument,
    *,
    rules: options.RulesOption = None,
    form: ReportFormatOption = "text",
    plain: options.PlainOption = False,
) -> None:
    """Check profiles."""
    deliver_report(_report(files, rules), form, plain=plain)


def _report(files: list[str], directory: str | None) -> Report:
    from casemodel import __version__
    from casemodel.files.problems import Problem, ProblemsFound
    from casemodel.pages.words import counted
    from casemodel.render import check_lines as page
    from casemodel.render.json_models import checks
    from casemodel.texts.problems import is_advice

    findings: tuple[Problem, ...]
    try:
        findings = _checked(files, directory)
    except ProblemsFound as error:  # the rules themselves
        findings = error.problems
    names = list(dict.fromkeys(files))
    subject = counted(len(names), "file")
    return Report(
        text=lambda encoding: page.report_text(findings, subject, encoding),
        plain=lambda encoding: page.report_plain(findings, subject, encoding),
        data=lambda: checks.check(findings, names, __version__),
        failed=any(not is_advice(finding.code) for finding in findings),
    )


def _checked(files: list[str], directory: str | None) -> "tuple[Problem, ...]":
    from casemodel.cli.inputs_read import rules_from
    from casemodel.workshop.profile_check import check_profiles

    return check_profiles(files, rules_from(directory))
