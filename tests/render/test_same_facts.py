"""PDF and Word say everything that the page says; HTML and Markdown have tests of their own."""

from random import Random

import pytest

from casemodel.render import pdf, word
from casemodel.render.safe import safe_document
from tests.laws.recipes_of_profiles import seeded_profile
from tests.pages.sample import CLIENTS, ORGANIZATIONS, example, example_of
from tests.pages.shown import shown
from tests.render.test_pdf import texts
from tests.render.test_word import part, words
from tests.shipped import shipped


@pytest.fixture(params=[*CLIENTS, *ORGANIZATIONS], ids=lambda path: path.stem, scope="module")
def page(request):
    return safe_document(example(request.param).page)


def test_pdf_is_handed_every_text(page):
    typst_text = " ".join(texts(pdf.as_data(page)))
    assert [text for text in shown(page) if text not in typst_text] == []


@pytest.mark.thorough
def test_word_holds_every_text(page):
    pytest.importorskip("docx", reason="the extra casemodel[docx] is not installed")
    body = words(part(word.write(page), "word/document.xml"))
    assert [text for text in shown(page) if text not in body] == []


@pytest.mark.parametrize("path", CLIENTS, ids=lambda path: path.stem)
def test_a_clients_page_fits_two_sheets_as_pdf(path):
    pytest.importorskip("typst", reason="the extra casemodel[pdf] is not installed")
    from tests.render.test_pdf import sheets

    page = example(path).page
    assert page.sheets == 2
    assert sheets(pdf.write(page)) <= page.sheets


@pytest.mark.parametrize(
    "seed",
    [5, 11, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in (0, 3, 49, 53))],
)
def test_any_clients_page_fits_two_sheets_as_pdf(seed):
    """Among the seeds are those of the longest pages of a hundred."""
    pytest.importorskip("typst", reason="the extra casemodel[pdf] is not installed")
    from tests.render.test_pdf import sheets

    client_example = example_of(seeded_profile(shipped(), "client", Random(seed)))
    assert sheets(pdf.write(client_example.page)) <= 2
