"""`casemodel interview` as a process: at a terminal, interrupted, ended from outside."""

import os
import re
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

import pytest

from casemodel.interview.steps import begin, items_for_review
from casemodel.profiles.draft import draft_of
from tests.cli.interviewing import answers, posix_only, write_known
from tests.cli.process import casemodel, command, heed_requests_to_end, process, settings
from tests.shipped import shipped

Turn = tuple[str, bytes]
"""A text that is waited for, and what is typed then."""

NEXT = "? help: "
TO_THE_OFFER: tuple[Turn, ...] = (
    (NEXT, b"1\n"), ("Question 2", b""), (NEXT, b"1\n"), ("Question 3", b""), (NEXT, b"1\n"),
    ("You can stop here", b""),
)  # fmt: skip
TO_THE_CHECK: tuple[Turn, ...] = (*TO_THE_OFFER, ("q stop: ", b"1\n"), ("Check your", b""))
KNOWN = ("client", "known.yaml")
"""A file in which only the questions about danger are to be asked before the offer to stop."""
_LONG_ENOUGH = 120  # seconds for an interview
_NOBODY_IS_QUICKER = 0.05  # seconds from a prompt to an interruption
PROMPTS: dict[str, tuple[tuple[str, ...], tuple[Turn, ...], int]] = {
    "a question": (("client", "c.yaml"), ((NEXT, b"\x03"),), 0),
    "help": (("client", "c.yaml"), ((NEXT, b"?\n"), ("Help:", b""), (NEXT, b"\x03")), 0),
    "a wrong answer": (
        ("client", "c.yaml"), ((NEXT, b"9\n"), ("not one of", b""), (NEXT, b"\x03")), 0,
    ),
    "a danger": (("client", "c.yaml"), ((NEXT, b"2\n"), ("Act first", b""), (NEXT, b"\x03")), 1),
    "a number": (
        ("organization", "numbers.yaml"),
        (("q stop: ", b"2\n"), ("A number;", b""), (NEXT, b"\x03")),
        64,
    ),
    "the agency's name": (("organization", "o.yaml"), (("A name;", b""), (NEXT, b"\x03")), 0),
    "a group's name": (
        ("organization", "o.yaml"),
        (
            *((NEXT, b"North\n"), ("What do you run", b""), (NEXT, b"s\n")),
            *(("fall into groups", b""), (NEXT, b"2\n"), ("call group 1?", b""), (NEXT, b"\x03")),
        ),
        5,
    ),
    "half a line": (
        ("client", "c.yaml"), ((NEXT, b"1\n"), ("Question 2", b""), (NEXT, b"1\x03")), 1,
    ),
    "the offer to stop": (KNOWN, (*TO_THE_OFFER, ("q stop: ", b"\x03")), 20),
    "the check of answers": (KNOWN, (*TO_THE_CHECK, ("q stop: ", b"\x03")), 20),
    "an answer to change": (
        KNOWN, (*TO_THE_CHECK, ("q stop: ", b"1\n"), ("Change an", b""), (NEXT, b"\x03")), 20,
    ),
}  # fmt: skip
"""Every kind of prompt: the command, what leads there, and how many answers are kept then."""

LIKE_A_QUESTION = ("the agency's name", "help", "a wrong answer", "a danger", "half a line")


