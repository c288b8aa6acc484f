"""What a page of a PDF shows: lines, paragraphs, columns, ruled tables, footnotes; what is refused."""

import time

import pytest

from data_loaders.documents.broken_syllables import is_syllable, separator
from data_loaders.documents.document_model import DocumentTable, Footnote, Paragraph
from data_loaders.documents.document_reader import tidied
from data_loaders.documents.pdf_document import read_pdf_document
from data_loaders.files.file_limits import UnreadableFile
from tests.data_loaders.documents.handmade_pdf import PdfSheet, pdf_file

LEFT, RIGHT = 85, 540
FULL = int((RIGHT - LEFT) / 6.5)
SENTENCE = "UBND xã đã triển khai đầy đủ các kế hoạch về cải cách hành chính năm 2023 trên địa bàn xã"


def blocks(*sheets):
    return tidied(read_pdf_document(pdf_file(*sheets)).blocks)


def texts(*sheets):
    return [block.text for block in blocks(*sheets)]


def wrapped(text, *, indent=0):
    """A text cut into lines as wide as the page allows."""
    lines, room = [""], FULL - indent
    for word in text.split():
        if len(lines[-1]) + 1 + len(word) > room:
            lines.append("")
            room = FULL
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def filled(sheet=None, *, top=100, paragraphs=3, spacing=0.0, indent=0.0):
    """A page of paragraphs of two sentences each."""
    sheet, y = sheet or PdfSheet(), top
    for number in range(paragraphs):
        for place, line in enumerate(
            wrapped(f"Đoạn {number} {SENTENCE}; {SENTENCE}.", indent=int(indent / 6.5))
        ):
            sheet.text(LEFT + (indent if place == 0 else 0), y, line)
            y += 18
        y += spacing
    return sheet


PARAGRAPHS = [f"Đoạn {number} {SENTENCE}; {SENTENCE}." for number in range(3)]


def test_paragraphs_by_the_space_between_them():
    assert texts(filled(spacing=8)) == PARAGRAPHS


def test_paragraphs_by_their_indent():
    assert texts(filled(indent=36)) == PARAGRAPHS


def test_paragraphs_by_the_line_that_ends_early():
    assert texts(filled()) == PARAGRAPHS


def test_a_paragraph_over_two_pages():
    lines = wrapped(f"{SENTENCE}; {SENTENCE}; {SENTENCE}.")
    first, second = filled(), PdfSheet()
    first.lines(LEFT, 700, *lines[:2])
    second.lines(LEFT, 60, *lines[2:])
    assert texts(first, second)[-1] == f"{SENTENCE}; {SENTENCE}; {SENTENCE}."


def test_page_numbers_and_running_heads_are_left_out():
    sheets = [
        filled(PdfSheet().text(300, 40, str(page)).text(LEFT, 820, "Báo cáo CCHC xã Tiên Động"), spacing=8)
        for page in range(1, 5)
    ]
    found = texts(*sheets)
    assert "Báo cáo CCHC xã Tiên Động" not in found
    assert not any(text.isdigit() for text in found)
    assert len(found) == 12


def test_a_number_that_is_no_page_number_stays():
    assert "2023" in texts(filled(spacing=8).text(LEFT, 500, "2023"))


def test_list_marks_begin_paragraphs():
    sheet = PdfSheet()
    sheet.lines(LEFT, 100, "1. Cải cách thể chế", "- Tổng số thủ tục: 176", "- Cấp xã: 142", "a) Một cửa")
    assert texts(filled(sheet, top=300))[:4] == [
        "1. Cải cách thể chế",
        "- Tổng số thủ tục: 176",
        "- Cấp xã: 142",
        "a) Một cửa",
    ]


def test_a_quarters_number_at_the_start_of_a_line_is_no_mark():
    long = "Thu ngân sách xã đạt 31,5 triệu đồng; chi ngân sách xã trong cả quý"
    found = texts(filled(PdfSheet().lines(LEFT, 100, long, "III: 1.512 triệu đồng."), top=300))
    assert found[0] == f"{long} III: 1.512 triệu đồng."


