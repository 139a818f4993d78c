"""What holds for every document in every writer."""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.cells import cell_len

from casemodel.explanation.numbers import printed, signed
from casemodel.pages import compare
from casemodel.pages.document import (
    Bullets,
    Document,
    Fact,
    Facts,
    Heading,
    HeatMap,
    Item,
    Paragraph,
    ReasonLine,
    ReasonLines,
    SignedBar,
    SignedBars,
    SourceLine,
    Sources,
    Statement,
    Statements,
    Table,
)
from casemodel.render.as_json import as_json
from casemodel.render.first_screen import first_screen
from casemodel.render.json_models.answer import answer
from casemodel.render.json_models.base import points
from casemodel.render.markdown import as_markdown, escaped
from casemodel.render.plain import as_plain
from casemodel.render.safe import harmless, safe_document, writable
from casemodel.render.text import as_text, write_in_colour
from tests.pages import world

# Blocks in which two texts stand side by side, so that one is broken by the other.
_BESIDE = (Facts, Statements, Bullets, Table, HeatMap, SignedBars)
ROOT = Path(__file__).parents[2]
WIDTHS = st.integers(min_value=-5, max_value=300)
few = settings(max_examples=30)  # each writes a page with every kind of block


def document_of(text: str) -> Document:
    """A document with the text at every place where text can stand."""
    return Document(
        text,
        (
            Heading(2, text),
            Paragraph(text),
            Facts((Fact(text, text), Fact("Label", text))),
            Statements((Statement(text, text, text), Statement("Label", "word", text))),
            ReasonLines((ReasonLine("+", text, (1, 12)), ReasonLine("-", text))),
            Heading(3, text),
            Bullets("item", (Item("+", text, text, text, beneath=(text,)), Item("", "", text))),
            Table(text, (text, text, "B"), (((text,), (text, text), ()),), "columns"),
            Table("", (text, text), (((text,), (text,)),)),
            SignedBars("Points", text, (SignedBar(text, 31, text), SignedBar("B", -7))),
            HeatMap(Table(text, (text, "B"), (((text,), (text,)),)), ((1,),)),
            Sources((SourceLine(text, text, (text,)), SourceLine("id", text, (text,), "12"))),
        ),
        (Fact("", text), Fact(text, text)),
    )


def words_of(text: str) -> str:
    """The text without blanks: what must be whole however the lines are broken."""
    return re.sub(r"\s", "", text)


@few
@given(st.text(max_size=60), WIDTHS)
def test_no_line_is_wider_than_the_width_and_nothing_is_cut(text: str, width: int) -> None:
    printed = as_text(document_of(text), width)
    width_used = min(max(width, 40), 200)
    assert all(cell_len(line) <= width_used for line in printed.split("\n"))
    assert words_of(printed).count(words_of(harmless(text))) >= 3


@settings(max_examples=15)
@given(st.text("ab c日\u0301", min_size=100, max_size=400), WIDTHS)
def test_every_text_of_every_block_is_whole(text: str, width: int) -> None:
    """Each in a document of its own, so that no other text can stand in for it."""
    for block in document_of(text).blocks:
        printed_words = words_of(as_text(Document("", (block,)), width))
        assert words_of(text) in printed_words or isinstance(block, _BESIDE)


@few
@given(st.text(max_size=60), WIDTHS)
def test_colour_changes_no_line(text: str, width: int) -> None:
    stream = StringIO()
    write_in_colour(document_of(text), stream, width, forced=True)
    bare = re.sub("\x1b\\[[0-9;]*m", "", stream.getvalue())
    lines = [line.rstrip() for line in bare.split("\n")]
    assert "\n".join(lines) == as_text(document_of(text), width, "ascii")


@few
@given(st.text(), st.sampled_from(["utf-8", "ascii", "cp1252", "cp437", "nonsense", "utf-16"]))
def test_every_writer_stays_within_the_encoding(text: str, encoding: str) -> None:
    document = document_of(text)
    encoding_used = "ascii" if encoding == "nonsense" else encoding
    for page in (
        as_text(document, 80, encoding),
        as_plain(document, encoding),
        as_markdown(document, encoding),
    ):
        page.encode(encoding_used)
        assert all(character.isprintable() or character in "\n\u200c\u200d" for character in page)


