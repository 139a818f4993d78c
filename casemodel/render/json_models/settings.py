"""The JSON of `casemodel settings`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from casemodel.pages.settings import SettingRow
from casemodel.render.json_models.base import JsonOutput, filled, head, of


@dataclass(frozen=True, kw_only=True)
class ShownSettingData:
    """One setting: its option, and its value and where it is set; both null where it is not."""

    option: str
    value: str | None
    from_: str | None = of("origin")


@dataclass(frozen=True, kw_only=True)
class SettingsData(JsonOutput):
    """The output of `settings`: every setting, and the settings files that were read."""

    output: Literal["settings"]
    every_setting: tuple[ShownSettingData, ...]
    files: tuple[str, ...]


def settings(rows: Sequence[SettingRow], files: Sequence[str], tool_version: str) -> SettingsData:
    """Build the settings as data."""
    return SettingsData(
        **head("settings", tool_version),
        every_setting=tuple(filled(ShownSettingData, row) for row in rows),
        files=tuple(files),
    )
