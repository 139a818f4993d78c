"""Where an editor finds the schema of a file: the names of schema files, and the line in a file.

Schemas lie in a folder `schemas` beside the folder of the rules or profiles, made by `casemodel
schema all -o schemas`.
"""


def schema_file(name: str) -> str:
    """What the file of a schema is called: 'profile.schema.json'."""
    return f"{name}.schema.json"


def schema_line(name: str, up: int) -> str:
    """The first line of a file that lies so many folders below the one that holds `schemas`."""
    return f"# yaml-language-server: $schema={'../' * up}schemas/{schema_file(name)}\n"
