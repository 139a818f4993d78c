"""Every command that writes: whole or not at all, and nothing left over, whatever comes between."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.cli.process import GIVEN_UP, command, process, settings

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(os.name == "nt", reason="signals and limits of a process"),
]

if os.name != "nt":
    from tests.stories.wrong.disturbed import (
        ENDED,
        WRITERS,
        Ran,
        furnish,
        run,
        run_disturbed,
        run_in_little_room,
    )

REGISTERS = ("r.sqlite", "kept.sqlite")
KEPT_STEP_BY_STEP = ("interview", "interview old")
STEPPED = (
    "recommend",
    "report pdf",
    "report docx",
    "decide",
    "decide -o",
    "decisions csv",
    "withdraw",
    "forget",
    "caseload csv",
    "caseload xlsx",
    "caseload segments",
    "staffing",
    "rules freeze",
    "new",
    "interview",
)
"""Those disturbed step by step: one for each way in which a file comes to be written."""
TAKEN_UP = ("decide", "decide -o", "interview")
"""Those that go on with what an ended run has left."""
MOST_STEPS = 40


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return furnish(tmp_path_factory.mktemp("writing"))


@pytest.fixture
def fresh(furnished: Path, tmp_path: Path) -> Iterator[Path]:
    """A folder for one run."""
    folder = tmp_path / "here"
    shutil.copytree(furnished, folder)
    yield folder
    shutil.rmtree(folder)


def again(fresh: Path, furnished: Path) -> None:
    shutil.rmtree(fresh)
    shutil.copytree(furnished, fresh)


def files(folder: Path) -> Mapping[str, bytes]:
    from tests.stories.wrong.disturbed import files_in

    return files_in(folder)


def nothing_torn(name: str, ran: "Ran", content_before: Mapping[str, bytes], folder: Path) -> None:
    """Every file is as it was or as it is to be; nothing lies beside it, and no client is shown."""
    assert "Traceback" not in ran.err
    assert "our fault" not in ran.err
    undisturbed = files_of(name, folder)
    for file, content in ran.files.items():
        assert not file.startswith("temporary/"), file
        assert not file.endswith((".part", "-journal")), file
        if file in REGISTERS:
            listed = process("decisions", "--register", file, cwd=folder)
            assert listed.status == 0 or "D101" in listed.err, listed.err
        elif name in KEPT_STEP_BY_STEP and file == WRITERS[name].rsplit(" ", 1)[1]:
            assert process("check", file, cwd=folder).status == 0
        elif file == "r.sqlite.key":
            assert len(content) == 64
        else:
            assert content in (content_before.get(file), undisturbed.get(file)), file
    assert set(content_before) <= set(ran.files)


_WHOLE: dict[str, Mapping[str, bytes]] = {}


def files_of(name: str, folder: Path) -> Mapping[str, bytes]:
    """What is in the folder after the command has run undisturbed."""
    if name not in _WHOLE:
        undisturbed_folder = folder.parent / "undisturbed"
        shutil.copytree(folder.parent / "as it was", undisturbed_folder)
        _WHOLE[name] = run(name, undisturbed_folder).files
        shutil.rmtree(undisturbed_folder)
    return _WHOLE[name]


@pytest.fixture(autouse=True)
def _as_it_was(furnished: Path, tmp_path: Path) -> None:
    shutil.copytree(furnished, tmp_path / "as it was")


@pytest.mark.parametrize("name", WRITERS)
def test_where_there_is_little_room_the_old_stays(name, fresh, furnished):
    content_before = files(fresh)
    content_after = files_of(name, fresh)
    size = max(
        len(data) for file, data in content_after.items() if content_before.get(file) != data
    )
    for most in (0, size - 1):
        ran = run_in_little_room(name, fresh, most)
        nothing_torn(name, ran, content_before, fresh)
        if most == 0:
            assert ran.status == 1
            assert ran.err
        again(fresh, furnished)


@pytest.mark.parametrize("name", STEPPED)
@pytest.mark.parametrize("how", ["SIGTERM", "full"])
def test_whenever_it_is_disturbed_nothing_is_torn(how, name, fresh, furnished):
    each_step(how, name, fresh, furnished)


@pytest.mark.parametrize("name", ["report pdf", "decide", "caseload csv"])
@pytest.mark.parametrize("how", ["SIGINT", "SIGHUP"])
def test_every_way_to_ask_for_an_end(how, name, fresh, furnished):
    each_step(how, name, fresh, furnished)


def each_step(how: str, name: str, fresh: Path, furnished: Path) -> None:
    """Disturb it at the first thing that it asks of the system, the second, and so on."""
    content_before = files(fresh)
    for step in range(1, MOST_STEPS):
        ran = run_disturbed(name, fresh, how, step)
        if not ran.reached:
            assert step > 1
            assert ran.status == 0
            return
        assert ran.status in ((0, 1) if how == "full" else (ENDED[how],)), (step, ran.err)
        nothing_torn(name, ran, content_before, fresh)
        if name in TAKEN_UP:
            assert run(name, fresh).status in (0, 2)  # 2 where the page is there already
        again(fresh, furnished)
    raise AssertionError(f"More than {MOST_STEPS} steps.")


@pytest.mark.parametrize("name", ["caseload csv", "caseload xlsx", "report pdf", "schema"])
@pytest.mark.parametrize("force", [True, False])
def test_eight_on_one_file_leave_one_whole(force, name, fresh):
    ended = eight(name, fresh, *(["--force"] if force else []))
    assert sorted(ended) == ([0] * 8 if force else [0] + [2] * 7)
    content = files(fresh)
    assert content == {**files(fresh.parent / "as it was"), **files_of(name, fresh)}


def test_eight_that_make_one_register_lose_nothing(fresh):
    assert eight("decide", fresh) == [0] * 8
    listed = process("decisions", "--register", "r.sqlite", "--format", "json", cwd=fresh)
    assert sorted(decision["number"] for decision in json.loads(listed.out)["decisions"]) == [
        *range(1, 9)
    ]
    assert set(files(fresh)) - set(files(fresh.parent / "as it was")) == {
        "r.sqlite",
        "r.sqlite.key",
    }


def eight(name: str, folder: Path, *more: str) -> list[int]:
    """Run the command eight times at once; how each ended."""
    line = command(*WRITERS[name].split(), *more)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = [subprocess.Popen(line, cwd=folder, env=settings(), **quiet) for _ in range(8)]
    return [process.wait(GIVEN_UP) for process in running]
