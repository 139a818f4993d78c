"""Pictures: what stands in them, what they are told apart by, and when their table stands alone."""

import re
import xml.etree.ElementTree as ET
from functools import cache, lru_cache
from itertools import combinations

import pytest

from casemodel.pages.document import (
    FULL_SIDE,
    Chart,
    Document,
    HeatMap,
    LanePlot,
    RangeBars,
    SignedBar,
    SignedBars,
    StackedBars,
    Table,
)
from casemodel.render import charts
from casemodel.render.blocks import description_of, figures_of
from casemodel.render.charts import NARROW, WIDE, drawn
from casemodel.render.html import as_html
from tests.pages.sample import ORGANIZATIONS, example
from tests.render.tricky import document

pytest.importorskip("matplotlib", reason="an extra is not installed")
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

Picture = SignedBars | Chart
BARS = SignedBars("Points", "Model", (SignedBar("Clinical", 200), SignedBar("Brokerage", -100)))


@cache
def pictures() -> list[Picture]:
    """Every picture of the sample page and of the reports on the organizations."""
    pages = [document(), *(example(path).page for path in ORGANIZATIONS)]
    return [
        block for page in pages for block in page.blocks if isinstance(block, SignedBars | Chart)
    ]


@lru_cache(maxsize=None, typed=True)  # two kinds with the same figures are equal tuples
def canvas(picture: Picture, width: float):
    """The picture as matplotlib has it, laid out."""
    of_picture = charts._canvas_of(picture, width)
    of_picture.saved("svg")
    return of_picture


def artists(of_picture, kind: type) -> list:
    """All that is drawn of one kind, in order."""
    return [artist for artist in of_picture._figure.artists if isinstance(artist, kind)]


def boxes(of_picture) -> list[tuple[float, float]]:
    """Where each box begins, and how wide it is, in points."""
    return [(box.get_x(), box.get_width()) for box in artists(of_picture, Rectangle)]


def test_each_kind_of_picture_is_on_a_page():
    assert {type(picture) for picture in pictures()} == {
        SignedBars, HeatMap, LanePlot, StackedBars, RangeBars,
    }  # fmt: skip


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_no_text_of_a_picture_is_cut_or_runs_into_another(width):
    for picture in pictures():
        of_picture = canvas(picture, width)
        figure, texts = of_picture._figure, of_picture._figure.texts
        extents = [text.get_window_extent() for text in texts]
        assert all(figure.bbox.x0 <= e.x0 and e.x1 <= figure.bbox.x1 for e in extents)
        assert all(figure.bbox.y0 - 1 <= e.y0 and e.y1 <= figure.bbox.y1 + 1 for e in extents)
        for (first, one), (second, other) in combinations(zip(texts, extents, strict=True), 2):
            across = min(one.x1, other.x1) - max(one.x0, other.x0)
            high = min(one.y1, other.y1) - max(one.y0, other.y0)
            assert across <= 0 or high < 4, (first.get_text(), second.get_text())


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_picture_has_every_figure_of_its_table(width):
    for picture in pictures():
        texts = " ".join(text.get_text() for text in canvas(picture, width)._figure.texts)
        for row in figures_of(picture).rows:
            for figure in re.findall(r"[-+]?\d+(?:\.\d)?", " ".join(map(" ".join, row[1:]))):
                assert figure in texts


def test_a_description_has_every_text_of_the_table():
    for picture in pictures():
        table, text = figures_of(picture), description_of(picture)
        assert all(part in text for row in table.rows for cell in row for part in cell)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_bar_is_as_long_as_its_figure_whatever_stands_beside_it(width):
    (first, second), (alone,) = (
        boxes(canvas(BARS._replace(rows=rows), width)) for rows in (BARS.rows, BARS.rows[:1])
    )
    assert first == alone
    assert first[1] == pytest.approx(2 * second[1])
    assert second[0] + second[1] == pytest.approx(first[0])
    ((_, full),) = boxes(canvas(BARS._replace(rows=(SignedBar("A", FULL_SIDE),)), width))
    ((_, beyond),) = boxes(canvas(BARS._replace(rows=(SignedBar("A", 2 * FULL_SIDE),)), width))
    assert full == beyond == pytest.approx(first[1] * FULL_SIDE / 200)


