"""Every check of the project, one after the other: `python -m tests`.

Formatting and lint, strict types, docstrings, then the tests. Each check is printed before it runs;
the exit status is 1 if any of them failed.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

CHECKS = (
    ("lint", ("ruff", "check", ".")),
    ("format", ("ruff", "format", "--check", ".")),
    ("types", ("mypy", "--strict", "casemodel")),
    ("docstrings", ("interrogate", "--quiet", "casemodel")),
    # A file stays with one worker, so that what its tests share is worked out once.
    ("tests", ("pytest", "-q", "-n", "auto", "--dist", "loadfile")),
)


def main() -> int:
    """Run every check; 0 if all passed."""
    failed = []
    for name, command in CHECKS:
        print(f"== {name}: {' '.join(command)}", flush=True)
        status = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode
        if status:
            failed.append(name)
    print(f"== failed: {', '.join(failed)}" if failed else "== all checks passed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
