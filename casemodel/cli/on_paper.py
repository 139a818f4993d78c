"""Options and steps shared by the commands that write for paper."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, NoReturn

import typer

from casemodel.cli import options, streams
from casemodel.cli.dates import dated
from casemodel.cli.deliver import CommandAnswer, deliver, problems_shown
from casemodel.files.problems import WrongUse

if TYPE_CHECKING:
    from casemodel.pages.document import Document

PaperFormat = Literal["html", "pdf", "docx", "markdown"]
# A comparison can be a table for a spreadsheet, too.
Written = Literal["html", "pdf", "docx", "markdown", "csv"]
PaperSize = Literal["letter", "a4"]

_BY_SUFFIX: dict[str, Written] = {
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".md": "markdown",
    ".markdown": "markdown",
    ".csv": "csv",
}
_MARKDOWN_TOO = ("", ".txt")

PaperFormatOption = Annotated[
    PaperFormat | None,
    typer.Option(
        "--format",
        help="The format; else by the name of the file, or Markdown.",
        show_default=False,
    ),
]
PaperSizeOption = Annotated[PaperSize, typer.Option("--paper", help="The paper size.")]
FormatOption = Annotated[
    Literal["text", "plain", "json", "markdown", "html", "pdf", "docx", "csv"] | None,
    typer.Option(
        "--format",
        help="The format; else by the name of the file, or text. text, plain and json are for "
        "the screen. All others are the full comparison, for paper.",
        show_default=False,
    ),
]
DateOption = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help="The date to print.", show_default=False),
]


class PaperOutput(NamedTuple):
    """The output on paper: its format, paper, date (ISO or '') and file (None: standard output).

    `force` says that an existing file may be replaced.
    """

    format: Written
    paper: PaperSize
    date: str
    file: str | None
    force: bool


@dataclass(frozen=True, kw_only=True)
class PaperOptions:
    """The form of a page for paper and where it goes, as typed."""

    form: PaperFormatOption = None
    paper: PaperSizeOption = "letter"
    output: options.OutputOption = None
    force: options.ForceOption = False

    def checked(self, date: str | None) -> PaperOutput:
        """Make the output. Raises WrongUse if the options contradict each other."""
        return paper_output(self.form, self.paper, date, self.output, force=self.force)


@dataclass(frozen=True, kw_only=True)
class ScreenOrPaperOptions:
    """The form of an answer that is for the screen or for paper, and where it goes, as typed."""

    date: DateOption = None
    paper: PaperSizeOption = "letter"
    form: FormatOption = None
    plain: options.PlainOption = False
    output: options.OutputOption = None
    force: options.ForceOption = False

    def deliver(
        self, page: "Callable[[PaperOutput], Document]", answer: Callable[[], CommandAnswer]
    ) -> None:
        """Make the page for paper, or the answer for the screen, and write it.

        Raises WrongUse if the options contradict each other, and what `deliver_on_paper` does.
        """
        match self.form or by_name(self.output) or "text":
            case "html" | "pdf" | "docx" | "markdown" | "csv" as written:
                if self.plain:
                    raise WrongUse(f"Choose one of --plain and --format {written}.")
                paper = paper_output(written, self.paper, self.date, self.output, force=self.force)
                deliver_on_paper(paper, lambda: page(paper))
            case "text" | "plain" | "json" as shown:
                if self.date is not None:
                    raise WrongUse(
                        f"--date goes with what is for paper, not with --format {shown}."
                    )
                chosen = options.output_of(shown, self.output, plain=self.plain, force=self.force)
                deliver(chosen, answer)


def paper_output(
    chosen: Written | None, paper: PaperSize, date: str | None, file: str | None, *, force: bool
) -> PaperOutput:
    """Make the output from the options. Raises WrongUse if they contradict each other."""
    options.refuse_force(file, force=force)
    form = chosen or _named(file)
    if file is None and form in ("pdf", "docx") and _is_screen():
        raise WrongUse(f"--format {form} makes a file: say where with -o FILE.{form}")
    return PaperOutput(form, paper, "" if date is None else dated("--date", date), file, force)


def by_name(file: str | None) -> Written | None:
    """Give the format for the ending of a file's name, or None."""
    from pathlib import PurePath

    return _BY_SUFFIX.get(PurePath(file or "").suffix.lower())


def _named(file: str | None) -> Written:
    """Give the format for the name of the file; Markdown without a name. Raises WrongUse."""
    from pathlib import PurePath

    form = by_name(file)
    if form == "csv":
        refuse_spreadsheet()
    if form is None and PurePath(file or "").suffix.lower() not in _MARKDOWN_TOO:
        raise WrongUse("The file's name must end in .html, .pdf, .docx or .md; or add --format.")
    return form or "markdown"


def refuse_spreadsheet() -> NoReturn:
    """Raise WrongUse for a file that ends in .csv."""
    raise WrongUse("Only casemodel compare makes a table for a spreadsheet (.csv).")


def _is_screen() -> bool:
    return streams.standard_output().isatty()


def deliver_on_paper(output: PaperOutput, make: "Callable[[], Document]") -> None:
    """Make the page and write it; for files with problems, write those and exit with status 1.

    A page about one person can be read by its owner alone. Raises WrongUse, CannotWrite or
    ReaderGone.
    """
    if output.file is not None:
        from casemodel.cli.files import refuse_overwriting

        refuse_overwriting(output.file, force=output.force)
    from casemodel.pages.language import in_language

    with problems_shown("text"):
        page = in_language(make())
    from casemodel.cli import agency, rules_used

    agency.tell()
    content = written(rules_used.noted_on_paper(page), output)
    if output.file is None:
        streams.write_bytes(content) if isinstance(content, bytes) else streams.write(content)
        return
    from casemodel.cli.files import say_written, write_whole

    write_whole(output.file, content, force=output.force, private=page.private)
    say_written(output.file)


def written(page: "Document", output: PaperOutput) -> str | bytes:
    """Write the page in the format asked for. Raises MissingExtra."""
    match output.format:
        case "html":
            from casemodel.render.html import as_html, lacks_pictures

            if lacks_pictures(page):
                from casemodel.render.extras import PICTURES, MissingExtra

                streams.say(str(MissingExtra(PICTURES)))
            return as_html(page, output.paper)
        case "pdf":
            from casemodel.render import pdf

            return pdf.write(page, output.paper)
        case "docx":
            from casemodel.render import word

            return word.write(page, output.paper)
        case "csv":
            from casemodel.render.as_csv import as_csv

            return as_csv(page).encode()
        case "markdown":
            from casemodel.render.markdown import as_markdown

            encoding = "utf-8" if output.file else streams.encoding_of(streams.standard_output())
            return as_markdown(page, encoding)
