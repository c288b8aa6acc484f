"""Reading the one-stop table: dossiers by field of work, a header of any depth, a total that is checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from data_loaders.catalogue.fields import field_named
from data_loaders.catalogue.folding import fold_words, nfc
from data_loaders.catalogue.headers import one_stop_indicators, role_of, speaks_of_dossiers
from data_loaders.catalogue.indicators import indicators
from data_loaders.drafts import Figure, Place, Problem, TableCopy
from data_loaders.files.spreadsheets import Sheet, cell_name
from data_loaders.numbers import is_blank, read_number, shown
from data_loaders.sheets.cell_values import read_cell, read_figure
from data_loaders.sheets.column_problems import column_problems
from data_loaders.sheets.form_columns import names
from data_loaders.sheets.headings import heading_lines
from data_loaders.sheets.table_headers import header_grid, is_column_numbers, is_total
from data_loaders.sheets.table_readings import Evidence, TableReading

_SEARCHED_ROWS = 60
_FEWEST, _FEWEST_WITH_FIELDS = 5, 2
_HEADER_DEPTH = 5
SLOT = "one_stop"


@dataclass(frozen=True, slots=True)
class _Layout:
    """Header rows [top, first), data rows [first, end), the column of fields, the columns by indicator."""

    top: int
    first: int
    end: int
    field: int
    columns: dict[int, str]
    headers: dict[int, list[str]] = field(default_factory=dict)
    doubtful: dict[int, tuple[str, ...]] = field(default_factory=dict)


def read_one_stop(sheet: Sheet) -> list[TableReading]:
    """The one-stop tables on `sheet` from top to bottom."""
    found: list[TableReading] = []
    above = 0
    while layout := _layout(sheet, above):
        found.append(_read(sheet, layout, above))
        above = layout.end
    return found


def _read(sheet: Sheet, layout: _Layout, above: int) -> TableReading:
    lines = heading_lines(sheet, above, layout.top)
    evidence = Evidence(lines=lines, sheet=sheet.name, place=Place(sheet=sheet.name))
    reading = TableReading("one_stop", evidence, slots={SLOT}, rows=range(layout.top, layout.end))
    totals = _read_fields(sheet, layout, reading)
    for row in totals[:1]:
        _settle_total(sheet, layout, row, reading)
    reading.problems += column_problems(
        sheet,
        layout.headers,
        range(layout.first, layout.end),
        {*layout.columns, layout.field},
        layout.doubtful,
    )
    reading.tables.append(_copy(sheet, layout, lines))
    return reading


def _layout(sheet: Sheet, above: int) -> _Layout | None:
    for top in range(above, min(sheet.height, above + _SEARCHED_ROWS)):
        column = next((c for c, text in enumerate(sheet.texts(top)) if _may_head_fields(text)), None)
        if column is not None and (layout := _layout_at(sheet, above, top, column)):
            return layout
    return None


def _layout_at(sheet: Sheet, above: int, top: int, column: int) -> _Layout | None:
    first = _first_row(sheet, top, column)
    top = _group_top(sheet, top, column)
    headers = header_grid(sheet, top, first)
    if any(role_of("wide", text, ("unit",)) for texts in headers.values() for text in texts):
        return None
    right = {c: texts for c, texts in headers.items() if c > column and texts}
    readings = [_settled(one_stop_indicators(parts)) for parts in (right, _own_parts(right))]
    columns, doubtful = max(readings, key=lambda reading: len(reading[0]))
    end = _end(sheet, first, column)
    fields = sum(field_named(sheet.text(row, column)) is not None for row in range(first, end))
    if len(columns) < (_FEWEST_WITH_FIELDS if fields else _FEWEST):
        return None
    if not speaks_of_dossiers([*heading_lines(sheet, above, top), *chain.from_iterable(headers.values())]):
        return None
    return _Layout(top, first, end, column, columns, headers, doubtful)


def _settled(named: dict[int, tuple[str, ...]]) -> tuple[dict[int, str], dict[int, tuple[str, ...]]]:
    """Columns that name one indicator no other names; and those that name several, or one named twice."""
    alone = {column: found[0] for column, found in named.items() if len(found) == 1}
    twice = {one for one in alone.values() if list(alone.values()).count(one) > 1}
    columns = {column: one for column, one in alone.items() if one not in twice}
    doubtful = {column: found for column, found in named.items() if len(found) > 1 or set(found) & twice}
    return columns, doubtful


def _own_parts(headers: dict[int, list[str]]) -> dict[int, list[str]]:
    """The headers without a title that stands over all of them."""
    titled = [texts for texts in headers.values() if not names("note", texts[0])]
    if len({texts[0] for texts in titled}) != 1 or not all(len(texts) > 1 for texts in titled):
        return headers
    return {column: texts[1:] or texts for column, texts in headers.items()}


def _is_field_header(text: str) -> bool:
    return bool(text) and (names("field", text) or role_of("wide", text, ("field",)) == "field")


def _may_head_fields(text: str) -> bool:
    """Whether a text may head the fields: it is called so, or begins so and is no field ("Lĩnh vực khác")."""
    begins = fold_words(text).startswith(("linh vuc ", "cac linh vuc ", "loai ho so "))
    return _is_field_header(text) or (begins and field_named(text) is None)


def _first_row(sheet: Sheet, top: int, column: int) -> int:
    """The first row below the header with a text at or left of the fields."""
    for row in range(top + 1, min(top + 1 + _HEADER_DEPTH, sheet.height)):
        if is_column_numbers(sheet, row):
            return row + 1
        if any(sheet.text(row, c) for c in range(column + 1)):
            return row
    return top + 1


def _group_top(sheet: Sheet, top: int, column: int) -> int:
    """Where the header begins: rows right above that only title groups of columns belong to it."""
    while top:
        texts = sheet.texts(top - 1)
        if sum(map(bool, texts[column + 1 :])) < 2 or any(texts[: column + 1]):
            break
        top -= 1
    return top


def _end(sheet: Sheet, first: int, column: int) -> int:
    """The row after the table: after its total, or its last row of numbers before a gap or a header."""
    end, blank = first, 0
    for row in range(first, sheet.height):
        texts = sheet.texts(row)
        blank = 0 if any(texts) else blank + 1
        if blank > 1 or any(_is_field_header(text) for text in texts):
            break
        if any(not is_blank(text) and not read_number(text).error for text in texts[column + 1 :]):
            end = row + 1
        if row > first and _total_in(sheet, row, column):
            return row + 1
    return max(end, first + 1)


def _total_in(sheet: Sheet, row: int, column: int) -> bool:
    return any(is_total(text) for c in range(column + 1) if (text := sheet.text(row, c)))


def _read_fields(sheet: Sheet, layout: _Layout, reading: TableReading) -> list[int]:
    """Read the rows of the fields; return the total rows."""
    totals: list[int] = []
    for row in range(layout.first, layout.end):
        if _total_in(sheet, row, layout.field):
            totals.append(row)
            continue
        label = sheet.text(row, layout.field)
        filled = any(not is_blank(sheet.text(row, c)) for c in layout.columns)
        if label and filled and not is_column_numbers(sheet, row):
            _read_row(sheet, layout, row, _breakdown(sheet, layout, row, label, reading), reading)
    return totals


def _breakdown(sheet: Sheet, layout: _Layout, row: int, label: str, reading: TableReading) -> str:
    if known := field_named(label):
        return known.breakdown
    place = Place(sheet=sheet.name, cell=cell_name(row, layout.field))
    reading.problems.append(Problem("unknown_field", place, "", label, {"label": label}))
    return f"field:{nfc(label)}"[:80]


def _read_row(sheet: Sheet, layout: _Layout, row: int, breakdown: str, reading: TableReading) -> None:
    taken = {(one.indicator, one.breakdown): one for one in reading.figures}
    for column, indicator_id in layout.columns.items():
        figure, problems = _figure(sheet, (row, column), indicator_id, breakdown, layout)
        reading.problems += problems
        if figure and (first := taken.get((indicator_id, breakdown))):
            reading.problems.append(_twice(figure, first, _name(sheet, row, indicator_id, layout)))
        elif figure:
            reading.figures.append(figure)


def _name(sheet: Sheet, row: int, indicator_id: str, layout: _Layout) -> str:
    return f"{sheet.text(row, layout.field) or 'Tổng'}: {indicators()[indicator_id].name_vi}"


def _figure(
    sheet: Sheet, at: tuple[int, int], indicator_id: str, breakdown: str, layout: _Layout
) -> tuple[Figure | None, list[Problem]]:
    return read_figure(
        sheet,
        at,
        indicators()[indicator_id],
        name=_name(sheet, at[0], indicator_id, layout),
        measure="",
        make=lambda **read: Figure(
            indicator=indicator_id, source="table", slot=SLOT, breakdown=breakdown, **read
        ),
    )


def _twice(figure: Figure, first: Figure, name: str) -> Problem:
    details = {"name": name, "first": first.quote, "first_place": first.place.cell, "value": figure.quote}
    return Problem("duplicate_row", figure.place, figure.indicator, figure.quote, details)


def _settle_total(sheet: Sheet, layout: _Layout, total: int, reading: TableReading) -> None:
    """Check the total row against the fields.

    It is stored only for what cannot be added up from the fields: where there are none, and for indicators
    that reports state as a whole.
    """
    fields = list(reading.figures)
    for column, indicator_id in layout.columns.items():
        parts = [one.value for one in fields if one.indicator == indicator_id]
        stated = read_cell(sheet, (total, column), indicators()[indicator_id]).value
        if stated is not None and parts and stated != sum(parts):
            reading.problems.append(_total_problem(sheet, (total, column), indicator_id, sum(parts)))
        if not fields or not indicators()[indicator_id].per_field:
            figure, problems = _figure(sheet, (total, column), indicator_id, "", layout)
            reading.problems += problems
            reading.figures += [figure] if figure else []


def _total_problem(sheet: Sheet, at: tuple[int, int], indicator_id: str, computed: float) -> Problem:
    written = sheet.text(*at)
    details = {"name": indicators()[indicator_id].name_vi, "stated": written, "computed": shown(computed)}
    place = Place(sheet=sheet.name, cell=cell_name(*at))
    return Problem("total_mismatch", place, indicator_id, written, details)


def _copy(sheet: Sheet, layout: _Layout, lines: Sequence[str]) -> TableCopy:
    title = next((line for line in lines if "một cửa" in line.lower()), sheet.name)
    return TableCopy(title, Place(sheet=sheet.name), tuple(_rows(sheet, layout)))


def _rows(sheet: Sheet, layout: _Layout) -> Iterator[tuple[str, ...]]:
    for row in range(layout.top, layout.end):
        if any(sheet.texts(row)):
            in_header = row < layout.first
            read = sheet.spread_text if in_header else sheet.text
            yield tuple(read(row, column) for column in range(sheet.width))
