"""`casemodel ask PROFILE`: the open questions that can still matter, most useful first."""

from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver

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
    chosen_options: options.CliOptions,
    out: options.OutputOptions,
) -> None:
    """List the open questions by their value."""
    chosen = out.checked()
    deliver(chosen, lambda: _answer(profile, chosen_options, full=full))


def _answer(path: str, chosen_options: options.CliOptions, *, full: bool) -> CommandAnswer:
    from casemodel import __version__
    from casemodel.cli.answering import assess_file
    from casemodel.pages.ask import open_questions

    assessed = assess_file(path, chosen_options)

    def data() -> "JsonOutput":
        """Build the answer for JSON."""
        from casemodel.render.json_models.judgements import ask as as_data

        return as_data(assessed.explanation, __version__)

    def page() -> "Document":
        """Lay out the answer."""
        return open_questions(assessed.explanation, full=full)

    return CommandAnswer(page, data, assessed.private)
