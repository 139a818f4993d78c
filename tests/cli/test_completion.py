"""Tab completes commands and options, and the script for each shell can be had."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.process import command, process, settings


def completed(line: str, cwd: Path) -> list[str]:
    """What bash is offered for the last word of a line."""
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    ran = process(cwd=cwd, _CASEMODEL_COMPLETE="complete_bash", **words)
    assert ran.status == 0, ran.err
    return ran.out.split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("casemodel re", ["recommend", "report", "review"]),
        ("casemodel rules d", ["diff"]),
        ("casemodel recommend --fi", ["--fit-only"]),
        ("casemodel recommend --basis l", ["literature"]),
        ("casemodel zzz", []),
        ("casemodel zzz --f", []),
    ],
)
def test_words_are_completed(line: str, offered: list[str], tmp_path: Path):
    assert sorted(completed(line, tmp_path)) == offered


@pytest.mark.parametrize(
    ("shell", "holds"),
    [
        ("bash", "complete -o default -F _casemodel_completion casemodel"),
        ("zsh", "#compdef casemodel"),
        ("fish", "complete --command casemodel"),
        ("powershell", "Register-ArgumentCompleter"),
    ],
)
def test_every_shell_has_a_script(shell: str, holds: str, tmp_path: Path):
    ran = process(cwd=tmp_path, _CASEMODEL_COMPLETE=f"source_{shell}")
    assert ran.status == 0, ran.err
    assert holds in ran.out


@pytest.mark.skipif(os.name == "nt", reason="bash")
def test_it_is_installed_for_the_shell_in_use(tmp_path: Path):
    line = " ".join(command("--install-completion"))
    process = subprocess.run(
        ["bash", "-c", f"{line}; exit $?"],
        cwd=tmp_path,
        env=settings(HOME=str(tmp_path)),
        capture_output=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    assert b"bash completion installed" in process.stdout
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any("_CASEMODEL_COMPLETE" in path.read_text() for path in files)


def test_help_names_it(tmp_path: Path):
    help_page = process("--help", cwd=tmp_path).out
    assert "--install-completion" in help_page
    assert "bash, zsh, fish or PowerShell" in help_page
