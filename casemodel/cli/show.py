"""`casemodel show MODEL`: everything known about one model, or one form of it."""

from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver

if TYPE_CHECKING:
    from casemodel.knowledge.models import Form
    from casemodel.knowledge.values import Rules
    from casemodel.render.json_models.base import JsonOutput

HELP = """Show everything known about one model, or a form such as ACT, with sources.

\b
Examples:
  casemodel show clinical
  casemodel show act
  casemodel show strengths_based --format markdown -o strengths.md
"""

ModelArgument = Annotated[
    str, typer.Argument(metavar="MODEL", help="A model or a form: see casemodel models.")
]


def show(
    model: ModelArgument,
    *,
    basis: options.BasisOption = "all",
    rules: options.RulesOption = None,
    out: options.OutputOptions,
) -> None:
    """Show one model in full."""
    chosen = out.checked()
    deliver(chosen, lambda: _answer(model, basis, rules))


def _answer(word: str, basis: options.BasisWord, directory: str | None) -> CommandAnswer:
    from casemodel import __version__
    from casemodel.cli.inputs_read import rules_from
    from casemodel.cli.naming import model_or_form_called
    from casemodel.engine.ranking import reach
    from casemodel.knowledge.criteria import KINDS
    from casemodel.knowledge.models import Form
    from casemodel.pages.form import form_page
    from casemodel.pages.show import everything

    rules = rules_from(directory)
    model_or_form = model_or_form_called(word, rules)
    if isinstance(model_or_form, Form):
        form = model_or_form
        return CommandAnswer(lambda: form_page(rules, form), lambda: _form_data(rules, form))
    model = model_or_form
    ranges = {kind: reach(rules, kind, basis) for kind in KINDS}
    own = {kind: by_model[model.id] for kind, by_model in ranges.items() if model.id in by_model}

    def data() -> "JsonOutput":
        """Build the model for JSON."""
        from casemodel.render.json_models import models

        return models.show(rules, model, own, __version__)

    return CommandAnswer(lambda: everything(rules, model, own, basis), data)


def _form_data(rules: "Rules", form: "Form") -> "JsonOutput":
    from casemodel import __version__
    from casemodel.render.json_models import models

    return models.show_form(rules, form, __version__)
