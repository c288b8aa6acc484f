"""A spreadsheet file as sheets of plain cells, whatever its format.

calamine reads the values of all formats. It shows neither number formats nor formulas without a result
nor error cells, so those are taken from the file's own XML (`cell_notes`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from pathlib import PurePath

import python_calamine

from data_loaders.catalogue.folding import nfc
from data_loaders.files.binary_notes import Areas, merged_of_xlsb, notes_of_xlsb
from data_loaders.files.cell_notes import (
    CellNote,
    merged_of_ods,
    notes_of_ods,
    notes_of_ooxml,
    notes_of_xls,
)
from data_loaders.files.file_limits import UnreadableFile, file_limits
from data_loaders.files.json_rows import grid_of_json

CellValue = str | float | bool | date | time | timedelta | None
FORMATS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
_ROWS = ".json"
_PROBED_BYTES = 20_000
_FEWEST_HEADINGS = 3
_WORD = 60


@dataclass(slots=True)
class Sheet:
    """One sheet: a grid of values from A1 on (rows and columns count from 0)."""

    name: str
    grid: list[list[CellValue]]
    notes: dict[tuple[int, int], CellNote] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    _texts: dict[int, list[str]] = field(default_factory=dict, repr=False, compare=False)
    _noted: dict[int, list[int]] | None = field(default=None, repr=False, compare=False)
    _covers: dict[tuple[int, int], tuple[int, int]] | None = field(default=None, repr=False, compare=False)

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.grid)

    @property
    def width(self) -> int:
        """Number of columns of the widest row."""
        return max((len(row) for row in self.grid), default=0)

    def value(self, row: int, column: int) -> CellValue:
        """The value of a cell, None when blank or outside the grid."""
        if not (0 <= row < len(self.grid) and 0 <= column < len(self.grid[row])):
            return None
        found = self.grid[row][column]
        return None if found == "" else found

    def text(self, row: int, column: int) -> str:
        """The cell as a person reads it, "" when blank."""
        texts = self.texts(row)
        return texts[column] if 0 <= column < len(texts) else ""

    def texts(self, row: int) -> list[str]:
        """The texts of one row, one for each column. Readers ask many times: they are made once."""
        found = self._texts.get(row)
        if found is None:
            cells = self.grid[row] if 0 <= row < self.height else []
            found = list(map(text_of, cells))
            for column in self._noted_columns().get(row, ()):
                found[column] = self._noted_text(row, column)
            self._texts[row] = found
        return found

    def _noted_text(self, row: int, column: int) -> str:
        note = self.notes[row, column]
        if note.kind in ("error", "formula"):
            return note.text
        return text_of(self.grid[row][column], percent=True)

    def _noted_columns(self) -> dict[int, list[int]]:
        """For each row the columns inside the grid whose cells have a note."""
        if self._noted is None:
            self._noted = {}
            for row, column in self.notes:
                if 0 <= row < self.height and 0 <= column < len(self.grid[row]):
                    self._noted.setdefault(row, []).append(column)
        return self._noted

    def spread_text(self, row: int, column: int) -> str:
        """The text of a cell, or of the merged cell that covers it."""
        if not self.merged:
            return self.text(row, column)
        return self.text(*self._corners().get((row, column), (row, column)))

    def without_rows(self, rows: Collection[int]) -> Sheet:
        """The same sheet with some rows blank."""
        if not rows:
            return self
        grid = [[] if row in rows else cells for row, cells in enumerate(self.grid)]
        notes = {at: note for at, note in self.notes.items() if at[0] not in rows}
        merged = [area for area in self.merged if area[0] not in rows]
        return Sheet(self.name, grid, notes, merged, self.hidden)

    def _corners(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each cell inside a merged area (as far as the grid goes) the area's first cell."""
        if self._covers is None:
            self._covers = {
                (row, column): (top, left)
                for top, left, bottom, right in self.merged
                for row in range(top, min(bottom, self.height - 1) + 1)
                for column in range(left, min(right, self.width) + 1)
            }
        return self._covers


def cell_name(row: int, column: int) -> str:
    """The name of a cell counted from 0: (8, 3) -> "D9"."""
    return f"{column_letters(column)}{row + 1}"


@cache
def column_letters(column: int) -> str:
    """The letters over a column counted from 0: 3 -> "D"."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


_word = lru_cache(maxsize=8192)(nfc)
"""Short texts repeat themselves from row to row."""


def text_of(value: CellValue, *, percent: bool = False) -> str:
    """A cell's value as written in Vietnamese: 99.6 -> "99,6", a date as day/month/year."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return _word(value) if len(value) <= _WORD else nfc(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        shown = f"{round(value * 100 if percent else value, 10):.10g}".replace(".", ",")
        if "e" in shown:
            shown = f"{value:.0f}"
        return shown + (" %" if percent else "")
    if isinstance(value, datetime | date):
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    return nfc(str(value))


