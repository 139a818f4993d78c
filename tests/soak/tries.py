"""One try of a soak: commands, what disturbs them, and what must hold of them and their files."""

import json
import os
import random
import re
import resource
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import yaml

from tests.cli.process import GIVEN_UP, command, heed_requests_to_end, settings
from tests.soak.folder import KEEPING, READING, REGISTER, SECRET, WRITING, Words

MEGABYTES, MEGABYTES_OF_PAPER = 300, 400  # the second where typst sets a page
BAD = ("Traceback", "our fault", "Exception ignored", "panicked", "Fatal Python", "core dumped")
STATUSES = {0, 1, 2}
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
INTERVIEW = "interview client {kept} --plain"
Limits = dict[int, int]


class Ran(NamedTuple):
    """How a command ended, and what it wrote; `signal` is what it was sent, 0 for none."""

    line: str
    status: int
    out: str
    err: str
    megabytes: float
    signal: int


class Running:
    """A command that runs; its output goes to files, so that it never waits for a reader."""

    def __init__(self, line: str, folder: Path, typed: str = "", limits: Limits | None = None):
        def before() -> None:
            heed_requests_to_end()
            for resource_name, most in (limits or {}).items():
                resource.setrlimit(resource_name, (most, most))

        self.line, self.signal = line, 0
        self.streams = [tempfile.TemporaryFile() for _ in range(3)]  # noqa: SIM115 - see `ended`
        self.given, self.out, self.err = self.streams
        self.given.write(typed.encode())
        self.given.seek(0)
        temporary = str(folder / "temporary")
        self.process = subprocess.Popen(
            command(*line.split()),
            cwd=folder,
            env=settings(TMPDIR=temporary, HOME=temporary),
            stdin=self.given,
            stdout=self.out,
            stderr=self.err,
            preexec_fn=before,  # noqa: PLW1509 - one thread
        )

    def ended(self, number: int = 0, after: float = GIVEN_UP) -> Ran:
        """Wait for the end; the signal, if one is given, is sent after so many seconds."""
        start, pid = time.monotonic(), 0
        while not pid:
            pid, status, took = os.wait4(self.process.pid, os.WNOHANG)
            passed = time.monotonic() - start
            if not pid and number and not self.signal and passed > after:
                self.signal = number
                self.process.send_signal(number)
            if not pid and passed > GIVEN_UP:
                self.process.kill()
            time.sleep(0.005)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for stream in (self.out, self.err):
            stream.seek(0)
            texts.append(stream.read().decode("utf-8", "replace"))
        for stream in self.streams:
            stream.close()
        code, size = self.process.returncode, took.ru_maxrss / 1024
        return Ran(self.line, code, texts[0], texts[1], size, self.signal)


class World:
    """A folder, and what commands in it have said is done."""

    def __init__(self, folder: Path, rng: random.Random) -> None:
        self.folder, self.rng = folder, rng
        self.register = folder / REGISTER
        self.decided: dict[int, str] = {}
        self.withdrawn: set[int] = set()
        self.forgotten: set[int] = set()
        self.perhaps_forgotten: set[int] = set()
        self.kept: dict[str, int] = {}

    def line(self, among: tuple[str, ...], how: str = "") -> str:
        """Draw a command; an interview goes on with the latest file."""
        words = Words(self.rng, self.folder, how)
        words["kept"] = f"kept_{len(self.kept) // 5}.yaml"
        return self.rng.choice(among).format_map(words)

    def note(self, ran: Ran) -> None:
        """Remember what a command has said is done."""
        word, *rest = ran.line.split()
        if word == "interview":
            question_numbers = map(
                int, re.findall(r"^title: Question (\d+)", ran.err, re.MULTILINE)
            )
            key = f"{rest[1]} {len(self.kept)}"
            self.kept[key] = max(question_numbers, default=1) - 1
        if word == "forget":
            numbers = {int(rest[0])} if rest[0].isdigit() else set(self.decided)
            self.perhaps_forgotten |= numbers
        if REGISTER not in rest or "json" not in rest:
            return
        try:
            output = json.loads(ran.out)
        except ValueError:
            return
        if output["output"] == "decide":
            number = output["number"]
            self.decided[number] = output["note"]
            self.perhaps_forgotten.discard(number)
        elif output["output"] == "withdraw":
            self.withdrawn.add(output["number"])
        elif output["output"] == "forget":
            self.forgotten |= set(output["numbers"])

    def faults(self) -> list[str]:
        """List what does not hold of the files."""
        names = [path.name for path in self.folder.rglob("*")]
        fault_list = [f"left: {name}" for name in names if name.endswith(".part")]
        fault_list += self._lost_answers()
        return fault_list + (self._lost_decisions() if self.register.exists() else [])

    def _lost_answers(self) -> list[str]:
        counts: dict[str, int] = {}
        for key, many in self.kept.items():
            counts[key.split()[0]] = counts.get(key.split()[0], 0) + many
        fault_list = []
        for name, many in counts.items():
            file = self.folder / name
            there = yaml.safe_load(file.read_bytes())["answers"] or {} if file.exists() else {}
            if len(there) < many:
                fault_list.append(f"lost: {many - len(there)} answers of {name}")
        return fault_list

    def _lost_decisions(self) -> list[str]:
        with closing(sqlite3.connect(self.register, timeout=20)) as connection:
            table = connection.execute("select name from sqlite_master where name = 'entries'")
            rows = connection.execute("select about, what from entries") if [*table] else ()
            there = set(rows)
        numbers = {about for about, _ in there}
        standing = set(self.decided) - self.perhaps_forgotten
        fault_list = [f"lost: decision {number}" for number in standing - numbers]
        fault_list += [
            f"lost: withdrawal of {number}"
            for number in self.withdrawn & standing
            if (number, "withdrawn") not in there
        ]
        return fault_list + [f"stayed: decision {number}" for number in self.forgotten & numbers]


