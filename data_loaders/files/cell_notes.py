"""What calamine does not tell about cells: percent formats, error cells, formulas never calculated."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import join, normpath

import xlrd
from lxml import etree

from data_loaders.files.sheet_extents import Extent
from data_loaders.files.sheet_xml import MarkedCell, marked_cells

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_BUILT_IN_PERCENTS = {9, 10}

FOR_SHOW = 'N("tự tính")'
"""Stands in the formulas of our own templates (it adds 0): they repeat other cells. Without a result such
a cell counts as blank, so that a template filled in by a tool that does not calculate reads cleanly."""

Notes = dict[str, dict[tuple[int, int], "CellNote"]]


@dataclass(frozen=True, slots=True)
class CellNote:
    """`kind` is percent, error or formula (without a result); `text` the error or the formula."""

    kind: str
    text: str = ""


def notes_of_ooxml(content: bytes) -> Notes:
    """The notes of an .xlsx or .xlsm file by sheet name and (row, column) from 0.

    Raises `UnreadableFile` for cells beyond the limits, and whatever the XML parsers raise for a broken file.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        percents, extent, parts = _percent_styles(archive), Extent(), set(archive.namelist())
        return {
            name: _ooxml_notes(archive, path, percents, extent)
            for name, path in _sheet_paths(archive)
            if path in parts
        }


def _ooxml_notes(
    archive: zipfile.ZipFile, path: str, percents: set[str], extent: Extent
) -> dict[tuple[int, int], CellNote]:
    extent.next_sheet()
    with archive.open(path) as part:
        marked = marked_cells(part, percents, extent)
    return {(cell.row, cell.column): note for cell in marked if (note := _ooxml_note(cell))}


def _sheet_paths(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = related_parts(archive, "xl/_rels/workbook.xml.rels")
    for sheet in _parsed(archive, "xl/workbook.xml").iter("{*}sheet"):
        yield sheet.get("name", ""), relations.get(sheet.get(_REL, ""), "")


def related_parts(archive: zipfile.ZipFile, path: str) -> dict[str, str]:
    """The paths of a workbook's parts by the ids under which it names them."""
    targets = {
        one.get("Id", ""): one.get("Target", "") for one in _parsed(archive, path).iter("{*}Relationship")
    }
    return {
        name: target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        for name, target in targets.items()
    }


def shows_percent(code: str) -> bool:
    """Whether a number format shows a hundred times the value: a "%" that is no text in quotes."""
    return "%" in re.sub(r'"[^"]*"|\\.', "", code)


def _percent_styles(archive: zipfile.ZipFile) -> set[str]:
    """The indexes of cell formats that show percents."""
    if "xl/styles.xml" not in archive.namelist():
        return set()
    styles = _parsed(archive, "xl/styles.xml")
    custom = {
        int(one.get("numFmtId", "0"))
        for one in styles.iter(f"{_MAIN}numFmt")
        if shows_percent(one.get("formatCode", ""))
    }
    formats = styles.find(f"{_MAIN}cellXfs")
    return {
        str(index)
        for index, one in enumerate(formats if formats is not None else ())
        if int(one.get("numFmtId", "0")) in _BUILT_IN_PERCENTS | custom
    }


def _ooxml_note(cell: MarkedCell) -> CellNote | None:
    if cell.kind == "e":
        return CellNote("error", cell.result or "#N/A")
    if cell.formula is not None and not cell.result and cell.kind != "str":
        return None if FOR_SHOW in cell.formula else CellNote("formula", f"={cell.formula}")
    return CellNote("percent") if cell.styled and cell.result and cell.kind == "n" else None


def notes_of_ods(content: bytes) -> Notes:
    """The notes of an .ods file, as `notes_of_ooxml`."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        tables = _parsed(archive, "content.xml").iter(f"{_TABLE}table")
        return {table.get(f"{_TABLE}name", ""): dict(_ods_cells(table)) for table in tables}


def _ods_cells(table: etree._Element) -> Iterator[tuple[tuple[int, int], CellNote]]:
    row_number = 0
    for row in table.iter(f"{_TABLE}table-row"):
        column = 0
        for cell in row:
            if note := _ods_note(cell):
                yield (row_number, column), note
            column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        row_number += int(row.get(f"{_TABLE}number-rows-repeated", "1"))


def merged_of_ods(content: bytes) -> dict[str, list[tuple[int, int, int, int]]]:
    """The merged cells of an .ods file by sheet: first row and column, last row and column, from 0."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        tables = _parsed(archive, "content.xml").iter(f"{_TABLE}table")
        return {table.get(f"{_TABLE}name", ""): list(_ods_merged(table)) for table in tables}


def _ods_merged(table: etree._Element) -> Iterator[tuple[int, int, int, int]]:
    row_number = 0
    for row in table.iter(f"{_TABLE}table-row"):
        column = 0
        for cell in row:
            rows, columns = (
                int(cell.get(f"{_TABLE}number-{way}-spanned", "1")) for way in ("rows", "columns")
            )
            if rows > 1 or columns > 1:
                yield row_number, column, row_number + rows - 1, column + columns - 1
            column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        row_number += int(row.get(f"{_TABLE}number-rows-repeated", "1"))


def _ods_note(cell: etree._Element) -> CellNote | None:
    kind = cell.get(f"{_OFFICE}value-type", "")
    shown = "".join(cell.itertext()).strip()
    formula = cell.get(f"{_TABLE}formula", "")
    if shown.startswith(("#", "Err:")) and (formula or kind != "string"):
        return CellNote("error", shown)
    if formula and not kind and FOR_SHOW not in formula:
        return CellNote("formula", formula.removeprefix("of:"))
    return CellNote("percent") if kind == "percentage" else None


def notes_of_xls(content: bytes) -> Notes:
    """The notes of an .xls file, as `notes_of_ooxml`; none where xlrd cannot read it."""
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except Exception:
        return {}
    return {sheet.name: dict(_xls_cells(book, sheet)) for sheet in book.sheets()}


def _xls_cells(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Iterator[tuple[tuple[int, int], CellNote]]:
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if cell.ctype == xlrd.XL_CELL_ERROR:
                yield (row, column), CellNote("error", xlrd.error_text_from_code.get(cell.value, "#N/A"))
            elif cell.ctype == xlrd.XL_CELL_NUMBER and shows_percent(_xls_format(book, cell)):
                yield (row, column), CellNote("percent")


def _xls_format(book: xlrd.Book, cell: xlrd.sheet.Cell) -> str:
    key = book.xf_list[cell.xf_index].format_key
    return book.format_map[key].format_str if key in book.format_map else ""


_SAFE = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}


def _parsed(archive: zipfile.ZipFile, path: str) -> etree._Element:
    with archive.open(path) as file:
        return etree.parse(file, etree.XMLParser(**_SAFE)).getroot()
