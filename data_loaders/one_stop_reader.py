"""Reading the one-stop table: dossiers by field of work, three header rows, a total row that is checked."""

from __future__ import annotations

from dataclasses import dataclass

from data_loaders.catalogue.fields import field_named
from data_loaders.catalogue.folding import fold_words, nfc
from data_loaders.catalogue.headers import one_stop_columns
from data_loaders.catalogue.indicators import indicators
from data_loaders.cell_values import read_cell, read_figure
from data_loaders.drafts import Figure, Place, Problem, TableCopy
from data_loaders.numbers import is_blank, read_number
from data_loaders.spreadsheets import CellValue, Sheet, cell_name, text_of
from data_loaders.table_readings import Evidence, TableReading

_FEWEST_COLUMNS = 5
_HEADER_DEPTH = 4
_FIELD_HEADERS = ("linh vuc", "loai ho so", "ten linh vuc", "noi dung cong viec")
_TOTALS = ("tong", "tong cong", "tong so", "cong")
SLOT = "one_stop"


@dataclass(frozen=True, slots=True)
class _Layout:
    top: int
    first: int
    field: int
    columns: dict[int, str]


def read_one_stop(sheet: Sheet) -> list[TableReading]:
    """The one-stop tables on `sheet` (none or one)."""
    layout = _layout(sheet)
    if layout is None:
        return []
    lines = tuple(text for row in range(layout.top) for text in sheet.texts(row) if text)
    evidence = Evidence(lines=lines, sheet=sheet.name, place=Place(sheet=sheet.name))
    reading = TableReading("one_stop", evidence, slots={SLOT})
    totals = _read_fields(sheet, layout, reading)
    _settle_total(sheet, layout, totals, reading)
    reading.tables.append(_copy(sheet, layout))
    return [reading]


def _layout(sheet: Sheet) -> _Layout | None:
    for top in range(min(sheet.height, 40)):
        field = next((c for c, text in enumerate(sheet.texts(top)) if _is_field_header(text)), None)
        if field is None:
            continue
        for depth in range(_HEADER_DEPTH, 0, -1):
            columns = _columns(sheet, top, depth)
            if len(columns) >= _FEWEST_COLUMNS and not _has_numbers(sheet, top + depth - 1, columns):
                return _Layout(top, top + depth, field, columns)
    return None


def _is_field_header(text: str) -> bool:
    folded = fold_words(text)
    return any(folded.startswith(phrase) for phrase in _FIELD_HEADERS)


def _has_numbers(sheet: Sheet, row: int, columns: dict[int, str]) -> bool:
    """Whether a row that is taken for a header holds figures (so it is the first row of the table)."""
    return sum(_is_number(sheet.value(row, c)) for c in columns) > len(columns) / 2


def _is_number(value: CellValue) -> bool:
    """Whether a cell holds a number, also one written as text (a CSV, a Word table)."""
    return isinstance(value, float | int) or (isinstance(value, str) and not is_blank(value) and not read_number(value).error)


def _columns(sheet: Sheet, top: int, depth: int) -> dict[int, str]:
    """Which column holds which indicator; a column that fits none or an indicator taken twice is left out."""
    found: dict[int, str] = {}
    for column in range(sheet.width):
        header = _header(sheet, top, depth, column)
        fitting = [one.indicator for one in one_stop_columns() if header and one.matches(header)]
        if len(fitting) == 1 and fitting[0] not in found.values():
            found[column] = fitting[0]
    return found


def _header(sheet: Sheet, top: int, depth: int, column: int) -> str:
    parts: list[str] = []
    for row in range(top, top + depth):
        text = sheet.spread_text(row, column)
        if text and text not in parts:
            parts.append(text)
    return " / ".join(parts)


def _read_fields(sheet: Sheet, layout: _Layout, reading: TableReading) -> int | None:
    """Read the rows of the fields; return the total row, or None."""
    for row in range(layout.first, sheet.height):
        texts = [sheet.text(row, c) for c in range(layout.field + 1)]
        if any(fold_words(text) in _TOTALS for text in texts):
            return row
        label = sheet.text(row, layout.field)
        if label and any(sheet.text(row, c) for c in layout.columns):
            _read_row(sheet, layout, row, _breakdown(sheet, layout, row, label, reading), reading)
    return None


def _breakdown(sheet: Sheet, layout: _Layout, row: int, label: str, reading: TableReading) -> str:
    if field := field_named(label):
        return field.breakdown
    place = Place(sheet=sheet.name, cell=cell_name(row, layout.field))
    reading.problems.append(Problem("unknown_field", place, "", label, {"label": label}))
    return f"field:{nfc(label)}"[:80]


def _read_row(sheet: Sheet, layout: _Layout, row: int, breakdown: str, reading: TableReading) -> None:
    taken = {(one.indicator, one.breakdown): one for one in reading.figures}
    for column, indicator_id in layout.columns.items():
        figure, problems = _figure(sheet, (row, column), indicator_id, breakdown, layout)
        reading.problems += problems
        if figure and (first := taken.get((indicator_id, breakdown))):
            reading.problems.append(_twice(figure, first, indicators()[indicator_id].name_vi))
        elif figure:
            reading.figures.append(figure)


def _figure(
    sheet: Sheet, at: tuple[int, int], indicator_id: str, breakdown: str, layout: _Layout
) -> tuple[Figure | None, list[Problem]]:
    indicator = indicators()[indicator_id]
    label = sheet.text(at[0], layout.field) or "Tổng"
    return read_figure(
        sheet,
        at,
        indicator,
        name=f"{label}: {indicator.name_vi}",
        measure="",
        make=lambda **read: Figure(
            indicator=indicator_id, source="table", slot=SLOT, breakdown=breakdown, **read
        ),
    )


def _twice(figure: Figure, first: Figure, name: str) -> Problem:
    details = {"name": name, "first": first.quote, "first_place": first.place.cell, "value": figure.quote}
    return Problem("duplicate_row", figure.place, figure.indicator, figure.quote, details)


def _settle_total(sheet: Sheet, layout: _Layout, total: int | None, reading: TableReading) -> None:
    """Check the total row against the fields; where there are no fields, the totals are the figures."""
    if total is None:
        return
    if not reading.figures:
        _read_row(sheet, layout, total, "", reading)
        return
    for column, indicator_id in layout.columns.items():
        stated = read_cell(sheet, (total, column), indicators()[indicator_id]).value
        parts = [one.value for one in reading.figures if one.indicator == indicator_id]
        if stated is not None and parts and stated != sum(parts):
            reading.problems.append(_total_problem(sheet, (total, column), indicator_id, sum(parts)))


def _total_problem(sheet: Sheet, at: tuple[int, int], indicator_id: str, computed: float) -> Problem:
    written = sheet.text(*at)
    details = {"name": indicators()[indicator_id].name_vi, "stated": written, "computed": text_of(computed)}
    place = Place(sheet=sheet.name, cell=cell_name(*at))
    return Problem("total_mismatch", place, indicator_id, written, details)


def _copy(sheet: Sheet, layout: _Layout) -> TableCopy:
    rows = tuple(
        tuple(sheet.spread_text(row, c) if row < layout.first else sheet.text(row, c) for c in range(sheet.width))
        for row in range(layout.top, sheet.height)
        if any(sheet.texts(row))
    )
    title = next((text for row in range(layout.top) for text in sheet.texts(row) if "một cửa" in text.lower()), sheet.name)
    return TableCopy(title, Place(sheet=sheet.name), rows)
