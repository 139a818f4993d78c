"""The commands by name; a command is imported, and its options built, when it is called."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup

from casemodel.problems import WrongUse


class Listed(NamedTuple):
    """Where a command is, and what it does in one line."""

    module: str
    in_short: str


COMMANDS: Mapping[str, Listed] = {
    "recommend": Listed("recommend", "A model for an organization, and why."),
    "score": Listed("score", "A model for one client, and why."),
    "caseload": Listed("caseload", "A model for every client of a spreadsheet."),
    "staffing": Listed("staffing", "What staff a caseload takes, and who is served by what."),
    "why-not": Listed("why_not", "Why a model is not recommended, and what would change that."),
    "what-if": Listed("what_if", "What changed answers would do."),
    "ask": Listed("ask", "Which open questions are worth asking next."),
    "compare": Listed("compare", "Models side by side."),
    "models": Listed("models", "The models, each in a sentence."),
    "show": Listed("show", "Everything known of one model."),
    "inputs": Listed("inputs", "Every question that can count, and why."),
    "sources": Listed("sources", "Every source, and how strong it is."),
}


class Commands(TyperGroup):
    """The group of all commands, which builds only the one that is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - click's own
        """The names, in the order in which they are shown."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of this name. Raises WrongUse, with the nearest, where there is none."""
        listed = COMMANDS.get(cmd_name)
        if listed is None:
            return _none_of_them(cmd_name)
        module = import_module(f"casemodel.cli.{listed.module}")
        one = typer.Typer(
            rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False
        )
        run = getattr(module, listed.module)
        one.command(cmd_name, help=module.HELP, short_help=listed.in_short)(run)
        return typer.main.get_command(one)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """List the commands without building them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, listed.in_short) for name, listed in COMMANDS.items()])


def _none_of_them(name: str) -> None:
    """Raise WrongUse with the nearest command; an option is left to the parser."""
    if name.startswith("-"):
        return
    from difflib import get_close_matches

    from casemodel.showing.safe import harmless

    near = " or ".join(get_close_matches(name[:_LONGEST], COMMANDS, n=2))
    advice = f"Did you mean {near}?" if near else "See: casemodel --help"
    raise WrongUse(f"There is no command {harmless(name)}. {advice}")


_LONGEST = 100
