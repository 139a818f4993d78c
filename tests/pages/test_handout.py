import itertools
import shutil
from pathlib import Path

import pytest

from casemodel.files.problems import ProblemsFound
from casemodel.knowledge.bundled import load_rules, rules_directory
from casemodel.knowledge.handout_file import load_handout
from casemodel.knowledge.rule_files import read_bytes
from casemodel.pages.document import Table
from casemodel.pages.handout import FOR_US, handout
from casemodel.render import pdf, word
from casemodel.render.html import as_html
from casemodel.render.markdown import as_markdown
from casemodel.texts.messages import phrase
from tests.cli.process import casemodel
from tests.render.test_pdf import sheets
from tests.render.test_word import part, words
from tests.shipped import shipped

RULES = shipped()
HANDOUT = load_handout(None, RULES)
MODELS = tuple(RULES.models)
SETS = [ids for n in (1, 2, 3) for ids in itertools.combinations(MODELS, n)]
QUESTIONS = (
    "What does the case manager do?",
    "How often do we meet?",
    "Who is it good for?",
    "What can go wrong?",
    "What must we have?",
    "How sure are we?",
)


def page(*ids: str, date: str = "2026-11-22"):
    return handout(RULES, HANDOUT, [RULES.models[model] for model in ids], "casemodel 0", date)


def table(*ids: str) -> Table:
    return next(block for block in page(*ids).blocks if isinstance(block, Table))


@pytest.mark.thorough
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_every_handout_fits_one_sheet(paper):
    pytest.importorskip("typst", reason="the extra casemodel[pdf] is not installed")
    many = {ids: sheets(pdf.write(page(*ids), paper)) for ids in SETS}
    assert {ids for ids, count in many.items() if count != 1} == set()


def test_rows_are_the_same_in_the_same_order_and_the_last_column_is_empty():
    for ids in SETS:
        handout_table = table(*ids)
        assert tuple(row[0][0] for row in handout_table.rows) == QUESTIONS
        assert handout_table.columns[-1] == phrase(FOR_US)
        assert all(row[-1] == ("",) for row in handout_table.rows)
        assert all(cell[0] for row in handout_table.rows for cell in row[:-1])


def test_models_are_told_in_equal_detail():
    lengths = {m: [len(cell.says.split()) for cell in HANDOUT.of(m)] for m in MODELS}
    totals = [sum(counts) for counts in lengths.values()]
    assert max(totals) <= 1.4 * min(totals)
    for row in range(len(QUESTIONS)):
        counts = [counts[row] for counts in lengths.values()]
        assert max(counts) <= 2 * min(counts), QUESTIONS[row]


def test_every_answer_cites_and_every_citation_is_listed():
    document = page("brokerage", "intensive")
    small = next(block.text for block in document.blocks if getattr(block, "tone", "") == "quiet")
    numbers = set()
    for row in table("brokerage", "intensive").rows:
        for (text,) in row[1:-1]:
            assert text.endswith("]")
            numbers |= {int(n) for n in text.rpartition("[")[2].strip("]").split(", ")}
    assert numbers == set(range(1, max(numbers) + 1))
    assert all(f" {number} " in small for number in numbers)


@pytest.mark.parametrize("rule", RULES.models)
def test_an_answer_rests_on_claims_about_its_own_model(rule):
    family = [m.id for m in RULES.models.values() if m.family == rule]
    for cell in HANDOUT.of(rule):
        subjects = {RULES.claims[claim].model for claim in cell.claims}
        assert subjects <= {rule, "any", *family}


def test_it_carries_its_date_rules_and_sources_in_every_format():
    document = page("brokerage", "clinical")
    pytest.importorskip("docx", reason="the extra casemodel[docx] is not installed")
    for text in (
        as_html(document),
        as_markdown(document).replace("\\", ""),
        words(part(word.write(document), "word/document.xml")),
    ):
        for fact in (
            "2026-11-22",
            f"rules {RULES.version}",
            RULES.digest[:12],
            "Morse et al.",
            phrase(FOR_US),
        ):
            assert fact in text


def test_the_order_of_models_is_the_order_asked_for():
    assert table("intensive", "brokerage").columns[1:3] == ("Intensive (ICM)", "Brokerage")


def test_markdown(snapshot):
    # The digest changes with any rule; another test looks for it.
    text = as_markdown(page("brokerage", "intensive"))
    assert text.replace(RULES.digest[:12], "DIGEST") == snapshot


def test_the_command_writes_a_file_by_its_name(tmp_path):
    ran = casemodel("handout", "brokerage", "intensive", "-o", "h.html", cwd=tmp_path)
    assert (ran.status, ran.out) == (0, "")
    assert (tmp_path / "h.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    again = casemodel("handout", "brokerage", "-o", "h.html", cwd=tmp_path)
    assert again.status == 2
    assert "--force" in again.err


def test_the_command_refuses_what_cannot_be(tmp_path):
    four = casemodel("handout", *MODELS[:4], cwd=tmp_path)
    assert four.status == 2
    assert "at most 3 models" in four.err
    dated = casemodel("handout", "brokerage", "--date", "yesterday", cwd=tmp_path)
    assert dated.status == 2
    assert "2026-11-22" in dated.err


def changed(folder: Path, old: str, new: str) -> Path:
    shutil.copytree(rules_directory(), folder)
    file = folder / "handout.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("schema: 1", "schema: 2", "P307"),
        ("claims: [B01, B02, B35]", "claims: [B01, B02, B99]", "R201"),
        ("  brokerage:", "  brokering:", "R207"),
        ("    contact:", "    contacts:", "R206"),
        ("      says: ", "      sais: ", "R103"),
        ("claims: [B01, B02, B35]", "claims: []", "R107"),
        ("rows:\n", "rows: []\nrow:\n", "R103"),
        ("{id: sure,", "{id: needs,", "R109"),
    ],
)
def test_a_mistake_in_its_file_is_told_at_its_place(tmp_path, old, new, code):
    folder = changed(tmp_path / "rules", old, new)
    with pytest.raises(ProblemsFound) as caught:
        load_handout(folder, RULES)
    assert code in {problem.code for problem in caught.value.problems}
    assert all(problem.file.endswith("handout.yaml") for problem in caught.value.problems)
    assert all(problem.line > 0 for problem in caught.value.problems)


def test_rules_without_it_answer_all_the_same_and_say_so_when_it_is_wanted(tmp_path):
    shutil.copytree(rules_directory(), tmp_path / "rules")
    (tmp_path / "rules" / "handout.yaml").unlink()
    rules = load_rules(tmp_path / "rules")
    with pytest.raises(ProblemsFound) as caught:
        load_handout(tmp_path / "rules", rules)
    assert [problem.code for problem in caught.value.problems] == ["P101"]


def test_its_file_counts_in_the_digest_of_the_rules(tmp_path):
    folder = changed(tmp_path / "rules", "Finds out", "Learns")
    assert read_bytes(folder).digest() != read_bytes(rules_directory()).digest()
