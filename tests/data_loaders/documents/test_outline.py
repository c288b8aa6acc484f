"""Sections by the numbering offices use, themes and future by their headings."""

import pytest

from data_loaders.documents.document_model import Footnote, Paragraph
from data_loaders.documents.outline import outline_of, section_heading, section_path
from data_loaders.documents.outline_marks import mark_of
from data_loaders.documents.section_themes import is_future, theme_of
from data_loaders.drafts import Section

SENTENCE = "UBND xã đã triển khai đầy đủ, kịp thời các văn bản chỉ đạo của cấp trên trong quý III năm 2023."


def sections(*lines):
    blocks = [line if not isinstance(line, str) else Paragraph(line) for line in lines]
    return [entry.section for entry in outline_of(blocks)]


def outline(*lines):
    return [(one.number, one.title, one.depth) for one in sections(*lines)]


def test_roman_arabic_decimal_and_letters():
    assert outline(
        "I. CÔNG TÁC CHỈ ĐẠO",
        SENTENCE,
        "II. KẾT QUẢ THỰC HIỆN",
        "1. Cải cách thể chế",
        SENTENCE,
        "2. Cải cách thủ tục hành chính",
        "2.1. Kiểm soát thủ tục",
        "a) Rà soát thủ tục",
        SENTENCE,
        "b) Công khai thủ tục",
        SENTENCE,
        "2.2 Một cửa",
        SENTENCE,
        "III. ĐÁNH GIÁ CHUNG",
    ) == [
        ("I", "CÔNG TÁC CHỈ ĐẠO", 1),
        ("II", "KẾT QUẢ THỰC HIỆN", 1),
        ("1", "Cải cách thể chế", 2),
        ("2", "Cải cách thủ tục hành chính", 2),
        ("2.1", "Kiểm soát thủ tục", 3),
        ("a", "Rà soát thủ tục", 4),
        ("b", "Công khai thủ tục", 4),
        ("2.2", "Một cửa", 3),
        ("III", "ĐÁNH GIÁ CHUNG", 1),
    ]


def test_numbers_alone_are_the_first_level():
    assert outline("1. Công tác chỉ đạo", SENTENCE, "2. Cải cách thể chế", SENTENCE) == [
        ("1", "Công tác chỉ đạo", 1),
        ("2", "Cải cách thể chế", 1),
    ]


def test_parts_stand_above_roman_numbers():
    found = outline("PHẦN I: KẾT QUẢ", "I. Chỉ đạo", SENTENCE, "PHẦN II. PHƯƠNG HƯỚNG", SENTENCE)
    assert found == [("I", "KẾT QUẢ", 1), ("I", "Chỉ đạo", 2), ("II", "PHƯƠNG HƯỚNG", 1)]


def test_the_title_of_a_part_on_the_next_line():
    found = outline(
        "Phần thứ nhất", "KẾT QUẢ THỰC HIỆN", "I. Chỉ đạo", SENTENCE, "Phần thứ hai", "KIẾN NGHỊ", SENTENCE
    )
    assert found == [("thứ nhất", "KẾT QUẢ THỰC HIỆN", 1), ("I", "Chỉ đạo", 2), ("thứ hai", "KIẾN NGHỊ", 1)]


def test_a_list_of_sentences_is_text():
    (only,) = sections(
        "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM",
        "1. Tiếp tục đẩy mạnh công tác tuyên truyền cải cách hành chính trên địa bàn xã.",
        "2. Nâng cao chất lượng giải quyết thủ tục hành chính theo cơ chế một cửa;",
        "3. Đề nghị Sở Nội vụ mở lớp tập huấn.",
    )
    assert (only.title, only.text.count("\n")) == ("PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM", 2)
    assert only.text.startswith("1. Tiếp tục đẩy mạnh")


def test_a_list_inside_a_section_does_not_break_the_numbering():
    assert outline(
        "1. Cải cách thể chế",
        SENTENCE,
        "1. Ban hành 02 văn bản trong quý;",
        "2. Rà soát 05 văn bản trong quý.",
        "2. Cải cách thủ tục hành chính",
        SENTENCE,
    ) == [("1", "Cải cách thể chế", 1), ("2", "Cải cách thủ tục hành chính", 1)]


