"""What calamine does not tell about an .xlsb file: percent formats, error cells, merged cells.

The binary format holds the same parts as .xlsx as records of kind, size and data.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator

from data_loaders.files.cell_notes import CellNote, Notes, related_parts, shows_percent
from data_loaders.files.sheet_extents import xlsb_records

_ROW, _ERRORS, _NUMBERS = 0, (3, 11), (2, 5, 9)
_SHEET_OF_BOOK, _FORMAT, _CELL_FORMAT, _CELL_FORMATS, _END_OF_CELL_FORMATS = 156, 44, 47, 617, 618
_MERGED_CELL = 176
_BUILT_IN_PERCENTS = {9, 10}
_ERROR_NAMES = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
}
_CELL_HEAD = 8

Areas = dict[str, list[tuple[int, int, int, int]]]


def notes_of_xlsb(content: bytes) -> Notes:
    """The notes of an .xlsb file by sheet name and (row, column) from 0; none where it cannot be followed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            percents = _percent_styles(archive)
            return {name: dict(_cells(part, percents)) for name, part in _sheets(archive)}
    except (struct.error, KeyError, UnicodeDecodeError):
        return {}


def merged_of_xlsb(content: bytes) -> Areas:
    """The merged cells of an .xlsb file by sheet: first row and column, last row and column, from 0."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: list(_merged(part)) for name, part in _sheets(archive)}
    except (struct.error, KeyError, UnicodeDecodeError):
        return {}


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    relations = related_parts(archive, "xl/_rels/workbook.bin.rels")
    book = archive.read("xl/workbook.bin")
    for kind, at, _ in xlsb_records(book):
        if kind == _SHEET_OF_BOOK:
            relation, after = _text(book, at + 8)
            name, _ = _text(book, after)
            yield name, archive.read(relations[relation])


def _text(part: bytes, at: int) -> tuple[str, int]:
    """A text with its length before it, and where it ends."""
    (length,) = struct.unpack_from("<I", part, at)
    end = at + 4 + 2 * length
    return part[at + 4 : end].decode("utf-16-le"), end


def _percent_styles(archive: zipfile.ZipFile) -> set[int]:
    """The indexes of cell formats that show percents."""
    if "xl/styles.bin" not in archive.namelist():
        return set()
    part = archive.read("xl/styles.bin")
    percents, found, index, inside = set(_BUILT_IN_PERCENTS), set[int](), 0, False
    for kind, at, _ in xlsb_records(part):
        if kind == _FORMAT and shows_percent(_text(part, at + 2)[0]):
            percents.add(struct.unpack_from("<H", part, at)[0])
        elif kind in (_CELL_FORMATS, _END_OF_CELL_FORMATS):
            inside = kind == _CELL_FORMATS
        elif kind == _CELL_FORMAT and inside:
            if struct.unpack_from("<H", part, at + 2)[0] in percents:
                found.add(index)
            index += 1
    return found


def _cells(part: bytes, percents: set[int]) -> Iterator[tuple[tuple[int, int], CellNote]]:
    row = 0
    for kind, at, size in xlsb_records(part):
        if kind == _ROW and size >= 4:
            (row,) = struct.unpack_from("<I", part, at)
        elif kind in _ERRORS and size > _CELL_HEAD:
            column, _ = struct.unpack_from("<II", part, at)
            yield (row, column), CellNote("error", _ERROR_NAMES.get(part[at + _CELL_HEAD], "#N/A"))
        elif kind in _NUMBERS and size > _CELL_HEAD:
            column, style = struct.unpack_from("<II", part, at)
            if style & 0xFFFFFF in percents:
                yield (row, column), CellNote("percent")


def _merged(part: bytes) -> Iterator[tuple[int, int, int, int]]:
    for kind, at, _ in xlsb_records(part):
        if kind == _MERGED_CELL:
            top, bottom, left, right = struct.unpack_from("<IIII", part, at)
            yield top, left, bottom, right
