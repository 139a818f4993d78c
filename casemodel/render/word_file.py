"""A Word file that is being written, with all that python-docx does not do by itself.

That is: marks of lists, header rows, captions of tables, descriptions of pictures, lines to write
on, the language, page numbers, and a file whose bytes depend on nothing but its content.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from casemodel.pages.document import Cell, Document, Table
from casemodel.render.blocks import (
    PHONE,
    column_letters,
    has_annex,
    has_foot,
    is_crowded,
    lies_across,
    may_break,
)
from casemodel.render.charts import Picture
from casemodel.render.extras import Paper
from casemodel.render.pdf import type_size

Run = tuple[str, str]
"""A text and its tone."""

_SIZES: dict[Paper, tuple[float, float]] = {"letter": (8.5, 11.0), "a4": (8.27, 11.69)}
_FACE, _NARROW_FACE = "Arial", "Times New Roman"
_BLACK, _QUIET = RGBColor(0, 0, 0), RGBColor(0x40, 0x40, 0x40)
_USUAL = 10.0  # points of type
# Lines take more room than in a PDF, so what has to fit one sheet is set smaller, or more sheets.
_LOOSER = (0.96, 0.9)
_INCH = 72  # points
_LETTER = 0.55 / _INCH  # inches across of a letter, for each point of type
_SMALLER, _SMALLEST = 0.8, 7.0  # type in a crowded table, in parts of the usual; in points
_READABLE = 8.0  # the same on a report for a board, and where all is on one sheet
_SMALLER_ON_ONE_SHEET = 0.9  # there the table is what is read
_LESS_IF_CROWDED = 0.5  # points of type, where more must fit before an annex
_LESS_IN_TABLES = 1.0  # points of type, in the tables of a report for a board
_STRETCH = 1.3  # a column gets at most so many times the room that it asks for
_TO_WRITE_ON = 13  # points above the words of a line to write on, whatever the type
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_LONGEST = 255  # letters of a property
_TABLE_STYLES = ("Normal Table", "Table Grid")


class WordFile:
    """A Word file that is being written: each new part goes below the one before."""

    def __init__(self, document: Document, paper: Paper) -> None:
        """Begin with the document's properties, its paper and its styles."""
        self._file = docx.Document()
        self._numberings: dict[str, int] = {}
        self._pictures = count(1)
        self._size = _USUAL
        if document.sheets:
            looser = 1.0 if has_annex(document) else _LOOSER[document.sheets > 1]
            self._size = int(type_size(document, paper) * looser * 2) / 2
        if is_crowded(document):
            self._size -= _LESS_IF_CROWDED
        self._tight = bool(document.sheets)
        _set_properties(self._file.core_properties, document)
        self._width = self._set_paper(document, paper)
        self._drop_designs()
        self._set_styles(document.language, document.sheets, board=has_annex(document))
        if has_foot(document):
            self._set_foot(document.footer)

    def paragraph(self, style: str, *runs: Run, indent: bool = False, mark: str = "") -> Any:
        """Write a paragraph in a style, of runs with a space between, after a mark that hangs."""
        paragraph = self._file.add_paragraph(style=style)
        if indent or mark:
            paragraph.paragraph_format.left_indent = Inches(0.35)
        if mark:
            paragraph.paragraph_format.first_line_indent = Inches(-0.35)
            paragraph.add_run(f"{mark}\t").bold = True
        _add_runs(paragraph, runs)
        return paragraph

    def item(self, mark: str, *runs: Run) -> None:
        """Write an entry of a list under its mark."""
        paragraph = self.paragraph("List Paragraph", *runs)
        numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
        numbering.get_or_add_ilvl().val = 0
        numbering.get_or_add_numId().val = self._numbering_of(mark)

    def table(self, table: Table) -> None:
        """Write a table below its caption, its first row and column marked as headers."""
        if table.caption:
            self.paragraph("Caption", (table.caption, "")).paragraph_format.keep_with_next = True
        grid = self._file.add_table(1, len(table.columns), style="Table Grid")
        letters = column_letters(table)
        _mark_headers(grid, table.caption)
        for cell, name in zip(grid.rows[0].cells, table.columns, strict=True):
            _fill(cell, (name,), first=True)
            _shade(cell, "E6E6E6")
        for row in table.rows:
            added = grid.add_row()
            if not may_break(row, letters):
                _add(added._tr.get_or_add_trPr(), "cantSplit")  # noqa: SLF001
            for index, (cell, texts) in enumerate(zip(added.cells, row, strict=True)):
                _fill(cell, texts, first=not index)
        self._set_widths(grid, letters)
        self._file.add_paragraph(style="Gap")

    def picture(self, picture: Picture, caption: str, description: str) -> None:
        """Place a picture below its caption, described for people who cannot see it."""
        if caption:
            self.paragraph("Caption", (caption, "")).paragraph_format.keep_with_next = True
        width = min(picture.width / _INCH, self._width)
        run = self._file.add_paragraph(style="Normal").add_run()
        shape = run.add_picture(BytesIO(picture.image), Inches(width))
        for side in ("T", "B", "L", "R"):  # LibreOffice leaves room at a side that is not named
            shape._inline.set(f"dist{side}", "0")  # noqa: SLF001
        shape._inline.docPr.set("name", f"Picture {next(self._pictures)}")  # noqa: SLF001
        shape._inline.docPr.set("descr", description)  # noqa: SLF001

    def ruled(self, label: str, lines: int, *, more_follow: bool) -> None:
        """Write lines to write on, kept together, and with the next if `more_follow`."""
        paragraphs = [self.paragraph("Normal", (label, ""))] if label else []
        paragraphs += [self._file.add_paragraph(style="Line") for _ in range(lines)]
        for paragraph in paragraphs if more_follow else paragraphs[:-1]:
            paragraph.paragraph_format.keep_with_next = True

    def hold(self) -> None:
        """Keep what is written last on the sheet of what follows: of a table its last row."""
        body = self._file.element.body
        parts = [part for part in body if part.tag in (qn("w:p"), qn("w:tbl"))][-2:]
        for part in parts if parts and parts[0].tag == qn("w:tbl") else parts[-1:]:
            *_, last = part.iter(qn("w:tr")) if part.tag == qn("w:tbl") else [part]
            for paragraph in last.iter(qn("w:p")):
                paragraph.get_or_add_pPr().keepNext_val = True

    def saved(self) -> bytes:
        """Finish the file. No date or order but that of the content gets into it."""
        raw, whole = BytesIO(), BytesIO()
        self._file.save(raw)
        with ZipFile(raw) as parts, ZipFile(whole, "w", ZIP_DEFLATED) as packed:
            for name in parts.namelist():
                entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = ZIP_DEFLATED
                packed.writestr(entry, parts.read(name))
        return whole.getvalue()

    def _set_paper(self, document: Document, paper: Paper) -> float:
        """Set size, margins and position of the sheets; the text's width in inches."""
        section = self._file.sections[0]
        across = lies_across(document)
        width, height = _SIZES[paper][::-1] if across else _SIZES[paper]
        section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Inches(width), Inches(height)
        usual = 0.6 if across else 1.0
        margin = 0.6 if has_annex(document) else 0.5 if self._tight else usual
        section.left_margin = section.right_margin = Inches(margin)
        section.top_margin = section.bottom_margin = Inches(margin)
        section.footer_distance = Inches(margin / 2)
        return width - 2 * margin

    def _drop_designs(self) -> None:
        """Drop the template's 98 designs of tables: each paragraph looks through all styles."""
        for style in list(self._file.styles):
            if style.type == WD_STYLE_TYPE.TABLE and style.name not in _TABLE_STYLES:
                style.delete()

    def _set_styles(self, language: str, sheets: int, *, board: bool) -> None:
        """Set the styles that are used: one plain face, black, sizes in parts of the type."""
        styles, size = self._file.styles, self._size
        after = 2 if self._tight else 4
        sizes = {"Title": 1.7, "Heading 1": 1.3, "Heading 2": 1.12, "Caption": 0.9}
        for name in ("Cell", "Small Cell", "Danger", "Gap", "Line", "Small"):
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
        styles.add_style("Quiet", WD_STYLE_TYPE.CHARACTER)
        # So a number of sheets holds readable type.
        face = _NARROW_FACE if self._tight else _FACE
        for name in ("Normal", "Subtitle", *sizes):
            _set_letters(styles[name], face, size * sizes.get(name, 1.0), bold=name in sizes)
            styles[name].paragraph_format.space_after = Pt(after)
        for name in ("Heading 1", "Heading 2"):
            styles[name].paragraph_format.space_before = Pt(after * 2.5)
        for style in (styles["Small"], styles["Quiet"]):
            least = _READABLE if board or sheets == 1 else _SMALLEST
            style.font.size, style.font.color.rgb = Pt(max(size - 2, least)), _QUIET
        for style in (styles["Cell"], styles["Small Cell"]):
            style.paragraph_format.space_after = Pt(1)
            style.paragraph_format.line_spacing = 1.0
        styles["Small Cell"].font.size = Pt(max(size * _SMALLER, _SMALLEST))
        if sheets == 1:
            in_table = Pt(round(size * _SMALLER_ON_ONE_SHEET * 2) / 2)
            styles["Cell"].font.size = styles["Small Cell"].font.size = in_table
        if board:
            styles["Normal"].paragraph_format.line_spacing = 1.0
            styles["Normal"].paragraph_format.space_after = Pt(1)
            styles["Cell"].font.size = styles["Small Cell"].font.size = Pt(size - _LESS_IN_TABLES)
        styles["Danger"].font.bold = True
        _border(styles["Danger"], "top", "left", "bottom", "right")
        styles["Gap"].font.size = Pt(size * 0.4)
        _border(styles["Line"], "bottom", "between")
        styles["Line"].paragraph_format.space_before = Pt(_TO_WRITE_ON)
        for default in styles.element.iter(qn("w:lang")):
            default.set(qn("w:val"), "en-US" if language == "en" else language)

    def _set_foot(self, text: str) -> None:
        """Set the line at the foot of every sheet: a text, and at the right 'page/pages'."""
        foot = self._file.sections[0].footer.paragraphs[0]
        foot.style = self._file.styles["Small"]
        foot.paragraph_format.tab_stops.add_tab_stop(Inches(self._width), WD_TAB_ALIGNMENT.RIGHT)
        foot.add_run(f"{text}\t")
        for instruction, before in (("PAGE", ""), ("NUMPAGES", "/")):
            foot.add_run(before)
            field = _add(foot._p, "fldSimple", instr=instruction)  # noqa: SLF001
            _add(_add(field, "r"), "t").text = "1"

    def _numbering_of(self, mark: str) -> int:
        """Give the number of the kind of list whose every entry stands under this mark."""
        if mark not in self._numberings:
            numbering = self._file.part.numbering_part.element
            number = 1000 + len(self._numberings)
            kind = OxmlElement("w:abstractNum")
            kind.set(qn("w:abstractNumId"), str(number))
            level = _add(kind, "lvl", ilvl="0")
            for name, value in (
                ("start", "1"),
                ("numFmt", "bullet"),
                ("lvlText", mark),
                ("lvlJc", "left"),
            ):
                _add(level, name, val=value)
            _add(_add(level, "pPr"), "ind", left="400", hanging="400")
            _add(_add(level, "rPr"), "b")
            numbering.insert(0, kind)
            self._numberings[mark] = int(numbering.add_num(number).numId)
        return self._numberings[mark]

    def _set_widths(self, grid: Any, letters: Sequence[float]) -> None:
        """Set the columns as wide as their letters ask, and at most as the sheet together.

        Where the sheet is too narrow, the letters are set smaller.
        """
        widths = [number * self._size * _LETTER for number in letters]
        scale = self._width / sum(widths)
        grid.autofit = False
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = Inches(width * min(scale, _STRETCH))
            for cell in column.cells:
                cell.width = column.width
                for paragraph in cell.paragraphs:
                    paragraph.style = "Cell" if scale >= 1 else "Small Cell"


