"""`casemodel plan PROFILE`: what to do after the choice, by day 30, 60 and 90."""

from typing import TYPE_CHECKING

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.cli.local_rules import HouseOption

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
    """Plan the recommended model for an organization."""
    chosen = options.output_of(form, output, plain=plain, force=force)
    chosen_options = options.CliOptions(
        basis, tuple(weight or ()), priorities, fit_only, draws, house
    )
    deliver(chosen, lambda: _answer(profile, chosen_options, rules))


def _answer(path: str, chosen_options: options.CliOptions, directory: str | None) -> CommandAnswer:
    from casemodel import __version__
    from casemodel.cli.answering import made_for

    explanation = made_for(path, chosen_options, directory, "organization").explanation

    def page() -> "Document":
        from casemodel.pages.plan import plan_page

        return plan_page(explanation)

    def data() -> "JsonOutput":
        from casemodel.render.json_models.plan import plan as as_data

        return as_data(explanation, __version__)

    return CommandAnswer(page, data)
