"""The program's entry `main`: every error ends here, with an exit status.

0 an answer    1 a file has problems or cannot be written    2 wrong use
3 our fault    130 interrupted    141 the reader of our output went away
"""

import errno
import re
import sys
from contextvars import copy_context
from traceback import walk_tb

from casemodel.cli import streams
from casemodel.files.limits import MESSAGE_LENGTH
from casemodel.files.problems import WrongUse, shortened

_CAUSE_LENGTH = 300
ANSWERED, PROBLEMS, WRONG_USE, OUR_FAULT, INTERRUPTED, READER_GONE = 0, 1, 2, 3, 130, 141


def main() -> None:
    """Run the command line and exit with its status. Never shows a traceback."""
    status = run()
    streams.finish()
    sys.exit(status)


def run() -> int:
    """Run the command line, and give the exit status."""
    try:
        streams.prepare()
        return _answered()
    except WrongUse as wrong:
        streams.say(f"casemodel: {shortened(str(wrong), MESSAGE_LENGTH)}")
        return WRONG_USE
    except streams.ReaderGone:
        streams.discard(sys.stdout)
        return READER_GONE
    except streams.CannotWrite as failed:
        streams.discard(sys.stdout)
        streams.say(f"casemodel: {shortened(str(failed), MESSAGE_LENGTH)}")
        return PROBLEMS
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 - the last resort: no traceback, no value shown;
        # a library that is not written in Python may raise what is no Exception
        return _failed(error)


def _failed(error: BaseException) -> int:
    """Say that the command could not be finished, and why; gives the exit status."""
    streams.discard(sys.stdout)
    if bound := _bound_of_the_machine(error):
        streams.say(f"casemodel: This computer has {bound}. The command was not finished.")
        return PROBLEMS
    if module := _broken_module(error):
        streams.say(f"casemodel: {_reinstalling(module, error)}")
        return PROBLEMS
    streams.say(our_fault(error))
    return OUR_FAULT


def _broken_module(error: BaseException) -> str:
    """Name the module of another package that failed while it was loaded; '' if none did."""
    for frame, _ in walk_tb(error.__traceback__):
        module = str(frame.f_globals.get("__name__", "")).partition(".")[0]
        if frame.f_code.co_name == "<module>" and module not in ("casemodel", "__main__"):
            return module
    path_or_name = error.name if isinstance(error, ImportError) else ""
    if isinstance(error, SyntaxError):  # a file that is damaged, of which nothing was run
        _, _, path_or_name = str(error.filename).replace("\\", "/").rpartition("/site-packages/")
    module = re.split(r"[./]", path_or_name or "")[0]
    return "" if module == "casemodel" else module


def _reinstalling(module: str, error: BaseException) -> str:
    """Say that a package is broken or missing, why, and what installs it."""
    from importlib.metadata import packages_distributions
    from importlib.util import find_spec

    from casemodel.render.extras import installer
    from casemodel.render.safe import harmless

    package = packages_distributions().get(module, [module])[0]
    if isinstance(error, ModuleNotFoundError) and find_spec(module) is None:
        return f"The package {package} is missing. Install it: {installer()} {package}"
    cause = shortened(harmless(" ".join(str(error).split())), _CAUSE_LENGTH).rstrip(".")
    why = f": {cause}" if cause else ""
    again = f"{installer()} --force-reinstall {package}"
    return f"The package {package} is installed, but cannot be loaded{why}. Repair it: {again}"


_BY_NUMBER = {
    errno.ENOMEM: "too little memory for this",
    errno.EMFILE: "a bound on open files that is too low for this",
    errno.ENFILE: "too many files open",
    errno.EAGAIN: "a bound on processes that is too low for this",
}


def _bound_of_the_machine(error: BaseException | None) -> str:
    """Name what this computer ran out of, such as memory; '' if the command failed otherwise."""
    while error is not None:
        if isinstance(error, MemoryError) or _is_out_of_memory(error):
            return _BY_NUMBER[errno.ENOMEM]
        if isinstance(error, OSError) and error.errno in _BY_NUMBER:
            return _BY_NUMBER[error.errno]
        if isinstance(error, RuntimeError) and "start new thread" in str(error):
            return _BY_NUMBER[errno.EAGAIN]
        if isinstance(error, ImportError) and "failed to map" in str(error):
            return _BY_NUMBER[errno.ENOMEM]
        error = error.__cause__ or error.__context__
    return ""


def _is_out_of_memory(error: BaseException) -> bool:
    """Tell whether a library ran out of memory: DuckDB by its own error, others for no reason."""
    unexplained = isinstance(error, SystemError) and "without" in str(error)
    return unexplained or type(error).__name__ == "OutOfMemoryException"


def _answered() -> int:
    """Parse, run and flush. Raises the errors that `run` turns into a status."""
    from casemodel.cli.app import app

    arguments = _arguments(sys.argv[1:])
    try:
        # In a context of its own, so that the language of one run is not that of the next.
        status = copy_context().run(app, arguments, prog_name="casemodel", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except SystemExit as ended:  # typer ends the program itself after a completion
        status = ended.code
    except OSError as error:
        if _broken_module(error):
            raise
        raise streams.failure(error) from None
    except Exception as error:
        # The parser's own errors. typer before 0.29 exports no class that all of them have in
        # common, so they are known by the method that click documents for them.
        if hasattr(error, "format_message"):
            raise WrongUse(_one_line(error)) from None
        raise
    return status if isinstance(status, int) else ANSWERED


def _arguments(typed: list[str]) -> list[str]:
    """Turn `help COMMAND` into `COMMAND --help`."""
    return [*typed[1:], "--help"] if typed[:1] == ["help"] else typed


def _one_line(error: Exception) -> str:
    """Write the parser's error in one line that says where to look next."""
    from casemodel.render.safe import harmless

    if getattr(error, "option_name", "") == "--lang":
        from casemodel.texts.messages import phrase

        return phrase("slip.language")
    message = " ".join(str(getattr(error, "format_message", error.__str__)()).split())
    command = getattr(getattr(error, "ctx", None), "command_path", "casemodel")
    message = re.sub(r"a valid int(eger)?( range)?\b", "a whole number", harmless(message))
    end = "" if message.endswith((".", "?", "!")) else "."
    return f"{message}{end} See: {command} --help"


def our_fault(error: BaseException) -> str:
    """Give the kind of error and where it arose, with no value of anything."""
    trace = error.__traceback__
    place = "?"
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "?")
        if str(module).startswith("casemodel"):
            place = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return (
        f"casemodel: our fault, not yours: {type(error).__name__} at {place}. "
        "Please report this line; nothing of your file is in it."
    )
