"""One request to the desk: what a route needs to read, and how it answers."""

from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from casemodel.cli import agency, rules_used
from casemodel.desk.answering import reason_of
from casemodel.desk.gate import Keys
from casemodel.desk.views import filled, profile_path
from casemodel.desk.workplace import Edit, OpenProfile, Workplace
from casemodel.files.problems import ProblemsFound
from casemodel.pages.document import Document
from casemodel.pages.language import draft, in_language
from casemodel.profiles.draft import CannotEdit
from casemodel.render.html import as_fragment
from casemodel.texts.language import languages, spoken

FORM_TOKEN = "token"  # noqa: S105 - the name of a field


def shown(document: Document) -> Markup:
    """Write a document for a page of the desk, with what every output says of how it was made."""
    return as_fragment(agency.noted(rules_used.noted(in_language(document))))


class Visit(NamedTuple):
    """A request, its form (empty where nothing is sent), and what the desk works with."""

    work: Workplace
    keys: Keys
    request: Request
    form: FormData

    @property
    def name(self) -> str:
        """The name of the profile's file."""
        return str(self.request.path_params["name"])

    @property
    def profile(self) -> OpenProfile:
        """The profile as its file is now. Raises as `Workplace.profile` does."""
        return self.work.profile(self.name)

    def change(self, edit: Edit) -> str:
        """Change the profile. Says in the reader's words why that cannot be, '' if it is done."""
        try:
            self.work.change(self.name, edit)
        except (ProblemsFound, CannotEdit) as error:
            return reason_of(error)
        return ""

    def part(self, key: str) -> str:
        """Give a part of the path."""
        return str(self.request.path_params[key])

    def field(self, key: str) -> str:
        """Give a field of the form as one line of text; '' without one."""
        value = self.form.get(key, "")
        return " ".join(value.split()) if isinstance(value, str) else ""

    def query(self, key: str) -> str:
        """Give a word of the address; '' without one."""
        return self.request.query_params.get(key, "")

    @property
    def wants_part(self) -> bool:
        """True if the page's script asks for only what is quick; it then fetches the rest."""
        return self.request.headers.get("x-desk-part") == "quick"

    def page(
        self, template: str, profile: OpenProfile | None = None, status: int = 200, **values: Any
    ) -> Response:
        """Answer with a page. With `wrong`, the status says that a form was not taken."""
        if values.get("wrong"):
            status = 422
        values = {
            "problems": (),
            "token": self.keys.form,
            "profile": profile,
            "kind": profile.draft.profile.kind if profile else "",
            "at": self.at,
            "path": quote(self.request.scope["path"], safe="/"),
            "languages": languages(),
            "language": spoken(),
            "draft_of_language": draft(),
            **values,
        }
        return HTMLResponse(filled(template, values), status)

    def document(self, document: Document, profile: OpenProfile | None = None) -> Response:
        """Answer with a document of casemodel as a page of the desk."""
        return self.page("base.html", profile, title=document.title, shown=shown(document))

    def at(self, *rest: str, language: str = "") -> str:
        """Give the path of a page on this profile."""
        return profile_path(language or spoken(), self.name, *rest)

    def go(self, path: str) -> Response:
        """Lead on to another page after a change."""
        return RedirectResponse(path, 303)


def file_response(name: str, content: str | bytes) -> Response:
    """Answer with a file to be saved under this name."""
    return Response(
        content,
        media_type="application/octet-stream",
        headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"},
    )
