"""Reports of checks: written to standard output in the format asked for, with an exit status."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from casemodel.cli import agency, streams
from casemodel.files.problems import WrongUse

if TYPE_CHECKING:
    from casemodel.render.json_models.base import JsonOutput

ReportFormat = Literal["text", "plain", "json"]

ReportFormatOption = Annotated[
    ReportFormat, typer.Option("--format", help="The format of the report.")
]


class Report(NamedTuple):
    """The report of a check, in three forms, of which only the one asked for is made.

    `text` and `plain` take the encoding of the stream. `failed` makes the exit status 1.
    """

    text: Callable[[str], str]
    plain: Callable[[str], str]
    data: "Callable[[], JsonOutput]"
    failed: bool


def deliver_report(report: Report, form: ReportFormat, *, plain: bool) -> None:
    """Write the report and end with its status. Raises WrongUse, CannotWrite or ReaderGone."""
    if plain and form == "json":
        raise WrongUse("Choose one of --plain and --format json.")
    if form == "json":
        from casemodel.render.as_json import as_json

        text = as_json(report.data())
    else:
        encoding = streams.encoding_of(streams.standard_output())
        make = report.plain if plain or form == "plain" else report.text
        text = make(encoding)
    agency.tell()
    streams.write(text)
    if report.failed:
        raise typer.Exit(1)
