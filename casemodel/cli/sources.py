"""`casemodel sources`: list every source that the rules rest on."""

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver

HELP = """List every source, its strength, and the number of claims that rest on it.

\b
Examples:
  casemodel sources
  casemodel sources --format markdown -o sources.md
"""


def sources(
    *,
    rules: options.RulesOption = None,
    out: options.OutputOptions,
) -> None:
    """List what everything rests on."""
    chosen = out.checked()
    deliver(chosen, lambda: _answer(rules))


def _answer(directory: str | None) -> CommandAnswer:
    from casemodel.cli.inputs_read import answer_on_rules
    from casemodel.pages.sources import listing
    from casemodel.render.json_models.knowledge import sources as as_data

    return answer_on_rules(directory, listing, as_data)