@given(st.text())
def test_what_is_harmless_stays_on_its_line_and_stays_put(text: str) -> None:
    printed = harmless(text)
    assert "\n" not in printed
    assert "\x1b" not in printed
    assert harmless(printed) == printed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("\x9b31m", r"\x9b31m"),
        ("a\u202eb", r"a\u202eb"),
        ("a\u2066b\u200eb", r"a\u2066b\u200eb"),
        ("two\nlines\tand\r\x0b\x0cmore\x85\u2028x", "two lines and   more  x"),
        ("\ud800", r"\ud800"),
        ("\x00\x07\x7f", r"\x00\x07\x7f"),
        ("zero\u200bwidth\ufeff", r"zero\u200bwidth\ufeff"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Zoë – “ñ”", "Zoë – “ñ”"),
        ("\U000e0041", r"\U000e0041"),
    ],
)
def test_harmless(text: str, expected: str) -> None:
    assert harmless(text) == expected


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("Zoë – “ñ” … ½", "ascii", 'Zoe - "n" ... 1/2'),
        ("Zoë – “ñ” …", "cp1252", "Zoë – “ñ” …"),
        ("日本", "cp1252", r"\u65e5\u672c"),
        ("e\u0301", "ascii", "e"),
        ("Zoë", "no such encoding", "Zoe"),
    ],
)
def test_writable(text: str, encoding: str, expected: str) -> None:
    text_written = writable(text, encoding).replace("\u2044", "/")
    assert text_written == expected or (
        expected.endswith("1/2") and text_written.startswith(expected[:-3])
    )


def test_a_safe_document_keeps_its_shape() -> None:
    document = document_of("x\x1by")
    assert safe_document(document) == document_of(r"x\x1by")


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252", "no such encoding"])
def test_bars_are_the_same_in_every_encoding(encoding: str) -> None:
    page = as_text(first_screen(world.made()[1]), 80, encoding)
    assert "=====" in page
    assert "Brokerage" in page


SIGNED = SignedBars(
    "Points",
    "Model",
    (SignedBar("Clinical", 207), SignedBar("Brokerage", -131, "now"), SignedBar("None", 0)),
)


def test_signed_bars_stand_on_their_side_of_the_line_with_their_figures() -> None:
    assert as_text(Document("", (SIGNED,))).splitlines()[2:] == [
        "Points     against | for         '=' is 4 points",
        "Clinical           |===== +20.7",
        "Brokerage       ===|      -13.1  now",
        "None               |        0.0",
    ]


def test_only_a_bar_against_has_the_colour_of_one() -> None:
    stream = StringIO()
    write_in_colour(Document("", (SIGNED,)), stream, 80, forced=True)
    yellow = re.findall("\x1b\\[33m(.*?)\x1b", stream.getvalue())
    assert [shown.strip() for shown in yellow if shown.strip()] == ["==="]


def test_a_note_that_takes_many_lines_stands_below_its_bar() -> None:
    note = "you lack communication systems and defined workflows"
    long = SIGNED._replace(rows=(SignedBar("A name that takes most of a line", 73, note),))
    assert as_text(Document("", (long,)), 80).splitlines()[2:] == [
        "Points                            against | for     '=' is 4 points",
        "A name that takes most of a line          |== +7.3",
        "  you lack communication systems and defined workflows",
    ]


def test_signed_bars_on_a_narrow_screen_have_the_same_figures_and_notes() -> None:
    wide = SIGNED._replace(rows=(SignedBar("A name that takes most of a line", -131, "a note"),))
    assert as_text(Document("", (wide,)), 40).splitlines()[2:] == [
        "Points",
        "against | for  '=' is 4 points",
        "A name that takes most of a line",
        "     ===|  -13.1",
        "  a note",
    ]


def test_a_bar_that_fits_stands_on_one_line_with_its_name_and_figure() -> None:
    name = "A name that takes most of a line"
    bars = SIGNED._replace(rows=(SignedBar(name, -131), SignedBar("Short", 207)))
    for width in range(40, 90):
        lines = as_text(Document("", (bars,)), width).splitlines()[2:]
        beside = [line for line in lines if line.startswith(f"{name} ")]
        assert all(line.endswith("|      -13.1") for line in beside)
        assert beside or name in lines


@pytest.mark.parametrize("others", [(), (500, -500), (3,)])
@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_bar_is_as_long_whatever_stands_beside_it(others: tuple[int, ...], width: int) -> None:
    rows = tuple(SignedBar("Model", tenths) for tenths in (120, *others))
    text = as_text(Document("", (SIGNED._replace(rows=rows),)), width)
    assert re.search(r"\|(=*) *\+12\.0", text)[1] == "==="


def test_statements_and_reasons_on_a_screen() -> None:
    blocks = (
        Statements((Statement("Match", "fair", "48%"), Statement("Can you run?", "yes", "all"))),
        ReasonLines((ReasonLine("+", "Staff.", (1,)), ReasonLine("-", "Cost.", (2, 3)))),
    )
    assert as_text(Document("", blocks), 60).splitlines()[2:] == [
        "Match         fair  48%",
        "Can you run?  yes   all",
        "",
        f"+ Staff.{'[1]'.rjust(52)}",
        f"- Cost.{'[2, 3]'.rjust(53)}",
    ]
    assert as_text(Document("", blocks), 40).splitlines()[-2:] == ["+ Staff. [1]", "- Cost. [2, 3]"]


