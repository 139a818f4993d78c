"""`casemodel score PROFILE`: rank the models for one client, and say why."""

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.cli.language import LanguageOption, speak
from casemodel.cli.local_rules import HouseOption

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
    basis: options.BasisOption = "all",
    fit_only: options.FitOnlyOption = False,
    weight: options.WeightOption = None,
    priorities: options.PrioritiesOption = None,
    draws: options.DrawsOption = options.DRAWS,
    rules: options.RulesOption = None,
    house: HouseOption = None,
    lang: LanguageOption = None,
    form: options.FormatOption = "text",
    plain: options.PlainOption = False,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
) -> None:
    """Answer for a client's profile."""
    chosen = options.output_of(form, output, plain=plain, force=force)
    english = "--format json" if chosen.format == "json" else "--explain" if explain else ""
    speak(lang, english=english)
    chosen_options = options.CliOptions(
        basis, tuple(weight or ()), priorities, fit_only, draws, house
    )
    if model and not explain:
        options.refuse_model(model, "score")
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

    return answer_for("score", "client", path, chosen_options, directory, full=explain, model=model)
