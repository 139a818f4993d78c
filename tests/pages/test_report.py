"""Reports: the same facts as the JSON in every format, and nothing of a client that must not be."""

import os
import re
import shutil
import stat
import sys
import tomllib
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from casemodel import __version__
from casemodel.engine.assessment import assess
from casemodel.explanation.numbers import as_points, signed
from casemodel.files.problems import ProblemsFound
from casemodel.knowledge.bundled import rules_directory
from casemodel.knowledge.notices_file import load_notices
from casemodel.pages.answer import four_statements
from casemodel.pages.document import (
    Document,
    Paragraph,
    ReasonLines,
    Sources,
    StackedBars,
    Table,
)
from casemodel.pages.first_screens import first_screens
from casemodel.pages.reasons import named
from casemodel.pages.words import sentence
from casemodel.profiles.values import Answer, Profile
from casemodel.render.extras import PDF, MissingExtra
from casemodel.render.html import as_html
from casemodel.render.json_models.answer import answer
from casemodel.render.json_models.base import to_data
from casemodel.render.markdown import as_markdown, escaped
from casemodel.texts.messages import phrase
from tests.cli.process import casemodel, process
from tests.laws.recipes_of_profiles import seeded_profile
from tests.pages.sample import (
    CLIENTS,
    EXAMPLES,
    ORGANIZATIONS,
    ROOT,
    Example,
    example,
    example_of,
)
from tests.render.markup import read
from tests.render.readers import (
    squeezed,
    words_of_html,
    words_of_markdown,
    words_of_pdf,
    words_of_word,
)
from tests.shipped import shipped


def _id(path: Path) -> str:
    return path.stem


@pytest.fixture(params=EXAMPLES, ids=_id, scope="module")
def case(request: pytest.FixtureRequest) -> Example:
    return example(request.param)


@pytest.fixture(params=CLIENTS, ids=_id, scope="module")
def client(request: pytest.FixtureRequest) -> Example:
    return example(request.param)


@pytest.fixture(
    params=(373, *(pytest.param(n, marks=pytest.mark.thorough) for n in (36, 39, 53, 105))),
    scope="module",
)
def tier(request: pytest.FixtureRequest) -> Example:
    """A report on a tier, the posts of whose parts answer questions in place of the agency's."""
    return example_of(seeded_profile(shipped(), "organization", Random(request.param)))


def test_points_of_each_part_of_a_tier_are_on_paper_and_add_up(tier):
    test_points_on_paper_add_up_to_the_score(tier)
    test_every_answer_is_on_the_page_with_what_it_did(tier)


def test_every_reason_of_a_tier_is_on_paper_beside_the_answer_it_rests_on(tier):
    (table,) = _tables(tier, phrase("report.effect", model=tier.explanation.about_name))
    rows = [[cell[0] for cell in row] for row in table.rows]
    reasons = tier.explanation.reasons[tier.explanation.about]
    assert any(reason.posts_of for reason in reasons)
    for reason in reasons:
        name = named(reason.criterion_name, reason.segment or reason.posts_of)
        (why,) = (row[3] for row in rows if row[:2] == [name, reason.answer])
        assert why.startswith(sentence(reason.text))


def test_a_reason_of_a_part_names_the_part_beside_its_answer(tier):
    """The agency's own answer to the question can be another."""
    pages = (tier.page, next(first_screens(tier.explanation)))
    for page in pages:
        lines = [r.text for b in page.blocks if isinstance(b, ReasonLines) for r in b.rows]
        for reason in tier.explanation.best_for[:1]:
            question = named(reason.criterion_name, reason.segment or reason.posts_of)
            assert any(line.startswith(question) for line in lines)


def test_what_separates_two_choices_is_one_line_for_each_answer(tier):
    why = tier.report.against_second
    for apart in (*why.behind, *why.ahead):
        one, other = apart.of_one, apart.of_other
        for reason in filter(None, (one, other)):
            assert (reason.key, reason.answer) == (
                (apart.criterion, apart.segment, apart.posts_of),
                apart.answer,
            )
        assert apart.tenths == (one.tenths if one else 0) - (other.tenths if other else 0)


def test_points_on_paper_add_up_to_the_score(case):
    caption = "client.adds" if case.page.private else "report.effect"
    (table,) = _tables(case, phrase(caption, model=case.explanation.about_name))
    points = [Fraction(row[2][0]) for row in table.rows]
    if not case.page.private:
        in_all = points.pop()
        assert (table.rows[-1][0][0], in_all) == (phrase("report.sum"), sum(points))
    assert 10 * sum(points) == case.explanation.subject.points


