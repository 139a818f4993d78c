"""`casemodel rules COMMAND`: commands for people who write rules of their own."""

import typer

from casemodel.cli.commands import SETTINGS, RulesGroup, show_help

HELP = """Check, test and compare rules of your own.

\b
Examples:
  casemodel rules check my-rules            list every problem in them
  casemodel rules test my-rules             run their tests
  casemodel rules freeze org.yaml           write a test from today's answer
  casemodel rules diff shipped my-rules     show the effects of a change before others see it
  casemodel rules diff --house house.yaml   show the effects of your house rules
"""

app = typer.Typer(name="rules", cls=RulesGroup, help=HELP, add_completion=False, **SETTINGS)
app.callback(invoke_without_command=True, help=HELP)(show_help)
