"""`casemodel import hmis DIR`: answers from an HMIS CSV export."""

from typing import Annotated, Literal

import typer

from casemodel.cli.import_options import FolderArgument, ImportOptions

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
    typed: ImportOptions,
    year: YearOption = None,
    everyone: AllOption = False,
) -> None:
    """Import an HMIS export."""
    from casemodel.cli.import_run import run_import
    from casemodel.imports.running import import_hmis as import_

    number = int(year or 0)
    run_import(
        (folder,), typed, lambda rules, day: import_(folder, rules, day, number, everyone=everyone)
    )