def test_the_two_columns_of_a_head():
    sheet = PdfSheet()
    sheet.text(100, 60, "ỦY BAN NHÂN DÂN", bold=True).text(
        300, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12
    )
    sheet.text(110, 78, "XÃ TIÊN ĐỘNG", bold=True).text(340, 79, "Độc lập - Tự do - Hạnh phúc")
    sheet.text(110, 96, "Số: 5/BC-UBND").text(300, 97, "Tiên Động, ngày 8 tháng 9 năm").text(400, 113, "2023")
    sheet.text(270, 140, "BÁO CÁO", bold=True)
    assert texts(filled(sheet, top=200))[:7] == [
        "ỦY BAN NHÂN DÂN",
        "XÃ TIÊN ĐỘNG",
        "Số: 5/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Tiên Động, ngày 8 tháng 9 năm 2023",
        "BÁO CÁO",
    ]


def test_recipients_beside_the_signature():
    sheet = filled()
    sheet.text(LEFT, 500, "Nơi nhận:").text(350, 500, "TM. ỦY BAN NHÂN DÂN", bold=True)
    sheet.text(LEFT, 516, "- Như trên;", size=11).text(390, 518, "CHỦ TỊCH", bold=True)
    sheet.text(LEFT, 530, "- Lưu: VT.", size=11).text(370, 600, "Lê Duy Bảo", bold=True)
    assert texts(sheet)[-6:] == [
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Lê Duy Bảo",
    ]


def test_letters_in_any_order():
    """Some programs write all letters of one font first, then those of another."""
    sheet = (
        PdfSheet().text(LEFT, 100, "C").text(LEFT + 13, 100, "i cách").text(LEFT + 6.5, 100, "ả", bold=True)
    )
    assert texts(sheet) == ["Cải cách"]


def test_a_space_that_is_only_a_gap():
    sheet = PdfSheet().text(LEFT, 100, "thể").text(LEFT + 19.5 + 4, 100, "chế").text(LEFT + 47, 100, "một")
    assert texts(sheet) == ["thể chế một"]


def test_letters_drawn_twice_to_look_bold():
    assert texts(PdfSheet().text(LEFT, 100, "BÁO CÁO").text(LEFT + 0.3, 100, "BÁO CÁO")) == ["BÁO CÁO"]


def test_struck_out_letters_are_left_out_and_underlined_ones_are_not():
    sheet = PdfSheet().text(LEFT, 100, "250259 hồ sơ").stroke(LEFT, 96.5, LEFT + 19.5, 96.5)
    assert texts(sheet.stroke(LEFT, 102, LEFT + 80, 102)) == ["259 hồ sơ"]


def test_bold_lines():
    assert [one.bold for one in blocks(filled(PdfSheet().text(LEFT, 60, "I. KẾT QUẢ", bold=True)))][:2] == [
        True,
        False,
    ]


def test_raised_digits_and_footnotes_in_small_letters():
    sheet = filled(spacing=8)
    sheet.text(LEFT, 500, "Đã ban hành Kế hoạch năm 2023").text(LEFT + 29 * 6.5, 495, "1", size=8)
    sheet.text(LEFT, 760, "1", size=6).text(LEFT + 4, 764, "Quyết định số 203/QĐ-UBND", size=10)
    sheet.text(LEFT, 777, "về việc kiểm tra.", size=10)
    assert blocks(sheet)[-2:] == [
        Paragraph("Đã ban hành Kế hoạch năm 2023¹", page=1),
        Footnote("¹", "Quyết định số 203/QĐ-UBND về việc kiểm tra."),
    ]


COLUMNS = (85, 125, 320, 400, 480, 540)
HEADER = ("STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số lượng", "Ghi chú")


def table_on(sheet, top, *rows, height=30):
    """Rows of cells with all their walls."""
    sheet.grid(COLUMNS, [top + number * height for number in range(len(rows) + 1)])
    for number, row in enumerate(rows):
        for x, text in zip(COLUMNS, row, strict=False):
            sheet.lines(x + 6, top + number * height + 14, *text.split("\n"), leading=12, size=10)
    return sheet


