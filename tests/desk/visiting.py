"""A visitor of the desk without a browser: it keeps the cookie and sends forms as they are."""

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from starlette.testclient import TestClient

from casemodel.desk.app import desk_app
from casemodel.desk.gate import Keys
from casemodel.desk.workplace import workplace_of
from casemodel.profiles.reader import load_profile
from casemodel.profiles.values import Profile

PORT = 8000
ORIGIN = f"http://127.0.0.1:{PORT}"
MADE = deque(maxlen=200)
"""Answers with one try, which tests share: most begin with the same profiles."""


class Forms(HTMLParser):
    """The fields of every form of a page, as a browser would send them, by action."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self._select = ""
        self._textarea = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form":
            self.forms.append((attributes.get("action") or "", {}))
        if not self.forms:
            return
        fields = self.forms[-1][1]
        name, value = attributes.get("name") or "", attributes.get("value") or ""
        if tag == "input" and name:
            kind = attributes.get("type", "text")
            if kind not in ("radio", "checkbox") or "checked" in attributes:
                fields[name] = value
        elif tag == "select":
            self._select = name
        elif tag == "option" and ("selected" in attributes or self._select not in fields):
            fields[self._select] = value
        elif tag == "textarea":
            fields[name], self._textarea = "", name

    def handle_data(self, data):
        if self._textarea:
            self.forms[-1][1][self._textarea] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._textarea = ""


class Visitor:
    """Someone at the desk of a folder."""

    def __init__(self, folder: Path, first: str = "", *, quick: bool = True) -> None:
        self.folder = folder
        self.closed: list[bool] = []
        self.keys = Keys(PORT)
        place, register = folder / first if first else folder, folder / "decisions.sqlite"
        self.work = workplace_of(str(place), None, None, str(register))
        if quick:  # one try of stability in place of 200
            self.work.options = replace(self.work.options, draws=1)
            self.work._recent = MADE
        self.app = desk_app(self.work, self.keys, lambda: self.closed.append(True))
        self.client = TestClient(self.app, base_url=ORIGIN, follow_redirects=False)

    def enter(self) -> "Visitor":
        assert self.client.get(f"/enter/{self.keys.entry}").status_code == 200
        return self

    def get(self, path: str, **headers: str):
        return self.client.get(path, headers=headers)

    def page(self, path: str) -> str:
        response = self.get(path)
        assert response.status_code == 200, (path, response.status_code, text_of(response.text))
        return response.text

    def post(self, path: str, fields: Mapping[str, str], **headers: str):
        """Send fields with the token of this start."""
        sent = {"token": self.keys.form, **fields}
        return self.client.post(path, data=sent, headers={"Origin": ORIGIN, **headers})

    def send(self, path: str, changed: Mapping[str, str]):
        """Fill in the form on a page and send it."""
        forms = Forms(self.page(path)).forms
        action, fields = next(form for form in reversed(forms) if "token" in form[1])
        sent = {**fields, **changed}
        return self.client.post(action or path, data=sent, headers={"Origin": ORIGIN})

    def profile(self, name: str) -> Profile:
        """The profile in a file of the folder, as it is now."""
        return load_profile(self.folder / name, self.work.rules())

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")


def text_of(page: str) -> str:
    """The words of a page, without its tags."""
    page = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
