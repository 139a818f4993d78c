"""The typer app: every command by name, and what `casemodel` says of itself."""

from typing import Annotated

import typer

from casemodel.cli.commands import SETTINGS, LazyGroup, show_help

HELP = """\b
Examples:
  casemodel recommend org.yaml              a model for an organization
  casemodel score client.yaml               a model for one client
  casemodel compare brokerage intensive     models side by side
  casemodel show clinical                   everything about one model
  casemodel --install-completion            let Tab complete commands and options
                                            in bash, zsh, fish or PowerShell

Which case management model fits, why, and what speaks against it. It advises; you decide.
"""

app = typer.Typer(name="casemodel", cls=LazyGroup, help=HELP, **SETTINGS)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - typer hands it over so
    if wanted:
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
    """Show the help where no command is given."""
    show_help(context)
