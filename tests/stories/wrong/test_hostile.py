"""Through every free text of profiles, rules and house rules into every format: harmless."""

import csv
import importlib.util
import json
from pathlib import Path

import pytest

from casemodel.files.problems import ProblemsFound
from casemodel.knowledge.bundled import load_rules
from casemodel.local_rules.reader import load_house
from casemodel.profiles.reader import load_profile
from tests.cli.process import casemodel
from tests.rulebase import FILES, write
from tests.stories.wrong.hostile import EVIL, FORMATS, evil_house, evil_profile, evil_rules
from tests.workshop.world import PROFILE

LINES = ("text", "terminal", "plain", "markdown", "json")
PAPER = ("html", "docx", "pdf", "markdown")
COMMANDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "recommend": (("recommend", "org.yaml", "--explain"), LINES),
    "score": (("score", "client.yaml", "--explain"), LINES),
    "why-not": (("why-not", "close", "org.yaml"), LINES),
    "what-if": (("what-if", "org.yaml", "--set", "clinicians=most"), LINES),
    "ask": (("ask", "org.yaml"), LINES),
    "plan": (("plan", "org.yaml"), LINES),
    "models": (("models",), LINES),
    "show": (("show", "close"), LINES),
    "inputs": (("inputs",), LINES),
    "sources": (("sources",), LINES),
    "compare": (("compare", "--profile", "org.yaml"), (*LINES, "html", "csv", "docx", "pdf")),
    "report": (("report", "org.yaml"), PAPER),
    "report of a client": (("report", "client.yaml"), PAPER),
    "worksheet": (("worksheet", "organization"), PAPER),
    "review": (("review", "client.yaml", "client.yaml"), LINES),
}
TELLING = {
    "text": ("rich markup",),
    "terminal": ("rich markup", "emoji codes"),
    "plain": ("rich markup",),
    "json": ("HTML",),
    "markdown": ("HTML", "a link", "Markdown"),
    "html": ("HTML", "end of an element"),
    "csv": ("a formula", "a plus", "a minus", "an at sign", "a wide formula"),
    "docx": ("Word",),
    "pdf": ("Typst",),
}
"""The texts that are meant for a format; the others are tried in it when all is tested."""
CASELOAD = ("caseload", "clients.csv", "--map", "map.yaml", "--rules", "rules")
# Further commands that come to show such words.
MORE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "rules diff": (("rules", "diff", "good", "rules", "--sample", "2"), LINES),
    "rules diff of a house": (
        ("rules", "diff", "rules", "--sample", "2", "--house", "house.yaml"),
        LINES,
    ),
    "rules test": (("rules", "test", "rules"), LINES),
    "rules check": (("rules", "check", "rules"), ("text", "plain", "json")),
    "check": (("check", "org.yaml", "house.yaml", "--rules", "rules"), ("text", "plain", "json")),
    "caseload": (CASELOAD, LINES),
    "caseload with a house": ((*CASELOAD, "--house", "house.yaml"), LINES),
    "clients": ((*CASELOAD, "-o"), ("csv",)),
    "clients of a house": ((*CASELOAD, "--house", "house.yaml", "-o"), ("csv",)),
    "decisions": (("decisions", "--register", "r.sqlite"), (*LINES, "csv")),
}
IN_PDF = ("HTML", "a link", "Markdown", "Typst", "braces")
"""A PDF takes long; the others say nothing new to the one who sets it."""
ONCE = ("docx", "pdf")
"""One writer writes every page, and takes long: the report, which shows most, stands for all."""
EXTRAS = {"docx": "docx", "pdf": "typst"}


def _telling(evil: str, name: str, form: str) -> bool:
    """Whether a text is tried in a page of a format with every change."""
    return evil in TELLING[form] and (form not in ONCE or name == "report")


ALL = [
    pytest.param(evil, name, form, marks=() if _telling(evil, name, form) else pytest.mark.thorough)
    for evil in EVIL
    for name, (_, forms) in COMMANDS.items()
    for form in forms
    if form != "pdf" or evil in IN_PDF
]
ALL_MORE = [
    (evil, name, form) for evil in EVIL for name, (_, forms) in MORE.items() for form in forms
]


@pytest.fixture(scope="module")
def evil(request, tmp_path_factory) -> tuple[str, Path]:
    text = EVIL[request.param]
    folder = tmp_path_factory.mktemp("hostile")
    write(folder / "rules", evil_rules(text))
    for name, content in (
        ("org", evil_profile(text, "organization")),
        ("client", evil_profile(text, "client")),
        ("house", evil_house(text)),
    ):
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return text, folder


