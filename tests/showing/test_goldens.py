"""Every page in every format and width, against goldens.

To make them anew after an intended change, and then look at the difference:
    python -m pytest tests/showing --snapshot-update
"""

import pytest
from syrupy.assertion import SnapshotAssertion

from casemodel.problems import Problem
from casemodel.showing import as_json, knowledge_json
from casemodel.showing.document import Document
from casemodel.showing.markdown import as_markdown
from casemodel.showing.pages import compare, inputs, models, recommend, score, show, sources
from casemodel.showing.pages.problems import problems_text
from casemodel.showing.plain import as_plain
from casemodel.showing.text import as_text
from tests.showing import world

_CLIENT = world.explanation("client", "C-014")
_REACH: show.Reach = {"organization": (71, 962), "client": (0, 1000)}

PAGES: dict[str, Document] = {
    "recommend": recommend.first_screen(world.explanation()),
    "recommend_explained": recommend.in_full(world.RULES, world.explanation()),
    "score": score.first_screen(_CLIENT),
    "score_explained": score.in_full(world.RULES, _CLIENT),
    "compare": compare.side_by_side(world.RULES, world.MODELS),
    "compare_scored": compare.side_by_side(world.RULES, world.MODELS[:2], world.explanation()),
    "models": models.listing(world.RULES),
    "show": show.everything(world.RULES, world.MODELS[1], _REACH),
    "show_family": show.everything(world.RULES, world.MODELS[2], {}),
    "inputs": inputs.everything_asked(world.RULES),
    "sources": sources.listing(world.RULES),
}
WIDTHS = (40, 60, 80, 120, 200)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", PAGES)
def test_text(page: str, width: int, snapshot: SnapshotAssertion) -> None:
    assert as_text(PAGES[page], width) == snapshot


@pytest.mark.parametrize("page", PAGES)
def test_plain(page: str, snapshot: SnapshotAssertion) -> None:
    assert as_plain(PAGES[page]) == snapshot


@pytest.mark.parametrize("page", PAGES)
def test_markdown(page: str, snapshot: SnapshotAssertion) -> None:
    assert as_markdown(PAGES[page]) == snapshot


@pytest.mark.parametrize("page", ["recommend", "compare"])
def test_text_in_ascii(page: str, snapshot: SnapshotAssertion) -> None:
    assert as_text(PAGES[page], 80, "ascii") == snapshot


def test_json_of_an_answer(snapshot: SnapshotAssertion) -> None:
    data = as_json.answer("recommend", world.RULES, world.assessment(), world.explanation(), "9.9")
    assert as_json.as_json(data) == snapshot


def test_json_of_the_knowledge(snapshot: SnapshotAssertion) -> None:
    rules = world.RULES
    parts = (
        knowledge_json.models(rules, "9.9"),
        knowledge_json.show(rules, world.MODELS[1], _REACH, "9.9"),
        knowledge_json.compare(rules, world.MODELS[:1], world.explanation(), "9.9"),
        knowledge_json.inputs(rules, "9.9"),
        knowledge_json.sources(rules, "9.9"),
    )
    assert "".join(as_json.as_json(part) for part in parts) == snapshot


PROBLEMS = (
    Problem(
        "P201",
        "org.yaml",
        14,
        13,
        "This level does not exist.",
        found="moderat",
        expected="one of: low, moderate, high",
        nearest=("moderate",),
        source_line="  acuity: ß moderat",
    ),
    Problem("P301", "client.yaml", 3, 3, "This key does not exist.", expected="a criterion"),
    Problem("P101", "gone.yaml", 0, 0, "There is no such file."),
)


def test_problems(snapshot: SnapshotAssertion) -> None:
    assert problems_text(PROBLEMS) == snapshot
    assert as_json.as_json(as_json.problems(PROBLEMS)) == snapshot
