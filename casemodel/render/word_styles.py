"""The styles of a Word file: a plain face in black, sizes in proportion, and a few of our own."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from casemodel.render.word_chart import FONT
from casemodel.render.word_fit import TIGHTER, USUAL
from casemodel.render.word_xml import parsed, tag

_BLACK, _QUIET = RGBColor(0, 0, 0), RGBColor(0x40, 0x40, 0x40)
_LOWERED, _SMALLEST = 2, 7  # small type is so many points smaller, and never below
_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_ALL_SIDES = ("top", "left", "bottom", "right")
_TO_WRITE_ON = 13  # points above the words of a line to write on, whatever the type
_AFTER_BORDERS = tuple(
    f"w:{name}" for name in ("shd", "tabs", "spacing", "ind", "contextualSpacing", "jc")
)


class _Style(NamedTuple):
    """A style: its size in parts of the type, and the space before and after it in points at 11."""

    size: float = 1.0
    bold: bool = False
    before: float = 0
    after: float = 4


_GIVEN = {
    "Normal": _Style(),
    "Title": _Style(1.7, bold=True),
    "Subtitle": _Style(),
    "Heading 1": _Style(1.3, bold=True, before=11, after=3),
    "Heading 2": _Style(1.12, bold=True, before=9, after=3),
    "Caption": _Style(0.9, bold=True, before=4),
}
_OWN = {
    "Cell": _Style(after=1),
    "Danger": _Style(bold=True, before=4),
    "Gap": _Style(0.4, after=0),
    "Line": _Style(),
    "Small": _Style(after=3),
}


def set_styles(styles: Any, size: float, language: str, *, tight: bool) -> None:
    """Set every style that is used, with the usual type in points, and the language.

    `tight` leaves less space between paragraphs, for a document that must keep to its sheets.
    """
    spaces = TIGHTER if tight else 1.0
    for name, given in _GIVEN.items():
        _set(styles[name], given, size, spaces)
    for name, own in _OWN.items():
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        _set(made, own, size, spaces)
    quiet = styles.add_style("Quiet", WD_STYLE_TYPE.CHARACTER)
    for style in (quiet, styles["Small"]):
        style.font.size = Pt(max(size - _LOWERED, _SMALLEST))
        style.font.color.rgb = _QUIET
    styles["Cell"].paragraph_format.line_spacing = 1.0
    _border(styles["Title"], (), 0)
    _border(styles["Danger"], _ALL_SIDES, 12)
    _border(styles["Line"], ("bottom", "between"), 4)
    styles["Line"].paragraph_format.space_before = Pt(_TO_WRITE_ON)
    for default in styles.element.iter(qn("w:lang")):
        default.set(qn("w:val"), "en-US" if language == "en" else language)


def _set(style: Any, given: _Style, size: float, spaces: float) -> None:
    """A style's letters in black and of our face, whatever its theme says, and its spaces."""
    letters = style.element.get_or_add_rPr()
    fonts = letters.get_or_add_rFonts()
    for theme in _THEMES:
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for spread in letters.findall(qn("w:spacing")):
        letters.remove(spread)
    style.font.name = FONT
    style.font.size = Pt(round(size * given.size * 2) / 2)
    style.font.bold = given.bold
    style.font.italic = False
    style.font.color.rgb = _BLACK
    style.paragraph_format.space_before = Pt(given.before * spaces * size / USUAL)
    style.paragraph_format.space_after = Pt(given.after * spaces * size / USUAL)


def _border(style: Any, sides: Iterable[str], eighths: int) -> None:
    """Lines at these sides of a style's paragraphs, in eighths of a point; none takes all away."""
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    lines = [
        tag(f"w:{side}", w_val="single", w_sz=str(eighths), w_space="4", w_color="404040")
        for side in sides
    ]
    if lines:
        properties.insert_element_before(parsed(tag("w:pBdr", *lines)), *_AFTER_BORDERS)
