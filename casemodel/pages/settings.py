"""The page of `casemodel settings`: what is set once for an agency, and where."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from casemodel.pages.document import Block, Document, Fact, Facts, Table
from casemodel.texts.messages import phrase

_DEFAULTS: Mapping[str, str] = {
    "house": "settings.default_house",
    "rules": "settings.default_rules",
    "lang": "settings.default_lang",
    "paper": "settings.default_paper",
    "register": "settings.default_register",
}
"""What holds for each option that is not set."""


class SettingRow(NamedTuple):
    """One setting: the option it stands for, its value, and where it is set; '' where it is not."""

    option: str
    value: str
    origin: str


def settings_page(rows: Sequence[SettingRow], files: Sequence[str], own: str) -> Document:
    """Lay out every setting, the files that were read, and `own`, the user's own settings file."""
    cells = tuple(
        ((row.option,), (row.value or phrase(_DEFAULTS[row.option]),), (_origin(row),))
        for row in rows
    )
    columns = ("settings.option", "settings.value", "settings.origin")
    table = Table("", tuple(map(phrase, columns)), cells)
    file_names = ", ".join(files) or phrase("settings.no_file")
    blocks: tuple[Block, ...] = (
        table,
        Facts(
            (
                Fact(phrase("settings.read"), file_names),
                Fact(phrase("settings.places_label"), phrase("settings.places", file=own)),
            )
        ),
    )
    closing = Fact(phrase("word.more"), phrase("settings.more"))
    return Document(phrase("settings.title"), blocks, (closing,))


def _origin(row: SettingRow) -> str:
    return row.origin or phrase("settings.not_set")
