"""What holds for all tests."""

import signal


def pytest_configure() -> None:
    """Let programs that are started hear an interruption.

    A shell that starts the tests in the background has it ignored, and so would whatever they
    start.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
