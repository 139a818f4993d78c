"""The commands by name, and the group that imports a command when it is called."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup

from casemodel.files.problems import WrongUse


class Listed(NamedTuple):
    """The module of a command in `casemodel.cli`, and what the command does in one line."""

    module: str
    in_short: str


RULES_COMMANDS: Mapping[str, Listed] = {
    "check": Listed("rules_check", "What is wrong or weak in rules."),
    "test": Listed("rules_test", "Whether rules answer as their tests say."),
    "freeze": Listed("rules_freeze", "A test made of today's answer."),
    "diff": Listed("rules_diff", "What changed between rules, and what that does."),
}

COMMANDS: Mapping[str, Listed] = {
    "interview": Listed("interview", "Answer one question at a time; then the answer."),
    "new": Listed("new", "A profile to fill in."),
    "recommend": Listed("recommend", "A model for an organization, and why."),
    "score": Listed("score", "A model for one client, and why."),
    "caseload": Listed("caseload", "A model for every client of a spreadsheet."),
    "staffing": Listed("staffing", "What staff a caseload takes, and who is served by what."),
    "why-not": Listed("why_not", "Why a model is not recommended, and what would change that."),
    "what-if": Listed("what_if", "What changed answers would do."),
    "ask": Listed("ask", "Which open questions are worth asking next."),
    "decide": Listed("decide", "Put a decision on record."),
    "decisions": Listed("decisions", "What is on record, and what is due for review."),
    "review": Listed("review", "What changed for a client, and whether the model should."),
    "withdraw": Listed("withdraw", "Take a decision back; it stays on record."),
    "forget": Listed("forget", "Delete decisions for good."),
    "compare": Listed("compare", "Models side by side."),
    "models": Listed("models", "The models, each in a sentence."),
    "show": Listed("show", "Everything known of one model."),
    "report": Listed("report", "The whole answer on paper: for a board, or a client's file."),
    "handout": Listed("handout", "Models side by side on one sheet of paper, in plain words."),
    "worksheet": Listed("worksheet", "The questions on paper, to be answered by hand."),
    "inputs": Listed("inputs", "Every question that can count, and why."),
    "sources": Listed("sources", "Every source, and how strong it is."),
    "check": Listed("check", "What is wrong with a profile, and what could be better."),
    "explain": Listed("explain_code", "What a problem's code means."),
    "rules": Listed("rules", "Check, test and compare rules of your own."),
    "schema": Listed("schema", "What editors need to help with files."),
}

SETTINGS: dict[str, Any] = {
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}
"""What every typer app of this package is made with."""


class LazyGroup(TyperGroup):
    """A group that imports a command when it is called. Subclasses list theirs in `table`."""

    table: Mapping[str, Listed] = COMMANDS

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - click's own
        """List the names in the order in which they are shown."""
        return list(self.table)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import and build a command. Raises WrongUse, with the nearest name, for an unknown one.

        A module has either an `app` with commands of its own, or a function of the module's name.
        """
        listed = self.table.get(cmd_name)
        if listed is None:
            # A wrong word before the one that a shell completes is no wrong use yet.
            if not ctx.resilient_parsing:
                _refuse(cmd_name, ctx.command_path, self.table)
            return None
        module = import_module(f"casemodel.cli.{listed.module}")
        if hasattr(module, "app"):
            return typer.main.get_command(module.app)
        app = typer.Typer(add_completion=False, **SETTINGS)
        register = app.command(cmd_name, help=module.HELP, short_help=listed.in_short)
        register(getattr(module, listed.module))
        return typer.main.get_command(app)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - click's own
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, listed.in_short) for name, listed in self.table.items()])


class RulesGroup(LazyGroup):
    """The commands that begin with `casemodel rules`."""

    table = RULES_COMMANDS


def show_help(context: typer.Context) -> None:
    """Show the help of a group that is called without a command."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _refuse(name: str, path: str, table: Mapping[str, Listed]) -> None:
    """Raise WrongUse with the nearest command; an option is left to the parser."""
    if name.startswith("-"):
        return
    from difflib import get_close_matches

    from casemodel.render.safe import harmless

    near = " or ".join(get_close_matches(name[:_LONGEST], table, n=2))
    advice = f"Did you mean {near}?" if near else f"See: {path} --help"
    raise WrongUse(f"There is no command {harmless(name)}. {advice}")


_LONGEST = 100  # letters of a wrong name that are compared
