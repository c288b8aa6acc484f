"""Plain text and Markdown: marks taken off, tables by tabs and bars, encodings."""

import pytest

from data_loaders.documents.document_model import DocumentTable, Footnote, Paragraph
from data_loaders.documents.document_reader import read_blocks, tidied
from data_loaders.documents.text_document import read_text_document
from data_loaders.files.file_limits import UnreadableFile


def blocks(text):
    return read_text_document(text.encode()).blocks


def test_marks_of_markdown_and_html():
    assert blocks(
        "## ***2. Công tác tuyên truyền***\n\n"
        "*a) Rà soát:* <i>trong</i> kỳ **08** văn bản &amp; 1\\. quyết định"
    ) == [
        Paragraph("2. Công tác tuyên truyền", bold=True, heading=1),
        Paragraph("a) Rà soát: trong kỳ 08 văn bản & 1. quyết định"),
    ]


def test_bold_over_two_lines():
    assert [one.text for one in blocks("**TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH**")] == [
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
    ]


def test_a_star_as_a_bullet_stays():
    assert blocks("* Tồn tại: còn chậm") == [Paragraph("* Tồn tại: còn chậm")]


def test_raised_numbers_and_footnotes():
    assert blocks("năm 2023<sup>2</sup>.\n\n<sup>2</sup> Quyết định 356.") == [
        Paragraph("năm 2023²."),
        Footnote("²", "Quyết định 356."),
    ]


def test_a_table_by_tabs_and_its_rest_after_a_blank_line():
    first = "STT\tChỉ tiêu\tSố\n1.\tTổng số thủ tục đủ điều kiện cung cấp trực\t04\n"
    text = f"{first}\n\ttuyến mức độ 4\t\n2.\tĐang cung cấp\t05\n"
    assert tidied(blocks(text)) == [
        DocumentTable(
            (
                ("STT", "Chỉ tiêu", "Số"),
                ("1.", "Tổng số thủ tục đủ điều kiện cung cấp trực tuyến mức độ 4", "04"),
                ("2.", "Đang cung cấp", "05"),
            )
        )
    ]


def test_a_table_by_bars():
    assert blocks("| STT | Số |\n|:---|---:|\n| 1 | **20** |") == [
        DocumentTable((("STT", "Số"), ("1", "20")))
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding):
    assert read_text_document("Báo cáo".encode(encoding)).blocks == [Paragraph("Báo cáo")]


def test_decomposed_letters_are_composed():
    assert blocks("Ba\u0301o ca\u0301o") == [Paragraph("Báo cáo")]


@pytest.mark.parametrize(
    "content",
    ["Báo cáo".encode("utf-16-le"), b"\xff\xfe\x00\xd8\x00", "Báo cáo".encode("cp1258", "replace") + b"\xff"],
)
def test_other_encodings_are_refused(content):
    with pytest.raises(UnreadableFile):
        read_text_document(content)


BROKEN = [
    ("thực hiện theo văn bản ngày 26 tháng 12 nằm ở cuối của một trang giấy", "năm 2017 của Chính phủ", " "),
    ("thực hiện kế hoạch cải cách hành chính theo Quyết định số 2655/QĐ-", "UBND ngày 29 tháng 10", ""),
    ("đã rà soát văn bản trên địa bàn theo quy định của Nghị định số", "34/2016/NĐ-CP ngày 14/5", " "),
    ("ban hành quy chế văn hóa công sở áp dụng tại UBND phường Phổ", "Minh; Kế hoạch số 05", " "),
    ("ban hành 22 văn bản quy phạm pháp luật trong sáu tháng đầu năm của", "HĐND và UBND các cấp", " "),
]


@pytest.mark.parametrize(("above", "below", "space"), BROKEN)
def test_broken_paragraphs_are_joined(above, below, space):
    assert tidied(blocks(f"{above}\n\n{below}")) == [Paragraph(f"{above}{space}{below}")]


WHOLE = [
    ("UBND xã đã triển khai đầy đủ các kế hoạch cải cách hành chính năm 2023.", "trong đó có 5 kế hoạch"),
    (
        "- Kế hoạch số 24/KH-UBND về công tác bồi thường nhà nước trên địa bàn xã Tiên Động",
        "- Kế hoạch số 26",
    ),
    ("1. Cải cách thể chế", "thực hiện tốt"),
    (
        "3.1. Rà soát vị trí, chức năng, nhiệm vụ, cơ cấu tổ chức và biên chế của UBND xã",
        "Ủy ban nhân dân xã có 22 người",
    ),
]


@pytest.mark.parametrize(("above", "below"), WHOLE)
def test_whole_paragraphs_stay_apart(above, below):
    assert len(tidied(blocks(f"{above}\n\n{below}"))) == 2


def test_footnotes_without_raised_marks():
    text = "\n\n".join(
        [
            "Đã ban hành Kế hoạch kiểm tra năm 20231 và Kế hoạch của huyện An Lão2 trong sáu tháng của",
            "1 Quyết định số 203/QĐ-UBND ngày 13/02/2023.",
            "2 Số 11/KH-UBND ngày 03/02/2023.",
            "- CV 477/UBND ngày 10/4/2023.",
            "HĐND và UBND các cấp.",
        ]
    )
    assert tidied(blocks(text)) == [
        Paragraph(
            "Đã ban hành Kế hoạch kiểm tra năm 2023¹ và Kế hoạch của huyện An Lão² trong sáu tháng của "
            "HĐND và UBND các cấp."
        ),
        Footnote("¹", "Quyết định số 203/QĐ-UBND ngày 13/02/2023."),
        Footnote("²", "Số 11/KH-UBND ngày 03/02/2023. - CV 477/UBND ngày 10/4/2023."),
    ]


def test_a_number_in_front_of_a_word_is_no_footnote_by_itself():
    text = "Đã ban hành Kế hoạch năm 2023.\n\n1 Phó Chủ tịch phụ trách."
    assert [one.text for one in tidied(blocks(text))] == [
        "Đã ban hành Kế hoạch năm 2023.",
        "1 Phó Chủ tịch phụ trách.",
    ]


def test_the_ending_chooses_the_reader():
    assert read_blocks("BAO-CAO.TXT", b"Noi dung").blocks == [Paragraph("Noi dung")]
