"""Where a wide table stands on a sheet: its header rows, its columns by role and by indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from data_loaders.catalogue.folding import fold_words
from data_loaders.catalogue.headers import one_stop_indicators, role_of, speaks_of_dossiers
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.units_of_measure import money_factor
from data_loaders.files.spreadsheets import Sheet
from data_loaders.names.indicator_names import NamedIndicator, labelled, named_indicator, names_row
from data_loaders.sheets.form_columns import role_of_column
from data_loaders.sheets.headings import heading_lines
from data_loaders.sheets.table_headers import header_grid, is_column_numbers

_SEARCHED_ROWS = 40
_DEPTH = 5
_SHORT = 3
_ROLES = ("number", "unit", "period", "parent", "level", "received", "field", "note")
_NOT_THIS_PERIOD = ("other_period", "planned")


@dataclass(slots=True)
class WideLayout:
    """A wide table: header rows [top, first), data rows [first, end).

    `roles` are the columns of each role, `columns` those of one indicator, `doubtful` those that could be
    several; `measure` is what the lines above say money is written in.
    """

    top: int
    first: int
    end: int
    roles: dict[str, list[int]]
    lines: tuple[str, ...] = ()
    columns: dict[int, NamedIndicator] = field(default_factory=dict)
    doubtful: dict[int, tuple[str, ...]] = field(default_factory=dict)
    headers: dict[int, list[str]] = field(default_factory=dict)
    measure: str = ""

    @property
    def units(self) -> list[int]:
        """The columns that name the unit (name and code)."""
        return self.roles["unit"]


def wide_layout(sheet: Sheet, above: int = 0) -> WideLayout | None:
    """The first table from row `above` on whose header names units and at least one indicator."""
    for top in range(above, min(sheet.height, above + _SEARCHED_ROWS)):
        unit = _unit_column(sheet, top)
        if unit is not None:
            layout = _layout_at(sheet, above, top, unit)
            if layout.columns or layout.doubtful:
                return layout
    return None


def _unit_column(sheet: Sheet, row: int) -> int | None:
    texts = sheet.texts(row)
    return next((c for c, text in enumerate(texts) if text and role_of("wide", text, _ROLES) == "unit"), None)


def _layout_at(sheet: Sheet, above: int, row: int, unit: int) -> WideLayout:
    first = _first_row(sheet, row, unit)
    top = _group_top(sheet, above, row, unit)
    headers = header_grid(sheet, top, first)
    roles: dict[str, list[int]] = {}
    for column, texts in headers.items():
        if role := _role(texts):
            roles.setdefault(role, []).append(column)
    lines = heading_lines(sheet, above, top)
    layout = WideLayout(top, first, _end(sheet, first), roles, lines, headers=headers)
    layout.measure = next((line for line in reversed(lines) if _tells_measure(line)), "")
    _name_columns(layout)
    return layout


def _role(texts: Sequence[str]) -> str:
    return next((role for text in texts if (role := role_of("wide", text, _ROLES))), "")


def _tells_measure(line: str) -> bool:
    folded = fold_words(line)
    return ("don vi tinh" in folded or "dvt" in folded.split()) and money_factor(line) is not None


def _name_columns(layout: WideLayout) -> None:
    """Which column is which indicator: by id, code or label; else by the words of tables of dossiers."""
    taken = {column for columns in layout.roles.values() for column in columns}
    left: dict[int, list[str]] = {}
    for column, texts in layout.headers.items():
        if column in taken or not texts:
            continue
        named = named_indicator(texts)
        if (named.id or named.candidates) and _is_of_other_period(texts):
            continue
        if named.id:
            layout.columns[column] = named
        elif named.candidates:
            layout.doubtful[column] = named.candidates
        else:
            left[column] = texts
    known = {named.id for named in layout.columns.values()}
    if not speaks_of_dossiers([*layout.lines, *chain.from_iterable(layout.headers.values())]):
        return
    for column, found in one_stop_indicators(left).items():
        if len(found) == 1 and found[0] not in known:
            layout.columns[column] = NamedIndicator(found[0])
        elif len(found) > 1:
            layout.doubtful[column] = found


def _is_of_other_period(texts: Sequence[str]) -> bool:
    """Whether a text besides the indicator's label says that the column is of another period, or a plan.

    Beside an id or a code only a text that says nothing else does.
    """
    coded = any(text in indicators() or names_row(text) for text in texts)
    beside = [text for text in texts if text not in indicators() and not labelled(text)]
    if coded:
        beside = [text for text in beside if len(text.split()) <= _SHORT]
    return bool(beside) and role_of_column(beside) in _NOT_THIS_PERIOD


def _first_row(sheet: Sheet, top: int, unit: int) -> int:
    """The first row below a header that names a unit (further header rows leave that cell blank)."""
    for row in range(top + 1, min(top + 1 + _DEPTH, sheet.height)):
        if is_column_numbers(sheet, row):
            return row + 1
        if sheet.text(row, unit):
            return row
    return top + 1


def _group_top(sheet: Sheet, above: int, row: int, unit: int) -> int:
    """Where the header begins: rows right above that title columns right of the units belong to it."""
    top = row
    while top > above:
        texts = sheet.texts(top - 1)
        titles = [column for column, text in enumerate(texts) if text and column > unit]
        spread = len(titles) > 1 or any(_is_merged_right(sheet, top - 1, column) for column in titles)
        left = [text for text in texts[: unit + 1] if text and not role_of("wide", text, _ROLES)]
        if not spread or (left and len(titles) < 2):
            break
        top -= 1
    return top


def _is_merged_right(sheet: Sheet, row: int, column: int) -> bool:
    return any(area[0] == row and area[1] == column and area[3] > column for area in sheet.merged)


def _end(sheet: Sheet, first: int) -> int:
    """The row where the next table's header names units, or the end of the sheet."""
    return next(
        (row for row in range(first + 1, sheet.height) if _unit_column(sheet, row) is not None), sheet.height
    )
