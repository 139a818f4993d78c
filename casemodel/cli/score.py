"""`casemodel score PROFILE`: which model fits one client, and why."""

from casemodel.cli import options
from casemodel.cli.deliver import Answer, deliver

HELP = """\b
Examples:
  casemodel score client.yaml
  casemodel score client.yaml --explain
  casemodel score - --format json < client.yaml

Which case management model fits one client, and why.
"""


def score(
    profile: options.ProfileArgument,
    *,
    explain: options.ExplainOption = False,
    basis: options.BasisOption = "all",
    rules: options.RulesOption = None,
    form: options.FormatOption = "text",
    plain: options.PlainOption = False,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
) -> None:
    """Answer for a client's profile."""
    chosen = options.output_of(form, output, plain=plain, force=force)
    deliver(chosen, lambda: _answer(profile, basis, rules, explain=explain))


def _answer(path: str, basis: options.BasisWord, directory: str | None, *, explain: bool) -> Answer:
    from casemodel.cli.answering import answer_for
    from casemodel.showing.pages import score as page

    made = answer_for("score", "client", path, basis, directory)
    if explain:
        return made.answer(lambda: page.in_full(made.rules, made.explanation))
    return made.answer(lambda: page.first_screen(made.explanation))