def test_a_title_before_a_colon_and_the_text_after_it():
    (above, one) = sections(
        "1. Kết quả:", "a) Kết quả ban hành văn bản: Trong quý III, xã ban hành 01 văn bản."
    )
    assert (above.title, above.text) == ("Kết quả", "")
    assert (one.number, one.title) == ("a", "Kết quả ban hành văn bản")
    assert one.text == "Trong quý III, xã ban hành 01 văn bản."


def test_a_colon_before_a_number_does_not_end_a_title():
    found = sections("1. Kết quả", "- Tổng số thủ tục hành chính được công khai: 176", "- Cấp xã: 142")
    assert [(one.title, one.text) for one in found] == [
        ("Kết quả", "- Tổng số thủ tục hành chính được công khai: 176\n- Cấp xã: 142")
    ]


def test_dashes_with_titles_are_sections_others_belong_to_the_section_above():
    found = sections(
        "2. Cải cách thủ tục hành chính",
        f"- Kết quả rà soát thủ tục hành chính: {SENTENCE}",
        "- Số lượng thủ tục tại bộ phận một cửa hiện nay là: 329 thủ tục.",
        f"- Kết quả thực hiện cơ chế một cửa: {SENTENCE}",
        "Việc niêm yết bảo đảm kịp thời.",
        "- Kết quả tiếp nhận phản ánh, kiến nghị: trong kỳ không có phản ánh nào được gửi tới.",
    )
    assert [(one.number, one.title, one.depth) for one in found] == [
        ("2", "Cải cách thủ tục hành chính", 1),
        ("-", "Kết quả rà soát thủ tục hành chính", 2),
        ("-", "Kết quả thực hiện cơ chế một cửa", 2),
        ("-", "Kết quả tiếp nhận phản ánh, kiến nghị", 2),
    ]
    assert found[0].text == "- Số lượng thủ tục tại bộ phận một cửa hiện nay là: 329 thủ tục."
    assert found[2].text == f"{SENTENCE}\nViệc niêm yết bảo đảm kịp thời."


def test_a_list_of_documents_is_no_outline():
    (only,) = sections(
        "1. Cải cách thể chế",
        "- Kế hoạch số: 51/KH-UBND ngày 30/12/2022 về đẩy mạnh cải cách hành chính năm 2023.",
        "- Kế hoạch số: 52/KH-UBND ngày 30/12/2022 về nhiệm vụ cải cách hành chính năm 2023.",
    )
    assert only.text.count("Kế hoạch số") == 2


def test_marks_under_a_plain_list_are_text_too():
    found = sections(
        "1. Cải cách chế độ công vụ",
        "- Cán bộ cấp xã có 10 người, trong đó:",
        "+ Trình độ chuyên môn: Thạc sỹ 3/10 = 30 %, Đại học 7/10 = 70%.",
        "+ Lý luận chính trị: Cao cấp 2/10 = 20%, Trung cấp 7/10 = 70%, Sơ cấp 1/10 = 10 %.",
        "- Công chức xã có 9 người.",
        "- Hiện tại còn thiếu 01 công chức.",
    )
    assert len(found) == 1


def test_headings_by_style_without_numbers():
    assert outline(
        Paragraph("Công tác chỉ đạo", heading=1),
        SENTENCE,
        Paragraph("Kết quả thực hiện", heading=1),
        Paragraph("Cải cách thể chế", heading=2),
        SENTENCE,
    ) == [("", "Công tác chỉ đạo", 1), ("", "Kết quả thực hiện", 1), ("", "Cải cách thể chế", 2)]


def test_bold_lines_when_nothing_is_numbered():
    assert outline(
        Paragraph("Công tác chỉ đạo", bold=True),
        SENTENCE,
        Paragraph("Cải cách thể chế:", bold=True),
        SENTENCE,
    ) == [("", "Công tác chỉ đạo", 1), ("", "Cải cách thể chế", 1)]


def test_nothing_is_lost_where_only_dashes_have_titles():
    found = sections(
        "Trong quý, UBND xã đạt kết quả sau.",
        f"- Kết quả cải cách thể chế: {SENTENCE}",
        "- Đã tiếp nhận 259 hồ sơ.",
        f"- Kết quả cải cách thủ tục: {SENTENCE}",
    )
    assert [(one.number, one.title) for one in found] == [
        ("", "Nội dung"),
        ("-", "Kết quả cải cách thể chế"),
        ("-", "Kết quả cải cách thủ tục"),
    ]
    assert found[0].text == "Trong quý, UBND xã đạt kết quả sau.\n- Đã tiếp nhận 259 hồ sơ."


