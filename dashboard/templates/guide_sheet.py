"""The first sheet of a template: whose it is, how to fill it in, where to hand it in. Readers ignore it."""

from __future__ import annotations

from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dashboard.templates.template_styles import TemplateStyles
from dashboard.words.wording import Speaker
from data_loaders.catalogue.periods import due_date, window


def write_guide(
    book: xlsxwriter.Workbook,
    styles: TemplateStyles,
    *,
    title: str,
    facts: Sequence[str],
    steps: Sequence[str],
    speaker: Speaker,
) -> None:
    """Add the sheet: title, facts, the meaning of the colours, numbered steps."""
    sheet = book.add_worksheet(speaker.say("Hướng dẫn"))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, 104)
    sheet.write_string(0, 0, title, styles.title_left)
    for row, line in enumerate(facts, start=2):
        sheet.write_string(row, 0, line, styles.plain)
    row = _write_colours(sheet, styles, len(facts) + 3, speaker)
    for number, line in enumerate(steps, start=1):
        sheet.set_row(row + number, 8 + 16 * (1 + len(line) // 108))
        sheet.write_string(row + number, 0, f"{number}.", styles.text)
        sheet.write_string(row + number, 1, line, styles.text)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True})


def _write_colours(sheet: Worksheet, styles: TemplateStyles, row: int, speaker: Speaker) -> int:
    meanings = (
        (styles.note, speaker.say("Ô màu vàng: ô để điền.")),
        (styles.remark, speaker.say("Ô màu xám: tự tính hoặc là số liệu kỳ trước, không điền.")),
    )
    for number, (colour, meaning) in enumerate(meanings):
        sheet.write_blank(row + number, 0, None, colour)
        sheet.write_string(row + number, 1, meaning, styles.text)
    return row + len(meanings)


def period_facts(period: str, level: str, speaker: Speaker) -> list[str]:
    """The period, the days its data cover, the day a report of `level` is due."""
    first, last = window(period)
    return [
        speaker.say("Kỳ báo cáo: {period}", period=speaker.period(period)),
        speaker.say("Số liệu từ {first} đến {last}", first=speaker.day(first), last=speaker.day(last)),
        speaker.say("Hạn nộp: {day}", day=speaker.day(due_date(period, level))),
    ]


def shared_steps(speaker: Speaker) -> list[str]:
    """What holds for every template."""
    return [
        speaker.say("Không phát sinh thì ghi 0. Chưa có số liệu thì để trống: ô trống không được tính là 0."),
        speaker.say(
            "Số lượng ghi số nguyên; số tiền tính bằng triệu đồng; tỷ lệ ghi từ 0 đến 100, không ghi dấu %."
        ),
        speaker.say("Ô có mã (có/không, hình thức) chọn trong danh sách của ô."),
    ]


def last_step(speaker: Speaker) -> str:
    """How to hand the file in."""
    return speaker.say(
        "Lưu tệp rồi nộp ở trang Nộp báo cáo; tệp được đọc và kiểm tra trước khi lưu. Không thêm, xóa hay "
        "đổi tên cột, dòng, trang tính."
    )
