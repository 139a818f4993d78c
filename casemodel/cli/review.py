"""`casemodel review OLD NEW`: what changed for a client, and whether the model should."""

from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli import options
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.files.problems import WrongUse

if TYPE_CHECKING:
    from casemodel.render.json_models.base import JsonOutput

HELP = """Compare two profiles of one client: list what changed, and say whether to stay, step
down, step up or change the model.

\b
Examples:
  casemodel review client-may.yaml client-november.yaml
  casemodel review old.yaml new.yaml --model clinical
  casemodel review old.yaml new.yaml --format markdown -o review.md
"""

OldArgument = Annotated[
    str, typer.Argument(metavar="OLD", help="The earlier profile.", show_default=False)
]
NewArgument = Annotated[
    str, typer.Argument(metavar="NEW", help="The later profile.", show_default=False)
]

ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="MODEL",
        help="The model that serves the client, if a person chose another than recommended.",
    ),
]


def review(
    old: OldArgument,
    new: NewArgument,
    *,
    model: ModelOption = None,
    chosen_options: options.WithoutWeights,
    out: options.OutputOptions,
) -> None:
    """Compare two profiles of one client."""
    chosen = out.checked()
    if old == new == "-":
        raise WrongUse("Two profiles cannot both come from standard input.")
    deliver(chosen, lambda: _answer(old, new, model, chosen_options))


def _answer(
    old: str, new: str, model: str | None, chosen_options: options.CliOptions
) -> CommandAnswer:
    from casemodel import __version__
    from casemodel.cli.answering import assess_profile
    from casemodel.cli.inputs_read import any_profile
    from casemodel.cli.local_rules import rules_for
    from casemodel.cli.naming import alternative_called, ranked_in
    from casemodel.explanation.review import review as reviewing
    from casemodel.pages.review import reviewed

    loaded = rules_for(chosen_options.rules, chosen_options.house)
    earlier, later = any_profile(old, loaded), any_profile(new, loaded)
    for profile in (earlier, later):
        if profile.kind != "client":
            raise WrongUse("A review compares two profiles of one client, not of an organization.")
    if earlier.label and later.label and earlier.label != later.label:
        raise WrongUse("These two profiles have different ids: a review is of one client.")
    if earlier.date and later.date and earlier.date > later.date:
        raise WrongUse("The first profile is the later one: give OLD, then NEW.")
    before, after = (
        assess_profile(loaded, profile, chosen_options).explanation for profile in (earlier, later)
    )
    served = "" if model is None else alternative_called(model, loaded)
    if served:
        ranked_in(after, served, loaded)
    change = reviewing(before, after, served)

    def data() -> "JsonOutput":
        """Build the review for JSON."""
        from casemodel.render.json_models.judgements import review as as_data

        return as_data(before, after, change, __version__)

    return CommandAnswer(lambda: reviewed(before, after, change), data, private=True)
