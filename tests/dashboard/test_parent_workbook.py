"""Everything of a parent and a period in one workbook."""

import io
from datetime import date

import openpyxl
import pytest

from dashboard.analysis.selection import Selection
from dashboard.downloads.parent_workbook import parent_workbook, parent_workbook_name
from data_loaders.drafts import Figure, Place, Problem, Reading, ReportDraft
from data_loaders.store.storage import save_reading
from tests.dashboard.stated_figures import MINH_SON, ON_TIME, RESOLVED, TRANG_SON, store

SELECTION = Selection("2023-Q3", TRANG_SON, "commune")


@pytest.fixture
def book(database_url, engine):
    communes = {(RESOLVED, "level:commune"): 1000, (ON_TIME, "level:commune"): 880, "investment_plan": 2.5e9}
    store(database_url, {MINH_SON: communes, TRANG_SON: {(RESOLVED, "level:commune"): 1200}})
    doubted = Figure(
        "plan_tasks_set", 40.0, "table", "table:x", "", Place(sheet="Tổng hợp", cell="E9"), "=40+1"
    )
    draft = ReportDraft(MINH_SON, "2023-Q3", "table", [doubted], slots={"table:x"})
    draft.problems.append(
        Problem("negative_count", Place(sheet="Tổng hợp", cell="E9"), "plan_tasks_set", "-4")
    )
    save_reading(engine, Reading("tong-hop.xlsx", "table", drafts=[draft]), content=b"x")
    with engine.connect() as connection:
        content = parent_workbook(connection, selection=SELECTION, today=date(2023, 10, 1))
    return openpyxl.load_workbook(io.BytesIO(content))


def lines(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def line(sheet, first):
    return next(row for row in lines(sheet) if row[0] == first)


def test_the_sheets_and_their_order(book):
    forms = [f"Biểu mẫu {form}" for form in range(1, 8)]
    assert book.sheetnames == [
        *("Tổng quan", *forms),
        *("Số liệu các đơn vị", "Điều cần xem lại", "Báo cáo chưa nộp", "Nguồn số liệu"),
    ]


def test_every_sheet_says_what_it_is(book):
    for sheet in book:
        top = [row[0] for row in lines(sheet)[:5]]
        assert any("Quý III/2023 · Huyện Tràng Sơn · cấp xã" in str(one) for one in top), sheet.title
        assert "SỐ LIỆU MINH HỌA" in top, sheet.title
        assert sheet.freeze_panes, sheet.title
        assert sheet.auto_filter.ref, sheet.title
        assert sheet.page_setup.orientation == "landscape", sheet.title


def test_a_form_row_stands_beside_the_parents_own_statement(book):
    row = line(book["Biểu mẫu 3"], "3.3.1")
    assert row[3:6] == [1000, "1/16 xã", 1200]
    assert line(book["Biểu mẫu 3"], "3.3")[3] == 88
    assert line(book["Biểu mẫu 3"], "3.1")[3] == "không áp dụng"
    assert line(book["Biểu mẫu 6"], "1.1")[2:4] == ["Triệu đồng", 2500]
    assert line(book["Biểu mẫu 1"], "5")[3] == "không cộng"


def test_numbers_are_typed(book):
    sheet = book["Biểu mẫu 3"]
    cells = {row[0].value: row[3] for row in sheet.iter_rows()}
    assert (cells["3.3.1"].data_type, cells["3.3.1"].number_format) == ("n", "#,##0")
    assert cells["3.3"].number_format == "0.0"


def test_every_unit_has_a_row(book):
    sheet = book["Số liệu các đơn vị"]
    assert len([row for row in lines(sheet) if row[1] == "Tràng Sơn"]) == 16
    assert 1000 in line(sheet, "Xã Minh Sơn")


def test_problems_have_their_place(book):
    row = line(book["Điều cần xem lại"], "Xã Minh Sơn")
    assert row[2:4] == ["phải sửa", "Tổng hợp, ô E9"]


def test_reports_not_handed_in_are_listed(book):
    rows = [row for row in lines(book["Báo cáo chưa nộp"]) if row[4] == "chưa nộp, đã quá hạn"]
    assert len(rows) == 15
    assert rows[0][5] > 0


def test_sources_name_file_and_cell_and_run_nothing(book):
    rows = {row[9].value: row for row in book["Nguồn số liệu"].iter_rows()}
    found = rows["=40+1"]
    assert (found[7].value, found[8].value) == ("tong-hop.xlsx", "Tổng hợp!E9")
    assert (found[9].data_type, found[9].quotePrefix) == ("s", True)


def test_a_period_without_reports_still_makes_a_workbook(engine):
    with engine.connect() as connection:
        content = parent_workbook(connection, selection=SELECTION, today=date(2023, 10, 1), language="en")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert len(book.sheetnames) == 12


def test_the_file_name_has_no_accents():
    assert parent_workbook_name(SELECTION) == "so-lieu-huyen-trang-son-cap-xa-quy-iii-2023.xlsx"
    assert parent_workbook_name(Selection("2024", "", "province")) == "so-lieu-ca-nuoc-cap-tinh-nam-2024.xlsx"
