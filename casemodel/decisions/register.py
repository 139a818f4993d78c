"""The register: one SQLite file in which entries are only ever added, or deleted for good.

Every change is one transaction that is on the disk before it counts (`synchronous=EXTRA`), taken
under a lock that a second writer waits for. What is deleted is overwritten with zeros
(`secure_delete`) and the file is packed again, so that nothing of it stays in free pages. The file
and its key can be read by their owner alone.
"""

import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple, NoReturn, get_args

from casemodel.decisions.faults import refuse
from casemodel.decisions.fingerprint import key_mark
from casemodel.decisions.history import decisions, kept
from casemodel.decisions.key import key_file, made_key, read_key
from casemodel.decisions.values import Content, Decision, Entry, What
from casemodel.files.deferred_signals import deferred_signals
from casemodel.files.problems import ProblemsFound
from casemodel.knowledge.criteria import KINDS

VERSION = 1
"""The schema of the register; a later one is refused, an older one will be upgraded."""

WAIT_SECONDS = 10
"""The time to wait for another writer, in seconds."""

_APPLICATION = 0x434D4452  # 'CMDR' in the file's header tells a register from other SQLite files
_COLUMNS = Content._fields
_TABLE = f"""
create table entries (
  number integer primary key autoincrement,
  about integer not null,
  {", ".join(f"{name} text not null" for name in _COLUMNS[1:])}
)"""


_LIST = ", ".join(_COLUMNS)
# Names of columns only, from the fields of Content; every value goes by way of a question mark.
_ALL = f"select number, {_LIST} from entries order by number"  # noqa: S608
_INSERT = f"insert into entries ({_LIST}) values ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608
_IS_MADE = "select 1 from entries where number = ? and what = 'decided'"


class Register(NamedTuple):
    """An open register and the key of its digests.

    `exposed` are those of the two files that others than their owner may read or write.
    """

    file: Path
    key: bytes
    connection: sqlite3.Connection
    exposed: tuple[Path, ...] = ()

    def entries(self) -> tuple[Entry, ...]:
        """List every entry, by number. Raises ProblemsFound if one is damaged."""
        entries = tuple(self._entry(*row) for row in self.connection.execute(_ALL))
        decided = {entry.number for entry in entries if entry.content.what == "decided"}
        for number, content in entries:
            if content.about not in decided or (
                content.what == "decided" and content.about != number
            ):
                refuse("D102", self.file, "An entry of this register belongs to no decision.")
        return entries

    def damage(self) -> str:
        """Say what is wrong with the entries; empty if every one can be read.

        Raises ProblemsFound if another program holds the file, or it cannot be read at all.
        """
        try:
            with _faults_as_problems(self.file):
                self.entries()
        except ProblemsFound as found:
            if found.problems[0].code != "D102":
                raise
            return found.problems[0].message
        return ""

    def _entry(self, number: object, about: object, *texts: object) -> Entry:
        """Make one entry from the values of its row, which another program may have written."""
        if not (isinstance(number, int) and isinstance(about, int)) or not all(
            isinstance(text, str) for text in texts
        ):
            refuse("D102", self.file, "An entry of this register is damaged.")
        content = Content(about, *texts)  # type: ignore[arg-type]  # all texts, as was seen
        dates = (content.made_on, content.review_on, content.keep_until)
        if (
            content.what not in get_args(What)
            or content.kind not in KINDS
            or not all((content.subject, content.recommended, content.chosen))
            or not all(map(_is_date, dates))
        ):
            refuse("D102", self.file, "An entry of this register is damaged.")
        return Entry(number, content)

    def decisions(self) -> tuple[Decision, ...]:
        """List every decision as it stands."""
        return decisions(self.entries())

    def decision(self, number: int) -> Decision:
        """Find the decision of this number. Raises ProblemsFound if there is none, or withdrawn."""
        decision = self.any_decision(number)
        if decision.withdrawn:
            refuse("D106", self.file, f"Decision {number} was withdrawn on {decision.withdrawn}.")
        return decision

    def any_decision(self, number: int) -> Decision:
        """Find a decision, withdrawn or not. Raises ProblemsFound if there is none."""
        by_number = {decision.number: decision for decision in self.decisions()}
        if number not in by_number:
            self._refuse_unknown(number)
        return by_number[number]

    def _refuse_unknown(self, number: int) -> NoReturn:
        advice = "casemodel decisions lists all"
        refuse("D106", self.file, f"There is no decision {number}.", advice)

    def add(self, content: Content) -> int:
        """Add an entry, and give its number.

        Raises ProblemsFound if the decision that it is about was deleted meanwhile.
        """
        with self._change() as connection:
            about = [] if content.what == "decided" else [content.about]
            if about and not connection.execute(_IS_MADE, about).fetchone():
                self._refuse_unknown(content.about)
            number = connection.execute(_INSERT, content).lastrowid or 0
            if content.what == "decided":
                connection.execute("update entries set about = number where number = ?", (number,))
        return number

    def forget(self, numbers: tuple[int, ...]) -> int:
        """Delete decisions for good, with every entry about them; gives the number of entries.

        Raises ProblemsFound, having deleted nothing, if another program keeps old pages.
        """
        self._leave_the_log()
        with self._change() as connection:
            deleted = sum(
                connection.execute("delete from entries where about = ?", (number,)).rowcount
                for number in numbers
            )
        self._pack()
        return deleted

    def expired(self, today: str) -> tuple[int, ...]:
        """List the numbers of decisions of which no entry is to be kept on this ISO date."""
        entries = self.entries()
        standing = {entry.content.about for entry in kept(entries, today)}
        return tuple(sorted({entry.content.about for entry in entries} - standing))

    def _leave_the_log(self) -> None:
        """Make deletions overwrite the file itself, and not a log of changes beside it.

        Another program may have set the register to write-ahead logging. While it has the file
        open, deleted entries would stay in the log or in the file.
        """
        try:
            mode = self.connection.execute("pragma journal_mode = delete").fetchone()[0]
        except sqlite3.OperationalError:
            mode = ""
        if mode != "delete":
            message = "Another program has this register open, so nothing was deleted."
            refuse("D104", self.file, message, "that program closed, and the command again")

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """Open one transaction, kept whole or not at all."""
        self.connection.execute("begin immediate")
        with deferred_signals():
            try:
                yield self.connection
            except BaseException:
                self.connection.execute("rollback")
                raise
            self.connection.execute("commit")

    def _pack(self) -> None:
        """Pack the file again, if there is room to; deleted entries are overwritten already."""
        with deferred_signals(), suppress(sqlite3.OperationalError):
            self.connection.execute("vacuum")


