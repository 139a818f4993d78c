"""The kinds of single values in rule files, as pydantic types: texts, ids, places, band edges."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError


def _as_written(value: object) -> object:
    """A number where text is wanted is the text that was written.

    This is the one case in which a value of one YAML type is taken where another is wanted: names
    and ids are often written in digits.
    """
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    return value


def _whole(value: object) -> object:
    """A whole number: for Python 1.0 and true equal 1, but they are other values."""
    if type(value) is not int:
        raise PydanticCustomError("whole", "a whole number")
    return value


def both_kinds(value: object) -> object:
    """One text stands for both kinds of profile."""
    text = _as_written(value)
    return {"client": text, "organization": text} if isinstance(text, str) else value


def _decimal(value: object) -> object:
    """A whole number is a decimal too."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return value


def _place(value: str) -> str:
    """A source and the number of a paragraph, as places are written."""
    if not re.fullmatch(r"[^ ]+ [0-9]{1,6}", value):
        raise PydanticCustomError("place", "a place is a source and a paragraph")
    return value


def _date(value: str) -> str:
    """An ISO date, as written."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            date.fromisoformat(value)
        except ValueError:
            pass
        else:
            return value
    raise PydanticCustomError("date", "a date is year-month-day")


def _not_blank(value: str) -> str:
    """A text that says something."""
    if value.isspace():
        raise PydanticCustomError("blank", "a text")
    return value


SchemaNumber = Annotated[Literal[1], BeforeValidator(_whole)]
Zero = Annotated[Literal[0], BeforeValidator(_whole)]
Text = Annotated[
    str,
    BeforeValidator(_as_written),
    StringConstraints(min_length=1),
    AfterValidator(_not_blank),
]
Id = Annotated[Text, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=60)]
ClaimId = Annotated[Text, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9_]*$", max_length=60)]
PlaceText = Annotated[Text, AfterValidator(_place)]
Date = Annotated[Text, AfterValidator(_date)]
Edge = Annotated[Decimal, BeforeValidator(_decimal), Field(ge=0, le=1_000_000, decimal_places=3)]
ClaimKind = Literal[
    "definition",
    "discriminator",
    "feature",
    "best_fit",
    "poor_fit",
    "pro",
    "con",
    "needs",
    "tension",
    "evidence",
    "guidance",
]
Claims = list[ClaimId]
SomeClaims = Annotated[list[ClaimId], Field(min_length=1)]
