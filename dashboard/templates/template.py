"""Templates to fill in and hand in: all forms of one unit, or one table of the units below a parent."""

from __future__ import annotations

import io

import xlsxwriter
from sqlalchemy import Connection

from dashboard.analysis.selection import Selection, expected_units
from dashboard.downloads.export import file_name
from dashboard.templates.form_grid import FORMS, FormGrid
from dashboard.templates.form_sheet import FormSheet
from dashboard.templates.guide_sheet import last_step, period_facts, shared_steps, write_guide
from dashboard.templates.one_stop_sheet import write_one_stop
from dashboard.templates.previous_figures import previous_figures
from dashboard.templates.previous_sheet import write_previous
from dashboard.templates.template_styles import template_styles
from dashboard.templates.unit_grid import UnitGrid
from dashboard.words.office_names import kind_and_name
from dashboard.words.wording import Speaker
from data_loaders.catalogue.forms import form_rows
from data_loaders.catalogue.units import Unit, units

_FORM_IDS = tuple(dict.fromkeys(row.indicator for row in form_rows() if row.indicator))


def unit_template(connection: Connection, *, unit_code: str, period: str, language: str = "vi") -> bytes:
    """The seven forms and the one-stop table for one unit and period, as .xlsx.

    Official labels stay Vietnamese in every `language`: readers recognise the rows by them.
    """
    unit, speaker = units()[unit_code], Speaker(language)
    previous = previous_figures(connection, units=[unit_code], period=period, ids=_FORM_IDS)
    stream = io.BytesIO()
    with _workbook(stream) as book:
        styles = template_styles(book)
        title = speaker.say("Biểu mẫu báo cáo cải cách hành chính của {unit}", unit=kind_and_name(unit))
        facts = period_facts(period, unit.level, speaker)
        write_guide(book, styles, title=title, facts=facts, steps=_unit_steps(speaker), speaker=speaker)
        forms = FormSheet(book, styles, FormGrid(unit.level), previous, speaker)
        for form in FORMS:
            forms.write(form, unit, period)
        write_one_stop(book, styles, unit, period=period, speaker=speaker)
    return stream.getvalue()


def parent_template(
    connection: Connection, *, parent_code: str, level: str, period: str, language: str = "vi"
) -> bytes:
    """One table with a row for each unit of `level` below the parent in `period`, as .xlsx."""
    parent, speaker = units()[parent_code], Speaker(language)
    below = template_units(parent_code, level, period)
    codes = [one.code for one in below]
    previous = previous_figures(connection, units=codes, period=period, ids=_FORM_IDS)
    stream = io.BytesIO()
    with _workbook(stream) as book:
        styles = template_styles(book)
        title = speaker.say("Bảng nhập số liệu các đơn vị thuộc {unit}", unit=kind_and_name(parent))
        facts = period_facts(period, level, speaker)
        write_guide(book, styles, title=title, facts=facts, steps=_parent_steps(speaker), speaker=speaker)
        UnitGrid(book, styles, level, speaker).write(parent, below, period)
        write_previous(book, styles, previous, below, speaker)
    return stream.getvalue()


def template_units(parent_code: str, level: str, period: str) -> tuple[Unit, ...]:
    """The units a parent's template has a row for, those of one parent together."""
    below = expected_units(Selection(period, parent_code, level))
    return tuple(
        sorted(below, key=lambda one: (units()[one.parent].sort_key if one.parent else "", one.sort_key))
    )


def unit_template_name(unit_code: str, period: str) -> str:
    """The file name: "bieu-mau-xa-tien-dong-huyen-tu-ky-tinh-hai-duong-quy-iii-2023.xlsx"."""
    return file_name(f"bieu mau {kind_and_name(units()[unit_code])} {Speaker('vi').period(period)}", "xlsx")


def parent_template_name(parent_code: str, level: str, period: str) -> str:
    """The file name: "bang-nhap-cap-xa-huyen-tu-ky-tinh-hai-duong-quy-iii-2023.xlsx"."""
    said = Speaker("vi")
    return file_name(
        f"bang nhap {said.level(level)} {kind_and_name(units()[parent_code])} {said.period(period)}", "xlsx"
    )


def _workbook(stream: io.BytesIO) -> xlsxwriter.Workbook:
    return xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )


def _unit_steps(speaker: Speaker) -> list[str]:
    return [
        speaker.say(
            "Điền cột Số lượng/ Tỷ lệ của bảy biểu mẫu và bảng Một cửa; phần giải thích ghi ở cột Ghi chú."
        ),
        *shared_steps(speaker),
        speaker.say("Tỷ lệ tính được từ hai dòng bên dưới thì tự hiện ra, không phải điền."),
        speaker.say(
            "Cột Tự kiểm tra bên phải báo số liệu không khớp; sửa đến khi cột này trống. Cột này không in."
        ),
        last_step(speaker),
    ]


def _parent_steps(speaker: Speaker) -> list[str]:
    return [
        speaker.say(
            "Trang tính Bảng nhập: mỗi dòng là một đơn vị, mỗi cột là một chỉ tiêu của biểu mẫu 1 đến 7."
        ),
        *shared_steps(speaker),
        speaker.say("Tỷ lệ và tổng cộng tự tính. Đơn vị chưa có báo cáo thì để trống cả dòng."),
        speaker.say("Trang tính Kỳ trước: số liệu gần nhất so sánh được của từng đơn vị, để đối chiếu."),
        last_step(speaker),
    ]
