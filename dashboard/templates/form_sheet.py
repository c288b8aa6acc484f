"""One official form on a sheet: heading, table in the official columns, last period's values beside it."""

from __future__ import annotations

from collections.abc import Callable

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dashboard.downloads.row_heights import row_height
from dashboard.templates.entry_rules import contradiction, entry_rule, measure_of, money_factor_of
from dashboard.templates.form_grid import FIRST_ROW, VALUE, FormGrid, sheet_name
from dashboard.templates.previous_figures import PreviousFigures
from dashboard.templates.template_styles import TemplateStyles
from dashboard.words.office_names import kind_and_name, office_lines
from dashboard.words.wording import Speaker
from data_loaders.catalogue.forms import FormRow, form_titles
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.units import Unit

_ONE_PAGE = 24
_WIDTHS = (7, 64, 18, 14, 26, 13, 19, 38)
_NUMBER, _LABEL, _MEASURE, _VALUE, _NOTE, _BEFORE, _BEFORE_OF, _CHECK = range(8)
_PASSWORDLESS = {"format_columns": True, "format_rows": True}


class FormSheet:
    """Writes the form `form` of a template for `unit` and `period`."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        styles: TemplateStyles,
        grid: FormGrid,
        previous: PreviousFigures,
        speaker: Speaker,
    ) -> None:
        """Take what all forms of one workbook share."""
        self._book, self._styles, self._grid = book, styles, grid
        self._previous, self._speaker = previous, speaker

    def write(self, form: int, unit: Unit, period: str) -> None:
        """Add the sheet."""
        sheet = self._book.add_worksheet(sheet_name(form))
        _write_heading(sheet, self._styles, form, unit, period)
        self._write_head(sheet)
        rows = self._grid.rows(form)
        for number, row in enumerate(rows):
            self._write_row(sheet, FIRST_ROW + number, row, unit)
        self._finish(sheet, FIRST_ROW + len(rows))

    def _write_head(self, sheet: Worksheet) -> None:
        say = self._speaker.say
        official = ["STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số lượng/ Tỷ lệ", "Ghi chú"]
        for column, text in enumerate([*official, say("Kỳ trước"), say("Số của kỳ trước nào")]):
            sheet.write_string(FIRST_ROW - 1, column, text, self._styles.head)
        sheet.set_row(FIRST_ROW - 1, 34)
        sheet.write_string(FIRST_ROW - 1, _CHECK, say("Tự kiểm tra"), self._styles.check)

    def _write_row(self, sheet: Worksheet, at: int, row: FormRow, unit: Unit) -> None:
        styles = self._styles
        measure = measure_of(indicators()[row.indicator], row.unit) if row.indicator else ""
        sheet.set_row(at, row_height((row.label, _WIDTHS[_LABEL]), (measure, _WIDTHS[_MEASURE])))
        sheet.write_string(at, _NUMBER, row.row, styles.centre)
        sheet.write_string(at, _LABEL, row.label, styles.label if "." in row.row else styles.heading)
        if not row.indicator:
            for column in range(_MEASURE, _CHECK):
                sheet.write_blank(at, column, None, styles.centre)
            return
        sheet.write_string(at, _MEASURE, measure, styles.centre)
        sheet.write_blank(at, _NOTE, None, styles.note)
        self._write_value(sheet, at, row)
        self._write_previous(sheet, at, row, unit)
        self._write_checks(sheet, at, row)

    def _write_value(self, sheet: Worksheet, at: int, row: FormRow) -> None:
        one = indicators()[row.indicator]
        if formula := self._grid.rate_formula(row):
            sheet.write_formula(at, _VALUE, formula, self._styles.calculated, "")
            return
        sheet.write_blank(at, _VALUE, None, self._styles.number(one))
        sheet.data_validation(at, _VALUE, at, _VALUE, dict(entry_rule(one, self._speaker)))

    def _write_previous(self, sheet: Worksheet, at: int, row: FormRow, unit: Unit) -> None:
        one = indicators()[row.indicator]
        found = self._previous.of(unit.code, one.id, row.breakdown)
        if found is None:
            sheet.write_blank(at, _BEFORE, None, self._styles.remark)
            sheet.write_blank(at, _BEFORE_OF, None, self._styles.remark)
            return
        value, period = found
        sheet.write_number(
            at, _BEFORE, round(value / money_factor_of(one), 6), self._styles.locked_number(one)
        )
        sheet.write_string(at, _BEFORE_OF, self._speaker.period(period), self._styles.remark)

    def _write_checks(self, sheet: Worksheet, at: int, row: FormRow) -> None:
        pieces = [
            f'IF({one.formula},"{contradiction(one, self._speaker)}","")' for one in self._grid.checks(row)
        ]
        if pieces:
            sheet.write_formula(at, _CHECK, f"={'&'.join(pieces)}", self._styles.check, "")

    def _finish(self, sheet: Worksheet, end: int) -> None:
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.ignore_errors({"number_stored_as_text": f"A1:A{end}"})
        wrong = {"type": "formula", "criteria": f"=LEN($H{FIRST_ROW + 1})>0", "format": self._styles.wrong}
        sheet.conditional_format(f"{VALUE}{FIRST_ROW + 1}:{VALUE}{end}", wrong)
        close(sheet, header=FIRST_ROW, columns=2)
        sheet.fit_to_pages(1, 1 if end - FIRST_ROW <= _ONE_PAGE else 0)
        sheet.print_area(0, 0, end - 1, _NOTE)
        sheet.set_selection(FIRST_ROW, _VALUE, FIRST_ROW, _VALUE)


def close(sheet: Worksheet, *, header: int, columns: int) -> None:
    """Protect without a password, freeze the header and print on A4 across, one page wide."""
    sheet.protect("", dict(_PASSWORDLESS))
    sheet.freeze_panes(header, columns)
    sheet.repeat_rows(header - 1)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(0.6, 0.5, 0.6, 0.6)
    sheet.set_footer("&R&P/&N")


def _write_heading(sheet: Worksheet, styles: TemplateStyles, form: int, unit: Unit, period: str) -> None:
    """The lines above the table, by which unit and period are recognised."""
    for row, line in enumerate(office_lines(unit)):
        sheet.write_string(row, 0, line, styles.office)
    merged: Callable[..., object] = sheet.merge_range
    merged(2, 0, 2, _NOTE, sheet_name(form).upper(), styles.title)
    merged(3, 0, 3, _NOTE, form_titles()[form], styles.title)
    merged(4, 0, 4, _NOTE, f"({attached_to(unit, period)})", styles.subtitle)


def attached_to(unit: Unit, period: str) -> str:
    """The line that says whose report and of which period the table belongs to."""
    name = Speaker("vi").period(period)
    return f"Kèm theo Báo cáo CCHC {name[:1].lower()}{name[1:]} của UBND {kind_and_name(unit)}"
