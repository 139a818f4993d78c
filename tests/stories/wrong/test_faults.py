"""Every command where something around it fails: no traceback, nothing torn, the right status."""

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.process import (
    CLIENT,
    GIVEN_UP,
    ORGANIZATION,
    ROOT,
    casemodel,
    command,
    heed_requests_to_end,
    process,
    settings,
)
from tests.rulebase import write

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(os.name == "nt", reason="a shell's redirections"),
]

COMMANDS: dict[str, tuple[str, ...]] = {
    "recommend": ("recommend", "org.yaml"),
    "score": ("score", "client.yaml"),
    "why-not": ("why-not", "clinical", "org.yaml"),
    "what-if": ("what-if", "org.yaml", "--set", "acuity=stable"),
    "ask": ("ask", "org.yaml"),
    "plan": ("plan", "org.yaml"),
    "compare": ("compare",),
    "report": ("report", "org.yaml"),
    "handout": ("handout", "brokerage"),
    "worksheet": ("worksheet", "client"),
    "review": ("review", "client.yaml", "client.yaml"),
    "decisions": ("decisions", "--register", "r.sqlite"),
    "models": ("models",),
    "show": ("show", "clinical"),
    "inputs": ("inputs",),
    "sources": ("sources",),
    "check": ("check", "org.yaml", "client.yaml"),
    "explain": ("explain",),
    "rules check": ("rules", "check", "rules"),
    "rules test": ("rules", "test", "rules"),
    "rules freeze": ("rules", "freeze", "org.yaml"),
    "rules diff": ("rules", "diff", "rules", "rules", "--sample", "0"),
    "schema": ("schema", "profile"),
    "new": ("new", "client"),
    "caseload": ("caseload", "clients.csv"),
    "a map": ("caseload", "--suggest-map", "clients.csv"),
    "staffing": ("staffing", "county.yaml", "--caseload", "clients.csv"),
    "pages": ("report", "org.yaml", "--format", "html"),
    "a wrong file": ("check", "wrong.yaml"),
    "a wrong client": ("score", "wrong_client.yaml"),
    "wrong use": ("recomend", "org.yaml"),
}
STATUS = {"a wrong file": 1, "a wrong client": 1, "wrong use": 2, "rules check": 1, "rules test": 1}
"""How each ends where nothing fails, if not with 0; the small rules are weak, without tests."""
NAMED = {"caseloads": "clients.csv", "organizations": "county.yaml"}
"""What examples are called here."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    new_folder = tmp_path_factory.mktemp("faults")
    texts = {
        "org": ORGANIZATION,
        "client": CLIENT,
        "wrong": ORGANIZATION.replace("many", "mny"),
        "wrong_client": CLIENT.replace("many", "Zyxwvut"),
    }
    for name, text in texts.items():
        (new_folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    for file in ("caseloads/example.csv", "organizations/county_agency.yaml"):
        shutil.copy(ROOT / "profiles" / file, new_folder / NAMED[Path(file).parent.name])
    write(new_folder / "rules")
    decide = ("decide", "client.yaml", "--model", "none", "--reason", "client_choice")
    ran = casemodel(*decide, "--register", "r.sqlite", "--date", "2026-11-22", cwd=new_folder)
    assert ran.status == 0, ran.err
    return new_folder


def shell(line: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=settings(**environment),
        capture_output=True,
        check=False,
        timeout=GIVEN_UP,
    )


def quiet(printed: bytes) -> None:
    """No traceback, nothing that Python itself complains of, and no value of a client."""
    for word in (b"Traceback", b"Exception ignored", b"Error:", b"our fault", b"Zyxwvut"):
        assert word not in printed, printed


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(
    ("redirection", "statuses"),
    [
        (">/dev/full", {1}),
        (">&-", {0, 1}),
        (">/dev/full 2>/dev/full", {1}),
        ("<&- >&- 2>&-", {0, 1}),
    ],
    ids=["full", "closed", "both full", "all closed"],
)  # fmt: skip
def test_a_full_or_closed_stream(name, redirection, statuses, folder):
    completed = shell(f"{' '.join(command(*COMMANDS[name]))} {redirection}", folder)
    quiet(completed.stdout + completed.stderr)
    assert completed.returncode in statuses | {STATUS.get(name, 0) or min(statuses)}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_reader_that_goes_away(name, folder):
    line = f"{' '.join(command(*COMMANDS[name]))} | head -c 1; exit ${{PIPESTATUS[0]}}"
    completed = shell(line, folder)
    quiet(completed.stderr)
    assert completed.returncode in {STATUS.get(name, 0), 141}


BARE = {
    "no home": {"HOME": "/nowhere/at/all"},
    "C locale": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
    "20 columns": {"COLUMNS": "20"},
    "dumb terminal": {"TERM": "dumb", "FORCE_COLOR": "1", "NO_COLOR": "1"},
    "strict Python": {"PYTHONWARNINGS": "error", "PYTHONDEVMODE": "1", "TZ": "Nowhere/Bad"},
    # Not 2, which also takes away the docstrings that editors show in a schema.
    "without checks": {"PYTHONOPTIMIZE": "1", "PYTHONHASHSEED": "7"},
}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("bare", BARE)
def test_surroundings_that_lack_something(bare, name, folder):
    encoding = {"C locale": "ascii"}.get(bare, "utf-8")
    environment = {k: v for k, v in BARE[bare].items() if k != "PYTHONIOENCODING"}
    ran = process(*COMMANDS[name], cwd=folder, encoding=encoding, **environment)
    quiet((ran.out + ran.err).encode())
    assert ran.status == STATUS.get(name, 0), ran.err
    assert ran.out or ran.err
    if bare in ("no home", "strict Python", "without checks"):
        assert (ran.out, ran.err) == process(*COMMANDS[name], cwd=folder)[1:]


ELSEWHERE = ("check", "rules check", "caseload", "staffing", "pages")
"""Take no -o, or take names with other endings only."""
WRITERS = [n for n in COMMANDS if n not in STATUS and n not in ELSEWHERE]


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_that_is_there_is_kept(name, folder):
    (folder / "kept.md").write_text("theirs", encoding="utf-8")
    ran = casemodel(*COMMANDS[name], "-o", "kept.md", cwd=folder)
    assert (ran.status, len(ran.err.splitlines())) == (2, 1)
    assert "--force" in ran.err
    assert (folder / "kept.md").read_text(encoding="utf-8") == "theirs"


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize(
    "where", ["gone/x.md", "org.yaml/x.md", "/proc/x.md", "rules", f"{'x' * 300}.md"]
)
def test_a_place_that_cannot_be_written(where, name, folder):
    ran = casemodel(*COMMANDS[name], "-o", where, cwd=folder)
    quiet(ran.err.encode())
    assert ran.status in (1, 2)
    assert len(ran.err.splitlines()) == 1
    assert not [path.name for path in folder.iterdir() if path.name.startswith(".casemodel")]


def test_a_file_that_may_not_be_written_is_kept(folder, tmp_path):
    """By its owner's wish; only one who may write everywhere can be asked to write over it."""
    locked = tmp_path / "locked"
    locked.mkdir()
    (locked / "out.txt").write_text("theirs", encoding="utf-8")
    locked.chmod(0o500)
    try:
        ran = casemodel("models", "-o", str(locked / "out.txt"), "--force", cwd=folder)
        if os.geteuid() == 0:
            assert ran.status == 0
        else:
            assert ran.status == 1
            assert (locked / "out.txt").read_text(encoding="utf-8") == "theirs"
    finally:
        locked.chmod(0o700)


