"""Many requests at once, and thousands of hostile ones: nothing is lost, nothing breaks."""

import random
import string
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

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
        responses = list(
            windows.map(lambda name: desk.post(NEED, form | {name: chosen[name]}), names)
        )
    assert {response.status_code for response in responses} == {303}
    levels = desk.profile("org.yaml").levels()
    assert {name: levels[name[2:]] for name in names} == chosen


@pytest.mark.thorough
def test_fifty_at_once(desk):
    with ThreadPoolExecutor(50) as windows:
        statuses = list(windows.map(lambda _: desk.get(NEED).status_code, range(50)))
    assert statuses == [200] * 50


PARTS = {
    "language": ("en", "en", "es", ""),
    "name": ("org.yaml", "two.yaml", "client.yaml", "..", ""),
    "section": ("need", "safety", "need-1", "need-99", ""),
    "model": ("clinical", "act", ""),
}
QUERIES = ("", "", "", "skip=x", "model=brokerage", "file=..", "file=%00", "form=md", "date=soon")
FIELDS = (
    "a:acuity", "w:acuity", "a:clients", "name", "date", "current_model", "name:0", "share:0",
    "was", "f:acuity", "model", "reason", "note", "kind", "file", "c:0", "v:0:0", "wants",
    "then", "",
)  # fmt: skip
TYPES = ("multipart/form-data; boundary=x", "text/plain", "x")


class Noise(random.Random):
    """Seeded draws of what nobody's browser sends."""

    letters = string.printable + "\0\x1b\u202e\ud7ff\u20ac<>'\"{}%#/\\&=;"

    def text(self, most: int) -> str:
        return "".join(self.choices(self.letters, k=self.randrange(1, most)))

    def part(self, key: str) -> str:
        return quote(self.choice(PARTS[key]) or self.text(20), safe="")


def hostile(noise: Noise, desk: Visitor) -> tuple[str, str, dict[str, str], dict[str, str]]:
    """A request that nobody's browser sends: method, path, fields and headers."""
    path = noise.choice([*_SHOWN, *_TAKEN, "/", "/enter/x", "/desk.js"])
    path = path.format(**{key: noise.part(key) for key in PARTS})
    query = noise.choice(QUERIES)
    fields = {noise.choice(FIELDS) or noise.text(9): noise.text(60) for _ in range(5)}
    if noise.random() < 0.8:
        fields["token"] = desk.keys.form
    headers = {"Origin": noise.choice([ORIGIN, ORIGIN, ORIGIN, "null", "http://x"])}
    if noise.random() < 0.3:
        headers["Content-Type"] = noise.choice(TYPES)
    return noise.choice(["GET", "POST", "POST", "HEAD", "PUT"]), f"{path}?{query}", fields, headers


def attack(desk: Visitor, seeds: range) -> None:
    files = ("org.yaml", "two.yaml", "client.yaml")
    rules = desk.work.rules()
    there = {file.name for file in desk.folder.parent.iterdir()}
    for seed in seeds:
        method, path, fields, headers = hostile(Noise(seed), desk)
        response = desk.client.request(method, path, data=fields, headers=headers)
        assert response.status_code < 500, (seed, method, path, fields, response.text[-400:])
        assert "Traceback" not in response.text
        for name in files:  # whatever was taken, a profile stays one
            load_profile(desk.folder / name, rules)
    assert {file.name for file in desk.folder.parent.iterdir()} == there


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
