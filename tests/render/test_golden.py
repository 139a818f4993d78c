"""What a page with one of every kind of block looks like in each format that is text.

HTML has its golden in test_html.py, what is handed to the PDF template in test_pdf.py.
"""

from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from casemodel.pages.document import Document, Table
from casemodel.render import word
from casemodel.render.as_csv import as_csv
from casemodel.render.markdown import as_markdown
from tests.pages.sample import EVERY_BLOCK


def test_markdown(snapshot):
    assert as_markdown(EVERY_BLOCK) == snapshot


def test_csv(snapshot):
    hostile = (("=1+1",), ("-2", "@x"), ('a, "b"',))
    assert as_csv(Document("", (Table("t", ("One", "Two", "+3"), (hostile,)),))) == snapshot


def test_word(snapshot):
    """The paragraphs in order with their styles, and the tables; python-docx's own XML aside."""
    pytest.importorskip("docx", reason="the extra casemodel[docx] is not installed")
    with ZipFile(BytesIO(word.write(EVERY_BLOCK))) as file:
        body = ET.fromstring(file.read("word/document.xml"))  # noqa: S314 - of our own making
    assert "\n".join(_lines(body[0])) == snapshot


def _lines(body):
    for element in body:
        kind = element.tag.rpartition("}")[2]
        if kind == "p":
            yield f"{_style(element)}: {_text(element)}"
        elif kind == "tbl":
            for row in _within(element, "tr"):
                yield "  | ".join(_text(cell) for cell in _within(row, "tc"))


def _within(element, name):
    return [child for child in element.iter() if child.tag.rpartition("}")[2] == name]


def _text(element):
    return "".join(text_element.text or "" for text_element in _within(element, "t"))


def _style(element):
    return next((next(iter(s.attrib.values())) for s in _within(element, "pStyle")), "Normal")
