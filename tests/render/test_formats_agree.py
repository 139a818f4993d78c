"""Axiom 38: the screen, Markdown, HTML, PDF, Word, CSV and JSON carry the same ranks, numbers and
warnings. For whatever profile, each format is read back and held against the JSON.
"""

from typing import Any

import pytest
from hypothesis import given

from casemodel.engine.assessment import assess
from casemodel.engine.decision_problem import Options
from casemodel.explanation.explain import explain
from casemodel.explanation.numbers import signed
from casemodel.explanation.why_not import why_not
from casemodel.pages.answer import OF_NONE
from casemodel.pages.client_page import client_page
from casemodel.pages.comparison_paper import _COLUMNS, for_a_spreadsheet
from casemodel.pages.document import Document, with_every_text
from casemodel.pages.explained import in_full
from casemodel.pages.ranking import _STATES
from casemodel.pages.report import board_report
from casemodel.pages.reported import reported
from casemodel.pages.words import sentence
from casemodel.profiles.values import Answer, Profile
from casemodel.render import pdf, word
from casemodel.render.as_csv import as_csv, field
from casemodel.render.html import as_html
from casemodel.render.json_models.answer import answer
from casemodel.render.json_models.base import to_data
from casemodel.render.markdown import as_markdown
from casemodel.render.plain import as_plain
from casemodel.render.safe import safe_document
from casemodel.render.text import as_text
from casemodel.texts.messages import phrase
from tests.laws.recipes import Case
from tests.laws.strategies import Tried, fewer, shipped_cases
from tests.pages.sample import CLIENTS, EXAMPLES, TOOL, Example, example
from tests.render import readers
from tests.render.readers import squeezed
from tests.shipped import shipped

QUICK = ("html", "markdown", "csv", "text", "plain")
FEW = tuple(path for path in EXAMPLES if path.stem in ("in_danger", "two_groups"))
Data = dict[str, Any]


@pytest.fixture(autouse=True, scope="module")
def _needs_extras():
    for module in ("typst", "docx", "pypdf"):
        pytest.importorskip(module, reason="an extra is not installed")


def made(tried: Tried) -> Example:
    """A case with everything that is said of it."""
    rules, profile, options = tried.case.rules, tried.case.profile, tried.case.options
    assessment = assess(rules, profile, options)
    explanation = explain(assessment, detail=True)
    against = why_not(assessment, explanation.second, explanation) if explanation.second else None
    report = reported(explanation, against, (), redacted=False)
    page = client_page if profile.kind == "client" else board_report
    return Example(profile, assessment, explanation, report, page(report, "2026-11-22", TOOL))


def in_json(example_shown: Example) -> Data:
    """The answer in JSON."""
    return to_data(answer("recommend", example_shown.explanation, "9", full=False))


def in_words(data: Data) -> list[dict[str, str]]:
    """What every format must say of each model and hybrid."""
    rows = [wanted(standing) for standing in data["ranking"]]
    if data["options"]["fit_only"]:
        return [{**row, "State": ""} for row in rows]
    return rows


FULL_NAMES = {phrase(short): phrase(full) for short, full in _COLUMNS.items()}


def points(score: float) -> str:
    """A score as people see it."""
    return signed(round(score * 10) - 500)


def wanted(standing: Data) -> dict[str, str]:
    """What is said of one model or hybrid, by the heads of the columns on paper."""
    low, high = standing["low"], standing["high"]
    return {
        "Model or hybrid": standing["name"],
        "Rank": str(standing["rank"]),
        "Points": points(standing["score"]),
        "Range": f"{points(low)} to {points(high)}" if low != high else "",
        "Match": standing["match"]["word"],
        "State": phrase(_STATES[standing["feasible"]]) if standing["feasible"] in _STATES else "",
    }


def with_scores(said: dict[str, str], standing: Data) -> dict[str, str]:
    """What is said of one model or hybrid in a spreadsheet, which takes signs for formulas."""
    low, high = standing["low"], standing["high"]
    figures = {
        "Score": f"{standing['score']:.1f}",
        "Range": f"{low:.1f} to {high:.1f}" if low != high else "",
    }
    return {name: text for name, text in said.items() if name != "Points"} | figures


