"""A Word file being made: what python-docx does not do by itself is done here.

That is: marks of lists, header rows, captions and descriptions of tables, charts, lines to write
on, the language, page numbers, and a file whose bytes depend on nothing but its content.
"""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Inches

from casemodel.pages.document import Document, Figure, Ruled, Table
from casemodel.render import word_xml as xml
from casemodel.render.extras import Paper
from casemodel.render.word_chart import chart_xml
from casemodel.render.word_fit import chart_height, column_widths, type_size
from casemodel.render.word_styles import set_styles

_SIZES: dict[Paper, tuple[float, float]] = {"letter": (8.5, 11.0), "a4": (8.27, 11.69)}
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_LONGEST = 255  # letters of a property


class WordFile:
    """One file; what is written to it comes one below the other."""

    def __init__(self, document: Document, paper: Paper, *, wide: bool) -> None:
        """Begin with the document's properties, its paper and its styles."""
        self._file = docx.Document()
        self._language = document.language
        self._numberings: dict[str, int] = {}
        self._charts = 0
        self._tight = bool(document.sheets)
        self._set_properties(document)
        self._width, height = self._set_paper(document, paper, wide=wide)
        self._size = type_size(document, self._width, height)
        set_styles(self._file.styles, self._size, document.language, tight=self._tight)
        if document.sheets != 1:
            self._set_foot(document.footer)

    def paragraph(self, style: str, *runs: xml.Run, indent: bool = False) -> Any:
        """A paragraph in a style, of runs with a space between."""
        made = self._file.add_paragraph(style=style)
        if indent:
            made.paragraph_format.left_indent = Inches(0.35)
        xml.add_runs(made, runs)
        return made

    def item(self, mark: str, *runs: xml.Run) -> None:
        """An entry of a list under its mark."""
        made = self.paragraph("List Paragraph", *runs)
        if mark not in self._numberings:
            self._numberings[mark] = self._new_numbering(mark)
        number = self._numberings[mark]
        made._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number  # noqa: SLF001
        made._p.pPr.numPr.get_or_add_ilvl().val = 0  # noqa: SLF001

    def table(self, table: Table) -> None:
        """A table below its caption, its first row and column marked as headers."""
        if table.caption:
            self.paragraph("Caption", (table.caption, "")).paragraph_format.keep_with_next = True
        made = self._file.add_table(rows=1, cols=len(table.columns), style="Table Grid")
        xml.describe(made, table.caption, tight=self._tight)
        for cell, name in zip(made.rows[0].cells, table.columns, strict=True):
            xml.fill_cell(cell, (name,), "strong")
            xml.shade(cell)
        xml.mark_row(made.rows[0], "tblHeader")
        for row in table.rows:
            cells = made.add_row()
            xml.mark_row(cells, "cantSplit")
            for index, (cell, texts) in enumerate(zip(cells.cells, row, strict=True)):
                xml.fill_cell(cell, texts, "" if index else "name")
        self._set_widths(made, table)
        self._file.add_paragraph(style="Gap")

    def chart(self, figure: Figure) -> None:
        """A chart below its caption, with what it shows in words for whoever cannot see it."""
        self.paragraph("Caption", (figure.caption, "")).paragraph_format.keep_with_next = True
        self._charts += 1
        part = Part(
            PackURI(f"/word/charts/chart{self._charts}.xml"),
            _CHART_TYPE,
            chart_xml(figure.chart, self._language),
            self._file.part.package,
        )
        relation = self._file.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
        size = (self._width, chart_height(figure, self._size, tight=self._tight))
        drawn = xml.drawing(figure.alt, relation, self._charts, size)
        self._file.add_paragraph().add_run()._r.append(drawn)  # noqa: SLF001
        for text in (figure.chart.start_text, figure.chart.mark_text):
            if text:
                self.paragraph("Small", (text, ""))

    def ruled(self, ruled: Ruled) -> None:
        """Lines to write on: paragraphs with a rule below."""
        if ruled.label:
            self.paragraph("Normal", (ruled.label, ""))
        for _ in range(ruled.lines):
            self._file.add_paragraph(style="Line")

    def saved(self) -> bytes:
        """The finished file. No date or order but that of the content gets into it."""
        raw, whole = BytesIO(), BytesIO()
        self._file.save(raw)
        with ZipFile(raw) as made, ZipFile(whole, "w", ZIP_DEFLATED) as kept:
            for name in made.namelist():
                entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = ZIP_DEFLATED
                kept.writestr(entry, made.read(name))
        return whole.getvalue()

    def _set_properties(self, document: Document) -> None:
        known = self._file.core_properties
        day = datetime.fromisoformat(document.date).replace(tzinfo=UTC) if document.date else None
        known.title = document.title[:_LONGEST]
        known.subject = document.subtitle[:_LONGEST]
        known.language = document.language
        known.author = known.last_modified_by = document.made_by[:_LONGEST]
        known.comments = ""
        known.created = known.modified = day or _NO_DATE
        known.revision = 1

    def _set_paper(self, document: Document, paper: Paper, *, wide: bool) -> tuple[float, float]:
        """Size, margins and foot of the sheets; how wide and high the text is, in inches."""
        section = self._file.sections[0]
        width, height = _SIZES[paper][::-1] if wide else _SIZES[paper]
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Inches(width), Inches(height)
        margin = 0.5 if document.sheets else 1.0
        section.left_margin = section.right_margin = Inches(margin)
        section.top_margin = section.bottom_margin = Inches(margin)
        return width - 2 * margin, height - 2 * margin

    def _set_foot(self, text: str) -> None:
        """The line at the foot of every sheet: a text on the left, 'page/pages' on the right."""
        foot = self._file.sections[0].footer.paragraphs[0]
        foot.style = self._file.styles["Normal"]
        foot.paragraph_format.tab_stops.add_tab_stop(Inches(self._width), WD_TAB_ALIGNMENT.RIGHT)
        foot.add_run(f"{text}\t", style="Quiet")
        for instruction in ("PAGE", "NUMPAGES"):
            foot.add_run("/" if instruction == "NUMPAGES" else "")
            foot._p.append(xml.field(instruction))  # noqa: SLF001

    def _new_numbering(self, mark: str) -> int:
        """A kind of list whose every entry stands under this mark; its number."""
        numbering = self._file.part.numbering_part.element
        number = 1000 + len(self._numberings)
        numbering.insert(0, xml.bullet_list(number, mark))
        return int(numbering.add_num(number).numId)

    def _set_widths(self, made: Any, table: Table) -> None:
        made.autofit = False
        widths = column_widths(table, self._width, self._size)
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Inches(width)
            for cell in column.cells:
                cell.width = Inches(width)
