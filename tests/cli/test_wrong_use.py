"""Wrong use is one helpful line and status 2; problems in files are status 1; never a traceback."""

import json
from pathlib import Path

import pytest

from tests import rulebase
from tests.cli.process import CLIENT, casemodel

WRONG = [
    (("recommend",), "Missing argument 'PROFILE'"),
    (("recomend", "org.yaml"), "Did you mean recommend?"),
    (("zzz",), "See: casemodel --help"),
    (("--zzz",), "--zzz"),
    (("recommend", "client.yaml"), "Use: casemodel score client.yaml"),
    (("score", "org.yaml"), "Use: casemodel recommend org.yaml"),
    (("recommend", "org.yaml", "--format", "xml"), "'text', 'plain', 'json', 'markdown'"),
    (("recommend", "org.yaml", "--basis", "books"), "'document', 'literature', 'all'"),
    (("recommend", "org.yaml", "--formt", "text"), "--format"),
    (("recommend", "org.yaml", "--plain", "--format", "json"), "one of --plain and --format json"),
    (("recommend", "org.yaml", "--force"), "--force only goes with -o"),
    (("recommend", "org.yaml", "-o", "board.docx"), "casemodel report"),
    (("recommend", "org.yaml", "client.yaml"), "client.yaml"),
    (("show", "brokerag"), "Did you mean brokerage?"),
    (("show", "zzz"), "There are: brokerage, clinical"),
    (("compare", "brokerage", "intensiv"), "Did you mean intensive?"),
    (("show", "strengths_based_clinical"), "is a hybrid, not a model"),
    (("why-not", "intensive"), "Missing argument 'PROFILE'"),
    (("why-not", "clinica", "org.yaml"), "Did you mean clinical?"),
    (("why-not", "collaborative+clinical", "org.yaml"), "several ways: clinical_and_collab"),
    (("why-not", "brokerage_and_intensive", "org.yaml"), "profile has segments"),
    (("why-not", "brokerage_and_intensive", "client.yaml"), "only for an organization"),
    (("why-not", "standard_community_care", "org.yaml"), "described and compared, not scored"),
    (("why-not", "intensive+brokerage", "org.yaml"), "intensive_then_brokerage"),
    (("why-not", "org.yaml", "intensive"), "casemodel why-not intensive org.yaml"),
    (("why-not", "./org.yaml", "brokerage+clinical"), "why-not brokerage_and_clinical ./org.yaml"),
    (("why-not", "org.yaml", "two.yaml"), "No model or hybrid is called org.yaml"),
    (("recommend", "org.yaml", "--priorities", "acuity"), "One priority is no order."),
    (("what-if", "org.yaml", "--set", "clients=none"), "Give a number here"),
    (("what-if", "org.yaml"), "--set criterion=level, or --changes FILE"),
    (("what-if", "org.yaml", "--set", "acuity"), "such as budget=ample"),
    (("what-if", "org.yaml", "--set", "acuty=acute"), "Did you mean acuity?"),
    (("what-if", "org.yaml", "--set", "acuity=acut"), "Did you mean acute?"),
    (("what-if", "client.yaml", "--set", "acuity=stable"), "A shell keeps what is typed"),
    (("what-if", "-", "--changes", "-"), "cannot both come from standard input"),
    (("recommend", "org.yaml", "--weight", "acuity"), "such as acuity=2"),
    (("recommend", "org.yaml", "--weight", "acuty=2"), "Did you mean acuity?"),
    (("recommend", "org.yaml", "--weight", "acuity=-2"), "--weight: "),
    (("recommend", "org.yaml", "--weight", "acuity=1", "--weight", "acuity=2"), "named twice"),
    (("score", "client.yaml", "--weight", "budget=2"), "not asked of a client"),
    (("recommend", "org.yaml", "--priorities", "acuity,acuty"), "Did you mean acuity?"),
    (("recommend", "org.yaml", "--draws", "99"), "a number from 100 to 10,000"),
    (("recommend", "org.yaml", "--draws", "10001"), "a number from 100 to 10,000"),
    (("show", "\x1b[31m[red]x\u202e"), r"\x1b[31m[red]x\u202e"),
    (("models", "-o", "org.yaml"), "org.yaml is there already; --force writes over it"),
    (("models", "-o", "."), "is a folder"),
    (("models", "-o", ""), "needs the name of a file"),
    (("models", "-o", "-"), "without -o the answer goes to the screen"),
]


