"""A briefing as slides: the finding is the title, charts are PowerPoint's own and can be edited."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Emu, Inches, Pt

from dashboard.downloads.briefing import Briefing, Finding, KeyFigure
from dashboard.downloads.office_charts import TEXT, add_chart, rgb
from dashboard.words.plain_text import unbroken
from dashboard.words.wording import Speaker

FONT = "Arial"
ACCENT, MUTED, ORANGE, TILE = "#1F5FA8", "#5B6878", "#C77700", "#EEF3F9"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
_LEFT, _RIGHT = Inches(0.6), Inches(12.733)
_ONLY_TITLE = 5


def briefing_slides(briefing: Briefing, *, speaker: Speaker, today: date) -> bytes:
    """The .pptx of a briefing: key figures, one slide a finding, who needs attention."""
    slides = Presentation()
    slides.slide_width, slides.slide_height = WIDTH, HEIGHT
    slides.core_properties.title = f"{briefing.title}, {briefing.scope}"
    slides.core_properties.language = speaker.language
    _add_key_figures(slides, briefing)
    if briefing.attention:
        _add_attention(slides, briefing, speaker)
    for finding in briefing.findings:
        if finding.plot:
            _add_finding(slides, finding)
    _number(slides, briefing, speaker, today)
    stream = io.BytesIO()
    slides.save(stream)
    return stream.getvalue()


def _new_slide(slides: Slides, title: str, *, size: int) -> Slide:
    """A slide with its title at the top; the title stands in the outline."""
    slide = slides.slides.add_slide(slides.slide_layouts[_ONLY_TITLE])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = _LEFT, Inches(0.75), _RIGHT - _LEFT, Inches(1.15)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    _say(frame, [title], size=size, bold=True, colour=TEXT)
    return slide


def _add_key_figures(slides: Slides, briefing: Briefing) -> None:
    slide = _new_slide(slides, briefing.sentence, size=26 if len(briefing.sentence) < 170 else 22)
    columns = min(3, max(len(briefing.figures), 1))
    gap, top = Inches(0.25), Inches(2.45)
    width = (_RIGHT - _LEFT - gap * (columns - 1)) // columns
    height = Inches(2.05) if len(briefing.figures) > columns else Inches(2.6)
    for number, figure in enumerate(briefing.figures):
        row, column = divmod(number, columns)
        left = _LEFT + column * (width + gap)
        _add_tile(slide, figure, (left, top + row * (height + gap), width, height))


def _add_tile(slide: Slide, figure: KeyFigure, box: tuple[int, int, int, int]) -> None:
    tile = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Emu(one) for one in box))
    tile.fill.solid()
    tile.fill.fore_color.rgb = rgb(TILE)
    tile.line.fill.background()
    tile.shadow.inherit = False
    frame = tile.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = Inches(0.2)
    _say(frame, [figure.label], size=15, colour=MUTED)
    _add_line(frame, figure.value, size=30, bold=True, colour=ACCENT)
    _add_line(frame, " · ".join(figure.lines), size=13, colour=TEXT)


def _add_attention(slides: Slides, briefing: Briefing, speaker: Speaker) -> None:
    count = len(briefing.attention) + briefing.others
    title = speaker.say("Cần chú ý: {count} đơn vị", count=count)
    slide = _new_slide(slides, title, size=26)
    rows = len(briefing.attention)
    frame = slide.shapes.add_table(rows, 2, _LEFT, Inches(1.6), _RIGHT - _LEFT, Inches(0.5) * rows)
    table = frame.table
    table.first_row = False
    table.columns[0].width, table.columns[1].width = Inches(3.6), _RIGHT - _LEFT - Inches(3.6)
    for number, (unit, reason) in enumerate(briefing.attention):
        table.rows[number].height = Inches(0.48)
        for column, (text, bold) in enumerate(((unit, True), (reason[:1].upper() + reason[1:], False))):
            cell = table.cell(number, column)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.fill.solid()
            cell.fill.fore_color.rgb = rgb(TILE if number % 2 else "#FFFFFF")
            _say(cell.text_frame, [text], size=13, bold=bold, colour=TEXT)
    if briefing.others:
        said = speaker.say("và {count} đơn vị khác", count=briefing.others)
        _add_text(slide, said, (_LEFT, Inches(6.55), _RIGHT - _LEFT, Inches(0.35)), size=13, colour=MUTED)


def _add_finding(slides: Slides, finding: Finding) -> None:
    slide = _new_slide(slides, finding.title, size=26 if len(finding.title) < 110 else 22)
    assert finding.plot is not None
    box = (_LEFT, Inches(1.75), _RIGHT - _LEFT, Inches(4.35))
    add_chart(slide.shapes, finding.plot, box, font=(FONT, 12), text=f"{finding.title}. {finding.caption}")
    _add_text(
        slide, finding.caption, (_LEFT, Inches(6.12), _RIGHT - _LEFT, Inches(0.75)), size=12, colour=MUTED
    )


def _number(slides: Slides, briefing: Briefing, speaker: Speaker, today: date) -> None:
    """On every slide: what it is about on top, source, day and number at the bottom."""
    total = len(slides.slides)
    source = speaker.say("Nguồn: {source}. Lập ngày {day}.", source=briefing.source, day=speaker.day(today))
    for number, slide in enumerate(slides.slides, start=1):
        _add_text(
            slide,
            f"{briefing.title} · {briefing.scope}",
            (_LEFT, Inches(0.3), Inches(9.6), Inches(0.4)),
            size=14,
            colour=ACCENT,
        )
        if briefing.label:
            box = (_RIGHT - Inches(2.6), Inches(0.3), Inches(2.6), Inches(0.4))
            _add_text(
                slide, briefing.label.upper(), box, size=13, bold=True, colour=ORANGE, align=PP_ALIGN.RIGHT
            )
        _add_text(slide, source, (_LEFT, Inches(7.0), Inches(10), Inches(0.35)), size=11, colour=MUTED)
        box = (_RIGHT - Inches(1.5), Inches(7.0), Inches(1.5), Inches(0.35))
        _add_text(slide, f"{number}/{total}", box, size=11, colour=MUTED, align=PP_ALIGN.RIGHT)


def _add_text(
    slide: Slide,
    text: str,
    box: tuple[int, int, int, int],
    *,
    size: int,
    colour: str,
    bold: bool = False,
    align: PP_ALIGN = PP_ALIGN.LEFT,
) -> None:
    frame = slide.shapes.add_textbox(*box).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    _say(frame, [text], size=size, bold=bold, colour=colour, align=align)


def _say(
    frame: TextFrame,
    lines: Sequence[str],
    *,
    size: int,
    colour: str,
    bold: bool = False,
    align: PP_ALIGN = PP_ALIGN.LEFT,
) -> None:
    """Replace the frame's text by `lines`."""
    frame.text = ""
    for number, line in enumerate(lines):
        if number:
            frame.add_paragraph()
        _fill(frame, len(frame.paragraphs) - 1, line, size=size, colour=colour, bold=bold, align=align)


def _add_line(frame: TextFrame, line: str, *, size: int, colour: str, bold: bool = False) -> None:
    frame.add_paragraph()
    _fill(frame, len(frame.paragraphs) - 1, line, size=size, colour=colour, bold=bold, align=PP_ALIGN.LEFT)


def _fill(
    frame: TextFrame, number: int, line: str, *, size: int, colour: str, bold: bool, align: PP_ALIGN
) -> None:
    paragraph = frame.paragraphs[number]
    paragraph.alignment = align
    run = paragraph.add_run()
    run.text = unbroken(line)
    run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
    run.font.color.rgb = rgb(colour)
