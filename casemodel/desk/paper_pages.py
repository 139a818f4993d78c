"""Files to save and print: the report, the profile, handouts and worksheets."""

from pathlib import PurePath

from starlette.responses import HTMLResponse, Response

from casemodel.cli import rules_used
from casemodel.cli.dates import today
from casemodel.cli.handout import MOST, handout_page
from casemodel.cli.on_paper import PaperFormat, PaperOutput, PaperSize, written
from casemodel.cli.report import report_page
from casemodel.cli.worksheet import worksheet_page
from casemodel.desk.visit import Visit, file_response
from casemodel.files.content import read_bytes
from casemodel.files.limits import PROFILE_BYTES
from casemodel.files.problems import WrongUse
from casemodel.pages.document import Document
from casemodel.pages.language import in_language
from casemodel.texts.messages import phrase

_ENDINGS: dict[str, PaperFormat] = {
    "html": "html",
    "docx": "docx",
    "pdf": "pdf",
    "md": "markdown",
}
_VIEW_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""A page for paper has its style in it, and a stricter policy of its own beside this one."""


def papers(visit: Visit) -> Response:
    """Show what can be printed or saved of a profile."""
    profile = visit.profile
    return visit.page("papers.html", profile, title=phrase("desk.papers"), today=today(None))


def report(visit: Visit) -> Response:
    """Give the report as a file, or as a page to look at."""
    profile = visit.profile
    date = visit.query("date")
    redact = visit.query("redact") == "yes"
    page = report_page(profile.path, visit.work.options, date, redact=redact)
    if visit.query("form") == "view":
        content = _written(visit, in_language(page), "html")
        return HTMLResponse(content, headers={"content-security-policy": _VIEW_POLICY})
    return _file(visit, in_language(page), f"{PurePath(profile.name).stem}-report")


def profile_file(visit: Visit) -> Response:
    """Give a copy of the profile's file."""
    profile = visit.profile
    return file_response(profile.name, read_bytes(profile.path, PROFILE_BYTES))


def handout(visit: Visit) -> Response:
    """Give a handout of one to three models."""
    models = [word for word in visit.request.query_params.getlist("model") if word]
    if not 0 < len(models) <= MOST:
        raise WrongUse(phrase("desk.handout_models"))
    page = handout_page(models, "", visit.work.directory)
    return _file(visit, in_language(page), "handout")


def worksheet(visit: Visit) -> Response:
    """Give the questions on paper."""
    kind = "client" if visit.query("kind") == "client" else "organization"
    short = visit.query("short") == "yes"
    page = worksheet_page(kind, "", visit.work.directory, short=short)  # type: ignore[arg-type]
    return _file(visit, in_language(page), f"worksheet-{kind}")


def _file(visit: Visit, page: Document, name: str) -> Response:
    form = visit.query("form")
    if form not in _ENDINGS:
        raise WrongUse(phrase("desk.no_such_page"))
    return file_response(f"{name}.{form}", _written(visit, page, form))


def _written(visit: Visit, page: Document, form: str) -> str | bytes:
    paper: PaperSize = "a4" if visit.query("paper") == "a4" else "letter"
    # With the name of a file, Markdown is UTF-8.
    noted = rules_used.noted_on_paper(page)
    return written(noted, PaperOutput(_ENDINGS[form], paper, "", "file", force=False))
