"""A chart as Word's own: bars that can be edited there, told apart by pattern as well as colour."""

from collections.abc import Iterator, Mapping, Sequence

from casemodel.pages.document import Chart, ChartBar
from casemodel.render.elements import Element, Node, written
from casemodel.render.svg import INK, INKS, PAPER

_SPACES = {
    "xmlns:c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
_PATTERNS = ("", "wdUpDiag", "pct50")  # the first series is solid
_AXES = ("111111111", "222222222")
_LABEL_PARTS = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
_TEN = 10
FONT = "Arial"


def chart_xml(chart: Chart, language: str) -> bytes:
    """The chart as the XML of a chart part."""
    plot = _tag("c:plotArea", _tag("c:layout"), _bars(chart), _names_axis(chart), _scale(chart))
    legend = _tag("c:legend", _value("c:legendPos", "t"), _value("c:overlay", "0"))
    root = _tag(
        "c:chartSpace",
        _value("c:lang", language),
        _value("c:roundedCorners", "0"),
        _tag(
            "c:chart",
            _value("c:autoTitleDeleted", "1"),
            plot,
            *((legend,) if chart.series else ()),
            _value("c:plotVisOnly", "1"),
            _value("c:dispBlanksAs", "gap"),
        ),
        _letters(),
        attributes=_SPACES,
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return (head + written([root])).encode()


def _tag(name: str, *inside: Node, attributes: Mapping[str, str] | None = None) -> Element:
    return Element(name, attributes or {}, inside)


def _value(name: str, value: str) -> Element:
    return _tag(name, attributes={"val": value})


def _letters() -> Element:
    """All texts of the chart in the letters of the file, in hundredths of a point."""
    face = _tag("a:latin", attributes={"typeface": FONT})
    usual = _tag("a:defRPr", face, attributes={"sz": "900"})
    return _tag("c:txPr", _tag("a:bodyPr"), _tag("a:p", _tag("a:pPr", usual)))


def _number(tenths: int) -> str:
    return f"{tenths / _TEN:.1f}"


def _solid(ink: str) -> Element:
    return _tag("a:solidFill", _value("a:srgbClr", ink.lstrip("#")))


def _line(ink: str, *more: Element) -> Element:
    return _tag("a:ln", _solid(ink), *more, attributes={"w": "9525"})


def _fill(index: int) -> Element:
    """How the bars of a series are filled."""
    ink = INKS[index % len(INKS)]
    pattern = _PATTERNS[index % len(_PATTERNS)]
    if not pattern:
        return _tag("c:spPr", _solid(ink), _line(ink))
    filled = _tag(
        "a:pattFill",
        _tag("a:fgClr", _value("a:srgbClr", ink.lstrip("#"))),
        _tag("a:bgClr", _value("a:srgbClr", PAPER.lstrip("#"))),
        attributes={"prst": pattern},
    )
    return _tag("c:spPr", filled, _line(ink))


def _bars(chart: Chart) -> Element:
    used = sorted({bar.series for row in chart.rows for bar in row.bars})
    one_a_row = all(len(row.bars) <= 1 for row in chart.rows)
    return _tag(
        "c:barChart",
        _value("c:barDir", "bar"),
        _value("c:grouping", "clustered"),
        _value("c:varyColors", "0"),
        *(_series(chart, series) for series in used),
        _value("c:gapWidth", "60"),
        *((_value("c:overlap", "100"),) if one_a_row else ()),
        *(_value("c:axId", axis) for axis in _AXES),
    )


def _series(chart: Chart, series: int) -> Element:
    """The bars of one pattern; a row may have none."""
    bars = [next((bar for bar in row.bars if bar.series == series), None) for row in chart.rows]
    name = chart.series[series] if series < len(chart.series) else ""
    figures = [_number(bar.tenths) if bar else "" for bar in bars]
    over = _error_bars(bars) if _has_ranges(chart) else _labels(bars)
    return _tag(
        "c:ser",
        _value("c:idx", str(series)),
        _value("c:order", str(series)),
        *((_tag("c:tx", _tag("c:v", name)),) if name else ()),
        _fill(series),
        _value("c:invertIfNegative", "0"),
        over,
        _tag("c:cat", _tag("c:strLit", *_points(_names(chart)))),
        _tag("c:val", _tag("c:numLit", _tag("c:formatCode", "0.0"), *_points(figures))),
    )


def _has_ranges(chart: Chart) -> bool:
    return any(bar.low != bar.high for row in chart.rows for bar in row.bars)


def _names(chart: Chart) -> list[str]:
    """The names of the rows; with their figures where thin lines leave no room for these."""
    if not _has_ranges(chart):
        return [row.name for row in chart.rows]
    return [f"{row.name}: {', '.join(bar.text for bar in row.bars)}" for row in chart.rows]


def _labels(bars: Sequence[ChartBar | None]) -> Element:
    """The figure at the end of each bar, with its sign where the page writes signs."""
    signs = any(bar.text.startswith("+") for bar in bars if bar)
    code = {"formatCode": "+0.0;-0.0;0.0" if signs else "0.0", "sourceLinked": "0"}
    shown = (_value(f"c:show{part}", str(int(part == "Val"))) for part in _LABEL_PARTS)
    return _tag("c:dLbls", _tag("c:numFmt", attributes=code), *shown)


def _points(texts: list[str]) -> Iterator[Element]:
    yield _value("c:ptCount", str(len(texts)))
    for index, text in enumerate(texts):
        if text:
            yield _tag("c:pt", _tag("c:v", text), attributes={"idx": str(index)})


def _error_bars(bars: Sequence[ChartBar | None]) -> Element:
    """The thin lines for what open answers could make of a bar."""
    below = [_number(max(bar.tenths - bar.low, 0)) if bar else "" for bar in bars]
    above = [_number(max(bar.high - bar.tenths, 0)) if bar else "" for bar in bars]
    return _tag(
        "c:errBars",
        _value("c:errBarType", "both"),
        _value("c:errValType", "cust"),
        _value("c:noEndCap", "0"),
        _tag("c:plus", _tag("c:numLit", _tag("c:formatCode", "0.0"), *_points(above))),
        _tag("c:minus", _tag("c:numLit", _tag("c:formatCode", "0.0"), *_points(below))),
        _tag("c:spPr", _line(INK)),
    )


def _names_axis(chart: Chart) -> Element:
    """The names, from the top down; bars begin at this axis."""
    return _tag(
        "c:catAx",
        _value("c:axId", _AXES[0]),
        _tag("c:scaling", _value("c:orientation", "maxMin")),
        _value("c:delete", "0"),
        _value("c:axPos", "l"),
        _value("c:majorTickMark", "none"),
        _value("c:minorTickMark", "none"),
        _value("c:tickLblPos", "low"),
        _tag("c:spPr", _line(INK)),
        _value("c:crossAx", _AXES[1]),
        _value("c:crossesAt", _number(chart.start)),
    )


def _scale(chart: Chart) -> Element:
    """The scale; the chart's mark is a broken line."""
    broken = _tag("c:spPr", _line(INK, _value("a:prstDash", "dash")))
    unit = chart.mark - chart.least
    marked = bool(chart.mark_text) and unit > 0
    return _tag(
        "c:valAx",
        _value("c:axId", _AXES[1]),
        _tag(
            "c:scaling",
            _value("c:orientation", "minMax"),
            _value("c:max", _number(chart.most)),
            _value("c:min", _number(chart.least)),
        ),
        _value("c:delete", "0"),
        _value("c:axPos", "b"),
        *((_tag("c:majorGridlines", broken),) if marked else ()),
        _tag("c:numFmt", attributes={"formatCode": "General", "sourceLinked": "0"}),
        _value("c:majorTickMark", "out"),
        _value("c:minorTickMark", "none"),
        _value("c:tickLblPos", "nextTo"),
        _tag("c:spPr", _line(INK)),
        _value("c:crossAx", _AXES[0]),
        _value("c:crosses", "max"),
        *((_value("c:majorUnit", _number(unit)),) if marked else ()),
    )
