"""Colour, width, encodings, closed and full streams."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from casemodel.cli import streams
from tests.cli.process import ORGANIZATION, casemodel, command, heed_requests_to_end, settings

posix_only = pytest.mark.skipif(os.name == "nt", reason="a shell's redirections")


def test_no_colour_into_a_pipe_and_colour_when_forced(folder: Path) -> None:
    bare = casemodel("recommend", "org.yaml", cwd=folder).out
    forced = casemodel("recommend", "org.yaml", cwd=folder, FORCE_COLOR="1", TERM="xterm").out
    assert "\x1b" not in bare
    assert "\x1b[" in forced
    assert _without_colour(forced) == bare
    for setting in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        both = casemodel("recommend", "org.yaml", cwd=folder, FORCE_COLOR="1", **setting).out
        assert both == bare
    plain = casemodel("recommend", "org.yaml", "--plain", cwd=folder, FORCE_COLOR="1").out
    assert "\x1b" not in plain


def _without_colour(text: str) -> str:
    import re

    lines = re.sub(r"\x1b\[[0-9;]*m", "", text).split("\n")
    return "\n".join(line.rstrip() for line in lines)


@pytest.mark.parametrize(
    ("columns", "width"),
    [("40", 40), ("60", 60), ("80", 80), ("120", 120), ("200", 200),
     ("abc", 80), ("", 80), ("0", 80), ("-5", 80), ("1", 40), ("20", 40), ("99999999999", 200)],
)  # fmt: skip
def test_width(columns: str, width: int, folder: Path) -> None:
    ran = casemodel("show", "clinical", cwd=folder, COLUMNS=columns)
    longest = max(len(line) for line in ran.out.splitlines())
    assert width - 15 < longest <= width
    joined = " ".join(ran.out.split())
    for name in ("Brokerage", "Collaborative (interdisciplinary)", "Strengths-based"):
        assert name in joined


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "utf-8"])
@pytest.mark.parametrize("form", ["text", "plain", "json", "markdown"])
def test_encodings(encoding: str, form: str, folder: Path) -> None:
    name = "Zoë – 日本 “x”"
    (folder / "org.yaml").write_text(
        ORGANIZATION.replace("Riverbend Family Services", name), encoding="utf-8"
    )
    ran = casemodel("recommend", "org.yaml", "--format", form, cwd=folder, encoding=encoding)
    assert (ran.status, ran.err) == (0, "")
    assert "Zo" in ran.out
    assert "Intensive (ICM)" in ran.out
    if form == "text":
        assert "|=" in ran.out


def test_encodings_in_colour(folder: Path) -> None:
    for encoding in ("ascii", "cp1252"):
        ran = casemodel("sources", cwd=folder, encoding=encoding, FORCE_COLOR="1", TERM="xterm")
        assert (ran.status, ran.err) == (0, "")


INJECTED = [
    "[red]loud[/red] [/] :smile:",
    "<script>alert(1)</script>",
    "[x](https://evil.example)",
    "=cmd()|`rm`|*b*",
]


@pytest.mark.thorough
@pytest.mark.parametrize("text", INJECTED)
def test_markup_in_names_and_notes_stays_text(text: str, folder: Path) -> None:
    profile = ORGANIZATION.replace("Riverbend Family Services", f"'{text}'").replace(
        "complexity: many", f"complexity: {{answer: many, note: '{text}'}}"
    )
    (folder / "org.yaml").write_text(profile, encoding="utf-8")
    arguments = ("recommend", "org.yaml", "--explain")
    for form in ("text", "plain"):
        assert text in casemodel(*arguments, "--format", form, cwd=folder, COLUMNS="200").out
    coloured = casemodel(*arguments, cwd=folder, COLUMNS="200", FORCE_COLOR="1", TERM="xterm").out
    assert text in coloured
    markdown = casemodel(*arguments, "--format", "markdown", cwd=folder).out
    assert "<script" not in markdown
    assert "[x](" not in markdown.replace(r"\[x\](", "")
    assert "https://evil" not in markdown


@posix_only
def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    line = " ".join(command("inputs")) + " | head -1"
    process = subprocess.run(
        ["bash", "-c", f"{line}; exit ${{PIPESTATUS[0]}}"],
        cwd=folder,
        env=settings(),
        capture_output=True,
        check=False,
    )
    assert process.stdout.endswith(b"questions can count\n")
    assert process.stderr == b""
    assert process.returncode in (0, 1, 141)


@posix_only
@pytest.mark.parametrize("arguments", ["explain P101", "--help", "schema answer", "--version"])
@pytest.mark.parametrize("redirection", [">/dev/full", ">&-"])
def test_a_full_or_closed_output_is_said(arguments: str, redirection: str, folder: Path) -> None:
    if redirection == ">/dev/full" and not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    line = " ".join(command(*arguments.split())) + redirection
    process = subprocess.run(
        ["bash", "-c", line], cwd=folder, env=settings(), capture_output=True, check=False
    )
    printed = process.stderr.decode()
    assert "Traceback" not in printed
    assert "Exception ignored" not in printed
    assert len(printed.splitlines()) <= 1
    if redirection == ">/dev/full":
        assert process.returncode == 1
        assert "cannot be written" in printed


@pytest.mark.thorough
@posix_only
@pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_never_make_a_traceback(redirection: str, folder: Path) -> None:
    for arguments in ("show zzz", "recommend -"):
        line = " ".join(command(*arguments.split())) + " " + redirection
        process = subprocess.run(
            ["bash", "-c", line], cwd=folder, env=settings(), capture_output=True, check=False
        )
        assert process.returncode in (0, 1, 2)
        assert b"Traceback" not in process.stderr


@posix_only
def test_an_interrupt_ends_with_130(folder: Path) -> None:
    process = _run_with_broken_engine("os.kill(os.getpid(), signal.SIGINT)", folder)
    assert (process.returncode, process.stdout, process.stderr) == (130, b"", b"")


def test_our_fault_is_one_line_without_any_value(folder: Path) -> None:
    process = _run_with_broken_engine("raise ValueError('secret of a client')", folder)
    printed = process.stderr.decode()
    assert process.returncode == 3
    assert printed.startswith("casemodel: our fault, not yours: ValueError at casemodel.")
    assert "secret" not in printed
    assert len(printed.splitlines()) == 1


def _run_with_broken_engine(statement: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run `recommend` with an engine that does this instead of assessing."""
    program = (
        "import os, signal, sys\n"
        "import casemodel.engine.assessment as engine\n"
        f"def broken(*given):\n    {statement}\n"
        "engine.assess = broken\n"
        "from casemodel.cli.main import main\n"
        "sys.argv = ['casemodel', 'recommend', 'org.yaml']\n"
        "main()\n"
    )
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env=settings(),
        capture_output=True,
        check=False,
        preexec_fn=None if os.name == "nt" else heed_requests_to_end,
    )