@pytest.mark.thorough
@posix_only
class TestAtATerminal:
    """With a terminal on both ends, keys typed one after another."""

    def talk(
        self,
        folder: Path,
        *turns: Turn,
        line: tuple[str, ...] = ("client", "c.yaml"),
        columns: int = 80,
    ) -> tuple[int, str]:
        """Wait for each text and type what comes with it; how it ended, and all that was shown."""
        import pty

        ours, theirs = pty.openpty()
        _set_up(theirs, columns)
        screen = b""
        with subprocess.Popen(
            command("interview", *line), cwd=folder, env=settings(TERM="dumb"),
            stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
            preexec_fn=_take_terminal,  # noqa: PLW1509 - one thread
        ) as running:  # fmt: skip
            os.close(theirs)
            try:
                at, last, until = 0, b"", monotonic() + _LONG_ENOUGH
                for text, typed in turns:
                    while text.encode() not in screen[at:]:
                        more = _read(ours, last)
                        assert more, screen
                        assert monotonic() < until, screen
                        screen += more
                    at = screen.index(text.encode(), at) + len(text)
                    if typed.endswith(b"\x03"):
                        sleep(_NOBODY_IS_QUICKER)
                    os.write(ours, typed)
                    last = typed
                while chunk := _read(ours, last):
                    assert monotonic() < until, screen
                    screen += chunk
            finally:  # which ends the interview, too
                os.close(ours)
            return running.wait(30), screen.decode().replace("\r\n", "\n")

    @pytest.mark.parametrize(
        "prompt",
        [
            pytest.param(p, marks=pytest.mark.thorough if p in LIKE_A_QUESTION else ())
            for p in PROMPTS
        ],
    )
    def test_interrupting_at_any_prompt_says_what_is_kept(
        self, prompt: str, tmp_path: Path
    ) -> None:
        line, turns, answers = PROMPTS[prompt]
        write_known(tmp_path)
        status, screen = self.talk(tmp_path, *turns, line=line)
        assert status == 130
        kind, file = line
        many = "1 answer is" if answers == 1 else f"{answers} answers are"
        command = "score" if kind == "client" else "recommend"
        assert screen.splitlines()[-3:] == [
            f"{many} kept in {file}.",
            f"See the answer so far: casemodel {command} {file}",
            f"Go on later: casemodel interview {kind} {file}",
        ]
        draft = draft_of((tmp_path / file).read_bytes(), file, shipped())
        assert len(items_for_review(begin(draft, shipped()))) == answers

    def test_the_end_of_input_at_the_keyboard(self, tmp_path: Path) -> None:
        status, screen = self.talk(
            tmp_path, ("? help: ", b"1\n"), ("Question 2", b""), ("? help: ", b"\x04")
        )
        assert status == 0
        assert "1 answer is kept in c.yaml." in screen

    def test_what_is_typed_stands_behind_the_prompt(self, tmp_path: Path) -> None:
        _, screen = self.talk(
            tmp_path, ("? help: ", b"1\n"), ("Question 2", b""), ("? help: ", b"q\n")
        )
        assert "? help: 1\n\nQuestion 2" in screen

    @pytest.mark.parametrize("columns", [40, 120])
    def test_no_line_is_longer_than_the_terminal(self, columns: int, tmp_path: Path) -> None:
        """From the greeting, by way of help and a danger, to the answer."""
        finish = (("q stop: ", b"1\n"), ("Check your answers", b""), ("q stop: ", b"\n"))
        keys = ((NEXT, b"?\n"), ("Help:", b""), (NEXT, b"2\n"), ("Question 2", b""), (NEXT, b"1\n"))
        more = (("Question 3", b""), (NEXT, b"1\n"), ("can stop here", b""))
        write_known(tmp_path)
        status, screen = self.talk(tmp_path, *keys, *more, *finish, line=KNOWN, columns=columns)
        assert status == 0
        assert "Recommended: " in screen
        typed = re.sub(r"(?m): [?\d]?$", ":", screen)
        assert [text for text in typed.splitlines() if len(text) > columns] == []

    def test_in_plain_lines_each_says_what_it_is(self, tmp_path: Path) -> None:
        turns = (
            (NEXT, b"?\n"),
            ("help:", b""),
            (NEXT, b"2\n"),
            ("Question 2", b""),
            (NEXT, b"q\n"),
        )
        status, screen = self.talk(
            tmp_path, *turns, line=("client", "c.yaml", "--plain"), columns=40
        )
        assert status == 0
        for text in screen.splitlines():
            assert re.match(r"[A-Za-z0-9 ]+: \S|1 or 2; r refused, .*\? help: .$", text), text

    def test_no_number_of_wrong_keys_ends_it_while_a_person_types(self, tmp_path: Path) -> None:
        wrong = (("? help: ", b"zz\n"),) * 30
        status, _ = self.talk(tmp_path, *wrong, ("? help: ", b"q\n"))
        assert status == 0


def _set_up(terminal: int, columns: int) -> None:
    """So many columns; and an interruption throws away nothing that is on its way to the screen."""
    import fcntl
    import struct
    import termios

    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    mode = termios.tcgetattr(terminal)
    mode[3] |= termios.NOFLSH
    termios.tcsetattr(terminal, termios.TCSANOW, mode)


def _take_terminal() -> None:
    """Make standard input the terminal of the new session, so that its keys interrupt."""
    import fcntl
    import termios

    heed_requests_to_end()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _read(descriptor: int, typed: bytes) -> bytes:
    """What is shown next. What was `typed` last may be an interruption.

    One that comes in the instant before Python waits for a line is heard with the next key only;
    so it is typed again, as a person would.
    """
    import select

    try:
        for _ in range(3):
            if select.select([descriptor], [], [], 10)[0]:
                return os.read(descriptor, 65536)
            if typed.endswith(b"\x03"):
                os.write(descriptor, b"\x03")
    except OSError:  # the other end is closed
        return b""
    message = f"Nothing is shown for half a minute after {typed!r} was typed."
    raise AssertionError(message)


@posix_only
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_ended_from_outside_every_answer_given_is_there(number: int, tmp_path: Path) -> None:
    with subprocess.Popen(
        command("interview", "client", "c.yaml"), cwd=tmp_path, env=settings(),
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.PIPE,
        preexec_fn=heed_requests_to_end,  # noqa: PLW1509 - one thread
    ) as running:  # fmt: skip
        assert running.stdin
        assert running.stderr
        running.stdin.write(b"1\n2\n1\n")
        running.stdin.flush()
        screen = b""
        while b"Question 4" not in screen:
            screen += _read(running.stderr.fileno(), b"")
        for _ in range(3):  # one in the instant before Python waits for a line is heard late
            running.send_signal(number)
            with suppress(subprocess.TimeoutExpired):
                running.wait(10)
                break
    assert len(answers(tmp_path / "c.yaml")) == 3
    assert [p.name for p in tmp_path.iterdir()] == ["c.yaml"]


@posix_only
def test_it_runs_from_another_folder_as_a_process(tmp_path: Path) -> None:
    write_known(tmp_path)
    ran = process("interview", *KNOWN, cwd=tmp_path, stdin="1\n1\n1\n1\n\n")
    assert ran.status == 0
    assert "Recommended: " in ran.out
    again = casemodel("score", "known.yaml", cwd=tmp_path, usual_tries=True)
    assert ran.out == again.out
