"""`casemodel compare [MODEL...]`: models side by side."""

from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver import Answer, deliver

if TYPE_CHECKING:
    from casemodel.explanation.values import Explanation
    from casemodel.knowledge.values import Rules

HELP = """\b
Examples:
  casemodel compare brokerage intensive
  casemodel compare
  casemodel compare clinical strengths_based --profile org.yaml

Case management models side by side: the same questions, in the same order, for each.
"""

ModelsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[MODEL]...", help="Ids of models; all of them if none is given."),
]
ProfileOption = Annotated[
    str | None,
    typer.Option("--profile", metavar="PROFILE", help="Show their scores for this profile too."),
]


def compare(
    models: ModelsArgument = None,
    *,
    profile: ProfileOption = None,
    basis: options.BasisOption = "all",
    rules: options.RulesOption = None,
    form: options.FormatOption = "text",
    plain: options.PlainOption = False,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
) -> None:
    """Lay models side by side."""
    chosen = options.output_of(form, output, plain=plain, force=force)
    deliver(chosen, lambda: _answer(models or [], profile, basis, rules))


def _answer(
    words: list[str], path: str | None, basis: options.BasisWord, directory: str | None
) -> Answer:
    from casemodel import __version__
    from casemodel.cli.inputs_read import model_called, rules_from
    from casemodel.showing.pages.compare import side_by_side

    rules = rules_from(directory)
    named = {model.id: model for model in (model_called(word, rules) for word in words)}
    chosen = tuple((named or rules.models).values())
    explanation = _explanation(path, rules, basis) if path is not None else None

    def data() -> dict[str, object]:
        from casemodel.showing.knowledge_json import compare

        return compare(rules, chosen, explanation, __version__)

    private = explanation is not None and explanation.kind == "client"
    return Answer(lambda: side_by_side(rules, chosen, explanation), data, private)


def _explanation(path: str, rules: "Rules", basis: options.BasisWord) -> "Explanation":
    from casemodel.cli.inputs_read import any_profile
    from casemodel.engine.assessment import assess
    from casemodel.explanation.explain import explain

    profile = any_profile(path, rules)
    return explain(rules, profile, assess(rules, profile, basis))
