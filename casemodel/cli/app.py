"""The typer app: every command by name, and what `casemodel` says of itself."""

from typing import Annotated

import typer

from casemodel.cli import compare, inputs, models, recommend, score, show, sources

HELP = """\b
Examples:
  casemodel recommend org.yaml              a model for an organization
  casemodel score client.yaml               a model for one client
  casemodel compare brokerage intensive     models side by side
  casemodel show clinical                   everything about one model

Which case management model fits, why, and what speaks against it. It advises; you decide.
"""

app = typer.Typer(
    name="casemodel",
    help=HELP,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("recommend", help=recommend.HELP, short_help=recommend.IN_SHORT)(recommend.recommend)
app.command("score", help=score.HELP, short_help=score.IN_SHORT)(score.score)
app.command("compare", help=compare.HELP, short_help=compare.IN_SHORT)(compare.compare)
app.command("models", help=models.HELP, short_help=models.IN_SHORT)(models.models)
app.command("show", help=show.HELP, short_help=show.IN_SHORT)(show.show)
app.command("inputs", help=inputs.HELP, short_help=inputs.IN_SHORT)(inputs.inputs)
app.command("sources", help=sources.HELP, short_help=sources.IN_SHORT)(sources.sources)


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
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
