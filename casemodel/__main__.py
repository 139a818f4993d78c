"""The program's first step, for `casemodel` and `python -m casemodel`."""

import sys

_INTERRUPTED = 130  # as in `casemodel.cli.main`, which is not loaded yet


def main() -> None:
    """Run the command line. Ctrl-C ends it quietly while Python still loads it, as later."""
    try:
        from casemodel.cli.main import main as run_command_line
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    run_command_line()


if __name__ == "__main__":
    main()
