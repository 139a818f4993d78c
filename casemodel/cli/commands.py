"""The commands by name, and the group that imports a command when it is called."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from casemodel.cli.bundles import spread
from casemodel.files.problems import WrongUse


class Listed(NamedTuple):
    """A command: its module, what it does, its heading in `--help`, and the room of the module."""

    module: str
    in_short: str
    panel: str = "Commands"
    room: str = "cli"


START, MANY, UNDERSTAND = "Start here", "Many clients", "Understand the answer"
ON_PAPER, ON_RECORD, OWN_RULES = "On paper", "On record", "Rules"

IMPORT_COMMANDS: Mapping[str, Listed] = {
    "hmis": Listed("import_hmis", "Read an HMIS CSV export"),
    "fhir": Listed("import_fhir", "Read FHIR resources"),
    "synthea": Listed("import_synthea", "Read Synthea's CSV files"),
}

RULES_COMMANDS: Mapping[str, Listed] = {
    "check": Listed("rules_check", "Check a rules folder"),
    "test": Listed("rules_test", "Run the tests of rules"),
    "freeze": Listed("rules_freeze", "Write a test from today's answer"),
    "diff": Listed("rules_diff", "Compare two sets of rules and their effects"),
}

COMMANDS: Mapping[str, Listed] = {
    "interview": Listed("interview", "Answer one question at a time, then see the answer", START),
    "desk": Listed("desk", "Open a page in your browser that does all of this", START, "desk"),
    "new": Listed("new", "Write a profile to fill in", START),
    "recommend": Listed("recommend", "Recommend a model for an organization", START),
    "score": Listed("score", "Recommend a model for one client", START),
    "check": Listed("check", "Check a profile for problems", START),
    "caseload": Listed("caseload", "Recommend a model for every client of a spreadsheet", MANY),
    "staffing": Listed("staffing", "Count the staff that a caseload needs", MANY),
    "import": Listed("import_records", "Fill in answers from HMIS, FHIR or Synthea records", MANY),
    "ask": Listed("ask", "List the questions worth asking next", UNDERSTAND),
    "why-not": Listed("why_not", "Explain why a model is not recommended", UNDERSTAND),
    "what-if": Listed("what_if", "Show the effect of changed answers", UNDERSTAND),
    "weigh": Listed("weigh", "Say what matters more, of two at a time", UNDERSTAND),
    "raters": Listed("raters", "Compare the answers of several people", UNDERSTAND),
    "plan": Listed("plan", "Plan what to do after the choice", UNDERSTAND),
    "compare": Listed("compare", "Compare models side by side", UNDERSTAND),
    "models": Listed("models", "List the models, each in a sentence", UNDERSTAND),
    "show": Listed("show", "Show everything about one model", UNDERSTAND),
    "inputs": Listed("inputs", "List all questions", UNDERSTAND),
    "sources": Listed("sources", "List all sources and their strength", UNDERSTAND),
    "explain": Listed("explain_code", "Explain the code of a problem", UNDERSTAND),
    "report": Listed("report", "Print four pages for a board, or a client's page", ON_PAPER),
    "handout": Listed("handout", "Print models side by side on one sheet", ON_PAPER),
    "worksheet": Listed("worksheet", "Print the questions, to answer by hand", ON_PAPER),
    "decide": Listed("decide", "Record a decision", ON_RECORD),
    "decisions": Listed("decisions", "List decisions and overdue reviews", ON_RECORD),
    "review": Listed("review", "Compare two profiles of one client", ON_RECORD),
    "withdraw": Listed("withdraw", "Withdraw a decision; it stays on record", ON_RECORD),
    "forget": Listed("forget", "Delete decisions for good", ON_RECORD),
    "rules": Listed("rules", "Check, test and compare rules of your own", OWN_RULES),
    "settings": Listed("settings", "Show the settings of your agency", OWN_RULES),
    "schema": Listed("schema", "Write schemas that help editors with files", OWN_RULES),
}

SETTINGS: dict[str, Any] = {
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}
"""The settings of every typer app of this package."""


class EvenCommand(TyperCommand):
    """A command whose help reads the same whichever version of typer is installed."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Set the word for each value in the help, which versions of typer write differently."""
        super().__init__(*arguments, **named)
        for parameter in self.params:
            if choices := getattr(parameter.type, "choices", None):
                parameter.metavar = parameter.metavar or f"<{'|'.join(choices)}>"
            elif parameter.type.name in _NUMBERS:
                parameter.metavar = parameter.metavar or "NUMBER"
            word = parameter.metavar or str(parameter.name).upper()
            if parameter.param_type_name == "argument" and not parameter.required:
                parameter.metavar = word if word.startswith("[") else f"[{word}]"

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """List the words of the usage line, without the braces that some versions add."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]


_NUMBERS = ("int", "integer", "int range", "integer range")


class SettledCommand(EvenCommand):
    """A command whose options are those of the agency's settings where they are not given."""

    def invoke(self, ctx: Any) -> Any:
        """Put the settings in place, and run the command."""
        from casemodel.cli.agency import settle

        settle(ctx)
        return super().invoke(ctx)


class LazyGroup(TyperGroup):
    """A group that imports a command when it is called. Subclasses list theirs in `table`."""

    table: Mapping[str, Listed] = COMMANDS
    kind: type[TyperCommand] = SettledCommand

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
        module = import_module(f"casemodel.{listed.room}.{listed.module}")
        if hasattr(module, "app"):
            return typer.main.get_command(module.app)
        app = typer.Typer(add_completion=False, **SETTINGS)
        register = app.command(
            cmd_name, cls=self.kind, help=module.HELP, short_help=listed.in_short
        )
        register(spread(getattr(module, listed.module)))
        command = typer.main.get_command(app)
        if any(parameter.name == "plain" for parameter in command.params):
            from casemodel.cli.paging import no_pager_option

            command.params.append(no_pager_option())
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - click's own
        """List the commands under their headings, without importing them."""
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


class RulesGroup(LazyGroup):
    """The commands that begin with `casemodel rules`: settings do not count for them."""

    table = RULES_COMMANDS
    kind = EvenCommand


class ImportGroup(LazyGroup):
    """The commands that begin with `casemodel import`."""

    table = IMPORT_COMMANDS


def show_help(context: typer.Context) -> None:
    """Show the help of a group that is called without a command."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _refuse(name: str, path: str, table: Mapping[str, Listed]) -> None:
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


_LONGEST = 100  # letters of a wrong name that are compared
