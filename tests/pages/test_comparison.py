"""The comparison on paper: every model in equal detail, every claim with a source, safe as CSV."""

import csv
import shutil
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from casemodel import __version__
from casemodel.cli.rules_used import DIGITS
from casemodel.engine.assessment import assess
from casemodel.explanation.explain import explain
from casemodel.explanation.values import Explanation
from casemodel.pages.comparison_paper import _COLUMNS, for_a_spreadsheet, on_paper
from casemodel.pages.document import Document, Paragraph, Sources, Table
from casemodel.pages.ranking import _STATES
from casemodel.profiles.changes import with_changes
from casemodel.profiles.reader import load_profile
from casemodel.render import pdf, word
from casemodel.render.as_csv import as_csv, field
from casemodel.render.html import as_html
from casemodel.render.json_models.base import to_data
from casemodel.render.json_models.models import compare
from casemodel.render.markdown import as_markdown, escaped
from casemodel.texts.messages import phrase
from tests.cli.process import casemodel
from tests.pages.sample import CLIENTS, ORGANIZATIONS, QUICK, TOOL, examined
from tests.render.test_formats_agree import points, with_scores
from tests.render.test_word import points_of
from tests.shipped import shipped
from tests.stories.test_board_report import run

MODELS = tuple(shipped().models.values())
(IN_DANGER,) = (path for path in CLIENTS if path.stem == "in_danger")
FULL_NAMES = {phrase(short): phrase(full) for short, full in _COLUMNS.items()}
MANY_WARNINGS = ("in_danger", "two_groups_without_staff")
SMALLEST = 8  # points of type
PAGE = on_paper(shipped(), MODELS, None, "2026-11-22", TOOL)


def _tables(page) -> list[Table]:
    return [block for block in page.blocks if isinstance(block, Table)]


def test_the_same_rows_in_the_same_order_for_every_model():
    for chosen in (MODELS, MODELS[:1], MODELS[3:5]):
        *short, table, _ = _tables(on_paper(shipped(), chosen, None, "", TOOL))
        assert len(short) == (len(chosen) > 1)
        assert table.columns == ("Question", *(model.name for model in chosen))
        table_of_all = _tables(PAGE)[-2]
        assert [row[0] for row in table.rows] == [row[0] for row in table_of_all.rows]
        assert all(len(row) == 1 + len(chosen) for row in table.rows)
        assert all(any(cell) for row in table.rows for cell in row)


def test_the_first_two_sheets_say_the_same_without_sources():
    short, with_sources, _ = _tables(PAGE)
    assert len(short.rows) < len(with_sources.rows)
    for brief, full in zip(short.rows, with_sources.rows, strict=False):
        for cell, cell_with_sources in zip(brief[1:], full[1:], strict=True):
            assert cell_with_sources[0].startswith(cell[0])
            assert "[" not in cell[0]


@pytest.mark.parametrize(
    ("number", "path", "sheets"),
    [
        (len(MODELS), ORGANIZATIONS[0], 2),
        (len(MODELS), IN_DANGER, 2),
        (2, None, 1),
        pytest.param(len(MODELS), None, 2, marks=pytest.mark.thorough),
        pytest.param(2, ORGANIZATIONS[0], 1, marks=pytest.mark.thorough),
    ],
)
def test_models_for_a_class_take_two_sheets_before_the_annex_and_two_models_one(
    number, path, sheets
):
    """With a profile it was three, the last with one row; two models filled a third of a second."""
    pytest.importorskip("typst", reason="the extra casemodel[pdf] is not installed")
    explanation = examined(path).explanation if path else None
    page = on_paper(shipped(), MODELS[:number], explanation, "2026-11-22", TOOL)
    read = PdfReader(BytesIO(pdf.write(page, "letter"))).pages
    annex = phrase("compare.annex")
    assert next(n for n, sheet in enumerate(read) if annex in sheet.extract_text()) == sheets
    assert "/" in read[-1].extract_text().splitlines()[-1]  # 'sheet/sheets' at the foot


def crowded() -> Explanation:
    """The answer for a client with every warning that one client can have."""
    more = {"danger_by_client": "yes", "substance_use": "main", "chronic_illness": "complex"}
    profile = load_profile(IN_DANGER, shipped())
    profile = with_changes(profile, {**more, "hospital_use": "high"}, shipped())
    return explain(assess(shipped(), profile, QUICK))


