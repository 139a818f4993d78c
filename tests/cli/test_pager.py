"""Long output goes through a pager on a terminal, and nowhere else."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.cli.process import ORGANIZATION, command, settings

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")

PAGER = "sed s/^/PAGED:/"
LONG, SHORT = ("explain",), ("explain", "P101")
TITLE = "codes. Explain one: casemodel explain CODE"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "org.yaml").write_text(ORGANIZATION, encoding="utf-8")
    return tmp_path


def on_a_terminal(*arguments: str, cwd: Path, **environment: str) -> str:
    """Run a command whose input and output are a terminal of 60 rows; gives what is on it."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 80, 0, 0))
    running = subprocess.Popen(
        command(*arguments),
        cwd=cwd,
        env=settings(**{"TERM": "xterm", "PAGER": PAGER, **environment}),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    screen = b""
    try:
        while block := os.read(ours, 65536):
            screen += block
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    assert running.wait(60) == 0
    return screen.decode()


def test_a_long_answer_on_a_terminal_is_paged_and_a_short_one_is_not(folder: Path):
    assert re.search(f"^PAGED:\\d+ {TITLE}", on_a_terminal(*LONG, cwd=folder), re.MULTILINE)
    assert "PAGED:" not in on_a_terminal(*SHORT, cwd=folder)
    assert "PAGED:" not in on_a_terminal(*LONG, "--plain", cwd=folder)


@pytest.mark.thorough
@pytest.mark.parametrize("environment", [{"PAGER": "cat"}, {"PAGER": "nosuch"}])
def test_without_a_pager_the_answer_is_printed_at_once(folder: Path, environment):
    screen = on_a_terminal(*LONG, cwd=folder, **environment)
    assert "PAGED:" not in screen
    assert TITLE in screen
    assert "PAGED:" not in on_a_terminal(*LONG, "--no-pager", cwd=folder)


@pytest.mark.thorough
def test_less_is_told_to_show_colours_and_other_pagers_get_none(folder: Path):
    screen = on_a_terminal(
        *LONG, cwd=folder, PAGER="sh -c 'echo flags:$LESS less; sed s/^/PAGED:/'"
    )
    assert "flags:FRX" in screen
    assert re.search(f"PAGED:\x1b\\[1m\\d+ {TITLE}", screen)
    assert "\x1b" not in on_a_terminal(*LONG, cwd=folder)
    own = on_a_terminal(*LONG, cwd=folder, LESS="S", PAGER="sh -c 'echo flags:$LESS; cat' less")
    assert "flags:S" in own
    assert "\x1b[1m" not in own


def test_into_a_pipe_nothing_is_paged(folder: Path):
    process = subprocess.run(
        command(*LONG), cwd=folder, env=settings(PAGER=PAGER), capture_output=True, check=True
    )
    assert b"PAGED:" not in process.stdout
