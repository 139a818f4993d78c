"""`casemodel report PROFILE`: the whole answer on paper, for a board or for a client's file."""

from typing import TYPE_CHECKING, Annotated

import typer

from casemodel.cli import on_paper, options
from casemodel.cli.language import (
    LanguageOption,
    english_again,
    refuse_organizations,
    speak,
    translation,
)

if TYPE_CHECKING:
    from casemodel.pages.document import Document

HELP = """Print the whole answer on paper. For an organization: four pages for a board (the answer,
the choices, what would change it, the plan) and an annex with every answer and source. For a
client: a page or two for the file, warnings first.

\b
Examples:
  casemodel report org.yaml -o board.docx
  casemodel report org.yaml -o board.html --date 2026-11-22
  casemodel report client.yaml -o c-102.pdf
  casemodel report client.yaml --lang es -o c-102.pdf
  casemodel report client.yaml --redact -o to-share.html
"""

RedactOption = Annotated[
    bool,
    typer.Option(
        "--redact", help="Leave out answers that the decision does not need, for sharing."
    ),
]


def report(
    profile: options.ProfileArgument,
    *,
    redact: RedactOption = False,
    date: on_paper.DateOption = None,
    chosen_options: options.CliOptions,
    lang: LanguageOption = None,
    out: on_paper.PaperOptions,
) -> None:
    """Write the report on a profile."""
    chosen = out.checked(date)
    speak(lang)
    on_paper.deliver_on_paper(
        chosen, lambda: report_page(profile, chosen_options, chosen.date, redact=redact)
    )


def report_page(
    path: str, chosen_options: options.CliOptions, date: str, *, redact: bool
) -> "Document":
    """Lay out the report on the profile at this path. Raises ProblemsFound or WrongUse."""
    from casemodel import __version__
    from casemodel.cli.answering import assess_file
    from casemodel.explanation.why_not import why_not
    from casemodel.knowledge.notices_file import load_notices
    from casemodel.pages.client_page import client_page
    from casemodel.pages.report import board_report
    from casemodel.pages.reported import reported

    assessed = assess_file(path, chosen_options, detail=True)
    if not assessed.private and path != "-" and english_again():
        assessed = assess_file(path, chosen_options, detail=True)
    if not assessed.private:
        refuse_organizations("organization")
    notices = load_notices(chosen_options.rules, assessed.rules) if assessed.private else ()
    spoken = translation(chosen_options.rules)
    notices = spoken.of_notices(notices) if spoken else notices
    second = assessed.explanation.second
    against = why_not(assessed.assessment, second, assessed.explanation) if second else None
    report = reported(assessed.explanation, against, notices, redacted=redact)
    dated, tool = date or assessed.explanation.date, f"casemodel {__version__}"
    page = client_page if assessed.private else board_report
    return page(report, dated, tool)
