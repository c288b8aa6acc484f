"""What only looks odd is read; what only looks like a report is not taken for one."""

import csv
import io
import re
import zipfile

import openpyxl
import pytest
import xlwt

from data_loaders.files.spreadsheets import read_sheets
from data_loaders.importing import import_file, status_of
from data_loaders.reading.reading_process import read_apart
from data_loaders.reading.recognition import Answers
from tests.data_loaders.hostile_files import GOOD, GOOD_FIGURES, GOOD_NAME
from tests.data_loaders.made_workbooks import MAIN, RELATIONS, changed, unzipped
from tests.data_loaders.stored_state import row_counts

STRICT = "http://purl.oclc.org/ooxml"


def figures(name: str, content: bytes) -> dict[tuple[str, str], float]:
    """The figures of the good report by indicator and breakdown, however its file is dressed."""
    reading = read_apart(name, content)
    assert status_of(reading) == "saved"
    (draft,) = reading.drafts
    return {(one.indicator, one.breakdown): one.value for one in draft.figures}


@pytest.fixture(scope="module")
def good():
    found = figures(GOOD_NAME, GOOD)
    assert len(found) == GOOD_FIGURES
    return found


def edited(change) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(GOOD))
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def strict() -> bytes:
    """The namespaces of strict OOXML, which Excel can save too."""
    renamed = {MAIN: f"{STRICT}/spreadsheetml/main", RELATIONS: f"{STRICT}/officeDocument/relationships"}
    parts = unzipped(GOOD)
    for old, new in renamed.items():
        parts = {name: part.replace(old.encode(), new.encode()) for name, part in parts.items()}
    return changed(GOOD, parts)


def with_macros() -> bytes:
    return changed(GOOD, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)})


def stored_unpacked() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, part in unzipped(GOOD).items():
            archive.writestr(name, part)
    return file.getvalue()


