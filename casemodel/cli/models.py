"""`casemodel models`: every case management model in short."""

from casemodel.cli import options
from casemodel.cli.deliver import Answer, deliver

HELP = """\b
Examples:
  casemodel models
  casemodel models --format markdown -o models.md

Every case management model in short.
"""


def models(
    *,
    rules: options.RulesOption = None,
    form: options.FormatOption = "text",
    plain: options.PlainOption = False,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
) -> None:
    """List every case management model in short."""
    chosen = options.output_of(form, output, plain=plain, force=force)
    deliver(chosen, lambda: _answer(rules))


def _answer(directory: str | None) -> Answer:
    from casemodel import __version__
    from casemodel.cli.inputs_read import rules_from
    from casemodel.showing.pages.models import listing

    rules = rules_from(directory)

    def data() -> dict[str, object]:
        from casemodel.showing.knowledge_json import models

        return models(rules, __version__)

    return Answer(lambda: listing(rules), data)
