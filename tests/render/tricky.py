"""Documents for tests: one with every kind of block, and texts that try to be more than text."""

from casemodel.pages.document import (
    Bullets,
    Document,
    Fact,
    Facts,
    Heading,
    HeatMap,
    Item,
    LanePlot,
    Paragraph,
    RangeBars,
    ReasonLine,
    ReasonLines,
    Ruled,
    SignedBar,
    SignedBars,
    SourceLine,
    Sources,
    StackedBars,
    Statement,
    Statements,
    Table,
)

EVIL = (
    "<script>alert(1)</script>",
    "=cmd()|' /C calc'!A0",
    "\x1b]8;;https://example.org\x07link\x1b]8;;\x07",
    '#import "@preview/evil:1.0.0"',
    "*bold* _it_ $x$ `code` \\u{41} @ref <label> // comment /* x */",
    "= Heading",
    "</w:t></w:r><w:p/>&amp;&lt;",
    "{ PAGE } MERGEFIELD x",
    "\u202e right to left",
    "#{sys.inputs}",
)

WIDE = Table(
    "Side by side",
    ("Question", "Brokerage", "Intensive", "For us?"),
    (
        (
            ("What is done?",),
            ("Finds services and links the person to them.",),
            ("One", "Two"),
            ("",),
        ),
        (("How often?",), ("Once or twice, by phone.",), ("Every day, at home.",), ("",)),
    ),
    "columns",
)


def document(text: str = "A plain text.", **fields: object) -> Document:
    """A document with every kind of block, each holding the text."""
    blocks = (
        Paragraph(text),
        Paragraph(text, "danger"),
        Heading(3, f"First {text}"),
        Facts((Fact(f"Fit {text}", text), Fact("How often?", "weekly", "quiet"))),
        Heading(2, "Second"),
        Bullets(
            "reason",
            (
                Item("+", f"Lead {text}", text, f"[{text}]", "for", (text,)),
                Item("-", "", text, tone="against"),
                Item("", "Points", text, points="+3.2"),
            ),
        ),
        Bullets("tick one", (Item("☐", "", text), Item("☐", "", "no", "word"))),
        WIDE,
        Table(text, ("A", text), (((text, text), (text,)),)),
        Statements((Statement(f"Match {text}", text, text),)),
        ReasonLines((ReasonLine("+", text, (1,)), ReasonLine("-", text, (1, 2)))),
        SignedBars("Points", "Model", (SignedBar(text, 207, text), SignedBar("Brokerage", -131))),
        HeatMap(Table(text, ("A", text), (((text,), (text,)),)), ((2,),)),
        LanePlot(Table(text, ("A", text), (((text,), (text,)),)), (2,), (text,), (0,), (text,)),
        StackedBars(Table(text, ("A", text), (((text,), (text,)),)), ((2,),)),
        RangeBars(Table(text, ("A", text), (((text, text), (text,)),)), ((1, 3),), 2, (text, text)),
        Ruled(text, 2),
        Sources((SourceLine("harmony", text, (text,), "1"),)),
    )
    parts = {
        "title": f"Title {text}",
        "blocks": blocks,
        "closing": (Fact("Then", text), Fact("", text)),
        "subtitle": f"Subtitle {text}",
        "date": "2026-11-22",
        "made_by": "casemodel 0.1.0",
        "footer": "Foot",
    }
    return Document(**{**parts, **fields})  # type: ignore[arg-type]
