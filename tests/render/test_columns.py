"""Columns and rows on paper: words stay whole, models get equal room, no row loses its name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemodel.pages.comparison_paper import on_paper
from casemodel.pages.document import Cell, Document, Table
from casemodel.render import pdf, word
from casemodel.render.blocks import column_letters, may_break, split_rows
from casemodel.render.html import as_html
from casemodel.texts.messages import phrase
from tests.pages.sample import ORGANIZATIONS, TOOL, example
from tests.render.test_word import part, words
from tests.shipped import shipped

LONG = "Collaborative (interdisciplinary)"
POINTS = Table(
    "Points",
    ("Question", "Clinical", "Strengths-based", "Intensive (ICM)", LONG, "Brokerage"),
    ((("Goal: fewer readmissions and steady care",), *(("+0.4",) for _ in range(5))),) * 30,
)


def test_the_longest_word_has_room():
    """In letters of a sheet."""
    question, _, strengths, _, collaborative, brokerage = column_letters(POINTS)
    assert brokerage >= len("Brokerage")
    assert collaborative >= len("(interdisciplinary)")
    assert question >= len("readmissions")
    assert strengths >= len("Strengths-based")


def test_models_side_by_side_get_equal_room():
    names = tuple(model.name for model in shipped().models.values())
    text = ("Finds out what a person needs and links them to help that others give. " * 3,)
    table = Table("", ("Question", *names), ((("What is done?",), *(text for _ in names)),) * 9)
    _, *models = column_letters(table)
    assert max(models) <= 1.3 * min(models)


@given(
    st.lists(st.text("ab ", max_size=60), min_size=2, max_size=8).flatmap(
        lambda head: st.tuples(
            st.just(head),
            st.lists(st.tuples(*(st.text("ab ", max_size=90) for _ in head)), max_size=5),
        )
    )
)
def test_every_column_has_room(drawn):
    head, rows = drawn
    table = Table("", tuple(head), tuple(tuple((text,) for text in row) for row in rows))
    letters = column_letters(table)
    assert len(letters) == len(head)
    assert all(width > 0 for width in letters)


@pytest.mark.parametrize("path", ORGANIZATIONS[:3], ids=lambda path: path.stem)
def test_tables_of_a_report_have_a_width_for_every_column(path):
    for block in example(path).page.blocks:
        if isinstance(block, Table):
            assert len(column_letters(block)) == len(block.columns)


def _of_row(table: Table, name: str) -> list[tuple[Cell, ...]]:
    """The cells after the first of each piece of a row, by the row's name."""
    return [row[1:] for row in table.rows if row[0][0] == name]


@pytest.mark.parametrize("number", [1, 3, 6])
def test_every_piece_of_a_high_row_has_the_rows_name(number):
    """In the comparison of all models the rest of a row stood on the next sheet without it."""
    models = tuple(shipped().models.values())[:number]
    page = on_paper(shipped(), models, None, "2026-11-22", TOOL)
    for table in (block for block in page.blocks if isinstance(block, Table)):
        split = split_rows(table)
        letters = column_letters(split)
        assert not any(may_break(row, letters) for row in split.rows)
        for name, *cells in table.rows:
            pieces = _of_row(split, name[0])
            assert [sum(column, ()) for column in zip(*pieces, strict=True)] == cells
            assert all(any(piece) for piece in pieces)


def test_every_writer_for_paper_splits_high_rows():
    names = ("A", *"BCDEF")
    high = (("Name",), *((f"{'word ' * 20}end.",) * 5 for _ in names[1:]))
    page = Document("t", (Table("", names, (high,)),))
    assert as_html(page).count('scope="row"') > 1
    assert 'class="long"' not in as_html(page)
    pytest.importorskip("typst", reason="the extra casemodel[pdf] is not installed")
    (data,) = pdf.as_data(page)["blocks"]
    assert len(data["breaks"]) > 1
    assert not any(data["breaks"])
    pytest.importorskip("docx", reason="the extra casemodel[docx] is not installed")
    body = part(word.write(page), "word/document.xml")
    assert words(body).count(f"Name{phrase('render.continued')}") == len(data["breaks"]) - 1


def test_a_high_row_of_one_text_stays_as_it_is():
    table = Table("", ("A", "B"), ((("short",), ("short",)), (("long",), ("word " * 900,))))
    assert split_rows(table) == table
