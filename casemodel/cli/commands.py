"""The commands by name; a command is imported, and its options built, when it is called."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from casemodel.files.problems import WrongUse
from casemodel.named import NamedTuple


class Listed(NamedTuple):
    """Where a command is, and what it does in one line."""

    module: str
    in_short: str


class Group(NamedTuple):
    """Commands that share a first word, and what they are about, in one line and in full."""

    in_short: str
    help: str
    commands: Mapping[str, Listed]


RULES_HELP = """\b
Examples:
  casemodel rules check my-rules            everything that is wrong with them
  casemodel rules test my-rules             what must come out, and whether it does
  casemodel rules freeze org.yaml           today's answer as such a test
  casemodel rules diff shipped my-rules     what a change does, before anyone else sees it
  casemodel rules diff --house house.yaml   what your house rules do

For those who write rules of their own.
"""

RULES = Group(
    "Check, test and compare rules of your own.",
    RULES_HELP,
    {
        "check": Listed("rules_check", "What is wrong or weak in rules."),
        "test": Listed("rules_test", "Whether rules answer as their tests say."),
        "freeze": Listed("rules_freeze", "A test made of today's answer."),
        "diff": Listed("rules_diff", "What changed between rules, and what that does."),
    },
)

COMMANDS: Mapping[str, Listed | Group] = {
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
    "rules": RULES,
    "schema": Listed("schema", "What editors need to help with files."),
}


class Commands(TyperGroup):
    """A group of commands, which builds only the one that is called; `table` holds them all."""

    table: Mapping[str, Listed | Group] = COMMANDS

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - click's own
        """The names, in the order in which they are shown."""
        return list(self.table)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name. Raises WrongUse, with the nearest, where there is none."""
        listed = self.table.get(cmd_name)
        if listed is None:
            return _none_of_them(cmd_name, ctx.command_path, self.table)
        if isinstance(listed, Group):
            return _group(cmd_name, listed)
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
            formatter.write_dl([(name, listed.in_short) for name, listed in self.table.items()])


def _none_of_them(name: str, path: str, table: Mapping[str, Listed | Group]) -> None:
    """Raise WrongUse with the nearest command; an option is left to the parser."""
    if name.startswith("-"):
        return
    from difflib import get_close_matches

    from casemodel.render.safe import harmless

    near = " or ".join(get_close_matches(name[:_LONGEST], table, n=2))
    advice = f"Did you mean {near}?" if near else f"See: {path} --help"
    raise WrongUse(f"There is no command {harmless(name)}. {advice}")


_LONGEST = 100


def _group(name: str, group: Group) -> Any:
    """The commands of a group, built as those of the whole are: one at a time."""
    nested = typer.Typer(
        name=name,
        cls=type("NestedCommands", (Commands,), {"table": group.commands}),
        help=group.help,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    nested.callback(invoke_without_command=True, help=group.help)(_show_help)
    return typer.main.get_command(nested)


def _show_help(context: typer.Context) -> None:
    """Show the help where no command of a group is given."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
