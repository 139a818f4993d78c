"""`--lang`: what a client reads, in their language; nothing else, and never by itself."""

import re
from pathlib import Path

import pytest

from tests.cli.process import ORGANIZATION, casemodel
from tests.rulebase import write

CLIENT = """\
schema: 1
kind: client
id: C-014
answers:
  danger_self: "yes"
  danger_from_others: refused
  complexity: many
  acuity: acute
  chronic_illness: complex
  substance_use: main
  hospital_use: high
  housing: homeless
  professions_at_once: joint
agency:
  name: Riverbend
  current_model: brokerage
  answers: {clients: 100, case_managers: 2, staff_size: few, community_services: few}
"""
ENGLISH = r"\b(the|of|and|is|with|this|are|that|from|what|which|how|no answer|must|to|for|not)\b"
EXAMPLES = Path(__file__).parents[2] / "profiles" / "clients"
DRAFT = "Traducción en borrador"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "c.yaml").write_text(CLIENT, encoding="utf-8")
    (tmp_path / "org.yaml").write_text(ORGANIZATION, encoding="utf-8")
    return tmp_path


def spanish(here: Path, *arguments: str, stdin: str = "") -> str:
    ran = casemodel(*arguments, "--lang", "es", cwd=here, stdin=stdin)
    assert ran.status == 0, ran.err
    return ran.err + ran.out


def english_in(page: str) -> list[str]:
    """English words on a page, but for the titles of sources and what is typed as it stands."""
    page = re.sub(r"(?s)\n## Fuentes\n.*?\n\*", "", page)
    page = re.sub(r"(?m)^(Fuentes\. .*|.*casemodel .*|.*42 CFR part 2 .*)$", "", page)
    return re.findall(ENGLISH, page, re.IGNORECASE)


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", "c.yaml"],
        ["score", "c.yaml", "--plain", "--basis", "document", "--fit-only"],
        ["report", "c.yaml", "--priorities", "acuity,complexity"],
        ["report", "c.yaml", "--redact", "--basis", "document", "--weight", "acuity=2"],
        ["worksheet", "client"],
        ["worksheet", "client", "--short", "--format", "html"],
        ["handout", "brokerage", "clinical", "strengths_based"],
        ["handout", "intensive", "--date", "2026-11-22"],
    ],
    ids=" ".join,
)
def test_a_page_says_nothing_in_english_and_that_it_is_a_draft(here, arguments):
    page = spanish(here, *arguments)
    text = re.sub(r"(?s)<style>.*?</style>|<[^>]*>", "", page)
    assert english_in(text) == []
    assert DRAFT in page


def test_danger_comes_first_with_whom_to_call(here):
    page = " ".join(spanish(here, "score", "c.yaml").split())
    first = page.partition("Recomendado")[0]
    assert "llame al 911" in first
    assert "llame o mande un mensaje de texto al 988" in first
    assert "La persona no quiso hablar de esto" in first


def test_an_interview_is_held_in_spanish_and_keeps_the_same_words(here):
    printed = spanish(here, "interview", "client", "new.yaml", stdin="?\n2\nr\nd\nb\n1\nq\n")
    assert english_in(printed) == []
    assert DRAFT in printed
    assert "casemodel score new.yaml --lang es" in " ".join(printed.split())
    profile = (here / "new.yaml").read_text("utf-8")
    assert "danger_by_client: yes" in profile
    assert "danger_from_others: refused" in profile


def test_a_page_on_paper_states_its_language(here):
    spanish(here, "report", "c.yaml", "-o", "c.html")
    page = (here / "c.html").read_text("utf-8")
    assert '<html lang="es">' in page


def test_without_the_option_all_is_english_whatever_the_environment(here):
    spanish(here, "score", "c.yaml")
    ran = casemodel("score", "c.yaml", cwd=here, LANG="es_MX.UTF-8", LC_ALL="es_MX.UTF-8")
    assert "Recommended" in ran.out
    assert DRAFT not in ran.out


def test_auto_takes_the_language_of_the_computer(here):
    ran = casemodel("score", "c.yaml", "--lang", "auto", cwd=here, LC_ALL="es_US.UTF-8")
    assert DRAFT in " ".join(ran.out.split())
    ran = casemodel("score", "c.yaml", "--lang", "auto", cwd=here, LC_ALL="C")
    assert "Recommended" in ran.out


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["recommend", "org.yaml"], "speak other languages"),
        (["ask", "c.yaml"], "speak other languages"),
        (["report", "org.yaml"], "speak other languages"),
        (["worksheet", "organization"], "speak other languages"),
        (["interview", "organization", "o.yaml"], "speak other languages"),
        (["score", "c.yaml", "--explain"], "--explain is in English only"),
        (["score", "c.yaml", "--format", "json"], "--format json is in English only"),
        (["score", "c.yaml", "--rules", "rules"], "These rules have no texts in 'es'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_in_english_only_says_so_in_one_line(here, arguments, expected):
    write(here / "rules")
    ran = casemodel(*arguments, "--lang", "es", cwd=here)
    assert (ran.status, ran.out) == (2, "")
    assert expected in ran.err
    assert ran.err.count("\n") == 1


def test_a_language_without_texts_is_refused_with_those_that_have_some(here):
    ran = casemodel("score", "c.yaml", "--lang", "xx", cwd=here)
    assert (ran.status, ran.out) == (2, "")
    assert "Choose: en, es." in ran.err


def test_a_wrong_id_in_a_language_file_stops_the_command_with_its_line(here):
    texts = "schema: 1\ncriteria:\n  complexty: {name: Complejidad}\n"
    write(here / "rules")
    write(here / "rules" / "lang" / "es", {"criteria.yaml": texts})
    (here / "d.yaml").write_text("schema: 1\nkind: client\nanswers: {complexity: many}\n", "utf-8")
    ran = casemodel("score", "d.yaml", "--rules", "rules", "--lang", "es", cwd=here)
    assert ran.status == 1
    assert "criteria.yaml:3:3" in ran.err
    assert "complexity" in ran.err


@pytest.mark.parametrize(
    ("client", "most"), [("in_danger", 41), ("knows_what_to_ask", 33), ("many_professions", 29)]
)
def test_a_first_screen_in_spanish_is_a_few_lines_longer(here, client, most):
    profile = EXAMPLES / f"{client}.yaml"
    lines = spanish(here, "score", str(profile)).splitlines()
    assert len(lines) <= most
    assert max(map(len, lines)) <= 80
