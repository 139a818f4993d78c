"""A file is whole or not there, whatever ends the program; what is left over goes with the next."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from casemodel.files import writing
from casemodel.files.writing import unfinished_folder, whole_file
from tests.cli.process import settings

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and locks of files")

WAYS = {
    "whole": "cli_files.write_whole('out.txt', 'answers', force=force, private=True)",
    "replaced": "cli_files.replace_whole('out.txt', b'answers')",
    "streamed": (
        "with cli_files.streamed('out.txt', force=force) as stream:\n    stream.write(b'answers')"
    ),
    "key": "made_key(Path('register'))",
}
BEGINNING = """\
import os, signal
from pathlib import Path
from casemodel.cli import files as cli_files
from casemodel.decisions.key import made_key
from casemodel.files import writing
force = os.path.exists('out.txt')
def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def ended_by_force(at: str, way: str, folder: Path) -> None:
    """Write in a process of its own, which is killed at a step."""
    program = f"{BEGINNING}{at}\n{WAYS[way]}\n"
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env=settings(),
        capture_output=True,
        check=False,
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def makes_files_without_a_name(folder: Path) -> bool:
    try:
        os.close(os.open(folder, os.O_TMPFILE | os.O_RDWR))
    except (AttributeError, OSError):
        return False
    return True


def made_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_DESCRIPTORS", Path("/nowhere"))


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_left_where_a_file_needs_no_name(way: str, tmp_path: Path) -> None:
    if not makes_files_without_a_name(tmp_path):
        pytest.skip("this file system has no such files")
    if way == "replaced":
        (tmp_path / "out.txt").write_text("old")
    before = names(tmp_path)
    ended_by_force("os.fsync = killed", way, tmp_path)
    assert names(tmp_path) == before


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "at",
    ["writing._DESCRIPTORS = Path('/nowhere')\nos.fsync = killed", "Path.replace = killed"],
    ids=["by name", "between two names"],
)
def test_the_next_file_written_there_removes_what_is_left(
    at: str, way: str, tmp_path: Path
) -> None:
    if way != "key":
        (tmp_path / "out.txt").write_text("old")
    elif "replace" in at:
        return  # a key never replaces another
    before = names(tmp_path)
    ended_by_force(at, way, tmp_path)
    assert len(names(tmp_path)) == len(before) + 1
    with whole_file(tmp_path / "next.txt", force=False) as stream:
        stream.write(b"next")
    assert names(tmp_path) == sorted([*before, "next.txt"])


def test_a_folder_that_is_left_is_removed_too(tmp_path: Path) -> None:
    program = (
        "import os, signal\n"
        "from pathlib import Path\n"
        "from casemodel.files.writing import unfinished_folder\n"
        "with unfinished_folder(Path()) as folder:\n"
        "    (folder / 'client.yaml').write_text('answers')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=settings(), check=False)
    assert len(names(tmp_path)) == 1
    with unfinished_folder(tmp_path) as folder:
        assert names(tmp_path) == [folder.name]
    assert names(tmp_path) == []


@pytest.mark.parametrize("naming", ["by name", "without a name"])
def test_what_another_still_writes_is_left_alone(
    naming: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if naming == "by name":
        made_by_name(monkeypatch)
    with unfinished_folder(tmp_path) as folder, whole_file(tmp_path / "a", force=True) as first:
        first.write(b"first")
        (folder / "client.yaml").write_text("answers")
        with whole_file(tmp_path / "b", force=True) as second:
            second.write(b"second")
        assert names(folder) == ["client.yaml"]
    assert names(tmp_path) == ["a", "b"]
    assert (tmp_path / "a").read_bytes() == b"first"


def test_what_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "report.part").write_text("theirs")
    (tmp_path / ".casemodel.yaml").write_text("theirs")
    before = names(tmp_path)
    with whole_file(tmp_path / "a", force=False) as stream:
        stream.write(b"first")
    assert names(tmp_path) == sorted([*before, "a"])


def test_an_unfinished_file_lost_in_its_first_instant_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_by_name(monkeypatch)
    answers = iter([False, True, True])
    monkeypatch.setattr(writing, "lock", lambda *_: next(answers))
    with whole_file(tmp_path / "a", force=False) as stream:
        stream.write(b"first")
    assert (tmp_path / "a").read_bytes() == b"first"
