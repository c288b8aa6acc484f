"""The look of an official report in Word: page, fonts, head and signature in two columns, ruled tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
SIZE, SMALL, TINY = Pt(14), Pt(13), Pt(11)
CENTRE, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
WRITTEN = datetime(2025, 1, 1)
_NARROWEST, _WIDEST = 9, 42
MERGED = tuple[int, int, int, int]


def new_document() -> Document:
    """An empty A4 page with the margins, fonts and page numbers of an official document."""
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Cm(2), Cm(2), Cm(3), Cm(1.5)
    page.different_first_page_header_footer = True
    _number_pages(page.header.paragraphs[0])
    for style in document.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH and (
            style.name == "Normal" or style.name.startswith("Heading")
        ):
            _set_font(style)
    document.core_properties.author, document.core_properties.created = "", WRITTEN
    document.core_properties.modified = WRITTEN
    return document


def add_text(document: Document, text: str) -> None:
    """A paragraph of the text: justified, first line indented."""
    line = document.add_paragraph(text)
    line.alignment = BOTH
    line.paragraph_format.first_line_indent = Cm(1.27)
    line.paragraph_format.space_after = Pt(6)


def add_heading(document: Document, text: str, level: int) -> None:
    """A heading of the outline, bold; deeper ones slanted too."""
    line = document.add_heading(level=level)
    run = line.add_run(text)
    run.bold, run.italic = True, level > 2
    line.paragraph_format.first_line_indent = Cm(1.27)
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(6)


def add_centred(document: Document, text: str, *, bold: bool = True) -> None:
    """A line in the middle."""
    line = document.add_paragraph()
    line.alignment = CENTRE
    line.add_run(text).bold = bold


def add_columns(document: Document, widths: Sequence[float]) -> Sequence[_Cell]:
    """Two columns without rules; returns their cells, each with one empty paragraph."""
    table = document.add_table(rows=1, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = Cm(width)
    return table.rows[0].cells


def write_lines(
    cell: _Cell, lines: Iterable[tuple[str, bool, bool]], *, centred: bool = True, size: Pt = SMALL
) -> None:
    """Lines (text, bold, slanted) into a cell, a paragraph each."""
    for number, (text, bold, slanted) in enumerate(lines):
        line = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        line.alignment = CENTRE if centred else None
        run = line.add_run(text)
        run.bold, run.italic, run.font.size = bold, slanted, size


def add_page(document: Document, lines: Sequence[str], *, wide: bool) -> None:
    """Lines in the middle of a new page, lying down for wide tables."""
    if wide:
        page = document.add_section()
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = Cm(29.7), Cm(21)
    for number, line in enumerate(lines):
        add_centred(document, line, bold=not line.startswith("("))
        document.paragraphs[-1].paragraph_format.page_break_before = number == 0 and not wide


def add_table(
    document: Document, rows: Sequence[Sequence[str]], merged: Iterable[MERGED], header: int
) -> None:
    """A ruled table; its first `header` rows are bold, no row breaks over a page's end."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for number, (cells, texts) in enumerate(zip((row.cells for row in table.rows), rows, strict=True)):
        for cell, text in zip(cells, texts, strict=True):
            write_lines(cell, [(text, number < header, False)], centred=number < header, size=TINY)
    _set_widths(table, rows, header)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for top, left, bottom, right in merged:
        _merge(table, top, left, bottom, right)


def saved(document: Document) -> bytes:
    """The document's bytes, the same for the same content."""
    file = io.BytesIO()
    document.save(file)
    packed = io.BytesIO()
    with zipfile.ZipFile(file) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            archive.writestr(entry, parts.read(name))
    return packed.getvalue()


def _set_widths(table: Table, rows: Sequence[Sequence[str]], header: int) -> None:
    """Share the page's width among the columns by the length of what stands in them."""
    longest = [max(len(row[column]) for row in rows[header:]) for column in range(len(rows[0]))]
    shares = [min(max(length, _NARROWEST), _WIDEST) for length in longest]
    page = table.part.document.sections[-1]
    room = page.page_width - page.left_margin - page.right_margin
    table.autofit = False
    for column, share in enumerate(shares):
        for cell in table.columns[column].cells:
            cell.width = room * share // sum(shares)
        table.columns[column].width = room * share // sum(shares)


def _merge(table: Table, top: int, left: int, bottom: int, right: int) -> None:
    kept = table.cell(top, left).text
    merged = table.cell(top, left).merge(table.cell(bottom, right))
    for line in merged.paragraphs[1:]:
        line._p.getparent().remove(line._p)
    assert merged.text == kept


def _set_font(style: ParagraphStyle) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, SIZE, RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    style.paragraph_format.space_after = Pt(0)


def _number_pages(line: Paragraph) -> None:
    """The page's number in the middle of its top, as a field."""
    line.alignment = CENTRE
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = line.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._r.append(element)
