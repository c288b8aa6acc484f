"""A briefing as a Word file as official papers look: A4, Times New Roman 14, charts and tables native."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from dashboard.downloads.briefing import Briefing, Finding, TextTable
from dashboard.downloads.word_charts import add_word_chart
from dashboard.words.plain_text import unbroken
from dashboard.words.wording import Speaker

FONT = "Times New Roman"
_MUTED, _ORANGE, _HEAD = RGBColor(0x5B, 0x68, 0x78), RGBColor(0xC7, 0x77, 0x00), "DCE6F2"
_CENTRE, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def briefing_document(briefing: Briefing, *, speaker: Speaker, today: date) -> bytes:
    """The .docx of a briefing: sentence, key figures, attention, findings with charts, tables at the end."""
    paper = Document()
    _set_up(paper, briefing, speaker)
    _write_title(paper, briefing)
    _write(paper, briefing.sentence, bold=True, align=_BOTH, indent=True)
    _heading(paper, speaker.say("1. Số liệu chính"))
    _write_figures(paper, briefing, speaker)
    _heading(paper, speaker.say("2. Cần chú ý"))
    _write_attention(paper, briefing, speaker)
    _heading(paper, speaker.say("3. Phân tích"))
    for finding in briefing.findings:
        _write_finding(paper, finding)
    _write_source(paper, briefing, speaker, today)
    _write_tables(paper, briefing, speaker)
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _set_up(paper: Paper, briefing: Briefing, speaker: Speaker) -> None:
    """Page, margins and type of Nghị định 30/2020/NĐ-CP; the page number above the text from page two."""
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(6), 1.1
    paper.core_properties.title = f"{briefing.title}, {briefing.scope}"
    paper.core_properties.language = speaker.language


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = _CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _write_title(paper: Paper, briefing: Briefing) -> None:
    _write(paper, briefing.title.upper(), bold=True, align=_CENTRE)
    _write(paper, briefing.scope, italic=True, align=_CENTRE)
    if briefing.label:
        _write(paper, briefing.label.upper(), bold=True, align=_CENTRE, colour=_ORANGE)


def _heading(paper: Paper, text: str) -> None:
    """A heading that Word's navigation knows, in the paper's own type."""
    paragraph = paper.add_heading(level=1)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(12), Pt(6)
    _dress(paragraph.add_run(unbroken(text)), bold=True)


def _write_figures(paper: Paper, briefing: Briefing, speaker: Speaker) -> None:
    headings = (
        speaker.say("Chỉ tiêu"),
        speaker.say("Kết quả"),
        speaker.say("So sánh, mục tiêu, số đơn vị có số liệu"),
    )
    rows = tuple((one.label, one.value, "; ".join(one.lines)) for one in briefing.figures)
    _add_table(paper, TextTable(headings, rows), widths=(4.6, 3.0, 8.4), bold=(1,))


def _write_attention(paper: Paper, briefing: Briefing, speaker: Speaker) -> None:
    for unit, reason in briefing.attention:
        paragraph = _write(paper, "– ", align=_BOTH)
        paragraph.paragraph_format.left_indent = Cm(0.6)
        _dress(paragraph.add_run(f"{unit}: "), bold=True)
        _dress(paragraph.add_run(unbroken(f"{reason}.")))
    if briefing.others:
        _write(paper, speaker.say("Ngoài ra còn {count} đơn vị khác.", count=briefing.others), italic=True)
    if not briefing.attention:
        _write(paper, speaker.say("Không đơn vị nào cần chú ý trong kỳ này."))


def _write_finding(paper: Paper, finding: Finding) -> None:
    paragraph = _write(paper, finding.title, bold=True, align=WD_ALIGN_PARAGRAPH.LEFT)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(8)
    if finding.plot:
        chart = paper.add_paragraph()
        chart.paragraph_format.keep_with_next = True
        add_word_chart(chart, finding.plot, font=(FONT, 10), text=f"{finding.title}. {finding.caption}")
    if finding.caption:
        _write(paper, finding.caption, italic=True, size=12, align=_BOTH, colour=_MUTED)


def _write_source(paper: Paper, briefing: Briefing, speaker: Speaker, today: date) -> None:
    said = speaker.say("Nguồn: {source}. Lập ngày {day}.", source=briefing.source, day=speaker.day(today))
    _write(paper, said, italic=True, size=12)


def _write_tables(paper: Paper, briefing: Briefing, speaker: Speaker) -> None:
    """The tables behind the findings, on pages of their own."""
    if not briefing.tables:
        return
    paper.add_page_break()
    _heading(paper, speaker.say("Phụ lục: số liệu theo đơn vị"))
    for number, (title, table) in enumerate(briefing.tables, start=1):
        heading = _write(paper, f"{number}. {title}", bold=True, align=WD_ALIGN_PARAGRAPH.LEFT)
        heading.paragraph_format.keep_with_next = True
        _add_table(paper, table, widths=_widths(table))
        paper.add_paragraph()


def _widths(table: TextTable) -> tuple[float, ...]:
    """Widths in centimetres: texts wider than numbers, 16 together."""
    columns = range(len(table.headings))
    weights = [1.0 if column in table.numeric else 1.4 if column else 1.9 for column in columns]
    return tuple(16 * weight / sum(weights) for weight in weights)


def _add_table(paper: Paper, said: TextTable, *, widths: Sequence[float], bold: Sequence[int] = ()) -> None:
    table = paper.add_table(rows=1, cols=len(said.headings), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _fill_row(table, 0, said.headings, [_CENTRE] * len(said.headings), bold=range(len(said.headings)))
    _repeat_head(table)
    for number, row in enumerate(said.rows, start=1):
        table.add_row()
        sides = [
            WD_ALIGN_PARAGRAPH.RIGHT if c in said.numeric else WD_ALIGN_PARAGRAPH.LEFT
            for c in range(len(row))
        ]
        _fill_row(table, number, row, sides, bold=bold)
        table.rows[number]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _fill_row(
    table: Table,
    number: int,
    texts: Sequence[str],
    sides: Sequence[WD_ALIGN_PARAGRAPH],
    *,
    bold: Sequence[int],
) -> None:
    cells = table.rows[number].cells
    for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = sides[column]
        paragraph.paragraph_format.space_after = Pt(0)
        _dress(paragraph.add_run(unbroken(text)), bold=column in bold, size=12)
        if not number:
            _shade(cell)


def _repeat_head(table: Table) -> None:
    """Print the head again on every page, and keep rows whole."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), _HEAD)
    cell._tc.get_or_add_tcPr().append(shade)


def _write(
    paper: Paper,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: int = 14,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
    colour: RGBColor | None = None,
    indent: bool = False,
) -> Paragraph:
    paragraph = paper.add_paragraph()
    paragraph.alignment = align
    if indent:
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
    _dress(paragraph.add_run(unbroken(text)), bold=bold, italic=italic, size=size, colour=colour)
    return paragraph


def _dress(
    run: Run, *, bold: bool = False, italic: bool = False, size: int = 14, colour: RGBColor | None = None
) -> None:
    run.font.name, run.font.size, run.bold, run.italic = FONT, Pt(size), bold, italic
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    run.font.color.rgb = colour or RGBColor(0, 0, 0)
