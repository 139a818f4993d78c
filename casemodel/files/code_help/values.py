"""What the help for one code is made of."""

from typing import Literal, NamedTuple

Where = Literal[
    "on the command line",
    "a map of columns",
    "a profile",
    "a sheet of clients",
    "under answers:",
    "claims.yaml",
    "contradictions.yaml",
    "criteria.yaml",
    "features.yaml",
    "house.yaml",
    "hybrids.yaml",
    "method.yaml",
    "models/brokerage.yaml",
    "sources.yaml",
    "tests/clients.yaml",
    "the rules folder",
]


class Help(NamedTuple):
    """Why a problem matters, how it is mended, and an example.

    `where` says what the lines `wrong` and `right` are part of; no line begins with a space, for
    pages do not keep it. Where only a person can say what is right, `right` is one way of many.
    """

    why: str
    mend: str
    where: Where
    wrong: str
    right: str
