"""Sizes of paper, and the error for a format whose package is not installed."""

import sys
from importlib.util import find_spec
from typing import Literal, NamedTuple

from casemodel.files.problems import WrongUse

Paper = Literal["letter", "a4"]


class Extra(NamedTuple):
    """A format by its usual name, the packages it needs, as pip takes them, and a way without.

    `modules` are those that the packages bring. `instead` ends a sentence that begins with 'Without
    it'; empty if nothing is left without.
    """

    format: str
    packages: tuple[str, ...]
    modules: tuple[str, ...]
    instead: str = "--format html always works"


# As in the extras of pyproject.toml; a test compares the two.
PDF = Extra("PDF", ("typst>=0.15", "matplotlib>=3.10.8"), ("typst", "matplotlib"))
DUCKDB = Extra("Importing records", ("duckdb>=1.4",), ("duckdb",), instead="")
EXCEL = Extra("Excel", ("XlsxWriter>=3.2",), ("xlsxwriter",), "CSV always works")
WORD = Extra(
    "Word",
    ("python-docx>=1.1", "typst>=0.15", "matplotlib>=3.10.8"),
    ("docx", "typst", "matplotlib"),
)
PICTURES = Extra(
    "Drawing pictures",
    ("matplotlib>=3.10.8",),
    ("matplotlib",),
    instead="tables with the same figures stand in their place",
)


class MissingExtra(WrongUse):
    """Something needs a package that is not installed; the message says how to install it."""

    def __init__(self, extra: Extra) -> None:
        """Name the one command that installs what is missing into this very casemodel."""
        packages = " ".join(f'"{package}"' for package in extra.packages)
        without = f" Without it, {extra.instead}." if extra.instead else ""
        super().__init__(
            f"{extra.format} needs more than casemodel brings. This installs it: "
            f"{installer()} {packages}.{without}"
        )


def refuse_missing(extra: Extra) -> None:
    """Raise MissingExtra if a package is not installed; one that is broken is there."""
    if not all(map(find_spec, extra.modules)):
        raise MissingExtra(extra)


def installer() -> str:
    """Give the command that installs packages for this casemodel, however it was installed.

    Without pip, as in environments that uv makes, it is uv's command.
    """
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return f"{python} -m pip install" if find_spec("pip") else f"uv pip install --python {python}"
