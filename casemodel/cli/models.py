"""`casemodel models`: every case management model in short."""

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver

HELP = """List the case management models and hybrids, each in short.

\b
Examples:
  casemodel models
  casemodel models --format markdown -o models.md
"""


def models(
    *,
    rules: options.RulesOption = None,
    out: options.OutputOptions,
) -> None:
    """List every case management model in short."""
    chosen = out.checked()
    deliver(chosen, lambda: _answer(rules))


def _answer(directory: str | None) -> CommandAnswer:
    from casemodel.cli.inputs_read import answer_on_rules
    from casemodel.pages.models import listing
    from casemodel.render.json_models.knowledge import models as as_data

    return answer_on_rules(directory, listing, as_data)