def test_a_ruled_table():
    sheet = table_on(filled(), 400, HEADER, ("1.", "Số văn bản\nđã ban hành", "Văn bản", "04"))
    assert blocks(sheet)[-1] == DocumentTable(
        (HEADER, ("1.", "Số văn bản đã ban hành", "Văn bản", "04", "")), page=1
    )


def test_merged_cells_of_a_ruled_table():
    sheet = filled()
    sheet.grid(
        (85, 125, 320, 400, 480), (400, 420, 440, 460), skipped={("-", 1, 0), ("-", 1, 1), ("|", 3, 0)}
    )
    for x, y, text in [
        (90, 414, "STT"),
        (130, 414, "Chỉ tiêu"),
        (330, 414, "Kết quả"),
        (330, 434, "Đơn vị"),
        (410, 434, "Số"),
        (90, 454, "1."),
    ]:
        sheet.text(x, y, text, size=10)
    table = blocks(sheet)[-1]
    assert table.rows == (("STT", "Chỉ tiêu", "Kết quả", ""), ("", "", "Đơn vị", "Số"), ("1.", "", "", ""))
    assert table.merged == ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3))


def test_a_table_over_two_pages_with_its_header_again_and_a_row_cut_in_two():
    first = table_on(
        filled(),
        700,
        HEADER,
        ("1.", "Số văn bản", "Văn bản", "04"),
        ("2.", "Số nhiệm vụ đã", "Nhiệm vụ", "5"),
    )
    second = table_on(PdfSheet(), 60, HEADER, ("", "hoàn thành", "", ""), ("3.", "Kiểm tra", "Tổ chức", "0"))
    (table,) = [block for block in blocks(first, second) if isinstance(block, DocumentTable)]
    assert [row[:2] for row in table.rows] == [
        ("STT", "Chỉ tiêu thống kê"),
        ("1.", "Số văn bản"),
        ("2.", "Số nhiệm vụ đã hoàn thành"),
        ("3.", "Kiểm tra"),
    ]


def test_two_tables_on_two_pages_stay_two():
    first = table_on(filled(), 700, HEADER, ("1.", "Số văn bản", "Văn bản", "04"))
    second = table_on(
        PdfSheet(), 60, ("TT", "Lĩnh vực", "Tiếp nhận", "Đúng hạn", "Ghi chú"), ("1", "Đất đai", "7", "7")
    )
    assert sum(isinstance(block, DocumentTable) for block in blocks(first, second)) == 2


SPACED = (85, 130, 300, 380, 460)


def spaced(*rows, top=400, leading=16):
    """A page of text with rows set in columns, no line drawn."""
    sheet = filled()
    for number, row in enumerate(rows):
        for x, text in zip(SPACED, row, strict=True):
            sheet.text(x, top + number * leading, text, size=11)
    return sheet


def test_a_table_without_ruling_lines():
    sheet = spaced(
        ("STT", "Lĩnh vực", "Tổng số", "Đã giải", "Trễ hạn"),
        ("", "", "tiếp nhận", "quyết", ""),
        ("1", "Tư pháp - hộ tịch", "120", "118", "1"),
        ("2", "Địa chính", "39", "35", "0"),
        ("", "và xây dựng", "", "", ""),
        ("", "Tổng cộng", "159", "153", "1"),
    )
    sheet.text(85, 520, "II. Hạn chế")
    found = blocks(sheet)
    assert found[-2] == DocumentTable(
        (
            ("STT", "Lĩnh vực", "Tổng số tiếp nhận", "Đã giải quyết", "Trễ hạn"),
            ("1", "Tư pháp - hộ tịch", "120", "118", "1"),
            ("2", "Địa chính và xây dựng", "39", "35", "0"),
            ("", "Tổng cộng", "159", "153", "1"),
        ),
        page=1,
    )
    assert found[-1].text == "II. Hạn chế"


