"""Reading a wide table: rows are units, columns indicators; the period in a column, a title or the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from data_loaders.catalogue.breakdowns import breakdown_named
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.units import ancestors
from data_loaders.drafts import Figure, Place, Problem
from data_loaders.files.spreadsheets import Sheet, cell_name
from data_loaders.names.indicator_names import NamedIndicator
from data_loaders.names.period_names import joined_period
from data_loaders.names.unit_names import Resolved, unit_of_cell
from data_loaders.numbers import is_blank, read_number, shown
from data_loaders.sheets.cell_values import read_cell, read_figure
from data_loaders.sheets.column_problems import column_problems
from data_loaders.sheets.table_headers import is_column_numbers, is_total
from data_loaders.sheets.table_readings import Evidence, TableReading
from data_loaders.sheets.wide_layout import WideLayout, wide_layout


@dataclass(slots=True)
class _Row:
    """A row of a unit: where it stands, its name, the names of its parents, what the name means."""

    at: int
    name: str
    parents: tuple[str, ...]
    resolved: Resolved
    reading: TableReading | None = None


def read_wide(sheet: Sheet) -> list[TableReading]:
    """One reading a row of the wide tables on `sheet`; empty when there is none."""
    readings: list[TableReading] = []
    above = 0
    while layout := wide_layout(sheet, above):
        readings += _read(sheet, layout)
        above = layout.end
    return readings


def is_unfilled(sheet: Sheet) -> bool:
    """Whether `sheet` holds a wide table that names indicators and units but states nothing of them."""
    layout = wide_layout(sheet)
    return bool(layout and layout.columns) and any(
        unit_of_cell(_unit_text(sheet, at, layout)).unit for at in range(layout.first, layout.end)
    )


def _read(sheet: Sheet, layout: WideLayout) -> list[TableReading]:
    rows, totals = _rows(sheet, layout)
    for row in rows:
        row.reading = _read_row(sheet, row, layout)
    kept = [row for index, row in enumerate(rows) if not _is_subtotal(rows, index)]
    readings = [row.reading for row in kept if row.reading]
    if readings:
        known = {column for columns in layout.roles.values() for column in columns} | layout.columns.keys()
        of_table = column_problems(
            sheet, layout.headers, range(layout.first, layout.end), known, layout.doubtful
        )
        of_table += _label_problems(sheet, layout)
        if len({row.resolved.unit.level for row in kept if row.resolved.unit}) == 1:
            of_table += _total_problems(sheet, totals, layout, readings)
        readings[0].of_table += of_table
    return readings


def _rows(sheet: Sheet, layout: WideLayout) -> tuple[list[_Row], list[int]]:
    """The rows of units with figures, and the rows that add them up."""
    rows: list[_Row] = []
    totals: list[int] = []
    group, own_parent = "", ""
    for at in range(layout.first, layout.end):
        name = _unit_text(sheet, at, layout)
        filled = any(not is_blank(sheet.text(at, column)) for column in layout.columns)
        own_parent = _text(sheet, at, layout, "parent") or own_parent
        if is_column_numbers(sheet, at) or not (name or filled):
            continue
        if is_total(name) or (not name and _says_total(sheet, at, layout)):
            totals.append(at)
            continue
        parents = tuple(filter(None, (own_parent, group)))
        resolved = unit_of_cell(name, context=(*parents, *layout.lines))
        if resolved.unit and resolved.unit.level != "commune":
            group = name
        if filled and name and (resolved.unit or resolved.candidates or _states_number(sheet, at, layout)):
            rows.append(_Row(at, name, parents, resolved))
    return rows, totals


def _states_number(sheet: Sheet, at: int, layout: WideLayout) -> bool:
    """Whether a row holds a number; signatures below a table hold none."""
    return any(
        (at, column) in sheet.notes or not read_number(sheet.text(at, column)).error
        for column in layout.columns
    )


def _says_total(sheet: Sheet, at: int, layout: WideLayout) -> bool:
    """Whether a row without a unit says left of it that it is a total (a merged "Tổng cộng")."""
    return any(is_total(text) for column in range(layout.units[0]) if (text := sheet.text(at, column)))


def _unit_text(sheet: Sheet, at: int, layout: WideLayout) -> str:
    """The unit of a row: its code where it is one of ours, else the name (of a merged cell too)."""
    texts = [sheet.spread_text(at, column) for column in layout.units]
    coded = [text for text in texts if unit_of_cell(text).unit and " " not in text]
    named = [text for text in texts if text and not text.isdigit()]
    return next(iter([*coded, *named, *filter(None, texts)]), "")


def _text(sheet: Sheet, at: int, layout: WideLayout, role: str) -> str:
    return next(
        (text for column in layout.roles.get(role, ()) if (text := sheet.spread_text(at, column))), ""
    )


def _read_row(sheet: Sheet, row: _Row, layout: WideLayout) -> TableReading:
    periods = layout.roles.get("period", [])
    evidence = Evidence(
        lines=layout.lines,
        sheet=sheet.name,
        unit=row.name,
        parents=row.parents,
        period=joined_period(
            tuple((" ".join(layout.headers[c]), sheet.spread_text(row.at, c)) for c in periods)
        ),
        place=Place(sheet=sheet.name, cell=cell_name(row.at, layout.units[0])),
        period_place=Place(sheet=sheet.name, cell=cell_name(row.at, periods[0] if periods else 0)),
    )
    reading = TableReading("table", evidence)
    if received := _text(sheet, row.at, layout, "received"):
        reading.head["received_on"] = received
    breakdown = _field_of_row(sheet, row, layout, reading)
    if breakdown is None:
        return reading
    for column, named in layout.columns.items():
        _read_value(sheet, (row.at, column), named, breakdown or named.breakdown, layout, reading)
    return reading


def _field_of_row(sheet: Sheet, row: _Row, layout: WideLayout, reading: TableReading) -> str | None:
    """The breakdown of a row with a column for fields of work; None for the sum of all fields."""
    label = _text(sheet, row.at, layout, "field")
    if is_total(label):
        return None
    breakdown = breakdown_named(label) if label else ""
    if breakdown is None:
        place = Place(sheet=sheet.name, cell=cell_name(row.at, layout.roles["field"][0]))
        reading.problems.append(Problem("unknown_field", place, "", label, {"label": label}))
        breakdown = f"field:{label}"[:80]
    return breakdown


def _read_value(
    sheet: Sheet,
    at: tuple[int, int],
    named: NamedIndicator,
    breakdown: str,
    layout: WideLayout,
    reading: TableReading,
) -> None:
    slot = table_slot(named.id, breakdown)
    reading.slots.add(slot)
    figure, problems = read_figure(
        sheet,
        at,
        indicators()[named.id],
        name=f"{reading.evidence.unit}, {indicators()[named.id].name_vi}",
        measure=named.measure or layout.measure,
        make=lambda **read: Figure(
            indicator=named.id, source="table", slot=slot, breakdown=breakdown, **read
        ),
    )
    reading.problems += problems
    if figure:
        reading.figures.append(figure)


def table_slot(indicator: str, breakdown: str) -> str:
    """The part of a report that one column of a wide or long table speaks for."""
    return f"table:{indicator}" + (f"@{breakdown}" if breakdown else "")


def _is_subtotal(rows: Sequence[_Row], index: int) -> bool:
    """Whether a district's row only adds up the rows of its communes below it."""
    row = rows[index]
    unit = row.resolved.unit
    if unit is None or unit.level == "commune":
        return False
    below: list[_Row] = []
    for other in rows[index + 1 :]:
        if other.resolved.unit is None or unit not in ancestors(other.resolved.unit.code):
            break
        below.append(other)
    own = _counts(row)
    return len(below) > 1 and bool(own) and all(own[key] == _sum(below, key) for key in own)


