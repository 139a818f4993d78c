"""Many requests at once, and thousands of hostile ones: nothing is lost, nothing breaks."""

import random
import string
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import pytest

from casemodel.desk.app import _SHOWN, _TAKEN
from casemodel.profiles.reader import load_profile
from tests.desk.visiting import ORIGIN, Forms, Visitor

NEED = "/en/p/org.yaml/questions/need"


def test_answers_sent_at_once_are_all_kept(desk):
    """Each of many windows answers one question; the file has every answer at the end."""
    form = Forms(desk.page(NEED)).forms[-1][1]
    criteria = desk.work.rules().criteria
    names = [name for name in form if name.startswith("a:") and form[name] == "not asked"][:20]
    chosen = {name: criteria[name[2:]].levels[0].id for name in names}
    with ThreadPoolExecutor(8) as windows:
        got = list(windows.map(lambda name: desk.post(NEED, form | {name: chosen[name]}), names))
    assert {one.status_code for one in got} == {303}
    levels = load_profile(desk.folder / "org.yaml", desk.work.rules()).levels()
    assert {name: levels[name[2:]] for name in names} == chosen


@pytest.mark.thorough
def test_fifty_at_once(desk):
    with ThreadPoolExecutor(50) as windows:
        got = list(windows.map(lambda _: desk.get(NEED).status_code, range(50)))
    assert got == [200] * 50


def hostile(draw: random.Random, desk: Visitor) -> tuple[str, str, dict[str, str], dict[str, str]]:
    """A request that nobody's browser sends."""
    alphabet = string.printable + "\0\x1b\u202e\ud7ff€<>'\"{}%#/\\&=;"
    noise = lambda most: "".join(draw.choices(alphabet, k=draw.randrange(most)))  # noqa: E731
    path = draw.choice([*_SHOWN, *_TAKEN, "/", "/enter/x", "/desk.js"]).format(
        language=draw.choice(["en", "es", noise(3) or "x"]),
        name=draw.choice(["org.yaml", "two.yaml", "client.yaml", "..", noise(20) or "x"]),
        section=draw.choice(["need", "safety", "need-1", "need-99", noise(9) or "x"]),
        model=draw.choice(["clinical", "act", noise(9) or "x"]),
    )
    path = "".join(
        f"%{ord(c):02x}" if not c.isalnum() and c not in "/-._" and ord(c) < 128 else c
        for c in path
    )
    if draw.random() < 0.3:
        path += f"?{draw.choice(['skip', 'model', 'file', 'form', 'date'])}={draw.choice(['x', 'md', '%00', '..'])}"
    names = ["a:acuity", "w:acuity", "a:clients", "name", "date", "current_model", "name:0", "share:0",
             "was", "f:acuity", "model", "reason", "note", "kind", "file", "c:0", "v:0:0", "wants",
             "then", noise(9)]  # fmt: skip
    fields = {draw.choice(names): noise(60) for _ in range(draw.randrange(6))}
    if draw.random() < 0.8:
        fields["token"] = desk.keys.form
    headers = {"Origin": draw.choice([ORIGIN, ORIGIN, ORIGIN, "null", "http://x"])}
    if draw.random() < 0.3:
        headers["Content-Type"] = draw.choice(
            ["multipart/form-data; boundary=x", "text/plain", "x"]
        )
    return draw.choice(["GET", "POST", "POST", "HEAD", "PUT"]), path, fields, headers


def attack(desk: Visitor, seeds: range) -> None:
    files = ("org.yaml", "two.yaml", "client.yaml")
    rules = desk.work.rules()
    for seed in seeds:
        method, path, fields, headers = hostile(random.Random(seed), desk)
        got = desk.client.request(method, path, data=fields, headers=headers)
        assert got.status_code < 500, (seed, method, path, fields, got.text[-400:])
        assert "Traceback" not in got.text
        for name in files:  # whatever was taken, a profile stays one
            load_profile(desk.folder / name, rules)
    assert {file.parent for file in desk.folder.parent.rglob("*.yaml")} == {desk.folder}


def test_hostile_requests_break_nothing(desk):
    attack(desk, range(60))


@pytest.mark.thorough
def test_a_thousand_hostile_requests_break_nothing_and_fill_no_memory(desk):
    attack(desk, range(100, 400))
    tracemalloc.start()
    attack(desk, range(400, 600))
    before = tracemalloc.get_traced_memory()[0]
    attack(desk, range(600, 1100))
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert after - before < 8_000_000
