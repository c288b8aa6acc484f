"""The cells around a problem are kept as the reader saw them, whatever the format."""

import io

import docx
import pytest

from data_loaders.drafts import Place, Problem, Reading
from data_loaders.files.spreadsheets import Sheet
from data_loaders.reading.file_reading import read_file
from data_loaders.sheets.surroundings import position_of, window_around, with_surroundings
from tests.data_loaders.sheet_plans import Cell, SheetPlan
from tests.data_loaders.test_formats import WORKBOOKS, as_format

HEAD = ("Đơn vị", "Kỳ báo cáo", "Số nhiệm vụ đề ra trong kế hoạch", "Số nhiệm vụ đã hoàn thành")
ROWS = (
    HEAD,
    ("Xã Tiên Động", "Quý III năm 2023", 26, "chưa rõ"),
    ("Xã Hương Nguyên", "Quý III năm 2023", 8, 7),
)


def plan():
    sheet = SheetPlan("Tổng hợp")
    for row, values in enumerate(ROWS):
        for column, value in enumerate(values):
            sheet.cells[row, column] = Cell(value)
    return sheet


@pytest.mark.parametrize("kind", [*WORKBOOKS, "semicolon"])
def test_the_cells_around_a_problem_are_those_that_were_read(kind):
    content, ending = as_format(kind, [plan()])
    reading = read_file(f"Tổng hợp.{ending}", content)
    around = reading.surroundings["Tổng hợp", "D2"]
    assert (around.rows, around.columns) == ((0, 1, 2), (0, 1, 2, 3))
    assert around.texts[0] == HEAD
    assert around.texts[1] == ("Xã Tiên Động", "Quý III năm 2023", "26", "chưa rõ")


def test_a_table_of_a_document_has_surroundings_too(tmp_path):
    paper, file = docx.Document(), io.BytesIO()
    for line in ("ỦY BAN NHÂN DÂN XÃ TIÊN ĐỘNG", "BÁO CÁO", "Công tác cải cách hành chính quý III năm 2023"):
        paper.add_paragraph(line)
    paper.add_paragraph("Biểu mẫu 1. Công tác chỉ đạo, điều hành")
    rows = (
        ("STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số lượng/Tỷ lệ"),
        ("2", "Kế hoạch CCHC", "", ""),
        ("2.1.", "Số nhiệm vụ đề ra trong kế hoạch", "Nhiệm vụ", "26"),
        ("2.2.", "Số nhiệm vụ đã hoàn thành", "Nhiệm vụ", "chưa rõ"),
    )
    table = paper.add_table(rows=len(rows), cols=4)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    paper.save(file)
    reading = read_file("bao-cao.docx", file.getvalue())
    ((sheet, cell), around) = next(iter(reading.surroundings.items()))
    assert (sheet, cell) == (reading.drafts[0].problems[0].place.sheet, "D4")
    assert around.texts[-1] == rows[-1]


def test_a_cell_far_below_comes_with_its_head_and_its_name():
    grid = [["STT", "Đơn vị", *(f"Cột {n}" for n in range(20))]]
    grid += [[n, f"Xã thứ {n}", *range(20)] for n in range(1, 300)]
    around = window_around(Sheet("x", grid), 250, 15)
    assert (around.rows[0], around.rows[-1]) == (0, 253)
    assert (around.columns[0], around.columns[-1]) == (1, 19)
    assert around.texts[0][:2] == ("Đơn vị", "Cột 9")
    assert around.texts[-1][0] == "Xã thứ 253"


def test_a_cell_outside_what_is_written_is_shown_blank():
    around = window_around(Sheet("x", [["a"]]), 9, 5)
    assert (around.rows, around.texts[-1]) == ((6, 7, 8, 9), ("",) * len(around.columns))


@pytest.mark.parametrize(
    ("cell", "at"),
    [("A1", (0, 0)), ("D9", (8, 3)), ("AA10", (9, 26)), ("XFD1048576", (1048575, 16383))],
)
def test_a_cell_is_found_by_its_name(cell, at):
    assert position_of(cell) == at


@pytest.mark.parametrize("cell", ["", "9D", "D0", "d9", "D", "ABCD1", "D9:E9"])
def test_other_texts_name_no_cell(cell):
    assert position_of(cell) is None


def test_what_is_kept_stays_small_however_many_problems_and_however_long_the_texts():
    sheet = Sheet("x", [["chữ " * 1000] * 30 for _ in range(3000)])
    problems = [Problem("not_a_number", Place("x", f"D{row}")) for row in range(1, 3000)]
    reading = with_surroundings(Reading("x.xlsx", problems=problems), [sheet])
    assert len(reading.surroundings) == 600
    assert max(len(text) for one in reading.surroundings.values() for row in one.texts for text in row) == 160
