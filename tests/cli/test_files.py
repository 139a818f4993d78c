"""Writing to a file: whole, private for clients, never over another by mistake."""

import os
import signal
import stat
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from casemodel.cli.files import refuse_overwriting, replace_whole, streamed, write_whole
from casemodel.cli.streams import CannotWrite
from casemodel.files.problems import WrongUse
from tests.cli.process import casemodel, command, heed_requests_to_end, settings

posix_only = pytest.mark.skipif(os.name == "nt", reason="modes of files")


def test_an_answer_goes_to_a_file_without_colour(folder: Path) -> None:
    ran = casemodel("recommend", "org.yaml", "-o", "out.txt", cwd=folder, FORCE_COLOR="1")
    assert (ran.status, ran.out, ran.err) == (0, "", "Written: out.txt\n")
    screen = casemodel("recommend", "org.yaml", cwd=folder).out
    assert (folder / "out.txt").read_bytes().decode() == screen
    assert _left_over(folder) == []


def test_a_file_that_is_there_is_written_over_only_by_force(folder: Path) -> None:
    before = (folder / "org.yaml").read_bytes()
    assert casemodel("models", "-o", "org.yaml", cwd=folder).status == 2
    assert (folder / "org.yaml").read_bytes() == before
    assert casemodel("models", "-o", "org.yaml", "--force", cwd=folder).status == 0
    assert b"6 case management models" in (folder / "org.yaml").read_bytes()


def test_nothing_is_written_where_a_file_has_problems(folder: Path) -> None:
    assert casemodel("recommend", "gone.yaml", "-o", "out.txt", cwd=folder).status == 1
    assert not (folder / "out.txt").exists()


@posix_only
def test_a_clients_answer_is_for_its_owner_only(folder: Path) -> None:
    def mode(name: str) -> int:
        return stat.S_IMODE((folder / name).stat().st_mode)

    casemodel("score", "client.yaml", "-o", "c.txt", cwd=folder)
    casemodel("compare", "clinical", "--profile", "client.yaml", "-o", "p.txt", cwd=folder)
    for command_line in ("why-not clinical client.yaml", "ask client.yaml"):
        casemodel(*command_line.split(), "-o", "c.txt", "--force", cwd=folder)
        assert mode("c.txt") == 0o600
    changes = ("--changes", "-", "-o", "w.txt")
    casemodel("what-if", "client.yaml", *changes, cwd=folder, stdin="acuity: stable")
    assert mode("w.txt") == 0o600
    casemodel("models", "-o", "m.txt", cwd=folder)
    assert mode("c.txt") == 0o600
    assert mode("p.txt") == 0o600
    umask = os.umask(0)
    os.umask(umask)
    assert mode("m.txt") == 0o666 & ~umask
    (folder / "open.txt").write_text("", encoding="utf-8")
    (folder / "open.txt").chmod(0o644)
    casemodel("score", "client.yaml", "-o", "open.txt", "--force", cwd=folder)
    assert mode("open.txt") == 0o600


def test_a_folder_that_is_not_there(folder: Path) -> None:
    ran = casemodel("models", "-o", "gone/out.txt", cwd=folder)
    assert ran.status == 1
    assert "gone" in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.thorough
@pytest.mark.parametrize("how", [["--force"], []])
def test_four_at_once_leave_one_whole_answer(how: list[str], folder: Path) -> None:
    line = command("models", "-o", "out.txt", *how)
    running = [
        subprocess.Popen(line, cwd=folder, env=settings(), stderr=subprocess.DEVNULL)
        for _ in range(4)
    ]
    ended = sorted(process.wait(60) for process in running)
    assert ended == ([0] * 4 if how else [0] + [2] * 3)  # without force only one may write
    assert (folder / "out.txt").read_text("utf-8") == casemodel("models", cwd=folder).out
    assert _left_over(folder) == []


