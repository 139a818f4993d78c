"""`casemodel import hmis DIR`: answers from an HMIS CSV export."""

from typing import Annotated, Literal

import typer

from casemodel.cli import options

YearWord = Literal["2020", "2022", "2024", "2026"]

HELP = """Fill in answers from an HMIS CSV export, FY2020 to FY2026. Give the folder that holds
Client.csv, Enrollment.csv and the rest. Without -o and --profiles nothing is written, and you see
what the records would answer.

\b
Examples:
  casemodel import hmis export/
  casemodel import hmis export/ -o clients.csv
  casemodel import hmis export/ --profiles clients/ --date 2026-03-31
"""

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
AllOption = Annotated[
    bool, typer.Option("--all", help="Import people without an open enrollment, too.")
]
YearOption = Annotated[
    YearWord | None,
    typer.Option("--year", help="The year of the specification, if the export does not say it."),
]


def import_hmis(
    folder: FolderArgument,
    *,
    output: ClientsOption = None,
    profiles: ProfilesOption = None,
    date: DateOption = None,
    year: YearOption = None,
    everyone: AllOption = False,
    rules: options.RulesOption = None,
    form: options.FormatOption = "text",
    plain: options.PlainOption = False,
    force: ForceOption = False,
) -> None:
    """Import an HMIS export."""
    from casemodel.cli.import_run import ImportRequest, run_import
    from casemodel.imports.running import import_hmis as import_

    chosen = options.output_of(form, None, plain=plain, force=False)
    request = ImportRequest((folder,), output, profiles, date, rules, chosen.format, force)
    number = int(year or 0)
    run_import(request, lambda rules, day: import_(folder, rules, day, number, everyone=everyone))
