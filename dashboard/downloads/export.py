"""Tables as files for Excel: typed numbers, headings on top, safe from texts that look like formulas."""

from __future__ import annotations

import csv
import gc
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from math import isfinite
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.downloads.native_chart import ChartedTable, NativeChart, draw_chart
from dashboard.words.wording import Speaker
from data_loaders.catalogue.folding import fold_words

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER_FORMATS = {"count": "#,##0", "percent": "0.0", "money": "#,##0", "decimal": "#,##0.0"}
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_WIDEST, _NARROWEST = 60, 8
_VIETNAMESE = Speaker()


def safe_text(text: str) -> str:
    """`text` that no spreadsheet runs as a formula: a leading apostrophe where it could."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def file_name(title: str, ending: str) -> str:
    """A file name without accents: ("Hồ sơ đúng hạn", "xlsx") -> "ho-so-dung-han.xlsx"."""
    return f"{fold_words(title).replace(' ', '-')[:80] or 'bang'}.{ending}"


def to_xlsx(
    frame: pd.DataFrame,
    *,
    columns: Mapping[str, str],
    title: str,
    source: str = "",
    filters: Mapping[str, str] | None = None,
    formats: Mapping[str, str] | None = None,
    chart: NativeChart | None = None,
    say: Speaker = _VIETNAMESE,
) -> bytes:
    """The frame as a workbook: title, filters and source on top, one typed column for each of `columns`.

    `columns` maps a column to its heading, `formats` a column to count, percent, money or decimal. `chart`
    adds a sheet with an Excel chart drawn from the cells.
    """
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        sheet = book.add_worksheet(say.say("Số liệu"))
        bold = book.add_format({"bold": True, "font_size": 13})
        head = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF6"}
        )
        top = _write_lines(sheet, _lines(title, source, filters or {}, say), bold)
        _write_head(sheet, top, list(columns.values()), head)
        with _no_garbage():
            _write_columns(book, sheet, top + 1, frame, columns, formats or {})
        sheet.autofilter(top, 0, top + max(len(frame), 1), max(len(columns) - 1, 0))
        sheet.freeze_panes(top + 1, 1)
        _set_print(sheet, top)
        if chart:
            table = ChartedTable(sheet.name, top, len(frame), list(columns), list(columns.values()))
            draw_chart(book, chart, table, title=title, say=say)
    return stream.getvalue()


def to_csv(
    frame: pd.DataFrame,
    *,
    columns: Mapping[str, str],
    title: str,
    source: str = "",
    filters: Mapping[str, str] | None = None,
    say: Speaker = _VIETNAMESE,
) -> bytes:
    """The frame as CSV with a byte-order mark; the same lines on top as the workbook."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows([safe_text(line)] for line in _lines(title, source, filters or {}, say))
    writer.writerow([])
    writer.writerow([safe_text(text) for text in columns.values()])
    for row in frame[list(columns)].itertuples(index=False):
        writer.writerow([_csv_cell(value) for value in row])
    return stream.getvalue().encode("utf-8-sig")


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Cells make no circles: looking for some again and again takes a tenth of the time of a long table."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _lines(title: str, source: str, filters: Mapping[str, str], say: Speaker) -> list[str]:
    stated = "; ".join(f"{name}: {value}" for name, value in filters.items() if value)
    named = say.say("Nguồn số liệu: {source}", source=source) if source else ""
    dated = say.say("Ngày xuất: {day}", day=say.day(date.today()))
    return [line for line in (title, stated, named, dated) if line]


def _set_print(sheet: Worksheet, header: int) -> None:
    """A4 across, one page wide, the header on every page."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)
    sheet.set_footer("&R&P/&N")


def _write_lines(sheet: Worksheet, lines: list[str], bold: Format) -> int:
    """Write the lines on top; return the row of the table's head."""
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, safe_text(line), *([bold] if row == 0 else []))
    return len(lines) + 1


def _write_head(sheet: Worksheet, row: int, names: Iterable[str], head: Format) -> None:
    for column, name in enumerate(names):
        sheet.write_string(row, column, safe_text(name), head)


def _write_columns(
    book: xlsxwriter.Workbook,
    sheet: Worksheet,
    first_row: int,
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    formats: Mapping[str, str],
) -> None:
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    guarded = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    for position, (name, heading) in enumerate(columns.items()):
        kind = _NUMBER_FORMATS.get(formats.get(name, ""), "General")
        number = book.add_format({"num_format": kind, "valign": "top"})
        values = frame[name].tolist()
        _write_column(sheet, (first_row, position), values, number=number, texts=(wrap, guarded))
        sheet.set_column(position, position, _width(heading, values))


def _write_column(
    sheet: Worksheet,
    first: tuple[int, int],
    values: list[Any],
    *,
    number: Format,
    texts: tuple[Format, Format],
) -> None:
    """One value under the other; texts that could run as a formula in the second of `texts`."""
    start, column = first
    wrap, guarded = texts
    text, figure = sheet.write_string, sheet.write_number
    for row, value in enumerate(values, start):
        if type(value) is str:
            text(row, column, value, guarded if value[:1] in _DANGEROUS else wrap)
        elif type(value) in (int, float) and isfinite(value):
            figure(row, column, value, number)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif _is_number(value):
            figure(row, column, float(value), number)
        elif not _is_blank(value):
            text(row, column, str(value), wrap)


def _csv_cell(value: Any) -> str | int | float:  # noqa: ANN401
    if _is_blank(value):
        return ""
    if _is_number(value):
        return int(value) if float(value).is_integer() else float(value)
    return safe_text(str(value))


def _is_blank(value: Any) -> bool:  # noqa: ANN401
    if type(value) in (int, float):
        return value != value
    return value is None or (pd.api.types.is_scalar(value) and pd.isna(value))


def _is_number(value: Any) -> bool:  # noqa: ANN401
    if type(value) in (int, float):
        return isfinite(value)
    return pd.api.types.is_number(value) and not isinstance(value, bool) and isfinite(value)


def _width(heading: str, values: list[Any]) -> int:
    longest = max((len(str(value)) for value in values[:500] if not _is_blank(value)), default=0)
    return min(_WIDEST, max(_NARROWEST, longest + 2, min(len(heading), 24) + 3))
