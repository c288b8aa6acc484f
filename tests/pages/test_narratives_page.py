"""Search and comparison through the real entry point; decisions on the upload and the report page."""

import pytest

from data_loaders.drafts import Figure, Place, ReportDraft, Section
from tests.dashboard.stored_reports import PHO_MINH, QUARTER, TIEN_DONG, save
from tests.pages.handed_in import batch_of, hand_in, settled
from tests.pages.opened import open_page, texts

NASTY = "- Một cửa nhận **463** hồ sơ <script>alert(1)</script> :red[x] $y$"
DOUBT = "Còn khoảng 12 hồ sơ trễ hạn."
TEXT = f"{NASTY}\n{DOUBT}"
PATH = "II. KẾT QUẢ › 1. Cải cách thủ tục hành chính"
REPORT = """ỦY BAN NHÂN DÂN
XÃ TIÊN ĐỘNG
BÁO CÁO
Công tác cải cách hành chính quý III năm 2023
I. KẾT QUẢ THỰC HIỆN
1. Cải cách thủ tục hành chính
Trong quý III, UBND xã tiếp nhận 463 hồ sơ, đã giải quyết 451 hồ sơ.
2. Kiểm tra
Xã đã ban hành 02 văn bản quy phạm pháp luật.
"""


def told(unit=TIEN_DONG):
    figures = [
        Figure("dossiers_received", 463, "narrative", "narrative", place=Place(section=PATH), quote=NASTY),
        Figure(
            "dossiers_resolved_overdue",
            12,
            "narrative",
            "narrative",
            place=Place(section=PATH),
            quote=DOUBT,
            confirmed=False,
            mark="doubt_aside",
        ),
    ]
    sections = [
        Section("II", "KẾT QUẢ", 1, ""),
        Section("1", "Cải cách thủ tục hành chính", 2, TEXT, theme="procedures"),
    ]
    return ReportDraft(
        unit, QUARTER, "document", figures=figures, sections=sections, slots={"outline", "narrative"}
    )


@pytest.fixture
def _stored(engine):
    save(engine, told(), name="a.docx")
    save(engine, told(PHO_MINH), name="b.docx")


def plain(app):
    return texts(app).replace("\\", "").replace("*", "")


@pytest.mark.usefixtures("_stored")
def test_search_finds_narrows_and_leads_to_the_section():
    app = open_page("narratives", kieu="tim", tim="mot cua", ky="", tinh="")
    assert not app.exception
    assert "2 mục trong 2 báo cáo" in plain(app)
    assert not any(one.allow_html for one in app.markdown if "script" in one.value)
    app.selectbox(key="narratives_province_").set_value("quang-ngai").run()
    assert "1 mục trong 1 báo cáo" in plain(app)
    assert app.query_params["tinh"] == "quang-ngai"


@pytest.mark.usefixtures("_stored")
def test_search_without_words_and_without_hits():
    app = open_page("narratives", kieu="tim", ky="", tinh="")
    assert "Gõ không dấu để tìm mọi cách bỏ dấu" in plain(app)
    app.text_input(key="narratives_words").set_value("vắng mặt").run()
    assert "Không có đoạn nào" in app.info[0].value
    assert app.query_params["tim"] == "vắng mặt"


@pytest.mark.usefixtures("_stored")
def test_one_field_side_by_side():
    app = open_page("narratives", kieu="so-sanh", linh_vuc="procedures", ky=QUARTER)
    assert [one.value for one in app.subheader] == ["Phường Phổ Minh, Đức Phổ", "Xã Tiên Động, Tứ Kỳ"]
    empty = open_page("narratives", kieu="so-sanh", linh_vuc="digital", ky=QUARTER)
    assert "Chưa có báo cáo nào của kỳ này viết" in empty.info[0].value


def test_side_by_side_tasks_ahead_stand_apart_and_long_texts_are_folded(engine):
    report = told()
    report.sections += [
        Section("2", "Kiểm soát thủ tục", 2, "Dòng dài. " * 200 + "\nDòng sau.", theme="procedures"),
        Section("3", "Một cửa", 2, "Nội dung cuối.", theme="procedures"),
        Section("III", "PHƯƠNG HƯỚNG, NHIỆM VỤ", 1, "Số hóa 500 hồ sơ.", theme="procedures"),
    ]
    save(engine, report)
    app = open_page("narratives", kieu="so-sanh", linh_vuc="procedures", ky=QUARTER)
    assert [one.label for one in app.expander] == ["Đọc tiếp", "3\\. Một cửa", "Nhiệm vụ thời gian tới"]
    folded = [texts(one).replace("\\", "") for one in app.expander]
    assert "Dòng sau." in folded[0]
    assert "Nội dung cuối." in folded[1]
    assert "Số hóa 500 hồ sơ." in folded[2]


@pytest.mark.usefixtures("_stored")
def test_a_figure_of_the_text_opens_the_report_at_its_sentence():
    app = open_page("report", don_vi=TIEN_DONG, ky=QUARTER, chi_tieu="dossiers_received")
    assert "2 số liệu, 1 chưa xác nhận nên chưa tính vào tổng." in plain(app)
    body = next(one for one in app.markdown if "script" in one.value and "green-background" in one.value)
    assert "\\<script\\>" in body.value
    assert not body.allow_html
    assert "trễ hạn" not in body.value, "the paragraph asked for stands alone, to be scrolled to"
    assert ":orange-background[**khoảng 12 hồ sơ**]" in next(
        one.value for one in app.markdown if "orange-background[**" in one.value
    )


@pytest.mark.usefixtures("_stored")
def test_a_doubtful_figure_is_corrected_on_the_report_page():
    app = open_page("report", don_vi=TIEN_DONG, ky=QUARTER)
    assert "2 số liệu đọc từ lời văn, 1 chưa chắc chắn, cần xem" in [one.label for one in app.expander]
    assert [one.value for one in app.caption if "có thể chỉ là ví dụ" in one.value]
    choice = next(
        one for one in app.button_group if one.key.startswith("choice_") and one.value in (None, [])
    )
    choice.set_value("correct").run()
    typed = next(one for one in app.text_input if one.key.startswith("value_"))
    typed.set_value("mười hai rưỡi").run()
    assert "Ghi một con số phù hợp" in plain(app)
    next(one for one in app.text_input if one.key.startswith("value_")).set_value("15").run()
    app.button(key="save_decisions_button").click().run()
    assert not app.exception
    assert "Lần 2: xác nhận số liệu đọc từ lời văn" in plain(app)
    assert "máy đọc từ lời văn là 12, người nộp sửa thành 15" in plain(app)


def test_figures_of_a_document_are_dropped_before_saving(database_url):
    app = hand_in(open_page("upload"), ("bao-cao.txt", REPORT.encode()))
    assert not app.exception
    before = batch_of(app).files()[0].figures
    assert before >= 2
    choice = next(one for one in app.button_group if one.key.startswith("choice_"))
    choice.set_value("drop").run()
    settled(app.button(key="save_all_button").click().run())
    assert not app.exception
    assert batch_of(app).files()[0].saved[0].figures == before - 1
    report = open_page("report", don_vi=TIEN_DONG, ky=QUARTER)
    assert "1 số liệu đọc từ lời văn đã được người sửa hoặc bỏ" in [one.label for one in report.expander]
    assert plain(report).count("máy đọc từ lời văn là 463, người nộp bỏ nên số này không được dùng") == 2
