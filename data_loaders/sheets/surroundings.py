"""The cells around those that need a look, kept from the very sheets that were read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from data_loaders.drafts import CellWindow, Place, Reading
from data_loaders.files.spreadsheets import Sheet

_ROWS, _COLUMNS = 3, 4
"""How many rows and columns are kept on either side."""

_MOST_WINDOWS, _LONGEST_TEXT, _FARTHEST_HEAD = 600, 160, 2000
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_FIRST_DIGIT = re.compile(r"\s*[-+(]?\d")


def with_surroundings(reading: Reading, sheets: Sequence[Sheet]) -> Reading:
    """The reading with the cells around those that its problems and questions name."""
    by_name = {sheet.name: sheet for sheet in sheets}
    places = dict.fromkeys((one.sheet, one.cell) for one in _places(reading))
    for sheet, cell in [key for key in places if key[0] in by_name][:_MOST_WINDOWS]:
        if at := position_of(cell):
            reading.surroundings[sheet, cell] = window_around(by_name[sheet], *at)
    return reading


def position_of(cell: str) -> tuple[int, int] | None:
    """Row and column of a cell's name, from 0: "D9" -> (8, 3); None for another text."""
    found = _CELL.fullmatch(cell)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def window_around(sheet: Sheet, row: int, column: int) -> CellWindow:
    """The cells around one, with the row that heads its column and the column that names its row."""
    rows = range(max(0, row - _ROWS), min(max(sheet.height, row + 1), row + _ROWS + 1))
    columns = range(max(0, column - _COLUMNS), min(max(sheet.width, column + 1), column + _COLUMNS + 1))
    kept_rows = sorted({*rows, _heading_row(sheet, row, column)})
    kept_columns = sorted({*columns, _naming_column(sheet, row, columns.start)})
    texts = tuple(tuple(sheet.text(one, at)[:_LONGEST_TEXT] for at in kept_columns) for one in kept_rows)
    return CellWindow(tuple(kept_rows), tuple(kept_columns), texts)


def _places(reading: Reading) -> Iterable[Place]:
    yield from (one.place for one in reading.questions)
    yield from (one.place for one in reading.problems)
    yield from (one.place for draft in reading.drafts for one in draft.problems)


def _heading_row(sheet: Sheet, row: int, column: int) -> int:
    """The nearest row above with words over the column and over others: its head; else the row itself."""
    for above in range(row - 1, max(-1, row - _FARTHEST_HEAD), -1):
        words = [text for text in sheet.texts(above) if text and not _FIRST_DIGIT.match(text)]
        if len(words) > 1 and _is_word(sheet.text(above, column)):
            return above
    return row


def _naming_column(sheet: Sheet, row: int, first: int) -> int:
    """The column left of those kept that says most about the row; else the first of them."""
    lengths = {at: len(sheet.text(row, at)) for at in range(first) if _is_word(sheet.text(row, at))}
    return max(lengths, key=lengths.__getitem__, default=first)


def _is_word(text: str) -> bool:
    return bool(text) and not _FIRST_DIGIT.match(text)
