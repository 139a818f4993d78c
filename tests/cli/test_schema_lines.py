"""Every file that comes with casemodel tells editors where its schema is."""

from pathlib import Path

import pytest

from casemodel.cli.schema_line import moved, schema_file, schema_line
from casemodel.knowledge.bundled import load_rules, rules_directory
from casemodel.workshop.json_schemas import every_schema
from tests.cli.process import casemodel

ROOT = Path(__file__).parents[2]
RULES, PROFILES = ROOT / "rules", ROOT / "profiles"
FOLDERS = {"models": "model", "tests": "tests"}
# Texts in another language are keyed by ids of the rules, which no schema knows.
LANGUAGES = RULES / "lang"
FILES = [
    path
    for path in sorted((*RULES.rglob("*.yaml"), *PROFILES.rglob("*.yaml")))
    if LANGUAGES not in path.parents
]


def expected(path: Path) -> str:
    if PROFILES in path.parents:
        return schema_line("profile", levels_up=len(path.relative_to(PROFILES).parts))
    name = FOLDERS.get(path.parent.name, path.stem)
    return schema_line(name, levels_up=len(path.relative_to(RULES).parts))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_first_line_names_the_schema(path):
    with path.open(encoding="utf-8") as stream:
        assert stream.readline() == expected(path)


def test_what_is_named_is_among_the_schemas_that_are_made():
    schema_names = {schema_file(name) for name in every_schema(load_rules(rules_directory()))}
    lines = [expected(path) for path in FILES]
    names_in_lines = {line.strip().rpartition("/")[2] for line in lines}
    assert names_in_lines <= schema_names
    assert schema_names - names_in_lines == {"house.schema.json", "map.schema.json"}


def test_the_lines_lead_to_one_folder_beside_rules_and_profiles():
    for path in FILES:
        link = path.read_text(encoding="utf-8").split("\n", 1)[0].rpartition("$schema=")[2]
        assert (path.parent / link).resolve().parent == ROOT / "schemas"


WRITTEN = {
    "new": ("new", "client", "-o", "out.yaml"),
    "interview": ("interview", "client", "out.yaml"),
    "freeze": ("rules", "freeze", str(PROFILES / "clients/in_danger.yaml"), "-o", "out.yaml"),
    "segments": (
        "caseload", str(PROFILES / "caseloads/example.csv"), "-o", "out.yaml",
        "--segments", str(PROFILES / "organizations/county_agency.yaml"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written_names_a_schema_too(name, tmp_path):
    ran = casemodel(*WRITTEN[name], cwd=tmp_path, stdin="q\n")
    assert ran.status == 0, ran.err
    first = (tmp_path / "out.yaml").read_text(encoding="utf-8").split("\n", 1)[0]
    link = first.removeprefix("# yaml-language-server: $schema=")
    lies = {"freeze": tmp_path.parents[1], "segments": ROOT}.get(name, tmp_path)
    schema = "tests" if name == "freeze" else "profile"
    assert (tmp_path / link).resolve() == lies / "schemas" / schema_file(schema)


def test_a_line_moves_with_its_file(tmp_path):
    line, rest = schema_line("profile", levels_up=1), "schema: 1\n"
    org, here, there = (str(tmp_path / to) for to in ("a/org.yaml", "a/b.yaml", "x/y/z.yaml"))
    assert moved(line + rest, org, here) == line + rest
    assert moved(line + rest, org, there) == schema_line("profile", levels_up=2) + rest
    assert moved(rest, org, there) == rest
    elsewhere = "# yaml-language-server: $schema=https://example.org/s.json\n"
    assert moved(elsewhere + rest, org, there) == elsewhere + rest
