"""`casemodel import synthea DIR`: answers from Synthea's CSV files."""

from casemodel.cli import options
from casemodel.cli.import_hmis import (
    ClientsOption,
    DateOption,
    FolderArgument,
    ForceOption,
    ProfilesOption,
)

HELP = """Fill in answers from the CSV files of Synthea, which makes up patients for tests. Give the
folder that holds patients.csv.

\b
Examples:
  casemodel import synthea output/csv/ -o clients.csv
  casemodel import synthea output/csv/ --profiles clients/
"""


def import_synthea(
    folder: FolderArgument,
    *,
    output: ClientsOption = None,
    profiles: ProfilesOption = None,
    date: DateOption = None,
    rules: options.RulesOption = None,
    form: options.FormatOption = "text",
    plain: options.PlainOption = False,
    force: ForceOption = False,
) -> None:
    """Import Synthea's CSV files."""
    from casemodel.cli.import_run import ImportRequest, run_import
    from casemodel.imports.running import import_synthea as import_

    chosen = options.output_of(form, None, plain=plain, force=False)
    request = ImportRequest((folder,), output, profiles, date, rules, chosen.format, force)
    run_import(request, lambda rules, day: import_(folder, rules, day))
