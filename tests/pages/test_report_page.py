"""The report page: the address chooses, every figure has its place, texts stay texts."""

from dataclasses import replace

import pytest

from tests.dashboard.stored_reports import (
    PHO_MINH,
    QUARTER,
    TIEN_DONG,
    form_figure,
    plan_draft,
    save,
    store_tien_dong,
    text_draft,
)
from tests.pages.opened import open_page, tab_names, texts


@pytest.fixture
def _stored(engine):
    store_tien_dong(engine)


def frames(app, column):
    return [frame.value for frame in app.dataframe if column in frame.value.columns]


@pytest.mark.usefixtures("_stored")
def test_the_heading_answers_at_once():
    app = open_page("report", don_vi=TIEN_DONG, ky=QUARTER)
    assert app.title[0].value == "Xã Tiên Động: Quý III/2023"
    summary = app.markdown[0].value.replace("\\", "")
    assert summary.startswith("4 số liệu. 1 lỗi phải sửa và 1 điều nên xem lại.")
    assert "Nhận ngày 11/9/2023, trễ 3 ngày (hạn 08/9/2023). Đã nộp 3 lần." in summary
    facts = texts(app).replace("\\", "")
    assert "Huyện Tứ Kỳ, Tỉnh Hải Dương" in facts
    assert "Văn bản số 45/BC-UBND" in facts


@pytest.mark.usefixtures("_stored")
def test_without_an_address_there_is_a_default_and_the_address_follows():
    app = open_page("report")
    assert app.title[0].value == "Xã Tiên Động: Quý III/2023"
    assert (app.query_params["don_vi"], app.query_params["ky"]) == (TIEN_DONG, QUARTER)


@pytest.mark.usefixtures("_stored")
def test_an_address_of_nobody_falls_back():
    app = open_page("report", don_vi="nobody", ky="1999-Q9")
    assert not app.exception
    assert app.title[0].value == "Xã Tiên Động: Quý III/2023"
    unknown = open_page("report", don_vi=TIEN_DONG, ky=QUARTER, chi_tieu="no_such_indicator")
    assert "no_such_indicator" not in texts(unknown).replace("\\", "")


@pytest.mark.usefixtures("_stored")
def test_a_unit_without_this_report_is_told():
    app = open_page("report", don_vi=PHO_MINH, ky=QUARTER)
    assert "Phường Phổ Minh chưa có báo cáo Quý III/2023" in app.info[0].value


@pytest.mark.usefixtures("_stored")
def test_a_number_leads_to_its_cell():
    app = open_page("report", don_vi=TIEN_DONG, ky=QUARTER, chi_tieu="plan_tasks_done")
    statements = [one.value.replace("\\", "") for one in app.markdown if "Biểu mẫu 1, ô D12" in one.value]
    assert any("22 nhiệm vụ" in one and "bieu-mau-sua.xlsx" in one for one in statements)
    assert app.query_params["chi_tieu"] == "plan_tasks_done"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("field:DD", ["4 hồ sơ"]),
        ("", ["30 hồ sơ", "26 hồ sơ", "4 hồ sơ"]),
        ("field:X", ["30 hồ sơ", "26 hồ sơ", "4 hồ sơ"]),
    ],
)
def test_an_address_points_at_one_part_of_an_indicator(engine, part, said):
    parts = {"field:TP-HT": 26, "field:DD": 4, "level:commune": 30}
    draft = plan_draft()
    draft.figures = [
        form_figure("dossiers_received", value, f"C{row}", form=3, breakdown=breakdown)
        for row, (breakdown, value) in enumerate(parts.items(), start=5)
    ]
    draft.problems, draft.slots = [], {"form:3"}
    save(engine, draft)
    app = open_page("report", don_vi=TIEN_DONG, ky=QUARTER, chi_tieu="dossiers_received", phan=part)
    told = [
        one.value.split("**")[1] for one in app.markdown if one.value.startswith("**") and "ô C" in one.value
    ]
    assert told == said


@pytest.mark.usefixtures("_stored")
def test_stated_and_computed_stand_side_by_side():
    app = open_page("report", don_vi=TIEN_DONG, ky=QUARTER)
    lines = frames(app, "computed")[0].set_index("row")
    assert lines.loc["2", ["stated", "computed", "note"]].tolist() == [
        "100 %",
        "84,6 %",
        "Tỷ lệ không khớp số liệu",
    ]


@pytest.mark.usefixtures("_stored")
def test_report_text_is_never_html():
    app = open_page("report", don_vi=TIEN_DONG, ky=QUARTER)
    body = next(one for one in app.markdown if "script" in one.value)
    assert "\\<script\\>" in body.value
    assert not body.allow_html


