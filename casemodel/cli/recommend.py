"""`casemodel recommend PROFILE`: rank the models for an organization, and say why."""

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.cli.local_rules import HouseOption

HELP = """Recommend a case management model for an organization, and say why.

\b
Examples:
  casemodel recommend org.yaml
  casemodel recommend org.yaml --explain
  casemodel recommend org.yaml --explain clinical
  casemodel recommend org.yaml --weight goal_cost=2 --priorities acuity,budget
  casemodel recommend org.yaml --format markdown -o board.md
"""


def recommend(
    profile: options.ProfileArgument,
    model: options.ExplainedArgument = None,
    *,
    explain: options.ExplainOption = False,
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
    """Answer for an organization's profile."""
    chosen = options.output_of(form, output, plain=plain, force=force)
    chosen_options = options.CliOptions(
        basis, tuple(weight or ()), priorities, fit_only, draws, house
    )
    if model and not explain:
        options.refuse_model(model, "recommend")
    deliver(chosen, lambda: _answer(profile, chosen_options, rules, model, explain=explain))


def _answer(
    path: str,
    chosen_options: options.CliOptions,
    directory: str | None,
    model: str | None,
    *,
    explain: bool,
) -> CommandAnswer:
    from casemodel.cli.answering import answer_for

    return answer_for(
        "recommend", "organization", path, chosen_options, directory, full=explain, model=model
    )
