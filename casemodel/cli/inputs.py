"""`casemodel inputs`: everything that can count in a score."""

from casemodel.cli import options
from casemodel.cli.deliver import Answer, deliver

HELP = """\b
Examples:
  casemodel inputs
  casemodel inputs --format markdown -o inputs.md

Everything that can count in a score, why it is asked, and what it can change.
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


def _answer(directory: str | None) -> Answer:
    from casemodel import __version__
    from casemodel.cli.inputs_read import rules_from
    from casemodel.showing.pages.inputs import everything_asked

    rules = rules_from(directory)

    def data() -> dict[str, object]:
        from casemodel.showing.knowledge_json import inputs

        return inputs(rules, __version__)

    return Answer(lambda: everything_asked(rules), data)
