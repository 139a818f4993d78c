"""`casemodel ask PROFILE`: the open questions that can still matter, most useful first."""

from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.cli.local_rules import HouseOption

if TYPE_CHECKING:
    from casemodel.pages.document import Document
    from casemodel.render.json_models.base import JsonOutput

HELP = """List the questions worth asking next, the most useful first. Questions about danger come
before all others. Without --full, at most five more are shown.

\b
Examples:
  casemodel ask org.yaml
  casemodel ask client.yaml --full
"""

FullOption = Annotated[
    bool, typer.Option("--full", help="List every unanswered question that can matter.")
]


def ask(
    profile: options.ProfileArgument,
    *,
    full: FullOption = False,
    basis: options.BasisOption = "all",
    fit_only: options.FitOnlyOption = False,
    weight: options.WeightOption = None,
    priorities: options.PrioritiesOption = None,
    draws: options.DrawsOption = options.DRAWS,
    rules: options.RulesOption = None,
    house: HouseOption = None,
    form: options.FormatOption = "text",
    plain: options.PlainOption = False,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
) -> None:
    """List the open questions by their value."""
    chosen = options.output_of(form, output, plain=plain, force=force)
    chosen_options = options.CliOptions(
        basis, tuple(weight or ()), priorities, fit_only, draws, house
    )
    deliver(chosen, lambda: _answer(profile, chosen_options, rules, full=full))


def _answer(
    path: str, chosen_options: options.CliOptions, directory: str | None, *, full: bool
) -> CommandAnswer:
    from casemodel import __version__
    from casemodel.cli.answering import made_for
    from casemodel.pages.ask import open_questions

    made = made_for(path, chosen_options, directory)

    def data() -> "JsonOutput":
        """Build the answer for JSON."""
        from casemodel.render.json_models.judgements import ask as as_data

        return as_data(made.explanation, __version__)

    def page() -> "Document":
        """Lay out the answer."""
        return open_questions(made.explanation, full=full)

    return CommandAnswer(page, data, made.private)
