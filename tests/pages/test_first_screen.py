"""The first screen of every example: short, in order, whole, and true to what is recommended."""

from pathlib import Path

import pytest

from casemodel.explanation.values import Explanation
from casemodel.pages.answer import cited_by, first_screen
from casemodel.pages.document import Bullets, Paragraph, ReasonLines, SignedBars
from casemodel.pages.explained import in_full
from casemodel.profiles.values import Answer, Profile
from casemodel.render.text import as_text
from tests.pages import world
from tests.pages.sample import EXAMPLES, examined

LINES = 33
WITH_DANGER_OR_GROUPS = 37
TYPICAL = 28

every_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)


def explained(path: Path) -> Explanation:
    return examined(path).explanation


def height(explanation: Explanation) -> int:
    """The lines of the first screen without dangers, and without the lines of groups."""
    page = first_screen(explanation)
    kept = [
        block
        for block in page.blocks
        if not (isinstance(block, Bullets) and block.label in ("danger", "group"))
        and not (isinstance(block, Paragraph) and block.label == "danger")
    ]
    return len(as_text(page._replace(blocks=tuple(kept)), 80).splitlines())


@every_example
def test_it_fits_a_screen(path: Path) -> None:
    text = as_text(first_screen(explained(path)), 80)
    assert max(map(len, text.splitlines())) <= 80
    assert len(text.splitlines()) <= WITH_DANGER_OR_GROUPS
    assert height(explained(path)) <= LINES


def test_half_of_the_examples_are_shorter_still() -> None:
    heights = sorted(height(explained(path)) for path in EXAMPLES)
    assert heights[len(heights) // 2] <= TYPICAL, heights


@every_example
def test_who_is_served_by_what_stands_before_any_reason_or_score(path: Path) -> None:
    explanation = explained(path)
    blocks = first_screen(explanation).blocks
    kinds = [type(block) for block in blocks]
    answer = next(n for n, b in enumerate(blocks) if isinstance(b, Paragraph) and b.tone)
    assert answer < kinds.index(ReasonLines) < kinds.index(SignedBars)
    groups = [n for n, b in enumerate(blocks) if isinstance(b, Bullets) and b.label == "group"]
    assert all(answer < n < kinds.index(ReasonLines) for n in groups)
    subject = explanation.subject
    served = " ".join(
        item.text for n in groups for b in [blocks[n]] if isinstance(b, Bullets) for item in b.items
    )
    for group in subject.groups if subject else ():
        assert group.name in served
        assert group.part_name in served


@every_example
def test_what_cannot_be_run_says_what_it_lacks(path: Path) -> None:
    explanation = explained(path)
    bars = next(b for b in first_screen(explanation).blocks if isinstance(b, SignedBars))
    notes = {row.name: row.note for row in bars.rows}
    for ranked in explanation.ranking:
        blocks = [one for one in ranked.requirements if one.blocks]
        if blocks and ranked.name in notes:
            assert blocks[0].name[1:].rstrip(".") in notes[ranked.name]


@every_example
def test_recommended_is_never_said_against_most_clients_needs(path: Path) -> None:
    explanation = explained(path)
    for row in marked(explanation):
        ranked = next(r for r in explanation.ranking if r.name == row)
        assert ranked.id == explanation.recommended
        assert not ranked.needs_against


@every_example
@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_name_is_cut(path: Path, width: int) -> None:
    explanation = explained(path)
    text = " ".join(as_text(first_screen(explanation), width).split())
    bars = next(b for b in first_screen(explanation).blocks if isinstance(b, SignedBars))
    assert "…" not in text
    for row in bars.rows:
        assert row.name in text
    for line in as_text(first_screen(explanation), width).splitlines():
        assert len(line) <= width


@every_example
def test_what_the_first_screen_leaves_out_is_in_explain(path: Path) -> None:
    explanation = explained(path)
    text = " ".join(as_text(in_full(explanation), 200).split())
    left_out = (*explanation.baseline, *explanation.hybrid, *explanation.fitting_forms)
    for said in left_out:
        assert said.text in text
    for caution in explanation.cautions:
        assert caution.text in text
    for source, number in cited_by(explanation).numbers.items():
        assert f"{source} [{number}]: " in text
    for reason in explanation.subject.reasons if explanation.subject else ():
        assert " ".join(reason.text.split()) in text


def marked(explanation: Explanation) -> list[str]:
    """The names of the rows that are marked as recommended."""
    return [
        row.name
        for block in first_screen(explanation).blocks
        if isinstance(block, SignedBars)
        for row in block.rows
        if "recommended" in row.note
    ]


def test_in_a_tie_nothing_is_recommended() -> None:
    twin = next(model for model in world.MODELS if model.id == "clinical")
    rules = world.RULES._replace(
        models={**world.RULES.models, "twin": twin._replace(id="twin", name="Twin")}, hybrids={}
    )
    profile = Profile("client", "C-1", "", {"complexity": Answer("answered", "many")}, {})
    explanation = world.remade(profile, rules=rules)[1]
    assert explanation.headline.id == "headline.tied"
    assert {"clinical", "twin"} <= set(explanation.tied)
    text = as_text(first_screen(explanation))
    assert "Recommended" not in text
    assert "none is recommended" in " ".join(text.split())
    assert marked(explanation) == []


def test_without_a_clear_winner_the_one_ahead_is_not_marked_as_recommended() -> None:
    unclear = [one for one in map(explained, EXAMPLES) if one.headline.id == "headline.open"]
    assert unclear
    for explanation in unclear:
        assert marked(explanation) == []
        assert "No clear winner" in as_text(first_screen(explanation))


@every_example
def test_a_model_without_a_bar_is_named_with_its_points(path: Path) -> None:
    explanation = explained(path)
    text = " ".join(as_text(first_screen(explanation), 200).split())
    for ranked in explanation.ranking:
        if ranked.kind == "model":
            assert ranked.name in text
