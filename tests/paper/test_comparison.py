"""The comparison on paper: every model in equal detail, every claim with a source, safe as CSV."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemodel.showing.as_csv import as_csv, field
from casemodel.showing.document import Document, Figure, Paragraph, Sources, Table
from casemodel.showing.markdown import as_markdown
from casemodel.showing.pages.comparison_paper import for_a_spreadsheet, on_paper
from tests.paper.sample import CLIENTS, ORGANIZATIONS, TOOL, rules, told

MODELS = tuple(rules().models.values())
PAGE = on_paper(rules(), MODELS, None, "2026-11-22", TOOL)


def _tables(page) -> list[Table]:
    return [block for block in page.blocks if isinstance(block, Table)]


def test_the_same_rows_in_the_same_order_for_every_model():
    for chosen in (MODELS, MODELS[:1], MODELS[3:5]):
        table, _ = _tables(on_paper(rules(), chosen, None, "", TOOL))
        assert table.columns == ("Question", *(model.name for model in chosen))
        whole, _ = _tables(PAGE)
        assert [row[0] for row in table.rows] == [row[0] for row in whole.rows]
        assert all(len(row) == 1 + len(chosen) for row in table.rows)
        assert all(any(cell) for row in table.rows for cell in row)


def test_every_rating_that_decides_is_there():
    _, table = _tables(PAGE)
    said = {
        (row[0][0], model): " ".join(cell)
        for row in table.rows
        for model, cell in zip(table.columns[1:], row[1:], strict=True)
    }
    for model in MODELS:
        for criterion, by_level in model.ratings.items():
            for level, rating in by_level.items():
                name = rules().criteria[criterion].level(level).name.organization
                if rating.step in ("strong_fit", "misfit", "strong_misfit") and name:
                    assert name in said[rules().criteria[criterion].name, model.name]


def test_pairs_of_claims_that_disagree_are_said():
    text = as_markdown(PAGE)
    assert "## Where sources disagree" in text
    assert text.count(" But: ") > 10


def test_sources_are_numbered_and_all_cited():
    (sources,) = (block for block in PAGE.blocks if isinstance(block, Sources))
    assert [int(one.number) for one in sources.entries] == list(range(1, len(sources.entries) + 1))
    text = as_markdown(PAGE)
    assert all(f"{one.number}: " in text.split("## Sources")[0] for one in sources.entries)


def test_models_that_are_not_rated_say_so():
    family = next(model for model in MODELS if not model.scored)
    said = [block.text for block in PAGE.blocks if isinstance(block, Paragraph)]
    assert f"{family.name} is described, not rated: see its models." in said


@pytest.mark.parametrize("path", [ORGANIZATIONS[0], CLIENTS[2]], ids=lambda path: path.stem)
def test_scores_for_a_profile(path):
    one = told(path)
    page = on_paper(rules(), MODELS[:2], (one.assessment, one.explanation), "", TOOL)
    assert page.private == (one.profile.kind == "client")
    (figure,) = (block for block in page.blocks if isinstance(block, Figure))
    assert len(figure.table.rows) == 2
    text = as_markdown(page)
    dangers = [c.text for c in one.explanation.cautions if c.danger]
    assert all(text.index(danger) < text.index("## Scores") for danger in dangers)


def test_csv_is_the_table():
    page = for_a_spreadsheet(rules(), MODELS)
    (table,) = _tables(page)
    text = as_csv(page)
    assert text.startswith("\ufeff")
    rows = list(csv.reader(StringIO(text[1:], newline="")))
    assert rows[0] == list(table.columns)
    assert len(rows) == 1 + len(table.rows)
    for read, row in zip(rows[1:], table.rows, strict=True):
        assert read == ["\n".join(field(text) for text in cell) for cell in row]
    assert rows[-1][0] == "Where do sources disagree?"


@pytest.mark.parametrize(
    "text", ["=cmd()", "+1", "-2+3", "@SUM(A1)", " =1", "\t=1", "\r=1", "\uff1d1", "\x00=1"]
)
def test_no_formula_gets_through(text):
    assert field(text)[0] not in "=+-@\uff1d"


@given(st.text())
def test_a_field_never_begins_a_formula(text):
    made = field(text)
    assert not made.startswith(("=", "+", "-", "@", "\t", "\r"))
    table = Table("", (text, "x"), (((text, text), (text,)),))
    read = list(csv.reader(StringIO(as_csv(Document("", (table,)))[1:], newline="")))
    assert read == [[made, "x"], [f"{made}\n{made}", made]]
