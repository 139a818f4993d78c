"""The typer app: every command by name, and `casemodel` without a command."""

from typing import Annotated

import typer

from casemodel.cli.commands import SETTINGS, LazyGroup

HELP = """Recommend a case management model for an agency or a client, with the reasons for and
against it. casemodel advises; you decide.

\b
Examples:
  casemodel interview organization          answer questions, then see the answer
  casemodel recommend org.yaml              recommend a model for an organization
  casemodel score client.yaml               recommend a model for one client
  casemodel compare brokerage intensive     compare models side by side
  casemodel --install-completion            let Tab complete commands and options in
                                            bash, zsh, fish or PowerShell
"""
_START = ("start.about", "start.first", "start.client", "start.models", "start.help")

app = typer.Typer(name="casemodel", cls=LazyGroup, help=HELP, **SETTINGS)


def _print_version(version: bool) -> None:  # noqa: FBT001 - typer hands it over so
    if version:
        from casemodel import __version__

        typer.echo(f"casemodel {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def casemodel(
    context: typer.Context,
    *,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Say what to type first if no command is given."""
    if context.invoked_subcommand is None:
        from casemodel.texts.messages import phrase

        typer.echo("\n".join(phrase(line) for line in _START))
