"""`casemodel compare [MODEL...]`: models side by side."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from casemodel.cli import on_paper, options
from casemodel.cli.deliver import Answer, deliver

if TYPE_CHECKING:
    from casemodel.cli.answering import Made
    from casemodel.knowledge.values import Model, Rules
    from casemodel.showing.document import Document

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
    date: on_paper.DateOption = None,
    paper: on_paper.PaperSizeOption = "letter",
    form: FormatOption = None,
    plain: options.PlainOption = False,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
) -> None:
    """Lay models side by side."""
    match form or on_paper.by_name(output) or "text":
        case "html" | "pdf" | "docx" | "markdown" | "csv" as written:
            on_paper.refuse_plain(written, plain=plain)
            on = on_paper.paper_output(written, paper, date, output, force=force)
            on_paper.deliver_on_paper(on, lambda: _page(models or [], profile, basis, rules, on))
        case shown:
            on_paper.refuse_date(shown, date)
            chosen = options.output_of(shown, output, plain=plain, force=force)
            deliver(chosen, lambda: _answer(models or [], profile, basis, rules))


def _page(
    words: list[str],
    path: str | None,
    basis: options.BasisWord,
    directory: str | None,
    on: on_paper.PaperOutput,
) -> "Document":
    """The full comparison, with the scores for a profile if there is one."""
    from casemodel import __version__
    from casemodel.showing.pages import comparison_paper as page

    rules, chosen = _chosen(words, directory)
    made = _made(path, rules, basis) if path is not None else None
    scored = made and (made.assessment, made.explanation)
    if on.format == "csv":
        return page.for_a_spreadsheet(rules, chosen, scored)
    return page.on_paper(rules, chosen, scored, on.date, f"casemodel {__version__}")


def _chosen(words: list[str], directory: str | None) -> tuple["Rules", tuple["Model", ...]]:
    from casemodel.cli.inputs_read import rules_from
    from casemodel.cli.naming import model_called

    rules = rules_from(directory)
    named = {model.id: model for model in (model_called(word, rules) for word in words)}
    return rules, tuple((named or rules.models).values())


def _answer(
    words: list[str], path: str | None, basis: options.BasisWord, directory: str | None
) -> Answer:
    from casemodel import __version__
    from casemodel.showing.pages.compare import side_by_side

    rules, chosen = _chosen(words, directory)
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
