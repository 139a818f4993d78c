"""How long a command takes, in times bare Python: `python -m tests.benchmarks.startup [ROUNDS]`.

A wheel is built and installed in an environment of its own, since an editable install without .pyc
files measures something else. Then `python -c pass` and every command run in turn, round by round,
so that a slow moment of the machine falls on all of them; the table gives medians and the median of
the ratios to bare Python in the same round.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
ROUNDS = 20
ORGANIZATION = ROOT / "profiles" / "organizations" / "county_agency.yaml"
CLIENT = ROOT / "profiles" / "clients" / "many_professions.yaml"
GROUPS = Path(__file__).parent / "three_groups.yaml"


# Stability's tries are asked to take half a second at most, apart from all other work.
WITHOUT_TRIES = """
from casemodel.cli.main import main
from casemodel.engine import acceptability, assessment
assessment.stability = lambda *_, **__: acceptability.Stability(1, 1, {}, ())
main()
"""


class Command(NamedTuple):
    """A command, and the most it may take in times bare Python; None where nothing is asked.

    It may see a terminal, and it may leave out the tries of stability.
    """

    arguments: tuple[str, ...]
    most: int | None
    on_terminal: bool = False
    without_tries: bool = False

    def typed(self, programs: Path) -> list[str]:
        """The command as a list of words, with the programs of this folder."""
        if self.without_tries:
            # Isolated, or it would find the code of this checkout first.
            return [str(programs / "python"), "-I", "-c", WITHOUT_TRIES, *self.arguments]
        return [str(programs / "casemodel"), *self.arguments]


COMMANDS: Mapping[str, Command] = {
    "recommend, without tries": Command(("recommend", str(ORGANIZATION)), 20, without_tries=True),
    "recommend, plain text": Command(("recommend", str(ORGANIZATION)), None),
    "recommend, three groups": Command(("recommend", str(GROUPS)), None),
    "the same without tries": Command(("recommend", str(GROUPS)), 20, without_tries=True),
    "recommend, JSON": Command(("recommend", str(ORGANIZATION), "--format", "json"), None),
    "recommend, on a terminal": Command(("recommend", str(ORGANIZATION)), None, on_terminal=True),
    "score, without tries": Command(("score", str(CLIENT)), 20, without_tries=True),
    "score, plain text": Command(("score", str(CLIENT)), None),
    "--help": Command(("--help",), 12),
    "check": Command(("check", str(ORGANIZATION)), 24),
}


def main() -> int:
    """Print the table; 1 if a command takes longer than it may."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as directory:
        environment = install_wheel(Path(directory))
        return report(measure(environment, rounds))


def install_wheel(directory: Path, extras: str = "") -> Path:
    """Build the wheel and install it in an environment of its own; the folder of its programs.

    `extras` are written as pip has them, such as `[scale]`.
    """
    # Isolated, or a file of the folder for temporary files could stand for a module.
    run(sys.executable, "-I", "-m", "build", "--wheel", "--outdir", str(directory), str(ROOT))
    run(sys.executable, "-m", "venv", str(directory / "env"))
    programs = directory / "env" / ("Scripts" if os.name == "nt" else "bin")
    wheel = next(directory.glob("*.whl"))
    run(str(programs / "python"), "-m", "pip", "install", "--quiet", f"{wheel}{extras}")
    return programs


def run(*command: str) -> None:
    """Run a command quietly. Raises CalledProcessError if it fails."""
    subprocess.run(command, check=True, capture_output=True, cwd=tempfile.gettempdir())


def measure(programs: Path, rounds: int) -> dict[str, list[float]]:
    """The seconds of bare Python and of each command that exists, a figure a round."""
    bare = [str(programs / "python"), "-c", "pass"]
    known = {
        name: command
        for name, command in COMMANDS.items()
        if exists(programs, command) and (os.name == "posix" or not command.on_terminal)
    }
    times: dict[str, list[float]] = {"python -c pass": [], **{name: [] for name in known}}
    for number in range(-2, rounds):  # the first two warm the disk's cache
        figures = {"python -c pass": seconds(bare)}
        for name, command in known.items():
            program = command.typed(programs)
            timed = seconds_on_terminal if command.on_terminal else seconds
            figures[name] = timed(program)
        if number >= 0:
            for name, figure in figures.items():
                times[name].append(figure)
    return times


def exists(programs: Path, command: Command) -> bool:
    """Whether this version has the command."""
    program = [str(programs / "casemodel"), command.arguments[0], "--help"]
    return subprocess.run(program, capture_output=True, check=False).returncode == 0


def seconds(command: list[str]) -> float:
    """The wall time of a command that writes into a pipe."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def seconds_on_terminal(command: list[str]) -> float:
    """The wall time of a command that writes to a pseudo-terminal."""
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color"}
    start = time.perf_counter()
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, env=environment) as process:
        os.close(theirs)
        drain(ours)
    os.close(ours)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.perf_counter() - start


def drain(terminal: int) -> None:
    """Read until the other side has gone."""
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:  # Linux says so when no one holds the other side
        return


def report(times: Mapping[str, list[float]]) -> int:
    """Print medians and ratios; 1 if a ratio is above what is asked."""
    bare = times["python -c pass"]
    print(f"{'':28}{'median':>9}  {'ratio':>6}  {'asked':>6}")
    over = 0
    for name, figures in times.items():
        ratio = statistics.median(f / b for f, b in zip(figures, bare, strict=True))
        most = COMMANDS[name].most if name in COMMANDS else None
        over += most is not None and ratio > most
        limit = "" if most is None else str(most)
        print(f"{name:28}{statistics.median(figures) * 1000:6.1f} ms  {ratio:6.1f}  {limit:>6}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
