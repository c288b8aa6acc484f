"""Merged header cells of an OpenDocument file are known, so that a one-stop table in it is recognised."""

import io

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from data_loaders.files.spreadsheets import read_sheets


def ods(*rows):
    document = OpenDocumentSpreadsheet()
    table = Table(name="Một cửa")
    for cells in rows:
        row = TableRow()
        for cell in cells:
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    stream = io.BytesIO()
    document.write(stream)
    return stream.getvalue()


def text(said, **spans):
    cell = TableCell(valuetype="string", stringvalue=said, **spans)
    cell.addElement(P(text=said))
    return cell


def test_merged_cells_across_and_down():
    content = ods(
        [text("Lĩnh vực", numberrowsspanned=2), text("Hồ sơ", numbercolumnsspanned=2), CoveredTableCell()],
        [CoveredTableCell(), text("Tổng số"), text("Đúng hẹn")],
    )
    (sheet,) = read_sheets("mot-cua.ods", content)
    assert sheet.merged == [(0, 0, 1, 0), (0, 1, 0, 2)]
    assert [sheet.spread_text(0, column) for column in range(3)] == ["Lĩnh vực", "Hồ sơ", "Hồ sơ"]
    assert sheet.spread_text(1, 0) == "Lĩnh vực"
