"""The file in which the answers of an interview are kept, from the first answer on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from casemodel.cli.files import replace_whole, write_whole
from casemodel.cli.inputs_read import other_kind
from casemodel.cli.streams import CannotWrite
from casemodel.files.content import read_bytes
from casemodel.files.limits import PROFILE_BYTES
from casemodel.files.problems import ProblemsFound, WrongUse
from casemodel.files.writing import lock, opened_to_lock
from casemodel.knowledge.criteria import Kind
from casemodel.knowledge.values import Rules
from casemodel.profiles.draft import Draft, draft_of
from casemodel.render.safe import harmless

_MOST = 1000
_HERE = Path()
_TRIES, _PAUSE = 100, 0.05  # seconds


class Kept:
    """A file and the draft in it."""

    def __init__(self, file: str, draft: Draft, *, new: bool) -> None:
        """Take a file that holds this draft; `new` says that it was made for it."""
        self.file = file
        self.draft = draft
        self.new = new

    def keep(self, draft: Draft) -> None:
        """Write the draft to the file.

        Raises CannotWrite, also where someone else has changed the file meanwhile.
        """
        if draft.text == self.draft.text:
            return
        with _alone_with(self.file):
            try:
                on_disk = read_bytes(self.file, PROFILE_BYTES)
            except ProblemsFound as error:
                reason = error.problems[0].message
                raise CannotWrite(f"{harmless(self.file)} cannot be written. {reason}") from None
            if on_disk != self.draft.data():
                raise CannotWrite(
                    f"{harmless(self.file)} was changed by something else meanwhile, so the last "
                    "answer was not written. What is in the file stays."
                )
            replace_whole(self.file, draft.data())
        self.draft = draft


@contextmanager
def _alone_with(file: str) -> Iterator[None]:
    """Keep other interviews off the file while the block looks at it and replaces it.

    The lock is on the file itself, and ends with the program at the latest. If the system has no
    such locks, as on Windows, the block only looks first. Raises CannotWrite if another program
    holds the file for seconds.
    """
    for _ in range(_TRIES):
        descriptor = opened_to_lock(Path(file))
        try:
            if descriptor is None or lock(descriptor, Path(file)) is not False:
                yield
                return
        finally:
            if descriptor is not None:
                os.close(descriptor)
        sleep(_PAUSE)
    raise CannotWrite(f"{harmless(file)} is being written by something else. Try again.")


def kept_in(file: str | None, kind: Kind, rules: Rules, beginning: str) -> Kept:
    """Open the file to keep answers in; it is made if it does not exist.

    `beginning` is the content of a new file. Without a name, it is the first free one. Raises
    ProblemsFound if the file has problems, WrongUse if it is of the other kind or the name cannot
    be that of a file, CannotWrite if it cannot be written.
    """
    name = free_name(kind) if file is None else file
    if name.strip() in ("", "-") or "\0" in name:
        raise WrongUse("An interview saves answers in a file. Give the name of a file, or none.")
    if os.path.lexists(name):
        return _taken_up(name, kind, rules)
    write_whole(name, beginning, force=False, private=kind == "client")
    return Kept(name, draft_of(beginning.encode(), name, rules), new=True)


def kept_already(name: str, rules: Rules) -> Kept:
    """Open a profile that is there, of either kind, to change it in place.

    Raises ProblemsFound, CannotWrite, or WrongUse if the name cannot be that of a file.
    """
    if name.strip() in ("", "-") or "\0" in name:
        raise WrongUse("The priorities are saved in the profile. Give the name of its file.")
    draft = draft_of(read_bytes(name, PROFILE_BYTES), name, rules)
    return _writable(name, draft)


def free_name(kind: Kind, folder: Path = _HERE) -> str:
    """Give `client.yaml`, or `client-2.yaml` if that is taken in the folder, and so on.

    Raises WrongUse if a thousand names are taken.
    """
    names = (
        f"{kind}-{number}.yaml" if number > 1 else f"{kind}.yaml" for number in range(1, _MOST)
    )
    free = next((name for name in names if not os.path.lexists(folder / name)), None)
    if free is None:
        raise WrongUse("Give the name of a file to keep the answers in.")
    return free


def _taken_up(name: str, kind: Kind, rules: Rules) -> Kept:
    draft = draft_of(read_bytes(name, PROFILE_BYTES), name, rules)
    if draft.profile.kind != kind:
        raise other_kind(draft.profile.kind, f"interview {draft.profile.kind}", name)
    return _writable(name, draft)


def _writable(name: str, draft: Draft) -> Kept:
    """Keep answers in a file that is there. Raises CannotWrite if it may not be written."""
    if not os.access(Path(name), os.W_OK):
        raise CannotWrite(f"{harmless(name)} may not be written: permission is missing.")
    return Kept(name, draft, new=False)