def test_pieces_are_as_long_as_their_counts():
    table = Table("", ("Tries", "A", "B"), ((("all",), ("150",), ("50",)),))
    *_, (start, first), (next_start, second) = boxes(canvas(StackedBars(table, ((150, 50),)), WIDE))
    assert first == pytest.approx(3 * second)
    assert next_start == pytest.approx(start + first)


def test_the_larger_a_figure_the_darker_its_cell_and_none_for_what_speaks_against():
    rows = tuple(((name,), ("1",)) for name in "abc")
    picture = HeatMap(Table("", ("Group", "A"), rows), ((-300,), (100,), (200,)))
    shades = [box.get_facecolor()[3] for box in artists(canvas(picture, WIDE), Rectangle)]
    assert shades == [0.0, 0.25, 0.5]


def test_marks_stand_in_the_order_of_their_figures_and_look_as_their_lane():
    table = Table("", ("Choice",), tuple(((name,),) for name in "abc"))
    picture = LanePlot(table, (300, 100, -50), ("yes", "ask", "no"), (0, 1, 2), ("a", "b", "c"))
    marks = [line for line in artists(canvas(picture, WIDE), Line2D) if line.get_marker() == "o"]
    places = [float(mark.get_xdata()[0]) for mark in marks]
    assert places == sorted(places, reverse=True)
    assert len({mark.get_fillstyle() for mark in marks}) == 3


def test_pieces_can_be_told_apart_without_color():
    looks = {(int(fill[1:3], 16) // 32, hatch) for fill, hatch in charts._PIECES}
    assert len(looks) == len(charts._PIECES)


@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_same_picture_has_the_same_bytes_and_no_date(form):
    first = drawn(BARS, form)
    drawn.cache_clear()
    second = drawn(BARS, form)
    assert first == second
    assert first is not None
    assert not re.search(rb"20\d\d-\d\d|[Mm]atplotlib v", first.image)


def test_a_picture_leaves_the_settings_of_matplotlib_as_they_were():
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    drawn.cache_clear()
    drawn(BARS)
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("name", ["大区", "क", "A\u0e01"])
def test_where_the_typeface_lacks_a_letter_the_table_stands(name):
    bars = BARS._replace(rows=(SignedBar(name, 20),))
    assert drawn(bars) is None
    page = as_html(Document("t", (bars,)))
    assert "<img" not in page
    assert name in page
    assert "+2.0" in page


@pytest.mark.parametrize("name", ["--><script>alert(1)</script>", "]]>&lt;x", "<use href='#a'/>"])
def test_a_name_is_drawn_and_never_becomes_markup(name):
    plain, evil = (drawn(BARS._replace(rows=(SignedBar(text, 20),))) for text in ("Plain", name))
    assert plain is not None
    assert evil is not None
    kinds = [{e.tag for e in ET.fromstring(p.image).iter()} for p in (plain, evil)]  # noqa: S314 - ours
    assert kinds[0] == kinds[1]


def test_each_kind_has_a_picture_of_its_own_though_figures_are_the_same():
    table = Table("", ("Name", "A"), ((("a",), ("2",)),))
    drawings = [drawn(HeatMap(table, ((2,),))), drawn(StackedBars(table, ((2,),)))]
    assert drawings[0] != drawings[1]


def test_a_dollar_is_a_dollar():
    assert drawn(BARS._replace(rows=(SignedBar("$x^2$ \\frac", 20),))) is not None


def test_where_groups_are_too_many_for_a_phone_the_table_stands_everywhere():
    names = tuple(f"Group {n}" for n in range(12))
    picture = HeatMap(
        Table("", ("Group", "A"), tuple(((name,), ("+1.0",)) for name in names)), ((10,),) * 12
    )
    assert drawn(picture, "svg", WIDE) is not None
    assert drawn(picture, "svg", NARROW) is None
    page = as_html(Document("t", (picture,)))
    assert "<img" not in page
    assert all(name in page for name in names)


def test_without_matplotlib_tables_with_the_same_figures_stand(monkeypatch):
    monkeypatch.setattr(charts, "find_spec", lambda _: None)
    drawn.cache_clear()
    page = as_html(document())
    assert "<img" not in page
    assert "+20.7" in page
    assert "-13.1" in page
