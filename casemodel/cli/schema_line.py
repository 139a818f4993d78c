"""The line in a file that leads editors to its schema, and the names of schema files.

Schemas lie in a folder `schemas` beside the folder of the rules or profiles, made by `casemodel
schema all -o schemas`.
"""

import os
from pathlib import Path

_BEFORE = "# yaml-language-server: $schema="


def schema_file(name: str) -> str:
    """Name the file of a schema: 'profile.schema.json'."""
    return f"{name}.schema.json"


def schema_line(name: str, levels_up: int) -> str:
    """Write the first line of a file that is `levels_up` folders below the one with `schemas`."""
    return f"{_BEFORE}{'../' * levels_up}schemas/{schema_file(name)}\n"


def moved(text: str, old_file: str, new_file: str) -> str:
    """Fit the schema line in a profile's text, made from `old_file`, to `new_file`.

    The line leads to the same schema from its new place; all else stays as it is.
    """
    first, _, rest = text.partition("\n")
    link = first.removeprefix(_BEFORE).strip()
    if not first.startswith(_BEFORE) or "://" in link:
        return text
    target = Path(old_file).absolute().parent / link
    try:
        new_link = os.path.relpath(target, Path(new_file).absolute().parent)
    except ValueError:  # on another drive
        return text
    return f"{_BEFORE}{new_link.replace(os.sep, '/')}\n{rest}"
