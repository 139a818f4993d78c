"""The rooms of the package: each imports only what stands below it, and no public name is twice.

docs/architecture.md draws the same rooms.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import casemodel

PACKAGE = Path(casemodel.__file__).parent

BELOW: dict[str, set[str]] = {
    "files": set(),
    "knowledge": {"files"},
    "texts": {"files", "knowledge"},
    "profiles": {"files", "knowledge"},
    "local_rules": {"files", "knowledge", "profiles"},
    "engine": {"knowledge", "profiles"},
    "explanation": {"texts", "knowledge", "profiles", "engine"},
    "interview": {"files", "knowledge", "profiles", "engine"},
    "decisions": {"files", "knowledge", "profiles"},
    "caseload": {"files", "knowledge", "profiles", "engine", "explanation"},
    "tables": {"files", "texts", "knowledge", "profiles", "caseload"},
    "imports": {"files", "knowledge", "profiles", "tables"},
    "warehouse": {
        "files", "texts", "knowledge", "profiles", "engine", "explanation", "caseload", "tables",
    },
    "workshop": {
        "files", "texts", "knowledge", "profiles", "local_rules", "engine", "explanation",
        "decisions", "tables",
    },
    "pages": {
        "texts", "knowledge", "profiles", "explanation", "interview", "decisions", "caseload",
        "imports", "workshop",
    },
    "render": {
        "files", "texts", "knowledge", "profiles", "explanation", "decisions", "caseload",
        "tables", "imports", "warehouse", "workshop", "pages",
    },
    "cli": {
        "files", "texts", "knowledge", "profiles", "local_rules", "engine", "explanation",
        "interview", "decisions", "caseload", "tables", "imports", "warehouse", "workshop", "pages",
        "render",
    },
    "desk": {
        "files", "texts", "knowledge", "profiles", "local_rules", "engine", "explanation",
        "interview", "decisions", "caseload", "tables", "workshop", "pages", "render", "cli",
    },
}  # fmt: skip
"""For each room, from below to above, the rooms that it may import."""


def imports(module: Path) -> Iterator[str]:
    """The rooms that a module imports, wherever in it, for type checkers too."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are written in full"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            package, _, rest = name.partition(".")
            if package == "casemodel" and rest.partition(".")[0] in BELOW:
                yield rest.partition(".")[0]


def test_every_room_is_listed():
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} == set(BELOW)


def test_the_rooms_form_a_ladder():
    rooms_below: set[str] = set()
    for room, below in BELOW.items():
        assert below <= rooms_below, room
        rooms_below.add(room)


@pytest.mark.parametrize("room", BELOW)
def test_a_room_imports_only_what_is_below_it(room: str):
    wrong = [
        f"{module.relative_to(PACKAGE)} imports {imported}"
        for module in sorted((PACKAGE / room).rglob("*.py"))
        for imported in imports(module)
        if imported not in BELOW[room] | {room}
    ]
    assert not wrong


def test_no_public_class_name_is_used_twice():
    places: defaultdict[str, list[str]] = defaultdict(list)
    for module in sorted(PACKAGE.rglob("*.py")):
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(str(module.relative_to(PACKAGE)))
    twice = {name: files for name, files in places.items() if len(files) > 1}
    assert not twice