OF_A_CLIENT = {
    "score": ("score", "client.yaml"),
    "why-not": ("why-not", "clinical", "client.yaml"),
    "ask": ("ask", "client.yaml"),
    "compare": ("compare", "--profile", "client.yaml"),
    "report": ("report", "client.yaml"),
    "review": ("review", "client.yaml", "client.yaml"),
    "freeze": ("rules", "freeze", "client.yaml"),
    "decisions": ("decisions", "--register", "r.sqlite"),
}


@pytest.mark.parametrize("name", OF_A_CLIENT)
@pytest.mark.parametrize("mask", [0, 0o077])
def test_what_is_written_of_a_client_is_its_owners_alone(mask, name, folder, tmp_path):
    usual_mask = os.umask(mask)
    try:
        ran = casemodel(*OF_A_CLIENT[name], "-o", str(tmp_path / "out.md"), cwd=folder)
    finally:
        os.umask(usual_mask)
    assert ran.status == 0, ran.err
    assert stat.S_IMODE((tmp_path / "out.md").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["out.md"]


def test_an_interrupt_in_the_middle_ends_with_130(folder, tmp_path):
    rules = shutil.copytree(ROOT / "rules", tmp_path / "rules")
    criteria = (rules / "criteria.yaml").read_text(encoding="utf-8")
    (rules / "criteria.yaml").write_text(criteria.replace("weight: 2", "weight: 1"), "utf-8")
    read_end, write_end = os.pipe()
    program = (
        "import os, sys\n"
        "from casemodel.cli.main import main\n"
        "os.write(int(sys.argv.pop(1)), b'x')\n"
        "main()\n"
    )
    line = ("rules", "diff", "shipped", str(rules), "--sample", "10000")
    with subprocess.Popen(
        [sys.executable, "-c", program, str(write_end), *line],
        cwd=folder,
        env=settings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=(write_end,),
        preexec_fn=heed_requests_to_end,  # noqa: PLW1509 - one thread
    ) as running:
        os.read(read_end, 1)  # before that, Python itself answers to the signal
        time.sleep(2)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=GIVEN_UP)
    os.close(read_end)
    os.close(write_end)
    assert (running.returncode, out, err) == (130, b"", b"")


