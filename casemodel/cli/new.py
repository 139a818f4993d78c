"""`casemodel new organization|client`: a profile to fill in, with every question explained."""

from typing import Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver_text import TextOutput, deliver_text

HELP = """Write a profile to fill in with a text editor: each question with its answers and help.
The file is valid as it stands, with no question answered yet. The short form has the most useful
questions.

\b
Examples:
  casemodel new client -o client.yaml
  casemodel new organization --full -o org.yaml
"""

FullOption = Annotated[
    bool, typer.Option("--full", help="Include every question, not only the short form.")
]


def new(
    kind: options.KindArgument,
    *,
    full: FullOption = False,
    rules: options.RulesOption = None,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
) -> None:
    """Write a profile to fill in."""
    deliver_text(output, lambda: _text(kind, rules, full=full), force=force)


def _text(kind: options.KindWord, directory: str | None, *, full: bool) -> TextOutput:
    from casemodel.cli.inputs_read import rules_from
    from casemodel.cli.schema_line import schema_line
    from casemodel.render.profile_template import template

    text = schema_line("profile", levels_up=0) + template(rules_from(directory), kind, full=full)
    return TextOutput(text, private=kind == "client")
