"""`casemodel compare [MODEL...]`: models side by side."""

from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver import Answer, deliver

if TYPE_CHECKING:
    from casemodel.cli.answering import Made
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
    from casemodel.cli.inputs_read import rules_from
    from casemodel.cli.naming import model_called
    from casemodel.showing.pages.compare import side_by_side

    rules = rules_from(directory)
    named = {model.id: model for model in (model_called(word, rules) for word in words)}
    chosen = tuple((named or rules.models).values())
    made = _made(path, rules, basis) if path is not None else None

    def data() -> dict[str, object]:
        from casemodel.showing.knowledge_json import compare

        return compare(rules, chosen, made and made.explanation, __version__)

    return Answer(
        lambda: side_by_side(rules, chosen, made and (made.assessment, made.explanation)),
        data,
        private=made is not None and made.private,
    )


def _made(path: str, rules: "Rules", basis: options.BasisWord) -> "Made":
    from casemodel.cli.answering import made_of
    from casemodel.cli.inputs_read import any_profile

    return made_of(rules, any_profile(path, rules), options.Wishes(basis))
