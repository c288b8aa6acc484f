"""The units' last comparable values beside a parent's template. Readers pass over this sheet."""

from __future__ import annotations

from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dashboard.analysis.sentences import short_period
from dashboard.templates.entry_rules import money_factor_of
from dashboard.templates.previous_figures import PreviousFigures
from dashboard.templates.template_styles import TemplateStyles
from dashboard.templates.unit_grid import (
    FIRST_COLUMN,
    FIRST_ROW,
    HEADER,
    finish_wide,
    grid_rows,
    write_columns,
)
from dashboard.words.wording import Speaker
from data_loaders.catalogue.forms import FormRow
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.units import Unit, units


def write_previous(
    book: xlsxwriter.Workbook,
    styles: TemplateStyles,
    previous: PreviousFigures,
    below: Sequence[Unit],
    speaker: Speaker,
) -> None:
    """Add the sheet: a row a unit of `below`; for each column the newest comparable period with a value."""
    sheet = book.add_worksheet(speaker.say("Kỳ trước"))
    rows = grid_rows(below[0].level) if below else ()
    _write_names(sheet, styles, below, speaker)
    write_columns(sheet, styles, rows, first=FIRST_COLUMN, top=HEADER - 1)
    for column, row in enumerate(rows, start=FIRST_COLUMN):
        _write_column(sheet, column, row, (styles, previous, below, speaker))
    sheet.set_column(FIRST_COLUMN, FIRST_COLUMN + len(rows), 11)
    finish_wide(sheet, rows, FIRST_ROW + len(below) - 1, FIRST_COLUMN + len(rows) - 1)


def _write_names(sheet: Worksheet, styles: TemplateStyles, below: Sequence[Unit], speaker: Speaker) -> None:
    sheet.write_string(0, 0, speaker.say("Số liệu gần nhất so sánh được, để đối chiếu"), styles.office)
    headings = ("", speaker.say("Tên đơn vị (kỳ trước)"), speaker.say("Thuộc đơn vị nào"))
    for column, (text, width) in enumerate(zip(headings, (6, 26, 24), strict=True)):
        sheet.merge_range(HEADER - 1, column, FIRST_ROW - 1, column, text, styles.head)
        sheet.set_column(column, column, width)
    sheet.set_row(FIRST_ROW - 1, 32)
    for number, unit in enumerate(below):
        above = units()[unit.parent].full_name if unit.parent else ""
        sheet.write_number(FIRST_ROW + number, 0, number + 1, styles.centre)
        sheet.write_string(FIRST_ROW + number, 1, unit.full_name, styles.label)
        sheet.write_string(FIRST_ROW + number, 2, above, styles.label)


def _write_column(
    sheet: Worksheet,
    column: int,
    row: FormRow,
    shared: tuple[TemplateStyles, PreviousFigures, Sequence[Unit], Speaker],
) -> None:
    styles, previous, below, speaker = shared
    one = indicators()[row.indicator]
    period, values = _newest(previous, row, below)
    sheet.write_string(
        FIRST_ROW - 1, column, short_period(period, speaker) if period else "–", styles.head_small
    )
    for number, value in enumerate(values):
        if value is None:
            sheet.write_blank(FIRST_ROW + number, column, None, styles.remark)
        else:
            shown = round(value / money_factor_of(one), 6)
            sheet.write_number(FIRST_ROW + number, column, shown, styles.locked_number(one))


def _newest(previous: PreviousFigures, row: FormRow, below: Sequence[Unit]) -> tuple[str, list[float | None]]:
    """The newest comparable period in which any of the units states the row, and their values in it."""
    place = "" if below and row.breakdown == f"level:{below[0].level}" else row.breakdown
    for period in previous.comparable(row.indicator):
        values = [previous.at(unit.code, row.indicator, place, period) for unit in below]
        if any(value is not None for value in values):
            return period, values
    return "", [None] * len(below)