def test_text_before_the_first_bold_line():
    found = sections(SENTENCE, Paragraph("Cải cách thể chế", bold=True), SENTENCE)
    assert [(one.title, one.text) for one in found] == [
        ("Nội dung", SENTENCE),
        ("Cải cách thể chế", SENTENCE),
    ]


def test_a_number_typed_twice():
    found = outline(
        "I. Chỉ đạo", SENTENCE, "II. Kết quả", SENTENCE, "II. Đánh giá", SENTENCE, "IV. Kiến nghị", SENTENCE
    )
    assert [number for number, _, _ in found] == ["I", "II", "II", "IV"]


def test_the_first_number_may_be_missing():
    assert [
        number
        for number, _, _ in outline(
            "I. Chỉ đạo", SENTENCE, "2. Tuyên truyền", SENTENCE, "3. Kiểm tra", SENTENCE
        )
    ] == [
        "I",
        "2",
        "3",
    ]


def test_a_list_that_starts_in_the_middle_is_no_outline():
    assert len(sections("I. Chỉ đạo", "5. Nội dung thứ năm", "6. Nội dung thứ sáu")) == 1


def test_letters_in_vietnamese_and_in_english_order():
    vietnamese = [f"{letter}) Mục {letter}" for letter in "abcdđegh"]
    english = [f"{letter}) Mục {letter}" for letter in "abcdefg"]
    for lines in (vietnamese, english):
        assert [number for number, _, _ in outline(*lines)] == [line[0] for line in lines]


def test_an_untitled_letter_among_titled_ones_is_named_by_its_first_clause():
    found = sections(
        "a) Kết quả rà soát, sắp xếp: Tổng số biên chế hiện nay 18 người.",
        "b) Việc phân cấp quản lý: Thực hiện đảm bảo.",
        f"c) Việc lập hồ sơ được thực hiện theo quy định; {SENTENCE}",
    )
    assert (found[2].number, found[2].title) == ("c", "Việc lập hồ sơ được thực hiện theo quy định")
    assert found[2].text.endswith(SENTENCE)


def test_footnotes_follow_the_text_that_refers_to_them():
    found = sections(
        "1. Kiểm tra",
        "UBND huyện ban hành Kế hoạch kiểm tra năm 2023¹.",
        "2. Tuyên truyền",
        SENTENCE,
        Footnote("¹", "Quyết định 356."),
    )
    assert found[0].text.endswith("năm 2023¹.\n¹ Quyết định 356.")
    assert "Quyết định 356" not in found[1].text


def test_a_footnote_without_a_reference_stays_where_it_stands():
    found = sections("1. Kiểm tra", SENTENCE, Footnote("¹", "Quyết định 356."), "2. Tuyên truyền", SENTENCE)
    assert found[0].text.endswith("¹ Quyết định 356.")


def test_themes_come_from_headings_and_are_inherited():
    found = sections(
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
        "1. Về công tác kiểm tra",
        SENTENCE,
        "II. KẾT QUẢ THỰC HIỆN",
        "1. Cải cách thể chế",
        "a) Tuyên truyền, phổ biến giáo dục pháp luật",
        SENTENCE,
        "2. Cải cách tổ chức bộ máy",
        "2.1. Rà soát vị trí, chức năng",
        SENTENCE,
        "2.2. Tình hình thực hiện cơ chế một cửa, một cửa liên thông",
        SENTENCE,
        "III. ĐÁNH GIÁ CHUNG",
        SENTENCE,
    )
    assert [one.theme for one in found] == [
        "steering",
        "steering",
        "",
        "institutions",
        "institutions",
        "apparatus",
        "apparatus",
        "procedures",
        "",
    ]


@pytest.mark.parametrize(
    ("title", "theme"),
    [
        ("Xây dựng và nâng cao chất lượng đội ngũ cán bộ, công chức", "civil_service"),
        ("Hiện đại hóa hành chính", "digital"),
        ("Áp dụng ISO 9001 trong hoạt động của cơ quan", "digital"),
        ("Về quản lý, sử dụng ngân sách", "public_finance"),
        ("Công tác tuyên truyền", "steering"),
        ("Đánh giá chung", ""),
    ],
)
def test_the_theme_of_a_heading(title, theme):
    assert theme_of(title, "") == theme


