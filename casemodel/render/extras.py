"""Sizes of paper, and what is said where a format's package is not installed."""

from typing import Literal, NamedTuple

from casemodel.files.problems import WrongUse

Paper = Literal["letter", "a4"]


class Extra(NamedTuple):
    """A format as people know it, and the packages it needs, as pip takes them."""

    format: str
    packages: tuple[str, ...]


# As in the extras of pyproject.toml; a test compares the two.
PDF = Extra("PDF", ("typst>=0.15",))
WORD = Extra("Word", ("python-docx>=1.1", "typst>=0.15"))


class MissingExtra(WrongUse):
    """A format needs a package that is not installed; the message says how to install it."""

    def __init__(self, extra: Extra) -> None:
        """Say the one command that installs what is missing beside this very casemodel."""
        packages = " ".join(f'"{package}"' for package in extra.packages)
        super().__init__(
            f"{extra.format} needs more than casemodel brings. This installs it: "
            f"{_installer()} {packages}. Without it, --format html always works."
        )


def _installer() -> str:
    """The command that installs packages where this casemodel is, however it was installed.

    Where there is no pip, as in what uv makes, uv takes its place.
    """
    import sys
    from importlib.util import find_spec

    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return f"{python} -m pip install" if find_spec("pip") else f"uv pip install --python {python}"
