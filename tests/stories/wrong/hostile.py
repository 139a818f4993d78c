"""Files of which every free text tries to be more than text, and how each format is looked at."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from markdown_it import MarkdownIt

from casemodel.files.yaml_tree import parse
from casemodel.knowledge.rule_files import plain
from tests.render import markup
from tests.render.readers import squeezed
from tests.rulebase import FILES

EVIL: Mapping[str, str] = {
    "rich markup": "[red]loud[/red] [/] [link=https://evil.example]x[/link]",
    "emoji codes": ":smile: :warning: :fire:",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt;",
    "end of an element": "\"'--></style></title></textarea></svg><svg onload=alert(1)>",
    "a link": "[a](https://evil.example) ![i](http://evil.example) <https://evil.example>",
    "a bare address": "https://evil.example/?q=1 www.evil.example evil@evil.example",
    "Markdown": "*b* _i_ `c` ~~s~~ # h | a | b | > q ``` *** --- + x 1. y",
    "a formula": "=cmd|' /C calc'!A0",
    "a plus": "+1+1",
    "a minus": "-2+3+cmd|' /C calc'!A0",
    "an at sign": "@SUM(1+1)*cmd|' /C calc'!A0",
    "a wide formula": "\uff1dHYPERLINK(1)",  # the wide form of =
    "Typst": '#import "@preview/evil:1.0.0" $x$ <label> @ref \\u{41} // c /* #{sys.inputs}',
    "Word": "</w:t></w:r><w:p/> { PAGE } MERGEFIELD x",
    "braces": "{what} {0} %s %(x)s ${HOME} {{x}}",
}
"""What each is called, and a text; all of them may stand in a file."""

_FREE = (
    "says", "help", "question", "name", "title", "publisher", "authors", "strength",
    "strength_note", "heading", "opening", "reason", "serves", "moves", "to_close", "word", "unit",
    "note", "client", "organization", "agency", "called", "version", "released", "about",
)  # fmt: skip
"""The keys whose text is a person's own."""


def evil_rules(evil: str) -> dict[str, str]:
    """The small rules with this in every free text, so that each is known by its end."""
    return {name: _written(_made(_tree(text), evil, "")) for name, text in FILES.items()}


def _tree(text: str) -> Any:
    root = parse(text, "t").root
    assert root is not None
    return plain(root)


def _made(value: Any, evil: str, key: str) -> Any:
    if isinstance(value, dict):
        numbered = key == "weight_rule"
        return {k: _made(v, evil, "says" if numbered else k) for k, v in value.items()}
    if isinstance(value, list):
        return [_made(item, evil, key) for item in value]
    free = key in _FREE or key.endswith("_reason")
    free = free and value not in ("must", "should", "not stated")
    return f"{evil} {value}" if free and isinstance(value, str) else value


def _written(data: Any) -> str:
    return json.dumps(data, default=float, ensure_ascii=False, indent=1)


def evil_profile(evil: str, kind: str) -> str:
    """A profile of this kind with this in every free text."""
    text = json.dumps(evil, ensure_ascii=False)
    if kind == "client":
        return (
            f"schema: 1\nkind: client\nid: {text}\nnote: {text}\n"
            f"answers: {{complexity: {{answer: many, note: {text}}}}}\n"
            f"agency: {{name: {text}, answers: {{caseload: {{answer: 40, note: {text}}}}}}}\n"
        )
    second = json.dumps(f"{evil} 2", ensure_ascii=False)
    return (
        f"schema: 1\nkind: organization\nname: {text}\nnote: {text}\ncurrent_model: light\n"
        f"answers: {{complexity: {{answer: many, note: {text}}}, clinicians: none}}\nsegments:\n"
        f"- {{name: {text}, share: 60%, note: {text}, answers: {{complexity: one}}}}\n"
        f"- {{name: {second}, share: 40%, answers: {{complexity: {{answer: many, note: {text}}}}}}}"
        "\n"
    )


def evil_house(evil: str) -> str:
    """A house file with this in every free text."""
    text = json.dumps(evil, ensure_ascii=False)
    signed = f"reason: {text}, name: {text}, date: 2026-01-05"
    caution = f"id: night, says: {text}, when: [{{criterion: complexity, is: [many]}}]"
    return (
        f"schema: 1\nagency: {text}\nchanges:\n"
        f"- {{what: weight, criterion: oversight, to: 3, {signed}}}\n"
        f"- {{what: caution, {caution}, {signed}}}\n"
    )


CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def in_lines(data: bytes, evil: str) -> None:
    """Text for a screen or in labelled lines: as written, and nothing that steers a terminal."""
    text = data.decode()
    assert not CONTROL.search(text)
    assert squeezed(evil) in squeezed(text)


