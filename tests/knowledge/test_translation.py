"""Rules in another language: the same rules with other texts, complete, and refused where wrong."""

import re
from pathlib import Path

import pytest

from casemodel.engine.assessment import assess
from casemodel.engine.decision_problem import Options
from casemodel.files.problems import ProblemsFound
from casemodel.knowledge.bundled import profiles_directory, rules_directory
from casemodel.knowledge.handout_file import load_handout
from casemodel.knowledge.notices_file import load_notices
from casemodel.knowledge.translation import Translation, languages_of
from casemodel.knowledge.values import Rules
from casemodel.profiles.reader import load_profile
from tests import rulebase
from tests.shipped import shipped

SHIPPED = languages_of(rules_directory())


@pytest.fixture(scope="module")
def english() -> Rules:
    return shipped()


@pytest.mark.parametrize("language", SHIPPED)
def test_every_text_that_a_client_can_read_is_there(language, english):
    translation = Translation(rules_directory(), language)
    translation.of_rules(english)
    translation.of_handout(load_handout(None, english))
    translation.of_notices(load_notices(None, english))
    assert translation.missing == []


@pytest.mark.parametrize("language", SHIPPED)
def test_nothing_but_texts_changes(language, english):
    foreign = Translation(rules_directory(), language).of_rules(english)
    path = profiles_directory() / "clients" / "many_professions.yaml"
    in_english, in_spanish_too = (
        assess(rules, load_profile(path, rules), Options(draws=100)) for rules in (english, foreign)
    )
    assert [(s.id, s.tenths, s.low, s.high) for s in in_english.ranking] == [
        (s.id, s.tenths, s.low, s.high) for s in in_spanish_too.ranking
    ]
    assert [c.full_id for c in in_english.cautions] == [c.full_id for c in in_spanish_too.cautions]
    assert (in_english.recommended, english.digest) == (in_spanish_too.recommended, foreign.digest)


@pytest.mark.parametrize("language", SHIPPED)
def test_warnings_name_the_same_numbers_in_the_same_order(language, english):
    foreign = Translation(rules_directory(), language).of_rules(english)
    for caution, translated in zip(english.cautions, foreign.cautions, strict=True):
        assert re.findall(r"\d[\d-]*", caution.says) == re.findall(r"\d[\d-]*", translated.says), (
            caution.id
        )


@pytest.mark.parametrize("language", SHIPPED)
def test_no_figure_of_a_study_or_a_requirement_is_lost(language, english):
    foreign = Translation(rules_directory(), language).of_rules(english)
    pairs = [(claim.says, foreign.claims[id_].says) for id_, claim in english.claims.items()]
    for id_, model in english.models.items():
        pairs += [
            (requirement.says, translated.says)
            for requirement, translated in zip(
                model.requirements, foreign.models[id_].requirements, strict=True
            )
        ]
    for says, translated in pairs:
        assert set(re.findall(r"\d[\d.,]*\d|\d", says)) <= set(
            re.findall(r"\d[\d.,]*\d|\d", translated)
        )


def in_spanish(folder: Path, **files: str) -> Translation:
    texts = {f"lang/es/{name}.yaml": f"schema: 1\n{text}" for name, text in files.items()}
    return Translation(rulebase.write(folder, {**rulebase.FILES, **texts}), "es")


def problems(folder: Path, rules: Rules, **files: str) -> list[tuple[str, str, int]]:
    with pytest.raises(ProblemsFound) as caught:
        in_spanish(folder, **files).of_rules(rules)
    return [(p.code, Path(p.file).name, p.line) for p in caught.value.problems]


def test_a_text_takes_the_place_of_the_english_one_and_others_stay(tmp_path, rules):
    text = "criteria:\n  complexity: {question: ¿Qué tan complejas?, levels: {one: una o dos}}\n"
    translated = in_spanish(tmp_path, criteria=text).of_rules(rules).criteria["complexity"]
    known = rules.criteria["complexity"]
    assert translated.question == known.question._replace(client="¿Qué tan complejas?")
    assert translated.level("one").name.client == "una o dos"
    assert (translated.name, translated.levels[1:], translated.weight) == (
        known.name,
        known.levels[1:],
        known.weight,
    )


def test_what_is_missing_is_named(tmp_path, rules):
    translation = in_spanish(tmp_path, criteria="criteria: {complexity: {name: Complejidad}}\n")
    translation.of_rules(rules)
    assert "criteria.complexity.help" in translation.missing
    assert "criteria.complexity.name" not in translation.missing
    # Nobody asks a client about staff.
    assert not [name for name in translation.missing if name.startswith("criteria.staff_size")]


def test_every_unknown_id_is_refused_with_its_file_and_line(tmp_path, rules):
    places = problems(
        tmp_path,
        rules,
        criteria="criteria:\n  complexty: {name: a}\n  complexity: {levels: {many: a, most: b}}\n",
        models="models:\n  light:\n    weight: 3\n",
    )
    assert places == [
        ("R103", "criteria.yaml", 3),
        ("R103", "criteria.yaml", 4),
        ("R103", "models.yaml", 4),
    ]


def test_an_unknown_part_is_refused(tmp_path, rules):
    assert problems(tmp_path, rules, a="answers: {}\n") == [("R103", "a.yaml", 2)]


def test_a_text_is_needed_where_a_text_is_expected(tmp_path, rules):
    text = (
        'criteria:\n  complexity:\n    name: [a]\n    help: ""\n    question: true\n    levels: a\n'
    )
    assert problems(tmp_path, rules, criteria=text) == [
        ("R104", "criteria.yaml", 4),
        ("R107", "criteria.yaml", 5),
        ("R104", "criteria.yaml", 6),
        ("R104", "criteria.yaml", 7),
    ]


def test_a_part_stands_in_one_file(tmp_path, rules):
    both = "group_names: {need: Necesidades}\n"
    assert problems(tmp_path, rules, a=both, b=both) == [("R109", "b.yaml", 2)]


def test_two_weak_points_on_the_same_claims_are_told_apart(tmp_path, rules):
    light = rules.models["light"]
    con = light.cons[0]
    twice = rules._replace(
        models={**rules.models, "light": light._replace(cons=(con, con._replace(says="Other")))}
    )
    name = " ".join(con.claims)
    text = f"models: {{light: {{cons: {{{name}: Uno, {name} (2): Dos}}}}}}\n"
    translated = in_spanish(tmp_path, models=text).of_rules(twice)
    assert [con.says for con in translated.models["light"].cons] == ["Uno", "Dos"]
