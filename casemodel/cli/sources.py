"""`casemodel sources`: list every source that the rules rest on."""

from casemodel.cli import options
from casemodel.cli.deliver import deliver

HELP = """List every source, its strength, and the number of claims that rest on it.

\b
Examples:
  casemodel sources
  casemodel sources --format markdown -o sources.md
"""


def sources(*, rules: options.RulesOption = None, out: options.OutputOptions) -> None:
    """List what everything rests on."""
    chosen = out.checked()
    from casemodel.cli.inputs_read import answer_on_rules
    from casemodel.pages.sources import listing
    from casemodel.render.json_models.sources import sources as as_data

    deliver(chosen, lambda: answer_on_rules(rules, listing, as_data))
