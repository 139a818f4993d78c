"""Decisions on record, as an intake worker and a supervisor meet them at the command line."""

import csv
import io
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from syrupy.assertion import SnapshotAssertion

from casemodel.cli import dates
from casemodel.cli.registering import users_data_folder
from casemodel.cli.streams import CannotWrite
from casemodel.decisions.register import opened_or_made
from tests.cli.process import (
    CLIENT,
    ORGANIZATION,
    ROOT,
    Ran,
    casemodel,
    command,
    process,
    settings,
    without_digest,
)
from tests.decisions.test_register import CONTENT

DAY = "2026-11-22"
FORMATS = ("text", "plain", "markdown")


def made_in(folder: Path) -> Path:
    """Profiles of two clients, of one who has no name, and of an organization."""
    (folder / "client.yaml").write_text(CLIENT, encoding="utf-8")
    other_client = CLIENT.replace("C-014", "C-015").replace("acuity: acute", "acuity: stable")
    (folder / "other.yaml").write_text(other_client, encoding="utf-8")
    (folder / "org.yaml").write_text(ORGANIZATION, encoding="utf-8")
    nameless = CLIENT.replace("id: C-014\n", "")
    (folder / "nameless.yaml").write_text(nameless, encoding="utf-8")
    (folder / "why.txt").write_text("The client asked for it.\n", encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made_in(tmp_path)


def run(folder: Path, *arguments: str, stdin: str = "") -> Ran:
    where = () if "--register" in arguments else ("--register", "r.sqlite")
    dated = ("--date", DAY) if arguments[0] != "forget" and "--date" not in arguments else ()
    return casemodel(*arguments, *where, *dated, cwd=folder, stdin=stdin)


def decided(folder: Path, profile: str = "client.yaml", *more: str) -> Ran:
    return run(folder, "decide", profile, *more)


def kept(folder: Path, *more: str) -> dict[str, object]:
    ran = run(folder, "decisions", "--format", "json", *more)
    assert (ran.status, ran.err) == (0, "")
    output: dict[str, object] = json.loads(ran.out)
    return output


def recommended(folder: Path, profile: str) -> str:
    text = (folder / profile).read_text(encoding="utf-8")
    return _recommended("recommend" if profile == "org.yaml" else "score", text)


@cache
def _recommended(command: str, text: str) -> str:
    with TemporaryDirectory() as folder:
        answer = casemodel(command, "-", "--format", "json", cwd=Path(folder), stdin=text)
    return str(json.loads(answer.out)["recommended"])


def another(folder: Path, profile: str) -> str:
    return "brokerage" if recommended(folder, profile) != "brokerage" else "clinical"


@pytest.fixture(scope="module")
def made_busy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with two clients and an organization, a correction and a withdrawal."""
    folder = made_in(tmp_path_factory.mktemp("busy"))
    first, second = recommended(folder, "client.yaml"), another(folder, "other.yaml")
    own = recommended(folder, "org.yaml")
    for arguments in (
        ("client.yaml", "--model", first, "--by", "intake worker"),
        ("other.yaml", "--model", second, "--reason", "client_choice", "--note", "why.txt"),
        ("org.yaml", "--model", own, "--review-on", "2027-01-01"),
        ("client.yaml", "--model", "none", "--reason", "no_place", "--corrects", "1"),
        ("other.yaml", "--model", second, "--reason", "trial"),
    ):
        ran = decided(folder, *arguments)
        assert (ran.status, ran.err) == (0, "")
    assert run(folder, "withdraw", "2", "--by", "supervisor").status == 0
    return folder


@pytest.fixture
def busy(made_busy: Path, tmp_path: Path) -> Path:
    """The same register, to be changed by one test."""
    return Path(shutil.copytree(made_busy, tmp_path, dirs_exist_ok=True))


@pytest.fixture(scope="module")
def made_decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with one decision."""
    folder = made_in(tmp_path_factory.mktemp("decided"))
    decided(folder, "client.yaml", "--model", recommended(folder, "client.yaml"))
    return folder


@pytest.mark.parametrize("form", FORMATS)
def test_what_a_supervisor_sees(form: str, busy: Path, snapshot: SnapshotAssertion) -> None:
    ran = run(busy, "decisions", "--date", "2027-06-01", "--format", form)
    assert (ran.status, ran.err) == (0, "")
    assert without_digest(ran.out) == snapshot


def test_what_an_intake_worker_sees(folder: Path, snapshot: SnapshotAssertion) -> None:
    model = another(folder, "client.yaml")
    arguments = ("--model", model, "--reason", "other", "--note", "-", "--by", "intake worker")
    ran = run(folder, "decide", "client.yaml", *arguments, stdin="Asked twice.\n")
    assert (ran.status, ran.err) == (0, "")
    assert without_digest(ran.out) == snapshot
    assert ran.out.index("Act first") < ran.out.index("On record")


def test_the_export_is_a_table_without_formulas_for_its_owner_alone(busy: Path) -> None:
    (busy / "f.txt").write_text("=HYPERLINK(1)\n", encoding="utf-8")
    other_model = another(busy, "client.yaml")
    decided(busy, "client.yaml", "--model", other_model, "--reason", "other", "--note", "f.txt")
    ran = run(busy, "decisions", "--format", "csv", "-o", "d.csv")
    assert ran.status == 0
    rows = list(csv.reader(io.StringIO((busy / "d.csv").read_text("utf-8-sig"))))
    assert len(rows) == 1 + 5
    assert {len(row) for row in rows} == {len(rows[0])}
    assert rows[-1][rows[0].index("note")] == "'=HYPERLINK(1)"
    assert "fingerprint" not in rows[0]
    if os.name != "nt":
        assert stat.S_IMODE((busy / "d.csv").stat().st_mode) == 0o600
    assert run(busy, "decisions", "--format", "csv", "-o", "d.csv").status == 2


def test_filters_list_less(busy: Path) -> None:
    def numbers(*more: str) -> list[int]:
        return [decision["number"] for decision in kept(busy, *more)["decisions"]]  # type: ignore[attr-defined]

    assert numbers() == [1, 2, 3, 5]
    assert numbers("--differing") == [1, 2, 5]
    assert numbers("--reason", "trial") == [5]
    assert numbers("--of", "client.yaml") == [1]
    assert numbers("--overdue") == []
    assert numbers("--overdue", "--date", "2027-02-01") == [3]
    assert numbers("--since", "2026-11-23") == numbers("--until", "2026-11-21") == []
    assert numbers("--model", "none") == [1]


def test_a_profile_is_known_again_and_a_changed_one_is_not(busy: Path) -> None:
    same = run(busy, "decisions", "--of", "client.yaml").out
    assert "the one decision 1 was made on" in same
    text = (busy / "client.yaml").read_text(encoding="utf-8")
    (busy / "client.yaml").write_text(text.replace("acuity: acute", "acuity: stable"), "utf-8")
    assert "changed since decision 1" in run(busy, "decisions", "--of", "client.yaml").out


def test_answers_are_kept_only_if_asked_for(folder: Path) -> None:
    model = recommended(folder, "client.yaml")
    decided(folder, "client.yaml", "--model", model)
    file_bytes = (folder / "r.sqlite").read_bytes()
    assert b"acute" not in file_bytes
    assert b"danger_self" not in file_bytes
    decided(folder, "client.yaml", "--model", model, "--keep-answers")
    assert b'"acuity": "acute"' in (folder / "r.sqlite").read_bytes()


def test_an_answer_on_the_rules_that_are_given(folder: Path) -> None:
    model = recommended(folder, "client.yaml")
    decided(folder, "client.yaml", "--model", model)
    (decision,) = kept(folder)["decisions"]  # type: ignore[misc]
    assert decision["rules_version"]
    assert decision["tool_version"]
    assert decision["review_on"] == "2027-05-21"
    assert not decision["differs"]


WRONG = {
    "no reason": ("client.yaml", "--model", "OTHER"),
    "unknown reason": ("client.yaml", "--model", "OTHER", "--reason", "client_choise"),
    "other without a note": ("client.yaml", "--model", "OTHER", "--reason", "other"),
    "reason without differing": ("client.yaml", "--model", "SAME", "--reason", "trial"),
    "unknown model": ("client.yaml", "--model", "brokerag"),
    "family": ("client.yaml", "--model", "standard_community_care"),
    "tier for a client": ("client.yaml", "--model", "brokerage_and_clinical"),
    "no date": ("client.yaml", "--model", "SAME", "--date", "tomorrow"),
    "review before": ("client.yaml", "--model", "SAME", "--review-on", "2020-01-01"),
    "someone else": ("other.yaml", "--model", "none", "--reason", "trial", "--corrects", "1"),
    "both from standard input": ("-", "--model", "SAME", "--note", "-"),
    "no register": ("client.yaml", "--model", "SAME", "--register", ""),
    "long role": ("client.yaml", "--model", "SAME", "--by", "x" * 300),
    "far future": ("client.yaml", "--model", "SAME", "--date", "9999-12-31"),
    "no model": ("client.yaml",),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_use_is_answered_in_one_line_and_leaves_the_record_as_it_was(
    wrong: str, made_decided: Path, snapshot: SnapshotAssertion
) -> None:
    folder = made_decided
    first_model, other_model = recommended(folder, "client.yaml"), another(folder, "client.yaml")
    before = kept(folder)
    words = [{"SAME": first_model, "OTHER": other_model}.get(word, word) for word in WRONG[wrong]]
    ran = decided(folder, *words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert ran.err == snapshot
    assert kept(folder) == before


def test_a_decision_needs_to_say_whose_it_is(folder: Path, snapshot: SnapshotAssertion) -> None:
    ran = decided(folder, "nameless.yaml", "--model", "clinical")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == snapshot
    assert not (folder / "r.sqlite").exists()


@pytest.mark.parametrize("note", ["missing.txt", "empty.txt", "long.txt", "odd.txt", "."])
def test_a_wrong_note_is_refused(note: str, folder: Path, snapshot: SnapshotAssertion) -> None:
    (folder / "empty.txt").write_text(" \n", encoding="utf-8")
    (folder / "long.txt").write_text("x" * 2001, encoding="utf-8")
    (folder / "odd.txt").write_bytes(b"caf\xe9")
    model = recommended(folder, "client.yaml")
    ran = decided(folder, "client.yaml", "--model", model, "--note", note)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == snapshot
    assert not (folder / "r.sqlite").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("decisions",),
        ("withdraw", "1"),
        ("forget", "1", "--yes"),
        ("forget", "--of", "client.yaml"),
    ],
    ids=" ".join,
)
def test_without_a_register_it_says_how_one_is_made(
    arguments: tuple[str, ...], folder: Path
) -> None:
    ran = run(folder, *arguments)
    assert ran.status == 1
    assert "There is no decision register here." in ran.err
    assert "casemodel decide" in ran.err
    assert not (folder / "r.sqlite").exists()


def test_withdrawing_twice_and_what_is_not_there(busy: Path) -> None:
    for number in ("2", "4", "99"):
        ran = run(busy, "withdraw", number)
        assert (ran.status, ran.out) == (1, "")
    assert "withdrawn on 2026-11-22" in run(busy, "withdraw", "2").err


def test_forgetting_has_to_be_meant(busy: Path) -> None:
    before = kept(busy)
    for arguments in (("1",), (), ("1", "--of", "client.yaml"), ("--yes",)):
        assert run(busy, "forget", *arguments).status == 2
    assert kept(busy) == before
    assert "1 decision, 2 entries" in run(busy, "forget", "1", "--yes").out
    assert run(busy, "forget", "1", "--yes").status == 1
    assert run(busy, "forget", "--of", "other.yaml", "--yes").status == 0
    assert "nothing was deleted" in run(busy, "forget", "--of", "other.yaml", "--yes").out
    assert [decision["number"] for decision in kept(busy)["decisions"]] == [3]  # type: ignore[attr-defined]


def test_what_is_kept_long_enough_goes_when_it_is_meant(folder: Path) -> None:
    model = recommended(folder, "client.yaml")
    for day in ("2010-01-01", "2025-12-01"):
        ran = decided(folder, "client.yaml", "--model", model, "--date", day)
        assert ran.err == ""
    assert run(folder, "forget", "--expired").status == 2
    assert run(folder, "forget", "--expired", "--date", "2226-01-01", "--yes").status == 2
    forgotten = run(folder, "forget", "--expired", "--date", DAY, "--yes")
    assert "1 decision, 1 entry" in forgotten.out
    assert [decision["number"] for decision in kept(folder)["decisions"]] == [2]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("days", "clock"),
    [
        (("2019-01-01",), "2026-11-22"),  # it jumped, or nobody decided for years
        (("2025-06-01", "2026-11-01", "2226-11-22"), "2226-11-22"),  # someone decided meanwhile
        (("2026-11-01", "1980-01-01"), "2026-11-22"),  # it was behind when someone decided
        (("2026-11-01", "9999-12-01"), "9999-12-31"),
    ],
)
def test_a_clock_that_jumped_is_not_believed(
    days: tuple[str, ...], clock: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every day is as a clock told it, so that a leap of years among them leaves a doubt."""
    with opened_or_made(folder / "r.sqlite") as register:
        for day in days:
            register.add(CONTENT._replace(made_on=day, keep_until=day))
    before = kept(folder, "--date", "1970-01-01")
    monkeypatch.setattr(dates, "_clock", lambda: clock)
    ran = run(folder, "forget", "--expired", "--yes")
    assert ran.status == 2
    assert f"If it is, say so: --date {clock}" in ran.err
    assert kept(folder, "--date", "1970-01-01") == before
    gone = run(folder, "forget", "--expired", "--date", clock, "--yes")
    assert (gone.status, gone.err) == (0, "")
    assert "nothing was deleted" not in gone.out


def test_a_steady_clock_is_believed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened_or_made(folder / "r.sqlite") as register:
        for year in range(2019, 2027):
            register.add(CONTENT._replace(made_on=f"{year}-05-01", keep_until=f"{year + 6}-05-01"))
    monkeypatch.setattr(dates, "_clock", lambda: "2026-11-22")
    assert "2 decisions" in run(folder, "forget", "--expired", "--yes").out


def test_what_is_past_its_time_is_not_shown_any_more(folder: Path) -> None:
    model = recommended(folder, "client.yaml")
    decided(folder, "client.yaml", "--model", model, "--date", "2010-01-01")
    decided(folder, "other.yaml", "--model", "none", "--reason", "trial", "--date", "2010-06-01")
    by_day = {
        day: kept(folder, "--date", day) for day in ("2015-12-31", "2016-03-01", "2026-01-01")
    }
    assert [data["on_record"] for data in by_day.values()] == [2, 1, 0]
    assert [data["past_their_time"] for data in by_day.values()] == [0, 1, 2]
    screen = run(folder, "decisions", "--date", "2016-03-01").out
    assert "C-014" not in screen
    line = "1 decision; not shown. Delete them: casemodel forget --expired"
    assert line in " ".join(screen.split())
    exported = run(folder, "decisions", "--date", "2016-03-01", "--format", "csv").out
    assert ("C-014" in exported, "C-015" in exported) == (False, True)


@pytest.mark.parametrize("command", ["decide", "withdraw"])
def test_a_slip_in_the_year_deletes_nothing(command: str, folder: Path) -> None:
    model = recommended(folder, "client.yaml")
    decided(folder, "client.yaml", "--model", model, "--date", DAY)
    lines = {
        "decide": ("decide", "other.yaml", "--model", "none", "--reason", "trial"),
        "withdraw": ("withdraw", "1"),
    }
    ran = run(folder, *lines[command], "--date", "2226-11-22")
    assert (ran.status, ran.err) == (0, "")
    assert 1 in [decision["number"] for decision in kept(folder)["decisions"]]  # type: ignore[attr-defined]


def test_a_review_is_due_only_of_the_decision_that_holds(folder: Path) -> None:
    for day in ("2026-01-05", "2026-02-05"):
        decided(folder, "client.yaml", "--model", "none", "--reason", "trial", "--date", day)
    screen = " ".join(run(folder, "decisions", "--date", "2027-01-01").out.split())
    assert "Review due 1 (decision 2, since 2026-08-04)" in screen
    assert "1, C-014: No model on 2026-01-05; the recommendation was" in screen
    assert "; decision 2 is in force now." in screen
    assert screen.count("a review was due") == 1


def test_rules_of_ones_own_say_how_decisions_are_kept(folder: Path) -> None:
    shutil.copytree(ROOT / "rules", folder / "rules")
    file = folder / "rules" / "decisions.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("review_after_days: 180", "review_after_days: 30"), "utf-8")
    model = recommended(folder, "client.yaml")
    ran = decided(folder, "client.yaml", "--model", model, "--rules", "rules")
    assert "2026-12-22" in ran.out
    file.write_text(text.replace("review_after_days: 180", "review_after_days: 0"), "utf-8")
    ran = decided(folder, "client.yaml", "--model", model, "--rules", "rules")
    assert ran.status == 1
    assert "decisions.yaml" in ran.err
    file.unlink()
    assert decided(folder, "client.yaml", "--model", model, "--rules", "rules").status == 0


def test_without_a_home_folder_a_person_is_told_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object, **__: object) -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr("platformdirs.user_data_path", none)
    ran = casemodel("decide", "client.yaml", "--model", "clinical", cwd=folder)
    assert (ran.status, ran.out) == (2, "")
    assert "--register FILE" in ran.err


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is that of this platform")
@pytest.mark.parametrize(
    ("data_home", "place"), [("", "h/.local/share"), ("x", "h/.local/share"), ("/x", "/x")]
)
def test_decisions_are_kept_where_earlier_versions_kept_them(
    data_home: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "h"))
    monkeypatch.setenv("XDG_DATA_HOME", data_home)
    assert users_data_folder() == tmp_path / place / "casemodel"


def test_on_a_mac_a_register_is_found_where_earlier_versions_made_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = tmp_path / "Library" / "Application Support" / "casemodel"
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert users_data_folder() != earlier
    earlier.mkdir(parents=True)
    (earlier / "decisions.sqlite").touch()
    assert users_data_folder() == earlier


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is that of this platform")
def test_decisions_go_to_the_users_own_data(folder: Path) -> None:
    model = recommended(folder, "client.yaml")
    home = {"XDG_DATA_HOME": str(folder / "data")}
    assert process("decide", "client.yaml", "--model", model, cwd=folder, **home).status == 0
    assert (folder / "data" / "casemodel" / "decisions.sqlite").exists()
    assert "C-014" in casemodel("decisions", cwd=folder, **home).out


def test_what_is_done_is_said_where_its_page_cannot_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that nobody does it a second time."""

    def full(file: str, *_: object, **__: object) -> None:
        raise CannotWrite(f"{file} cannot be written: No space left on device.")

    monkeypatch.setattr("casemodel.cli.files.write_whole", full)
    lines = {
        ("decide", "client.yaml", "--model", "none", "--reason", "client_choice"): (
            "Decision 1 is on record all the same."
        ),
        ("withdraw", "1"): "Decision 1 is withdrawn all the same.",
    }
    for arguments, ending in lines.items():
        ran = run(folder, *arguments, "-o", "page.txt")
        assert ran.status == 1
        assert ran.err.endswith(f"cannot be written: No space left on device. {ending}\n")
    assert "withdrawn" in run(folder, "decisions").out


def test_where_the_page_has_no_folder_nothing_is_put_on_record(folder: Path) -> None:
    choice = ("--model", "none", "--reason", "client_choice", "-o", "gone/page.md")
    ran = decided(folder, "client.yaml", *choice)
    assert ran.status == 1
    assert ran.err == "casemodel: gone/page.md cannot be written: there is no such folder.\n"
    assert not (folder / "r.sqlite").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_what_is_forgotten_is_said_to_be_where_nothing_can_be_shown(folder: Path) -> None:
    decided(folder, "client.yaml", "--model", "none", "--reason", "client_choice")
    line = " ".join(command("forget", "1", "--yes", "--register", "r.sqlite")) + " > /dev/full"
    process = subprocess.run(
        ["bash", "-c", line], cwd=folder, env=settings(), capture_output=True, check=False
    )
    assert process.returncode == 1
    assert b"What was to be deleted is deleted all the same." in process.stderr


@pytest.mark.parametrize("form", ["text", "plain", "markdown", "json"])
def test_a_decision_beside_damaged_ones_is_kept_and_the_damage_is_said(
    form: str, folder: Path
) -> None:
    with opened_or_made(folder / "r.sqlite") as register:
        register.add(CONTENT)
    with sqlite3.connect(folder / "r.sqlite") as connection:
        connection.execute("update entries set made_on = '2026-02-30'")
    connection.close()
    model = recommended(folder, "client.yaml")
    ran = decided(folder, "client.yaml", "--model", model, "--format", form)
    assert (ran.status, ran.err) == (0, "")
    if form == "json":
        assert json.loads(ran.out)["damage"] == "An entry of this register is damaged."
    else:
        assert "An entry of this register is damaged." in " ".join(ran.out.split())
    assert run(folder, "decisions").status == 1
    with sqlite3.connect(folder / "r.sqlite") as connection:
        assert connection.execute("select number from entries").fetchall() == [(1,), (2,)]
    connection.close()
