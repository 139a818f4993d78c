"""The commands by name; a command is imported, and its options built, when it is called."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from casemodel.files.problems import WrongUse
from casemodel.named import NamedTuple


class Listed(NamedTuple):
    """A command: its module, what it does in one line, and the heading of `--help` it is under."""

    module: str
    in_short: str
    panel: str = "Commands"


class Group(NamedTuple):
    """Commands that share a first word, and what they are about, in one line and in full."""

    in_short: str
    help: str
    commands: Mapping[str, Listed]
    panel: str = "Commands"


RULES_HELP = """Check, test and compare rules of your own.

\b
Examples:
  casemodel rules check my-rules            list every problem in them
  casemodel rules test my-rules             run their tests
  casemodel rules freeze org.yaml           write a test from today's answer
  casemodel rules diff shipped my-rules     show the effects of a change before others see it
  casemodel rules diff --house house.yaml   show the effects of your house rules
"""

START, MANY, UNDERSTAND = "Start here", "Many clients", "Understand the answer"
ON_PAPER, ON_RECORD, OWN_RULES = "On paper", "On record", "Rules"

RULES = Group(
    "Check, test and compare rules of your own",
    RULES_HELP,
    {
        "check": Listed("rules_check", "Check a rules folder"),
        "test": Listed("rules_test", "Run the tests of rules"),
        "freeze": Listed("rules_freeze", "Write a test from today's answer"),
        "diff": Listed("rules_diff", "Compare two sets of rules and their effects"),
    },
    OWN_RULES,
)

COMMANDS: Mapping[str, Listed | Group] = {
    "interview": Listed("interview", "Answer one question at a time, then see the answer", START),
    "new": Listed("new", "Write a profile to fill in", START),
    "recommend": Listed("recommend", "Recommend a model for an organization", START),
    "score": Listed("score", "Recommend a model for one client", START),
    "check": Listed("check", "Check a profile for problems", START),
    "caseload": Listed("caseload", "Recommend a model for every client of a spreadsheet", MANY),
    "staffing": Listed("staffing", "Count the staff that a caseload needs", MANY),
    "ask": Listed("ask", "List the questions worth asking next", UNDERSTAND),
    "why-not": Listed("why_not", "Explain why a model is not recommended", UNDERSTAND),
    "what-if": Listed("what_if", "Show the effect of changed answers", UNDERSTAND),
    "compare": Listed("compare", "Compare models side by side", UNDERSTAND),
    "models": Listed("models", "List the models, each in a sentence", UNDERSTAND),
    "show": Listed("show", "Show everything about one model", UNDERSTAND),
    "inputs": Listed("inputs", "List all questions", UNDERSTAND),
    "sources": Listed("sources", "List all sources and their strength", UNDERSTAND),
    "explain": Listed("explain_code", "Explain the code of a problem", UNDERSTAND),
    "report": Listed("report", "Print the whole answer, for a board or a client's file", ON_PAPER),
    "handout": Listed("handout", "Print models side by side on one sheet", ON_PAPER),
    "worksheet": Listed("worksheet", "Print the questions, to answer by hand", ON_PAPER),
    "decide": Listed("decide", "Record a decision", ON_RECORD),
    "decisions": Listed("decisions", "List decisions and overdue reviews", ON_RECORD),
    "review": Listed("review", "Compare two profiles of one client", ON_RECORD),
    "withdraw": Listed("withdraw", "Withdraw a decision; it stays on record", ON_RECORD),
    "forget": Listed("forget", "Delete decisions for good", ON_RECORD),
    "rules": RULES,
    "schema": Listed("schema", "Write schemas that help editors with files", OWN_RULES),
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
        """List the commands under their headings, without building them."""
        width = max(map(len, self.table))
        for panel in dict.fromkeys(listed.panel for listed in self.table.values()):
            with formatter.section(panel):
                formatter.write_dl(
                    [
                        (name.ljust(width), listed.in_short)
                        for name, listed in self.table.items()
                        if listed.panel == panel
                    ]
                )


def _none_of_them(name: str, path: str, table: Mapping[str, Listed | Group]) -> None:
    """Raise WrongUse with the nearest command; an option is left to the parser."""
    if name.startswith("-"):
        return
    from difflib import get_close_matches

    from casemodel.cli.slips import advice_on
    from casemodel.render.safe import harmless

    if path == "casemodel" and (advice := advice_on(harmless(name))):
        raise WrongUse(advice)
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