def statements(output: Data) -> list[str]:
    """The names of the statements of an answer about itself that a page shows.

    Where no model is ahead of any other, the headline says so, and a page says nothing of match or
    stability; a report still says how much is answered. Where there is no lead to speak of, it
    leaves out the evidence.
    """
    names = ["headline"]
    if output["headline"]["template"] not in OF_NONE:
        names += ["match", "completeness", "stability"]
    return names + (["evidence"] if output["evidence"]["word"] else [])


def facts(example_shown: Example) -> list[str]:
    """What the JSON says in sentences, sources as they are cited on paper."""
    output = in_json(example_shown)
    facts_found = [output[name]["says"] for name in (*statements(output), "completeness")]
    for name in ("served", "changes", "weights", "hybrid", "baseline", "unranked"):
        facts_found += [statement["says"] for statement in output[name]]
    facts_found += [caution["says"] for caution in output["cautions"]]
    for gap in output["gaps"]:
        sum_of = gap["arithmetic"] or {"says": ""}
        facts_found += [gap["says"], gap["to_close"] or "", sentence(sum_of["says"])]
    entries = [a for a in output["ranking"] if a["id"] == output["about"]]
    reasons = {c["reason"]["id"]: c for a in entries for c in a["contributions"] if c["reason"]}
    for name in (*output["best_for"], *output["best_against"]):
        reason_text = reasons[name]["reason"]["says"]
        facts_found += [f"{reasons[name]['points']:+.1f}", reason_text[0].upper() + reason_text[1:]]
    return [squeezed(text).rstrip(".") for text in facts_found if text]


def check_rows(rows: readers.Rows, data: Data) -> None:
    """The ranking of a page is that of the JSON, in the same order."""
    for row, expected in zip(rows, in_words(data), strict=True):
        assert row == {name: expected[name] for name in row}
        assert all(name in row or not expected[name] for name in expected)


def check_words(words: str, example_shown: Example) -> None:
    """A page says everything that the JSON says."""
    assert [fact for fact in facts(example_shown) if fact not in words] == []


def check_html(page: Document, example_shown: Example) -> None:
    text = as_html(page)
    check_rows(readers.rows_of_html(text), in_json(example_shown))
    check_words(readers.words_of_html(text), example_shown)


def check_markdown(page: Document, example_shown: Example) -> None:
    text = as_markdown(page)
    check_rows(readers.rows_of_markdown(text), in_json(example_shown))
    check_words(readers.words_of_markdown(text), example_shown)


def check_word(page: Document, example_shown: Example) -> None:
    word_file = word.write(page)
    check_rows(readers.rows_of_word(word_file), in_json(example_shown))
    check_words(readers.words_of_word(word_file), example_shown)


def check_pdf(page: Document, example_shown: Example) -> None:
    words = readers.words_of_pdf(pdf.write(page), safe_document(page))
    rows = ["".join(row.values()) for row in in_words(in_json(example_shown))]
    assert [row for row in map(squeezed, rows) if row not in words] == []
    assert [fact for fact in facts(example_shown) if not _said(fact, words)] == []


def _said(fact: str, words: str) -> bool:
    """Whether a fact stands in the words, or begins on one sheet and ends on the next."""
    return fact in words or any(
        fact[:i] in words and fact[i:] in words for i in range(9, len(fact) - 8)
    )


def check_csv(_: Document, example_shown: Example) -> None:
    """The comparison for a profile: its ranks and figures, and its warnings in every column."""
    rules = example_shown.assessment.rules
    output = in_json(example_shown)
    models = list(rules.models.values())
    sheet = for_a_spreadsheet(rules, models, example_shown.explanation)
    rows = readers.rows_of_csv(as_csv(sheet))
    names = {model.name for model in models}
    for standing, said in zip(output["ranking"], in_words(output), strict=True):
        expected = with_scores(said, standing)
        model = expected.pop("Model or hybrid")
        for name, text in expected.items() if model in names else ():
            assert rows.get(FULL_NAMES.get(name, name), {}).get(model, "") == text
    for caution in output["cautions"]:
        assert all(field(caution["says"]) in cell for cell in rows["Warnings"].values())


