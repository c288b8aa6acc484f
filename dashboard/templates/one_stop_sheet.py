"""The one-stop table of a template: dossiers by field of work, totals computed."""

from __future__ import annotations

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from dashboard.downloads.row_heights import row_height
from dashboard.templates.entry_rules import entry_rule
from dashboard.templates.form_sheet import attached_to, close
from dashboard.templates.template_styles import TemplateStyles
from dashboard.words.office_names import office_lines
from dashboard.words.wording import Speaker
from data_loaders.catalogue.fields import fields
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.units import Unit
from data_loaders.files.cell_notes import FOR_SHOW

NAME = "Một cửa"
HEADER, FIRST_ROW, FIRST_COLUMN = 5, 8, 2
COLUMNS = (
    "dossiers_same_day_resolved",
    "dossiers_same_day_saturday",
    "dossiers_same_day_on_time",
    "dossiers_same_day_overdue",
    "dossiers_appointment_received",
    "dossiers_appointment_received_saturday",
    "dossiers_appointment_resolved",
    "dossiers_appointment_on_time",
    "dossiers_appointment_overdue",
    "dossiers_appointment_pending",
)
_TITLE = "Kết quả tiếp nhận, giải quyết công việc tại bộ phận một cửa"
_GROUPS = (
    (5, 2, 5, 5, "Số hồ sơ giải quyết trong ngày (Không phải ghi giấy hẹn)"),
    (5, 6, 5, 11, "Số hồ sơ giải quyết phải ghi giấy hẹn"),
    (6, 6, 6, 7, "Hồ sơ nhận"),
    (6, 8, 6, 10, "Hồ sơ đã giải quyết"),
    (5, 0, 7, 0, "STT"),
    (5, 1, 7, 1, "Lĩnh vực công việc thực hiện cơ chế một cửa"),
    (6, 2, 7, 2, "Tổng số"),
    (6, 3, 7, 3, "Giải quyết trong ngày thứ 7"),
    (6, 4, 7, 4, "Đúng thời gian"),
    (6, 5, 7, 5, "Trễ thời gian"),
    (6, 11, 7, 11, "Hồ sơ đang giải quyết"),
    (5, 12, 7, 12, "Ghi chú"),
)
_UNDER_GROUPS = ("Tổng số", "Tiếp nhận ngày thứ 7", "Tổng số", "Đúng hẹn", "Trễ hẹn")
_WIDTHS = (6, 36, *(11,) * 10, 22, 40)
_NOTE, _CHECK = 12, 13


def write_one_stop(
    book: xlsxwriter.Workbook, styles: TemplateStyles, unit: Unit, *, period: str, speaker: Speaker
) -> None:
    """Add the sheet for `unit` and `period`."""
    sheet = book.add_worksheet(NAME)
    _write_heading(sheet, styles, unit, period)
    _write_header(sheet, styles, speaker)
    names = [one.name_vi for one in fields().values()]
    for number, name in enumerate(names):
        _write_field(sheet, FIRST_ROW + number, name, styles, speaker)
    _write_totals(sheet, FIRST_ROW + len(names), styles)
    _finish(sheet, FIRST_ROW + len(names) + 1, styles)


def _write_heading(sheet: Worksheet, styles: TemplateStyles, unit: Unit, period: str) -> None:
    for row, line in enumerate(office_lines(unit)):
        sheet.write_string(row, 0, line, styles.office)
    sheet.merge_range(2, 0, 2, _NOTE, _TITLE, styles.title)
    sheet.merge_range(3, 0, 3, _NOTE, f"({attached_to(unit, period)})", styles.subtitle)


def _write_header(sheet: Worksheet, styles: TemplateStyles, speaker: Speaker) -> None:
    for top, left, bottom, right, text in _GROUPS:
        sheet.merge_range(top, left, bottom, right, text, styles.head)
    for column, text in enumerate(_UNDER_GROUPS, start=6):
        sheet.write_string(7, column, text, styles.head)
    sheet.write_string(7, _CHECK, speaker.say("Tự kiểm tra"), styles.check)
    sheet.set_row(5, 38)
    sheet.set_row(6, 20)
    sheet.set_row(7, 48)


def _write_field(sheet: Worksheet, row: int, name: str, styles: TemplateStyles, speaker: Speaker) -> None:
    sheet.set_row(row, row_height((name, _WIDTHS[1])))
    sheet.write_number(row, 0, row - FIRST_ROW + 1, styles.centre)
    sheet.write_string(row, 1, name, styles.label)
    for column, indicator in enumerate(COLUMNS, start=FIRST_COLUMN):
        one = indicators()[indicator]
        sheet.write_blank(row, column, None, styles.number(one))
        sheet.data_validation(row, column, row, column, dict(entry_rule(one, speaker)))
    sheet.write_blank(row, _NOTE, None, styles.note)
    sheet.write_formula(row, _CHECK, _check_formula(row, speaker), styles.check, "")


def _check_formula(row: int, speaker: Speaker) -> str:
    """Totals beside their parts: same-day dossiers, then dossiers with an appointment."""
    same, on_time, late, resolved, kept, missed = (xl_rowcol_to_cell(row, c) for c in (2, 4, 5, 8, 9, 10))
    first = speaker.say("Giải quyết trong ngày: tổng khác đúng + trễ. ")
    second = speaker.say("Có giấy hẹn: đã giải quyết khác đúng hẹn + trễ hẹn. ")
    return (
        f'=IF(AND(COUNT({same},{on_time},{late})=3,{same}<>{on_time}+{late}),"{first}","")'
        f'&IF(AND(COUNT({resolved},{kept},{missed})=3,{resolved}<>{kept}+{missed}),"{second}","")'
    )


def _write_totals(sheet: Worksheet, row: int, styles: TemplateStyles) -> None:
    sheet.merge_range(row, 0, row, 1, "Tổng", styles.heading)
    for column in range(FIRST_COLUMN, FIRST_COLUMN + len(COLUMNS)):
        cells = f"{xl_rowcol_to_cell(FIRST_ROW, column)}:{xl_rowcol_to_cell(row - 1, column)}"
        formula = f'=IF(COUNT({cells})+{FOR_SHOW}=0,"",SUM({cells}))'
        sheet.write_formula(row, column, formula, styles.calculated, "")
    sheet.write_blank(row, _NOTE, None, styles.centre)


def _finish(sheet: Worksheet, end: int, styles: TemplateStyles) -> None:
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    wrong = {"type": "formula", "criteria": f"=LEN($N{FIRST_ROW + 1})>0", "format": styles.wrong}
    sheet.conditional_format(FIRST_ROW, FIRST_COLUMN, end - 2, 11, wrong)
    close(sheet, header=FIRST_ROW, columns=2)
    sheet.repeat_rows(HEADER, FIRST_ROW - 1)
    sheet.print_area(0, 0, end - 1, _NOTE)
