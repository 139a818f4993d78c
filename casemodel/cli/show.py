"""`casemodel show MODEL`: everything known about one model."""

from typing import Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver import Answer, deliver

HELP = """Show everything known about one model, each statement with its source.

\b
Examples:
  casemodel show clinical
  casemodel show strengths_based --format markdown -o strengths.md
"""

ModelArgument = Annotated[
    str, typer.Argument(metavar="MODEL", help="The model's id: see casemodel models.")
]


def show(
    model: ModelArgument,
    *,
    basis: options.BasisOption = "all",
    rules: options.RulesOption = None,
    form: options.FormatOption = "text",
    plain: options.PlainOption = False,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
) -> None:
    """Show one model in full."""
    chosen = options.output_of(form, output, plain=plain, force=force)
    deliver(chosen, lambda: _answer(model, basis, rules))


def _answer(word: str, basis: options.BasisWord, directory: str | None) -> Answer:
    from casemodel import __version__
    from casemodel.cli.inputs_read import rules_from
    from casemodel.cli.naming import model_called
    from casemodel.engine.assessment import reach
    from casemodel.knowledge.values import KINDS
    from casemodel.pages.show import everything

    rules = rules_from(directory)
    model = model_called(word, rules)
    ranges = {kind: reach(rules, kind, basis) for kind in KINDS}
    own = {kind: by_model[model.id] for kind, by_model in ranges.items() if model.id in by_model}

    def data() -> dict[str, object]:
        from casemodel.render import knowledge_json

        return knowledge_json.show(rules, model, own, __version__)

    return Answer(lambda: everything(rules, model, own, basis), data)