def in_colour(data: bytes, evil: str) -> None:
    """Text for a terminal: colours of ours and nothing else."""
    in_lines(COLOUR.sub("", data.decode()).encode(), evil)


def in_json(data: bytes, evil: str) -> None:
    """JSON: the text itself, and no raw control character."""
    assert not CONTROL.search(data.decode())
    assert evil in _all_texts(json.loads(data))


def _all_texts(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(map(_all_texts, (*value, *value.values())))
    if isinstance(value, list):
        return "\n".join(map(_all_texts, value))
    return value if isinstance(value, str) else ""


_RENDER = MarkdownIt("gfm-like", {"linkify": False, "html": True})


def in_markdown(data: bytes, evil: str) -> None:
    """Markdown, as a page that allows HTML would show it: no element, link or image of theirs."""
    text = data.decode()
    assert not CONTROL.search(text)
    page = markup.read(_RENDER.render(text).replace("<hr>", "").replace("<hr />", ""))
    names = {element.name for element in page.all()}
    assert names <= _OF_MARKDOWN, names - _OF_MARKDOWN
    drawn = [code for pre in page.all("pre") for code in pre.all("code")]  # charts of ours
    assert len(drawn) == len(list(page.all("code")))
    assert all(set(element.attributes) <= {"style", "class"} for element in page.all())
    assert squeezed(evil) in squeezed(page.text)
    outside = re.sub(r"^ *```.*?^ *```$", "", text, flags=re.MULTILINE | re.DOTALL)
    for start in ("https://", "www.", "http:", "mailto:"):
        # Some pages make a link of a bare address: it is written so that none does.
        assert not re.search(rf"(?<![\\&;`]){re.escape(start)}evil", outside)


_OF_MARKDOWN = {
    "h1", "h2", "h3", "p", "ul", "ol", "li", "strong", "em", "table", "thead", "tbody", "tr", "th",
    "td", "blockquote", "br", "pre", "code",
}  # fmt: skip


def in_html(data: bytes, evil: str) -> None:
    """A page: no element, handler, address or style of theirs."""
    text = data.decode()
    assert not CONTROL.search(text)
    page = markup.read(text)
    assert not list(page.all("script", "iframe", "object", "link", "base", "form"))
    pictures = [image.attributes.get("src", "") for image in page.all("img")]
    assert all(address.startswith("data:image/svg+xml;base64,") for address in pictures)
    for element in page.all():
        assert not any(name.startswith("on") for name in element.attributes)
        assert "evil" not in element.attributes.get("href", "") + element.attributes.get("src", "")
    assert squeezed(evil) in squeezed(page.text)


FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
"""How formulas begin; the last four are the wide forms of the first four."""


def in_csv(data: bytes, evil: str) -> None:
    """A table for a spreadsheet: no cell, and no line of one, begins as a formula does."""
    text = data.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), strict=True) for cell in row]
    lines = [line for cell in cells for line in cell.split("\n")]
    assert not [
        line for line in lines if line.startswith(tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20"))
    ]
    assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]", text)
    assert squeezed(evil) in squeezed(text.replace('""', '"'))


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def in_word(data: bytes, evil: str) -> None:
    """A Word file: no field, link or element of theirs."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314 - our own file
        assert not any(b"evil" in archive.read(n) for n in archive.namelist() if "rels" in n)
    assert not list(body.iter(f"{_W}instrText"))
    words = squeezed("".join(element.text or "" for element in body.iter(f"{_W}t")))
    assert squeezed(evil) in words


def in_pdf(data: bytes, evil: str) -> None:
    """A PDF: no link, script or form of theirs, and the words themselves."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    for page in reader.pages:
        for note in page.get("/Annots", ()):
            assert "evil" not in repr(note.get_object())
    assert "/AcroForm" not in reader.trailer["/Root"]
    assert "/OpenAction" not in reader.trailer["/Root"]
    words = squeezed("".join(page.extract_text() for page in reader.pages))
    # Letters join, and quotation marks turn, in print; not all of its words do.
    evil_words = re.findall("[A-Za-z]{4,}", evil) or [evil[:2]]
    assert any(word in words for word in evil_words)


FORMATS: Mapping[str, Callable[[bytes, str], None]] = {
    "text": in_lines,
    "terminal": in_colour,
    "plain": in_lines,
    "markdown": in_markdown,
    "json": in_json,
    "html": in_html,
    "csv": in_csv,
    "docx": in_word,
    "pdf": in_pdf,
}
"""How each format is looked at; another format is another row."""
