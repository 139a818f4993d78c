"""The desk as a process of its own: on this computer alone, and ended in order."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection

import pytest

from tests.cli.process import ORGANIZATION, ROOT, casemodel, heed_requests_to_end

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX systems")


@pytest.fixture
def served(folder):
    """A desk that serves, and the address to enter by."""
    command = [sys.executable, "-m", "casemodel", "desk", str(folder), "--no-open"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=environment,
        preexec_fn=heed_requests_to_end if os.name == "posix" else None,  # noqa: PLW1509
    )  # fmt: skip
    try:
        line = process.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:(\d+)(/enter/\S+)", line)
        assert address, line
        yield process, int(address[1]), address[2]
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def fetched(port: int, path: str, cookie: str = "") -> tuple[int, str, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text, (answer.getheader("set-cookie") or "").partition(";")[0]


@POSIX
def test_it_serves_this_computer_alone_and_ctrl_c_ends_it(served):
    process, port, entrance = served
    assert fetched(port, "/start")[0] == 403
    status, _, cookie = fetched(port, entrance)
    assert status == 200
    assert "org.yaml" in fetched(port, "/start", cookie)[1]
    assert "set-cookie" not in fetched(port, "/start", cookie)
    for address in {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None)}:
        if not address.startswith("127.") and ":" not in address:
            with socket.socket() as knock:
                knock.settimeout(2)
                assert knock.connect_ex((address, port)) != 0
    process.send_signal(signal.SIGINT)
    _, printed = process.communicate(timeout=600)
    assert process.returncode == 0
    assert printed.splitlines()[-1] == "The desk is closed. Your answers are in your files."
    assert "C-014" not in printed


@POSIX
@pytest.mark.thorough
def test_killed_at_any_moment_nothing_is_half_written(served, folder):
    process, port, entrance = served
    cookie = fetched(port, entrance)[2]
    page = fetched(port, "/en/p/org.yaml/questions/need", cookie)[1]
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    for word in ("stable", "changing", "acute"):
        body = f"token={token}&a%3Aacuity={word}&w%3Aacuity=acute"
        connection = HTTPConnection("127.0.0.1", port, timeout=600)
        connection.request("POST", "/en/p/org.yaml/questions/need", body, headers={
            "Cookie": cookie, "Origin": f"http://127.0.0.1:{port}",
            "Content-Type": "application/x-www-form-urlencoded"})  # fmt: skip
        if word == "acute":
            time.sleep(0.001)
            break
        connection.getresponse().read()
        connection.close()
    process.kill()
    connection.close()
    process.wait()
    text = (folder / "org.yaml").read_text("utf-8")
    answers = ("stable", "changing", "acute")
    assert text in {ORGANIZATION.replace("acuity: acute", f"acuity: {level}") for level in answers}


def test_without_its_packages_it_says_how_to_get_them(monkeypatch):
    from casemodel.desk.extra import DESK
    from casemodel.render.extras import MissingExtra, refuse_missing

    monkeypatch.setitem(sys.modules, "starlette", None)
    with pytest.raises(MissingExtra, match="starlette"):
        refuse_missing(DESK)


def test_its_packages_are_those_of_the_extra():
    import tomllib

    from casemodel.desk.extra import DESK

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert tuple(project["optional-dependencies"]["desk"]) == DESK.packages


def test_a_port_that_is_taken_is_said(folder):
    with socket.socket() as other_server:
        other_server.bind(("127.0.0.1", 0))
        other_server.listen()
        port = str(other_server.getsockname()[1])
        ran = casemodel("desk", str(folder), "--no-open", "--port", port, cwd=folder)
    assert ran.status == 1
    assert f"Another program uses port {port}." in ran.err


@pytest.mark.parametrize("place", ["nowhere", "wrong.yaml"])
def test_a_wrong_place_is_said_before_anything_is_served(folder, place):
    (folder / "wrong.yaml").write_text("schema: 1\nkind: organization\nanswers: {x: y}\n", "utf-8")
    ran = casemodel("desk", place, "--no-open", cwd=folder)
    assert ran.status in (1, 2)
    assert "http://" not in ran.err
