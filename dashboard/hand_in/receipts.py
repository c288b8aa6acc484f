"""The receipt of a hand-in as a Word file to keep or print: who, when, which files, what was stored."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pandas as pd
from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from dashboard.hand_in.batch_store import Batch
from dashboard.hand_in.staged_words import status_word
from dashboard.hand_in.staging import StagedFile, problem_table
from dashboard.reports.report_lines import place_of
from dashboard.words.wording import Speaker

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The kind of file a receipt is, for browsers."""

_FONT = "Times New Roman"


def receipt_name(files: Sequence[StagedFile]) -> str:
    """What the receipt is called as a file."""
    return f"bien-nhan-{files[0].saved_at[:10]}-{files[0].sha256[:8]}.docx"


def receipt_document(batch: Batch, files: Sequence[StagedFile], say: Speaker) -> bytes:
    """The receipt of saved files as a .docx."""
    paper = _new_paper(say)
    _write(paper, say.say("GIẤY BIÊN NHẬN NỘP BÁO CÁO CẢI CÁCH HÀNH CHÍNH"), bold=True, centre=True)
    for line in _head_lines(files, say):
        _write(paper, line)
    known = batch.problems(one.id for one in files)
    for number, one in enumerate(files, start=1):
        title = f"{number}. {one.name}" if len(files) > 1 else one.name
        _write(paper, title, bold=True).paragraph_format.keep_with_next = True
        found = problem_table([(one, known.get(one.id, []))], say.language)
        _write(paper, "\n".join((*_file_lines(one, say), *_problem_lines(found, say))), size=11)
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _new_paper(say: Speaker) -> Paper:
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    paper.core_properties.language = say.language
    return paper


def _write(paper: Paper, text: str, *, bold: bool = False, centre: bool = False, size: int = 13) -> Paragraph:
    paragraph = paper.add_paragraph()
    run = paragraph.add_run(_plain(text))
    run.bold, run.font.name, run.font.size = bold, _FONT, Pt(size)
    paragraph.paragraph_format.space_after = Pt(4)
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _plain(text: str) -> str:
    """The text without the signs that a Word file cannot hold."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")


def _head_lines(files: Sequence[StagedFile], say: Speaker) -> Iterator[str]:
    names = dict.fromkeys(one.by or say.say("không ghi") for one in files)
    yield say.say("Người nộp: {value}", value=", ".join(names))
    moments = dict.fromkeys(say.moment(at) for at in sorted(one.saved_at for one in files))
    first, last = next(iter(moments)), next(reversed(moments))
    yield say.say("Thời điểm: {value}", value=first if first == last else f"{first} – {last}")
    if len(files) > 1:
        figures = sum(report.figures for one in files for report in one.saved)
        told = {"files": say.number(len(files)), "figures": say.number(figures)}
        yield say.say("Đã lưu {files} tệp, {figures} số liệu.", **told)


def _file_lines(one: StagedFile, say: Speaker) -> Iterator[str]:
    yield say.say("Mã SHA-256: {value}", value=one.sha256)
    if one.status != "saved":
        yield say.say("Tình trạng: {value}", value=status_word(one.status, say))
    for saved in one.saved:
        yield say.say(
            "{unit}, {period}: lần {revision}, {figures} số liệu{state}.",
            unit=say.unit(saved.unit_code),
            period=say.period(saved.period),
            revision=saved.revision,
            figures=say.number(saved.figures),
            state="" if saved.changed else say.say(" (không thay đổi)"),
        )


def _problem_lines(found: pd.DataFrame, say: Speaker) -> Iterator[str]:
    if found.empty:
        yield say.say("Không có điều cần xem lại.")
        return
    yield say.say("{count} điều cần xem lại:", count=len(found))
    words = {"error": say.say("Phải sửa"), "warning": say.say("Nên xem")}
    for row in found.itertuples():
        place = place_of(row.sheet, row.cell, row.section, say)
        yield f"– [{words[row.severity]}] {f'{place}: ' if place else ''}{row.sentence}"
