"""No file takes long, or much memory, or ends in anything but a problem with its place."""

import os
import re
import sys
from pathlib import Path

import pytest

from tests.cli.process import CLIENT, ORGANIZATION
from tests.rulebase import FILES, write
from tests.stories.wrong.bombs import BOMBS, MEGABYTE
from tests.stories.wrong.measured import MEGABYTES, Took, is_soon, measured

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="memory is counted as Linux does"),
]

PLACED = re.compile(r"^[^ :]+(:\d+(:\d+)?)?: .+ \[[PR]\d{3}\]$", re.MULTILINE)


def refused(ran: Took, file: str) -> None:
    """It ended soon, in little memory, with problems that name the file."""
    assert ran.status == 1, ran
    assert "Traceback" not in ran.out + ran.err
    places = [line[0] for line in PLACED.finditer(ran.out + ran.err)]
    assert any(line.startswith(f"{file}:") for line in places), (ran.out + ran.err)[:300]
    assert is_soon(ran), ran.seconds
    assert ran.megabytes < MEGABYTES, ran.megabytes


@pytest.mark.parametrize("name", BOMBS)
def test_a_profile_that_is_a_bomb(name, tmp_path):
    (tmp_path / "bomb.yaml").write_bytes(BOMBS[name]())
    refused(measured("check", "bomb.yaml", cwd=tmp_path), "bomb.yaml")


@pytest.mark.parametrize("name", ["50 MB of keys", "aliases in lists, 9 levels", "unknown keys"])
def test_a_bomb_through_standard_input(name, tmp_path):
    (tmp_path / "bomb.yaml").write_bytes(BOMBS[name]())
    ran = measured("score", "-", cwd=tmp_path, stdin=tmp_path / "bomb.yaml")
    assert (ran.status, "standard input" in ran.err) == (1, True)
    assert is_soon(ran)
    assert ran.megabytes < MEGABYTES


SOME = [
    "50 MB of keys",
    "aliases in lists, 9 levels",
    "merge keys, 8 levels",
    "100,000 open brackets",
    "unknown keys",
]


@pytest.mark.parametrize("name", SOME)
@pytest.mark.parametrize("file", ["claims.yaml", "models/light.yaml", "decisions.yaml"])
def test_a_rule_file_that_is_a_bomb(file, name, tmp_path):
    write(tmp_path / "rules", FILES)
    (tmp_path / "rules" / file).write_bytes(BOMBS[name]())
    refused(measured("rules", "check", "rules", cwd=tmp_path), f"rules/{file}")


@pytest.mark.parametrize("name", SOME)
@pytest.mark.parametrize("where", ["house", "changes", "tests"])
def test_another_file_that_is_a_bomb(where, name, tmp_path):
    (tmp_path / "org.yaml").write_text(ORGANIZATION, encoding="utf-8")
    write(tmp_path / "rules", FILES)
    file, arguments = {
        "house": ("house.yaml", ("recommend", "org.yaml", "--house", "house.yaml")),
        "changes": ("changes.yaml", ("what-if", "org.yaml", "--changes", "changes.yaml")),
        "tests": ("rules/tests/bomb.yaml", ("rules", "test", "rules")),
    }[where]
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_bytes(BOMBS[name]())
    refused(measured(*arguments, cwd=tmp_path), file)


COMMANDS = {
    "check": ("check", "FILE"),
    "recommend": ("recommend", "FILE"),
    "score": ("score", "FILE"),
    "what-if": ("what-if", "org.yaml", "--changes", "FILE"),
    "house": ("recommend", "org.yaml", "--house", "FILE"),
    "freeze": ("rules", "freeze", "FILE"),
}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("kind", ["device", "pipe", "folder", "loop", "gone", "sparse"])
def test_what_is_no_ordinary_file_is_refused_at_once(kind, name, tmp_path):
    (tmp_path / "org.yaml").write_text(ORGANIZATION, encoding="utf-8")
    file = {"device": "/dev/zero"}.get(kind, "odd.yaml")
    odd = tmp_path / "odd.yaml"
    if kind == "pipe":
        os.mkfifo(odd)
    elif kind == "folder":
        odd.mkdir()
    elif kind == "loop":
        odd.symlink_to(odd)
    elif kind == "sparse":
        with odd.open("wb") as stream:
            stream.truncate(1000 * MEGABYTE)
    arguments = (file if word == "FILE" else word for word in COMMANDS[name])
    refused(measured(*arguments, cwd=tmp_path), file)


@pytest.mark.parametrize("kind", ["device", "pipe", "folder"])
def test_a_rules_folder_of_what_is_no_file(kind, tmp_path):
    (tmp_path / "client.yaml").write_text(CLIENT, encoding="utf-8")
    folder: Path = write(tmp_path / "rules", {n: t for n, t in FILES.items() if n != "claims.yaml"})
    odd = folder / "claims.yaml"
    if kind == "device":
        odd.symlink_to("/dev/zero")
    elif kind == "pipe":
        os.mkfifo(odd)
    else:
        odd.mkdir()
    refused(measured("score", "client.yaml", "--rules", "rules", cwd=tmp_path), "rules/claims.yaml")