def _add(parent: Any, name: str, **values: str) -> Any:
    """Add an element of Word's own XML with these values, last in its parent."""
    element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)
    return element


def _shade(cell: Any, color: str) -> None:
    """Fill a cell's background, if there is a color."""
    if not color:
        return
    _add(cell._tc.get_or_add_tcPr(), "shd", val="clear", color="auto", fill=color)  # noqa: SLF001


def _add_runs(paragraph: Any, runs: Iterable[Run]) -> None:
    """Add texts with a space between, each in its tone; empty ones are left out."""
    for number, (text, tone) in enumerate(run for run in runs if run[0]):
        run = paragraph.add_run()
        _add_text(run, f" {text}" if number else text)
        run.bold = True if tone in ("strong", "danger") else None
        if tone == "quiet":
            run.style = "Quiet"


def _add_text(run: Any, text: str) -> None:
    """Add a text to a run; the hyphens of phone numbers are those that never break."""
    # No text has a control character (see safe.py), so one can stand for such a hyphen.
    first, *others = PHONE.sub(lambda number: number[0].replace("-", "\0"), text).split("\0")
    run.add_text(first)
    for piece in others:
        _add(run._r, "noBreakHyphen")  # noqa: SLF001
        run.add_text(piece)


def _fill(cell: Any, texts: Cell, *, first: bool) -> None:
    """Fill a cell: several texts are a list, in the first column a name and remarks on it."""
    for number, text in enumerate(text for text in texts if text):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        tone = ("quiet" if number else "strong") if first else ""
        _add_runs(paragraph, ((f"• {text}" if len(texts) > 1 and not first else text, tone),))


