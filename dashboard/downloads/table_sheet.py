"""One table on a sheet of a workbook: typed cells, title and remarks on top, ready to filter and to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.downloads.row_heights import row_height

FONT, HEAD = "Times New Roman", "#DCE6F2"
_A3, _A4, _FITS_A_PAGE = 8, 9, 330
_NUMBERS = {"count": "#,##0", "percent": "0.0", "money": "#,##0.0", "decimal": "#,##0.0", "code": "0"}
_RUN_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_TEXT = 32_767


@dataclass(frozen=True, slots=True)
class Number:
    """A number whose kind is its own, not its column's."""

    value: float
    kind: str


Cell = str | float | int | Number | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: heading, width in characters, `kind` text, count, percent, money (million đồng) or code."""

    heading: str
    width: float
    kind: str = "text"


class TableSheets:
    """Adds sheets of one look to a workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        """Add the formats to `book`."""
        self._book = book
        base = {"font_name": FONT, "font_size": 12, "valign": "top"}
        ruled = {**base, "border": 1, "border_color": "#B8C0CC"}
        self._title = book.add_format({**base, "bold": True, "font_size": 14})
        self._remark = book.add_format({**base, "italic": True, "font_color": "#5B6878"})
        self._head = book.add_format(
            {**ruled, "bold": True, "text_wrap": True, "align": "center", "bg_color": HEAD}
        )
        self._text = book.add_format({**ruled, "text_wrap": True})
        self._guarded = book.add_format({**ruled, "text_wrap": True, "quote_prefix": True})
        self._absent = book.add_format({**ruled, "align": "right", "font_color": "#8996A5"})
        self._numbers = {kind: book.add_format({**ruled, "num_format": f}) for kind, f in _NUMBERS.items()}

    def add(
        self,
        name: str,
        *,
        title: str,
        remarks: Sequence[str],
        columns: Sequence[SheetColumn],
        rows: Sequence[Sequence[Cell]],
        frozen: int = 1,
    ) -> Worksheet:
        """Add the sheet; `frozen` columns stay in sight. A text among numbers says why there is none."""
        sheet = self._book.add_worksheet(name)
        sheet.write_string(0, 0, title, self._title)
        for number, line in enumerate(remarks, start=1):
            sheet.write_string(number, 0, line, self._remark)
        header = len(remarks) + 2
        self._write_head(sheet, header, columns)
        for number, row in enumerate(rows, start=header + 1):
            sheet.set_row(number, _height(row, columns))
            for column, (value, about) in enumerate(zip(row, columns, strict=True)):
                self._write(sheet, (number, column), value, about.kind)
        _finish(sheet, header, rows=len(rows), columns=columns, frozen=frozen)
        return sheet

    def _write_head(self, sheet: Worksheet, row: int, columns: Sequence[SheetColumn]) -> None:
        sheet.set_row(row, _height([one.heading for one in columns], columns))
        for number, column in enumerate(columns):
            sheet.write_string(row, number, column.heading, self._head)
            sheet.set_column(number, number, column.width)

    def _write(self, sheet: Worksheet, at: tuple[int, int], value: Cell, kind: str) -> None:
        if isinstance(value, Number):
            value, kind = value.value, value.kind
        if isinstance(value, str):
            sheet.write_string(*at, value[:_LONGEST_TEXT], self._format_of_text(value, kind))
        elif value is None or pd.isna(value):
            sheet.write_blank(*at, None, self._text)
        else:
            sheet.write_number(*at, value, self._numbers.get(kind, self._text))

    def _format_of_text(self, text: str, kind: str) -> Format:
        if kind != "text":
            return self._absent
        return self._guarded if text.startswith(_RUN_AS_FORMULA) else self._text


def _height(row: Sequence[Cell], columns: Sequence[SheetColumn]) -> float:
    """The points a row needs for its longest wrapped text."""
    return row_height(
        *((one, about.width) for one, about in zip(row, columns, strict=True) if isinstance(one, str)),
        ("", 1),
    )


def _finish(sheet: Worksheet, header: int, *, rows: int, columns: Sequence[SheetColumn], frozen: int) -> None:
    sheet.autofilter(header, 0, header + max(rows, 1), len(columns) - 1)
    sheet.freeze_panes(header + 1, frozen)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.repeat_rows(header)
    sheet.set_footer("&L&A&R&P/&N")
    if sum(one.width for one in columns) <= _FITS_A_PAGE:
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_paper(_A3)
        sheet.set_print_scale(60)
        sheet.repeat_columns(0, frozen - 1)