def test_a_word_of_degree_and_its_figure_are_apart_on_a_narrow_screen() -> None:
    row = Statement("Stability so far", "likely", "holds in 128 of 200 tries")
    lines = as_text(Document("", (Statements((row,)),)), 40).splitlines()
    assert (
        " ".join(" ".join(lines).split()) == "Stability so far: likely; holds in 128 of 200 tries"
    )


@pytest.mark.parametrize("width", [80, 120, 200])
def test_three_models_stand_side_by_side_in_80_columns(width: int) -> None:
    page = as_text(compare.side_by_side(world.RULES, world.MODELS[:3]), width)
    head = page.partition("\n---")[0]
    assert head.splitlines()[-1].startswith("Question")
    for name in ("Brokerage", "Clinical case", "Standard"):
        assert name in head


def test_four_models_stand_below_one_another_in_80_columns_and_beside_in_120() -> None:
    document = compare.side_by_side(world.RULES, world.MODELS)
    assert "\nQuestion" not in as_text(document, 80)
    assert "\nQuestion" in as_text(document, 120)


def test_columns_below_60_are_labelled_blocks() -> None:
    page = as_text(compare.side_by_side(world.RULES, world.MODELS[:2]), 59)
    assert "\nBrokerage\n" in page
    assert "\nClinical case management\n" in page
    assert "  What happens after hours? Office hours." in page


def test_an_answer_on_screen_loads_nothing_that_is_for_paper() -> None:
    profile = ROOT / "profiles" / "organizations" / "county_agency.yaml"
    command = [sys.executable, "-X", "importtime", "-m", "casemodel", "recommend", str(profile)]
    completed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {
        line.rpartition("|")[2].strip().partition(".")[0] for line in completed.stderr.split("\n")
    }
    assert "rich" in loaded
    assert not {"jinja2", "markupsafe", "docx", "typst"} & loaded


def test_json_prints_points_with_one_decimal() -> None:
    for tenths in range(-1000, 1001):
        assert json.dumps(points(tenths)) == printed(tenths).replace("-0.0", "0.0")


def test_signed_points() -> None:
    assert [signed(t) for t in (32, 0, -5, -123)] == ["+3.2", "0.0", "-0.5", "-12.3"]


def test_json_is_ascii_whatever_it_holds() -> None:
    rules_answer = world.remade(world.ORGANIZATION._replace(label="Zoë\x1b\u202e\ud800"))
    text = as_json(answer("recommend", rules_answer[1], "9.9", full=True))
    assert text.isascii()
    assert "\x1b" not in text
    assert json.loads(text)["label"] == "Zoë\x1b\u202e\ud800"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("[x](y)", r"\[x\](y)"),
        ("a|b `c` *d* _e_ # $f$ ~g~", r"a\|b \`c\` \*d\* \_e\_ \# \$f\$ \~g\~"),
        ("https://x.org www.x.org a@b.c", "https&#58;//x.org www&#46;x.org a&#64;b.c"),
        ("&lt;", "&amp;lt;"),
        (r"\[x]", r"\\\[x\]"),
    ],
)
def test_markdown_escapes(text: str, expected: str) -> None:
    assert escaped(text) == expected


@pytest.mark.parametrize("text", ["- x", "+ x", "1. x", "23) x", "    code", "=====", "> x", "# x"])
def test_markdown_paragraphs_stay_paragraphs(text: str) -> None:
    parsed = MarkdownIt("commonmark").parse(as_markdown(Document("T", (Paragraph(text),))))
    assert [token.type for token in parsed if token.nesting == 1] == [
        "heading_open",
        "paragraph_open",
    ]


_HOSTILE = st.text(alphabet="<>[]()!*_`#|~-+=.1 \n\\&:;/@$\x1b{}aw", max_size=30)


@few
@given(_HOSTILE)
@example("[x](y) <b>x</b> ~~x~~ *x* `x` ![x](y)")
def test_markdown_shows_any_text_as_it_is(text: str) -> None:
    markdown = as_markdown(document_of(text))
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for token in _every(parser.parse(markdown)):
        if token.type in ("html_inline", "html_block"):
            assert token.content == "<br>"
        assert token.type not in ("link_open", "image", "code_inline", "code_block", "fence", "hr")
    text_shown = "".join(t.content for t in _every(parser.parse(markdown)) if t.type == "text")
    assert words_of(harmless(text)) in words_of(text_shown)


def _every(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _every(token.children or [])
