"""Downloads: typed numbers, headings on top, nothing that runs as a formula."""

import csv
import io

import openpyxl
import pandas as pd
import pytest

from dashboard.downloads.export import file_name, safe_text, to_csv, to_xlsx
from dashboard.downloads.native_chart import NativeChart

FRAME = pd.DataFrame(
    {"unit": ["Xã Minh Sơn", "=cmd()"], "rate": [88.1, None], "count": [229, 260], "note": ["- gạch", "@x"]}
)
COLUMNS = {"unit": "Đơn vị", "rate": "Tỷ lệ", "count": "Hồ sơ", "note": "Ghi chú"}
TOLD = {"columns": COLUMNS, "title": "Hồ sơ đúng hạn", "source": "Báo cáo", "filters": {"Kỳ": "Quý III/2023"}}


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@SUM(A1)", "\tx", "\rx"])
def test_texts_that_could_run_are_made_harmless(text):
    assert safe_text(text) == f"'{text}"


def test_plain_texts_stay():
    assert safe_text("Xã Minh Sơn = 5") == "Xã Minh Sơn = 5"


def test_file_names_have_no_accents():
    assert file_name("Hồ sơ đúng hạn, quý III/2023", "xlsx") == "ho-so-dung-han-quy-iii-2023.xlsx"
    assert file_name("", "csv") == "bang.csv"


@pytest.fixture
def sheet():
    content = to_xlsx(FRAME, **TOLD, formats={"rate": "percent", "count": "count"})
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_a_workbook_says_what_it_is(sheet):
    lines = [sheet.cell(row, 1).value for row in range(1, 5)]
    assert lines[:3] == ["Hồ sơ đúng hạn", "Kỳ: Quý III/2023", "Nguồn số liệu: Báo cáo"]
    assert lines[3].startswith("Ngày xuất: ")


def test_a_workbook_holds_typed_cells(sheet):
    head, first, second = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=6, max_row=8))
    assert head == list(COLUMNS.values())
    assert first == ["Xã Minh Sơn", 88.1, 229, "- gạch"]
    assert second == ["=cmd()", None, 260, "@x"]
    assert [cell.data_type for cell in sheet[8]] == ["s", "n", "n", "s"]
    assert [sheet[cell].quotePrefix for cell in ("A7", "D7", "A8", "D8")] == [False, True, True, True]
    assert sheet["B7"].number_format == "0.0"


def test_a_workbook_is_ready_to_read(sheet):
    assert sheet.freeze_panes == "B7"
    assert sheet.auto_filter.ref == "A6:D8"
    assert sheet.column_dimensions["A"].width > 10


def test_an_empty_table_is_still_a_workbook():
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(FRAME.head(0), **TOLD)))
    assert book.active["A6"].value == "Đơn vị"


def test_numbers_no_workbook_can_hold_are_written_as_text():
    frame = pd.DataFrame({"rate": [float("inf")]})
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(frame, columns={"rate": "Tỷ lệ"}, title="x")))
    assert book.active["A5"].value == "inf"


def test_csv_opens_in_excel_as_it_is():
    content = to_csv(FRAME, **TOLD)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[5] == list(COLUMNS.values())
    assert rows[6:] == [["Xã Minh Sơn", "88.1", "229", "'- gạch"], ["'=cmd()", "", "260", "'@x"]]


def test_a_chart_of_the_table_can_be_edited():
    chart = NativeChart("bar", "unit", ("rate",), target=95)
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(FRAME, **TOLD, chart=chart)))
    (drawn,) = book["Biểu đồ"]._charts
    assert drawn.series[0].val.numRef.f == "'Số liệu'!$B$7:$B$8"
    assert drawn.series[0].cat.strRef.f == "'Số liệu'!$A$7:$A$8"
    (target,) = drawn._charts[1].series
    assert target.val.numRef.f == "'Biểu đồ'!$AA$1:$AA$2"


@pytest.mark.parametrize("kind", ["stacked", "line", "dots"])
def test_every_kind_of_chart_is_drawn(kind):
    chart = NativeChart(kind, "unit", ("rate", "count"))
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(FRAME, **TOLD, chart=chart)))
    assert len(book["Biểu đồ"]._charts[0].series) == 2


def test_bars_start_at_zero_dots_need_not():
    def axis_of(kind):
        chart = NativeChart(kind, "unit", ("rate",), target=95)
        book = openpyxl.load_workbook(io.BytesIO(to_xlsx(FRAME, **TOLD, chart=chart)))
        return book["Biểu đồ"]._charts[0].y_axis.scaling.min

    assert (axis_of("bar"), axis_of("dots")) == (0, None)


def test_no_chart_of_an_empty_table():
    content = to_xlsx(FRAME.head(0), **TOLD, chart=NativeChart("bar", "unit", ("rate",)))
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["Số liệu"]