def test_its_words_may_stand_above_and_below_the_middle_of_a_row():
    sheet = spaced(
        ("STT", "Lĩnh vực", "Nhận", "Giải quyết", "Trễ"),
        ("", "Tư pháp", "", "", ""),
        ("1", "", "120", "118", "1"),
        ("", "hộ tịch", "", "", ""),
        ("", "Địa chính", "", "", ""),
        ("2", "", "39", "35", "0"),
        ("", "xây dựng", "", "", ""),
        leading=10,
    )
    assert [row[1] for row in blocks(sheet)[-1].rows] == ["Lĩnh vực", "Tư pháp hộ tịch", "Địa chính xây dựng"]


def test_numbers_in_sentences_make_no_table():
    sheet = filled().lines(85, 400, "Tiếp nhận   120   hồ sơ,   trả   118", "Còn   2   hồ sơ,   trễ   1")
    assert not any(isinstance(one, DocumentTable) for one in blocks(sheet))


def test_a_frame_of_one_cell_is_no_table():
    sheet = filled().grid((80, 545), (90, 300))
    assert all(isinstance(block, Paragraph) for block in blocks(sheet))


def test_words_broken_in_a_narrow_cell():
    sheet = filled().grid((85, 112, 140, 300), (400, 470))
    sheet.lines(90.7, 415, "Tổn", "g số", leading=12, size=10).lines(
        117.7, 415, "LĐ&T", "BXH", leading=12, size=8
    )
    assert blocks(sheet)[-1].rows == (("Tổng số", "LĐ&TBXH", ""),)


@pytest.mark.parametrize(
    ("above", "below", "tight", "between"),
    [
        ("Tổn", "g số", True, ""),
        ("quy", "ết", True, ""),
        ("Giải", "quyết", True, " "),
        ("VBQPP", "L", True, ""),
        ("1.850.", "687", True, ""),
        ("Tổng số", "hồ sơ", False, " "),
        ("2655/QĐ-", "UBND", False, ""),
        ("giai đoạn 2021 -", "2025", False, " "),
        ("Tổn", "g", False, ""),
        ("5", "6", False, " "),
    ],
)
def test_what_stands_between_two_lines(above, below, tight, between):
    assert separator(above, below, tight=tight) == between


@pytest.mark.parametrize("text", ["nghiêng", "quyết", "Ủy", "giải", "ơ", "Điền"])
def test_syllables(text):
    assert is_syllable(text)


@pytest.mark.parametrize("text", ["chếmột", "g", "kh", "TTHC", "CCHC", "12"])
def test_what_is_no_syllable(text):
    assert not is_syllable(text)


def test_a_turned_page_is_set_upright():
    sheet = PdfSheet(turned=180).text(LEFT, 100, "Một dòng chữ")
    (found,) = blocks(sheet)
    assert found.text


def test_scans_are_refused():
    with pytest.raises(UnreadableFile) as refused:
        blocks(PdfSheet().with_picture(), PdfSheet().with_picture())
    assert refused.value.code == "document_scanned"


def test_pages_that_are_pictures_are_named():
    document = read_pdf_document(pdf_file(filled(), PdfSheet().with_picture()))
    assert document.pages_without_text == (2,)


def test_a_password_is_told():
    locked = "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O({0})/U({0})>>/ID[({0})({0})]".format("x" * 32)
    with pytest.raises(UnreadableFile) as refused:
        read_pdf_document(pdf_file(filled(), trailer=locked))
    assert refused.value.code == "document_protected"


def test_an_empty_page():
    assert blocks(PdfSheet()) == []


def test_sixty_pages_within_ten_seconds():
    sheets = [
        filled(PdfSheet().text(300, 40, str(page)), top=120, paragraphs=10, spacing=8) for page in range(60)
    ]
    content = pdf_file(*sheets)
    begun = time.process_time()
    assert len(read_pdf_document(content).blocks) == 60 * 10
    assert time.process_time() - begun < 10
