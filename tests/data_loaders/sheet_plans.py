"""A workbook as a plan: cells, merged areas, what is hidden; written as any format offices use."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import xlsxwriter
import xlwt
from odf.number import Number as OdfNumber
from odf.number import NumberStyle, PercentageStyle
from odf.number import Text as OdfText
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

_NEVER = "never calculated"
_NO_RESULT = re.compile(rb' t="str"><f>([^<]*)</f><v>never calculated</v>')
Value = str | float | date | None
At = tuple[int, int]


@dataclass
class Cell:
    """What one cell holds.

    `percent` shows 0.5 as 50 %; a `formula` has `value` as its result, None for none yet; `bold` is how many
    letters of a text are bold (rich text); `error` an error value such as #REF!.
    """

    value: Value = None
    percent: bool = False
    formula: str = ""
    bold: int = 0
    error: str = ""


@dataclass
class SheetPlan:
    """One sheet: cells by (row, column) from 0; merged areas as first and last row and column."""

    name: str
    cells: dict[At, Cell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False

    def put(self, row: int, column: int, value: Value, **how: object) -> At:
        """Write a cell; returns its place."""
        self.cells[row, column] = Cell(value, **how)  # type: ignore[arg-type]
        return row, column

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge an area whose first cell is written."""
        if (top, left) != (bottom, right):
            self.merged.append((top, left, bottom, right))

    @property
    def height(self) -> int:
        return max((row for row, _ in self.cells), default=-1) + 1

    @property
    def width(self) -> int:
        return max((column for _, column in self.cells), default=-1) + 1


