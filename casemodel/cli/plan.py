"""`casemodel plan PROFILE`: what to do after the choice, by day 30, 60 and 90."""

from typing import TYPE_CHECKING

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver

if TYPE_CHECKING:
    from casemodel.pages.document import Document
    from casemodel.render.json_models.base import JsonOutput

HELP = """Plan what to do after the choice: steps by day 30, 60 and 90, measures to watch, the move
of clients who are served otherwise now, and the review.

\b
Examples:
  casemodel plan org.yaml
  casemodel plan org.yaml --format markdown -o plan.md
"""


def plan(
    profile: options.ProfileArgument,
    *,
    chosen_options: options.CliOptions,
    out: options.OutputOptions,
) -> None:
    """Plan the recommended model for an organization."""
    chosen = out.checked()
    deliver(chosen, lambda: _answer(profile, chosen_options))


def _answer(path: str, chosen_options: options.CliOptions) -> CommandAnswer:
    from casemodel import __version__
    from casemodel.cli.answering import assess_file

    explanation = assess_file(path, chosen_options, "organization").explanation

    def page() -> "Document":
        """Lay out the plan."""
        from casemodel.pages.plan import plan_page

        return plan_page(explanation)

    def data() -> "JsonOutput":
        """Build the plan for JSON."""
        from casemodel.render.json_models.plan import plan as as_data

        return as_data(explanation, __version__)

    return CommandAnswer(page, data)
