"""Reading a long table: one value a row, with its unit, period and indicator, in any order of columns.

The project's own exports are such tables: rows computed from others are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from data_loaders.catalogue.breakdowns import breakdown_named
from data_loaders.catalogue.folding import fold_words
from data_loaders.catalogue.headers import role_of
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.units import units
from data_loaders.catalogue.units_of_measure import is_counted, money_factor
from data_loaders.drafts import Figure, Place, Problem
from data_loaders.files.spreadsheets import Sheet, cell_name
from data_loaders.names.indicator_names import NamedIndicator, named_indicator
from data_loaders.names.period_names import joined_period
from data_loaders.names.unit_names import unit_of_cell
from data_loaders.numbers import is_blank
from data_loaders.sheets.cell_values import read_figure
from data_loaders.sheets.headings import heading_lines
from data_loaders.sheets.restated_rows import restated
from data_loaders.sheets.table_headers import is_column_numbers
from data_loaders.sheets.table_readings import Evidence, TableReading

_SEARCHED_ROWS = 30
_PROBED_ROWS = 200


@dataclass(frozen=True, slots=True)
class _Layout:
    """The header row, the columns of each role (and the first of them), the lines above."""

    header: int
    roles: dict[str, list[int]]
    first: dict[str, int]
    lines: tuple[str, ...]


@dataclass(slots=True)
class _Group:
    """The rows of one unit and period: their reading, and what has been taken for each indicator."""

    reading: TableReading
    taken: dict[tuple[str, str, str], Figure] = field(default_factory=dict)


def read_long(sheet: Sheet) -> list[TableReading]:
    """One reading for each unit and period text of the long table on `sheet`; empty when there is none."""
    layout = _layout(sheet)
    if layout is None:
        return []
    groups: dict[tuple[str, ...], _Group] = {}
    for row in range(layout.header + 1, sheet.height):
        if _text(sheet, row, layout, "indicator") and _text(sheet, row, layout, "basis") != "computed":
            _read_row(sheet, row, layout, _group(sheet, row, layout, groups))
    return [group.reading for group in groups.values()]


def _layout(sheet: Sheet) -> _Layout | None:
    for row in range(min(sheet.height, _SEARCHED_ROWS)):
        roles: dict[str, list[int]] = {}
        for column, text in enumerate(sheet.texts(row)):
            if text and (role := role_of("long", text)):
                roles.setdefault(role, []).append(column)
        if {"indicator", "value"} <= roles.keys() and roles.keys() & {"unit", "unit_code", "period"}:
            first = {role: columns[0] for role, columns in roles.items()}
            layout = _Layout(row, roles, first, heading_lines(sheet, 0, row))
            return None if _measures_only(sheet, layout) else layout
    return None


def _measures_only(sheet: Sheet, layout: _Layout) -> bool:
    """Whether the column "Đơn vị" holds units of measure: then the table is a form, not a list of figures."""
    if layout.roles.keys() & {"period", "unit_code", "measure"}:
        return False
    rows = range(layout.header + 1, min(layout.header + _PROBED_ROWS, sheet.height))
    texts = [
        text
        for row in rows
        if (text := _text(sheet, row, layout, "unit")) and not is_column_numbers(sheet, row)
    ]
    measures = [
        text for text in texts if is_counted(text) or "%" in text or "=" in text or money_factor(text)
    ]
    return 2 * len(measures) >= len(texts) and not any(unit_of_cell(text).unit for text in texts)


def _text(sheet: Sheet, row: int, layout: _Layout, role: str) -> str:
    """The cell of a role in a row (the first filled one); a merged cell speaks for all its rows."""
    for column in layout.roles.get(role, ()):
        if text := sheet.spread_text(row, column):
            return text
    return ""


def _unit(sheet: Sheet, row: int, layout: _Layout) -> str:
    """The unit of a row: its code where it is one of ours, else the name."""
    code, name = _text(sheet, row, layout, "unit_code"), _text(sheet, row, layout, "unit")
    return code if code in units() or not name else name


def _period(sheet: Sheet, row: int, layout: _Layout) -> str:
    columns = layout.roles.get("period", ())
    return joined_period(tuple((sheet.text(layout.header, c), sheet.spread_text(row, c)) for c in columns))


def _group(sheet: Sheet, row: int, layout: _Layout, groups: dict[tuple[str, ...], _Group]) -> _Group:
    """The reading that collects the rows of this row's unit and period."""
    unit = _unit(sheet, row, layout)
    parent = _text(sheet, row, layout, "parent") or _text(sheet, row, layout, "parent_code")
    period = _period(sheet, row, layout)
    key = (unit, parent, period)
    if key not in groups:
        evidence = Evidence(
            lines=layout.lines,
            sheet=sheet.name,
            unit=unit,
            parents=(parent,) if parent else (),
            period=period,
            place=_place(sheet, row, layout, "unit_code" if "unit_code" in layout.roles else "unit"),
            period_place=_place(sheet, row, layout, "period"),
        )
        groups[key] = _Group(TableReading("table", evidence))
    return groups[key]


