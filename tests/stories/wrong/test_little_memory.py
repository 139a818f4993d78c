"""Where a process may take little memory it says so: it does not break off, nor blame a package."""

import subprocess

import pytest

from tests.cli.process import ROOT, command, settings

resource = pytest.importorskip("resource", reason="bounds of a process")

PROFILES = ROOT / "profiles"
CLIENT = PROFILES / "clients/in_danger.yaml"
CLIENTS, COUNTY = PROFILES / "caseloads/example.csv", PROFILES / "organizations/county_agency.yaml"
COMMANDS = {
    "PDF": ("worksheet", "client", "-o", "out.pdf"),
    "Word": ("report", CLIENT, "-o", "out.docx"),
    "import": ("import", "hmis", PROFILES / "records/hmis"),
    "duckdb": ("caseload", CLIENTS, "--engine", "duckdb"),
    "solver": ("staffing", COUNTY, "--caseload", CLIENTS),
}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(
    "megabytes",
    [120, *(pytest.param(most, marks=pytest.mark.thorough) for most in (80, 160, 240, 350, 600))],
)
def test_a_package_that_takes_more_than_there_is(megabytes, name, tmp_path):
    most = megabytes * 1024 * 1024
    completed = subprocess.run(
        command(*map(str, COMMANDS[name])),
        cwd=tmp_path,
        env=settings(),
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)),
    )
    printed = completed.stderr.decode()
    assert completed.returncode == 1 or (megabytes > 120 and completed.returncode == 0), printed
    if completed.returncode:
        assert printed.splitlines()[-1].startswith("casemodel: This computer has too little memory")
        assert list(tmp_path.iterdir()) == []
