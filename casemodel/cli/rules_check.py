"""`casemodel rules check [DIR]`: find what is wrong or weak in rules."""

from typing import Annotated

import typer

from casemodel.cli import options
from casemodel.cli.reporting import Report, ReportFormatOption, deliver_report
from casemodel.files.problems import WrongUse

HELP = """Check a rules folder: list every problem and weak point with file, line and column.

Problems make the exit status 1. With --strict, advice does so too. casemodel explain CODE says
more.

\b
Examples:
  casemodel rules check
  casemodel rules check my-rules
  casemodel rules check my-rules --strict
"""

DirectoryArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="DIR",
        help="The rules folder; else the rules that come with casemodel.",
        show_default=False,
    ),
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Count advice as a problem.")]
DateOption = Annotated[
    str | None,
    typer.Option(
        "--date", metavar="YYYY-MM-DD", help="The date to compare review dates with; else today."
    ),
]


def rules_check(
    directory: DirectoryArgument = None,
    *,
    date: DateOption = None,
    strict: StrictOption = False,
    form: ReportFormatOption = "text",
    plain: options.PlainOption = False,
) -> None:
    """Check rules."""
    deliver_report(_report(directory, _day(date), strict=strict), form, plain=plain)


def _day(given: str | None) -> str:
    """Give the date given, or today's."""
    from datetime import date

    if given is None:
        return date.today().isoformat()  # noqa: DTZ011 - the user's own day is meant
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise WrongUse("--date needs year-month-day, such as 2026-03-31.") from None


def _report(given: str | None, day: str, *, strict: bool) -> Report:
    from pathlib import Path

    from casemodel import __version__
    from casemodel.knowledge.bundled import rules_directory
    from casemodel.pages.rules_check import what_they_do
    from casemodel.render import check_lines as page
    from casemodel.render.json_models import checks
    from casemodel.workshop.rank_frequency import PROFILES
    from casemodel.workshop.rule_check import check_rules

    directory = rules_directory() if given is None else Path(given)
    checked = check_rules(directory, day)
    findings, tried = checked.findings, checked.effects
    of = f"Rules in {directory}"
    return Report(
        text=lambda encoding: page.report_text(
            findings, of, encoding, what_they_do(checked, PROFILES, plain=False)
        ),
        plain=lambda encoding: page.report_plain(
            findings, of, encoding, what_they_do(checked, PROFILES, plain=True)
        ),
        data=lambda: checks.rules_check(
            findings, str(directory), day, PROFILES, tried, __version__
        ),
        failed=bool(findings if strict else page.problems_in(findings)),
    )
