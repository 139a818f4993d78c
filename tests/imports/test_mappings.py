"""The mappings as data: they fit the shipped rules, and their lists fit the specifications."""

import re

import pytest

from casemodel.imports.mapping import mapping, sql
from tests.shipped import shipped

RULES = shipped()
QUESTIONS = {criterion.id: criterion for criterion in RULES.criteria_for("client")}
ASKING = ("hmis", "clinical")


@pytest.mark.parametrize("name", ASKING)
def test_a_mapping_says_of_every_question_what_it_reads_and_what_it_never_says(name):
    questions = mapping(name).questions
    assert set(questions) == set(QUESTIONS)
    for question, spec in questions.items():
        assert spec.never, question
        assert bool(spec.fields) == bool(spec.rule) == bool(spec.fills or spec.hints), question
        levels = {level.id for level in QUESTIONS[question].levels}
        assert {*spec.fills, *spec.hints} <= levels, question
        assert not (spec.at_least and not spec.fills), question


@pytest.mark.parametrize("name", ASKING)
def test_no_mapping_ever_rules_a_danger_out(name):
    for question, spec in mapping(name).questions.items():
        if question.startswith("danger"):
            assert "no" not in (*spec.fills, *spec.hints), question


@pytest.mark.parametrize(("name", "scripts"), [("hmis", ["hmis"]), ("clinical", ["clinical"])])
def test_the_sql_answers_the_questions_that_the_yaml_describes(name, scripts):
    text = "\n".join(sql(script) for script in scripts)
    answered = set(re.findall(r"select '([a-z_]+)',", text))
    described = {q for q, spec in mapping(name).questions.items() if spec.rule}
    assert answered & set(QUESTIONS) == described


@pytest.mark.parametrize("name", ["hmis", "clinical", "synthea"])
def test_a_code_has_one_meaning_in_a_list_of_a_year(name):
    hmis = mapping(name)
    for year in hmis.years or (0,):
        codes = [(list_name, code) for list_name, code, _ in hmis.codes(year)]
        assert len(codes) == len(set(codes)), year


def test_no_code_is_written_in_the_sql_of_hmis_but_types_of_disability():
    quoted_numbers = re.findall(r"'([0-9]+)'", sql("hmis"))
    assert set(quoted_numbers) <= {"6", "7", "8", "9", "10"}


def test_lists_of_living_situations_hold_every_code_of_their_specification():
    """FY2020 and FY2022: 1 to 37 without gaps. FY2024 and FY2026: by hundreds, a kind each."""
    for year in (2020, 2022):
        codes = {
            code for code_list, code, _ in mapping("hmis").codes(year) if code_list == "situation"
        }
        assert codes == {*map(str, range(1, 38)), "99"}
    for year in (2024, 2026):
        codes = {
            code for code_list, code, _ in mapping("hmis").codes(year) if code_list == "situation"
        }
        places = {code for code in codes if len(code) == 3}
        assert {code for code in codes if code not in places} == {
            "8", "9", "17", "24", "30", "37", "99",
        }  # fmt: skip
        meanings = {
            c: m for code_list, c, m in mapping("hmis").codes(year) if code_list == "situation"
        }
        assert {meanings[code] for code in places if code[0] == "1"} == {"homeless"}
        assert {meanings[code] for code in places if code[0] == "4"} == {"stable"}
        assert "homeless" not in {meanings[code] for code in places if code[0] in "23"}


def test_questions_that_rules_of_ones_own_do_not_ask_are_left_out(rules):
    mapped = mapping("hmis").rules_for(rules)
    assert [rule.question for rule in mapped] == [c.id for c in rules.criteria_for("client")]
    for rule in mapped:
        levels = {level.id for level in rules.criteria[rule.question].levels}
        assert {*rule.fills, *rule.hints} <= levels