@pytest.mark.parametrize(("arguments", "expected"), WRONG)
def test_wrong_use_is_one_helpful_line(
    arguments: tuple[str, ...], expected: str, folder: Path
) -> None:
    ran = casemodel(*arguments, cwd=folder)
    assert ran.status == 2
    assert ran.out == ""
    assert expected in ran.err
    assert ran.err.startswith("casemodel: ")
    assert len(ran.err.splitlines()) == 1


def test_a_wrong_file_is_refused_whole_with_every_problem(folder: Path) -> None:
    (folder / "bad.yaml").write_text(
        "schema: 1\nkind: organization\nanswers:\n  complexity: mny\n  acuty: acute\n",
        encoding="utf-8",
    )
    ran = casemodel("recommend", "bad.yaml", cwd=folder)
    assert ran.status == 1
    assert ran.out == ""
    assert "bad.yaml:4:15: " in ran.err
    assert "  4 |   complexity: mny\n    |               ^\n" in ran.err
    assert "many" in ran.err
    assert "acuity" in ran.err
    assert ran.err.endswith("2 problems. Nothing was scored.\n")
    as_json = casemodel("recommend", "bad.yaml", "--format", "json", cwd=folder)
    assert (as_json.status, as_json.err) == (1, "")
    problems = json.loads(as_json.out)["problems"]
    assert [(p["line"], p["column"]) for p in problems] == [(4, 15), (5, 3)]


def test_changes_of_a_client_are_read_and_never_echoed(folder: Path) -> None:
    good = casemodel("what-if", "client.yaml", "--changes", "-", cwd=folder, stdin="acuity: stable")
    assert (good.status, good.err) == (0, "")
    assert "(before: acute or high risk)" in " ".join(good.out.split())
    for bad in ("acuity: secret", "secret: acute", "- secret", "acuity: [secret]", "kind: secret"):
        for form in ("text", "json"):
            (folder / "changes.yaml").write_text(bad, encoding="utf-8")
            arguments = ("what-if", "client.yaml", "--changes", "changes.yaml", "--format", form)
            ran = casemodel(*arguments, cwd=folder)
            assert ran.status == 1
            assert "secret" not in ran.out + ran.err


def test_no_value_of_a_client_is_shown(folder: Path) -> None:
    (folder / "client.yaml").write_text(CLIENT.replace("many", "secret"), encoding="utf-8")
    for form in ("text", "plain", "json", "markdown"):
        ran = casemodel("score", "client.yaml", "--format", form, cwd=folder)
        assert ran.status == 1
        assert "secret" not in ran.out + ran.err


@pytest.mark.parametrize("name", ["gone.yaml", ".", "", "empty.yaml", "\x1b]8;;x\u202e.yaml"])
def test_files_that_cannot_be_read(name: str, folder: Path) -> None:
    (folder / "empty.yaml").write_text("", encoding="utf-8")
    ran = casemodel("recommend", name, cwd=folder)
    assert ran.status == 1
    assert "\x1b" not in ran.err
    assert "\u202e" not in ran.err
    assert ran.err.endswith("1 problem. Nothing was scored.\n")


def test_rules_that_cannot_be_read(folder: Path) -> None:
    for directory in ("gone", "org.yaml", "."):
        ran = casemodel("models", "--rules", directory, cwd=folder)
        assert ran.status == 1
        assert "Nothing was scored" in ran.err


def test_a_pair_that_the_rules_do_not_declare(folder: Path) -> None:
    hybrids = rulebase.HYBRIDS.partition("hybrids:\n")[0] + "hybrids: []\n"
    rulebase.write(folder / "rules", {**rulebase.FILES, "hybrids.yaml": hybrids})
    (folder / "small.yaml").write_text("schema: 1\nkind: organization\nanswers: {}\n")
    ran = casemodel("why-not", "light+close", "small.yaml", "--rules", "rules", cwd=folder)
    assert ran.status == 2
    assert "are not a declared hybrid" in ran.err
