"""`casemodel rules check [DIR]`: find what is wrong or weak in rules."""

from pathlib import Path
from typing import Annotated

import typer

from casemodel.cli import options
from casemodel.cli.dates import today
from casemodel.cli.deliver import problems_shown
from casemodel.cli.reporting import Report, ReportFormatOption, deliver_report
from casemodel.files.problems import WrongUse
from casemodel.render.safe import harmless

HELP = """Check a rules folder: list every problem and weak point with file, line and column.

Problems make the exit status 1. With --strict, advice does so too. casemodel explain CODE says
more.

\b
Examples:
  casemodel rules check
  casemodel rules check my-rules
  casemodel rules check my-rules --strict
  casemodel rules check my-rules --profiles my-clients
"""

StrictOption = Annotated[bool, typer.Option("--strict", help="Count advice as a problem.")]
ProfilesOption = Annotated[
    str | None,
    typer.Option(
        "--profiles",
        metavar="FOLDER",
        help="Also count the profiles in this folder that one idea alone decides.",
    ),
]
DateOption = Annotated[
    str | None,
    typer.Option(
        "--date", metavar="YYYY-MM-DD", help="The date to compare review dates with; else today."
    ),
]


def rules_check(
    directory: options.DirectoryArgument = None,
    *,
    date: DateOption = None,
    strict: StrictOption = False,
    profiles: ProfilesOption = None,
    form: ReportFormatOption = "text",
    plain: options.PlainOption = False,
) -> None:
    """Check rules."""
    if profiles is not None and not Path(profiles).is_dir():
        raise WrongUse(f"--profiles takes a folder. There is no folder {harmless(profiles)}.")
    with problems_shown("json" if form == "json" else "text"):
        report = _report(directory, today(date), profiles, strict=strict)
    deliver_report(report, form, plain=plain)


def _report(folder: str | None, day: str, profiles: str | None, *, strict: bool) -> Report:
    from casemodel import __version__
    from casemodel.knowledge.bundled import rules_directory
    from casemodel.pages.rules_check import what_they_do
    from casemodel.render import check_lines as page
    from casemodel.render.json_models import checks
    from casemodel.workshop.influence import influences_on
    from casemodel.workshop.rank_frequency import PROFILES
    from casemodel.workshop.rule_check import check_rules, read_profiles

    directory = rules_directory() if folder is None else Path(folder)
    checked = check_rules(directory, day)
    findings, tried = checked.findings, checked.effects
    on_given = (
        influences_on(checked.rules, read_profiles(Path(profiles), checked.rules))
        if checked.rules and profiles is not None
        else {}
    )
    subject = f"Rules in {directory}"
    return Report(
        text=lambda encoding: page.report_text(
            findings, subject, encoding, what_they_do(checked, PROFILES, on_given, plain=False)
        ),
        plain=lambda encoding: page.report_plain(
            findings, subject, encoding, what_they_do(checked, PROFILES, on_given, plain=True)
        ),
        data=lambda: checks.rules_check(
            findings, str(directory), day, PROFILES, tried, on_given, __version__
        ),
        failed=bool(findings if strict else page.problems_in(findings)),
    )
