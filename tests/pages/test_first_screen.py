"""The first screen of every example: short, in order, whole, and true to what is recommended."""

import re
from pathlib import Path

import pytest

from casemodel.engine.assessment import assess
from casemodel.engine.decision_problem import Options
from casemodel.explanation.explain import explain
from casemodel.explanation.values import Explanation
from casemodel.pages.document import (
    Bullets,
    Document,
    Facts,
    Paragraph,
    ReasonLines,
    SignedBars,
    Statements,
)
from casemodel.pages.explained import in_full
from casemodel.pages.first_screens import cited_by, first_screens
from casemodel.pages.words import by_number
from casemodel.profiles.reader import load_profile
from casemodel.profiles.values import Answer, Profile
from casemodel.render.first_screen import first_screen
from casemodel.render.text import as_text
from tests.pages import world
from tests.pages.sample import EXAMPLES, ROOT, examined, in_detail
from tests.shipped import shipped

LINES, OF_A_CLIENT, WITH_DANGER_OR_GROUPS = 24, 26, 31
# Two warnings of five lines, a headline that names two models, and a hybrid nearly as good; two
# warnings, dangers that nobody has ruled out, and a model that comes next in many tries.
LONGER = {"v15": 28, "v64": 27}
VIGNETTES = sorted((ROOT / "tests" / "vignettes").glob("v*.yaml"))

QUICK = ("county_agency", "two_groups", "in_danger", "many_professions", "half_empty")

every_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
# Explaining in full takes long.
few_examples = pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=() if path.stem in QUICK else pytest.mark.thorough)
        for path in EXAMPLES
    ],
    ids=lambda path: path.stem,
)


def explained(path: Path) -> Explanation:
    return examined(path).explanation


def weighted(count: int, *, detail: bool = False) -> Explanation:
    """An organization's answer with so many weights doubled."""
    eight = load_profile(next(path for path in EXAMPLES if path.stem == "eight_answers"), shipped())
    doubled = {c.id: "2" for c in shipped().criteria_for("organization")[:count]}
    profile = eight._replace(weights=doubled)
    return explain(assess(shipped(), profile, Options(draws=5)), detail=detail)


def most_lines(path: Path, explanation: Explanation) -> int:
    """The lines that the first screen of a profile may take."""
    if explanation.groups or any(caution.danger for caution in explanation.cautions):
        return WITH_DANGER_OR_GROUPS
    return LONGER.get(path.stem, OF_A_CLIENT if explanation.kind == "client" else LINES)


@pytest.mark.parametrize(
    "path",
    [*EXAMPLES, *(pytest.param(path, marks=pytest.mark.thorough) for path in VIGNETTES)],
    ids=lambda path: path.stem,
)
def test_it_fits_a_screen(path: Path) -> None:
    explanation = explained(path)
    lines = as_text(first_screen(explanation, path.name), 80).splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) <= most_lines(path, explanation)


@every_example
def test_a_shorter_screen_keeps_the_answer_every_warning_and_what_to_ask(path: Path) -> None:
    screens = list(first_screens(explained(path), path.name))
    heights = [len(as_text(screen, 80).splitlines()) for screen in screens]
    assert len(screens) > 1
    assert heights == sorted(heights, reverse=True)
    longest = screens[0]
    asked = [
        f for b in longest.blocks if isinstance(b, Facts) for f in b.rows if f.label == "To ask"
    ]
    for screen in screens:
        for block in longest.blocks:
            assert block in screen.blocks or isinstance(
                block, ReasonLines | SignedBars | Facts | Statements
            )
        assert statements_of(longest) - statements_of(screen) <= {"Evidence"}
        facts = [fact for b in screen.blocks if isinstance(b, Facts) for fact in b.rows]
        assert set(asked) <= set(facts)
        assert any(isinstance(block, ReasonLines) for block in screen.blocks)
        assert screen.closing == longest.closing


def statements_of(page: Document) -> set[str]:
    """The labels of the statements on a page."""
    return {
        row.label for block in page.blocks if isinstance(block, Statements) for row in block.rows
    }


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
        blocks = [requirement for requirement in ranked.requirements if requirement.blocks]
        note = notes.get(ranked.name) or notes.get(f"{ranked.name} for all")
        if blocks and note is not None:
            assert blocks[0].name[1:].rstrip(".") in note


