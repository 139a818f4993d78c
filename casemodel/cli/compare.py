"""`casemodel compare [MODEL...]`: models side by side."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from casemodel.cli import on_paper, options
from casemodel.cli.bundles import LeftOut
from casemodel.cli.deliver import CommandAnswer

if TYPE_CHECKING:
    from casemodel.explanation.values import Explanation
    from casemodel.knowledge.models import Model
    from casemodel.knowledge.values import Rules
    from casemodel.pages.document import Document
    from casemodel.render.json_models.base import JsonOutput

HELP = """Compare case management models side by side: the same questions in the same order for
each.

\b
Examples:
  casemodel compare brokerage intensive
  casemodel compare
  casemodel compare clinical strengths_based --profile org.yaml
  casemodel compare --format docx -o models.docx
  casemodel compare --format csv -o models.csv
"""

ModelsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[MODEL]...", help="The ids of models; all models if none is given."),
]
ProfileOption = Annotated[
    str | None,
    typer.Option(
        "--profile", metavar="PROFILE", help="Show the models' scores for this profile, too."
    ),
]


def compare(
    models: ModelsArgument = None,
    *,
    profile: ProfileOption = None,
    chosen_options: Annotated[
        options.CliOptions, LeftOut(("fit_only", "weight", "priorities", "draws"))
    ],
    out: on_paper.ScreenOrPaperOptions,
) -> None:
    """Lay models side by side."""
    request = _Request(tuple(models or ()), profile, chosen_options)
    out.deliver(lambda paper: _page(request, paper), lambda: _answer(request))


class _Request(NamedTuple):
    """The models asked for, the rules they are in, and a profile to score them for."""

    words: tuple[str, ...]
    path: str | None
    chosen_options: options.CliOptions


def _page(request: _Request, paper: on_paper.PaperOutput) -> "Document":
    """Lay out the full comparison, with the scores for a profile if there is one."""
    from casemodel import __version__
    from casemodel.pages import comparison_paper as page

    rules, chosen = _chosen(request)
    scored = _scored(request, rules)
    if paper.format == "csv":
        return page.for_a_spreadsheet(rules, chosen, scored)
    tool = f"casemodel {__version__}"
    return page.on_paper(rules, chosen, scored, paper.date, tool)


def _chosen(request: _Request) -> tuple["Rules", tuple["Model", ...]]:
    """Give the rules and the models named, or all of them."""
    from casemodel.cli.local_rules import rules_for
    from casemodel.cli.naming import model_or_form_called
    from casemodel.knowledge.forms import as_model
    from casemodel.knowledge.models import Form

    rules = rules_for(request.chosen_options.rules, request.chosen_options.house)
    chosen = [model_or_form_called(word, rules) for word in request.words]
    models = {model.id: as_model(model) if isinstance(model, Form) else model for model in chosen}
    return rules, tuple((models or rules.models).values())


def _scored(request: _Request, rules: "Rules") -> "Explanation | None":
    """Explain the scores of the profile, if one is given."""
    if request.path is None:
        return None
    from casemodel.cli.answering import assess_profile
    from casemodel.cli.inputs_read import any_profile

    return assess_profile(
        rules, any_profile(request.path, rules), request.chosen_options
    ).explanation


def _answer(request: _Request) -> CommandAnswer:
    from casemodel import __version__
    from casemodel.pages.compare import side_by_side

    rules, chosen = _chosen(request)
    scored = _scored(request, rules)

    def data() -> "JsonOutput":
        """Build the comparison for JSON."""
        from casemodel.render.json_models.models import compare

        return compare(rules, chosen, scored, __version__)

    private = scored is not None and scored.kind == "client"
    return CommandAnswer(lambda: side_by_side(rules, chosen, scored), data, private)
