"""`casemodel recommend PROFILE`: rank the models for an organization, and say why."""

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver

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
    chosen_options: options.CliOptions,
    out: options.OutputOptions,
) -> None:
    """Answer for an organization's profile."""
    chosen = out.checked()
    if model and not explain:
        options.refuse_model(model, "recommend")
    deliver(chosen, lambda: _answer(profile, chosen_options, model, explain=explain))


def _answer(
    path: str,
    chosen_options: options.CliOptions,
    model: str | None,
    *,
    explain: bool,
) -> CommandAnswer:
    from casemodel.cli.answering import answer_for

    return answer_for("recommend", "organization", path, chosen_options, full=explain, model=model)