def wrong(ran: Ran) -> list[str]:
    """List what does not hold of how a command ended."""
    printed = ran.out + ran.err
    if (
        ran.signal == signal.SIGINT
        and "KeyboardInterrupt" in printed
        and "casemodel/" not in printed
    ):
        return []  # Python itself had not begun with casemodel yet
    fault_list = [f"said: {word}" for word in BAD if word in printed]
    allowed = STATUSES | ({130, 143, 129, -ran.signal} if ran.signal else set())
    if ran.status not in allowed:
        fault_list.append(f"status {ran.status}")
    if ran.status == 1 and not printed:
        fault_list.append("status 1 in silence")
    if ran.status in (1, 2) and SECRET in printed:
        fault_list.append("a value of a client is shown")
    paper = ran.line.endswith((".pdf", ".docx"))
    if ran.megabytes > (MEGABYTES_OF_PAPER if paper else MEGABYTES):
        fault_list.append(f"{ran.megabytes:.0f} MB of memory")
    return fault_list


def once(world: World, among: tuple[str, ...], how: str = "") -> list[Ran]:
    """Run one command with nothing in its way."""
    return [Running(world.line(among, how), world.folder).ended()]


def killed(world: World) -> list[Ran]:
    """Run a command that writes, and send it a signal at a random moment."""
    line = world.line((*WRITING, *KEEPING * 3, *(INTERVIEW,) * 4))
    moment = world.rng.choice((0.8, 2.0)) * world.rng.random()
    running = Running(line, world.folder, typed(world))
    return [running.ended(world.rng.choice(SIGNALS), moment)]


def typed(world: World) -> str:
    """Type some answers that every question takes."""
    lines = [world.rng.choice("12") for _ in range(world.rng.randint(1, 8))]
    return "\n".join([*lines, world.rng.choice(("q", ""))]) + "\n"


def two(world: World) -> list[Ran]:
    """Run two commands at a time on the same files."""
    among = world.rng.choice(((INTERVIEW,), KEEPING, KEEPING[:1], WRITING))
    first, second = world.line(among), world.line(among)
    running = [Running(line, world.folder, typed(world)) for line in (first, second)]
    return [process.ended() for process in running]


def little_room(world: World) -> list[Ran]:
    """Run a command that writes where no file may grow beyond some bytes."""
    line = world.line((*WRITING, *KEEPING * 2, INTERVIEW, INTERVIEW))
    most = world.rng.choice((0, 100, 1000, 5000, 20_000)) + world.rng.randrange(1000)
    return [Running(line, world.folder, typed(world), {resource.RLIMIT_FSIZE: most}).ended()]


def little_memory(world: World) -> list[Ran]:
    """Run a command that may take little memory."""
    most = world.rng.randint(80, 600) * 1024 * 1024
    line = world.line((*READING, *WRITING, *KEEPING))
    return [Running(line, world.folder, "", {resource.RLIMIT_AS: most}).ended()]


KINDS: dict[str, Callable[[World], list[Ran]]] = {
    "undisturbed": lambda world: once(world, (*READING, *WRITING, *KEEPING)),
    "damaged files": lambda world: once(world, (*READING, *WRITING), "damaged"),
    "damaged register": lambda world: once(world, KEEPING, "damaged"),
    "any file for any other": lambda world: once(world, (*READING, *WRITING, *KEEPING), "odd"),
    "killed": killed,
    "two at a time": two,
    "little room": little_room,
    "little memory": little_memory,
}
