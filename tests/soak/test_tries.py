"""The soak notices what it is there to notice."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="signals and limits of a process")

from tests.soak.folder import DECIDE, KEEPING, REGISTER, SECRET, furnish
from tests.soak.tries import INTERVIEW, Ran, Running, World, once, wrong


@pytest.fixture
def world(tmp_path: Path) -> World:
    rng = random.Random(2)
    furnish(tmp_path, rng)
    return World(tmp_path, rng)


def without_memory(ran: Ran) -> Ran:
    """A run without its memory: the system counts that of these tests, from which it was forked."""
    return ran._replace(megabytes=0)


def test_what_was_said_to_be_kept_and_is_not(world):
    for line in (KEEPING[0], KEEPING[0], INTERVIEW):
        ran = Running(world.line((line,)), world.folder, "1\n2\n1\nq\n").ended()
        assert (ran.status, wrong(without_memory(ran))) == (0, []), ran.out
        world.note(ran)
    assert (set(world.decided), [*world.kept.values()]) == ({1, 2}, [3])
    assert world.faults() == []
    world.forgotten.add(2)
    with closing(sqlite3.connect(world.folder / REGISTER)) as connection, connection:
        connection.execute("delete from entries where number = 1")
    file = world.folder / "kept_0.yaml"
    file.write_text("answers:\n  acuity: stable\n", encoding="utf-8")
    (world.folder / ".casemodel-1-0.part").touch()
    assert world.faults() == [
        "left: .casemodel-1-0.part",
        "lost: 2 answers of kept_0.yaml",
        "lost: decision 1",
        "stayed: decision 2",
    ]


@pytest.mark.parametrize(
    ("ran", "fault"),
    [
        (Ran("score x", 1, "", "Traceback ...", 1, 0), "said: Traceback"),
        (Ran("score x", 3, "", "", 1, 0), "status 3"),
        (Ran("score x", -9, "", "", 1, 0), "status -9"),
        (Ran("score x", 1, "", "", 1, 0), "status 1 in silence"),
        (Ran("score x", 1, "", SECRET, 1, 0), "a value of a client is shown"),
        (Ran("score x", 0, "", "", 301, 0), "301 MB of memory"),
    ],
)
def test_a_command_that_ends_as_it_must_not(ran, fault):
    assert wrong(ran) == [fault]


def test_a_command_that_is_as_it_should_be(world):
    (ran,) = once(world, (f"{DECIDE} --register gone/r.sqlite",))
    assert wrong(without_memory(ran)) == []
    assert wrong(Ran("score x", -9, "", "", 1, 9)) == []
