"""`casemodel models`: every case management model in short."""

from casemodel.cli import options
from casemodel.cli.deliver import deliver

HELP = """List the case management models and hybrids, each in short.

\b
Examples:
  casemodel models
  casemodel models --format markdown -o models.md
"""


def models(*, rules: options.RulesOption = None, out: options.OutputOptions) -> None:
    """List every case management model in short."""
    chosen = out.checked()
    from casemodel.cli.inputs_read import answer_on_rules
    from casemodel.pages.models import listing
    from casemodel.render.json_models.models import models as as_data

    deliver(chosen, lambda: answer_on_rules(rules, listing, as_data))