@pytest.mark.parametrize(("evil", "name", "form"), ALL, indirect=["evil"])
def test_it_stays_text(name, form, evil):
    text, folder = evil
    if form in EXTRAS and importlib.util.find_spec(EXTRAS[form]) is None:
        pytest.skip("an extra is not installed")
    arguments, _ = COMMANDS[name]
    if name not in ("models", "show", "inputs", "sources", "worksheet", "review"):
        arguments += ("--house", "house.yaml") if "compare" not in name else ()
    if form == "terminal":
        ran = casemodel(*arguments, "--rules", "rules", cwd=folder, FORCE_COLOR="1", TERM="xterm")
        assert (ran.status, ran.err) == (0, "")
        return FORMATS[form](ran.out.encode(), text)
    output = folder / f"{name}.{form}"
    ran = casemodel(
        *arguments, "--rules", "rules", "--format", form, "-o", output.name, "--force", cwd=folder
    )
    assert ran.status == 0, ran.err
    return FORMATS[form](output.read_bytes(), text)


@pytest.mark.thorough
@pytest.mark.parametrize(("evil", "name", "form"), ALL_MORE, indirect=["evil"])
def test_wherever_else_it_comes_to_it_stays_text(name, form, evil):
    text, folder = evil
    _furnish(folder, text)
    arguments, _ = MORE[name]
    if arguments[-1] == "-o":
        output = folder / "out.csv"
        ran = casemodel(*arguments, output.name, "--force", cwd=folder)
        assert ran.status == 0, ran.err
        return FORMATS[form](output.read_bytes(), text)
    surroundings = {}
    if form == "terminal":
        surroundings = {"FORCE_COLOR": "1", "TERM": "xterm"}
    else:
        arguments += ("--format", form)
    ran = casemodel(*arguments, cwd=folder, **surroundings)
    assert (ran.status in (0, 1), ran.err) == (True, "")  # weak rules fail their check
    checked = "check" in name  # says nothing of what is right, so that no text is shown
    return FORMATS[form](ran.out.encode(), "" if checked else text)


def _furnish(folder: Path, text: str) -> None:
    """Put beside the rules what only some commands read."""
    if (folder / "r.sqlite").exists():
        return
    write(folder / "good")
    about = json.dumps(text, ensure_ascii=False)
    test = f"{{id: t, about: {about}, {PROFILE}, expect: {{first: close}}}}"
    (folder / "rules/tests").mkdir()
    (folder / "rules/tests/t.yaml").write_text(f"schema: 1\ntests: [{test}]\n", encoding="utf-8")
    with (folder / "clients.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["id", "complexity", f"{text} {'q' * 80}"])  # near no known name
        rows.writerows([f"{text} {number}", "many", text] for number in range(12))
    mapped = "schema: 1\nid: id\ncolumns: {complexity: complexity}\n"
    (folder / "map.yaml").write_text(mapped, encoding="utf-8")
    (folder / "note.txt").write_text(text, encoding="utf-8")
    decide = ("decide", "client.yaml", "--model", "none", "--reason", "other", "--by", text)
    more = ("--note", "note.txt", "--register", "r.sqlite", "--rules", "rules")
    ran = casemodel(*decide, *more, cwd=folder)
    assert ran.status == 0, ran.err


ESCAPES = ["\x1b[31m", "\x1b]8;;https://evil.example\x07", "\x9b31m", "\u202e", "\x07", "\u2028"]


@pytest.mark.parametrize("escape", ESCAPES, ids=ascii)
@pytest.mark.parametrize("quoted", [False, True], ids=["raw", "as an escape"])
def test_what_steers_a_terminal_is_refused_in_every_file(escape, quoted, tmp_path):
    in_the_file = "".join(f"\\u{ord(c):04x}" for c in escape) if quoted else escape
    rules = load_rules(write(tmp_path / "good"))
    for kind in ("client", "organization"):
        text = evil_profile("MARK", kind).replace("MARK", in_the_file)
        (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(ProblemsFound) as caught:
            load_profile(tmp_path / "p.yaml", rules)
        assert {p.code for p in caught.value.problems} <= {"P108", "P299", "P306"}
        assert escape not in repr(caught.value.problems)
    (tmp_path / "house.yaml").write_text(
        evil_house("MARK").replace("MARK", in_the_file), encoding="utf-8"
    )
    with pytest.raises(ProblemsFound) as caught:
        load_house(tmp_path / "house.yaml", rules)
    assert {p.code for p in caught.value.problems} <= {"P108", "P299", "P306"}
    for name in FILES:
        evil = evil_rules("MARK")[name].replace("MARK", in_the_file)
        with pytest.raises(ProblemsFound) as caught:
            load_rules(write(tmp_path / "evil", {**FILES, name: evil}))
        assert "P108" in {p.code for p in caught.value.problems}


@pytest.mark.parametrize(
    "name",
    ["\x1b[31mred.yaml", "two\nlines.yaml", "[red]x[b].yaml", "\u202eback.yaml", "\udce9.yaml"],
)
def test_the_name_of_a_file_is_harmless(name, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    for make in (False, True):
        if make:
            (folder / name).write_text("schema: 1\nkind: organization\nanswers: {x: y}\n")
        for arguments in (
            ("check", name),
            ("recommend", name),
            ("recommend", "a", "--house", name),
        ):
            ran = casemodel(*arguments, cwd=folder)
            printed = ran.out + ran.err
            assert ran.status == 1
            assert "\x1b" not in printed
            assert "\u202e" not in printed
            assert "\nlines" not in printed
            assert len(printed.splitlines()) <= 25
