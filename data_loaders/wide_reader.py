"""Reading a wide table: rows are units, columns are indicators; the period in a column, a title or the sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from data_loaders.catalogue.folding import fold_words
from data_loaders.catalogue.headers import role_of, words
from data_loaders.catalogue.indicators import indicators
from data_loaders.cell_values import read_figure
from data_loaders.drafts import Figure, Place, Problem
from data_loaders.indicator_names import NamedIndicator, named_indicator
from data_loaders.numbers import read_number
from data_loaders.spreadsheets import Sheet, cell_name
from data_loaders.table_readings import Evidence, TableReading
from data_loaders.unit_names import unit_of_cell

_SEARCHED_ROWS = 40
_HEADER_DEPTH = 4
_KIND = re.compile(r"(xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|tinh)\b")
_REMARKS = ("number", "note", "measure", "received")


@dataclass(slots=True)
class _Layout:
    """Where the table stands: header rows [top, first), columns by role and by indicator."""

    top: int
    first: int
    unit: int
    roles: dict[str, int]
    columns: dict[int, NamedIndicator] = field(default_factory=dict)
    headers: dict[int, list[str]] = field(default_factory=dict)


def read_wide(sheet: Sheet) -> list[TableReading]:
    """One reading a row of the wide table on `sheet`; empty when there is none."""
    layout = _layout(sheet)
    if layout is None:
        return []
    lines = tuple(text for row in range(layout.top) for text in sheet.texts(row) if text)
    readings, parent = [], ""
    for row in range(layout.first, sheet.height):
        name = sheet.text(row, layout.unit)
        if not name or _is_total(name) or _is_column_number(sheet, row, layout):
            continue
        if not any(sheet.text(row, column) for column in layout.columns):
            parent = name
            continue
        readings.append(_read_row(sheet, row, layout, lines, parent))
    if readings:
        readings[0].problems += _column_problems(sheet, layout)
    return readings


def _layout(sheet: Sheet) -> _Layout | None:
    """The first header that names units and at least one indicator."""
    for top in range(min(sheet.height, _SEARCHED_ROWS)):
        unit = next((c for c, text in enumerate(sheet.texts(top)) if role_of("wide", text) == "unit"), None)
        if unit is None:
            continue
        layout = _layout_at(sheet, top, _first_row(sheet, top, unit), unit)
        if layout.columns:
            return layout
    return None


def _first_row(sheet: Sheet, top: int, unit: int) -> int:
    """The first row below a header that names a unit (further header rows leave that cell blank)."""
    named = (row for row in range(top + 1, min(top + 1 + _HEADER_DEPTH, sheet.height)) if sheet.text(row, unit))
    return next(named, top + 1)


def _layout_at(sheet: Sheet, top: int, first: int, unit: int) -> _Layout:
    above = _group_row(sheet, top)
    headers = {c: _texts(sheet, above, first, c) for c in range(sheet.width)}
    layout = _Layout(top, first, unit, {}, headers=headers)
    for column, texts in headers.items():
        role = next((found for text in texts if (found := role_of("wide", text))), "")
        if role and column != unit:
            layout.roles.setdefault(role, column)
        elif column != unit and texts and (named := named_indicator(texts)) and (named.id or named.candidates):
            layout.columns[column] = named
    return layout


def _group_row(sheet: Sheet, top: int) -> int:
    """The row where the header begins: one above when that row holds codes or group titles of several columns."""
    if top and sum(bool(text) for text in sheet.texts(top - 1)) > 2:
        return top - 1
    return top


def _texts(sheet: Sheet, top: int, first: int, column: int) -> list[str]:
    parts: list[str] = []
    for row in range(top, first):
        text = sheet.spread_text(row, column)
        if text and text not in parts:
            parts.append(text)
    return parts


def _is_total(name: str) -> bool:
    """Whether a row adds up others; a unit whose name begins alike (xã Cộng Hòa) is none."""
    folded = fold_words(name)
    if folded in words("wide", "total_rows"):
        return True
    begins = any(folded.startswith(f"{word} ") for word in words("wide", "total_rows"))
    return begins and not _KIND.match(folded) and unit_of_cell(name).unit is None


def _is_column_number(sheet: Sheet, row: int, layout: _Layout) -> bool:
    """Whether the row only numbers the columns: (1) (2) (3) …"""
    name = sheet.text(row, layout.unit)
    return len(name) <= 4 and not read_number(name.strip("()")).error or name.strip("()").upper() in ("A", "B", "C")


def _read_row(sheet: Sheet, row: int, layout: _Layout, lines: tuple[str, ...], parent: str) -> TableReading:
    period_column = layout.roles.get("period")
    above = (sheet.text(row, layout.roles["parent"]),) if "parent" in layout.roles else ()
    evidence = Evidence(
        lines=lines,
        sheet=sheet.name,
        unit=sheet.text(row, layout.unit),
        parents=tuple(filter(None, (*above, parent))),
        period=sheet.text(row, period_column) if period_column is not None else "",
        place=Place(sheet=sheet.name, cell=cell_name(row, layout.unit)),
        period_place=Place(sheet=sheet.name, cell=cell_name(row, period_column or 0)),
    )
    reading = TableReading("table", evidence)
    if "received" in layout.roles:
        reading.head["received_on"] = sheet.text(row, layout.roles["received"])
    for column, named in layout.columns.items():
        if named.id:
            _read_value(sheet, (row, column), named, layout, reading)
    return reading


def _read_value(
    sheet: Sheet, at: tuple[int, int], named: NamedIndicator, layout: _Layout, reading: TableReading
) -> None:
    slot = table_slot(named.id, named.breakdown)
    reading.slots.add(slot)
    figure, problems = read_figure(
        sheet,
        at,
        indicators()[named.id],
        name=f"{reading.evidence.unit}, {indicators()[named.id].name_vi}",
        measure=named.measure,
        make=lambda **read: Figure(
            indicator=named.id, source="table", slot=slot, breakdown=named.breakdown, **read
        ),
    )
    reading.problems += problems
    if figure:
        reading.figures.append(figure)


def table_slot(indicator: str, breakdown: str) -> str:
    """The part of a report that one column of a wide or long table speaks for."""
    return f"table:{indicator}" + (f"@{breakdown}" if breakdown else "")


def _column_problems(sheet: Sheet, layout: _Layout) -> list[Problem]:
    """Columns with numbers that match no indicator, or several."""
    found: list[Problem] = []
    for column, texts in layout.headers.items():
        place = Place(sheet=sheet.name, cell=cell_name(layout.first - 1, column))
        label = " / ".join(texts)
        named = layout.columns.get(column)
        if named and named.candidates:
            names = ", ".join(indicators()[one].name_vi for one in named.candidates)
            found.append(Problem("ambiguous_column", place, "", label, {"label": label, "candidates": names}))
        elif column not in layout.columns and _is_forgotten(sheet, layout, column):
            found.append(Problem("unknown_column", place, "", label, {"label": label or cell_name(0, column)[:-1]}))
    return found


def _is_forgotten(sheet: Sheet, layout: _Layout, column: int) -> bool:
    """Whether a column outside the known roles holds numbers."""
    if column in (layout.unit, *layout.roles.values()) or any(
        role_of("form", text) in _REMARKS for text in layout.headers[column]
    ):
        return False
    texts = [sheet.text(row, column) for row in range(layout.first, sheet.height)]
    return any(text and not read_number(text).error for text in texts)
