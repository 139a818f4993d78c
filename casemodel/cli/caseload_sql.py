"""`casemodel caseload --sql DIALECT -o FOLDER`: the rules for an engine that holds the clients."""

from pathlib import Path

from casemodel.cli.chosen import options_for
from casemodel.cli.files import faults_named, say_written
from casemodel.cli.inputs_read import profile_of_kind
from casemodel.cli.local_rules import rules_for
from casemodel.cli.options import CliOptions
from casemodel.files.problems import WrongUse
from casemodel.texts.messages import phrase
from casemodel.warehouse.compiled import CannotCompile, compiled
from casemodel.warehouse.connection import has_duckdb
from casemodel.warehouse.dialects import Dialect, has_sqlglot
from casemodel.warehouse.folder import write_folder


def write_sql(
    dialect: Dialect,
    files: list[str],
    output: str | None,
    agency: str | None,
    chosen: CliOptions,
) -> None:
    """Write the folder for a data team. Raises WrongUse, ProblemsFound and CannotWrite."""
    if files:
        raise WrongUse(phrase("warehouse.no_files"))
    if output is None:
        raise WrongUse(phrase("warehouse.needs_folder"))
    if not (has_duckdb() and has_sqlglot()):
        raise WrongUse(phrase("warehouse.needs_packages"))
    rules = rules_for(chosen.rules, chosen.house)
    organization = profile_of_kind(agency, rules, "organization") if agency else None
    try:
        tables = compiled(rules, options_for(chosen, rules, "client"), organization)
    except CannotCompile as why:
        raise WrongUse(phrase("warehouse.cannot_compile", why=why)) from None
    with faults_named(output):
        write_folder(tables, dialect, Path(output))
    say_written(output)
