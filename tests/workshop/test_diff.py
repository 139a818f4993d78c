"""What changed between rules, and what that does."""

from fractions import Fraction

import pytest

from casemodel.engine.assessment import assess
from casemodel.knowledge.bundled import load_rules, profiles_directory
from casemodel.knowledge.values import Rules
from casemodel.pages.rules_diff import Compared, compared
from casemodel.profiles.reader import load_profile
from casemodel.profiles.values import Answer, Profile
from casemodel.render.plain import as_plain
from casemodel.workshop.changes import RuleChange, changes
from casemodel.workshop.effects import effects, summaries
from casemodel.workshop.subjects import Subject, as_read_by, sample
from casemodel.workshop.verdict import verdict
from tests import rulebase
from tests.rulebase import FILES, changed
from tests.shipped import shipped

SHIPPED = shipped()


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    return load_rules(rulebase.write(tmp_path_factory.mktemp("old")))


def rules_of(tmp_path, files) -> Rules:
    return load_rules(rulebase.write(tmp_path / "new", files))


def rule_change(section, kind, owner, field, before, after):
    return RuleChange(section, kind, owner, field, before, after)


LIGHT, CLOSE = "models/light.yaml", "models/close.yaml"
CASES = {
    "a rating": (
        changed(LIGHT, "one: {rating: strong_fit", "one: {rating: fit"),
        [rule_change("ratings", "rating", "light.complexity.one", "rating", "strong_fit", "fit")],
    ),
    "a basis": (
        changed(
            LIGHT,
            "many: {rating: misfit, basis: inference",
            "many: {rating: misfit, basis: document",
        ),
        [
            rule_change(
                "ratings", "rating", "light.complexity.many", "basis", "inference", "document"
            )
        ],
    ),
    "a reason": (
        changed(LIGHT, "It suits simple needs.", "Simple needs suit it."),
        [
            rule_change(
                "wording",
                "rating",
                "light.complexity.one",
                "reason",
                "It suits simple needs.",
                "Simple needs suit it.",
            )
        ],
    ),
    "a claim of a rating": (
        changed(
            LIGHT,
            "over_35: {rating: fit, basis: document, claims: [B02]",
            "over_35: {rating: fit, basis: document, claims: [B02, B01]",
        ),
        [rule_change("sources", "rating", "light.caseload.over_35", "claims", "B02", "B02, B01")],
    ),
    "a rating that is new": (
        changed(
            CLOSE,
            "    some: neutral",
            "    some: {rating: fit, basis: inference, claims: [], reason: R.}",
        ),
        [
            rule_change("ratings", "rating", "close.clinicians.some", "rating", "neutral", "fit"),
            rule_change("ratings", "rating", "close.clinicians.some", "basis", "", "inference"),
            rule_change("wording", "rating", "close.clinicians.some", "reason", "", "R."),
        ],
    ),
    "a weight": (
        changed("criteria.yaml", "weight: 2", "weight: 3"),
        [rule_change("weights", "criterion", "complexity", "weight", "2", "3")],
    ),
    "a band": (
        {
            **FILES,
            "criteria.yaml": FILES["criteria.yaml"]
            .replace("below: 12.5}", "below: 15.5}")
            .replace("from: 12.5", "from: 15.5"),
        },
        [
            rule_change("levels", "level", "caseload.up_to_12", "below", "12.5", "15.5"),
            rule_change("levels", "level", "caseload.13_to_35", "from", "12.5", "15.5"),
        ],
    ),
    "a share": (
        changed("criteria.yaml", "share: 30", "share: 40"),
        [rule_change("levels", "level", "complexity.several", "share", "30", "40")],
    ),
    "a question in words for one kind": (
        changed("criteria.yaml", "client: How complex are the needs?", "client: How complex?"),
        [
            rule_change(
                "wording",
                "criterion",
                "complexity",
                "question (client)",
                "How complex are the needs?",
                "How complex?",
            )
        ],
    ),
    "a requirement": (
        changed(CLOSE, "strength: must", "strength: should"),
        [
            rule_change(
                "requirements", "requirement", "close.clinicians", "strength", "must", "should"
            )
        ],
    ),
    "a caution": (
        changed("cautions.yaml", "danger: true", "danger: false"),
        [rule_change("cautions", "caution", "many_needs", "danger", "yes", "no")],
    ),
    "a caution's condition": (
        changed("cautions.yaml", "is: [many]", "is: [several, many]"),
        [
            rule_change(
                "cautions",
                "caution",
                "many_needs",
                "when",
                "complexity is many",
                "complexity is several or many",
            )
        ],
    ),
    "a hybrid's overhead": (
        changed("hybrids.yaml", "overhead: 4", "overhead: 5"),
        [rule_change("hybrids", "hybrid", "light_then_close", "overhead", "4", "5")],
    ),
    "a lead": (
        changed("hybrids.yaml", "close: [clinicians, oversight]", "close: [clinicians]"),
        [rule_change("hybrids", "hybrid", "light_then_close", "leads oversight", "close", "")],
    ),
    "the margin": (
        changed("hybrids.yaml", "margin: 3", "margin: 2"),
        [rule_change("method", "method", "method", "hybrid_margin", "3", "2")],
    ),
    "a step": (
        changed("method.yaml", "strong_fit: 2", "strong_fit: 3"),
        [rule_change("method", "method", "method", "step strong_fit", "2", "3")],
    ),
    "what a claim says": (
        changed("claims.yaml", "says: few staff do", "says: few staff suffice"),
        [rule_change("wording", "claim", "B02", "says", "few staff do", "few staff suffice")],
    ),
    "where a claim is found": (
        changed("claims.yaml", "at: [handbook 1]", "at: [handbook 1, handbook 2]"),
        [rule_change("sources", "claim", "B01", "at", "handbook 1", "handbook 1, handbook 2")],
    ),
    "how strong a source is": (
        changed("sources.yaml", "strength: a trial", "strength: two trials"),
        [rule_change("sources", "source", "trial", "strength", "a trial", "two trials")],
    ),
    "how a place is found": (
        changed("sources.yaml", "opening: Then there is", "opening: Then there are"),
        [
            rule_change(
                "sources", "place", "handbook 2", "opening", "Then there is", "Then there are"
            )
        ],
    ),
    "a pro in other words": (
        changed(LIGHT, "{says: Cheap, claims: [B02]}", "{says: Not dear, claims: [B02]}"),
        [rule_change("wording", "pro", "light", "says", "Cheap", "Not dear")],
    ),
    "a feature": (
        changed(LIGHT, "says: An office", "says: Any office"),
        [rule_change("wording", "feature", "light.where", "says", "An office", "Any office")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_change_is_told_once_with_before_and_after(tmp_path, old, name):
    files, expected = CASES[name]
    assert list(changes(old, rules_of(tmp_path, files))) == expected
    assert changes(rules_of(tmp_path, files), rules_of(tmp_path, files)) == ()


def test_rules_are_compared_and_not_files(tmp_path, old):
    commented = {name: f"# A remark.\n{text}" for name, text in FILES.items()}
    assert changes(old, rules_of(tmp_path, commented)) == ()


def test_a_new_model_is_told_as_one_thing(tmp_path, old):
    other_model = (
        FILES[LIGHT].replace("id: light", "id: lighter").replace("name: Light", "name: Lighter")
    )
    (new,) = changes(old, rules_of(tmp_path, {**FILES, "models/lighter.yaml": other_model}))
    assert (new.kind, new.id, new.field, new.before) == ("model", "lighter", "", "")
    assert "name: Lighter" in new.after


def test_a_level_that_goes_takes_its_ratings_with_it(tmp_path, old):
    files = {
        **FILES,
        "criteria.yaml": FILES["criteria.yaml"].replace(
            "      - {id: several, name: several needs, share: 30}\n", ""
        ),
        LIGHT: FILES[LIGHT].replace("    several: neutral\n", ""),
        CLOSE: FILES[CLOSE].replace("    several: neutral\n", ""),
    }
    rule_changes = changes(old, rules_of(tmp_path, files))
    assert [(c.kind, c.id, c.field, c.after) for c in rule_changes] == [
        ("criterion", "complexity", "levels", "one, many"),
        ("level", "complexity.several", "", ""),
    ]


@pytest.mark.parametrize("path", sorted(profiles_directory().rglob("*.yaml")), ids=lambda p: p.stem)
def test_a_verdict_is_what_the_engine_says(path):
    profile = load_profile(path, SHIPPED)
    short, full = verdict(SHIPPED, profile), assess(SHIPPED, profile)
    assert short.recommended == full.recommended
    assert short.tenths == {s.id: s.tenths for s in full.ranking}
    models = [s for s in full.ranking if s.kind == "model"]
    assert short.first == tuple(sorted(s.id for s in models if s.tenths == models[0].tenths))
    for standing in full.ranking:
        points: dict[str, Fraction] = {}
        for c in standing.contributions:
            if c.level:
                points[c.criterion] = points.get(c.criterion, Fraction(0)) + c.points
        assert short.points(standing.id) == points


def test_the_sample_is_the_same_each_time_and_of_the_size_asked_for():
    profiles = list(sample(SHIPPED, SHIPPED, 5))
    assert profiles == list(sample(SHIPPED, SHIPPED, 5))
    assert [s.name for s in profiles] == [
        *(f"client {n}" for n in range(1, 6)),
        *(f"organization {n}" for n in range(1, 6)),
    ]
    for subject in profiles:
        criteria = SHIPPED.criteria_for(subject.profile.kind)
        assert set(subject.profile.levels()) == {c.id for c in criteria}


def test_a_criterion_less_leaves_the_other_answers_as_drawn():
    name = "complexity"
    fewer = SHIPPED._replace(criteria={c: v for c, v in SHIPPED.criteria.items() if c != name})
    for answers, fewer_answers in zip(
        sample(SHIPPED, SHIPPED, 3), sample(fewer, fewer, 3), strict=True
    ):
        levels = answers.profile.levels()
        del levels[name]
        assert levels == fewer_answers.profile.levels()


def test_the_sample_follows_the_shares():
    levels = [s.profile.levels()["complexity"] for s in sample(SHIPPED, SHIPPED, 250)]
    shares = {level.id: level.share for level in SHIPPED.criteria["complexity"].levels}
    for level, share in shares.items():
        assert abs(levels.count(level) / len(levels) - (share or 0) / 100) < 0.06


def test_numbers_are_read_again_by_other_bands(tmp_path, old):
    files, _ = CASES["a band"]
    new = rules_of(tmp_path, files)
    answers = {"caseload": Answer("answered", "13_to_35", number="14")}
    by_number = Profile("organization", "", "", answers, {})
    assert as_read_by(old, by_number).levels() == {"caseload": "13_to_35"}
    assert as_read_by(new, by_number).levels() == {"caseload": "up_to_12"}
    quantities = {"clients": "28", "case_managers": "2"}
    answers = {"caseload": Answer("answered", "13_to_35", number="28 / 2 = 14")}
    by_quantities = Profile("organization", "", "", answers, quantities)
    assert as_read_by(new, by_quantities).levels() == {"caseload": "up_to_12", "staff_size": "few"}


def test_what_rules_do_not_know_is_left_out(old):
    answers = {"complexity": Answer("answered", "nowhere"), "acuity": Answer("answered", "acute")}
    assert as_read_by(old, Profile("organization", "", "", answers, {})).answers == {}


def subject(**levels: str) -> Subject:
    answers = {c: Answer("answered", level) for c, level in levels.items()}
    return Subject("test", "t", Profile("organization", "", "", answers, {}))


def test_an_effect_names_who_took_first_place_and_the_contribution_that_moved(tmp_path, old):
    files = changed(LIGHT, "many: {rating: misfit", "many: {rating: strong_fit")
    (effect,) = effects(old, rules_of(tmp_path, files), [subject(complexity="many")])
    assert effect.first == (("close",), ("light",))
    assert (effect.mover, effect.rival) == ("light", "close")
    (pull,) = effect.pulls
    assert pull.criterion == "complexity"
    assert pull.before < 0 < pull.after
    assert effect.moves[0].alternative == "light"


def test_without_a_change_nothing_moves(old):
    effects_found = effects(old, old, sample(old, old, 3))
    assert all(not e.moves and not e.changes_first and not e.changes_advice for e in effects_found)
    assert [s.first_changed for s in summaries(effects_found)] == [0, 0]
    assert all(s.largest is None and s.mean_move == 0 for s in summaries(effects_found))


def test_a_requirement_changes_advice_and_no_score(tmp_path, old):
    files = changed(CLOSE, "is: [some, most]", "is: [most]")
    new = rules_of(tmp_path, files)
    (effect,) = effects(old, new, [subject(complexity="many", clinicians="some")])
    assert effect.moves == ()
    assert effect.recommended == ("close", "")
    page = as_plain(compared(Compared(old, new, changes(old, new), (effect,), (), ())))
    assert "recommended close -> nothing; no score moves" in page
    assert "The reason is a requirement or the method, not a score." in page


def test_a_summary_counts_new_firsts_and_moves(tmp_path, old):
    files = changed(LIGHT, "many: {rating: misfit", "many: {rating: strong_fit")
    effects_found = effects(
        old,
        rules_of(tmp_path, files),
        [subject(complexity="many"), subject(complexity="many"), subject(oversight="no")],
    )
    (summary,) = summaries(effects_found)
    assert (summary.profiles, summary.first_changed) == (3, 2)
    assert summary.new_firsts == (("close", "light", 2),)
    moved = sum(e.moves[0].size for e in effects_found if e.moves)
    assert summary.mean_move == Fraction(moved, 30)
    assert summary.largest is not None
    assert summary.largest.moves[0].size == max(e.moves[0].size for e in effects_found if e.moves)


def test_a_model_that_goes_is_unranked_after(old):
    without_light = old._replace(
        models={m: v for m, v in old.models.items() if m != "light"}, hybrids={}
    )
    (effect,) = effects(old, without_light, [subject(complexity="one")])
    assert effect.first == (("light",), ("close",))
    assert {(m.alternative, m.after) for m in effect.moves} >= {("light", None)}
    page = as_plain(
        compared(Compared(old, without_light, changes(old, without_light), (effect,), (), ()))
    )
    assert "light 72.8 -> unranked" in page


def test_the_page_tells_all_examples_and_the_first_of_those_drawn(tmp_path, old):
    files = changed(LIGHT, "many: {rating: misfit", "many: {rating: strong_fit")
    new = rules_of(tmp_path, files)
    effects_found = effects(old, new, sample(old, new, 60))
    document = compared(
        Compared(old, new, changes(old, new), effects_found, summaries(effects_found), ("A note.",))
    )
    page = as_plain(document)
    assert "note: A note." in page
    assert "change: rating light.complexity.many, rating: misfit -> strong_fit" in page
    assert page.count("answer changed: drawn client") <= 5
    assert sum(e.changes_first for e in effects_found) > 5
