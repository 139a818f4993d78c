"""`casemodel rules COMMAND`: for those who write rules of their own."""

import typer

from casemodel.cli.commands import SETTINGS, RulesGroup, show_help

HELP = """\b
Examples:
  casemodel rules check my-rules            everything that is wrong with them
  casemodel rules test my-rules             what must come out, and whether it does
  casemodel rules freeze org.yaml           today's answer as such a test
  casemodel rules diff shipped my-rules     what a change does, before anyone else sees it
  casemodel rules diff --house house.yaml   what your house rules do

For those who write rules of their own.
"""

app = typer.Typer(name="rules", cls=RulesGroup, help=HELP, add_completion=False, **SETTINGS)
app.callback(invoke_without_command=True, help=HELP)(show_help)
