"""`casemodel compare [MODEL...]`: models side by side."""

from typing import Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver import Answer, deliver
from casemodel.cli.house import HouseOption

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
    house: HouseOption = None,
    form: options.FormatOption = "text",
    plain: options.PlainOption = False,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
) -> None:
    """Lay models side by side."""
    chosen = options.output_of(form, output, plain=plain, force=force)
    deliver(
        chosen, lambda: _answer(models or [], profile, options.Wishes(basis, house=house), rules)
    )


def _answer(
    words: list[str], path: str | None, wishes: options.Wishes, directory: str | None
) -> Answer:
    from casemodel import __version__
    from casemodel.cli.answering import made_of
    from casemodel.cli.house import housed
    from casemodel.cli.inputs_read import any_profile, rules_from
    from casemodel.cli.naming import model_called
    from casemodel.showing.pages.compare import side_by_side

    house = housed(rules_from(directory), wishes.house)
    rules = house.rules
    named = {model.id: model for model in (model_called(word, rules) for word in words)}
    chosen = tuple((named or rules.models).values())
    made = made_of(house, any_profile(path, rules), wishes) if path is not None else None

    def data() -> dict[str, object]:
        from casemodel.showing.knowledge_json import compare

        return compare(rules, chosen, made and made.explanation, __version__)

    return house.marked(
        Answer(
            lambda: side_by_side(rules, chosen, made and (made.assessment, made.explanation)),
            data,
            private=made is not None and made.private,
        )
    )
