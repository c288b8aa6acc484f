"""Columns of a table that hold numbers and say nothing known, or could be several things."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from data_loaders.catalogue.headers import role_of
from data_loaders.catalogue.indicators import indicators
from data_loaders.drafts import Place, Problem
from data_loaders.files.spreadsheets import Sheet, cell_name
from data_loaders.names.indicator_names import is_percent
from data_loaders.numbers import is_blank, read_number
from data_loaders.sheets.form_columns import role_of_column

_OF_NO_FIGURE = ("number", "note", "measure", "other_period", "planned")


def column_problems(
    sheet: Sheet,
    headers: Mapping[int, Sequence[str]],
    rows: range,
    known: Collection[int],
    doubtful: Mapping[int, Sequence[str]],
) -> list[Problem]:
    """A problem for each column that could be several indicators, or is not `known` and holds numbers."""
    found: list[Problem] = []
    for column, texts in headers.items():
        if not _has_numbers(sheet, rows, column):
            continue
        label = " / ".join(texts)
        place = Place(sheet=sheet.name, cell=cell_name(rows.start - 1, column))
        if column in doubtful:
            names = ", ".join(indicators()[one].name_vi for one in doubtful[column])
            details = {"label": label, "candidates": names}
            found.append(Problem("ambiguous_column", place, "", label, details))
        elif column not in known and not _is_of_no_figure(sheet, texts, rows, column):
            details = {"label": label or cell_name(0, column)[:-1]}
            found.append(Problem("unknown_column", place, "", label, details))
    return found


def _has_numbers(sheet: Sheet, rows: range, column: int) -> bool:
    texts = [sheet.text(row, column) for row in rows]
    return any(not is_blank(text) and not read_number(text).error for text in texts)


def _is_of_no_figure(sheet: Sheet, texts: Sequence[str], rows: range, column: int) -> bool:
    """Whether a column only numbers the rows, remarks, compares with other periods or computes rates."""
    if not texts:
        return _counts_rows(sheet, rows, column)
    roles = {role_of("form", text, ("number", "note", "measure")) for text in texts}
    return (
        bool(roles - {""})
        or role_of_column(texts) in _OF_NO_FIGURE
        or any(is_percent(text) for text in texts)
    )


def _counts_rows(sheet: Sheet, rows: range, column: int) -> bool:
    """Whether a column without a header holds the numbers 1, 2, 3 …"""
    numbers = [number.value for row in rows if not (number := read_number(sheet.text(row, column))).error]
    return all(later > earlier for earlier, later in pairwise(numbers)) or numbers[:2] == [1, 2]
