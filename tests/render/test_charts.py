"""Charts: bars as long as they should be, nothing off the picture, every figure written out."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casemodel.pages.document import Chart, ChartBar, ChartRow
from casemodel.render.charts import WIDE, across, figures_of, picture_of
from casemodel.render.svg import chart_file
from casemodel.render.text_charts import chart_lines
from tests.pages.sample import EVERY_BLOCK, POINTS, RANKING

SVG = "{http://www.w3.org/2000/svg}"


@st.composite
def charts(draw):
    series = draw(st.integers(1, 3))
    values = st.integers(-1500, 1500)
    bars = st.builds(ChartBar, values, st.text(max_size=8), st.just(0), values, values)
    rows = draw(
        st.lists(
            st.builds(
                ChartRow,
                st.text(max_size=90),
                st.lists(bars, min_size=1, max_size=series).map(tuple),
            ),
            max_size=6,
        )
    )
    least, most = draw(st.tuples(st.integers(-1500, 0), st.integers(0, 1500)))
    return Chart(tuple(rows), least, most, mark=500, mark_text=draw(st.sampled_from(("", "50"))))


@given(charts())
def test_nothing_leaves_the_picture(chart):
    picture = picture_of(chart)
    for box in picture.boxes:
        assert 0 <= box.x <= box.x + box.width <= WIDE
        assert 0 <= box.y <= box.y + box.height <= picture.height
    for line in picture.lines:
        assert 0 <= min(line.x1, line.x2) <= max(line.x1, line.x2) <= WIDE
        assert 0 <= min(line.y1, line.y2) <= max(line.y1, line.y2) <= picture.height
    for label in picture.labels:
        assert 0 <= label.x <= WIDE
        assert 0 < label.y <= picture.height


@given(charts())
def test_no_upright_line_goes_through_the_name_of_a_row(chart):
    """Labels are 13 points high; the line's ends may touch a name's foot, not its letters."""
    picture = picture_of(chart)
    names = [label for label in picture.labels if label.weight == "strong"]
    for line in picture.lines:
        if line.stroke in ("axis", "mark") and line.x1 == line.x2:
            for name in names:
                assert line.y2 <= name.y - 10 or line.y1 >= name.y


@given(charts())
def test_every_figure_is_written(chart):
    figures = [bar.text for row in chart.rows for bar in row.bars]
    assert [label.text for label in picture_of(chart).labels if label.x == WIDE] == figures
    drawn = "\n".join(chart_lines(chart))
    assert all(text in drawn for text in figures)


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_a_longer_bar_is_more(one, other):
    if one <= other:
        assert across(RANKING, one) <= across(RANKING, other)


def test_bars_begin_where_the_scale_says():
    boxes = [box for box in picture_of(POINTS).boxes if box.x or box.y > 40]
    zero = across(POINTS, 0)
    ends = [(box.x, box.x + box.width) for box in boxes][-4:]
    assert ends == [
        (zero, across(POINTS, 29)),
        (across(POINTS, -14), zero),
        (zero, zero),
        (zero, across(POINTS, 31)),
    ]


def test_patterns_tell_series_apart():
    picture = picture_of(POINTS)
    assert picture.patterns == 2
    assert {box.series for box in picture.boxes} == {0, 1}
    assert [label.text for label in picture.labels][:2] == ["Clinical", "Intensive"]


@pytest.mark.parametrize("chart", [RANKING, POINTS])
def test_svg_for_other_writers_stands_alone(chart):
    root = ET.fromstring(chart_file(picture_of(chart), 460))  # noqa: S314 - made here
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") == f"0 0 460 {picture_of(chart).height}"
    assert all("%" not in value for one in root.iter() for value in one.attrib.values())
    patterns = {one.get("id") for one in root.iter(f"{SVG}pattern")}
    used = {one.get("fill") for one in root.iter(f"{SVG}rect")}
    assert {f"url(#{name})" for name in patterns} <= used


def test_long_names_are_broken_never_cut():
    name = "Collaborative over strengths-based, with a second team for people far away"
    chart = Chart((ChartRow(name, (ChartBar(5, "0.5"),)),), 0, 10)
    lines = [label.text for label in picture_of(chart).labels if label.weight == "strong"]
    assert " ".join(lines) == name
    assert len(lines) > 1


def test_text_charts(snapshot):
    for chart in (RANKING, POINTS):
        assert "\n".join(chart_lines(chart)) == snapshot


def test_bars_of_a_terminal_page_become_a_figure():
    (bars,) = (block for block in EVERY_BLOCK.blocks if type(block).__name__ == "Bars")
    (figure,) = figures_of(bars)
    assert figure.chart.rows[0].bars[0] == ChartBar(612, "61.2", 0, 480, 730)
    assert ("61.2",) in figure.table.rows[0]