def test_what_the_nearest_model_lacks_is_in_ready_to_run_and_not_again_beside_its_bar() -> None:
    levels = {
        "practical_help": "much",
        "contact": "frequent",
        "serious_mental_illness": "main",
        "place_of_work": "office",
        "clinicians": "none",
        "professions": "one",
    }
    answers = {criterion: Answer("answered", level) for criterion, level in levels.items()}
    profile = Profile("organization", "", "", answers, {})
    explanation = explain(assess(shipped(), profile, Options(draws=100)))
    assert explanation.subject
    assert not explanation.recommended
    text = as_text(first_screen(explanation))
    assert re.search("^Ready to run +not yet +staff who visit clients$", text, re.MULTILINE)
    assert re.search(
        rf"^{re.escape(explanation.about_name)} .* not ready to run$", text, re.MULTILINE
    )


@every_example
def test_recommended_is_never_said_against_most_clients_needs(path: Path) -> None:
    explanation = explained(path)
    for row in marked(explanation):
        ranked = next(
            r for r in explanation.ranking if row in (r.name, "By group" * bool(r.groups))
        )
        assert ranked.id == explanation.recommended
        assert not ranked.needs_against


@every_example
@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_name_is_cut(path: Path, width: int) -> None:
    explanation = explained(path)
    screen = first_screen(explanation)
    screen_text = as_text(screen, width)
    text = " ".join(screen_text.split())
    bars = next(b for b in screen.blocks if isinstance(b, SignedBars))
    assert "…" not in text
    for row in bars.rows:
        assert row.name in text
    for line in screen_text.splitlines():
        assert len(line) <= width


@few_examples
def test_what_the_first_screen_leaves_out_is_in_explain(path: Path) -> None:
    explanation = explained(path)
    text = " ".join(as_text(in_full(in_detail(path)), 200).split())
    left_out = (*explanation.baseline, *explanation.hybrid, *explanation.fitting_forms)
    for sentence in left_out:
        assert sentence.text in text
    for caution in explanation.cautions:
        assert caution.text in text
    for source, number in cited_by(explanation).numbers.items():
        assert f"{source} [{number}]: " in text
    for reason in explanation.reasons.get(explanation.about, ()):
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
    unclear = [
        explanation
        for explanation in map(explained, EXAMPLES)
        if explanation.headline.id == "headline.open"
    ]
    assert unclear
    for explanation in unclear:
        assert marked(explanation) == []
        assert "No clear winner" in as_text(first_screen(explanation))


def models_of(explanation: Explanation) -> set[str]:
    return {ranked.name for ranked in explanation.ranking if ranked.kind == "model"}


def with_a_bar(page: Document) -> set[str]:
    """The models that have a bar; one that would be for all says so after its name."""
    blocks = (block for block in page.blocks if isinstance(block, SignedBars))
    return {row.name.removesuffix(" for all") for block in blocks for row in block.rows}


@every_example
def test_models_without_a_bar_are_counted(path: Path) -> None:
    screen = first_screen(explained(path))
    left_out = len(models_of(explained(path)) - with_a_bar(screen))
    text = " ".join(as_text(screen, 200).split())
    counted = re.search(r" (\d+) other models (for all )?\(--explain\): ", text)
    assert int(counted[1] if counted else 0) == left_out


@few_examples
def test_every_model_has_a_bar_in_explain(path: Path) -> None:
    assert models_of(explained(path)) <= with_a_bar(in_full(in_detail(path)))


@every_example
def test_warnings_left_out_are_counted_and_stand_in_explain(path: Path) -> None:
    explanation = explained(path)
    lines = as_text(first_screen(explanation), 200).splitlines()
    warnings = [line for line in lines if line.lstrip().startswith("! Warning")]
    cautions = [caution for caution in explanation.cautions if not caution.danger]
    left_out = len(cautions) - len(warnings)
    assert left_out == 0 or explanation.kind == "organization"
    assert (f"! More warnings, with --explain: {left_out}." in lines) == bool(left_out)


def test_a_warning_is_left_out_of_an_organizations_page_and_counted() -> None:
    hillside = next(path for path in EXAMPLES if path.stem == "two_groups_without_staff")
    assert len(explained(hillside).cautions) == 3
    assert "! More warnings, with --explain: 1." in as_text(first_screen(explained(hillside)))


def test_a_weak_point_that_holds_whatever_is_answered_is_called_one() -> None:
    explanations = [
        explanation
        for explanation in map(explained, EXAMPLES)
        if not explanation.best_against and explanation.best_for
    ]
    assert explanations
    for explanation in explanations:
        # Under a sign of its own: '-' is an answer that speaks against the model.
        assert "* Known weak point" in as_text(first_screen(explanation), 120)
        assert explanation.subject
        assert not any(reason.tenths < 0 for reason in explanation.reasons[explanation.about])