def test_with_many_warnings_no_type_is_under_8_points():
    pytest.importorskip("docx", reason="the extra casemodel[docx] is not installed")
    page = on_paper(shipped(), MODELS, crowded(), "", TOOL)
    points = points_of(word.write(page))
    points.pop("Gap")  # it has no letters
    assert min(points.values()) >= SMALLEST
    assert pdf.type_size(page, "letter") * 0.86 >= SMALLEST  # that of citations
    assert '<body class="board across close">' in as_html(page)


@pytest.mark.thorough
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_with_warnings_models_take_two_sheets_in_word_and_printed_too(paper, tmp_path):
    """A client in danger and an agency without staff took three."""
    office, browser = shutil.which("soffice"), shutil.which("chromium")
    if not (office and browser):
        pytest.skip("LibreOffice and Chromium are not both installed")
    paths = (path for path in (*CLIENTS, *ORGANIZATIONS) if path.stem in MANY_WARNINGS)
    answers = {path.stem: examined(path).explanation for path in paths}
    for name, explanation in {**answers, "crowded": crowded()}.items():
        page = on_paper(shipped(), MODELS, explanation, "2026-11-22", TOOL)
        (tmp_path / f"{name}.docx").write_bytes(word.write(page, paper))
        html = tmp_path / f"{name}.html"
        html.write_text(as_html(page, paper), encoding="utf-8")
        printed = f"--print-to-pdf={tmp_path / f'{name}-printed.pdf'}"
        run(browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            printed, html.as_uri())  # fmt: skip
    files = sorted(tmp_path.glob("*.docx"))
    run(office, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *files)
    annex = phrase("compare.annex")
    printed_files = sorted(tmp_path.glob("*.pdf"))
    assert len(printed_files) == 2 * len(files)
    for file in printed_files:
        read = PdfReader(file).pages
        assert next(n for n, sheet in enumerate(read) if annex in sheet.extract_text()) == 2, file


def test_every_rating_that_decides_is_there():
    table = _tables(PAGE)[-1]
    texts = {
        (row[0][0], model): " ".join(cell)
        for row in table.rows
        for model, cell in zip(table.columns[1:], row[1:], strict=True)
    }
    for model in MODELS:
        for criterion, by_level in model.ratings.items():
            for level, rating in by_level.items():
                name = shipped().criteria[criterion].level(level).name.organization
                if rating.step in ("strong_fit", "misfit", "strong_misfit") and name:
                    assert name in texts[shipped().criteria[criterion].name, model.name]


def test_pairs_of_claims_that_disagree_are_said():
    text = as_markdown(PAGE)
    assert "## Where sources disagree" in text
    assert text.count(" But: ") > 10


def test_sources_are_numbered_and_all_cited():
    (sources,) = (block for block in PAGE.blocks if isinstance(block, Sources))
    assert [int(source.number) for source in sources.entries] == list(
        range(1, len(sources.entries) + 1)
    )
    text = as_markdown(PAGE)
    assert all(f"{source.number}: " in text.split("## Sources")[0] for source in sources.entries)


def test_models_that_are_not_rated_say_so():
    family = next(model for model in MODELS if not model.scored)
    paragraphs = [block.text for block in PAGE.blocks if isinstance(block, Paragraph)]
    assert f"{family.name} is described, not rated: see its models." in paragraphs


@pytest.mark.parametrize("path", [ORGANIZATIONS[0], CLIENTS[2]], ids=lambda path: path.stem)
def test_scores_for_a_profile(path):
    case = examined(path)
    page = on_paper(shipped(), MODELS[:2], case.explanation, "", TOOL)
    assert page.private == (case.profile.kind == "client")
    (table,) = _ranking(page)
    assert len(table.rows) == 2
    text = as_markdown(page)
    dangers = [c.text for c in case.explanation.cautions if c.danger]
    assert all(text.index(danger) < text.index("## Points") for danger in dangers)


def _ranking(page: Document) -> list[Table]:
    return [b for b in _tables(page) if b.caption == phrase("charts.ranking")]


def test_csv_is_the_table():
    page = for_a_spreadsheet(shipped(), MODELS)
    (table,) = _tables(page)
    text = as_csv(page)
    assert text.startswith("\ufeff")
    rows = list(csv.reader(StringIO(text[1:], newline="")))
    assert rows[0] == list(table.columns)
    assert len(rows) == 1 + len(table.rows)
    for cells, row in zip(rows[1:], table.rows, strict=True):
        assert cells == ["\n".join(field(text) for text in cell) for cell in row]
    assert rows[-1][0] == "Where do sources disagree?"


