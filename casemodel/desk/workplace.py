"""The place of work: the folder, the rules, and each profile as its file is now.

Nothing of a profile is held between requests but the last few answers, so that no page shows what
is no longer in the file, and an editor may be open on the same file.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from casemodel.cli.answering import Assessed, assess_profile
from casemodel.cli.keeping import Kept
from casemodel.cli.language import refuse_organizations
from casemodel.cli.local_rules import rules_for
from casemodel.cli.options import CliOptions
from casemodel.cli.registering import register_at
from casemodel.desk.folder import Folder
from casemodel.files.content import read_bytes
from casemodel.files.limits import PROFILE_BYTES
from casemodel.files.problems import WrongUse
from casemodel.knowledge.values import Rules
from casemodel.profiles.draft import Draft, draft_of
from casemodel.profiles.reader import load_profile
from casemodel.profiles.values import Profile
from casemodel.texts.language import spoken
from casemodel.texts.messages import phrase

_FEWEST_TRIES = 1  # tries for a page that is shown at once and says nothing of stability
_REMEMBERED = 6  # answers
_MARK = b"\xef\xbb\xbf"

_Key = tuple[str, Profile, bool, bool]

Edit = Callable[[Draft, Rules], Draft]
"""A change of a profile. It may raise ProblemsFound or CannotEdit."""


class OpenProfile(NamedTuple):
    """A profile of the folder, as its file is now, and the rules in the language spoken."""

    name: str
    path: str
    draft: Draft
    rules: Rules

    @property
    def agency(self) -> "OpenProfile":
        """The agency of a client, in the same file."""
        return self._replace(draft=self.draft.agency)

    def holding(self, profile: Profile) -> "OpenProfile":
        """Give the profile with other answers than its file has, for a trial."""
        return self._replace(draft=self.draft._replace(profile=profile))


class Workplace:
    """The folder, the rules and the register that the desk works with."""

    def __init__(
        self, folder: Folder, directory: str | None, house: str | None, register: Path
    ) -> None:
        """Take the folder, the rules folder and house file, if any, and the decision register."""
        self.folder = folder
        self.directory = directory
        self.options = CliOptions(rules=directory, house=house)
        self.register = register
        self.first = ""
        self._writing = Lock()
        self._remembering = Lock()
        self._recent: deque[tuple[_Key, Assessed]] = deque(maxlen=_REMEMBERED)
        self._rules = cache(lambda _language: rules_for(directory, house))

    def rules(self) -> Rules:
        """Give the rules in the language spoken now. Raises ProblemsFound or WrongUse."""
        return self._rules(spoken())

    def profile(self, name: str) -> OpenProfile:
        """Read a profile.

        Raises ProblemsFound, or WrongUse for a page on an organization in another language.
        """
        return self._read(name)[0]

    def _read(self, name: str) -> tuple[OpenProfile, bytes]:
        """Read a profile, and the bytes of its file."""
        path, rules = str(self.folder.file(name)), self.rules()
        data = read_bytes(path, PROFILE_BYTES)
        draft = draft_of(data, name, rules)
        refuse_organizations(draft.profile.kind)
        return OpenProfile(name, path, draft, rules), data

    def change(self, name: str, edit: Edit) -> None:
        """Change a profile and write its file, whole or not at all.

        Raises as `edit` does, and CannotWrite if the file cannot be written, or if something else
        changes it at the same moment.
        """
        with self._writing:
            now, data = self._read(name)
            after = edit(now.draft, now.rules)
            # The draft has today's names of questions, the file perhaps former ones. What must
            # still be there is the file's own text.
            there = now.draft._replace(text=data.removeprefix(_MARK).decode())
            Kept(now.path, there, new=False).keep(after)

    def assessed(
        self, profile: OpenProfile, *, quick: bool = False, detail: bool = False
    ) -> Assessed:
        """Assess and explain a profile as it is now.

        With `quick`, a single try of stability is made, and no change of an answer tried, for what
        is shown at once. With `detail`, weights that would change the answer are worked out too.
        """
        key = (spoken(), profile.draft.profile, quick, detail)
        with self._remembering:
            for known, assessed in self._recent:
                if known == key:
                    return assessed
        options = replace(self.options, draws=_FEWEST_TRIES) if quick else self.options
        values = profile.draft.profile
        assessed = assess_profile(profile.rules, values, options, detail=detail, quick=quick)
        with self._remembering:
            self._recent.append((key, assessed))
        return assessed


def workplace_of(
    place: str, directory: str | None, house: str | None, register: str | None
) -> Workplace:
    """Make the place of work from the words of the command line.

    Raises ProblemsFound for wrong rules or a wrong file, WrongUse if there is no such place.
    """
    path = Path(place)
    if not place.strip() or "\0" in place or not path.exists():
        raise WrongUse(phrase("desk.no_place"))
    first = "" if path.is_dir() else path.name
    folder = Folder(path if path.is_dir() else path.parent)
    workplace = Workplace(folder, directory, house, register_at(register))
    rules = workplace.rules()
    if first:
        load_profile(path, rules)
        workplace.first = folder.file(first).name
    return workplace
