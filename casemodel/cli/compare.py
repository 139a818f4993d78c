"""`casemodel compare [MODEL...]`: models side by side."""

from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from casemodel.cli import on_paper, options
from casemodel.cli.deliver import Answer, deliver
from casemodel.cli.local_rules import HouseOption

if TYPE_CHECKING:
    from casemodel.cli.answering import Made
    from casemodel.cli.local_rules import Housed
    from casemodel.knowledge.values import Model
    from casemodel.pages.document import Document

HELP = """\b
Examples:
  casemodel compare brokerage intensive
  casemodel compare
  casemodel compare clinical strengths_based --profile org.yaml
  casemodel compare --format docx -o models.docx
  casemodel compare --format csv -o models.csv

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
FormatOption = Annotated[
    Literal["text", "plain", "json", "markdown", "html", "pdf", "docx", "csv"] | None,
    typer.Option(
        "--format",
        help="How to write it; else by the name of the file, or as text. For the screen: text, "
        "plain and json. The full comparison, on paper: all others.",
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
    asked = _Asked(tuple(models or ()), profile, options.Wishes(basis, house=house), rules)
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
    """Which models by whose rules, and for which profile."""

    words: tuple[str, ...]
    path: str | None
    wishes: options.Wishes
    directory: str | None


def _page(asked: _Asked, on: on_paper.PaperOutput) -> "Document":
    """The full comparison, with the scores for a profile if there is one."""
    from casemodel import __version__
    from casemodel.pages import comparison_paper as page

    house, chosen = _chosen(asked)
    made = _made(asked, house)
    scored = made and (made.assessment, made.explanation)
    if on.format == "csv":
        return house.shown_in_a_table(page.for_a_spreadsheet(house.rules, chosen, scored))
    tool = f"casemodel {__version__}"
    return house.shown(page.on_paper(house.rules, chosen, scored, on.date, tool))


def _chosen(asked: _Asked) -> tuple["Housed", tuple["Model", ...]]:
    """The rules and the models named, or all of them."""
    from casemodel.cli.inputs_read import rules_from
    from casemodel.cli.local_rules import housed
    from casemodel.cli.naming import model_called

    house = housed(rules_from(asked.directory), asked.wishes.house)
    named = {one.id: one for one in (model_called(word, house.rules) for word in asked.words)}
    return house, tuple((named or house.rules.models).values())


def _made(asked: _Asked, house: "Housed") -> "Made | None":
    """The assessment of the profile, if one is given."""
    if asked.path is None:
        return None
    from casemodel.cli.answering import made_of
    from casemodel.cli.inputs_read import any_profile

    return made_of(house, any_profile(asked.path, house.rules), asked.wishes)


def _answer(asked: _Asked) -> Answer:
    from casemodel import __version__
    from casemodel.pages.compare import side_by_side

    house, chosen = _chosen(asked)
    made = _made(asked, house)

    def data() -> dict[str, object]:
        from casemodel.render.knowledge_json import compare

        return compare(house.rules, chosen, made and made.explanation, __version__)

    return house.marked(
        Answer(
            lambda: side_by_side(house.rules, chosen, made and (made.assessment, made.explanation)),
            data,
            private=made is not None and made.private,
        )
    )