def read_sheets(name: str, content: bytes) -> list[Sheet]:
    """All sheets of a file by its ending.

    Raises `UnreadableFile` when the format is not known or the file is broken or protected.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in (*FORMATS, _ROWS):
        raise UnreadableFile("file_kind_unknown", value=suffix or "không có phần mở rộng")
    if not content:
        raise UnreadableFile("file_empty")
    if suffix == _ROWS:
        return [Sheet(nfc(PurePath(name).stem), grid_of_json(content))]
    return [_read_csv(name, content)] if suffix == ".csv" else _read_workbook(suffix, content)


def _read_workbook(suffix: str, content: bytes) -> list[Sheet]:
    try:
        notes = _notes(suffix, content)
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        _check_sheets(len(workbook.sheets_metadata))
        merged = _merged(suffix, content)
        return [
            _sheet(workbook, index, notes.get(meta.name, {}), merged.get(meta.name, []))
            for index, meta in enumerate(workbook.sheets_metadata)
            if meta.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
    except python_calamine.PasswordError:
        raise UnreadableFile("file_protected") from None
    except (UnreadableFile, MemoryError):
        raise
    except Exception as error:
        raise UnreadableFile("file_unreadable", reason="cấu trúc tệp hỏng") from error


def _check_sheets(count: int) -> None:
    limit = file_limits().sheets
    if count > limit:
        raise UnreadableFile("file_too_large", what="số trang tính", value=str(count), limit=str(limit))


def _sheet(
    workbook: python_calamine.CalamineWorkbook,
    index: int,
    notes: dict[tuple[int, int], CellNote],
    merged: list[tuple[int, int, int, int]],
) -> Sheet:
    source = workbook.get_sheet_by_index(index)
    grid = source.to_python(skip_empty_area=False)
    for row, column in notes:
        _widen(grid, row, column)
    merged = merged or [(*first, *last) for first, last in source.merged_cell_ranges or ()]
    hidden = workbook.sheets_metadata[index].visible != python_calamine.SheetVisibleEnum.Visible
    return Sheet(nfc(source.name), grid, notes, merged, hidden)


def _widen(grid: list[list[CellValue]], row: int, column: int) -> None:
    """Make room for a noted cell that calamine left out (an error cell beyond the values)."""
    while len(grid) <= row:
        grid.append([])
    grid[row].extend([None] * (column + 1 - len(grid[row])))


def _notes(suffix: str, content: bytes) -> dict[str, dict[tuple[int, int], CellNote]]:
    if suffix in (".xlsx", ".xlsm"):
        return notes_of_ooxml(content)
    if suffix == ".ods":
        return notes_of_ods(content)
    if suffix == ".xlsb":
        return notes_of_xlsb(content)
    return notes_of_xls(content) if suffix == ".xls" else {}


def _merged(suffix: str, content: bytes) -> Areas:
    """Merged cells by sheet for the formats of which calamine does not tell them."""
    if suffix == ".xlsb":
        return merged_of_xlsb(content)
    return merged_of_ods(content) if suffix == ".ods" else {}


def _read_csv(name: str, content: bytes) -> Sheet:
    text = _decoded(content)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text[:_PROBED_BYTES]))
        grid: list[list[CellValue]] = [[_unguarded(cell) for cell in row] for row in rows]
    except csv.Error as error:
        raise UnreadableFile(
            "file_unreadable", reason="có ô quá dài hoặc dấu ngoặc kép không khép"
        ) from error
    return Sheet(nfc(PurePath(name).stem), grid)


def _delimiter(sample: str) -> str:
    """The mark between cells: what alone makes a header of the first line, else what makes most columns."""
    widths = {mark: _widths(mark, sample) for mark in ";\t,"}
    heading = [mark for mark, found in widths.items() if found and found[0] > _FEWEST_HEADINGS]
    if len(heading) == 1 and all(found[0] == 1 for mark, found in widths.items() if mark not in heading):
        return heading[0]
    return max(widths, key=lambda mark: sum(width for width in widths[mark] if width > 1))


def _widths(mark: str, sample: str) -> list[int]:
    """How many cells each row of the sample has, split by `mark`."""
    return [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=mark)]


def _unguarded(text: str) -> str:
    """Take off the ' that guards a text against being run as a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@", "\t", "\r", "'") else text


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFile("file_encoding") from None
    if "\x00" in text:
        raise UnreadableFile("file_unreadable", reason="không phải tệp văn bản")
    return text
