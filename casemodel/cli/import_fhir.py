"""`casemodel import fhir FILE...`: answers from FHIR resources."""

from typing import Annotated

import typer

from casemodel.cli.import_options import ImportOptions

HELP = """Fill in answers from FHIR resources (release 4): NDJSON as bulk exports write it, or
bundles. Give all files of the same people at once. Patient, Condition, Observation, Encounter, Goal
and CareTeam are read; other resources are passed over.

\b
Examples:
  casemodel import fhir Patient.ndjson Condition.ndjson Observation.ndjson -o clients.csv
  casemodel import fhir bundle.json --profiles clients/
"""

ResourcesArgument = Annotated[
    list[str],
    typer.Argument(metavar="FILE...", help="NDJSON files and bundles.", show_default=False),
]


def import_fhir(
    files: ResourcesArgument,
    *,
    typed: ImportOptions,
) -> None:
    """Import FHIR resources."""
    from casemodel.cli.import_run import run_import
    from casemodel.imports.running import import_fhir as import_

    run_import(tuple(files), typed, lambda rules, day: import_(tuple(files), rules, day))
