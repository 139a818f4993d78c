"""The gate before every page: who may enter, what may be sent, and what a browser may do with it.

Another website can make a browser send requests to this computer, by an address of ours or by a
name of its own that leads here (DNS rebinding). So a request must name our address, carry the
cookie of this start, come from our own pages if it changes anything, and be of bounded size. The
OWASP cheat sheets on cross-site request forgery and on HTTP headers have these rules.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from casemodel.desk.views import refusal
from casemodel.files.limits import EXCEL_BYTES
from casemodel.texts.messages import phrase

FORM_BYTES = 1024 * 1024
"""The most bytes of a form without a file; all answers of a large profile take a tenth of it."""

UPLOAD_BYTES = EXCEL_BYTES + FORM_BYTES
"""The most bytes of a form with a file: the largest sheet that is read, and the fields beside."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    # A browser that may name no page as the origin of a form sends "null", which is refused.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}
_CHANGES = ("POST",)
_READS = ("GET", "HEAD")


def _random() -> str:
    return secrets.token_urlsafe(32)


@dataclass
class Keys:
    """The secrets of one start of the desk.

    Attributes:
        port: The port that the desk listens on.
        session: The value of the cookie.
        form: The token that every form carries.
        entry: The key in the address that hands out the cookie, for one use.
        on_new_entrance: Takes the next address to enter by, once the one before is used.
    """

    port: int
    session: str = field(default_factory=_random)
    form: str = field(default_factory=_random)
    entry: str = field(default_factory=_random)
    on_new_entrance: Callable[[str], None] = lambda _: None

    @property
    def address(self) -> str:
        """The address of the desk."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def entrance(self) -> str:
        """The address to enter by."""
        return f"{self.address}/enter/{self.entry}"

    @property
    def cookie(self) -> str:
        """The name of the cookie; browsers do not keep cookies of two ports apart."""
        return f"casemodel-desk-{self.port}"

    def hosts(self) -> tuple[str, ...]:
        """List the hosts by which the desk may be called."""
        return (f"127.0.0.1:{self.port}", f"localhost:{self.port}")

    def enter(self, key: str) -> bool:
        """Tell whether this is the key to enter by; if so, it is used up and another is given."""
        if not secrets.compare_digest(key.encode(), self.entry.encode()):
            return False
        self.entry = _random()
        self.on_new_entrance(self.entrance)
        return True

    def is_form_token(self, token: object) -> bool:
        """Tell whether a form was made by a page of this start."""
        return isinstance(token, str) and secrets.compare_digest(
            token.encode("utf-8", "replace"), self.form.encode()
        )


class Gate:
    """The ASGI application that lets a request through to the pages, or refuses it."""

    def __init__(self, app: ASGIApp, keys: Keys, takes_files: Callable[[str], bool]) -> None:
        """Guard these pages; `takes_files` tells by its path whether a form may hold a file."""
        self._app = app
        self._keys = keys
        self._takes_files = takes_files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            guarded = _with_headers(send)
            response = self._instead(scope)
            if response is not None:
                await response(scope, receive, guarded)
                return
            most = UPLOAD_BYTES if self._takes_files(scope["path"]) else FORM_BYTES
            await self._app(scope, _bounded(receive, most), guarded)

    def _instead(self, scope: Scope) -> Response | None:
        """Give the response in place of a page, or None to let the request through."""
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self._keys.hosts():
            return PlainTextResponse("", 421)
        if scope["method"] not in (*_CHANGES, *_READS):
            return PlainTextResponse("", 405)
        before, _, key = scope["path"].rpartition("/")
        if before == "/enter" and scope["method"] == "GET" and self._keys.enter(key):
            return self._entered()
        if not self._is_known(headers):
            return _refused(403, phrase("desk.no_entry"))
        if scope["method"] in _CHANGES:
            return self._change_refused(scope, headers)
        return None

    def _change_refused(self, scope: Scope, headers: Headers) -> Response | None:
        origins = [f"http://{host}" for host in self._keys.hosts()]
        same_site = headers.get("sec-fetch-site", "same-origin") == "same-origin"
        if headers.get("origin", "") not in origins or not same_site:
            return _refused(403, phrase("desk.other_site"))
        length = headers.get("content-length", "0")
        most = UPLOAD_BYTES if self._takes_files(scope["path"]) else FORM_BYTES
        if not length.isdecimal() or len(length) > _DIGITS or int(length) > most:
            return _refused(413, phrase("desk.too_large"))
        return None

    def _is_known(self, headers: Headers) -> bool:
        cookies = SimpleCookie()
        try:
            cookies.load(headers.get("cookie", ""))
        except Exception:  # noqa: BLE001 - whatever cannot be read is not our cookie
            return False
        cookie = cookies.get(self._keys.cookie)
        return cookie is not None and secrets.compare_digest(
            cookie.value.encode(), self._keys.session.encode()
        )

    def _entered(self) -> Response:
        """Hand out the cookie.

        A page leads on, since a browser that comes from elsewhere sends no strict cookie along with
        a redirection.
        """
        page = refusal(phrase("desk.entered"), leads_to="/")
        response = HTMLResponse(page)
        response.set_cookie(self._keys.cookie, self._keys.session, httponly=True, samesite="strict")
        return response


_DIGITS = 12  # the most digits of a stated length


def _refused(status: int, text: str) -> Response:
    return HTMLResponse(refusal(text), status)


def _bounded(receive: Receive, most: int) -> Receive:
    """Give `receive` with a limit: after `most` bytes it raises HTTPException (413).

    The bytes are counted as they come, whatever length was stated.
    """
    received = 0

    async def counted() -> Message:
        """Receive the next part. Raises HTTPException beyond the bound."""
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > most:
            raise HTTPException(413)
        return message

    return counted


def _with_headers(send: Send) -> Send:
    """Add to a response the headers that it does not set itself."""

    async def sent(message: Message) -> None:
        """Send a part, the head with its headers."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sent
