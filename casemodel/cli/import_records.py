"""`casemodel import COMMAND`: answers from the records of other systems."""

import typer

from casemodel.cli.commands import SETTINGS, ImportGroup, show_help

HELP = """Fill in answers from records: what they say counts, what they hint at is for you to
confirm, and what they never say stays open.

\b
Examples:
  casemodel import hmis export/ -o clients.csv          a spreadsheet for casemodel caseload
  casemodel import hmis export/ --profiles clients/     a profile for each person
  casemodel import fhir Condition.ndjson Patient.ndjson --profiles clients/
  casemodel import synthea output/csv/ -o clients.csv
"""

app = typer.Typer(name="import", cls=ImportGroup, help=HELP, add_completion=False, **SETTINGS)
app.callback(invoke_without_command=True, help=HELP)(show_help)
