"""Take the pictures of the desk's tutorial anew: `python -m tests.browser.tutorial [FOLDER]`.

Without a folder they are written into the documentation. Look at them before you commit them.
"""

import subprocess
import sys
from pathlib import Path

from tests.browser.desk import HERE, running_desk
from tests.cli.process import ROOT

PICTURES = ROOT / "docs" / "tutorial" / "desk"


def main() -> int:
    """Take the pictures; 0 if all were taken."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    with running_desk() as entrance:
        return subprocess.run(
            ["node", HERE / "tutorial.js", entrance, folder], check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
