"""The register keeps what it is told, whole, for its owner alone, and forgets when asked to."""

import os
import random
import sqlite3
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from casemodel.decisions.key import key_file
from casemodel.decisions.register import opened, opened_or_made
from casemodel.decisions.values import Content, What
from casemodel.files.problems import ProblemsFound
from tests.cli.process import GIVEN_UP, ROOT

TODAY = "2026-11-22"
CONTENT = Content(
    about=0,
    what="decided",
    kind="client",
    subject="C-014",
    fingerprint="00",
    recommended="clinical",
    certainty="open",
    chosen="brokerage",
    reason="client_choice",
    role="intake worker",
    note="Wants to try alone.",
    answers="",
    tool_version="0",
    rules_version="0",
    rules_digest="0",
    made_on=TODAY,
    review_on="2027-05-21",
    keep_until="2032-11-22",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "decisions.sqlite"


def problem(file: Path) -> str:
    with pytest.raises(ProblemsFound) as caught, opened(file) as register:
        register.entries()
    (listed,) = caught.value.problems
    assert listed.file.startswith(str(file))
    return listed.code


def test_what_is_added_is_there_and_in_order(file: Path) -> None:
    with opened_or_made(file) as register:
        numbers = [register.add(CONTENT) for _ in range(3)]
    with opened(file) as register:
        assert [entry.number for entry in register.entries()] == numbers == [1, 2, 3]
        assert register.entries()[1].content == CONTENT._replace(about=2)


def test_a_number_is_never_given_twice(file: Path) -> None:
    with opened_or_made(file) as register:
        for _ in range(2):
            register.add(CONTENT)
        register.forget((2,))
        assert register.add(CONTENT) == 3


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such permissions")
def test_only_the_owner_can_read_it(file: Path) -> None:
    before = os.umask(0)
    try:
        with opened_or_made(file) as register:
            register.add(CONTENT)
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    for path in file.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_of_what_is_forgotten_stays_in_the_file(file: Path) -> None:
    with opened_or_made(file) as register:
        for number in range(60):
            register.add(CONTENT._replace(subject=f"secret-{number}.", note="x" * 500))
        assert b"secret-17." in file.read_bytes()
        register.add(CONTENT._replace(about=18, what="corrected", subject="secret-17."))
        assert register.forget((18,)) == 2
    assert b"secret-17." not in file.read_bytes()
    assert b"secret-18." in file.read_bytes()


def test_decisions_expire_when_their_time_has_passed(file: Path) -> None:
    with opened_or_made(file) as register:
        register.add(CONTENT)
        corrected = CONTENT._replace(about=1, what="corrected", keep_until="2033-01-01")
        register.add(corrected)
        register.add(CONTENT)
        assert register.expired("2032-11-22") == ()
        assert register.expired("2032-11-23") == (3,)
        assert register.expired("2033-01-02") == (1, 3)
        assert [entry.number for entry in register.entries()] == [1, 2, 3]
    assert CONTENT.keep_until == "2032-11-22"


WRITER = """
import sys
from pathlib import Path
from casemodel.decisions.register import opened_or_made
from tests.decisions.test_register import CONTENT
for _ in range(4):
    with opened_or_made(Path(sys.argv[1])) as register:
        register.add(CONTENT)
"""


def writer(code: str, file: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", code, str(file)], cwd=ROOT, env=environment, stderr=subprocess.PIPE
    )


def test_several_writers_lose_nothing(file: Path) -> None:
    writers = [writer(WRITER, file) for _ in range(4)]
    for process in writers:
        _, err = process.communicate(timeout=GIVEN_UP)
        assert (process.returncode, err) == (0, b"")
    with opened(file) as register:
        assert [entry.number for entry in register.entries()] == list(range(1, 17))


CUT = """
import os, sys
from pathlib import Path
from casemodel.decisions.register import opened
from tests.decisions.test_register import CONTENT
with opened(Path(sys.argv[1])) as register:
    with register._change() as connection:
        connection.execute("delete from entries")
        connection.execute("pragma cache_spill = 1")
        os._exit(9)
"""


def test_a_writer_that_is_cut_off_changes_nothing(file: Path) -> None:
    with opened_or_made(file) as register:
        for _ in range(50):
            register.add(CONTENT)
    process = writer(CUT, file)
    process.communicate(timeout=GIVEN_UP)
    assert process.returncode == 9
    with opened(file) as register:
        assert len(register.entries()) == 50


def test_what_is_no_register_is_refused_and_left_alone(file: Path) -> None:
    file.parent.mkdir()
    assert problem(file) == "D101"
    file.write_text("A letter to the board, which must not be lost. " * 100, encoding="utf-8")
    before = file.read_bytes()
    assert problem(file) == "D102"
    with pytest.raises(ProblemsFound), opened_or_made(file):
        pass
    assert file.read_bytes() == before
    file.unlink()
    with sqlite3.connect(file) as database:
        database.execute("create table patients (name text)")
    database.close()
    assert problem(file) == "D102"
    with pytest.raises(ProblemsFound), opened_or_made(file):
        pass
    with sqlite3.connect(file) as database:
        assert [row[0] for row in database.execute("select name from sqlite_master")] == [
            "patients"
        ]
    database.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_pipe_that_nobody_reads_is_no_register(file: Path) -> None:
    file.parent.mkdir()
    os.mkfifo(file)
    assert problem(file) == "D105"
    with pytest.raises(ProblemsFound) as caught, opened_or_made(file):
        pass
    assert caught.value.problems[0].code == "D105"


def test_an_empty_file_is_no_register_yet(file: Path) -> None:
    """So far, and no farther, got a run that was ended or had no room."""
    file.parent.mkdir()
    file.touch()
    assert problem(file) == "D101"
    with opened_or_made(file) as register:
        assert register.add(CONTENT) == 1
    with opened(file) as register:
        assert len(register.entries()) == 1


def test_without_room_to_pack_the_file_what_is_forgotten_is_gone(file: Path) -> None:
    with opened_or_made(file) as register:
        register.add(CONTENT._replace(subject="secret-1."))
        full = register._replace(connection=NoRoom(register.connection))  # type: ignore[arg-type]
        assert full.forget((1,)) == 1
        assert register.entries() == ()
    assert b"secret-1." not in file.read_bytes()


class NoRoom:
    """A connection that cannot pack its file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def execute(self, line: str, *more: object) -> sqlite3.Cursor:
        if line == "vacuum":
            raise sqlite3.OperationalError
        return self.connection.execute(line, *more)  # type: ignore[arg-type]


def test_a_folder_is_no_register(file: Path) -> None:
    file.mkdir(parents=True)
    assert problem(file) == "D105"
    with pytest.raises(ProblemsFound) as caught, opened_or_made(file):
        pass
    assert caught.value.problems[0].code == "D105"


def test_a_damaged_register_is_said_to_be_so(file: Path) -> None:
    with opened_or_made(file) as register:
        for _ in range(20):
            register.add(CONTENT)
    file_bytes = bytearray(file.read_bytes())
    file_bytes[4096:] = b"\xff" * (len(file_bytes) - 4096)
    file.write_bytes(file_bytes)
    assert problem(file) == "D102"


def test_a_later_register_is_refused(file: Path) -> None:
    with opened_or_made(file) as register:
        register.connection.execute("pragma user_version = 2")
    assert problem(file) == "D107"


@pytest.mark.parametrize("key", ["", "00", "zz" * 32, "00" * 32])
def test_a_register_needs_its_own_key(key: str, file: Path) -> None:
    with opened_or_made(file) as register:
        register.add(CONTENT)
    key_file(file).write_text(key, encoding="ascii")
    assert problem(file) == "D103"
    key_file(file).unlink()
    assert problem(file) == "D103"


def test_a_register_that_is_in_use_says_so(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casemodel.decisions.register.WAIT_SECONDS", 0.05)
    with opened_or_made(file) as register:
        register.connection.execute("begin exclusive")
        assert problem(file) == "D104"
        register.connection.execute("rollback")


def test_there_is_no_such_decision(file: Path) -> None:
    with opened_or_made(file) as register:
        register.add(CONTENT)
        for number in (0, 2, 10**30):
            with pytest.raises(ProblemsFound) as caught:
                register.decision(number)
            assert caught.value.problems[0].code == "D106"


@pytest.mark.skipif(os.name == "nt", reason="pipes and devices with names")
@pytest.mark.parametrize("kind", ["pipe", "device", "huge", "folder", "loop"])
def test_a_key_that_is_no_key_file_is_refused_at_once(kind: str, file: Path) -> None:
    with opened_or_made(file):
        pass
    key = key_file(file)
    key.unlink()
    if kind == "pipe":
        os.mkfifo(key)
    elif kind == "device":
        key.symlink_to("/dev/zero")
    elif kind == "huge":
        with key.open("wb") as stream:
            stream.truncate(3 * 1024**3)
    elif kind == "folder":
        key.mkdir()
    else:
        key.symlink_to(key)
    assert problem(file) == "D103"


def test_a_link_to_a_register_leads_to_its_key(file: Path, tmp_path: Path) -> None:
    with opened_or_made(file) as register:
        register.add(CONTENT)
    link = tmp_path / "link.sqlite"
    link.symlink_to(file)
    for open_it in (opened, opened_or_made):
        with open_it(link) as register:
            assert len(register.entries()) == 1
    assert not key_file(link).name.startswith("link")


@pytest.mark.parametrize("what", ["corrected", "withdrawn"])
def test_what_was_forgotten_meanwhile_is_neither_corrected_nor_withdrawn(
    what: What, file: Path
) -> None:
    with opened_or_made(file) as register, opened(file) as second_register:
        number = register.add(CONTENT)
        second_register.forget((number,))
        with pytest.raises(ProblemsFound) as caught:
            register.add(CONTENT._replace(what=what, about=number))
        assert caught.value.problems[0].code == "D106"
        assert second_register.entries() == ()


FOREIGN = {
    "a text that is not UTF-8": "update entries set note = cast(x'ff' as text)",
    "bytes": "update entries set subject = x'00ff'",
    "a number as text": "update entries set about = 'one'",
    "another word": "update entries set what = 'hidden'",
    "another kind": "update entries set kind = 'agency'",
    "no date": "update entries set keep_until = 'soon'",
    "a day that no month has": "update entries set made_on = '2026-02-30'",
    "a year that is none": "update entries set review_on = '0000-01-01'",
    "nobody": "update entries set subject = ''",
    "nothing chosen": "update entries set chosen = ''",
    "no table": "drop table entries",
    "another table": "alter table entries rename column note to notes",
    "a decision about another": "update entries set about = 77",
    "a withdrawal of nothing": "update entries set what = 'withdrawn'",
    "a program that deletes": (
        "create trigger gone after insert on entries begin delete from entries; end"
    ),
    "a view in place of the table": (
        "alter table entries rename to others; create view entries as select * from others"
    ),
    "an older version": "pragma user_version = 0",
    "a negative version": "pragma user_version = -7",
}


@pytest.mark.parametrize("change", FOREIGN)
def test_what_another_program_wrote_is_refused(change: str, file: Path) -> None:
    with opened_or_made(file) as register:
        register.add(CONTENT)
        register.connection.executescript(FOREIGN[change])
    assert problem(file) == "D102"


@pytest.mark.skipif(os.name == "nt", reason="rights are kept in another way")
@pytest.mark.parametrize("mode", [0o644, 0o620, 0o602])
@pytest.mark.parametrize("which", [lambda file: file, key_file])
def test_who_else_may_use_it_is_known(which, mode: int, file: Path) -> None:
    with opened_or_made(file) as register:
        assert register.exposed == ()
    which(file).chmod(mode)
    with opened(file) as register:
        assert register.exposed == (which(file),)


def test_nothing_is_forgotten_while_another_keeps_a_log_of_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casemodel.decisions.register.WAIT_SECONDS", 0.05)
    with opened_or_made(file) as register:
        register.connection.execute("pragma journal_mode = wal")
        register.add(CONTENT._replace(subject="secret-1."))
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("begin")
    assert reader.execute("select count(*) from entries").fetchone() == (1,)
    with opened(file) as register:
        with pytest.raises(ProblemsFound) as refused:
            register.forget((1,))
        assert refused.value.problems[0].code == "D104"
        assert len(register.entries()) == 1
    reader.close()
    with opened(file) as register:
        assert register.forget((1,)) == 1
    for path in file.parent.iterdir():
        assert b"secret-1." not in path.read_bytes()


@pytest.mark.parametrize("seed", range(40))
def test_a_register_with_any_byte_changed_is_read_or_refused(seed: int, file: Path) -> None:
    rng = random.Random(seed)
    with opened_or_made(file) as register:
        for number in range(5):
            register.add(CONTENT._replace(subject=f"C-{number}"))
    file_bytes = bytearray(file.read_bytes())
    for _ in range(rng.randint(1, 40)):
        file_bytes[rng.randrange(len(file_bytes))] = rng.randrange(256)
    if rng.random() < 0.2:
        del file_bytes[rng.randrange(len(file_bytes)) :]
    file.write_bytes(bytes(file_bytes))
    with suppress(ProblemsFound), opened(file) as register:
        register.decisions()
        register.expired(TODAY)
        register.add(CONTENT)
        register.forget((1,))


_OF_ITS_ENTRIES = ["a text that is not UTF-8", *list(FOREIGN)[1:10], *list(FOREIGN)[12:14]]


@pytest.mark.parametrize("change", _OF_ITS_ENTRIES)
def test_an_entry_joins_damaged_ones_and_their_damage_is_known(change: str, file: Path) -> None:
    with opened_or_made(file) as register:
        register.add(CONTENT)
        assert register.damage() == ""
        register.connection.executescript(FOREIGN[change])
    with opened_or_made(file) as register:
        assert "register" in register.damage()
        assert register.add(CONTENT) == 2
