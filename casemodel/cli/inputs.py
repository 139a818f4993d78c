"""`casemodel inputs [NAME]`: everything that can count in a score, or one question."""

from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver

if TYPE_CHECKING:
    from casemodel.render.json_models.base import JsonOutput

HELP = """List all questions that can count in a score, why each is asked, and what each answer can
change. With NAME, show that question alone.

\b
Examples:
  casemodel inputs
  casemodel inputs acuity
  casemodel inputs --format markdown -o inputs.md
"""

NameArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[NAME]",
        help="The short name of a question, or its name on a page in quotes; else all.",
        show_default=False,
    ),
]


def inputs(
    name: NameArgument = None,
    *,
    rules: options.RulesOption = None,
    out: options.OutputOptions,
) -> None:
    """List everything that can count in a score."""
    chosen = out.checked()
    deliver(chosen, lambda: _answer(rules, name))


def _answer(directory: str | None, name: str | None) -> CommandAnswer:
    from casemodel import __version__
    from casemodel.cli.inputs_read import rules_from
    from casemodel.cli.naming import criterion_called
    from casemodel.pages.inputs import everything_asked, one_asked

    rules = rules_from(directory)
    criterion = criterion_called(name, rules) if name else None

    def data() -> "JsonOutput":
        """Build the questions for JSON."""
        from casemodel.render.json_models.inputs import inputs as as_data

        return as_data(rules, __version__, criterion)

    return CommandAnswer(
        lambda: one_asked(rules, criterion) if criterion else everything_asked(rules), data
    )
