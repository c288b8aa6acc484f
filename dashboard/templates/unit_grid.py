"""The table of a parent's template: a row a unit, a column a row of the forms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from dashboard.templates.entry_rules import contradiction, entry_rule
from dashboard.templates.form_grid import FORMS, FormGrid
from dashboard.templates.form_sheet import close
from dashboard.templates.template_styles import TemplateStyles
from dashboard.words.office_names import kind_and_name
from dashboard.words.wording import Speaker
from data_loaders.catalogue.forms import FormRow, form_titles
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.units import Unit, units
from data_loaders.files.cell_notes import FOR_SHOW

HEADER, FIRST_ROW, FIRST_COLUMN = 4, 7, 3
_A3, _LABEL_HEIGHT = 8, 118


class RowGrid(FormGrid):
    """The forms laid out in one row of a table of units: the cells of row `at` (from 0)."""

    def __init__(self, level: str, at: int) -> None:
        """Lay the columns of `level` out in row `at`."""
        super().__init__(level)
        self.at = at

    def cell(self, indicator: str, breakdown: str, *, of: int) -> str:  # noqa: ARG002
        """The cell of an indicator, "" when it has no column."""
        column = _columns(self.level).get((indicator, breakdown))
        return "" if column is None else f"{xl_col_to_name(column)}{self.at + 1}"


@cache
def grid_rows(level: str) -> tuple[FormRow, ...]:
    """The rows of all forms that units of `level` state something in, in printed order."""
    grid = FormGrid(level)
    return tuple(row for form in FORMS for row in grid.rows(form) if row.indicator)


@cache
def _columns(level: str) -> dict[tuple[str, str], int]:
    """The column (from 0) of each indicator and breakdown."""
    return {(row.indicator, row.breakdown): FIRST_COLUMN + n for n, row in enumerate(grid_rows(level))}


class UnitGrid:
    """Writes the sheet to fill in."""

    def __init__(
        self, book: xlsxwriter.Workbook, styles: TemplateStyles, level: str, speaker: Speaker
    ) -> None:
        """Take what the workbook shares."""
        self._book, self._styles, self._speaker = book, styles, speaker
        self._level, self._rows = level, grid_rows(level)

    def write(self, parent: Unit, below: Sequence[Unit], period: str) -> None:
        """Add the sheet with a row for each unit of `below`."""
        sheet = self._book.add_worksheet("Bảng nhập")
        self._write_heading(sheet, parent, period)
        self._write_headers(sheet)
        for number, unit in enumerate(below):
            self._write_unit(sheet, FIRST_ROW + number, unit, number + 1)
        end = FIRST_ROW + len(below)
        self._write_total(sheet, end)
        self._guard(sheet, end)
        self._finish(sheet, end)

    def _write_heading(self, sheet: Worksheet, parent: Unit, period: str) -> None:
        sheet.write_string(0, 0, f"UBND {parent.full_name}".upper(), self._styles.office)
        title = f"Số liệu báo cáo cải cách hành chính của các đơn vị thuộc {kind_and_name(parent)}"
        sheet.write_string(1, 0, title, self._styles.office)
        sheet.write_string(2, 0, f"Kỳ báo cáo: {Speaker('vi').period(period)}", self._styles.office)

    def _write_headers(self, sheet: Worksheet) -> None:
        for column, text in enumerate(("STT", "Đơn vị", "Trực thuộc")):
            sheet.merge_range(HEADER, column, FIRST_ROW - 1, column, text, self._styles.head)
        write_columns(sheet, self._styles, self._rows, first=FIRST_COLUMN, top=HEADER)
        check = FIRST_COLUMN + len(self._rows)
        sheet.write_string(FIRST_ROW - 1, check, self._speaker.say("Tự kiểm tra"), self._styles.check)

    def _write_unit(self, sheet: Worksheet, at: int, unit: Unit, number: int) -> None:
        grid = RowGrid(self._level, at)
        sheet.set_row(at, 20)
        sheet.write_number(at, 0, number, self._styles.centre)
        sheet.write_string(at, 1, unit.full_name, self._styles.label)
        above = units()[unit.parent].full_name if unit.parent else ""
        sheet.write_string(at, 2, above, self._styles.label)
        for column, row in enumerate(self._rows, start=FIRST_COLUMN):
            self._write_cell(sheet, (at, column), grid.rate_formula(row), row)
        formula = self._check_formula(grid)
        sheet.write_formula(at, FIRST_COLUMN + len(self._rows), formula, self._styles.check, "")

    def _write_cell(self, sheet: Worksheet, at: tuple[int, int], formula: str, row: FormRow) -> None:
        one = indicators()[row.indicator]
        if formula:
            sheet.write_formula(*at, formula, self._styles.calculated, "")
        else:
            sheet.write_blank(*at, None, self._styles.number(one))

    def _check_formula(self, grid: RowGrid) -> str:
        """All contradictions of one unit, each with the code of its column."""
        pieces = [
            f'IF({one.formula},"{row.code}: {contradiction(one, self._speaker)}","")'
            for row in self._rows
            for one in grid.checks(row)
        ]
        return f"={'&'.join(pieces)}" if pieces else '=""'

    def _write_total(self, sheet: Worksheet, at: int) -> None:
        sheet.merge_range(at, 0, at, FIRST_COLUMN - 1, "Tổng cộng", self._styles.heading)
        total = RowGrid(self._level, at)
        for column, row in enumerate(self._rows, start=FIRST_COLUMN):
            one = indicators()[row.indicator]
            cells = f"{xl_col_to_name(column)}{FIRST_ROW + 1}:{xl_col_to_name(column)}{at}"
            summed = f'=IF(COUNT({cells})+{FOR_SHOW}=0,"",SUM({cells}))' if one.aggregation == "sum" else ""
            if formula := total.rate_formula(row) or summed:
                sheet.write_formula(at, column, formula, self._styles.calculated, "")
            else:
                sheet.write_blank(at, column, None, self._styles.remark)

    def _guard(self, sheet: Worksheet, end: int) -> None:
        """Validation of each column, and a tint where a value contradicts another."""
        first = RowGrid(self._level, FIRST_ROW)
        for column, row in enumerate(self._rows, start=FIRST_COLUMN):
            if first.rate_formula(row):
                continue
            rule = dict(entry_rule(indicators()[row.indicator], self._speaker))
            sheet.data_validation(FIRST_ROW, column, end - 1, column, rule)
            for check in first.checks(row):
                wrong = {"type": "formula", "criteria": f"={check.formula}", "format": self._styles.wrong}
                sheet.conditional_format(FIRST_ROW, column, end - 1, column, wrong)

    def _finish(self, sheet: Worksheet, end: int) -> None:
        for column, width in enumerate((6, 26, 24)):
            sheet.set_column(column, column, width)
        last = FIRST_COLUMN + len(self._rows)
        sheet.set_column(FIRST_COLUMN, last - 1, 11)
        sheet.set_column(last, last, 60)
        finish_wide(sheet, self._rows, end, last - 1)
        sheet.set_selection(FIRST_ROW, FIRST_COLUMN, FIRST_ROW, FIRST_COLUMN)


def write_columns(
    sheet: Worksheet, styles: TemplateStyles, rows: Sequence[FormRow], *, first: int, top: int
) -> None:
    """Three header rows: the form's title over its columns, the code, the label with its unit."""
    column = first
    for form, group in groupby(rows, key=lambda row: row.form):
        count = len(list(group))
        title = f"{form}. {form_titles()[form]}"
        if count > 1:
            sheet.merge_range(top, column, top, column + count - 1, title, styles.head)
        else:
            sheet.write_string(top, column, title, styles.head)
        column += count
    for number, row in enumerate(rows, start=first):
        sheet.write_string(top + 1, number, row.code, styles.code)
        sheet.write_string(top + 2, number, _labelled(row), styles.remark_head)
    sheet.set_row(top, 34)
    sheet.set_row(top + 2, _LABEL_HEIGHT)


def finish_wide(sheet: Worksheet, rows: Sequence[FormRow], end: int, last: int) -> None:
    """Freeze names and header, lock, print on A3 with names and header on every page."""
    close(sheet, header=FIRST_ROW, columns=FIRST_COLUMN)
    sheet.repeat_rows(HEADER, FIRST_ROW - 1)
    sheet.repeat_columns(0, FIRST_COLUMN - 1)
    sheet.set_paper(_A3)
    sheet.fit_to_pages(0, 0)
    sheet.fit_page = False
    sheet.set_print_scale(60)
    sheet.print_area(0, 0, end, last)
    starts = [n for n, row in enumerate(rows) if n and row.form != rows[n - 1].form]
    sheet.set_v_pagebreaks([FIRST_COLUMN + n for n in starts])


def _labelled(row: FormRow) -> str:
    """The label with its unit of measure; in brackets, so that a column is not taken for one of units."""
    kind = indicators()[row.indicator].kind
    return f"{row.label} (triệu đồng)" if kind == "money" else row.label
