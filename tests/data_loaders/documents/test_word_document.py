"""What Word writes: lists numbered by itself, styles, tracked changes, footnotes, boxes, merged cells."""

import io

import docx
import pytest

from data_loaders.documents.document_model import DocumentTable, Footnote, Paragraph
from data_loaders.documents.document_reader import tidied
from data_loaders.documents.word_document import read_word_document
from tests.data_loaders.documents.handmade_word import (
    DOWN,
    GOES_ON,
    WIDE,
    level,
    lists,
    p,
    r,
    table,
    word_file,
)

OUTLINE = lists(
    level(0, "%1.", "upperRoman"), level(1, "%2."), level(2, "%2.%3."), level(3, "%4)", "lowerLetter")
)


def blocks(body, **parts):
    return read_word_document(word_file(body, **parts)).blocks


def texts(body, **parts):
    return [block.text for block in blocks(body, **parts)]


def test_numbers_word_shows_but_does_not_write():
    body = "".join(
        p(text, number="1", level=depth)
        for depth, text in [
            (0, "Chỉ đạo"),
            (0, "Kết quả"),
            (1, "Thể chế"),
            (1, "Thủ tục"),
            (2, "Một cửa"),
            (3, "Số"),
            (3, "Hóa"),
            (1, "Bộ máy"),
            (0, "Kiến nghị"),
            (1, "Kinh phí"),
        ]
    )
    assert texts(body, numbering=OUTLINE) == [
        "I. Chỉ đạo",
        "II. Kết quả",
        "1. Thể chế",
        "2. Thủ tục",
        "2.1. Một cửa",
        "a) Số",
        "b) Hóa",
        "3. Bộ máy",
        "III. Kiến nghị",
        "1. Kinh phí",
    ]


def test_a_list_that_starts_again():
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = p("Một", number="1") + p("Hai", number="1") + p("Lại một", number="2") + p("Lại hai", number="2")
    assert texts(body, numbering=lists(level(0, "%1."), starts=start)) == [
        "1. Một",
        "2. Hai",
        "1. Lại một",
        "2. Lại hai",
    ]


def test_a_list_that_starts_at_another_number():
    assert texts(p("Hai", number="1"), numbering=lists(level(0, "%1.", start=2))) == ["2. Hai"]


@pytest.mark.parametrize(("shown", "mark"), [("-", "-"), ("+", "+"), ("\uf0b7", "-"), ("o", "-")])
def test_bullets(shown, mark):
    assert texts(p("Mục", number="1"), numbering=lists(level(0, shown, "bullet"))) == [f"{mark} Mục"]


def test_a_list_that_comes_with_a_style():
    listed = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = f'<w:style w:type="paragraph" w:styleId="Muc"><w:pPr>{listed}</w:pPr></w:style>'
    numbering = lists(level(0, "%1.", "upperRoman"), level(1, "%2.", style="Muc"))
    assert texts(p("Thể chế", style="Muc"), styles=styles, numbering=numbering) == ["1. Thể chế"]


def test_a_list_taken_off():
    assert texts(p("Không số", number="0"), numbering=OUTLINE) == ["Không số"]


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Dau1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Rieng"><w:basedOn w:val="Dau1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Cap3"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Vong"><w:basedOn w:val="Vong"/></w:style>'
)


@pytest.mark.parametrize(
    ("style", "heading", "bold"),
    [("", 0, False), ("Dau1", 1, True), ("Rieng", 1, True), ("Cap3", 3, False), ("Vong", 0, False)],
)
def test_heading_levels_of_styles(style, heading, bold):
    (block,) = blocks(p("Tiêu đề", style=style), styles=STYLES)
    assert (block.heading, block.bold) == (heading, bold)


def test_bold_is_all_or_nothing():
    assert [one.bold for one in blocks(p(r("Cả", bold=True)) + p(r("Một", bold=True), r(" phần")))] == [
        True,
        False,
    ]


def test_tracked_changes_are_taken_as_accepted():
    body = p(
        r("Đã tiếp nhận "),
        f'<w:del w:id="1"><w:r><w:delText>100</w:delText></w:r></w:del><w:ins w:id="2">{r("259")}</w:ins>',
        r(" hồ sơ"),
        r(" (nháp)", hidden=True),
    )
    assert texts(body) == ["Đã tiếp nhận 259 hồ sơ"]


@pytest.mark.parametrize("look", ["strike", "dstrike"])
def test_struck_out_text_is_left_out(look):
    struck = f"<w:r><w:rPr><w:{look}/></w:rPr><w:t>100</w:t></w:r>"
    assert texts(p("Tiếp nhận ", struck, "259 hồ sơ")) == ["Tiếp nhận 259 hồ sơ"]


def test_a_table_in_a_frame_stays_a_table():
    frame = table(["X"]).replace(p("X"), p("Kết quả:") + table(["Chỉ tiêu", "Số"], ["Máy in", "3"]))
    text, inner = blocks(frame)
    assert (text.text, inner.rows) == ("Kết quả:", (("Chỉ tiêu", "Số"), ("Máy in", "3")))


def test_links_fields_and_content_controls_keep_their_text():
    body = (
        p(
            f"<w:hyperlink>{r('dichvucong.gov.vn')}</w:hyperlink>",
            "<w:r><w:instrText>PAGE</w:instrText></w:r>",
        )
        + f"<w:sdt><w:sdtContent>{p('Trong khung')}</w:sdtContent></w:sdt>"
    )
    assert texts(body) == ["dichvucong.gov.vn", "Trong khung"]


