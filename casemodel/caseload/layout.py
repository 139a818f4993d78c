"""The layout of a sheet of clients: the meaning of each of its columns."""

from typing import NamedTuple

from casemodel.caseload.values import Column
from casemodel.files.problems import Problem


class Layout(NamedTuple):
    """The layout of a sheet.

    `file` is its name as shown. `header_row` is the row of names, from 1; `names` are the names as
    written, too long ones cut. `columns` are those that answer a question; `id_index` is that of
    the client's id, or None. `unused` are the columns that are neither, `ignored` those that a map
    leaves out. `near` says of unused ones that their names are near known ones.

    `joined` are columns that answer one question together. For each such group a column is added
    behind those of the sheet, which holds the texts of all.
    """

    file: str
    header_row: int
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    id_index: int | None
    unused: tuple[int, ...]
    ignored: tuple[int, ...]
    near: tuple[Problem, ...] = ()
    joined: tuple[tuple[int, ...], ...] = ()

    def called(self, index: int) -> str:
        """Name a column for a person: its letters and its name."""
        behind = index - (len(self.names) - len(self.joined))
        if behind >= 0 and behind < len(self.joined):
            return " and ".join(map(self.called, self.joined[behind]))
        name = self.names[index].strip() if index < len(self.names) else ""
        return f"column {letters(index)} ({name})" if name else f"column {letters(index)}"


def letters(index: int) -> str:
    """Give a column's letters as a spreadsheet shows them: A for 0, AA for 26."""
    text, number = "", index + 1
    while number:
        number, digit = divmod(number - 1, 26)
        text = chr(ord("A") + digit) + text
    return text
