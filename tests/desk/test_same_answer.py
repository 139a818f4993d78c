"""The desk's answer is the command's: the same recommendation, the same points, the same words."""

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casemodel.knowledge.values import KINDS, Kind, Rules
from tests.cli.process import casemodel
from tests.desk.visiting import Visitor, text_of

_BAR = re.compile(
    r'<tr><th scope="row">(.*?)(?: <small>.*?</small>)?</th>.*?number">(.*?)</td>', re.DOTALL
)
COMMANDS: dict[Kind, str] = {"organization": "recommend", "client": "score"}


@st.composite
def profiles(draw: st.DrawFn, rules: Rules) -> tuple[Kind, str]:
    """A profile of either kind with some of its questions answered."""
    kind = draw(st.sampled_from(KINDS))
    lines = []
    for criterion in rules.criteria_for(kind):
        words = [level.id for level in criterion.levels]
        word = draw(st.sampled_from([None, *words, "not known", "refused"]))
        if word is not None:
            lines.append(f'  {criterion.id}: "{word}"\n')
    answers = "answers:\n" + "".join(lines) if lines else "answers: {}\n"
    return kind, f"schema: 1\nkind: {kind}\ndate: 2026-11-30\n{answers}"


def check(desk: Visitor, kind: Kind, text: str) -> None:
    (desk.folder / "any.yaml").write_text(text, "utf-8")
    page = desk.page("/en/p/any.yaml")
    command = (COMMANDS[kind], "any.yaml")
    data = json.loads(casemodel(*command, "--format", "json", cwd=desk.folder).out)
    points = {
        one["name"]: f"{one['points']:+.1f}".replace("+0.0", "0.0") for one in data["ranking"]
    }
    bars = _BAR.findall(page)
    assert len(bars) >= 5
    assert {name: figure for name, figure in bars} == {name: points[name] for name, _ in bars}
    plain = casemodel(*command, "--plain", cwd=desk.folder).out
    shown = text_of(page)
    for label in ("answer", "Stability", "Match", "Completeness"):
        for line in re.findall(rf"^{label}: (.*)$", plain, re.MULTILINE):
            assert " ".join(line.replace(": ", " ", 1).split()[:4]) in shown.replace(": ", " "), (
                line
            )


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_of_any_profile(folder, data):
    desk = Visitor(folder, quick=False).enter()
    check(desk, *data.draw(profiles(desk.work.rules())))


@pytest.mark.thorough
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_of_many_profiles(folder, data):
    desk = Visitor(folder, quick=False).enter()
    check(desk, *data.draw(profiles(desk.work.rules())))
