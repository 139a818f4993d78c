"""The desk's answer is the command's: the same recommendation, the same points, the same words."""

import json
import random
import re

import pytest

from casemodel.knowledge.criteria import KINDS, Kind
from casemodel.knowledge.values import Rules
from casemodel.texts.messages import phrase
from tests.cli.process import casemodel
from tests.desk.visiting import Visitor, text_of

COMMANDS: dict[Kind, str] = {"organization": "recommend", "client": "score"}
LABELS = "answer|danger|match|completeness|stability|evidence|ready to run|reason for|ask next"
_BAR = re.compile(
    r'<th scope="row"[^>]*>([^<]*)(?: <small>.*?</small>)?</th>\s*'
    r'<td class="number"[^>]*>(.*?)</td>',
    re.DOTALL,
)


def any_profile(rules: Rules, seed: int) -> tuple[Kind, str]:
    """A profile of either kind with some of its questions answered."""
    draw = random.Random(seed)
    kind = draw.choice(KINDS)
    share_answered = draw.random()
    lines = [
        f'  {criterion.id}: "{draw.choice([level.id for level in criterion.levels])}"\n'
        for criterion in rules.criteria_for(kind)
        if draw.random() < share_answered
    ]
    answers = "answers:\n" + "".join(lines) if lines else "answers: {}\n"
    return kind, f"schema: 1\nkind: {kind}\ndate: 2026-11-30\n{answers}"


def words(text: str) -> str:
    """A text without marks, which each way of showing sets as it likes."""
    return " ".join(re.findall(r"[\w.%+-]*\w", text))


def check(desk: Visitor, seed: int) -> None:
    kind, text = any_profile(desk.work.rules(), seed)
    (desk.folder / "any.yaml").write_text(text, "utf-8")
    page = desk.page("/en/p/any.yaml")
    command = (COMMANDS[kind], "any.yaml")
    output = json.loads(
        casemodel(*command, "--format", "json", cwd=desk.folder, usual_tries=True).out
    )
    points = {ranked["name"]: ranked["points"] for ranked in output["ranking"]}
    bars = {name: float(figure) for name, figure in _BAR.findall(page)}
    plain = casemodel(*command, "--plain", cwd=desk.folder, usual_tries=True).out
    names = re.findall(r"^\w+ \d+ of \d+: (.*?); ", plain, re.MULTILINE)
    assert set(names) <= set(bars)  # under a danger the printed page leaves some out
    assert bars == {name: points[name] for name in bars}
    lines = re.findall(rf"^(?:{LABELS}): (.*?)(?:; sources? [\d, -]+)?$", plain, re.MULTILINE)
    assert lines
    page_words = words(text_of(page))
    # The desk has a heading over dangers, the printed page begins each with what was said.
    leads = [
        phrase(id_)
        for id_ in ("answer.act_first", "answer.act_first_for_some", "answer.act_first_too")
    ]
    lines = [re.sub(rf"^(?:{'|'.join(leads)}): ", "", line) for line in lines]
    assert not [line for line in lines if words(line) not in page_words]


@pytest.mark.parametrize("seed", range(2))
def test_of_any_profile(folder, seed):
    check(Visitor(folder, quick=False).enter(), seed)


@pytest.mark.thorough
def test_of_many_profiles(folder):
    desk = Visitor(folder, quick=False).enter()
    for seed in range(100, 200):
        check(desk, seed)
