"""`casemodel import fhir FILE...`: answers from FHIR resources."""

from typing import Annotated

import typer

from casemodel.cli import options
from casemodel.cli.import_hmis import ClientsOption, DateOption, ForceOption, ProfilesOption

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
    output: ClientsOption = None,
    profiles: ProfilesOption = None,
    date: DateOption = None,
    rules: options.RulesOption = None,
    form: options.FormatOption = "text",
    plain: options.PlainOption = False,
    force: ForceOption = False,
) -> None:
    """Import FHIR resources."""
    from casemodel.cli.import_run import ImportRequest, run_import
    from casemodel.imports.running import import_fhir as import_

    chosen = options.output_of(form, None, plain=plain, force=False)
    request = ImportRequest(tuple(files), output, profiles, date, rules, chosen.format, force)
    run_import(request, lambda rules, day: import_(tuple(files), rules, day))
