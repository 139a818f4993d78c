"""Sizes of paper, and what is said where a format's package is not installed."""

from typing import Literal

from casemodel.problems import WrongUse

Paper = Literal["letter", "a4"]


class MissingExtra(WrongUse):
    """A format needs a package that is not installed; the message says how to install it."""

    def __init__(self, format_name: str, extra: str) -> None:
        """Name the format as people know it, and the extra of casemodel that brings it."""
        super().__init__(
            f'{format_name} needs one more package: pip install "casemodel[{extra}]". '
            "Without it, --format html always works."
        )
