"""The options that the commands of `casemodel import` share."""

from dataclasses import dataclass
from typing import Annotated

import typer

from casemodel.cli import options

FolderArgument = Annotated[
    str,
    typer.Argument(metavar="DIR", help="The folder of the unpacked export.", show_default=False),
]
ClientsOption = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write a line for each person to this file, which ends in .csv.",
    ),
]
ProfilesOption = Annotated[
    str | None,
    typer.Option(
        "--profiles", metavar="DIR", help="Write a profile for each person into this folder."
    ),
]
DateOption = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="DAY",
        help="Count ages and months up to this day (2026-03-31); else a day from the files.",
    ),
]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Let -o and --profiles overwrite existing files.")
]


@dataclass(frozen=True, kw_only=True)
class ImportOptions:
    """The files to be written, the day, the rules and the form of the report, as typed."""

    output: ClientsOption = None
    profiles: ProfilesOption = None
    date: DateOption = None
    rules: options.RulesOption = None
    form: options.FormatOption = "text"
    plain: options.PlainOption = False
    force: ForceOption = False
