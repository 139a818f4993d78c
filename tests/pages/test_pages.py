"""What every page says, and in which order."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from casemodel.engine.assessment import Assessment
from casemodel.engine.decision_problem import Options
from casemodel.explanation.values import Explanation
from casemodel.explanation.what_if import what_if
from casemodel.explanation.why_not import why_not
from casemodel.pages import ask, compare
from casemodel.pages.document import (
    Bullets,
    Document,
    Facts,
    Heading,
    Paragraph,
    SignedBar,
    SignedBars,
)
from casemodel.pages.explained import in_full
from casemodel.pages.what_if import before_and_after
from casemodel.pages.why_not import why_it_is_not
from casemodel.profiles.changes import with_changes
from casemodel.profiles.values import Answer
from casemodel.render.first_screen import first_screen
from casemodel.render.json_models.answer import answer
from casemodel.render.json_models.base import to_data
from casemodel.render.markdown import as_markdown
from casemodel.render.plain import as_plain
from casemodel.render.text import as_text
from tests.pages import world
from tests.pages.sample import EXAMPLES, examined

Assessed = tuple[Assessment, Explanation]

EMPTY = world.ORGANIZATION._replace(answers={}, quantities={}, current_model="")
REFUSED = EMPTY._replace(answers={"oversight": Answer("refused", "")})
CASES: dict[str, Assessed] = {
    "organization": world.made(),
    "segmented": world.made("segmented"),
    "client": world.made("client"),
    "fit only": world.made(fit_only=True),
    "empty": world.remade(EMPTY),
    "refused": world.remade(REFUSED),
    "documents": world.remade(world.ORGANIZATION, Options(basis="document")),
    "priorities": world.remade(world.ORGANIZATION, Options(priorities=("danger", "caseload"))),
}
every_case = pytest.mark.parametrize("case", CASES)


def pages_of(assessed: Assessed) -> Iterator[Document]:
    """Every page that tells of a profile."""
    assessment, explanation = assessed
    yield first_screen(explanation)
    yield in_full(explanation)
    yield ask.open_questions(explanation, full=False)
    yield ask.open_questions(explanation, full=True)
    yield compare.side_by_side(world.RULES, world.MODELS, explanation)
    yield before_and_after(explanation, what_if(explanation, explanation))
    for standing in assessment.ranking:
        against = why_not(assessment, standing.id, explanation)
        yield why_it_is_not(explanation, against)


@every_case
def test_no_heading_is_empty(case: str) -> None:
    for page in pages_of(CASES[case]):
        following = (*page.blocks[1:], Heading(2, "end"))
        for block, next_block in zip(page.blocks, following, strict=True):
            if isinstance(block, Heading):
                assert not isinstance(next_block, Heading) or next_block.level > block.level, block


@every_case
def test_nothing_is_shown_twice_on_the_first_screen(case: str) -> None:
    page = first_screen(CASES[case][1])
    texts: list[str] = []
    for block in page.blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        elif isinstance(block, Facts):
            texts += [row.text for row in block.rows]
        elif isinstance(block, Bullets):
            texts += [f"{item.lead} {item.text}" for item in block.items]
    assert len(texts) == len(set(texts))


@every_case
def test_a_danger_comes_before_any_score(case: str) -> None:
    for page in pages_of(CASES[case]):
        if "come to harm" not in as_text(page):
            continue
        text_before = as_text(page).partition("come to harm")[0]
        assert not re.search(r"[0-9]\.[0-9]", text_before.replace("rules 1.0", ""))


def test_dangers_come_before_a_clients_answer_and_other_cautions_after_it() -> None:
    text = as_text(first_screen(world.made("client")[1]))
    assert text.index("come to harm") < text.index("Recommended") < text.index("drops out")


@every_case
def test_the_first_screen_stays_short(case: str) -> None:
    assert len(as_text(first_screen(CASES[case][1])).splitlines()) <= 56


@every_case
def test_plain_says_what_each_line_is(case: str) -> None:
    for page in (first_screen(CASES[case][1]), ask.open_questions(CASES[case][1], full=True)):
        for line in as_plain(page).splitlines():
            assert re.match(r"[a-z0-9 ]+(: |\? )\S", line), line


def test_every_reason_shows_its_points_its_basis_and_its_citation() -> None:
    text = as_text(in_full(world.made()[1]), 200)
    assert "+16.5 Complexity of needs: Many needs each." in text
    assert "[judgment: harmony 8, 18; morse_broker 1]" in text


@every_case
def test_points_and_overhead_add_up_to_the_score_as_printed(case: str) -> None:
    _, explanation = CASES[case]
    page = in_full(explanation)
    listed = {
        block.label.removesuffix(", reason"): sum(_tenths(item.points) for item in block.items)
        for block in page.blocks
        if isinstance(block, Bullets) and block.label.endswith(", reason")
    }
    for ranked in explanation.ranking:
        assert 500 + listed.get(ranked.name, 0) == ranked.tenths
    output = to_data(answer("recommend", explanation, "9.9", full=True))
    for entry in output["ranking"]:
        parts = (*entry["contributions"], *entry["adjustments"])
        assert 500 + sum(round(part["points"] * 10) for part in parts) == round(entry["score"] * 10)


def _tenths(points: str) -> int:
    return round(float(points) * 10)


def test_every_requirement_is_told_with_its_state() -> None:
    assessment, explanation = world.made()
    page = in_full(explanation)
    for standing, ranked in zip(assessment.ranking, explanation.ranking, strict=True):
        example = [
            item
            for block in page.blocks
            if isinstance(block, Bullets) and block.label == f"{ranked.name}, requirement"
            for item in block.items
        ]
        assert len(example) == len(standing.feasibility.checks)
        for item, check in zip(example, standing.feasibility.checks, strict=True):
            state = check.state.replace("to_confirm", "to be confirmed").replace("unmet", "not met")
            assert item.lead.endswith(f", {state}")
            assert check.requirement.says in item.text


def test_arithmetic_stands_with_what_is_missing() -> None:
    text = " ".join(as_text(in_full(world.made()[1])).split())
    assert "Case managers: 2 more (120 clients / 20 each = 6; you have 4)" in text
    assert "not sure do you have close clinical oversight?" in text


def test_without_feasibility_nothing_is_missing_or_blocked() -> None:
    text = as_text(first_screen(world.made(fit_only=True)[1]))
    for word in ("missing", "you lack", "do you have"):
        assert word not in text
    assert "you lack a team of ten" in as_text(first_screen(world.made()[1]), 200)


def test_a_better_fit_that_cannot_be_run_is_named_with_what_it_lacks() -> None:
    profile = world.SEGMENTED._replace(answers={"oversight": Answer("answered", "no")})
    assessment, explanation = world.remade(profile)
    text = " ".join(as_text(first_screen(explanation)).split())
    assert "you lack close clinical oversight" in text
    assert assessment.recommended != assessment.ranking[0].id


def test_who_is_served_and_how_people_move() -> None:
    text = " ".join(as_text(first_screen(world.made("segmented")[1])).split())
    posts = "2 of your 4 posts, about 42 clients each"
    assert f"steady (70%, 84 clients): Brokerage, {posts}." in text
    assert "in crisis (30%, 36 clients): Clinical case management" in text


def test_the_best_hybrid_is_shown_or_the_one_recommended() -> None:
    hybrid = world.HYBRIDS[0]
    many = {f"h{n}": hybrid._replace(id=f"h{n}", name=f"H{n}") for n in range(6)}
    rules = world.RULES._replace(hybrids=many)
    _, explanation = world.remade(world.SEGMENTED, rules=rules)
    hybrids = {ranked.name for ranked in explanation.ranking if ranked.kind == "hybrid"}
    assert len([row for row in rows_of(explanation) if row.name in (*hybrids, "By group")]) == 1
    last = explanation.ranking[-1]._replace(kind="hybrid")
    changed = replace(
        explanation,
        recommended=last.id,
        about=last.id,
        ranking=(*explanation.ranking[:-1], last),
    )
    marked = [row.name for row in rows_of(changed) if "recommended" in row.note]
    assert marked == [last.name]


def rows_of(explanation: Explanation) -> tuple[SignedBar, ...]:
    """The rows of points on the first screen."""
    bars = next(b for b in first_screen(explanation).blocks if isinstance(b, SignedBars))
    return bars.rows


@every_case
def test_the_one_recommended_is_marked_without_colour(case: str) -> None:
    explanation = CASES[case][1]
    example = [
        "By group" if ranked.groups else ranked.name
        for ranked in explanation.ranking
        if ranked.id == explanation.recommended
    ]
    word = "ahead" if explanation.headline.id == "headline.open" else "recommended"
    rows = [row.name for row in rows_of(explanation) if word in row.note]
    assert rows == example
    for width in (40, 60, 80, 200):
        text = as_text(first_screen(explanation), width, "ascii")
        assert (word in text.partition("Points")[2]) == bool(example)
    assert (word in as_plain(first_screen(explanation))) == bool(example)
    assert (word in as_markdown(first_screen(explanation))) == bool(example)


def test_formats_show_the_same_facts() -> None:
    output = to_data(answer("recommend", world.made()[1], "9.9", full=True))
    document = first_screen(world.made()[1])
    pages = [as_text(document, 200), as_plain(document), as_markdown(document).replace("\\", "")]
    for entry in (entry for entry in output["ranking"] if entry["kind"] == "model"):
        for page in pages:
            points = f"{entry['score'] - 50:+.1f}"
            assert entry["name"] in page
            assert points in page


def test_json_has_everything_that_the_page_tells() -> None:
    _, explanation = world.made("segmented")
    output = to_data(answer("recommend", explanation, "9.9", full=True))
    # What has another name in JSON, or stands within something that is there.
    elsewhere = {
        "quantities",
        "groups",
        "answers",
        "counts",
        "best_fit",
        "second",
        "stability_found",
    }
    elsewhere |= {"switches", "weight_ranges", "refused", "ask_first", "share_cases", "current"}
    elsewhere |= {
        "danger_asked",
        "little_said",
        "settled",
        "staff_band",
        "few_ratings",
        "cons",
        "evidence_shares",
        "local_rules",
    }
    elsewhere |= {
        "group_needs",
        "must_suit",
        "fitting_forms",
        "completeness_judged",
        "less",
        "agency_runs",
        "agency_part",
        "danger_unknown",
        "plan",
    }
    elsewhere |= {"reasons"}  # beside the contributions
    elsewhere |= {"costs", "lead_ranges"}  # left out where there is nothing to say
    assert {field.name for field in fields(explanation)} - elsewhere <= set(output)
    assert output["recommended"] == "brokerage_and_clinical"
    tier = output["ranking"][0]
    assert (tier["kind"], tier["way"]) == ("hybrid", "tiered")
    assert tier["serves"] == {"steady": "brokerage", "in crisis": "clinical"}
    assert tier["adjustments"] == [{"id": "overhead", "points": -4.0}]
    assert {c["segment"] for c in tier["contributions"]} == {None, "steady", "in crisis"}
    assert output["stability"]["tries"] == 100
    assert sum(output["stability"]["outcomes"].values()) == 100
    empty = to_data(answer("recommend", CASES["empty"][1], "9.9", full=True))
    assert empty["recommended"] is None


def test_what_if_tells_before_and_after() -> None:
    _, before = world.made()
    changed = with_changes(world.ORGANIZATION, {"complexity": "one"}, world.RULES)
    _, after = world.remade(changed)
    page = before_and_after(after, what_if(before, after))
    text = " ".join(as_text(page).split())
    assert "Complexity of needs: one need each (before: many needs each)" in text
    assert "Points that change" in text


def test_ask_names_who_is_decided_for_and_never_what_was_refused() -> None:
    text = " ".join(as_text(ask.open_questions(world.made()[1], full=True)).split())
    assert "No model, if the answer is: no" in text.partition("One answer alone")[2]
    refused = as_text(ask.open_questions(CASES["refused"][1], full=True))
    assert refused.lower().count("oversight") == 1  # in the sentence on what was refused
    assert (
        "The person refused these questions, so do not ask them again: clinical oversight."
        in " ".join(refused.split())
    )


@pytest.mark.parametrize("full", [False, True])
def test_ask_begins_with_open_questions_about_danger(*, full: bool) -> None:
    text = as_text(ask.open_questions(CASES["empty"][1], full=full))
    place = text.index("Are clients in danger?")
    assert text.index("Ask first, for safety") < place < text.index("The answer so far")
    assert text.count("Are clients in danger?") == 1
    never = EMPTY._replace(answers={"danger": Answer("refused", "")})
    refused = as_text(ask.open_questions(world.remade(never)[1], full=True))
    assert "Are clients in danger?" not in refused
    assert "The person refused these questions, so do not ask them again: danger." in refused
    known = as_text(ask.open_questions(world.made("organization")[1], full=True))
    assert "Ask first" not in known


def asked_on(page: Document) -> list[tuple[str, str, str]]:
    """The questions of a page, each with where it stands."""
    listed = [b for b in page.blocks if isinstance(b, Bullets) and "ask" in b.label.split()]
    return [(b.label, item.lead, item.text) for b in listed for item in b.items if item.lead]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_whoever_has_little_time_is_asked_about_danger_and_five_more(path: Path) -> None:
    explanation = examined(path).explanation
    short, full = (ask.open_questions(explanation, full=full) for full in (False, True))
    brief, every = asked_on(short), asked_on(full)
    dangers = [row for row in every if row[0] == "ask first"]
    assert brief == every[: len(dangers) + 5]
    assert len(as_text(short).splitlines()) <= 50
    left_out = "Not worth asking" in as_text(full)
    assert ("--full shows all" in as_text(short)) == (left_out or len(brief) < len(every))
    assert "--full" not in as_text(full)


BASELINES = [
    ("clinical", {}, "You run Clinical case management: no change."),
    (
        "brokerage",
        {},
        "You run Brokerage. A change to Clinical case management would gain 33.0 points",
    ),
    ("community", {}, "You run Standard Community Care, and Clinical case management is one of"),
    (
        "team_over_clinical",
        {},
        "You run Collaborative over clinical. A change to Clinical case",
    ),
    (
        "brokerage_and_clinical",
        {},
        "has a score only if the profile has segments (groups of clients)",
    ),
    (
        "team",
        {"complexity": Answer("answered", "one")},
        "You run Collaborative (interdisciplinary)",
    ),
]


@pytest.mark.parametrize(("now", "answers", "sentence"), BASELINES)
def test_what_is_run_now_may_be_a_model_a_family_or_a_hybrid(
    now: str, answers: dict[str, Answer], sentence: str
) -> None:
    own = world.ORGANIZATION._replace(
        current_model=now, answers={**world.ORGANIZATION.answers, **answers}
    )
    explanation = world.remade(own)[1]
    assert sentence in " ".join(as_text(in_full(explanation), 200).split())
    screen = " ".join(as_text(first_screen(explanation), 200).split())
    assert ("what you run now" in screen) != (sentence in screen)


@every_case
def test_what_separates_two_adds_up_to_the_difference_of_their_scores(case: str) -> None:
    assessment, explanation = CASES[case]
    for standing in assessment.ranking:
        if standing.id != explanation.about:
            against = why_not(assessment, standing.id, explanation)
            page = why_it_is_not(explanation, against)
            apart = sum(
                _tenths(item.points)
                for block in page.blocks
                if isinstance(block, Bullets) and block.label in ("behind", "ahead")
                for item in block.items
            )
            assert apart == standing.tenths - assessment.standing(explanation.about).tenths
