"""Run random commands, disturb them in every way, and look at what comes of it.

    python -m tests.soak --minutes 120 --seed 1

Each world is a new folder of random profiles, spreadsheets, rules and odd files. Tries of every
kind follow one another in it, and after each: no traceback, a documented status, no unfinished
file, no decision or answer lost that was said to be kept, none there that was said to be deleted,
no value of a client in a problem, and memory within bounds. The summary counts tries and failures
of each kind; each failure is told as it comes, with its command, in a copy of the folder as it was
before.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.soak.folder import furnish
from tests.soak.tries import KINDS, World, wrong

TRIES_IN_A_WORLD = 60


def main() -> int:
    """Soak for the minutes asked for; 0 if everything held."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir()) / "soak-failures")
    options = parser.parse_args()
    tried: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    end, world = time.monotonic() + 60 * options.minutes, 0
    while time.monotonic() < end:
        rng = random.Random(f"{options.seed} {world}")
        with tempfile.TemporaryDirectory(prefix="soak-") as folder:
            live(Path(folder), rng, options.kept / f"{options.seed}-{world}", end, tried, failed)
        world += 1
        if world % 10 == 1:
            print(time.strftime("%H:%M:%S"), f"{tried.total()} tries", flush=True)
    print(f"\n{'kind':24}{'tries':>8}{'failures':>10}")
    for kind in KINDS:
        print(f"{kind:24}{tried[kind]:8}{failed[kind]:10}")
    print(f"{'all':24}{tried.total():8}{failed.total():10}  seed {options.seed}, {world} worlds")
    return 1 if failed else 0


def live(
    folder: Path,
    rng: random.Random,
    kept: Path,
    end: float,
    tried: Counter[str],
    failed: Counter[str],
) -> None:
    """Make tries in one folder, up to a number or until the time is over."""
    here, before = folder / "here", folder / "before"
    here.mkdir()
    furnish(here, rng)
    world = World(here, rng)
    known: set[str] = set()
    for number in range(TRIES_IN_A_WORLD):
        if time.monotonic() > end:
            return
        kind = rng.choice(sorted(KINDS))
        shutil.rmtree(before, ignore_errors=True)
        shutil.copytree(here, before, symlinks=True, copy_function=_copied)
        runs = KINDS[kind](world)
        for ran in runs:
            world.note(ran)
        faults = [fault for ran in runs for fault in wrong(ran)]
        faults += (fault for fault in world.faults() if fault not in known)
        known.update(faults)
        tried[kind] += 1
        if faults:
            failed[kind] += 1
            copy = kept / str(number)
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(before, copy, symlinks=True, copy_function=_copied)
            print(f"\n{kind}: {'; '.join(faults)}\n  cd {copy}", flush=True)
            for ran in runs:
                sent = f", sent {ran.signal}" if ran.signal else ""
                print(f"  casemodel {ran.line}  (status {ran.status}{sent})")
                print(f"    {(ran.out[-300:] + ran.err[-600:])!r}", flush=True)


def _copied(source: str, target: str) -> str:
    """Copy a file; a pipe is left out, as it has no end."""
    return str(shutil.copy2(source, target)) if Path(source).is_file() else target


if __name__ == "__main__":
    sys.exit(main())
