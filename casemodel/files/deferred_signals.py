"""Signals that ask the program to end, held back while work must not be left half done."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_REQUESTS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
_TO_END = tuple(number for number in _REQUESTS if number != signal.SIGINT)


@contextmanager
def deferred_signals() -> Iterator[None]:
    """Hold back requests to end (Ctrl-C, SIGTERM, SIGHUP) until the block is done.

    They are held by handlers and not by a mask, which holds for one thread only: the program that
    sets a PDF has threads of its own, and a request may reach any of them. Outside the main thread,
    where Python allows no signal handlers, nothing is held.
    """
    waiting: list[int] = []

    def hold(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the form wanted
        """Keep the signal for later."""
        waiting.append(number)

    previous_handlers = {}
    try:
        for number in _REQUESTS:
            previous_handlers[number] = signal.signal(number, hold)
    except ValueError:  # not the main thread
        yield
        return
    try:
        yield
    finally:
        for number, handler in previous_handlers.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        for number in dict.fromkeys(waiting):
            signal.raise_signal(number)


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Turn a signal to end into KeyboardInterrupt, so that unfinished files are removed.

    After the block the signal is sent again, so that the sender sees that it ended the program.
    """
    if os.name == "nt" or threading.current_thread() is not threading.main_thread():
        yield
        return
    requests: list[int] = []

    def interrupted(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the form wanted
        """Raise KeyboardInterrupt."""
        requests.append(number)
        raise KeyboardInterrupt

    previous_handlers = {number: signal.signal(number, interrupted) for number in _TO_END}
    try:
        yield
    finally:
        for number, handler in previous_handlers.items():
            signal.signal(number, handler)
        for number in requests[:1]:
            signal.raise_signal(number)