@pytest.mark.parametrize(
    ("title", "future"),
    [
        ("PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM QUÝ IV/2023", True),
        ("Nhiệm vụ, giải pháp trong thời gian đến", True),
        ("KIẾN NGHỊ, ĐỀ XUẤT", True),
        ("Đề xuất, kiến nghị với cấp trên", True),
        ("Một số nhiệm vụ 6 tháng cuối năm", True),
        ("Kết quả thực hiện nhiệm vụ được UBND tỉnh giao", False),
        ("Tiếp nhận, xử lý phản ánh, kiến nghị", False),
        ("Tồn tại, hạn chế", False),
        ("Nhiệm vụ thành phố giao", False),
        ("Nhiệm vụ do UBND tỉnh, Chủ tịch UBND tỉnh giao", False),
        ("Nhiệm vụ, giải pháp hoàn thành chỉ tiêu tỉnh giao", True),
        ("KẾT QUẢ THỰC HIỆN NHIỆM VỤ TRỌNG TÂM QUÝ III", False),
        ("Kết quả 6 tháng đầu năm, nhiệm vụ trọng tâm 6 tháng cuối năm", False),
        ("Phương hướng nâng cao kết quả giải quyết TTHC", True),
        ("MỤC TIÊU, NHIỆM VỤ CÁC THÁNG CÒN LẠI", True),
    ],
)
def test_which_headings_look_ahead(title, future):
    assert is_future(title) is future


def test_what_stands_under_tasks_ahead_is_ahead_too():
    found = sections(
        "IV. Phương hướng", "1. Cải cách thể chế", SENTENCE, "2. Cải cách thủ tục hành chính", SENTENCE
    )
    assert all(one.future for one in found)


def test_a_part_in_capitals_with_its_title_below():
    found = sections("PHẦN THỨ NHẤT", "KẾT QUẢ", SENTENCE, "PHẦN THỨ HAI", "PHƯƠNG HƯỚNG", SENTENCE)
    assert [(one.title, one.future) for one in found] == [("KẾT QUẢ", False), ("PHƯƠNG HƯỚNG", True)]


def test_results_promised_under_tasks_ahead_are_none():
    found = sections("IV. Phương hướng", "1. Kết quả cần đạt", SENTENCE, "2. Giải pháp", SENTENCE)
    assert all(one.future for one in found)


def test_the_path_of_a_section():
    found = [
        Section("II", "KẾT QUẢ THỰC HIỆN", 1, ""),
        Section("1", "Cải cách thể chế", 2, ""),
        Section("2", "Cải cách thủ tục hành chính", 2, ""),
        Section("a", "Kiểm soát", 3, ""),
        Section("-", "Kết quả rà soát", 4, ""),
    ]
    assert section_path(found, 4) == (
        "II. KẾT QUẢ THỰC HIỆN › 2. Cải cách thủ tục hành chính › a) Kiểm soát › - Kết quả rà soát"
    )
    assert section_path(found, 0) == "II. KẾT QUẢ THỰC HIỆN"
    assert section_heading(Section("", "Phụ lục", 1, "")) == "Phụ lục"


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("II/ Kết quả", "II", "Kết quả"),
        ("IV - Kiến nghị", "IV", "Kiến nghị"),
        ("1.Cải cách", "1", "Cải cách"),
        ("2.1 Kiểm soát", "2.1", "Kiểm soát"),
        ("đ) Công khai", "đ", "Công khai"),
        ("(1) Công khai", "1", "Công khai"),
        ("–Tổng số", "-", "Tổng số"),
        ("• Tổng số", "-", "Tổng số"),
        ("* Tồn tại", "*", "Tồn tại"),
    ],
)
def test_marks(text, number, rest):
    mark = mark_of(text)
    assert (mark.number, mark.rest) == (number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "1.850.687 đồng",
        "12/6/2023 là hạn",
        "34/2016/NĐ-CP ngày",
        "đ/c Nguyễn Văn A",
        "VIII",
        "-5 %",
        "IIII. Sai",
        "2023",
    ],
)
def test_what_looks_like_a_mark_and_is_none(text):
    assert mark_of(text) is None
