"""`casemodel inputs`: everything that can count in a score."""

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver

HELP = """List all questions that can count in a score, why each is asked, and what each answer can
change.

\b
Examples:
  casemodel inputs
  casemodel inputs --format markdown -o inputs.md
"""


def inputs(
    *,
    rules: options.RulesOption = None,
    form: options.FormatOption = "text",
    plain: options.PlainOption = False,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
) -> None:
    """List everything that can count in a score."""
    chosen = options.output_of(form, output, plain=plain, force=force)
    deliver(chosen, lambda: _answer(rules))


def _answer(directory: str | None) -> CommandAnswer:
    from casemodel.cli.inputs_read import answer_on_rules
    from casemodel.pages.inputs import everything_asked
    from casemodel.render.json_models.knowledge import inputs as as_data

    return answer_on_rules(directory, everything_asked, as_data)
