"""Options that commands share are one parameter in code, and single options on the command line."""

from dataclasses import dataclass
from typing import Annotated

import typer
from typer.testing import CliRunner

from casemodel.cli.bundles import LeftOut, spread


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Two options."""

    size: Annotated[int, typer.Option("--size", help="How large.")] = 3
    loud: Annotated[bool, typer.Option("--loud", help="Shout.")] = False


def run(command, *arguments):
    app = typer.Typer(add_completion=False)
    app.command()(spread(command))
    return CliRunner().invoke(app, arguments)


def test_each_option_of_a_bundle_is_typed_by_itself():
    calls = []

    def command(name: str, *, chosen: Chosen, last: Annotated[str, typer.Option()] = "x") -> None:
        """Do it."""
        calls.append((name, chosen, last))

    assert run(command, "a").exit_code == 0
    assert run(command, "b", "--size", "5", "--loud", "--last", "y").exit_code == 0
    assert calls == [("a", Chosen(), "x"), ("b", Chosen(size=5, loud=True), "y")]
    help_page = run(command, "--help").output
    assert help_page.index("--size") < help_page.index("--loud") < help_page.index("--last")


def test_an_option_that_is_left_out_keeps_its_default():
    calls = []

    def command(*, chosen: Annotated[Chosen, LeftOut(("size",))]) -> None:
        """Do it."""
        calls.append(chosen)

    assert run(command, "--size", "5").exit_code == 2
    assert run(command, "--loud").exit_code == 0
    assert calls == [Chosen(loud=True)]


def test_a_command_without_bundles_is_left_as_it_is():
    def command(name: str) -> None:
        """Do it."""

    assert spread(command) is command