def test_every_answer_is_on_the_page_with_what_it_did(case):
    caption = "client.adds" if case.page.private else "report.effect"
    tables = _tables(case, phrase(caption, model=case.explanation.about_name))
    rows = [tuple(cell[0] for cell in row[:3]) for table in tables for row in table.rows]
    idle = " ".join(block.text for block in case.page.blocks if isinstance(block, Paragraph))
    for report_answer in case.report.inputs():
        listed_as_idle = (
            f"{report_answer.name}: {report_answer.answer}" in idle and not report_answer.tenths
        )
        assert (
            listed_as_idle
            or (report_answer.name, report_answer.answer, signed(report_answer.tenths)) in rows
        )


def test_how_often_each_is_recommended_is_as_in_the_json():
    pictures_found = 0
    for path in ORGANIZATIONS:
        case = example(path)
        output = to_data(answer("recommend", case.explanation, __version__, full=False))
        outcomes = list(output["stability"]["outcomes"].values())
        assert outcomes == sorted(outcomes, reverse=True)
        pictures = [b for b in case.page.blocks if isinstance(b, StackedBars)]
        for picture in pictures:
            pictures_found += 1
            together, *causes = [[int(cell[0]) for cell in row[1:]] for row in picture.table.rows]
            most = min(len(outcomes), 3)
            assert together[:most] == outcomes[:most]
            assert {sum(counts) for counts in (together, *causes)} == {sum(outcomes)}
            assert [list(counts) for counts in picture.counts] == [together, *causes]
    assert pictures_found > 2


def test_citations_and_the_list_of_sources_agree(case):
    page = as_markdown(case.page)
    cited = {
        int(number)
        for inside in re.findall(r"\\\[(?:[a-z ]+; )?((?:\d+: [\d, ]+(?:; )?)+)\\\]", page)
        for number in re.findall(r"(\d+): ", inside)
    }
    listed = [
        int(entry.number)
        for block in case.page.blocks
        if isinstance(block, Sources)
        for entry in block.entries
    ]
    assert listed == list(range(1, len(listed) + 1))
    assert cited - {2} <= set(listed)  # 2 stands in the example of how to read a citation
    assert set(listed) - {2} <= cited


def test_warnings_come_before_any_score(client):
    page = as_markdown(client.page)
    for caution in client.explanation.cautions:
        assert page.index(escaped(caution.text)) < page.index("## The answer")


def test_a_page_on_a_client_is_short_and_private(client):
    assert client.page.private
    assert client.page.sheets == 2
    assert client.page.title == f"Client {client.profile.label}"
    assert shipped().digest not in as_html(client.page)


def test_a_report_on_an_organization_says_by_which_rules():
    assert shipped().digest in as_html(example(ORGANIZATIONS[0]).page)


def test_no_words_of_the_worker_on_a_page_about_a_client():
    for path in CLIENTS:
        case = example(path)
        for profile_answer in case.profile.answers.values():
            if profile_answer.note:
                assert profile_answer.note not in as_html(case.page)


def test_notes_and_numbers_on_a_report_about_an_organization():
    path = next(path for path in ORGANIZATIONS if path.stem == "county_agency")
    page = read(as_html(example(path).page)).text
    assert "Note: two of five partners have waiting lists" in page
    assert "From 240 / 9" in page


PART_2 = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."


def test_part_2_notice_where_substance_use_is_answered(client):
    substance_use = client.profile.answers.get("substance_use", Answer("not_asked", ""))
    assert (PART_2 in as_html(client.page)) == (substance_use.state == "answered")


@pytest.mark.parametrize(
    ("level", "has_notice"), [("no", False), ("mental_health", False), ("substance_use", True)]
)
def test_part_2_notice_for_a_child_with_a_need_because_of_drugs(level, has_notice):
    profile = Profile("client", "", "", {"young_person": Answer("answered", level)}, {})
    assert (PART_2 in as_html(example_of(profile).page)) == has_notice


def test_a_notice_of_the_readers_own(tmp_path):
    folder = tmp_path / "rules"
    shutil.copytree(rules_directory(), folder)
    text = (folder / "notices.yaml").read_text(encoding="utf-8")
    (folder / "notices.yaml").write_text(
        text.replace(PART_2, "Our state forbids it.").replace("young_person", "yuong_person"),
        encoding="utf-8",
    )
    with pytest.raises(ProblemsFound) as caught:
        load_notices(folder, shipped())
    assert [(p.code, p.nearest) for p in caught.value.problems] == [("R204", ("young_person",))]
    (folder / "notices.yaml").write_text(text.replace(PART_2, "Our state forbids it."), "utf-8")
    assert [notice.quote for notice in load_notices(folder, shipped())] == ["Our state forbids it."]


