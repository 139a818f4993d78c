"""The pages of the desk by their paths, and what every one of them has in common."""

from collections.abc import Awaitable, Callable, Mapping

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from casemodel.cli.main import our_fault
from casemodel.cli.streams import CannotWrite
from casemodel.desk import (
    caseload_pages,
    decision_pages,
    paper_pages,
    profile_pages,
    start_pages,
    weight_pages,
)
from casemodel.desk.gate import Gate, Keys
from casemodel.desk.views import profile_path, refusal, script, style
from casemodel.desk.visit import FORM_TOKEN, Visit
from casemodel.desk.workplace import Workplace
from casemodel.files.problems import ProblemsFound, WrongUse
from casemodel.profiles.draft import CannotEdit
from casemodel.texts.language import languages, speak
from casemodel.texts.messages import phrase
from casemodel.texts.store import ENGLISH

Endpoint = Callable[[Visit], Response]
_PROFILE = "/{language}/p/{name}"
_UPLOADS = ("/upload",)
_FIELDS = 2_000  # fields that a form may have: five times those of the largest

_SHOWN: dict[str, Endpoint] = {
    "/start": start_pages.start,
    "/models": start_pages.models,
    "/models/{model}": start_pages.model,
    "/compare": start_pages.compare,
    "/handout": paper_pages.handout,
    "/worksheet": paper_pages.worksheet,
    "/decisions": decision_pages.decisions,
    "/caseload": caseload_pages.choose,
    f"{_PROFILE}": profile_pages.answer,
    f"{_PROFILE}/questions": profile_pages.first_questions,
    f"{_PROFILE}/questions/{{section}}": profile_pages.questions,
    f"{_PROFILE}/one": profile_pages.one_question,
    f"{_PROFILE}/about": profile_pages.about,
    f"{_PROFILE}/groups": profile_pages.groups,
    f"{_PROFILE}/weights": weight_pages.weights,
    f"{_PROFILE}/what-if": profile_pages.what_if,
    f"{_PROFILE}/why-not": profile_pages.why_not,
    f"{_PROFILE}/reasons": profile_pages.every_reason,
    f"{_PROFILE}/plan": profile_pages.plan,
    f"{_PROFILE}/papers": paper_pages.papers,
    f"{_PROFILE}/report": paper_pages.report,
    f"{_PROFILE}/file": paper_pages.profile_file,
    f"{_PROFILE}/decide": decision_pages.decide,
}
"""The pages that are shown, by path."""

_TAKEN: dict[str, Endpoint] = {
    "/new": start_pages.begin,
    "/upload": start_pages.upload,
    "/caseload": caseload_pages.score,
    f"{_PROFILE}/questions/{{section}}": profile_pages.take_answers,
    f"{_PROFILE}/one": profile_pages.take_one,
    f"{_PROFILE}/about": profile_pages.take_about,
    f"{_PROFILE}/groups": profile_pages.take_groups,
    f"{_PROFILE}/weights": weight_pages.take_weights,
    f"{_PROFILE}/what-if": profile_pages.try_changes,
    f"{_PROFILE}/decide": decision_pages.take_decision,
}
"""The forms that are taken, by path."""


def desk_app(work: Workplace, keys: Keys, close: Callable[[], None]) -> Gate:
    """Make the desk as an ASGI application; `close` ends it."""

    def closed(_: Visit) -> Response:
        """End the desk, with a page that needs nothing more from it."""
        close()
        return HTMLResponse(refusal(phrase("desk.is_closed")))

    pages = [Route(p, _route(e, work, keys), methods=["GET"]) for p, e in _SHOWN.items()]
    forms = [
        Route(p, _route(e, work, keys), methods=["POST"])
        for p, e in {**_TAKEN, "/quit": closed}.items()
    ]
    first = profile_path(ENGLISH, work.first) if work.first else "/start"
    fixed = [
        Route("/", lambda _: RedirectResponse(first, 303)),
        Route("/favicon.ico", lambda _: Response(status_code=204)),
        Route("/desk.css", lambda _: Response(style(), media_type="text/css")),
        Route("/desk.js", lambda _: Response(script(), media_type="text/javascript")),
    ]
    app = Starlette(
        routes=[*fixed, *pages, *forms], exception_handlers={HTTPException: _no_page(work, keys)}
    )
    return Gate(app, keys, lambda path: path in _UPLOADS)


def _route(
    endpoint: Endpoint, work: Workplace, keys: Keys
) -> Callable[[Request], Awaitable[Response]]:
    """Wrap an endpoint: its form and token, its language, a thread, and errors as pages."""

    async def answer(request: Request) -> Response:
        """Answer a request."""
        form = FormData()
        if request.method == "POST":
            form = await request.form(max_files=1, max_fields=_FIELDS, max_part_size=_PART)
        try:
            visit = Visit(work, keys, request, form)
            return await run_in_threadpool(_answered, endpoint, visit)
        finally:
            await form.close()

    return answer


_PART = 512 * 1024  # bytes of a text field


def _answered(endpoint: Endpoint, visit: Visit) -> Response:
    """Answer in the language of the path. What cannot be done is said in a page."""
    code = visit.request.path_params.get("language", ENGLISH)
    speak(code if code in languages() else ENGLISH)
    try:
        if visit.request.method == "POST" and not visit.keys.is_form_token(
            visit.form.get(FORM_TOKEN)
        ):
            return _message(visit, phrase("desk.old_form"), 403)
        if code not in languages():
            return _message(visit, phrase("desk.no_such_page"), 404)
        return endpoint(visit)
    except ProblemsFound as found:
        title, text = phrase("desk.problems"), phrase("desk.problems_about")
        problems = found.problems
        return visit.page("message.html", status=422, title=title, text=text, problems=problems)
    except (WrongUse, CannotEdit, CannotWrite) as wrong:
        return _message(visit, str(wrong), 422)
    except Exception as error:  # noqa: BLE001 - the last resort: no traceback, no value shown
        return HTMLResponse(refusal(our_fault(error)), 500)


def _message(visit: Visit, text: str, status: int) -> Response:
    return visit.page("message.html", status=status, title=phrase("desk.not_done"), text=text)


_INSTEAD: Mapping[int, str] = {
    400: "desk.unreadable",
    404: "desk.no_such_page",
    405: "desk.no_such_page",
    413: "desk.too_large",
}
"""The sentence in place of a page, by status."""


def _no_page(work: Workplace, keys: Keys) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        """Say why there is no page."""
        status = error.status_code if isinstance(error, HTTPException) else 400
        text = phrase(_INSTEAD.get(status, "desk.unreadable"))
        return _message(Visit(work, keys, request, FormData()), text, status)

    return answer
