"""The meaning of a plain scalar: the core rules of YAML 1.2, with anything doubtful left as text.

Only true, false, null, whole numbers and decimals without a leading zero are more than text. So
`1:15`, `no`, `02139`, `1e3`, `1_000` and dates stay as they were written.
"""

from typing import Literal

from casemodel.files.tree import Scalar

Sort = Literal["text", "null", "boolean", "whole", "decimal"]

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUES = frozenset({"true", "True", "TRUE"})
_BOOLEANS = _TRUES | {"false", "False", "FALSE"}


def sort_of(scalar: Scalar) -> Sort:
    """Give the sort of a scalar: text if it is quoted, or if nothing else is certain."""
    if not scalar.plain:
        return "text"
    if scalar.text in _NULLS:
        return "null"
    if scalar.text in _BOOLEANS:
        return "boolean"
    if _is_whole(scalar.text):
        return "whole"
    return "decimal" if _is_decimal(scalar.text) else "text"


def is_number(text: str) -> bool:
    """Say whether the text is a whole number or a decimal, quoted or not."""
    return _is_whole(text) or _is_decimal(text)


def _is_whole(text: str) -> bool:
    digits = text.removeprefix("-")
    return _are_digits(digits) and (digits == "0" or digits[0] != "0")


def _is_decimal(text: str) -> bool:
    whole, _, places = text.partition(".")
    return _is_whole(whole) and _are_digits(places)


def _are_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def is_true(scalar: Scalar) -> bool:
    """Say whether a scalar of the sort boolean is true."""
    return scalar.text in _TRUES