def test_no_notice_is_lost_with_the_file(tmp_path):
    folder = tmp_path / "rules"
    shutil.copytree(rules_directory(), folder)
    (folder / "notices.yaml").unlink()
    assert load_notices(folder, shipped()) == load_notices(None, shipped())


def test_no_notice_where_the_answer_is_left_out():
    path = next(path for path in CLIENTS if path.stem == "street_and_crisis")
    assert PART_2 in as_html(example(path).page)
    assert PART_2 not in as_html(example(path, redacted=True).page)


@pytest.mark.parametrize("path", EXAMPLES, ids=_id)
def test_redacted_pages_show_only_the_answers_needed(path):
    complete, shared = example(path), example(path, redacted=True)
    shown_keys = {report_answer.key for report_answer in shared.report.inputs()}
    assert shown_keys <= shared.report.needed
    page = read(as_html(shared.page)).text
    hidden = [
        report_answer
        for report_answer in complete.report.inputs()
        if report_answer.key not in shown_keys
    ]
    rows = [
        [cell.text for cell in row.all("th", "td")][:2]
        for row in read(as_html(shared.page)).all("tr")
    ]
    for report_answer in hidden:
        assert [report_answer.name, report_answer.answer] not in rows
        assert f"{report_answer.name}: {report_answer.answer}" not in page
        assert not report_answer.note or phrase("report.note", note=report_answer.note) not in page
    given = [report_answer for report_answer in hidden if not report_answer.posts_of]
    if given:
        assert f"{len(given)} other answer" in page
        assert "For sharing: some answers are left out." in page
    assert shared.explanation.headline.text in page
    for statement in four_statements(shared.explanation):
        assert statement.text in page


def test_what_the_decision_needs_decides():
    """A change of any answer that is left out, by itself, leaves the recommendation as it is."""
    for path in CLIENTS:
        case = example(path, redacted=True)
        shown_ids = {report_answer.key[0] for report_answer in case.report.inputs()}
        for criterion, profile_answer in case.profile.answers.items():
            if profile_answer.state != "answered" or criterion in shown_ids:
                continue
            for level in shipped().criteria[criterion].levels:
                changed = {**case.profile.answers, criterion: Answer("answered", level.id)}
                changed_assessment = assess(shipped(), case.profile._replace(answers=changed))
                assert changed_assessment.recommended == case.explanation.recommended


def test_a_profile_with_no_answers_still_makes_a_page():
    for path in (CLIENTS[0], ORGANIZATIONS[0]):
        empty = example(path).profile._replace(answers={}, quantities={}, agency=None)
        page = as_markdown(example_of(empty).page)
        assert "Nothing has been answered yet" in page


def test_the_points_of_every_model_are_in_its_ranking(case):
    (ranking,) = _tables(case, "Rank among")
    place = ranking.columns.index("Points")
    cells = [row[place] for row in ranking.rows]
    assert cells == [(as_points(standing.tenths),) for standing in case.assessment.ranking]


def _tables(case: Example, caption: str) -> list[Table]:
    return [b for b in case.page.blocks if isinstance(b, Table) and caption in b.caption]


# The command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in (CLIENTS[0], ORGANIZATIONS[0]):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def test_report_writes_a_file_once(folder):
    client = CLIENTS[0].name
    ran = casemodel("report", client, "-o", "page.html", cwd=folder)
    assert (ran.status, ran.out, ran.err) == (0, "", "Written: page.html\n")
    content = (folder / "page.html").read_bytes()
    again = casemodel("report", client, "-o", "page.html", cwd=folder)
    assert again.status == 2
    assert "is there already" in again.err
    forced = casemodel("report", client, "-o", "page.html", "--force", cwd=folder)
    assert forced.status == 0
    assert (folder / "page.html").read_bytes() == content
    assert not list(folder.glob(".casemodel-*"))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights another way")
def test_a_page_on_a_client_can_be_read_by_its_owner_alone(folder):
    casemodel("report", CLIENTS[0].name, "-o", "page.html", cwd=folder)
    assert stat.S_IMODE((folder / "page.html").stat().st_mode) == 0o600


def test_the_same_input_gives_the_same_bytes(folder):
    """The order of sets differs between the two, by their seeds of hashing."""
    arguments = ("report", CLIENTS[0].name, "--draws", "100", "--format", "html")
    ran = process(*arguments, cwd=folder, PYTHONHASHSEED="1")
    assert ran.status == 0
    assert ran == casemodel(*arguments, cwd=folder)


def test_the_date_given_goes_before_the_profile_s(folder):
    profile = ORGANIZATIONS[0].name
    ran = casemodel("report", profile, "--date", "2027-01-31", "--format", "html", cwd=folder)
    assert "Dated 2027-01-31." in ran.out
    assert "2026-11-02" not in ran.out
    assert 'name="dcterms.date" content="2027-01-31"' in ran.out
    wrong = casemodel("report", profile, "--date", "31 January", cwd=folder)
    assert wrong.status == 2


