"""The tables of a report: official forms and the one-stop table go the way of workbooks, others are kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data_loaders.catalogue.folding import fold_words
from data_loaders.documents.document_model import Block, DocumentTable, Paragraph
from data_loaders.documents.header_spans import header_spans
from data_loaders.drafts import Place, TableCopy
from data_loaders.files.spreadsheets import CellValue, Sheet
from data_loaders.sheets.form_matching import titled_form
from data_loaders.sheets.form_reader import read_forms
from data_loaders.sheets.one_stop_reader import read_one_stop
from data_loaders.sheets.table_readings import Evidence, TableReading

_MOST_CAPTION_LINES, _LONGEST_CAPTION, _LONGEST_TITLE = 5, 200, 100
_CELL = re.compile(r"^([A-Z]+)(\d+)$")
_TITLE_WORDS = ("bieu", "bang", "phu luc", "ket qua", "thong ke", "tong hop", "danh muc", "danh sach")


@dataclass(frozen=True, slots=True)
class CaptionedTable:
    """A table with the lines above it, its title, and the path of the section it stands in."""

    table: DocumentTable
    lines: tuple[str, ...]
    title: str
    section: str = ""


def captioned(
    blocks: Sequence[Block], *, section: str = "", taken: Counter[str] | None = None
) -> list[CaptionedTable]:
    """The tables among the blocks; a title `taken` before gets a number."""
    titles = Counter() if taken is None else taken
    found: list[CaptionedTable] = []
    for index, block in enumerate(blocks):
        if isinstance(block, DocumentTable):
            lines = _caption(blocks[max(0, index - _MOST_CAPTION_LINES) : index])
            title = _title(lines)
            titles[title] += 1
            found.append(CaptionedTable(block, lines, _numbered(title, titles[title]), section))
    return found


def read_table(captioned_table: CaptionedTable, period: str) -> TableReading:
    """The figures of a form or a one-stop table, else the table as it is; places are cells of the table."""
    sheet = sheet_of(captioned_table)
    found = read_one_stop(sheet) or read_forms(sheet, period=period)
    if not found:
        return _kept(captioned_table)
    reading = found[0]
    for one in found[1:]:
        reading.figures += one.figures
        reading.problems += one.problems
        reading.slots |= one.slots
    return _placed(reading, captioned_table)


def sheet_of(captioned_table: CaptionedTable) -> Sheet:
    """The table as a sheet: the lines above it, a row each, then its rows."""
    above: list[list[CellValue]] = [[line] for line in captioned_table.lines]
    rows: list[list[CellValue]] = [[cell or None for cell in row] for row in captioned_table.table.rows]
    merged = [
        (top + len(above), left, bottom + len(above), right)
        for top, left, bottom, right in header_spans(captioned_table.table.rows)
    ]
    return Sheet(captioned_table.title, above + rows, merged=merged)


def bare_sheet_of(captioned_table: CaptionedTable) -> Sheet:
    """The table alone as a sheet: what places in it count from."""
    return Sheet(captioned_table.title, [list(row) for row in captioned_table.table.rows])


def _caption(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The short lines right above a table."""
    lines: list[str] = []
    for block in reversed(blocks):
        if not isinstance(block, Paragraph) or len(block.text) > _LONGEST_CAPTION:
            break
        lines.insert(0, block.text)
    return tuple(lines)


def _title(lines: Sequence[str]) -> str:
    """The line that names the table: the nearest that names a form, else one with a word for a table."""
    plain = [line.rstrip(" :") for line in lines if not line.startswith("(")]
    form = next((line for line in reversed(plain) if titled_form(line)), "")
    named = next((line for line in reversed(plain) if fold_words(line).startswith(_TITLE_WORDS)), "")
    return (form or named or (plain[-1] if plain else "Bảng"))[:_LONGEST_TITLE]


def _numbered(title: str, number: int) -> str:
    return title if number == 1 else f"{title} ({number})"


def _kept(one: CaptionedTable) -> TableReading:
    reading = TableReading("table", Evidence(lines=one.lines, sheet=one.title))
    reading.tables.append(TableCopy(one.title, Place(sheet=one.title, section=one.section), one.table.rows))
    return reading


def _placed(reading: TableReading, one: CaptionedTable) -> TableReading:
    """The reading with cells counted from the table's first row, and its section."""
    shift = len(one.lines)
    reading.figures = [
        replace(figure, place=_moved(figure.place, shift, one.section)) for figure in reading.figures
    ]
    reading.problems = [
        replace(found, place=_moved(found.place, shift, one.section)) for found in reading.problems
    ]
    reading.tables = [replace(copy, place=_moved(copy.place, shift, one.section)) for copy in reading.tables]
    return reading


def _moved(place: Place, shift: int, section: str) -> Place:
    match = _CELL.match(place.cell)
    cell = f"{match[1]}{int(match[2]) - shift}" if match else place.cell
    return replace(place, cell=cell, section=section)
