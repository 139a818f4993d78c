"""Who is let in, and what may be sent: nobody else on this computer, and no other website."""

import pytest
from starlette.testclient import TestClient

from casemodel.desk import gate
from casemodel.desk.app import _SHOWN, _TAKEN
from tests.desk.visiting import ORIGIN, PORT, Visitor

PATHS = (
    "/", "/start", "/models", "/decisions", "/caseload", "/desk.css", "/desk.js", "/nowhere",
    "/en/p/client.yaml", "/en/p/client.yaml/file", "/es/p/client.yaml/questions/safety",
)  # fmt: skip


@pytest.fixture
def stranger(folder) -> Visitor:
    return Visitor(folder)


@pytest.mark.parametrize("path", PATHS)
def test_without_the_cookie_nothing_is_shown(stranger, path):
    response = stranger.get(path)
    assert response.status_code == 403
    assert "C-014" not in response.text
    assert "set-cookie" not in response.headers


def test_a_wrong_cookie_is_none(stranger):
    name = stranger.keys.cookie
    session = stranger.keys.session
    for value in ("", "x", session[:-1], f"{session}x", '"\\', "\xe4"):
        sent = {"Cookie": f"{name}={value}".encode("latin-1")}
        assert stranger.client.get("/start", headers=sent).status_code == 403


def test_the_address_to_enter_by_works_once_and_another_is_told(stranger):
    entrances = []
    stranger.keys.on_new_entrance = entrances.append
    first = stranger.keys.entry
    response = stranger.get(f"/enter/{first}")
    assert response.status_code == 200
    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Max-Age" not in cookie
    client = TestClient(stranger.app, base_url=ORIGIN)
    assert client.get(f"/enter/{first}").status_code == 403
    assert entrances == [stranger.keys.entrance]
    assert client.get(entrances[0].removeprefix(ORIGIN)).status_code == 200


def test_each_start_has_keys_of_its_own():
    keys, other_keys = gate.Keys(PORT), gate.Keys(PORT)
    assert (
        len(
            {
                keys.session,
                keys.form,
                keys.entry,
                other_keys.session,
                other_keys.form,
                other_keys.entry,
            }
        )
        == 6
    )
    assert all(len(key) >= 43 for key in (keys.session, keys.form, keys.entry))  # 256 bits


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost",
        "",
        "[::1]:8000",
    ],
)
def test_a_request_under_another_name_is_refused(desk, host):
    assert desk.get("/start", Host=host).status_code == 421


def test_localhost_is_this_computer_too(desk):
    cookie = f"{desk.keys.cookie}={desk.keys.session}"
    response = desk.get("/start", Host=f"localhost:{PORT}", Cookie=cookie)
    assert response.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": f"https://127.0.0.1:{PORT}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_a_form_from_elsewhere_changes_nothing(desk, headers):
    before = desk.text("org.yaml")
    fields = {"a:acuity": "stable", "w:acuity": "acute"}
    response = desk.post("/en/p/org.yaml/questions/need", fields, **headers)
    assert response.status_code == 403
    assert desk.text("org.yaml") == before


def test_a_form_without_an_origin_is_refused(desk):
    sent = {"token": desk.keys.form, "a:acuity": "stable", "w:acuity": "acute"}
    assert desk.client.post("/en/p/org.yaml/questions/need", data=sent).status_code == 403


@pytest.mark.parametrize("path", [*_TAKEN, "/quit"])
@pytest.mark.parametrize("token", ["", "x", None])
def test_every_form_needs_the_token_of_this_start(desk, path, token):
    before = {file.name: file.read_bytes() for file in desk.folder.iterdir()}
    path = path.format(language="en", name="org.yaml", section="need")
    sent = {"a:acuity": "stable", "w:acuity": "acute", "kind": "client"}
    sent |= {} if token is None else {"token": token}
    response = desk.client.post(path, data=sent, headers={"Origin": ORIGIN})
    assert response.status_code == 403
    assert {file.name: file.read_bytes() for file in desk.folder.iterdir()} == before
    assert not desk.closed


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(desk, method):
    assert desk.client.request(method, "/start").status_code == 405


def test_a_page_that_is_shown_takes_no_form(desk):
    for template in sorted(set(_SHOWN) - set(_TAKEN)):
        path = template.format(language="en", name="org.yaml", section="need", model="clinical")
        assert desk.post(path, {}).status_code == 405, path


def test_every_answer_forbids_scripts_frames_and_keeping(desk):
    for path in (*PATHS, "/en/p/client.yaml/report?form=view", "/models/clinical"):
        headers = desk.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "script-src 'unsafe" not in policy
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"


def test_a_report_that_is_looked_at_shows_its_pictures(desk):
    """The desk's policy forbade pictures that the page's own allows, and a browser takes both."""
    response = desk.get("/en/p/org.yaml/report?form=view")
    assert '<img src="data:image/svg+xml' in response.text
    assert "img-src data:" in response.headers["content-security-policy"]


def test_pages_have_no_script_or_style_of_their_own(desk):
    for path in PATHS:
        page = desk.get(path).text
        if "<html" in page:
            assert "<style" not in page
            assert " style=" not in page
            assert "javascript:" not in page
            assert page.count("<script") == page.count('<script src="/desk.js" defer></script>')


@pytest.mark.parametrize("stated", [True, False])
def test_a_form_that_is_too_large_is_refused(desk, stated):
    def body():
        yield b"token=" + desk.keys.form.encode()
        for _ in range(gate.FORM_BYTES // 1024 + 1):
            yield b"&x=" + b"a" * 1021

    sent = b"".join(body()) if stated else body()
    headers = {"Origin": ORIGIN, "Content-Type": "application/x-www-form-urlencoded"}
    response = desk.client.post("/new", content=sent, headers=headers)
    assert response.status_code == 413
    assert len(list(desk.folder.glob("*.yaml"))) == 3
