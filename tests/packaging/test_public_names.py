"""What `import casemodel` offers, and what it does not import yet."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import casemodel

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", casemodel.__all__)
def test_every_public_name_is_there(name):
    assert getattr(casemodel, name)


def test_public_names_and_their_homes_agree():
    assert set(casemodel.__all__) == {*casemodel._HOMES, "__version__"}
    assert dir(casemodel) == sorted(casemodel.__all__)


def test_other_names_are_no_attributes():
    with pytest.raises(AttributeError, match="nothing_such"):
        casemodel.nothing_such  # noqa: B018


def test_importing_casemodel_imports_nothing_heavy():
    program = "import casemodel, sys; print(*(m for m in sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {program}"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert not {"yaml", "pydantic", "rich", "typer", "json"} & set(loaded)


def test_runtime_dependencies_are_six_and_no_other():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {d.split(">")[0] for d in project["dependencies"]} == {
        "typer",
        "pydantic",
        "pyyaml",
        "rich",
        "jinja2",
        "platformdirs",
    }