def test_statements_name_their_model_where_the_headline_does_not_settle_on_one() -> None:
    about = {}
    for explanation in map(explained, EXAMPLES):
        text = as_text(first_screen(explanation), 120)
        about_line = re.search(r"^ *About +(.*)$", text, re.MULTILINE)
        about[explanation.headline.id] = about_line[1] if about_line else ""
        if about_line:
            assert about_line[1] == explanation.about_name
    assert about["headline.open"]
    assert about["headline.for_now"]
    assert not about["headline.recommended"]
    assert not about["headline.so_far"]


def test_many_weights_of_ones_own_are_not_listed_on_the_first_screen() -> None:
    few, many = weighted(3), weighted(60, detail=True)
    assert "Your own weights are in use: " in as_text(first_screen(few))
    screen = as_text(first_screen(many), 80)
    assert "Your own weights are in use. --explain lists them.\n" in screen
    assert len(screen.splitlines()) <= WITH_DANGER_OR_GROUPS
    listed = " ".join(as_text(in_full(many), 80).split())
    assert all(f"{weight.name} x 2" in listed for weight in many.options.own_weights)


def test_the_file_is_named_in_what_to_type_next() -> None:
    eight = explained(next(path for path in EXAMPLES if path.stem == "eight_answers"))
    lines = as_text(first_screen(eight, "org.yaml")).splitlines()
    assert "Type next: casemodel ask org.yaml · why-not clinical · report" in lines
    longer = as_text(first_screen(eight, "the_whole_agency_in_january_26.yaml")).splitlines()
    assert "Type next: casemodel ask FILE · why-not clinical · report" in longer
    assert "Type next: casemodel ask FILE · why-not clinical · report" in as_text(
        first_screen(eight)
    )


def test_nothing_is_offered_to_ask_where_no_question_can_change_the_model() -> None:
    county = explained(next(path for path in EXAMPLES if path.stem == "county_agency"))
    lines = as_text(first_screen(county, "org.yaml")).splitlines()
    assert "Type next: casemodel why-not collaborative org.yaml · report" in lines


def test_why_not_is_never_offered_of_a_part_of_the_answer() -> None:
    for explanation in map(explained, EXAMPLES):
        line = first_screen(explanation).closing[0].text
        assert explanation.subject
        assert not any(f"why-not {part} " in line for part in explanation.subject.parts)


def test_no_danger_is_said_only_where_each_question_about_it_is_answered_with_no() -> None:
    for explanation in map(explained, EXAMPLES):
        title = first_screen(explanation).title
        answers = {answer.criterion: answer.level for answer in explanation.answers}
        dangers = ("danger_self", "danger_from_others", "danger_by_client")
        none = explanation.kind == "client" and all(answers.get(d) == "no" for d in dangers)
        assert title.endswith("no danger reported") == none


def test_a_screen_that_is_wrong_for_some_recommends_for_now() -> None:
    hillside = explained(next(p for p in EXAMPLES if p.stem == "two_groups_without_staff"))
    text = as_text(first_screen(hillside))
    assert "For now: Brokerage. Aim for Brokerage with intensive" in text
    assert "ecommended" not in text


def test_numbers_of_sources_in_a_row_are_a_range() -> None:
    assert by_number((1, 2)) == "[1, 2]"
    assert by_number((6, 3, 1, 2)) == "[1-3, 6]"
    assert by_number(()) == ""
    assert by_number((1, 3, 4, 5, 6, 8, 9)) == "[1, 3-6, 8, 9]"


DANGERS = ("danger_by_client", "danger_from_others", "danger_self")


def in_short(danger: Answer, *which: str) -> str:
    """The first screen of a client with one need, and this answer to these dangers."""
    answers = {"complexity": Answer("answered", "many"), **dict.fromkeys(which, danger)}
    profile = Profile("client", "C-1", "", answers, {})
    screen = first_screen(explain(assess(shipped(), profile, Options(draws=5))))
    return " ".join(as_text(screen, 120).split())


def test_danger_is_to_be_asked_first_unless_it_was_refused() -> None:
    for which in ((), DANGERS[:1], DANGERS[:2]):
        assert "To ask Danger first" in in_short(Answer("answered", "no"), *which)
    assert "Danger first" not in in_short(Answer("refused", ""), *DANGERS)


@pytest.mark.parametrize("danger", DANGERS)
def test_a_yes_to_danger_shows_whom_to_call(danger: str) -> None:
    text = in_short(Answer("answered", "yes"), danger)
    assert re.search(r"\b(911|988|1-800-\d{3}-\d{4})\b", text), text
