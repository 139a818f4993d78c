"""`casemodel worksheet organization|client`: the questions on paper, to be answered by hand."""

from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli import on_paper, options
from casemodel.cli.language import LanguageOption, speak

if TYPE_CHECKING:
    from casemodel.pages.document import Document

HELP = """Print the questions on paper, with boxes to tick and room to write. With --short, print
only the most useful questions, as in casemodel new.

\b
Examples:
  casemodel worksheet organization -o worksheet.pdf
  casemodel worksheet client --short -o worksheet.docx
  casemodel worksheet client --lang es -o hoja.pdf
"""

ShortOption = Annotated[bool, typer.Option("--short", help="Print only the most useful questions.")]


def worksheet(
    kind: options.KindArgument,
    *,
    short: ShortOption = False,
    date: on_paper.DateOption = None,
    rules: options.RulesOption = None,
    lang: LanguageOption = None,
    out: on_paper.PaperOptions,
) -> None:
    """Print the questions to be answered by hand."""
    chosen = out.checked(date)
    speak(lang, kind=kind)
    on_paper.deliver_on_paper(chosen, lambda: worksheet_page(kind, chosen.date, rules, short=short))


def worksheet_page(
    kind: options.KindWord, date: str, directory: str | None, *, short: bool
) -> "Document":
    """Lay out the questions for paper. Raises ProblemsFound or WrongUse."""
    from casemodel import __version__
    from casemodel.cli.inputs_read import rules_from
    from casemodel.pages.worksheet import worksheet as page

    rules = rules_from(directory)
    return page(rules, kind, f"casemodel {__version__}", date, short=short)