def _counts(row: _Row) -> dict[tuple[str, str], float]:
    figures = row.reading.figures if row.reading else []
    return {
        (one.indicator, one.breakdown): one.value
        for one in figures
        if indicators()[one.indicator].kind in ("count", "money")
    }


def _sum(rows: Sequence[_Row], key: tuple[str, str]) -> float:
    return sum(_counts(row).get(key, 0.0) for row in rows)


def _total_problems(
    sheet: Sheet, totals: Sequence[int], layout: WideLayout, readings: Sequence[TableReading]
) -> list[Problem]:
    """Where a total row differs from the sum of all rows (of what can be added; in a table of one period)."""
    found: list[Problem] = []
    if "period" in layout.roles or any(one.problems for one in readings):
        return found
    sums: dict[str, float] = {}
    for figure in (figure for reading in readings for figure in reading.figures):
        sums[figure.indicator] = sums.get(figure.indicator, 0.0) + figure.value
    for at, (column, named) in product(totals, layout.columns.items()):
        indicator = indicators()[named.id]
        stated = read_cell(sheet, (at, column), indicator, measure=named.measure or layout.measure).value
        if indicator.aggregation == "sum" and stated not in (None, sums.get(named.id, stated)):
            written = sheet.text(at, column)
            details = {"name": indicator.name_vi, "stated": written, "computed": shown(sums[named.id])}
            place = Place(sheet=sheet.name, cell=cell_name(at, column))
            found.append(Problem("total_mismatch", place, indicator.id, written, details))
    return found


def _label_problems(sheet: Sheet, layout: WideLayout) -> list[Problem]:
    """Columns whose code is that of another indicator than their label."""
    found: list[Problem] = []
    for column, named in layout.columns.items():
        if named.disputed:
            label = " / ".join(layout.headers[column])
            details = {"label": label, "taken": indicators()[named.id].name_vi}
            place = Place(sheet=sheet.name, cell=cell_name(layout.first - 1, column))
            found.append(Problem("code_label_mismatch", place, named.id, label, details))
    return found
