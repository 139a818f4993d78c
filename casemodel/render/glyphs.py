"""The few characters beyond ASCII that the text writer draws with, and what stands in for them."""

from casemodel.named import NamedTuple


class Glyphs(NamedTuple):
    """Characters to draw with. They decorate; no fact is in them alone."""

    full: str
    empty: str
    rule: str


_DRAWN = Glyphs(full="█", empty="░", rule="─")
_ASCII = Glyphs(full="#", empty=".", rule="-")


def glyphs_for(encoding: str) -> Glyphs:
    """The glyphs that the encoding can write, or their ASCII stand-ins."""
    try:
        "".join(_DRAWN).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return _ASCII
    return _DRAWN
