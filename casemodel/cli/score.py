"""`casemodel score PROFILE`: rank the models for one client, and say why."""

from casemodel.cli import options
from casemodel.cli.deliver import deliver
from casemodel.cli.language import LanguageOption, speak

HELP = """Recommend a case management model for one client, and say why.

\b
Examples:
  casemodel score client.yaml
  casemodel score client.yaml --explain
  casemodel score client.yaml --explain clinical
  casemodel score client.yaml --lang es
  casemodel score - --format json < client.yaml
"""


def score(
    profile: options.ProfileArgument,
    model: options.ExplainedArgument = None,
    *,
    explain: options.ExplainOption = False,
    chosen_options: options.CliOptions,
    lang: LanguageOption = None,
    out: options.OutputOptions,
) -> None:
    """Answer for a client's profile."""
    chosen = out.checked()
    english = "--format json" if chosen.format == "json" else "--explain" if explain else ""
    speak(lang, english=english)
    if model and not explain:
        options.refuse_model(model, "score")
    from casemodel.cli.answering import answer_for

    deliver(
        chosen,
        lambda: answer_for("score", "client", profile, chosen_options, full=explain, model=model),
    )