def test_soft_breaks_make_lines_of_their_own():
    assert [
        one.text for one in tidied(blocks(p(r("TM. ỦY BAN NHÂN DÂN"), "<w:r><w:br/></w:r>", r("CHỦ TỊCH"))))
    ] == [
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
    ]


def test_columns_by_tabs_are_read_one_after_the_other():
    tab = "<w:r><w:tab/></w:r>"
    body = p("Nơi nhận:", tab, "CHỦ TỊCH") + p("- Như trên;") + p("- Lưu: VT.", tab, "Lê Duy Bảo")
    assert [one.text for one in tidied(blocks(body))] == [
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "CHỦ TỊCH",
        "Lê Duy Bảo",
    ]


def test_a_tab_after_a_number_is_a_space():
    assert [one.text for one in tidied(blocks(p("1.", "<w:r><w:tab/></w:r>", "Cải cách thể chế")))] == [
        "1. Cải cách thể chế"
    ]


def test_raised_digits_and_footnotes():
    line = f'<w:footnote w:id="0" w:type="separator">{p("—")}</w:footnote>'
    notes = f'{line}<w:footnote w:id="7">{p("Quyết định số 203.")}</w:footnote>'
    body = p(
        "Diện tích 5 m", r("2", raised=True), ", năm 2023", '<w:r><w:footnoteReference w:id="7"/></w:r>', "."
    )
    assert blocks(body, footnotes=notes) == [
        Paragraph("Diện tích 5 m², năm 2023¹."),
        Footnote("¹", "Quyết định số 203."),
    ]


def test_a_text_box_once_though_written_twice():
    box = f"<w:txbxContent>{p('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    new, old = f"<w:drawing>{box}</w:drawing>", f"<w:pict>{box}</w:pict>"
    forms = f"<mc:Choice>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    shape = f"<mc:AlternateContent {mc}>{forms}</mc:AlternateContent>"
    assert texts(p(f"<w:r>{shape}</w:r>", "Số: /BC-UBND")) == [
        "Số: /BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]


def test_merged_cells():
    body = table(
        [("STT", DOWN), ("Hồ sơ", WIDE.format(2))],
        [("", GOES_ON), "Tổng số", "Đúng hạn"],
        ["1", "20", "19"],
    )
    (found,) = blocks(body)
    assert found.rows == (("STT", "Hồ sơ", ""), ("", "Tổng số", "Đúng hạn"), ("1", "20", "19"))
    assert found.merged == ((0, 0, 1, 0), (0, 1, 0, 2))


def test_a_cell_merged_over_rows_of_the_body_speaks_for_each():
    body = table(["Đơn vị", "Kỳ", "Số"], [("Xã A", DOWN), "I", "1"], [("", GOES_ON), "II", "2"])
    (found,) = tidied(blocks(body))
    assert found.rows[1:] == (("Xã A", "I", "1"), ("Xã A", "II", "2"))


def test_a_deleted_row_is_left_out():
    body = table(["A", "B"], ["1", "2"]).replace(
        "</w:tbl>", f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('3')}</w:tc></w:tr></w:tbl>"
    )
    (found,) = blocks(body)
    assert found.rows == (("A", "B"), ("1", "2"))


def test_a_table_in_a_cell_is_text():
    inner = table(["trong", "bảng"])
    (found,) = blocks(table(["ngoài", "X"]).replace(p("X"), inner + p("sau")))
    assert found.rows == (("ngoài", "trong\nbảng\nsau"),)


def test_two_parts_of_a_table_become_one():
    first = table(["STT", "Chỉ tiêu", "Số lượng"], ["1", "Tiếp nhận", "20"])
    again = table(["STT", "Chỉ tiêu", "Số lượng"], ["2", "Giải quyết", "19"])
    rest = table(["3", "Trễ hạn", "1"])
    (found,) = tidied(blocks(first + p("") + again + p("") + rest))
    assert [row[0] for row in found.rows] == ["STT", "1", "2", "3"]


def test_two_tables_stay_two():
    first = table(["STT", "Chỉ tiêu"], ["1", "20"])
    other = table(["Đơn vị", "Kết quả"], ["Xã A", "19"])
    assert len(tidied(blocks(first + other))) == 2


def test_the_head_in_a_table_without_rules():
    body = table(
        ["ỦY BAN NHÂN DÂN\nXÃ TIÊN ĐỘNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do"],
        ["Số: 5/BC-UBND", "Tiên Động"],
    )
    assert [one.text for one in tidied(blocks(body))] == [
        "ỦY BAN NHÂN DÂN",
        "XÃ TIÊN ĐỘNG",
        "Số: 5/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do",
        "Tiên Động",
    ]


def test_a_strict_file_is_read_too():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert read_word_document(word_file(p("Nội dung"), namespace=strict)).blocks == [Paragraph("Nội dung")]


def test_a_file_written_by_the_library():
    document = docx.Document()
    document.add_heading("I. KẾT QUẢ", level=1)
    document.add_paragraph("Mục một", style="List Number")
    document.add_paragraph("Mục hai", style="List Number")
    document.add_paragraph("Mục chấm", style="List Bullet")
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "ô"
    content = io.BytesIO()
    document.save(content)
    found = read_word_document(content.getvalue()).blocks
    assert [one.text for one in found[:4]] == ["I. KẾT QUẢ", "1. Mục một", "2. Mục hai", "- Mục chấm"]
    assert found[0].heading == 1
    assert found[4] == DocumentTable((("", "ô"),))
