"""Every check of the project: `python -m tests`.

Formatting, lint and docstrings, then the tests, with strict types checked beside them. Each check
is printed before it runs; the exit status is 1 if any of them failed.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

CHECKS = (
    ("lint", ("ruff", "check", ".")),
    ("format", ("ruff", "format", "--check", ".")),
    ("docstrings", ("interrogate", "--quiet", "casemodel")),
    # A file stays with one worker, so that what its tests share is worked out once.
    ("tests", ("pytest", "-q", "-n", "auto", "--dist", "loadfile")),
)
# Takes one core for a quarter of a minute, so it runs from the start, beside the others.
TYPES = ("mypy", "--strict", "casemodel")


def main() -> int:
    """Run every check; 0 if all passed."""
    failed = []
    types = subprocess.Popen(
        _in_python(TYPES), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    for name, command in CHECKS:
        print(f"== {name}: {' '.join(command)}", flush=True)
        if subprocess.run(_in_python(command), cwd=ROOT, check=False).returncode:
            failed.append(name)
    print(f"== types: {' '.join(TYPES)}", flush=True)
    said, _ = types.communicate()
    print(said.decode(errors="replace"), end="", flush=True)
    if types.returncode:
        failed.append("types")
    print(f"== failed: {', '.join(failed)}" if failed else "== all checks passed", flush=True)
    return 1 if failed else 0


def _in_python(command: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", *command]


if __name__ == "__main__":
    sys.exit(main())
