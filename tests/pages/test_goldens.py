"""Every page in every format and width, against goldens.

To make them anew after an intended change, and then look at the difference:
    python -m pytest tests/pages --snapshot-update
"""

import pytest
from syrupy.assertion import SnapshotAssertion

from casemodel.engine.assessment import Assessment, assess
from casemodel.explanation.explain import explain
from casemodel.explanation.values import Explanation
from casemodel.explanation.what_if import what_if
from casemodel.explanation.why_not import why_not
from casemodel.files.problems import Problem
from casemodel.pages import ask, compare, inputs, models, show, sources
from casemodel.pages.document import Document
from casemodel.pages.explained import in_full
from casemodel.pages.what_if import before_and_after
from casemodel.pages.why_not import why_it_is_not
from casemodel.profiles.changes import with_changes
from casemodel.render.as_json import as_json
from casemodel.render.first_screen import first_screen
from casemodel.render.json_models import checks, judgements
from casemodel.render.json_models import inputs as inputs_json
from casemodel.render.json_models import models as models_json
from casemodel.render.json_models import sources as sources_json
from casemodel.render.json_models.answer import answer
from casemodel.render.markdown import as_markdown
from casemodel.render.plain import as_plain
from casemodel.render.problem_lines import problems_text
from casemodel.render.text import as_text
from tests.pages import world

Assessed = tuple[Assessment, Explanation]

ORGANIZATION, SEGMENTED, CLIENT = (
    world.made(case) for case in ("organization", "segmented", "client")
)
_REACH: show.Reach = {"organization": (71, 962), "client": (0, 1000)}
_CHANGED = explain(
    assess(
        world.RULES,
        with_changes(world.ORGANIZATION, {"oversight": "yes", "complexity": "one"}, world.RULES),
        ORGANIZATION[0].options,
    )
)
_WHAT_IF = what_if(ORGANIZATION[1], _CHANGED)
_WHY_NOT = why_not(SEGMENTED[0], "clinical", SEGMENTED[1])

PAGES: dict[str, Document] = {
    "recommend": first_screen(ORGANIZATION[1]),
    "recommend_explained": in_full(ORGANIZATION[1]),
    "recommend_segmented": first_screen(SEGMENTED[1]),
    "recommend_fit_only": first_screen(world.made(fit_only=True)[1]),
    "score": first_screen(CLIENT[1]),
    "score_explained": in_full(CLIENT[1]),
    "why_not": why_it_is_not(SEGMENTED[1], _WHY_NOT),
    "what_if": before_and_after(_CHANGED, _WHAT_IF),
    "ask": ask.open_questions(ORGANIZATION[1], full=False),
    "compare": compare.side_by_side(world.RULES, world.MODELS),
    "compare_scored": compare.side_by_side(world.RULES, world.MODELS[:3], ORGANIZATION[1]),
    "models": models.listing(world.RULES),
    "show": show.everything(world.RULES, world.MODELS[1], _REACH),
    "show_family": show.everything(world.RULES, world.MODELS[2], {}),
    "inputs": inputs.everything_asked(world.RULES),
    "sources": sources.listing(world.RULES),
}
# Pages with every kind of block, which is what widths bear on.
LAID_OUT = ("recommend_segmented", "score_explained", "what_if", "compare_scored")
WIDTHS = (40, 60, 120, 200)


@pytest.mark.parametrize("page", PAGES)
def test_text(page: str, snapshot: SnapshotAssertion) -> None:
    assert as_text(PAGES[page], 80) == snapshot


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", LAID_OUT)
def test_text_in_other_widths(page: str, width: int, snapshot: SnapshotAssertion) -> None:
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


@pytest.mark.parametrize("assessed", [ORGANIZATION, SEGMENTED], ids=["one", "segmented"])
def test_json_of_an_answer(assessed: Assessed, snapshot: SnapshotAssertion) -> None:
    assert as_json(answer("recommend", assessed[1], "9.9", full=True)) == snapshot


def test_json_of_a_judgement(snapshot: SnapshotAssertion) -> None:
    parts = (
        judgements.why_not(SEGMENTED[1], _WHY_NOT, "9.9"),
        judgements.what_if(ORGANIZATION[1], _CHANGED, _WHAT_IF, "9.9"),
        judgements.ask(ORGANIZATION[1], "9.9"),
    )
    assert "".join(as_json(part) for part in parts) == snapshot


def test_json_of_the_knowledge(snapshot: SnapshotAssertion) -> None:
    rules = world.RULES
    parts = (
        models_json.models(rules, "9.9"),
        models_json.show(rules, world.MODELS[1], _REACH, "9.9"),
        models_json.compare(rules, world.MODELS[:1], ORGANIZATION[1], "9.9"),
        inputs_json.inputs(rules, "9.9"),
        sources_json.sources(rules, "9.9"),
    )
    assert "".join(as_json(part) for part in parts) == snapshot


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
    Problem("P101", "gone.yaml", 0, 0, "This file does not exist."),
)


def test_problems(snapshot: SnapshotAssertion) -> None:
    assert problems_text(PROBLEMS) == snapshot
    assert as_json(checks.problems(PROBLEMS)) == snapshot
