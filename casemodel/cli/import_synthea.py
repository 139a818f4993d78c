"""`casemodel import synthea DIR`: answers from Synthea's CSV files."""

from casemodel.cli.import_options import FolderArgument, ImportOptions

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
    typed: ImportOptions,
) -> None:
    """Import Synthea's CSV files."""
    from casemodel.cli.import_run import run_import
    from casemodel.imports.running import import_synthea as import_

    run_import((folder,), typed, lambda rules, day: import_(folder, rules, day))
