"""`casemodel compare [MODEL...]`: models side by side."""

from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from casemodel.cli import on_paper, options
from casemodel.cli.deliver import CommandAnswer, deliver
from casemodel.cli.local_rules import HouseOption

if TYPE_CHECKING:
    from casemodel.explanation.values import Explanation
    from casemodel.knowledge.values import Model, Rules
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
FormatOption = Annotated[
    Literal["text", "plain", "json", "markdown", "html", "pdf", "docx", "csv"] | None,
    typer.Option(
        "--format",
        help="The format; else by the name of the file, or text. text, plain and json are for "
        "the screen. All others are the full comparison, for paper.",
        show_default=False,
    ),
]


def compare(
    models: ModelsArgument = None,
    *,
    profile: ProfileOption = None,
    basis: options.BasisOption = "all",
    rules: options.RulesOption = None,
    house: HouseOption = None,
    date: on_paper.DateOption = None,
    paper: on_paper.PaperSizeOption = "letter",
    form: FormatOption = None,
    plain: options.PlainOption = False,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
) -> None:
    """Lay models side by side."""
    asked = _Asked(
        tuple(models or ()), profile, options.CliOptions(basis=basis, rules=rules, house=house)
    )
    match form or on_paper.by_name(output) or "text":
        case "html" | "pdf" | "docx" | "markdown" | "csv" as written:
            on_paper.refuse_plain(written, plain=plain)
            on = on_paper.paper_output(written, paper, date, output, force=force)
            on_paper.deliver_on_paper(on, lambda: _page(asked, on))
        case shown:
            on_paper.refuse_date(shown, date)
            chosen = options.output_of(shown, output, plain=plain, force=force)
            deliver(chosen, lambda: _answer(asked))


class _Asked(NamedTuple):
    """The models asked for, the rules they are in, and a profile to score them for."""

    words: tuple[str, ...]
    path: str | None
    chosen_options: options.CliOptions


def _page(asked: _Asked, on: on_paper.PaperOutput) -> "Document":
    """Lay out the full comparison, with the scores for a profile if there is one."""
    from casemodel import __version__
    from casemodel.pages import comparison_paper as page

    rules, chosen = _chosen(asked)
    scored = _scored(asked, rules)
    if on.format == "csv":
        return page.for_a_spreadsheet(rules, chosen, scored)
    tool = f"casemodel {__version__}"
    return page.on_paper(rules, chosen, scored, on.date, tool)


def _chosen(asked: _Asked) -> tuple["Rules", tuple["Model", ...]]:
    """Give the rules and the models named, or all of them."""
    from casemodel.cli.local_rules import rules_for
    from casemodel.cli.naming import model_or_form_called
    from casemodel.knowledge.forms import as_model
    from casemodel.knowledge.values import Form

    rules = rules_for(asked.chosen_options.rules, asked.chosen_options.house)
    found = [model_or_form_called(word, rules) for word in asked.words]
    named = {one.id: as_model(one) if isinstance(one, Form) else one for one in found}
    return rules, tuple((named or rules.models).values())


def _scored(asked: _Asked, rules: "Rules") -> "Explanation | None":
    """Explain the scores of the profile, if one is given."""
    if asked.path is None:
        return None
    from casemodel.cli.answering import made_of
    from casemodel.cli.inputs_read import any_profile

    return made_of(rules, any_profile(asked.path, rules), asked.chosen_options).explanation


def _answer(asked: _Asked) -> CommandAnswer:
    from casemodel import __version__
    from casemodel.pages.compare import side_by_side

    rules, chosen = _chosen(asked)
    scored = _scored(asked, rules)

    def data() -> "JsonOutput":
        """Build the comparison for JSON."""
        from casemodel.render.json_models.knowledge import compare

        return compare(rules, chosen, scored, __version__)

    private = scored is not None and scored.kind == "client"
    return CommandAnswer(lambda: side_by_side(rules, chosen, scored), data, private)