def far_formatting(book: openpyxl.Workbook) -> None:
    """A fill without a value in the last cell there is: people format whole columns."""
    sheet = book.worksheets[0]
    sheet["XFD1048576"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")


def huge_merge() -> bytes:
    """Millions of blank cells merged into one."""
    merged = b'<mergeCell ref="H1:XFD1048576"/></mergeCells>'
    return changed(GOOD, {"xl/worksheets/sheet1.xml": lambda part: part.replace(b"</mergeCells>", merged)})


DRESSED = {
    "bieu-mau-xa-tien-dong-quy-3-2023.XLSX": lambda: GOOD,
    "macros.xlsm": with_macros,
    "strict.xlsx": strict,
    "no-content-types.xlsx": lambda: changed(GOOD, {"[Content_Types].xml": None}),
    "not-packed.xlsx": stored_unpacked,
    "written-by-openpyxl.xlsx": lambda: edited(lambda book: None),
    "chart-sheet-first.xlsx": lambda: edited(lambda book: book.create_chartsheet("Biểu đồ", 0)),
    "hidden-sheet.xlsx": lambda: edited(lambda book: book.create_sheet("_ẩn").cell(1, 1, "x")),
    "far-formatting.xlsx": lambda: edited(far_formatting),
    "huge-merge.xlsx": huge_merge,
    "../../thư mục/tên lạ\x00\udcff.xlsx": lambda: GOOD,
}


@pytest.mark.parametrize("name", DRESSED)
def test_an_odd_but_sound_workbook_is_read_as_ever(name, good):
    assert figures(name, DRESSED[name]()) == good


def as_old_workbook() -> bytes:
    book = xlwt.Workbook()
    for sheet in read_sheets(GOOD_NAME, GOOD):
        copy = book.add_sheet(sheet.name[:31])
        for row, values in enumerate(sheet.grid):
            for column, value in enumerate(values):
                copy.write(row, column, value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_the_same_forms_in_an_old_workbook_are_read(good):
    assert figures("tien-dong-2023-q3.xls", as_old_workbook()) == good


def formula_for_received(formula: str, result: str) -> bytes:
    """A long table whose one value is a formula, with the result a spreadsheet program left (or none)."""
    book = openpyxl.Workbook()
    book.active.append(("Đơn vị", "Kỳ báo cáo", "Chỉ tiêu", "Giá trị"))
    book.active.append(("Xã Tiên Động", "2023-Q3", "dossiers_received", "=FORMULA"))
    file = io.BytesIO()
    book.save(file)
    written, sheet = f"<f>{formula}</f><v>{result}</v>".encode(), "xl/worksheets/sheet1.xml"
    return changed(
        file.getvalue(), {sheet: lambda part: re.sub(rb"<f>FORMULA</f>(<v ?/>|<v></v>)", written, part)}
    )


@pytest.mark.parametrize("formula", ["[1]Sheet1!$A$1", "SUM(1,2)", "WEBSERVICE(A9)", "DDE(A1,A2)"])
def test_of_a_formula_only_the_result_it_was_saved_with_counts(formula):
    calculated = read_apart("so-lieu.xlsx", formula_for_received(formula, "41"))
    assert [one.value for draft in calculated.drafts for one in draft.figures] == [41]
    never = read_apart("so-lieu.xlsx", formula_for_received(formula, ""))
    assert status_of(never) == "rejected"
    found = [*never.problems, *(one for draft in never.drafts for one in draft.problems)]
    assert ("formula_not_calculated", f"={formula}") in [(one.code, one.value) for one in found]


def csv_of(*rows: tuple[object, ...]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue().encode("utf-8-sig")


def test_a_command_in_a_cell_is_text_and_stays_one():
    content = csv_of(
        ("Đơn vị", "Kỳ báo cáo", "Chỉ tiêu", "Giá trị"),
        ("Xã Tiên Động", "2023-Q3", "dossiers_received", "=cmd|'/c calc'!A1"),
    )
    reading = read_apart("so-lieu.csv", content)
    assert status_of(reading) == "rejected"
    assert "not_a_number" in [one.code for draft in reading.drafts for one in draft.problems]


FOREIGN = {
    "units of measure": (("unit", "indicator", "value"), ("kg", "weight", 12), ("m", "length", 3)),
    "statistics": (("year", "indicator", "value"), (2023, "Population, total", 98), (2022, "GDP (US$)", 3)),
    "world bank": (("Country", "Indicator Name", "2022", "2023"), ("Viet Nam", "Population", 98, 99)),
    "invoice": (("No", "Description", "Unit", "Quantity", "Price"), (1, "Paper", "box", 3, 4.5)),
    "stock": (("Đơn vị", "Số lượng", "Đơn giá"), ("cái", 12, 3000), ("hộp", 5, 200)),
    "schools": (("STT", "Đơn vị", "Sĩ số", "Điểm"), (1, "Trường A", 30, 8), (2, "Trường B", 40, 7)),
    "census": (("STT", "Đơn vị", "Dân số", "Diện tích (km2)"), (1, "Xã Tiên Động", 8000, 12.5)),
    "payroll": (("TT", "Họ và tên", "Lương", "Đơn vị"), (1, "Nguyễn Văn A", 12_000_000, "Phòng Nội vụ")),
    "furniture": (("STT", "Nội dung", "Số lượng"), (1, "Bàn ghế", 12), (2, "Máy tính", 3)),
    "timetable": (("Thứ", "Tiết", "Môn"), (2, 1, "Toán"), (3, 2, "Văn")),
    "insurance": (
        ("Lĩnh vực", "Tiếp nhận", "Giải quyết", "Đúng hạn", "Quá hạn"),
        ("Bảo hiểm xe", 9, 8, 7, 1),
    ),
    "farming": (
        ("ỦY BAN NHÂN DÂN XÃ TIÊN ĐỘNG",),
        ("Biểu 3: Kết quả sản xuất nông nghiệp quý III năm 2023",),
        ("STT", "Chỉ tiêu", "Đơn vị tính", "Số lượng"),
        (1, "Diện tích lúa", "ha", 1200),
        ("1.1", "Sản lượng lúa", "tấn", 300),
        (2, "Gia súc", "con", 20),
    ),
    "complaints": (
        ("ỦY BAN NHÂN DÂN XÃ TIÊN ĐỘNG",),
        ("Kết quả tiếp công dân quý III năm 2023",),
        ("STT", "Lĩnh vực", "Tổng số đơn", "Đã giải quyết", "Đang giải quyết", "Đúng hạn", "Quá hạn"),
        (1, "Đất đai", 10, 8, 2, 7, 1),
    ),
}


@pytest.mark.parametrize("subject", FOREIGN)
@pytest.mark.parametrize("name", ["du-lieu.csv", "bao-cao-quy-3-2023-xa-tien-dong.csv"])
def test_a_table_about_something_else_is_no_report(subject, name):
    reading = read_apart(name, csv_of(*FOREIGN[subject]))
    assert (status_of(reading), reading.questions) == ("rejected", [])
    assert "nothing_recognised" in [one.code for one in reading.problems]


def test_an_answer_does_not_make_a_report_of_it():
    told = Answers(unit="hai-duong.tu-ky.tien-dong", period="2023-Q3")
    for rows in FOREIGN.values():
        reading = read_apart("du-lieu.csv", csv_of(*rows), told)
        assert [draft.figures for draft in reading.drafts if draft.figures] == []


def test_a_figure_of_a_unit_that_is_not_clear_waits_for_an_answer(engine):
    rows = (("Đơn vị", "Kỳ báo cáo", "Chỉ tiêu", "Giá trị"), ("Tổ 5", "2023-Q3", "dossiers_received", 12))
    result = import_file(engine, "so-lieu.csv", csv_of(*rows))
    assert result["status"] == "needs_review"
    assert row_counts(engine)["figures"] == row_counts(engine)["uploads"] == 0


def test_thousands_of_unknown_units_do_not_become_thousands_of_questions():
    rows = [(f"Xã Không Có {number}", "2023-Q3", "dossiers_received", number) for number in range(3000)]
    reading = read_apart("so-lieu.csv", csv_of(("Đơn vị", "Kỳ báo cáo", "Chỉ tiêu", "Giá trị"), *rows))
    assert status_of(reading) == "needs_review"
    assert len(reading.questions) == 200
    assert len(reading.problems) <= 201
