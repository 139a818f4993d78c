"""`casemodel recommend PROFILE`: rank the models for an organization, and say why."""

from casemodel.cli import options
from casemodel.cli.deliver import deliver

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
    from casemodel.cli.answering import answer_for

    deliver(
        chosen,
        lambda: answer_for(
            "recommend", "organization", profile, chosen_options, full=explain, model=model
        ),
    )