def on_screen(example_shown: Example) -> Document:
    """The page of the answer for a screen, with everything on it."""
    return in_full(example_shown.explanation)


def heading(standing: Data) -> str:
    """The head above the points of a model or hybrid on the screen."""
    row, match = wanted(standing), standing["match"]
    could_be = f" ({row['Range']})" if row["Range"] else ""
    return (
        f"{row['Rank']}. {row['Model or hybrid']}: {row['Points']} points{could_be}, "
        f"match {row['Match']}, {match['percent']}% of possible points"
    )


def check_text(_: Document, example_shown: Example) -> None:
    check_screen(as_text(on_screen(example_shown), 200), example_shown)


def check_plain(_: Document, example_shown: Example) -> None:
    check_screen(as_plain(on_screen(example_shown)), example_shown)


def check_screen(text: str, example_shown: Example) -> None:
    output = in_json(example_shown)
    lines = text.splitlines()
    places = [
        next(n for n, line in enumerate(lines) if line.endswith(heading(standing)))
        for standing in output["ranking"]
    ]
    assert places == sorted(places)
    words = squeezed(" ".join(lines))
    for caution in output["cautions"]:
        assert squeezed(caution["says"]).rstrip(".") in words
    for name in statements(output):
        assert squeezed(output[name]["says"]).rstrip(".") in words


CHECKS = {
    "html": check_html,
    "markdown": check_markdown,
    "word": check_word,
    "pdf": check_pdf,
    "csv": check_csv,
    "text": check_text,
    "plain": check_plain,
}


@fewer(200)
@given(tried=shipped_cases())
def test_every_format_says_what_the_json_says(tried):
    example_shown = made(tried)
    for check in CHECKS.values():
        check(example_shown.page, example_shown)


@pytest.mark.parametrize("format_", QUICK)
@pytest.mark.parametrize("said", [{}, {"workflows": "partial"}, {"danger_by_client": "no"}])
def test_and_so_where_next_to_nothing_is_said(said, format_):
    """The last of these is ahead by less than is printed."""
    answers = {criterion: Answer("answered", level) for criterion, level in said.items()}
    profile = Profile("organization", "", "", answers, {})
    example_shown = made(Tried(Case(shipped(), profile, Options(draws=1)), 0))
    CHECKS[format_](example_shown.page, example_shown)


@pytest.mark.thorough
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_and_so_for_the_examples(path):
    example_shown = example(path)
    for name in CHECKS if path in FEW else QUICK:
        CHECKS[name](example_shown.page, example_shown)


@pytest.mark.thorough
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_and_so_for_the_examples_on_paper(path):
    example_shown = example(path)
    for name in ("word", "pdf"):
        CHECKS[name](example_shown.page, example_shown)


FAULTS = ("points", "a rank", "a warning", "a row")


@pytest.mark.parametrize("name", ["html", "markdown", "word", "pdf"])
@pytest.mark.parametrize(
    "fault",
    [FAULTS[0], *(pytest.param(fault, marks=pytest.mark.thorough) for fault in FAULTS[1:])],
)
def test_a_planted_fault_is_caught(name, fault):
    example_shown = example(next(path for path in CLIENTS if path.stem == "in_danger"))
    first_entry, second_entry = in_json(example_shown)["ranking"][:2]
    wrong = {
        "points": (points(first_entry["score"]), points(first_entry["score"] + 0.1)),
        "a rank": (f"{second_entry['rank']}", "9"),
        "a warning": (example_shown.explanation.cautions[0].text, "All is well."),
        "a row": (second_entry["name"], ""),
    }[fault]
    page = with_every_text(example_shown.page, lambda text: wrong[1] if text == wrong[0] else text)
    assert page != example_shown.page
    with pytest.raises(AssertionError):
        CHECKS[name](page, example_shown)
