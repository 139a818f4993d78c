"""Every command that writes a file, run where there is no room or where it is asked to end."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.cli.process import (
    CLIENT,
    GIVEN_UP,
    ORGANIZATION,
    ROOT,
    command,
    heed_requests_to_end,
    process,
    settings,
)
from tests.rulebase import write

DECIDED = "decide client.yaml --model none --reason client_choice --date 2026-11-22"

WRITERS = {
    "recommend": "recommend org.yaml -o out.txt",
    "recommend json": "recommend org.yaml --format json -o out.json",
    "score": "score client.yaml -o out.txt",
    "why-not": "why-not clinical org.yaml -o out.txt",
    "what-if": "what-if org.yaml --set acuity=stable -o out.txt",
    "ask": "ask client.yaml -o out.txt",
    "plan": "plan org.yaml -o out.txt",
    "compare csv": "compare -o out.csv",
    "report html": "report client.yaml -o out.html",
    "report pdf": "report client.yaml -o out.pdf",
    "report docx": "report client.yaml -o out.docx",
    "report markdown": "report client.yaml -o out.md",
    "handout": "handout brokerage -o out.html",
    "worksheet": "worksheet client -o out.docx",
    "review": "review client.yaml client.yaml -o out.md",
    "decide": f"{DECIDED} --register r.sqlite",
    "decide -o": f"{DECIDED} --register kept.sqlite -o out.md",
    "decisions csv": "decisions --register kept.sqlite --format csv -o out.csv",
    "withdraw": "withdraw 1 --register kept.sqlite --date 2026-11-22",
    "forget": "forget 1 --register kept.sqlite --yes",
    "caseload csv": "caseload clients.csv -o out.csv",
    "caseload jsonl": "caseload clients.csv -o out.jsonl",
    "caseload xlsx": "caseload clients.csv -o out.xlsx",
    "caseload segments": "caseload clients.csv --segments county.yaml -o out.yaml",
    "caseload map": "caseload --suggest-map clients.csv -o out.yaml",
    "staffing": "staffing county.yaml --caseload clients.csv -o out.csv",
    "models": "models -o out.txt",
    "show": "show clinical -o out.txt",
    "inputs": "inputs -o out.txt",
    "sources": "sources -o out.txt",
    "rules test": "rules test -o out.txt",
    "rules freeze": "rules freeze client.yaml -o out.yaml",
    "rules diff": "rules diff rules rules --sample 0 -o out.txt",
    "schema": "schema profile -o out.json",
    "schema all": "schema all -o out",
    "new": "new client -o out.yaml",
    "interview": "interview client out.yaml",
    "interview old": "interview client client.yaml",
}
KEYS = "1\n2\nq\n"

# Ends or fails at the K-th thing that is asked of the system for a file; whether it came to that
# is written to a pipe.
_PROGRAM = """
import os, signal, sys
done, pipe, wanted, what = 0, int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
WATCHED = ("os.link", "os.rename", "os.mkdir", "os.chmod", "os.truncate", "sqlite3.connect")
def seen(event, arguments):
    global done
    writes = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if not writes and event not in WATCHED:
        return
    done += 1
    if done == wanted:
        os.write(pipe, b"x")
        if what == "full":
            raise OSError(28, "No space left on device")
        os.kill(os.getpid(), getattr(signal, what))
from casemodel.cli.main import main
sys.addaudithook(seen)
sys.argv = ["casemodel", *sys.argv[4:]]
main()
"""


class Ran(NamedTuple):
    """How a run ended, and what was in its folder then, by name; `reached` is whether it came to
    what was to disturb it."""

    status: int
    err: str
    files: Mapping[str, bytes]
    reached: bool


def furnish(folder: Path) -> Path:
    """Put in the folder what the commands read."""
    for name, text in (("org", ORGANIZATION), ("client", CLIENT)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "profiles/caseloads/example.csv", folder / "clients.csv")
    shutil.copy(ROOT / "profiles/organizations/county_agency.yaml", folder / "county.yaml")
    write(folder / "rules")
    (folder / "temporary").mkdir()
    ran = process(*DECIDED.split(), "--register", "kept.sqlite", cwd=folder)
    assert ran.status == 0, ran.err
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file in the folder, but for rules."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    paths_by_name = ((path.relative_to(folder).as_posix(), path) for path in paths)
    return {
        name: path.read_bytes() for name, path in paths_by_name if not name.startswith("rules/")
    }


def run(name: str, folder: Path) -> Ran:
    """Run the command with nothing in its way."""
    return _ran(command(*WRITERS[name].split()), folder)


def run_in_little_room(name: str, folder: Path, most: int) -> Ran:
    """Run it where no file can have more than so many bytes."""

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return _ran(command(*WRITERS[name].split()), folder, little)


def run_disturbed(name: str, folder: Path, how: str, at: int) -> Ran:
    """Run it with a signal, or a full disk, at the n-th thing that it asks of the system."""
    read_end, write_end = os.pipe()
    program = [sys.executable, "-c", _PROGRAM, str(write_end), str(at), how, *WRITERS[name].split()]
    try:
        ran = _ran(program, folder, kept_open=(write_end,))
        os.close(write_end)
        write_end = -1
        return ran._replace(reached=bool(os.read(read_end, 1)))
    finally:
        os.close(read_end)
        if write_end >= 0:
            os.close(write_end)


def _ran(
    program: list[str],
    folder: Path,
    prepare: Callable[[], None] = heed_requests_to_end,
    kept_open: tuple[int, ...] = (),
) -> Ran:
    temporary = str(folder / "temporary")
    completed = subprocess.run(
        program,
        cwd=folder,
        env=settings(TMPDIR=temporary, HOME=temporary),
        input=KEYS.encode(),
        capture_output=True,
        timeout=GIVEN_UP,
        check=False,
        pass_fds=kept_open,
        preexec_fn=prepare,
    )
    return Ran(completed.returncode, completed.stderr.decode(), files_in(folder), reached=False)


ENDED = {"SIGTERM": -signal.SIGTERM, "SIGHUP": -signal.SIGHUP, "SIGINT": 130}
"""How a run ends that is asked to; a shell shows 143, 129 and 130."""