@pytest.mark.usefixtures("_stored")
def test_any_two_revisions_are_compared_and_a_link_shows_the_same():
    app = open_page("report", don_vi=TIEN_DONG, ky=QUARTER)
    assert "**Từ lần 2 đến lần 3:** 1 số liệu thay đổi" in texts(app)
    assert "so_lan" not in app.query_params
    app.selectbox(key="compared_0_1").set_value("1").run()
    assert "**Từ lần 1 đến lần 3:** 1 số liệu thay đổi, 1 số liệu mới" in texts(app)
    assert app.query_params["so_lan"] == "1"
    again = open_page("report", don_vi=TIEN_DONG, ky=QUARTER, so_lan="3", voi_lan="1")
    assert "**Từ lần 1 đến lần 3:** 1 số liệu thay đổi, 1 số liệu mới" in texts(again)
    assert again.query_params["voi_lan"] == "1"
    nobody = open_page("report", don_vi=TIEN_DONG, ky=QUARTER, so_lan="9", voi_lan="x")
    assert "**Từ lần 2 đến lần 3:**" in texts(nobody)


@pytest.mark.usefixtures("_stored")
def test_undo_asks_and_brings_the_former_figures_back():
    app = open_page("report", don_vi=TIEN_DONG, ky=QUARTER)
    app.text_input(key="undo_by_3").set_value("Trần Văn B")
    app.button(key="undo_3").click().run()
    assert not app.exception
    lines = frames(app, "computed")[0].set_index("row")
    assert lines.loc["2.2", "stated"] == "20 nhiệm vụ"
    assert "Lần 4: hủy lần 3" in texts(app).replace("\\", "")
    app.button(key="undo_4").click().run()
    assert frames(app, "computed")[0].set_index("row").loc["2.2", "stated"] == "22 nhiệm vụ"
    assert "Lần 5: dùng lại lần 3" in texts(app).replace("\\", "")


def test_choosing_another_period_keeps_the_unit(engine):
    store_tien_dong(engine)
    save(engine, plan_draft(done=5, period="2023-Q1"))
    save(engine, plan_draft(unit_code="hai-duong.tu-ky", period="2023-Q1"))
    app = open_page("report", don_vi=TIEN_DONG, ky=QUARTER)
    app.selectbox(key="report_period").set_value("2023-Q1").run()
    assert app.title[0].value == "Xã Tiên Động: Quý I/2023"


def test_an_empty_database_offers_the_upload(database_url):
    app = open_page("report")
    assert app.title[0].value == "Chưa có báo cáo nào"
    assert tab_names(app) == []


def test_a_report_of_words_and_tables_alone(engine):
    words = replace(text_draft(), figures=[], slots={"outline", "narrative"})
    merged = (("STT", "**Lĩnh vực** <b>", "Hồ sơ", "Hồ sơ"), ("STT", "", "Nhận", "Trả"), ("1", "=1+1", "5"))
    words.tables = [replace(words.tables[0], rows=merged)]
    save(engine, words)
    app = open_page("report", don_vi=TIEN_DONG, ky=QUARTER)
    assert not app.exception
    assert not app.error
    (table,) = [one.value for one in app.table]
    assert list(table.columns) == ["STT", r"\*\*Lĩnh vực\*\* \<b\>", "Hồ sơ – Nhận", "Hồ sơ – Trả"]
    assert table.to_numpy().tolist() == [["1", r"=1\+1", "5", ""]]


def test_of_statements_that_differ_the_one_that_counts_is_named(engine):
    wrong = plan_draft(done=30)
    wrong.figures[2] = replace(wrong.figures[2], mark="part_exceeds_whole")
    save(engine, wrong)
    save(engine, text_draft(), name="bao-cao.docx")
    save(engine, plan_draft(period="2023-Q1"))
    save(engine, replace(text_draft(), period="2023-Q1"), name="quy-1.docx")
    used = said(open_page("report", don_vi=TIEN_DONG, ky="2023-Q1"))
    assert "**20 nhiệm vụ** · Biểu mẫu 1, ô D12 · bieu-mau.xlsx :green-badge[được dùng]" in used
    assert "**19 nhiệm vụ** · lời văn, mục “1. Kế hoạch” · quy-1.docx" in used
    left_out = said(open_page("report", don_vi=TIEN_DONG, ky=QUARTER))
    assert ":gray-badge[không tính vào tổng]" in left_out
    assert "được dùng]" not in left_out


def said(app):
    return texts(app).replace("\\", "").replace("\u00a0", " ")
