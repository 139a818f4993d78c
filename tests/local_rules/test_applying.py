"""House rules: what they change, what they leave alone, and that every answer says so."""

from fractions import Fraction
from pathlib import Path

from casemodel.cli.local_rules import changed_by, marked
from casemodel.engine.assessment import assess
from casemodel.engine.decision_problem import Options, set_up
from casemodel.explanation.explain import explain
from casemodel.explanation.local_rules_notes import local_notes
from casemodel.knowledge.bundled import load_rules
from casemodel.knowledge.values import Rules
from casemodel.local_rules.applying import apply_house
from casemodel.local_rules.reader import load_house
from casemodel.local_rules.values import House
from casemodel.pages.document import Document, Paragraph
from casemodel.profiles.values import Answer, Profile
from casemodel.render.first_screen import first_screen
from casemodel.render.json_models.base import head_with_rules, to_data
from casemodel.render.plain import as_plain
from tests import rulebase
from tests.cli.process import SIGNED

HOUSE = f"""\
schema: 1
agency: Riverbend
changes:
  - {{what: weight, criterion: complexity, to: 4.5, {SIGNED}}}
  - {{what: band, criterion: caseload, level: up_to_12, below: 15.5, called: up to 15, {SIGNED}}}
  - {{what: band, criterion: caseload, level: 13_to_35, called: 16 to 35, {SIGNED}}}
  - {{what: requirement, model: close, requirement: clinicians, to: should, {SIGNED}}}
  - what: requirement
    model: light_then_close
    requirement: two
    least: 3
    says: Three case managers
    {SIGNED.replace(", ", chr(10) + "    ")}
  - what: caution
    id: nights
    says: Nobody works at night.
    when: [{{criterion: complexity, is: [several, many]}}]
    {SIGNED.replace(", ", chr(10) + "    ")}
"""


def read(tmp_path: Path, rules: Rules, text: str) -> House:
    path = tmp_path / "house.yaml"
    path.write_text(text, encoding="utf-8")
    return load_house(path, rules)


def profile(**levels: str) -> Profile:
    answers = {c: Answer("answered", level) for c, level in levels.items()}
    return Profile("organization", "", "", answers, {})


def test_bands_move_with_their_neighbours(tmp_path, rules):
    changed = apply_house(rules, read(tmp_path, rules, HOUSE))
    first, second, third = changed.criteria["caseload"].levels
    assert (first.below, second.least, second.below) == (15500, 15500, 35500)
    assert first.name.organization == "up to 15"
    assert third == rules.criteria["caseload"].levels[2]


def test_requirements_take_another_strength_number_and_words(tmp_path, rules):
    changed = apply_house(rules, read(tmp_path, rules, HOUSE))
    assert changed.models["close"].requirements[0].strength == "should"
    two = changed.hybrids["light_then_close"].requirements[0]
    assert (two.least, two.says, two.strength) == (3, "Three case managers", "must")


def test_a_requirement_made_a_should_no_longer_blocks(tmp_path, rules):
    changed = apply_house(rules, read(tmp_path, rules, HOUSE))
    without = profile(clinicians="none")
    assert assess(rules, without).standing("close").feasibility.state == "no"
    assert assess(changed, without).standing("close").feasibility.state == "yes"


def test_a_caution_of_its_own_says_whose_it_is(tmp_path, rules):
    changed = apply_house(rules, read(tmp_path, rules, HOUSE))
    cautions = assess(changed, profile(complexity="many")).cautions
    assert [c.id for c in cautions] == ["many_needs", "house.nights"]
    assert cautions[1].says == "Nobody works at night. (Added by Riverbend.)"


def test_a_models_own_caution_shows_when_it_comes_first(tmp_path, rules):
    text = HOUSE.replace("    id: nights\n", "    id: nights\n    model: close\n")
    changed = apply_house(rules, read(tmp_path, rules, text))
    first = assess(changed, profile(complexity="many", clinicians="most"))
    assert first.recommended == "close"
    assert "house.nights" in [c.id for c in first.cautions]


def test_a_model_switched_off_is_not_ranked_nor_any_hybrid_with_it(tmp_path, rules):
    text = f"schema: 1\nagency: A\nchanges: [{{what: off, model: light, {SIGNED}}}]\n"
    changed = apply_house(rules, read(tmp_path, rules, text))
    before = assess(rules, profile(complexity="many"))
    after = assess(changed, profile(complexity="many"))
    assert {s.id for s in before.ranking} == {"light", "close", "light_then_close"}
    assert [(s.id, s.score) for s in after.ranking] == [("close", before.standing("close").score)]
    assert "light" in changed.models  # described all the same


def test_weights_are_factors_so_that_reach_does_not_change(tmp_path, rules):
    house = read(tmp_path, rules, HOUSE)
    changed = apply_house(rules, house)
    assert changed.local.weight_factors == {"complexity": Fraction(9, 4)}
    assert changed.criteria["complexity"].weight == 2