def _is_date(text: str) -> bool:
    """Tell whether a text is a day as this register writes it, such as 2026-11-22."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@contextmanager
def opened(file: Path) -> Iterator[Register]:
    """Open the register in a file, to read it or to take something out. Raises ProblemsFound."""
    if not file.exists() or _is_empty(file):
        message = "There is no decision register here."
        refuse("D101", file, message, "casemodel decide makes one with the first decision")
    _refuse_other_than_files(file)
    with _faults_as_problems(file), closing(_connected(file)) as connection:
        _check(connection, file)
        key = read_key(file)
        _check_key(connection, file, key)
        yield Register(file, key, connection, _exposed((file, key_file(file))))


def _exposed(files: Iterable[Path]) -> tuple[Path, ...]:
    """List the files that others than the owner may read or write, where the system tells."""
    if os.name == "nt":  # where rights are kept in another way
        return ()
    return tuple(file for file in files if stat.S_IMODE(file.stat().st_mode) & 0o077)


def _is_empty(file: Path) -> bool:
    """Say whether the file is empty, as a run that stopped early can leave it."""
    return file.is_file() and file.stat().st_size == 0


@contextmanager
def opened_or_made(file: Path) -> Iterator[Register]:
    """Open the register in a file, made if there is none. Raises ProblemsFound."""
    if file.exists():
        _refuse_other_than_files(file)
    else:
        _make_empty(file)
    with _faults_as_problems(file), closing(_connected(file)) as connection:
        _set_up(connection, file)
    with opened(file) as register:
        yield register


def _set_up(connection: sqlite3.Connection, file: Path) -> None:
    """Make an empty file a register; of two that try, the second finds it done."""
    connection.execute("begin immediate")
    with deferred_signals():
        if connection.execute("select count(*) from sqlite_master").fetchone()[0] == 0:
            connection.execute(_TABLE)
            connection.execute("create table key_mark (mark text not null)")
            connection.execute("insert into key_mark values (?)", (key_mark(made_key(file)),))
            connection.execute(f"pragma application_id = {_APPLICATION}")
            connection.execute(f"pragma user_version = {VERSION}")
        connection.execute("commit")


def _make_empty(file: Path) -> None:
    """Make an empty file that only its owner can read, in a folder of the same kind."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))
    except (OSError, ValueError):
        refuse("D105", file, "The decision register cannot be made here.")


def _refuse_other_than_files(file: Path) -> None:
    if not stat.S_ISREG(file.stat().st_mode):
        refuse("D105", file, "This is not a file, so it cannot be a decision register.")


def _connected(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}?mode=rw", timeout=WAIT_SECONDS, uri=True, isolation_level=None
    )
    for setting in ("synchronous = extra", "secure_delete = on", "trusted_schema = off"):
        connection.execute(f"pragma {setting}")
    return connection


def _check(connection: sqlite3.Connection, file: Path) -> None:
    """Refuse a file that is another program's, or a later version's."""
    foreign = connection.execute("select 1 from sqlite_master where type in ('trigger', 'view')")
    if foreign.fetchone():
        refuse("D102", file, "Another program has changed how this register works.")
    application = connection.execute("pragma application_id").fetchone()[0]
    version = connection.execute("pragma user_version").fetchone()[0]
    if application != _APPLICATION:
        refuse("D102", file, "This is not a decision register of casemodel.")
    if version > VERSION:
        refuse("D107", file, "This register was made by a later version of casemodel.")
    if version != VERSION:
        refuse("D102", file, "This is not a decision register, or it is damaged.")


def _check_key(connection: sqlite3.Connection, file: Path, key: bytes) -> None:
    mark = connection.execute("select mark from key_mark").fetchone()
    if mark is None or mark[0] != key_mark(key):
        refuse("D103", file, "The key beside this register is that of another register.")


@contextmanager
def _faults_as_problems(file: Path) -> Iterator[None]:
    """Turn SQLite's errors into problems of the file. Raises ProblemsFound."""
    try:
        yield
    except sqlite3.OperationalError as error:
        # A text that is not UTF-8 is refused by Python, which gives no code.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            refuse("D104", file, "Another program is using this register. Try again.")
        if code == sqlite3.SQLITE_ERROR:  # such as a table or a column that is not there
            refuse("D102", file, "This is not a decision register, or it is damaged.")
        refuse("D105", file, "The decision register cannot be read or written.")
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # a damaged name makes a damaged message
        refuse("D102", file, "This is not a decision register, or it is damaged.")
