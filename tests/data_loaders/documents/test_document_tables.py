"""Tables in a report: forms and the one-stop table as in workbooks, others as they stand."""

from data_loaders.documents.header_spans import header_spans
from data_loaders.documents.table_joining import header_depth
from data_loaders.importing import read_file

HEAD = [
    "UBND XÃ TIÊN ĐỘNG",
    "BÁO CÁO",
    "Công tác cải cách hành chính quý III năm 2023",
    "I. KẾT QUẢ",
    "Đã thực hiện.",
]
END = ["Trên đây là báo cáo./.", "CHỦ TỊCH", "Nguyễn Văn A", "PHỤ LỤC"]
FORM = [
    "STT\tChỉ tiêu thống kê\tKết quả thống kê\t\tGhi chú",
    "\t\tĐơn vị tính\tSố lượng/ Tỷ lệ\t",
    "1.1.\tKế hoạch được giao\tTriệu đồng\t1.000\t",
    "1.2.\tĐã thực hiện\tTriệu đồng\t04\t",
]
ONE_STOP = [
    "STT\tLĩnh vực\tSố hồ sơ giải quyết phải ghi giấy hẹn",
    "\t\tHồ sơ nhận\t\tHồ sơ đã giải quyết\t\t\tHồ sơ đang giải quyết",
    "\t\tTổng số\tTiếp nhận ngày thứ 7\tTổng số\tĐúng hẹn\tTrễ hẹn\t",
    "1\tTP-HT\t20\t0\t20\t20\t0\t0",
    "2\tĐC-ĐĐ\t12\t0\t8\t8\t0\t4",
]


def draft(*lines):
    (found,) = read_file("bao-cao.txt", "\n".join(lines).encode()).drafts
    return found


def test_a_form_in_the_appendix():
    found = draft(*HEAD, *END, "Biểu mẫu 6", "Cải cách tài chính công", *FORM)
    values = {one.indicator: (one.value, one.quote, one.place.sheet, one.place.cell) for one in found.figures}
    assert values == {
        "investment_plan": (1e9, "1.000", "Biểu mẫu 6", "D3"),
        "investment_disbursed": (4e6, "04", "Biểu mẫu 6", "D4"),
    }
    assert found.slots == {"outline", "narrative", "form:6"}
    assert found.tables == []


def test_a_form_in_a_section_names_the_section():
    found = draft(*HEAD, "II. SỐ LIỆU", "Biểu mẫu 6", *FORM, *END[:3])
    assert {one.place.section for one in found.figures} == {"II. SỐ LIỆU"}


def test_a_wrong_form_number_is_told_at_its_place():
    found = draft(*HEAD, *END, "Biểu mẫu 2", *FORM)
    (problem,) = [one for one in found.problems if one.code == "form_number_mismatch"]
    assert (problem.place.sheet, problem.place.cell) == ("Biểu mẫu 2", "A3")


def test_two_tables_of_one_name():
    found = draft(*HEAD, *END, "Biểu mẫu 6", *FORM, "Biểu mẫu 6", *FORM)
    assert {one.place.sheet for one in found.figures} == {"Biểu mẫu 6", "Biểu mẫu 6 (2)"}


def test_a_one_stop_table_whose_numbers_are_texts():
    found = draft(*HEAD, *END, "Kết quả giải quyết hồ sơ tại bộ phận một cửa", *ONE_STOP)
    received = {
        one.breakdown: one.value for one in found.figures if one.indicator == "dossiers_appointment_received"
    }
    assert received == {"field:TP-HT": 20, "field:ĐC-ĐĐ": 12}
    (copy,) = found.tables
    assert copy.title == "Kết quả giải quyết hồ sơ tại bộ phận một cửa"
    assert copy.rows[1][2:4] == ("Hồ sơ nhận", "Hồ sơ nhận")


def test_any_other_table_is_kept_as_it_stands():
    rows = ["TT\tTên tổ công nghệ số\tSố thành viên", "1\tThôn Đông\t7", "2\tThôn Đoài\t6"]
    found = draft(*HEAD, "II. CHUYỂN ĐỔI SỐ", "Danh sách tổ công nghệ số cộng đồng:", *rows, *END[:3])
    (copy,) = found.tables
    assert copy.title == "Danh sách tổ công nghệ số cộng đồng"
    assert copy.place.section == "II. CHUYỂN ĐỔI SỐ"
    assert copy.rows == (
        ("TT", "Tên tổ công nghệ số", "Số thành viên"),
        ("1", "Thôn Đông", "7"),
        ("2", "Thôn Đoài", "6"),
    )


def test_a_small_table_that_names_the_country_stays_a_table():
    found = draft(*HEAD, "TT\tĐoàn thể", "1\tHội Liên hiệp Phụ nữ Việt Nam", *END[:3])
    assert found.tables[0].rows[1] == ("1", "Hội Liên hiệp Phụ nữ Việt Nam")


def test_a_table_without_a_caption():
    text = "Tình hình chung được nêu chi tiết ở bảng sau đây, gồm các thôn trên địa bàn xã. " * 4
    found = draft(*HEAD, text, "TT\tThôn\tSố hộ", "1\tĐông\t7", *END[:3])
    assert [one.title for one in found.tables] == ["Bảng"]


def test_what_an_appendix_says_besides_its_tables():
    found = draft(*HEAD, *END, "Biểu mẫu 6", *FORM, "Người lập biểu ghi chú: số liệu tạm tính.")
    assert (found.sections[-1].title, found.sections[-1].text) == (
        "Phụ lục",
        "Người lập biểu ghi chú: số liệu tạm tính.",
    )


def test_header_cells_that_reach_over_blanks():
    rows = [[*line.split("\t"), *[""] * (7 - line.count("\t"))] for line in ONE_STOP]
    assert header_depth(rows) == 3
    assert header_spans(rows) == [
        (0, 0, 2, 0),
        (0, 1, 2, 1),
        (0, 2, 0, 7),
        (1, 2, 1, 3),
        (1, 4, 1, 6),
        (1, 7, 2, 7),
    ]
