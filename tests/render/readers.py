"""Reading pages back, as a person or another program would, without the code that wrote them.

Each reader gives what a page says of the ranking, a row for each model or hybrid by the heads of
its columns, or only all of its words, without spaces and line breaks.
"""

import csv
import html
import re
from io import BytesIO, StringIO

from casemodel.pages.document import Document
from tests.render.markup import read
from tests.render.test_word import WORD, part, words

Rows = list[dict[str, str]]

RANKED = "Model or hybrid"


def squeezed(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


def rows_of_html(page: str) -> Rows:
    """The ranking on an HTML page."""
    for table in read(page).all("table"):
        rows = [[cell.text for cell in row.all("th", "td")] for row in table.all("tr")]
        if rows[0][0] == RANKED:
            return _by_head(rows)
    return []


def words_of_html(page: str) -> str:
    """All words of an HTML page."""
    return squeezed(read(page).text)


def rows_of_markdown(page: str) -> Rows:
    """The ranking on a page in Markdown."""
    lines = page.splitlines()
    starts = [i for i, line in enumerate(lines) if line.startswith(f"| {RANKED} |")]
    if not starts:
        return []
    rows = []
    for line in lines[starts[0] :]:
        if not line.startswith("|"):
            break
        rows.append([_unescaped(cell).strip() for cell in line.strip("|").split(" | ")])
    return _by_head([rows[0], *rows[2:]])


def words_of_markdown(page: str) -> str:
    """All words of a page in Markdown."""
    return squeezed(_unescaped(page))


def _unescaped(text: str) -> str:
    return html.unescape(re.sub(r"\\([^A-Za-z0-9\s])", r"\1", text))


def rows_of_word(data: bytes) -> Rows:
    """The ranking in a Word file."""
    for table in part(data, "word/document.xml").iter(f"{WORD}tbl"):
        rows = [[words(cell) for cell in row.iter(f"{WORD}tc")] for row in table.iter(f"{WORD}tr")]
        if rows[0][0] == RANKED:
            return _by_head(rows)
    return []


def words_of_word(data: bytes) -> str:
    """All words of a Word file."""
    return squeezed(words(part(data, "word/document.xml")))


def words_of_pdf(data: bytes, document: Document) -> str:
    """All words of a PDF file, without the line at the foot of every sheet."""
    from pypdf import PdfReader

    foot = re.compile(re.escape(squeezed(document.footer)) + r"\d+/\d+$")
    pages = PdfReader(BytesIO(data)).pages
    return "".join(foot.sub("", squeezed(page.extract_text())) for page in pages)


def rows_of_csv(text: str) -> dict[str, dict[str, str]]:
    """What a comparison as CSV says: by the name of a row, by the name of a model."""
    head, *rows = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""))
    return {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}


def _by_head(rows: list[list[str]]) -> Rows:
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
