"""Open every kind of HTML page in Chromium and check it.

`python -m tests.browser [FOLDER [PAGE...]]`
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader

from casemodel.cli.handout import handout_page
from casemodel.cli.options import CliOptions
from casemodel.cli.report import report_page
from casemodel.cli.worksheet import worksheet_page
from casemodel.explanation.raters import Rater, explain_raters
from casemodel.knowledge.criteria import KINDS
from casemodel.knowledge.handout_file import load_handout
from casemodel.pages.comparison_paper import on_paper
from casemodel.pages.document import Document, Heading, with_every_text
from casemodel.pages.handout import handout
from casemodel.pages.language import in_language
from casemodel.pages.raters import raters_page
from casemodel.pages.worksheet import worksheet
from casemodel.profiles.values import Answer
from casemodel.render.html import as_html
from casemodel.texts.language import speak
from casemodel.texts.store import ENGLISH
from tests.pages.sample import CLIENTS, EVERY_BLOCK, ORGANIZATIONS, TOOL, example
from tests.shipped import shipped

HERE = Path(__file__).parent


def pages() -> Iterator[tuple[str, Document]]:
    """Every kind of page there is, with the name of its file."""
    yield "every_block", EVERY_BLOCK
    for path in (*CLIENTS, *ORGANIZATIONS):
        yield path.stem, example(path).page
    yield "redacted", example(CLIENTS[0], redacted=True).page
    models = tuple(shipped().models.values())
    yield "compare_all", on_paper(shipped(), models, None, "2026-11-22", TOOL)
    example_report = example(ORGANIZATIONS[0])
    explanation = example_report.explanation
    yield "compare_two", on_paper(shipped(), models[:2], explanation, "", TOOL)
    handout_texts = load_handout(None, shipped())
    longest = sorted(
        models, key=lambda model: -sum(len(cell.says) for cell in handout_texts.of(model.id))
    )
    for number in (1, 2, 3):
        yield (
            f"handout_{number}",
            handout(shipped(), handout_texts, longest[:number], TOOL, "2026-11-22"),
        )
    for kind in KINDS:
        for short in (True, False):
            name = f"worksheet_{kind}{'_short' if short else ''}"
            yield name, worksheet(shipped(), kind, TOOL, "2026-11-22", short=short)
    yield "raters", raters_page(explain_raters(shipped(), _raters()), "2026-11-22", TOOL)
    yield from _in_spanish()
    spoilt = "<img src=x onerror=alert(1)><script>alert(1)</script>"
    hostile = with_every_text(EVERY_BLOCK, lambda text: text and f"{spoilt} {text}")
    yield "hostile", hostile._replace(language="en")


def _raters() -> list[Rater]:
    """Three people who describe one organization."""
    profiles = [example(path).profile for path in ORGANIZATIONS[:1]] * 3
    answers = dict(profiles[0].answers)
    criterion = next(iter(answers))
    profiles[2] = profiles[2]._replace(answers={**answers, criterion: Answer("not_known", "")})
    return [Rater(f"person {n}", profile) for n, profile in enumerate(profiles, 1)]


def _in_spanish() -> Iterator[tuple[str, Document]]:
    """What a client reads in Spanish; a writer, too, speaks it while such a page is out."""
    speak("es")
    try:
        for path in CLIENTS[:3]:
            page = report_page(str(path), CliOptions(), "2026-11-22", redact=False)
            yield f"es_{path.stem}", in_language(page)
        models = [model.id for model in shipped().scored_models()][:3]
        yield "es_handout", in_language(handout_page(models, "2026-11-22", None))
        sheet = worksheet_page("client", "2026-11-22", None, short=True)
        yield "es_worksheet", in_language(sheet)
    finally:
        speak(ENGLISH)


def main() -> int:
    """Write the pages, have them checked, and say what is wrong; 0 if nothing is."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="pages-")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    pages_by_file = {}
    chosen = sys.argv[2:]
    for name, page in pages():
        if chosen and name not in chosen:
            continue
        file = folder / f"{name}.html"
        file.write_text(as_html(page), encoding="utf-8", newline="\n")
        files.append(str(file))
        pages_by_file[str(file)] = page
    completed = subprocess.run(
        ["node", HERE / "check.js", *files], stdout=subprocess.PIPE, text=True, check=False
    )
    wrong = 0
    lines = completed.stdout.splitlines()
    for line in lines:
        checked = json.loads(line)
        problems = [
            *checked["problems"],
            *_too_long(Path(checked["file"]), pages_by_file[checked["file"]]),
        ]
        wrong += bool(problems)
        print(f"{Path(checked['file']).name}: {'; '.join(problems) or 'nothing found'}")
    print(f"{len(lines)} of {len(files)} pages checked, {wrong} with problems. See {folder}")
    return 1 if wrong or len(lines) < len(files) or completed.returncode else 0


def _too_long(file: Path, page: Document) -> Iterator[str]:
    """Whether the page takes more sheets of paper than it is meant to, without its annex."""
    if not page.sheets:
        return
    printed = PdfReader(file.with_suffix(".pdf")).pages
    begins = [b.text for b in page.blocks if isinstance(b, Heading) and b.begins == "annex"]
    sheets = len(printed)
    if begins:
        sheets = next(n for n, sheet in enumerate(printed) if begins[0] in sheet.extract_text())
    if sheets > page.sheets:
        yield f"{sheets} sheets instead of {page.sheets}"


if __name__ == "__main__":
    sys.exit(main())