def as_xlsx(plans: Sequence[SheetPlan]) -> bytes:
    """The workbook as .xlsx (or .xlsm) bytes."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    formats = {
        "percent": book.add_format({"num_format": "0.00%"}),
        "date": book.add_format({"num_format": "dd/mm/yyyy"}),
        "bold": book.add_format({"bold": True}),
        "plain": book.add_format({}),
    }
    for plan in plans:
        sheet = book.add_worksheet(plan.name)
        for area in plan.merged:
            sheet.merge_range(*area, "")
        for at, cell in plan.cells.items():
            _write_xlsx(sheet, at, cell, formats)
        for row in plan.hidden_rows:
            sheet.set_row(row, None, None, {"hidden": True})
        for column in plan.hidden_columns:
            sheet.set_column(column, column, None, None, {"hidden": True})
        if plan.hidden:
            sheet.hide()
    book.close()
    return _without_results(target.getvalue())


def _without_results(content: bytes) -> bytes:
    """The workbook with marked formulas left as a program writes them that does not calculate."""
    found = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            new.writestr(part, _NO_RESULT.sub(rb"><f>\1</f><v></v>", old.read(part)))
    return found.getvalue()


def _write_xlsx(sheet: xlsxwriter.worksheet.Worksheet, at: At, cell: Cell, formats: dict) -> None:
    style = formats["percent"] if cell.percent else None
    if cell.error:
        sheet.write_formula(*at, "=1/0", None, cell.error)
    elif cell.formula:
        sheet.write_formula(*at, cell.formula, style, _NEVER if cell.value is None else cell.value)
    elif isinstance(cell.value, date):
        sheet.write_datetime(
            *at, datetime(cell.value.year, cell.value.month, cell.value.day), formats["date"]
        )
    elif isinstance(cell.value, str) and 0 < cell.bold < len(cell.value):
        sheet.write_rich_string(
            *at, formats["bold"], cell.value[: cell.bold], formats["plain"], cell.value[cell.bold :]
        )
    elif isinstance(cell.value, str):
        sheet.write_string(*at, cell.value)
    elif cell.value is not None:
        sheet.write_number(*at, cell.value, style)


def as_xls(plans: Sequence[SheetPlan]) -> bytes:
    """The workbook as .xls bytes (Excel 97)."""
    book = xlwt.Workbook(encoding="utf-8")
    percent = xlwt.easyxf(num_format_str="0.00%")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for plan in plans:
        sheet = book.add_sheet(plan.name)
        covered = {(row, column) for area in plan.merged for row, column in _inside(area)}
        for top, left, bottom, right in plan.merged:
            cell = plan.cells.get((top, left), Cell())
            sheet.write_merge(top, bottom, left, right, cell.value)
        for (row, column), cell in plan.cells.items():
            if (row, column) not in covered:
                style = (
                    percent
                    if cell.percent
                    else day
                    if isinstance(cell.value, date)
                    else xlwt.Style.default_style
                )
                sheet.write(row, column, cell.value, style)
        sheet.visibility = int(plan.hidden)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _inside(area: tuple[int, int, int, int]) -> list[At]:
    top, left, bottom, right = area
    return [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]


def as_ods(plans: Sequence[SheetPlan]) -> bytes:
    """The workbook as .ods bytes."""
    document = OpenDocumentSpreadsheet()
    document.automaticstyles.addElement(NumberStyle(name="plain"))
    shown = PercentageStyle(name="shown")
    shown.addElement(OdfNumber(decimalplaces="2", minintegerdigits="1"))
    shown.addElement(OdfText(text="%"))
    document.automaticstyles.addElement(shown)
    percent = Style(name="percent", family="table-cell", datastylename="shown")
    document.automaticstyles.addElement(percent)
    for name, display in (("seen", "true"), ("hidden", "false")):
        style = Style(name=name, family="table")
        style.addElement(TableProperties(display=display))
        document.automaticstyles.addElement(style)
    for plan in plans:
        document.spreadsheet.addElement(_ods_table(plan, percent))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _ods_table(plan: SheetPlan, percent: Style) -> Table:
    table = Table(name=plan.name, stylename="hidden" if plan.hidden else "seen")
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in plan.merged}
    covered = {at for area in plan.merged for at in _inside(area)[1:]}
    for row in range(plan.height):
        line = TableRow()
        for column in range(plan.width):
            at = (row, column)
            if at in covered:
                line.addElement(CoveredTableCell())
            else:
                line.addElement(_ods_cell(plan.cells.get(at, Cell()), spans.get(at, (1, 1)), percent))
        table.addElement(line)
    return table


def _ods_cell(cell: Cell, span: tuple[int, int], percent: Style) -> TableCell:
    rows, columns = span
    how = {"numberrowsspanned": rows, "numbercolumnsspanned": columns} if span != (1, 1) else {}
    if isinstance(cell.value, date):
        return TableCell(valuetype="date", datevalue=cell.value.isoformat(), **how)
    if isinstance(cell.value, str):
        written = TableCell(valuetype="string", **how)
        for line in cell.value.split("\n"):
            written.addElement(P(text=line))
        return written
    if cell.value is None:
        return TableCell(**how)
    if cell.percent:
        written = TableCell(valuetype="percentage", value=str(cell.value), stylename=percent, **how)
        written.addElement(P(text=f"{100 * cell.value:.2f}%".replace(".", ",")))
        return written
    written = TableCell(valuetype="float", value=str(cell.value), **how)
    written.addElement(P(text=str(cell.value).replace(".", ",")))
    return written


def as_csv(plan: SheetPlan, delimiter: str = ",", *, mark: bool = True) -> bytes:
    """One sheet as .csv bytes as Excel in Vietnam saves it: every row as long, decimals with a comma."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    for row in range(plan.height):
        writer.writerow([_csv_text(plan.cells.get((row, column), Cell())) for column in range(plan.width)])
    return file.getvalue().encode("utf-8-sig" if mark else "utf-8")


def _csv_text(cell: Cell) -> str:
    if cell.value is None:
        return ""
    if isinstance(cell.value, date):
        return f"{cell.value.day:02d}/{cell.value.month:02d}/{cell.value.year}"
    if isinstance(cell.value, str):
        return cell.value
    number = round(100 * cell.value if cell.percent else cell.value, 6)
    text = f"{number:.6f}".rstrip("0").rstrip(".") + ("%" if cell.percent else "")
    return text.replace(".", ",")
