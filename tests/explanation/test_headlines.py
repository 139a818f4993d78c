"""The answer in one sentence: true in every branch, and read as a whole in a golden."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from syrupy.assertion import SnapshotAssertion

from casemodel import load_profile, load_rules
from casemodel.engine.assessment import Assessment, assess
from casemodel.engine.decision_problem import Options
from casemodel.explanation.explain import explain
from casemodel.explanation.naming import name_of
from casemodel.explanation.numbers import printed
from casemodel.pages.answer import first_screen
from casemodel.profiles.values import Answer, Profile, Segment
from casemodel.render.text import as_text
from tests.pages import world

ROOT = Path(__file__).parents[2]
RULES = load_rules()
EXAMPLES = sorted((ROOT / "profiles").rglob("*.yaml"))
CHOSEN: dict[str, Options] = {
    "all": Options(draws=100),
    "literature": Options("literature", draws=100),
    "document": Options("document", draws=100),
    "fit only": Options(fit_only=True, draws=100),
}
MARGIN = RULES.method.close_margin * 10


def test_the_sentences_of_the_examples(snapshot: SnapshotAssertion) -> None:
    """Read each aloud when it changes."""
    lines = []
    for path in EXAMPLES:
        profile = load_profile(path, RULES)
        for name, options in CHOSEN.items():
            said = explain(assess(RULES, profile, options)).headline
            lines.append(f"{path.stem}, {name}: {said.text}")
    assert "\n".join(lines) == snapshot


def _random_profile(random: Random) -> Profile:
    kind = random.choice(("organization", "organization", "client"))
    criteria = RULES.criteria_for(kind)
    some = random.sample(list(criteria), random.randint(1, len(criteria)))
    answers = {c.id: Answer("answered", random.choice(c.levels).id) for c in criteria if c in some}
    segments: tuple[Segment, ...] = ()
    if kind == "organization" and random.random() < 0.3:
        needs = [c for c in criteria if c.group == "need"]
        segments = tuple(
            Segment(
                name,
                part,
                f"{part}%",
                {c.id: Answer("answered", random.choice(c.levels).id) for c in needs},
            )
            for name, part in (("Steady", 60), ("In crisis", 40))
        )
    return Profile(kind, "", "", answers, {}, segments=segments)


def _assessed() -> Iterator[Assessment]:
    random = Random(11)
    for _ in range(150):
        options = random.choice(list(CHOSEN.values()))
        yield assess(RULES, _random_profile(random), options)


ASSESSED = tuple(_assessed())
SEEN = {explain(one).headline.id for one in ASSESSED}


def _stopped(assessment: Assessment, standing: Standing) -> bool:
    blocked = standing.feasibility.state == "no" and not assessment.options.fit_only
    return blocked or standing.need_points < 0


def test_most_kinds_of_sentence_are_seen() -> None:
    assert {"headline.fits", "headline.close", "headline.passed_over"} <= SEEN
    assert {"headline.close_passed", "headline.close_over"} <= SEEN
    assert any(kind.startswith("headline.none") for kind in SEEN)


@pytest.mark.parametrize("number", range(len(ASSESSED)))
def test_what_the_sentence_says_is_true(number: int) -> None:
    found = ASSESSED[number]
    explanation = explain(found)
    said = explanation.headline
    best = found.standing(explanation.best_fit)
    told = found.standing(found.recommended) if found.recommended else None
    if told:
        assert f"{name_of(RULES, told.id)}" in said.text
        assert printed(told.tenths) in said.text
        assert not _stopped(found, told)
    else:
        assert "no model is recommended" in said.text.lower()
        assert name_of(RULES, best.id) in said.text or said.id == "headline.level"
    models = [s for s in found.ranking if s.kind == "model"]
    if said.id == "headline.fits" and told and told.kind == "model":
        assert all(told.tenths - s.tenths > MARGIN for s in models if s.id != told.id)
    if said.id in {"headline.close", "headline.close_over"} and told:
        listed = dict(said.filled)["listed"]
        for one in models:
            near = abs(told.tenths - one.tenths) <= MARGIN and not _stopped(found, one)
            assert (f"{name_of(RULES, one.id)} " in listed) == near
    if "fits better" in said.text:
        assert told is not None
        assert best.tenths > told.tenths
        assert name_of(RULES, best.id) in said.text
    for model in models:
        if f"on need alone, {name_of(RULES, model.id)}" in said.text:
            assert model.need_points == max(s.need_points for s in models) > 0


@pytest.mark.parametrize("number", range(len(ASSESSED)))
def test_the_sentence_reads_as_one(number: int) -> None:
    text = explain(ASSESSED[number]).headline.text
    assert text[0].isupper()
    assert text.endswith(".")
    for slip in ("  ", " ,", " .", " ;", "..", ";;", "{", "}", "None", ".;", "., "):
        assert slip not in text


def test_a_close_model_that_is_blocked_is_no_tie_on_any_basis_but_is_one_on_fit_alone() -> None:
    for basis in ("all", "document"):
        told = explain(assess(world.RULES, world.ORGANIZATION, Options(basis, draws=100)))
        assert told.headline.id == "headline.close_passed"
        assert "but it cannot run yet: a team of ten." in told.headline.text
    free = explain(assess(world.RULES, world.ORGANIZATION, Options(fit_only=True, draws=100)))
    assert free.headline.id == "headline.close"
    assert "must" not in free.headline.text


def test_where_nothing_is_recommended_no_weighting_is_told() -> None:
    empty = world.ORGANIZATION._replace(answers={}, quantities={}, current_model="")
    told = explain(assess(world.RULES, empty, Options(draws=100)))
    assert told.headline.id == "headline.empty"
    assert "weighting" not in told.stability.text


def test_where_no_model_is_ahead_no_model_is_argued_for() -> None:
    empty = world.ORGANIZATION._replace(answers={}, quantities={}, current_model="")
    text = as_text(first_screen(world.remade(empty)[1]))
    assert "For and against" not in text
    assert "Fit " not in text
    assert "Ask next" in text
    assert "For and against" in as_text(first_screen(world.made()[1]))


@pytest.mark.parametrize(("factor", "passes"), [("0.5", False), ("10", True)])
def test_own_weights_warn_only_where_a_score_can_pass_an_end(
    factor: str,
    passes: bool,  # noqa: FBT001 - a case of the table
) -> None:
    profile = load_profile(ROOT / "profiles/clients/many_professions.yaml", RULES)
    own = profile._replace(weights={"professions_at_once": factor})
    told = explain(assess(RULES, own, Options(draws=100)))
    assert any(one.low < 0 or one.high > 1000 for one in told.ranking) == passes
    assert any(note.id == "weights.beyond" for note in told.notes) == passes
