"""The files of the illustrative province: a wide sheet per level, a long list. Same values, same bytes."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sample_data.province_figures import story

Cell = str | float | int | None

FOLDER = Path(__file__).parent / "province"
FIRST_HEADINGS = ("STT", "Đơn vị")
SHEET_NAME = "Tổng hợp"
CODE_ROW, LABEL_ROW, FIRST_ROW = 3, 4, 5
FIXED_COLUMNS = 4
_WIDTHS = (6, 24, 20, 12)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A wide sheet: two title rows, a row of codes, a row of labels, then one row a unit.

    `rows` begin with number, unit, parent and day received; the values of `codes` follow.
    """

    title: str
    subtitle: str
    parent_heading: str
    codes: Sequence[str]
    labels: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def write_workbook(stem: str, sheet: Sheet) -> None:
    """Write `sheet` as `<stem>.xlsx`."""
    with xlsxwriter.Workbook(FOLDER / f"{stem}.xlsx") as book:
        book.set_properties({"title": sheet.title, "created": story()["created"]})
        page = book.add_worksheet(SHEET_NAME)
        bold = book.add_format({"bold": True})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        page.write_string(0, 0, sheet.title, bold)
        page.write_string(1, 0, sheet.subtitle)
        _write_head(page, sheet, head)
        for place, row in enumerate(sheet.rows, start=FIRST_ROW):
            _write_row(page, place, row)
        page.freeze_panes(FIRST_ROW, FIXED_COLUMNS)


def write_list(stem: str, header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Write a long list as `<stem>.csv`: the title in row 1, the header in row 2, then `rows`."""
    with (FOLDER / f"{stem}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([story()["title"]] + [""] * (len(header) - 1))
        writer.writerow(header)
        writer.writerows(rows)


def _write_head(page: Worksheet, sheet: Sheet, style: Format) -> None:
    for place, text in enumerate((*FIRST_HEADINGS, sheet.parent_heading, "Ngày nộp")):
        page.merge_range(CODE_ROW, place, LABEL_ROW, place, text, style)
        page.set_column(place, place, _WIDTHS[place])
    for place, (code, label) in enumerate(zip(sheet.codes, sheet.labels, strict=True), start=FIXED_COLUMNS):
        page.write_string(CODE_ROW, place, code, style)
        page.write_string(LABEL_ROW, place, label, style)
    page.set_column(FIXED_COLUMNS, FIXED_COLUMNS + len(sheet.codes) - 1, 16)


def _write_row(page: Worksheet, place: int, row: Sequence[Cell]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            page.write_string(place, column, cell)
        elif cell is not None:
            page.write_number(place, column, cell)