def test_settings_for_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)

    class Terminal:
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    assert streams.wants_colour(terminal)  # type: ignore[arg-type]
    assert not streams.wants_colour(None)
    monkeypatch.setenv("FORCE_COLOR", "0")
    assert not streams.wants_colour(None)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert streams.wants_colour(None)
    monkeypatch.setenv("NO_COLOR", "")
    assert streams.wants_colour(terminal)  # type: ignore[arg-type]
    monkeypatch.setenv("NO_COLOR", "1")
    assert not streams.wants_colour(terminal)  # type: ignore[arg-type]


@posix_only
def test_on_a_terminal_there_is_colour_in_its_width(folder: Path) -> None:
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    output = b""
    with subprocess.Popen(
        command("recommend", "org.yaml", "--draws", "100"),
        cwd=folder,
        env=settings(TERM="xterm-256color"),
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ) as running:
        os.close(theirs)
        try:
            while chunk := os.read(ours, 65536):
                output += chunk
        except OSError:  # the other end is closed: all has been read
            pass
        finally:
            os.close(ours)
        assert running.wait(60) == 0
    text = output.decode()
    assert "\x1b[" in text
    longest = max(len(line.rstrip()) for line in _without_colour(text).splitlines())
    assert 80 < longest <= 100


def test_a_failure_that_names_a_file_is_not_laid_to_standard_output() -> None:
    failure = streams.failure(FileNotFoundError(2, "No such file or directory", "a\x1b.yaml"))
    assert str(failure) == r"a\x1b.yaml cannot be used: No such file or directory."
    assert str(streams.failure(OSError(28, "No space left on device"))) == (
        "Standard output cannot be written: No space left on device."
    )
