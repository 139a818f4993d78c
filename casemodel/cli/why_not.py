"""`casemodel why-not MODEL PROFILE`: say why a model or hybrid is not the one recommended."""

from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver

if TYPE_CHECKING:
    from casemodel.render.json_models.base import JsonOutput

HELP = """Explain why a model or hybrid is not recommended, and which answers would put it first.

\b
Examples:
  casemodel why-not intensive org.yaml
  casemodel why-not strengths_based_clinical org.yaml
  casemodel why-not brokerage+intensive org.yaml --format json
"""

AlternativeArgument = Annotated[
    str,
    typer.Argument(
        metavar="MODEL", help="A model, a hybrid, or two models as one+other.", show_default=False
    ),
]


def why_not(
    model: AlternativeArgument,
    profile: options.ProfileArgument,
    *,
    chosen_options: options.CliOptions,
    out: options.OutputOptions,
) -> None:
    """Say what separates a model from the one recommended."""
    chosen = out.checked()
    deliver(chosen, lambda: _answer(model, profile, chosen_options))


def _answer(word: str, path: str, chosen_options: options.CliOptions) -> CommandAnswer:
    from casemodel import __version__
    from casemodel.cli.answering import assess_profile
    from casemodel.cli.inputs_read import any_profile
    from casemodel.cli.local_rules import rules_for
    from casemodel.cli.naming import alternative_called, in_their_order, ranked_in
    from casemodel.explanation.why_not import why_not as explained
    from casemodel.pages.why_not import why_it_is_not

    loaded = rules_for(chosen_options.rules, chosen_options.house)
    in_their_order(word, path, loaded)
    alternative = alternative_called(word, loaded)
    assessed = assess_profile(loaded, any_profile(path, loaded), chosen_options)
    ranked_in(assessed.explanation, alternative, loaded)
    comparison = explained(assessed.assessment, alternative, assessed.explanation)

    def data() -> "JsonOutput":
        """Build the answer for JSON."""
        from casemodel.render.json_models.judgements import why_not as as_data

        return as_data(assessed.explanation, comparison, __version__)

    return CommandAnswer(
        lambda: why_it_is_not(assessed.explanation, comparison), data, assessed.private
    )