def test_a_folder_that_is_taken_away(tmp_path, folder):
    folder_gone = tmp_path / "gone"
    folder_gone.mkdir()
    shutil.copy(folder / "org.yaml", tmp_path)
    line = f"rmdir {folder_gone}; {' '.join(command('recommend', str(tmp_path / 'org.yaml')))}"
    completed = shell(line, folder_gone)
    quiet(completed.stderr)
    assert completed.returncode == 0


@pytest.mark.parametrize("name", ["check", "recommend", "rules check", "caseload", "pages"])
def test_few_files_may_be_open(name, folder):
    completed = shell(f"ulimit -n 12; {' '.join(command(*COMMANDS[name]))}", folder)
    quiet(completed.stderr)
    assert completed.returncode == STATUS.get(name, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="looks at what the system is asked")
def test_nothing_is_sent_and_nothing_else_is_written(folder, tmp_path):
    """Not even a cache: a run leaves no file behind, here or at home."""
    home = tmp_path / "home"
    home.mkdir()
    file_names = sorted(path.name for path in folder.rglob("*"))
    program = (
        "import socket, sys\n"
        "def closed(*_, **__): raise SystemExit('a socket')\n"
        "socket.socket = closed\n"
        "from casemodel.cli.main import main\n"
        "sys.argv = ['casemodel', *sys.argv[1:]]\n"
        "main()\n"
    )
    for arguments in COMMANDS.values():
        completed = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            cwd=folder,
            env=settings(HOME=str(home)),
            capture_output=True,
            check=False,
        )
        assert b"a socket" not in completed.stderr
    assert list(home.rglob("*")) == []
    assert sorted(path.name for path in folder.rglob("*")) == file_names


@pytest.mark.parametrize("name", ["a wrong file", "a wrong client"])
def test_problems_come_as_json_too(name, folder):
    verb, file = COMMANDS[name]
    ran = casemodel(verb, file, "--format", "json", cwd=folder)
    (problem,) = json.loads(ran.out)["problems"]
    assert ran.status == 1
    assert (problem["code"], problem["line"]) == ("P405", 6 if verb == "check" else 5)
    assert "Zyxwvut" not in ran.out