def _place(sheet: Sheet, row: int, layout: _Layout, role: str) -> Place:
    return Place(sheet=sheet.name, cell=cell_name(row, layout.roles.get(role, [0])[0]))


def _read_row(sheet: Sheet, row: int, layout: _Layout, group: _Group) -> None:
    texts = [text for column in layout.roles["indicator"] if (text := sheet.spread_text(row, column))]
    named = named_indicator(texts)
    place = _place(sheet, row, layout, "indicator")
    value = sheet.text(row, layout.roles["value"][0])
    if not named.id:
        if not is_blank(value):
            details = {"label": " ".join(texts), "value": value}
            group.reading.problems.append(Problem("unknown_indicator", place, "", texts[0], details))
        return
    if named.disputed:
        details = {"label": " / ".join(texts), "taken": indicators()[named.id].name_vi}
        group.reading.problems.append(Problem("code_label_mismatch", place, named.id, texts[0], details))
    breakdown = _breakdown(_text(sheet, row, layout, "breakdown"), named)
    if breakdown is None:
        details = {"value": _text(sheet, row, layout, "breakdown")}
        group.reading.problems.append(
            Problem("unknown_breakdown", place, named.id, details["value"], details)
        )
        return
    _take(sheet, row, layout, (named, breakdown), group)


def _take(sheet: Sheet, row: int, layout: _Layout, what: tuple[NamedIndicator, str], group: _Group) -> None:
    named, breakdown = what
    stated = restated(sheet, row, layout.first, named.id, breakdown)
    group.reading.slots.add(stated["slot"])
    figure, problems = read_figure(
        sheet,
        (row, layout.first["value"]),
        indicators()[named.id],
        name=indicators()[named.id].name_vi,
        measure=_text(sheet, row, layout, "measure") or named.measure,
        make=lambda **read: Figure(**{**read, **stated}, indicator=named.id, breakdown=breakdown),
    )
    group.reading.problems += problems
    if figure:
        _add(figure, group, elsewhere="place" in stated)


def _add(figure: Figure, group: _Group, *, elsewhere: bool) -> None:
    """Take the figure unless its row repeats another; what stands `elsewhere` is a statement of its own."""
    first = group.taken.setdefault((figure.indicator, figure.breakdown, figure.slot), figure)
    if first is figure or elsewhere:
        group.reading.figures.append(figure)
        return
    details = {
        "unit": group.reading.evidence.unit,
        "name": indicators()[figure.indicator].name_vi,
        "first_place": first.place.cell,
        "value": figure.quote,
    }
    group.reading.problems.append(
        Problem("duplicate_unit", figure.place, figure.indicator, figure.quote, details)
    )


def _breakdown(text: str, named: NamedIndicator) -> str | None:
    """The breakdown of a row: as its cell names it, else as its label implies; None when not known."""
    whole = is_blank(text) or fold_words(text) in ("tong", "tong so", "chung", "toan bo")
    return named.breakdown if whole else breakdown_named(text)
