"""A native, editable chart in a Word file.

python-docx has no charts. The chart is drawn on a slide nobody sees; its part and the workbook with its
numbers are then hung into the Word file, which holds charts in the same form.
"""

from __future__ import annotations

from itertools import count

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Cm, Emu
from docx.text.paragraph import Paragraph
from pptx import Presentation
from pptx.chart.chart import Chart

from dashboard.downloads.briefing import Plot
from dashboard.downloads.office_charts import add_chart

WIDTH, HEIGHT = Cm(16), Cm(8.2)
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BLANK_LAYOUT = 6
_INLINE = (
    '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="{name}"/><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{relation}"/>'
    "</a:graphicData></a:graphic></wp:inline>"
)


def add_word_chart(paragraph: Paragraph, plot: Plot, *, font: tuple[str, int], text: str) -> None:
    """Put the chart into the paragraph; `text` is what a screen reader says."""
    drawn = _drawn(plot, font, text)
    part, number = _chart_part(paragraph, drawn)
    relation = paragraph.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    inline = parse_xml(
        _INLINE.format(
            width=WIDTH, height=HEIGHT, number=1000 + number, name=f"Chart {number}", relation=relation
        )
    )
    inline.find("{*}docPr").set("descr", text)
    run = paragraph.add_run()
    drawing = run._r.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}drawing")
    drawing.append(inline)
    run._r.append(drawing)


def _drawn(plot: Plot, font: tuple[str, int], text: str) -> Chart:
    slide = Presentation()
    shapes = slide.slides.add_slide(slide.slide_layouts[_BLANK_LAYOUT]).shapes
    return add_chart(shapes, plot, (Emu(0), Emu(0), WIDTH, HEIGHT), font=font, text=text).chart


def _chart_part(paragraph: Paragraph, chart: Chart) -> tuple[Part, int]:
    """The chart's part with its workbook, under names the package does not use yet."""
    package = paragraph.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    number = next(one for one in count(1) if f"/word/charts/chart{one}.xml" not in taken)
    book = chart.part.chart_workbook.xlsx_part
    assert book is not None
    workbook = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), _WORKBOOK, book.blob, package)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART, chart.part.blob, package)
    old = chart.part._element.find("{*}externalData").get(
        "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    )
    new = part.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE)
    assert new == old, "python-docx numbers relations as python-pptx does"
    return part, number
