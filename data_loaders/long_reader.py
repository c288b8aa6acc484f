"""Reading a long table: one value a row, with its unit, period and indicator, in any order of columns.

The project's own exports are such tables: rows computed from others are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass

from data_loaders.catalogue.breakdowns import breakdown_named
from data_loaders.catalogue.headers import role_of
from data_loaders.catalogue.indicators import indicators
from data_loaders.cell_values import read_figure
from data_loaders.drafts import Figure, Place, Problem
from data_loaders.indicator_names import NamedIndicator, named_indicator
from data_loaders.numbers import is_blank
from data_loaders.restated_rows import restated
from data_loaders.spreadsheets import Sheet, cell_name
from data_loaders.table_readings import Evidence, TableReading

_SEARCHED_ROWS = 30


@dataclass(frozen=True, slots=True)
class _Layout:
    header: int
    roles: dict[str, int]


def read_long(sheet: Sheet) -> list[TableReading]:
    """One reading for each unit and period text of the long table on `sheet`; empty when there is none."""
    layout = _layout(sheet)
    if layout is None:
        return []
    lines = tuple(text for row in range(layout.header) for text in sheet.texts(row) if text)
    readings: dict[tuple[str, ...], TableReading] = {}
    for row in range(layout.header + 1, sheet.height):
        if _text(sheet, row, layout, "indicator") and _text(sheet, row, layout, "basis") != "computed":
            _read_row(sheet, row, layout, _reading(sheet, row, layout, lines, readings))
    return list(readings.values())


def _layout(sheet: Sheet) -> _Layout | None:
    for row in range(min(sheet.height, _SEARCHED_ROWS)):
        roles: dict[str, int] = {}
        for column, text in enumerate(sheet.texts(row)):
            if text and (role := role_of("long", text)):
                roles.setdefault(role, column)
        if {"indicator", "value"} <= roles.keys() and roles.keys() & {"unit", "unit_code", "period"}:
            return _Layout(row, roles)
    return None


def _text(sheet: Sheet, row: int, layout: _Layout, role: str) -> str:
    column = layout.roles.get(role)
    return sheet.text(row, column) if column is not None else ""


def _reading(
    sheet: Sheet,
    row: int,
    layout: _Layout,
    lines: tuple[str, ...],
    readings: dict[tuple[str, ...], TableReading],
) -> TableReading:
    """The reading that collects the rows of this row's unit and period."""
    unit = _text(sheet, row, layout, "unit_code") or _text(sheet, row, layout, "unit")
    parent = _text(sheet, row, layout, "parent") or _text(sheet, row, layout, "parent_code")
    period = _text(sheet, row, layout, "period")
    key = (unit, parent, period)
    if key not in readings:
        column = layout.roles.get("unit_code", layout.roles.get("unit", 0))
        evidence = Evidence(
            lines=lines,
            sheet=sheet.name,
            unit=unit,
            parents=(parent,) if parent else (),
            period=period,
            place=Place(sheet=sheet.name, cell=cell_name(row, column)),
            period_place=Place(sheet=sheet.name, cell=cell_name(row, layout.roles.get("period", 0))),
        )
        readings[key] = TableReading("table", evidence)
    return readings[key]


def _read_row(sheet: Sheet, row: int, layout: _Layout, reading: TableReading) -> None:
    at = (row, layout.roles["value"])
    written = _text(sheet, row, layout, "indicator")
    named = named_indicator([written])
    place = Place(sheet=sheet.name, cell=cell_name(row, layout.roles["indicator"]))
    value = sheet.text(*at)
    if not named.id:
        if not is_blank(value):
            details = {"label": written, "value": value}
            reading.problems.append(Problem("unknown_indicator", place, "", written, details))
        return
    breakdown = _breakdown(_text(sheet, row, layout, "breakdown"), named)
    if breakdown is None:
        details = {"value": _text(sheet, row, layout, "breakdown")}
        reading.problems.append(Problem("unknown_breakdown", place, named.id, details["value"], details))
        return
    _take(sheet, row, layout, (named, breakdown), reading)


def _take(
    sheet: Sheet, row: int, layout: _Layout, what: tuple[NamedIndicator, str], reading: TableReading
) -> None:
    named, breakdown = what
    stated = restated(sheet, row, layout.roles, named.id, breakdown)
    reading.slots.add(stated["slot"])
    figure, problems = read_figure(
        sheet,
        (row, layout.roles["value"]),
        indicators()[named.id],
        name=indicators()[named.id].name_vi,
        measure=_text(sheet, row, layout, "measure") or named.measure,
        make=lambda **read: Figure(**{**read, **stated}, indicator=named.id, breakdown=breakdown),
    )
    reading.problems += problems
    if figure:
        _add(figure, reading, elsewhere="place" in stated)


def _add(figure: Figure, reading: TableReading, *, elsewhere: bool) -> None:
    """Take the figure unless its row repeats another; what stands `elsewhere` is a statement of its own."""
    first = next(
        (
            one
            for one in reading.figures
            if (one.indicator, one.breakdown, one.slot) == (figure.indicator, figure.breakdown, figure.slot)
        ),
        None,
    )
    if first is None or elsewhere:
        reading.figures.append(figure)
        return
    details = {
        "unit": reading.evidence.unit,
        "name": indicators()[figure.indicator].name_vi,
        "first_place": first.place.cell,
        "value": figure.quote,
    }
    reading.problems.append(Problem("duplicate_unit", figure.place, figure.indicator, figure.quote, details))


def _breakdown(text: str, named: NamedIndicator) -> str | None:
    """The breakdown of a row: as its cell names it, else as its label implies; None when not known."""
    return named.breakdown if is_blank(text) else breakdown_named(text)
