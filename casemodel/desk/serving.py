"""Serving the desk on this computer alone, until it is closed."""

import logging
import os
import socket
import webbrowser
from contextlib import suppress
from threading import Thread

import uvicorn

from casemodel.cli.streams import CannotWrite, say
from casemodel.desk.app import desk_app
from casemodel.desk.gate import Keys
from casemodel.desk.workplace import Workplace
from casemodel.texts.messages import phrase

_LOOPBACK = "127.0.0.1"
_WAIT = 3  # seconds for what is under way when the desk is closed
_QUEUE = 128  # connections that wait


def serve(work: Workplace, port: int, *, opens: bool) -> None:
    """Serve the desk and, if wanted, open the browser.

    Raises CannotWrite if the port is not free. Returns when the desk is closed, by the page or
    by Ctrl-C.
    """
    logging.disable()  # a library's warning may hold what a person sent
    with _listening(port) as listener:
        keys = Keys(listener.getsockname()[1], on_new_entrance=_tell)
        server = uvicorn.Server(
            uvicorn.Config(
                desk_app(work, keys, lambda: _close(server)),
                log_config=None,
                log_level="critical",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=_WAIT,
                lifespan="off",
            )
        )
        say(phrase("desk.serving", address=keys.entrance))
        if opens:
            Thread(target=webbrowser.open, args=(keys.entrance,), daemon=True).start()
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listener])
    say(phrase("desk.is_closed"))


def _tell(entrance: str) -> None:
    say(phrase("desk.another_browser", address=entrance))


def _close(server: uvicorn.Server) -> None:
    server.should_exit = True


def _listening(port: int) -> socket.socket:
    """Listen on the loopback address. Raises CannotWrite if the port is taken."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere it would let another program take the port too
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((_LOOPBACK, port))
        listener.listen(_QUEUE)
    except OSError:
        listener.close()
        raise CannotWrite(phrase("desk.port_taken", port=port)) from None
    return listener