def test_factors_of_house_profile_and_person_multiply(tmp_path, rules):
    changed = apply_house(rules, read(tmp_path, rules, HOUSE))
    weighted_profile = profile(complexity="many")._replace(
        weights={"complexity": "0.5", "oversight": "4"}
    )
    problem = set_up(changed, weighted_profile, Options(factors={"oversight": Fraction(5)}))
    assert problem.factors == {"complexity": Fraction(9, 8), "oversight": 5}
    assert set_up(changed, profile()).factors == {"complexity": Fraction(9, 4)}


def test_a_weight_of_zero_takes_the_criterion_out(tmp_path, rules):
    text = (
        f"schema: 1\nagency: A\nchanges: [{{what: weight, criterion: oversight, to: 0, {SIGNED}}}]"
    )
    house = read(tmp_path, rules, text)
    assessment = assess(apply_house(rules, house), profile(oversight="no"))
    assert {s.tenths for s in assessment.ranking if s.kind == "model"} == {500}


def test_version_and_digest_tell_that_these_are_not_the_rules_alone(tmp_path, rules):
    changed = apply_house(rules, read(tmp_path, rules, HOUSE))
    assert changed.version == "1.0, with house rules of Riverbend"
    assert changed.digest != rules.digest
    other_rules = apply_house(rules, read(tmp_path, rules, HOUSE.replace("4.5", "4")))
    assert other_rules.digest != changed.digest


def test_the_rules_given_are_left_as_they_were(tmp_path, rules):
    again = load_rules(rulebase.write(tmp_path / "again"))
    apply_house(rules, read(tmp_path, rules, HOUSE))
    assert rules == again


def test_the_order_of_changes_changes_nothing(tmp_path, rules):
    house = read(tmp_path, rules, HOUSE)
    backwards = house._replace(changes=house.changes[::-1])
    in_order, in_reverse = apply_house(rules, house), apply_house(rules, backwards)
    assert in_order._replace(local=None) == in_reverse._replace(local=None)
    assert in_order.local.weight_factors == in_reverse.local.weight_factors
    assert in_order.local.changes == in_reverse.local.changes[::-1]


def test_every_change_is_told_with_its_reason_name_and_date(tmp_path, rules):
    house = read(tmp_path, rules, HOUSE)
    first, *changes = local_notes(apply_house(rules, house).local)
    assert first.text == "House rules of Riverbend are in use. They make 6 changes to the rules:"
    assert len(changes) == len(house.changes)
    assert all(
        note.text.endswith("Reason: We saw it. (A. Director, 2026-01-05.)") for note in changes
    )
    assert changes[0].text.startswith("Weight of 'Complexity of needs': 4.5 instead of 2.")
    assert "16 to 35 (15.5 to under 35.5) instead of 13 to 35 (12.5 to" in changes[2].text


def test_every_page_and_every_json_made_with_a_house_says_so(tmp_path, rules):
    path = tmp_path / "house.yaml"
    path.write_text(HOUSE, encoding="utf-8")
    changed = changed_by(rules, str(path))
    page = as_plain(marked(Document("T", (Paragraph("P"),)), changed))
    notes = local_notes(changed.local)
    assert page.splitlines()[:3] == ["title: T", "note: P", "section: House rules"]
    assert f"house rules: {notes[0].text}" in page
    assert page.count("\nhouse rule: ") == len(notes) - 1
    house_rules = to_data(head_with_rules("answer", changed, "9"))["house_rules"]
    assert house_rules["agency"] == "Riverbend"
    assert house_rules["changed_rules"]["digest"] == rules.digest
    assert house_rules["changes"][0] == {
        "what": "weight",
        "of": "complexity",
        "name": None,
        "before": "2",
        "after": "4.5",
        "signed": {"reason": "We saw it.", "name": "A. Director", "date": "2026-01-05"},
    }


def test_an_explanation_says_by_itself_that_a_house_is_in_use(tmp_path, rules):
    changed = apply_house(rules, read(tmp_path, rules, HOUSE))
    explanation = explain(assess(changed, profile(complexity="many")))
    assert explanation.local_rules == local_notes(changed.local)
    assert "house rules: House rules of Riverbend" in as_plain(first_screen(explanation))
    assert explain(assess(rules, profile(complexity="many"))).local_rules == ()


def test_only_weights_that_a_person_chose_are_called_their_own(tmp_path, rules):
    changed = apply_house(rules, read(tmp_path, rules, HOUSE))
    for options, own in ((Options(), ""), (Options(factors={"complexity": Fraction(2)}), "x 2.")):
        explanation = explain(assess(changed, profile(complexity="many"), options))
        notes = [note.text for note in explanation.notes if note.id == "weights.own"]
        assert "".join(notes).endswith(own)
        assert len(notes) == bool(own)


def test_without_a_house_nothing_changes(rules):
    assert changed_by(rules, None) is rules
    page = Document("T", ())
    assert marked(page, rules) is page
