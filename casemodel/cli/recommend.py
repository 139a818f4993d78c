"""`casemodel recommend PROFILE`: which model fits an organization, and why."""

from casemodel.cli import options
from casemodel.cli.deliver import Answer, deliver

HELP = """\b
Examples:
  casemodel recommend org.yaml
  casemodel recommend org.yaml --explain
  casemodel recommend org.yaml --format markdown -o board.md

Which case management model fits an organization, and why.
"""


def recommend(
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
    """Answer for an organization's profile."""
    chosen = options.output_of(form, output, plain=plain, force=force)
    deliver(chosen, lambda: _answer(profile, basis, rules, explain=explain))


def _answer(path: str, basis: options.BasisWord, directory: str | None, *, explain: bool) -> Answer:
    from casemodel.cli.answering import answer_for
    from casemodel.showing.pages import recommend as page

    made = answer_for("recommend", "organization", path, basis, directory)
    if explain:
        return made.answer(lambda: page.in_full(made.rules, made.explanation))
    return made.answer(lambda: page.first_screen(made.explanation))