def test_markdown_where_nothing_else_is_asked(folder):
    ran = casemodel("report", CLIENTS[0].name, cwd=folder)
    assert ran.status == 0
    assert ran.out.startswith("# Client c-108\n")


@pytest.mark.parametrize(("form", "package"), [("pdf", "typst"), ("docx", "docx")])
def test_a_missing_extra_is_named_and_html_offered(folder, monkeypatch, form, package):
    monkeypatch.setitem(sys.modules, package, None)
    ran = casemodel("report", CLIENTS[0].name, "-o", f"x.{form}", cwd=folder)
    assert ran.status == 2
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = " ".join(f'"{name}"' for name in pyproject["project"]["optional-dependencies"][form])
    assert f"{sys.executable} -m pip install {needed}. " in ran.err
    assert "--format html always works" in ran.err
    assert ran.err.count("\n") == 1
    assert not (folder / f"x.{form}").exists()


def test_where_there_is_no_pip_uv_installs_what_is_missing(monkeypatch):
    monkeypatch.setattr("casemodel.render.extras.find_spec", lambda _: None)
    assert f'uv pip install --python {sys.executable} "typst>=' in str(MissingExtra(PDF))


def test_text_of_a_profile_stays_text(folder):
    hostile = (
        "schema: 1\nkind: organization\n"
        'name: "<script>alert(1)</script> [x](javascript:y) *b* `c` | =cmd()"\n'
        'answers: {complexity: many, acuity: {answer: acute, note: "=1+1 <b> ``` # h"}}\n'
    )
    (folder / "hostile.yaml").write_text(hostile, encoding="utf-8")
    html = casemodel("report", "hostile.yaml", "--format", "html", cwd=folder).out
    assert "<script" not in html
    assert "<b>" not in html
    assert (
        next(read(html).all("h1")).text
        == "<script>alert(1)</script> [x](javascript:y) *b* `c` | =cmd()"
    )
    markdown = casemodel("report", "hostile.yaml", cwd=folder).out
    assert markdown.splitlines()[0] == (
        "# &lt;script&gt;alert(1)&lt;/script&gt; \\[x\\](javascript:y) \\*b\\* \\`c\\` \\| =cmd()"
    )
    assert "\\`\\`\\` \\# h" in markdown


EVIL_NAME = (
    '<script>alert(1)</script> =cmd() #import "@preview/x:1.0.0" $x$ *b* _i_ = H @ref </w:t> '
    "{{PAGE}} [x](javascript:y)"
)


def test_the_name_of_an_organization_is_nothing_but_a_name_in_any_file(folder):
    pytest.importorskip("docx", reason="the extra casemodel[docx] is not installed")
    pytest.importorskip("typst", reason="the extra casemodel[pdf] is not installed")
    name_in_yaml = EVIL_NAME.replace('"', '\\"')
    (folder / "evil.yaml").write_text(
        f'schema: 1\nkind: organization\nname: "{name_in_yaml}"\n'
        f'answers: {{complexity: {{answer: many, note: "{name_in_yaml}"}}}}\n',
        encoding="utf-8",
    )
    name = squeezed(EVIL_NAME)
    for form in ("html", "pdf", "docx", "md"):
        ran = casemodel("report", "evil.yaml", "-o", f"evil.{form}", cwd=folder)
        assert ran.status == 0, ran.err
    pages = {form: (folder / f"evil.{form}").read_bytes() for form in ("html", "pdf", "docx", "md")}
    assert name in words_of_html(pages["html"].decode())
    assert name in words_of_markdown(pages["md"].decode())
    assert name in words_of_word(pages["docx"])
    pytest.importorskip("pypdf")
    assert name in words_of_pdf(pages["pdf"], Document("", ()))
    assert not {b"/URI", b"/JavaScript", b"/Launch"} & set(re.findall(rb"/[A-Za-z]+", pages["pdf"]))
    table = casemodel("compare", "--profile", "evil.yaml", "--format", "csv", cwd=folder).out
    assert not re.search(r'(?:^|,|\n)"?[=+@]', table)


def test_a_name_that_would_speak_to_a_terminal_is_refused(folder):
    text = 'schema: 1\nkind: organization\nname: "\\x1b]8;;http://x.org\\x07"\nanswers: {}\n'
    (folder / "evil.yaml").write_text(text, encoding="utf-8")
    ran = casemodel("report", "evil.yaml", "-o", "evil.html", cwd=folder)
    assert ran.status == 1
    assert "\x1b" not in ran.err
    assert not (folder / "evil.html").exists()
