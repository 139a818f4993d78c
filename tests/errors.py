"""How much of the tests is about errors: `python -m tests.errors`.

Counts the test cases of the reader and of the command line, as pytest collects them, the thorough
ones too, and those of them in which something is wrong: a wrong file, a wrong command line, a
failing machine. A case is about an error if the test or its file says so by its name; what is
hostile but no error, such as markup in a name, is not counted. Below 40% the exit status is 1.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = (
    "tests/cli",
    "tests/house",
    "tests/lint",
    "tests/profiles",
    "tests/reading",
    "tests/rule_tests",
    "tests/schema",
    "tests/wrong",
)
"""Where the reader and the command line are tested."""

LEAST = 40
"""The least share of cases that are about errors, in hundredths."""

_FILES = re.compile(r"test_bad_|test_wrong_use|wrong/test_(?:golden|bounded|faults|writing)")
_NAMES = re.compile(
    r"wrong|mistake|problem|refuse|broken|no_such|missing|unknown|contradicts|cannot|not_text|bomb"
    r"|impossible|our_fault|closed|no_value|no_permission|interrupt|fails|loop_of|link_to_nowhere"
    r"|a_file_that_holds_no|device|test_a_client_is_never|test_any_|test_anything|pipe_without|echoed"
)


def about_an_error(case: str) -> bool:
    """Whether a case, as pytest names it, is about something that is wrong."""
    file, _, name = case.partition("[")[0].partition("::")
    return bool(_FILES.search(file) or _NAMES.search(name))


def main() -> int:
    """Print the figures; 1 if too few cases are about errors."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", "", *ROOMS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    cases = [line for line in done.stdout.splitlines() if "::" in line]
    wrong = [case for case in cases if about_an_error(case)]
    share = 100 * len(wrong) // len(cases)
    print(f"{len(wrong)} of {len(cases)} cases of the reader and the command line are about errors")
    print(f"({share}%; at least {LEAST}% are wanted)")
    for room in ROOMS:
        of_room = [case for case in cases if case.startswith(room)]
        about = sum(case in set(wrong) for case in of_room)
        print(f"  {room:20}{about:6} of {len(of_room)}")
    return 0 if share >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
