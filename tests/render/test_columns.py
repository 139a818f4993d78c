"""How wide columns are: words stay whole, and models side by side get equal room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemodel.pages.document import Table
from casemodel.render.blocks import column_letters
from tests.pages.sample import ORGANIZATIONS, example
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
