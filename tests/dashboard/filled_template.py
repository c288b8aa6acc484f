"""Filling templates in as people do: values typed into cells, formulas with and without a stored result."""

import io
import re
import zipfile

import openpyxl
from hypothesis import strategies as st
from lxml import etree

from dashboard.templates.form_grid import FIRST_ROW, FORMS, FormGrid, sheet_name
from data_loaders.catalogue.indicators import indicators
from data_loaders.sheets.checks import rules

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
COUNTS = st.integers(0, 5000)


def typed(content, cells):
    """The workbook after typing `cells` (sheet, cell -> value); openpyxl drops every formula's result."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for (sheet, cell), value in cells.items():
        assert book[sheet][cell].data_type != "f", f"{sheet}!{cell} computes itself"
        assert not book[sheet][cell].protection.locked, f"{sheet}!{cell} is locked"
        book[sheet][cell] = value
    return saved(book)


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def calculated(content, results):
    """The workbook with the `results` (sheet, cell -> value) Excel would have stored with the formulas."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = sheet_parts(archive)
        parts = {name: archive.read(name) for name in archive.namelist()}
    for sheet, part in names.items():
        wanted = {cell: value for (name, cell), value in results.items() if name == sheet}
        parts[part] = with_results(parts[part], wanted)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def sheet_parts(archive):
    book = etree.fromstring(archive.read("xl/workbook.xml"))
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target").removeprefix("/xl/") for one in relations}
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    return {one.get("name"): f"xl/{targets[one.get(key)]}" for one in book.iter(f"{MAIN}sheet")}


def with_results(part, wanted):
    tree = etree.fromstring(part)
    for cell in tree.iter(f"{MAIN}c"):
        if cell.find(f"{MAIN}f") is not None:
            result = wanted.get(cell.get("r"), "")
            value = cell.find(f"{MAIN}v")
            value = etree.SubElement(cell, f"{MAIN}v") if value is None else value
            value.text = str(result)
            cell.attrib.pop("t", None)
            if isinstance(result, str):
                cell.set("t", "str")
    return etree.tostring(tree)


def form_cells(level):
    """Each row of the forms that a unit of `level` fills in, with its sheet and cell."""
    grid = FormGrid(level)
    return {
        row: (sheet_name(form), f"D{FIRST_ROW + number + 1}")
        for form in FORMS
        for number, row in enumerate(grid.rows(form))
        if row.indicator
    }


def is_computed(level, row):
    return bool(FormGrid(level).rate_formula(row))


@st.composite
def consistent_values(draw, level, keys):
    """Values for some of `keys` (indicator, breakdown) that contradict neither rules nor each other."""
    values = {}
    for key in keys:
        kind = indicators()[key[0]].kind
        choice = {
            "count": COUNTS,
            "money": st.integers(0, 10**7).map(lambda thousands: thousands / 1000),
            "percent": st.integers(0, 1000)
            .map(lambda tenths: tenths / 10)
            .filter(lambda v: v in (0, 100) or (v > 1 and v != int(v))),
            "code": st.sampled_from([code for code, _ in indicators()[key[0]].states]),
        }[kind]
        if draw(st.integers(0, 9)):
            values[key] = draw(choice)
    return made_consistent(values, level)


def made_consistent(values, level):
    """The values with parts cut down to their wholes and totals set to what they must be."""
    for breakdown in {place for _, place in values}:
        cut_parts(values, breakdown)
        set_totals(values, breakdown, level)
        cut_parts(values, breakdown)
        for rule in rules()["at_most"]:
            parts = sum(values.get((one, breakdown), 0) for one in rule["parts"])
            if (rule["total"], breakdown) in values:
                values[rule["total"], breakdown] = max(values[rule["total"], breakdown], parts)
    return values


def cut_parts(values, breakdown):
    for _ in range(3):
        for part, whole in rules()["part_of_whole"]:
            if (part, breakdown) in values and (whole, breakdown) in values:
                values[part, breakdown] = min(values[part, breakdown], values[whole, breakdown])


def set_totals(values, breakdown, level):
    absent = rules()["blank_for_level"].get(level, [])
    for total, *parts in rules()["totals"]:
        known = [values[one, breakdown] for one in parts if (one, breakdown) in values]
        if (
            (total, breakdown) in values
            and known
            and all((one, breakdown) in values or one in absent for one in parts)
        ):
            values[total, breakdown] = sum(known)


def rate_results(values, rates):
    """What Excel computes for `rates` (indicator, breakdown): rounded to one decimal, "" without a base."""
    results = {}
    for name, breakdown in rates:
        one = indicators()[name]
        part, whole = values.get((one.numerator, breakdown)), values.get((one.denominator, breakdown))
        results[name, breakdown] = "" if part is None or not whole else int(1000 * part / whole + 0.5) / 10
    return results


def column_letters(cell):
    return re.match(r"[A-Z]+", cell)[0]


def formats_of_calculated_cells(content):
    """The number formats of all cells with a formula.

    Of one that says "" LibreOffice makes 0 in an Excel 97 file, unless the format is General.
    """
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = (cell for sheet in book for line in sheet.iter_rows() for cell in line)
    return {cell.number_format for cell in cells if cell.data_type == "f"}