def _mark_headers(grid: Any, caption: str) -> None:
    """Mark the first row, which every sheet repeats, and the first column as headers."""
    _add(grid.rows[0]._tr.get_or_add_trPr(), "cantSplit")  # noqa: SLF001
    _add(grid.rows[0]._tr.get_or_add_trPr(), "tblHeader")  # noqa: SLF001
    properties = grid._tbl.tblPr  # noqa: SLF001
    for look in properties.findall(qn("w:tblLook")):
        properties.remove(look)
    _add(properties, "tblLook", firstRow="1", firstColumn="1", lastRow="0", lastColumn="0",
         noHBand="1", noVBand="1")  # fmt: skip
    if caption:
        _add(properties, "tblCaption", val=caption)


def _set_properties(properties: Any, document: Document) -> None:
    day = datetime.fromisoformat(document.date).replace(tzinfo=UTC) if document.date else None
    properties.title = document.title[:_LONGEST]
    properties.subject = document.subtitle[:_LONGEST]
    properties.language = document.language
    properties.author = properties.last_modified_by = document.made_by[:_LONGEST]
    properties.comments = ""
    properties.created = properties.modified = day or _NO_DATE
    properties.revision = 1


def _set_letters(style: Any, face: str, size: float, *, bold: bool) -> None:
    """Set a style in this face and in black, whatever its theme says, and without a border."""
    letters = style.element.get_or_add_rPr()
    for spread in letters.findall(qn("w:spacing")):
        letters.remove(spread)
    fonts = letters.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    style.font.name, style.font.size, style.font.color.rgb = face, Pt(round(size * 2) / 2), _BLACK
    style.font.bold, style.font.italic = bold, False
    _border(style)


def _border(style: Any, *sides: str) -> None:
    """Draw lines at these sides of a style's paragraphs, and at no others."""
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if sides:
        lines = OxmlElement("w:pBdr")
        for side in sides:
            _add(lines, side, val="single", sz="8", space="4", color="404040")
        after = ("shd", "tabs", "spacing", "ind", "contextualSpacing", "jc", "rPr")
        properties.insert_element_before(lines, *(f"w:{name}" for name in after))
