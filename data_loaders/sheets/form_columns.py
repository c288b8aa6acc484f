"""Which column of a form is which: number, label, measure, values of this or another period, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from data_loaders.catalogue.folding import fold_words
from data_loaders.catalogue.headers import words
from data_loaders.catalogue.label_words import bare_label
from data_loaders.catalogue.periods import periods_in
from data_loaders.files.spreadsheets import Sheet
from data_loaders.names.unit_names import unit_of_cell
from data_loaders.sheets.form_matching import is_row_number, knows_label
from data_loaders.sheets.table_headers import header_grid, is_column_numbers

_DEPTH = 5
_QUARTER = re.compile(r"(?:quy|q) ?(?:i{1,3}|iv|[1-4])|[69] thang(?: dau nam)?|ca nam")
_COUNTS, _RATES = ("so luong",), ("ty le", "ti le")


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column that can hold values: its header, top down, and the unit the header names ("" for none)."""

    column: int
    header: tuple[str, ...]
    unit: str = ""

    @property
    def text(self) -> str:
        """The header as one text."""
        return " ".join(self.header)


@dataclass(frozen=True, slots=True)
class Header:
    """A form's header: rows [top, first), columns by role; `unknown` are those with no known header."""

    top: int
    first: int
    labels: tuple[int, ...]
    number: int | None
    measure: int | None
    values: tuple[ValueColumn, ...]
    cumulative: tuple[ValueColumn, ...] = ()
    unknown: tuple[ValueColumn, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether nothing but the label column was recognised."""
        return self.number is None and self.measure is None and not self.values


def header_at(sheet: Sheet, row: int) -> Header | None:
    """The header that begins at `row`, if one does."""
    texts = sheet.texts(row)
    label = next((column for column, text in enumerate(texts) if names("label", text)), None)
    if label is None or sum(bool(text) for text in texts) < 2 or _is_row_of_form(sheet, row, label):
        return None
    labels = _label_columns(sheet, row, label)
    return _header(sheet, row, _first_row(sheet, row, labels), labels)


def _is_row_of_form(sheet: Sheet, row: int, label: int) -> bool:
    """Whether a header word stands in a row of a form: a row number or a form's label is left of it."""
    return any(is_row_number(sheet.value(row, c)) or knows_label(sheet.text(row, c)) for c in range(label))


def header_above(sheet: Sheet, first: int, label: int) -> Header:
    """The header of a table without known header words whose rows begin at `first`: the rows above it."""
    top = first
    while top > max(0, first - _DEPTH) and sum(bool(text) for text in sheet.texts(top - 1)) > 1:
        top -= 1
    return _header(sheet, top, first, (label,))


def _header(sheet: Sheet, top: int, first: int, labels: tuple[int, ...]) -> Header:
    grid = header_grid(sheet, top, first)
    roles = {column: role_of_column(parts) for column, parts in grid.items() if column not in labels}
    number = _number_column(sheet, first, labels[0], roles)
    measure = next((column for column, role in roles.items() if role == "measure"), None)
    by_role: dict[str, list[ValueColumn]] = {"value": [], "cumulative": [], "": []}
    for column, role in roles.items():
        if role in by_role and column != number and (grid[column] or column > labels[-1]):
            by_role[role].append(_value_column(column, grid[column]))
    unnamed = [one for one in by_role[""] if one.column > labels[-1]]
    return Header(
        top, first, labels, number, measure, *map(tuple, (by_role["value"], by_role["cumulative"], unnamed))
    )


def _value_column(column: int, parts: Sequence[str]) -> ValueColumn:
    unit = next((part for part in reversed(parts) if _names_unit(part)), "")
    return ValueColumn(column, tuple(parts), unit)


def role_of_column(parts: Sequence[str]) -> str:
    """The role of a column by its header texts, top down; "" when they say nothing known."""
    joined = " ".join(parts)
    if not parts:
        return ""
    if _contains("other_period", joined):
        return "other_period"
    if any(names("note", part) or _begins("note", part) for part in parts):
        return "note"
    if _contains("cumulative", joined):
        return "cumulative"
    for part in reversed(parts):
        if role := next((role for role in ("number", "measure", "label") if names(role, part)), ""):
            return role
    if _is_planned(parts):
        return "planned"
    return "value" if any(_is_value(part) for part in parts) else ""


def _is_value(part: str) -> bool:
    return bool(
        names("value", part)
        or _begins("value_begins", part)
        or _QUARTER.fullmatch(fold_words(part))
        or periods_in(part)
        or _names_unit(part)
    )


def _is_planned(parts: Sequence[str]) -> bool:
    """Whether the lowest text that speaks of plan or performance speaks of the plan."""
    for part in reversed(parts):
        if _begins("planned", part) or _is_done(part):
            return not _is_done(part)
    return False


def _is_done(part: str) -> bool:
    return fold_words(part).startswith(("ket qua", "thuc hien", "da thuc hien"))


def _names_unit(part: str) -> bool:
    found = unit_of_cell(part) if len(part) < 80 else None
    return bool(found and (found.candidates or (found.unit and not found.misspelt)))


def is_pair(columns: Sequence[ValueColumn]) -> bool:
    """Whether counts and rates stand in two columns, "Số lượng" and "Tỷ lệ"."""
    lowest = [bare_label(one.header[-1]) if one.header else "" for one in columns]
    return len(columns) == 2 and lowest[0] in ("so", *_COUNTS) and lowest[1] in _RATES


def _label_columns(sheet: Sheet, row: int, label: int) -> tuple[int, ...]:
    """The label column with those its header is merged over, or blank ones beside it that hold labels too."""
    merged = next((area for area in sheet.merged if area[0] <= row <= area[2] and area[1] == label), None)
    last = merged[3] if merged else label
    while not sheet.spread_text(row, last + 1) and _holds_labels(sheet, row, last + 1):
        last += 1
    return tuple(range(label, last + 1))


def _holds_labels(sheet: Sheet, row: int, column: int) -> bool:
    below = range(row + 1, min(row + 30, sheet.height))
    return any(knows_label(sheet.text(r, column)) for r in below if sheet.text(r, column))


def _first_row(sheet: Sheet, top: int, labels: tuple[int, ...]) -> int:
    """The row after the header: the first with a text of its own at or left of the label column.

    A remark in brackets under the label's title is still header; so is a row that numbers the columns.
    """
    for row in range(top + 1, min(top + 1 + _DEPTH, sheet.height)):
        own = next((text for column in range(labels[-1] + 1) if (text := sheet.text(row, column))), "")
        if is_column_numbers(sheet, row) or not any(sheet.texts(row)):
            return row + 1
        if own and not (own.startswith("(") and own.endswith(")")):
            return row
    return top + 1


def _number_column(sheet: Sheet, first: int, label: int, roles: dict[int, str]) -> int | None:
    """The column of row numbers: of those called so the one most like it, else an unnamed one."""
    named = [column for column, role in roles.items() if role == "number"]
    unnamed = [label - 1] if label and roles.get(label - 1) == "" else []
    counts = {column: _row_numbers(sheet, first, column) for column in named or unnamed}
    best = max(counts, key=lambda column: counts[column], default=None)
    return best if best is not None and (named or counts[best]) else None


def _row_numbers(sheet: Sheet, first: int, column: int) -> int:
    """How many row numbers a column holds; those with points count double."""
    below = range(first, min(first + 60, sheet.height))
    numbers = [sheet.text(row, column) for row in below if is_row_number(sheet.value(row, column))]
    return len(numbers) + sum("." in text.rstrip(".") or "," in text for text in numbers)


@lru_cache(maxsize=16_384)
def names(role: str, text: str) -> bool:
    """Whether a header text names `role`: exactly, or with a remark in brackets."""
    return bool(text) and (
        fold_words(text) in words("form", role) or _without_brackets(text) in words("form", role)
    )


def _without_brackets(text: str) -> str:
    return fold_words(re.sub(r"\([^()]*\)", " ", text))


def _begins(role: str, text: str) -> bool:
    folded = f"{fold_words(text)} "
    return any(folded.startswith(f"{phrase} ") for phrase in words("form", role))


def _contains(role: str, text: str) -> bool:
    padded = f" {fold_words(text)} "
    return any(f" {phrase} " in padded for phrase in words("form", role))
