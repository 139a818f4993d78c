"""`casemodel settings`: what is set once for an agency, and where."""

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver

HELP = """Show what is set once for your agency, and where: house rules, rules folder, language,
paper and decision register. Write it in a file casemodel.toml, in the folder of your profiles or
above it:

\b
  schema = 1
  house = "house.yaml"
  paper = "a4"

An option of a command counts before a variable such as CASEMODEL_HOUSE, a variable before the file.

\b
Examples:
  casemodel settings
  casemodel settings --format json
"""


def settings(
    *,
    out: options.OutputOptions,
) -> None:
    """Show every setting."""
    deliver(out.checked(), _answer)


def _answer() -> CommandAnswer:
    import os
    from pathlib import Path

    from casemodel import __version__
    from casemodel.cli.agency import here, in_force
    from casemodel.local_rules.settings import FILE, NAMES, settings_files, shown, users_folder
    from casemodel.pages.settings import SettingRow, settings_page
    from casemodel.render.json_models.settings import settings as as_data

    by_name = {setting.name: setting for setting in in_force()}
    rows = [
        SettingRow(name, *(by_name[name][1:] if name in by_name else ("", ""))) for name in NAMES
    ]
    files = [shown(file) for file in settings_files(os.environ, here())]
    own = users_folder()
    place = shown((own or Path()) / FILE)
    return CommandAnswer(
        lambda: settings_page(rows, files, place), lambda: as_data(rows, files, __version__)
    )