@posix_only
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("threads", [0, 1])
def test_a_request_to_end_leaves_no_part_behind(threads: int, number: int, tmp_path: Path) -> None:
    program = (
        "import os, threading, time\n"
        f"for _ in range({threads}):\n"  # as the program that sets a PDF has
        "    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
        "from casemodel.cli import files\n"
        f"os.fsync = lambda _: os.kill(os.getpid(), {int(number)})\n"
        "files.write_whole('out.txt', 'whole', force=True, private=True)\n"
    )
    process = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=settings(),
        capture_output=True,
        check=False,
        preexec_fn=heed_requests_to_end,
    )
    assert process.returncode != 0
    assert (tmp_path / "out.txt").read_text() == "whole"
    assert _left_over(tmp_path) == []


@pytest.mark.parametrize("failing", ["fsync", "link", "open"])
def test_whatever_fails_the_old_file_stays(
    failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "out.txt"
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    monkeypatch.setattr(os, failing, broken)
    if failing == "link":  # a file system without links: the fallback writes it all the same
        write_whole(str(target), "new", force=False, private=True)
        assert target.read_text() == "new"
        with pytest.raises(WrongUse):
            write_whole(str(target), "newer", force=False, private=True)
    else:
        target.write_text("old")
        with pytest.raises(CannotWrite, match="No space left"):
            write_whole(str(target), "new", force=True, private=True)
        assert target.read_text() == "old"
    monkeypatch.undo()
    assert _left_over(tmp_path) == []


@posix_only
def test_only_a_file_is_written_over(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "link").symlink_to("/dev/null")
    for name in ("pipe", "link"):
        ran = casemodel("models", "-o", name, "--force", cwd=folder)
        assert (ran.status, len(ran.err.splitlines())) == (2, 1)
        assert f"{name} is not an ordinary file" in ran.err
    assert stat.S_ISFIFO((folder / "pipe").stat().st_mode)
    assert (folder / "link").is_symlink()


def test_outside_the_main_thread_it_is_written_all_the_same(tmp_path: Path) -> None:
    def write() -> None:
        write_whole(str(tmp_path / "out.txt"), "whole", force=False, private=True)

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    assert (tmp_path / "out.txt").read_text() == "whole"


def test_a_file_that_appears_meanwhile_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    refuse_overwriting(str(target), force=False)
    target.write_text("theirs")
    with pytest.raises(WrongUse, match="there already"):
        write_whole(str(target), "ours", force=False, private=False)
    assert target.read_text() == "theirs"
    assert _left_over(tmp_path) == []


def _left_over(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".casemodel")]


@pytest.mark.parametrize("way", ["by name", "without a name"])
def test_nothing_is_left_where_the_name_cannot_be_taken(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_names: object) -> None:  # as in a folder with the sticky bit, over another's file
        raise PermissionError(1, "Operation not permitted")

    file = tmp_path / "out.csv"
    file.write_bytes(b"old")
    if way == "by name":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(CannotWrite), streamed(str(file), force=True) as stream:
        stream.write(b"results of clients")
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
    assert file.read_bytes() == b"old"


@pytest.mark.parametrize("way", ["by name", "without a name"])
@pytest.mark.parametrize("there", ["old", ""])
@pytest.mark.parametrize("how", ["streamed", "whole", "replaced"])
def test_where_nothing_can_be_removed_no_results_are_left(
    how: str, there: str, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a folder to which files can only be added."""

    def refused(*_names: object, **_how: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    file = tmp_path / "out.csv"
    if there:
        file.write_text(there)
    elif how == "replaced":
        return
    if way == "by name":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    for function in ("replace", "unlink"):
        monkeypatch.setattr(Path, function, refused)
    with suppress(CannotWrite):
        if how == "streamed":
            with streamed(str(file), force=bool(there)) as stream:
                stream.write(b"results of clients")
        elif how == "whole":
            write_whole(str(file), "results of clients", force=bool(there), private=True)
        else:
            replace_whole(str(file), b"results of clients")
    assert file.read_text() == (there or "results of clients")
    for path in tmp_path.iterdir():
        assert path == file or path.samefile(file) or not path.read_bytes()
