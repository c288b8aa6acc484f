"""Number, day, title, addressee, signatory and data window from a report's head and end."""

import pytest

from data_loaders.documents.document_head import (
    addressee,
    document_number,
    head_of,
    place_of_signing,
    signatory,
    signing_day,
    title,
)
from data_loaders.documents.document_model import DocumentTable, Paragraph
from data_loaders.documents.document_parts import is_name, is_signature_line, parts_of


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 29/BC-UBND", "29/BC-UBND"),
        ("Số: 204 /BC-UBND", "204/BC-UBND"),
        ("Số 15/BC-SNV", "15/BC-SNV"),
        ("Số: /BC-UBND", ""),
        ("Số: ……/BC-UBND", ""),
        ("Số liệu báo cáo", ""),
    ],
)
def test_the_number(line, number):
    assert document_number(["ỦY BAN NHÂN DÂN", line]) == number


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Tiên Động, ngày 08 tháng 9 năm 2023", "2023-09-08"),
        ("Thừa Thiên Huế, ngày 8 tháng 03 năm 2023.", "2023-03-08"),
        ("An Lão, ngày tháng năm 2023", ""),
        ("An Lão, ngày … tháng 6 năm 2023", ""),
        ("An Lão, ngày 31 tháng 6 năm 2023", ""),
        ("Thực hiện Công văn số 281/UBND-NV của UBND huyện Tứ Kỳ ngày 07 tháng 3 năm 2022", ""),
    ],
)
def test_the_day_of_signing(line, day):
    assert signing_day([line]) == day


def test_the_place_of_signing():
    assert place_of_signing(["BÁO CÁO", "Tiên Động, ngày 08 tháng 9 năm 2023"]) == "Tiên Động"


def test_a_title_on_several_lines():
    lines = [
        "BÁO CÁO",
        "Công tác cải cách hành chính",
        "6 tháng đầu năm 2023",
        "(Số liệu đến 12/6)",
        "Kính gửi: Sở Nội vụ",
    ]
    assert title(lines) == "Công tác cải cách hành chính 6 tháng đầu năm 2023"


def test_a_title_on_the_line_of_the_word_report():
    assert title(["BÁO CÁO KẾT QUẢ CẢI CÁCH HÀNH CHÍNH QUÝ I NĂM 2023", "Thực hiện Công văn số 12"]) == (
        "KẾT QUẢ CẢI CÁCH HÀNH CHÍNH QUÝ I NĂM 2023 Thực hiện Công văn số 12"
    )


def test_the_first_sentence_is_no_title():
    preamble = "Thực hiện công văn số 318/UBND ngày 05/4/2021 của UBND thị xã về việc triển khai kế hoạch."
    assert title(["BÁO CÁO", "Công tác cải cách hành chính", preamble]) == "Công tác cải cách hành chính"


def test_addressees_in_a_list():
    lines = ["Kính gửi:", "- Sở Nội vụ tỉnh Bình Định;", "- Văn phòng UBND tỉnh.", "Thực hiện chế độ báo cáo"]
    assert addressee(lines) == "Sở Nội vụ tỉnh Bình Định; Văn phòng UBND tỉnh"


def test_the_last_title_above_the_name_counts():
    lines = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Đã ký)", "Đình Văn Phú"]
    assert signatory(lines) == {"signatory_title": "PHÓ CHỦ TỊCH", "signatory": "Đình Văn Phú"}


@pytest.mark.parametrize("text", ["Nguyễn Văn Thương", "ThS. Lê Thị Hồng Vân", "H'Lan Niê"])
def test_names(text):
    assert is_name(text) is (text != "H'Lan Niê")


@pytest.mark.parametrize(
    "text", ["CHỦ TỊCH", "Kết quả tiếp nhận, giải quyết", "Phòng Nội vụ huyện 2023", "Hà"]
)
def test_what_is_no_name(text):
    assert not is_name(text)


def test_a_sentence_about_the_chairman_is_no_signature():
    assert not is_signature_line("Chủ tịch UBND xã chỉ đạo các bộ phận")
    assert is_signature_line("KT. TRƯỞNG PHÒNG")


REPORT = [
    "UBND HUYỆN A LƯỚI",
    "Số: 29/BC-UBND",
    "BÁO CÁO",
    "Công tác cải cách hành chính Quý I năm 2023",
    "I. KẾT QUẢ",
    "Số liệu tính từ ngày 15/12/2022 đến hết ngày 14/3/2023 như sau.",
    "II. KIẾN NGHỊ",
    "Không có kiến nghị.",
    "Trên đây là báo cáo của UBND huyện A Lưới./.",
    "Nơi nhận:",
    "- Sở Nội vụ;",
    "- Lưu: VT.",
    "CHỦ TỊCH",
    "Nguyễn Văn A",
    "PHỤ LỤC",
]


def parts(lines=REPORT, *more):
    return parts_of([*map(Paragraph, lines), *more])


def test_the_parts_of_a_report():
    found = parts()
    assert [
        len(part) for part in (found.head, found.body, found.closing, found.recipients, found.signature)
    ] == [4, 4, 1, 3, 2]
    assert [block.text for block in found.appendix] == ["PHỤ LỤC"]


def test_a_window_in_the_text():
    found = head_of(parts())
    assert (found["data_from"], found["data_to"]) == ("2022-12-15", "2023-03-14")


def test_any_other_span_of_days_is_no_window():
    lines = [line.replace("Số liệu tính từ", "Đợt thi đua từ") for line in REPORT]
    assert "data_from" not in head_of(parts(lines))


def test_a_report_without_recipients_ends_at_the_signature():
    lines = [line for line in REPORT if not line.startswith(("Trên đây", "Nơi nhận", "- "))]
    found = parts(lines)
    assert found.body[-1].text == "Không có kiến nghị."
    assert head_of(found)["signatory"] == "Nguyễn Văn A"


def test_tables_after_the_recipients_are_the_appendix():
    unsigned = REPORT[:12]
    found = parts(unsigned, DocumentTable((("STT", "Chỉ tiêu"), ("1", "2"))))
    assert len(found.appendix) == 1
    assert "signatory" not in head_of(found)


def test_a_report_without_an_outline():
    text = "UBND xã đã triển khai công tác cải cách hành chính. " * 10
    found = parts(["BÁO CÁO", "Công tác cải cách hành chính", text, text])
    assert (len(found.head), len(found.body)) == (2, 2)


def test_the_days_over_which_dossiers_came_in_are_a_window():
    told = "Từ ngày 15/6/2023 đến ngày 07/9/2023, Bộ phận Một cửa đã tiếp nhận"
    found = head_of(
        parts(
            [line.replace("Số liệu tính từ", "Đợt thi đua từ") for line in [*REPORT[:5], told, *REPORT[5:]]]
        )
    )
    assert (found["data_from"], found["data_to"]) == ("2023-06-15", "2023-09-07")