@pytest.mark.thorough
@pytest.mark.parametrize("path", [*ORGANIZATIONS, *CLIENTS], ids=lambda path: path.stem)
def test_every_format_has_the_ranks_figures_and_warnings_of_the_json(path):
    case = examined(path)
    explanation = case.explanation
    output = to_data(compare(shipped(), MODELS, explanation, "9"))
    sheet = as_csv(for_a_spreadsheet(shipped(), MODELS, explanation))
    rows = {row[0]: row[1:] for row in csv.reader(StringIO(sheet[1:], newline=""))}
    columns = [model.id for model in MODELS]
    page = on_paper(shipped(), MODELS, explanation, "", TOOL)
    (table,) = _ranking(page)
    printed = {row[0][0]: dict(zip(table.columns, row, strict=True)) for row in table.rows}
    for score in output["scores"]:
        column, printed_row = (
            columns.index(score["id"]),
            printed[shipped().models[score["id"]].name],
        )
        low, high = score["low"], score["high"]
        expected = {
            "Rank": str(score["rank"]),
            "Points": points(score["score"]),
            "Range": f"{points(low)} to {points(high)}" if low != high else "",
            "Match": score["match"]["word"],
            "State": phrase(_STATES[score["feasible"]]) if score["feasible"] in _STATES else "",
        }
        for name, text in expected.items():
            assert printed_row.get(name, ("",)) == (text,)
        for name, text in with_scores(expected, score).items():
            assert rows.get(FULL_NAMES.get(name, name), [""] * len(columns))[column] == text
    text = as_markdown(page)
    for caution in output["cautions"]:
        assert escaped(caution["says"]) in text
        assert all(caution["says"] in cell for cell in rows["Warnings"])
    for unranked in output["unranked"]:
        assert unranked["says"] in rows["Score of 100 (50: no reason either way)"]
        assert escaped(unranked["says"]) in text


@pytest.mark.parametrize("path", [ORGANIZATIONS[0], CLIENTS[2]], ids=lambda path: path.stem)
def test_a_table_of_scores_is_as_private_as_its_profile(path):
    case = examined(path)
    page = for_a_spreadsheet(shipped(), MODELS, case.explanation)
    assert page.private == (case.profile.kind == "client")


def test_the_command_writes_by_the_name_of_the_file(tmp_path):
    for name, begins in (
        ("a.csv", "\ufeff"),
        ("a.html", "<!DOCTYPE"),
        ("a.md", "# Case"),
        ("a.txt", "Case management models compared\n"),
    ):
        ran = casemodel("compare", "brokerage", "intensive", "-o", name, cwd=tmp_path)
        assert ran.status == 0, ran.err
        assert (tmp_path / name).read_bytes().decode().startswith(begins)


def test_markdown_is_the_full_comparison(tmp_path):
    ran = casemodel("compare", "--format", "markdown", "--date", "2026-11-22", cwd=tmp_path)
    assert ran.out == as_markdown(
        on_paper(shipped(), MODELS, None, "2026-11-22", f"casemodel {__version__}")
    ).replace(
        f", rules {shipped().version}.",
        f". Shipped rules {shipped().version} ({shipped().digest[:DIGITS]}).",
    )


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("compare", "--plain", "--format", "markdown"), "Choose one"),
        (("compare", "--date", "2026-11-22"), "--date goes with"),
        (("handout", "brokerage", "-o", "x.csv"), "casemodel compare"),
        (("handout", "brokerage", "-o", "x.doc"), ".docx"),
        (("worksheet", "client", "--date", "22.11.2026"), "2026-11-22"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line(tmp_path, arguments, problem):
    ran = casemodel(*arguments, cwd=tmp_path)
    assert ran.status == 2
    assert problem in ran.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "text", ["=cmd()", "+1", "-2+3", "@SUM(A1)", " =1", "\t=1", "\r=1", "\uff1d1", "\x00=1"]
)
def test_no_formula_gets_through(text):
    assert field(text)[0] not in "=+-@\uff1d"


@given(st.text())
def test_a_field_never_begins_a_formula(text):
    cell = field(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    table = Table("", (text, "x"), (((text, text), (text,)),))
    rows = list(csv.reader(StringIO(as_csv(Document("", (table,)))[1:], newline="")))
    assert rows == [[cell, "x"], [f"{cell}\n{cell}", cell]]
