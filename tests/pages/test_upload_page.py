"""Handing in: staged, asked about, compared, saved; the result stands on the report page at once."""

import io

import openpyxl
import pytest

from dashboard.hand_in.batch_store import BatchGone
from tests.dashboard.stored_reports import PHO_MINH, QUARTER, TIEN_DONG
from tests.pages.handed_in import batch_of, hand_in, settled, statuses
from tests.pages.opened import open_page, tab_names, texts

RUBBISH = ("rac.csv", "chẳng có gì".encode())


def workbook(name, *, unit="Xã Tiên Động", period="Quý III năm 2023", done=20, planned=26):
    """A table any reader knows: a unit a row, indicators in columns."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    head = ["Đơn vị", "Kỳ báo cáo", "Số nhiệm vụ đề ra trong kế hoạch", "Số nhiệm vụ đã hoàn thành"]
    row = [unit, period, planned, done]
    left_out = [] if period else [1]
    for line in (head, row):
        book.active.append([cell for at, cell in enumerate(line) if at not in left_out])
    book.save(file)
    return name, file.getvalue()


@pytest.fixture
def app(database_url):
    return open_page("upload")


def said(app):
    return texts(app).replace("\\", "")


def listed(app, column):
    return next(one.value for one in app.dataframe if column in one.value.columns)


def test_a_readable_file_is_shown_before_it_is_saved(app):
    hand_in(app, workbook("a.xlsx"))
    assert "a.xlsx" in said(app)
    assert "Xã Tiên Động, Huyện Tứ Kỳ, Tỉnh Hải Dương, Quý III/2023 · 2 số liệu" in said(app)
    assert "plan" not in said(app)


def test_saving_shows_the_receipt_and_the_report(app):
    hand_in(app, workbook("a.xlsx"))
    app.text_input(key="handed_in_by").set_value("Nguyễn Thị Hoa")
    app.button(key="save_all_button").click().run()
    settled(app)
    assert not app.exception
    (one,) = batch_of(app).files()
    assert (one.status, one.by, one.saved[0].revision) == ("saved", "Nguyễn Thị Hoa", 1)
    app.switch_page("../pages/report.py")
    app.query_params["don_vi"], app.query_params["ky"] = TIEN_DONG, QUARTER
    assert app.run().title[0].value == "Xã Tiên Động: Quý III/2023"


def test_a_changed_figure_is_shown_before_it_replaces(app):
    hand_in(app, workbook("a.xlsx"))
    settled(app.button(key="save_all_button").click().run())
    hand_in(app, workbook("b.xlsx", done=22))
    assert "20 nhiệm vụ thành **22 nhiệm vụ**" in said(app)


def test_what_another_saved_since_the_first_look_is_told(app):
    hand_in(app, workbook("cham.xlsx", done=21))
    other = open_page("upload")
    hand_in(other, workbook("nhanh.xlsx", done=22))
    other.text_input(key="handed_in_by").set_value("Lan")
    settled(other.button(key="save_all_button").click().run())
    app.text_input(key="handed_in_by").set_value("Hoa").run()
    settled(app.button(key="save_all_button").click().run())
    assert "Trong lúc xem, Lan đã nộp nhanh.xlsx cho Xã Tiên Động" in app.warning[0].value.replace("\\", "")
    assert batch_of(app).files()[0].saved[0].revision == 2


def test_a_bad_file_stops_no_other(app):
    hand_in(app, RUBBISH, workbook("a.xlsx"))
    settled(app.button(key="save_all_button").click().run())
    assert statuses(app) == ["rejected", "saved"]


def test_the_address_opens_the_batch_again_for_anyone_who_has_it(app):
    hand_in(app, workbook("a.xlsx"))
    again = open_page("upload", dot=batch_of(app).token)
    assert "a.xlsx" in said(again)
    again.button(key="save_all_button").click().run()
    settled(again)
    assert "đã lưu" in said(app.run())


def test_what_is_staged_survives_another_page(app):
    hand_in(app, workbook("a.xlsx"))
    app.switch_page("../pages/report.py").run()
    del app.query_params["dot"]
    app.switch_page("../pages/upload.py").run()
    assert "a.xlsx" in said(app)


def test_a_batch_that_is_gone_is_told(app):
    hand_in(app, workbook("a.xlsx"))
    token = batch_of(app).token
    batch_of(app).remove()
    assert "Không còn đợt nộp này" in open_page("upload", dot=token).warning[0].value
    assert "Không còn đợt nộp này" in open_page("upload", dot="../../etc/passwd").warning[0].value


def test_the_same_question_is_asked_once_for_all_files(app):
    files = [workbook(f"{number}.xlsx", unit="Xã Vô Danh", done=number) for number in range(3)]
    hand_in(app, *files)
    assert statuses(app) == ["needs_review"] * 3
    (question,) = [one for one in app.selectbox if "Vô Danh" in one.label]
    assert "3 tệp" in question.label
    question.set_value(TIEN_DONG).run()
    settled(app)
    assert statuses(app) == ["ready"] * 3


def test_files_without_a_period_are_asked_about_once_with_that_of_the_others_first(app):
    files = [workbook(f"{number}.xlsx", period="", done=number) for number in range(2)]
    hand_in(app, *files, workbook("rõ.xlsx"))
    (question,) = [one for one in app.selectbox if "không ghi kỳ" in one.label]
    assert question.options[0] == "Quý III/2023"
    question.set_value(QUARTER).run()
    settled(app)
    assert statuses(app) == ["ready"] * 3


def test_an_answer_for_all_is_changed_for_one(app):
    files = [workbook(f"{number}.xlsx", unit="Xã Vô Danh", done=number) for number in range(2)]
    hand_in(app, *files)
    next(one for one in app.selectbox if "Vô Danh" in one.label).set_value(TIEN_DONG).run()
    settled(app)
    second = [one for one in app.selectbox if "Vô Danh" in one.label][1]
    second.set_value(PHO_MINH).run()
    settled(app)
    units = [one.reports[0].unit_code for one in batch_of(app).files()]
    assert units == [TIEN_DONG, PHO_MINH]


def test_a_file_can_be_left_out(app):
    hand_in(app, workbook("a.xlsx"))
    token = batch_of(app)
    app.button(key=f"drop_{token.files()[0].id}").click().run()
    assert token.files() == []
    assert "a.xlsx" not in said(app)


def test_the_whole_batch_can_be_left_out(app):
    hand_in(app, workbook("a.xlsx"), workbook("b.xlsx", done=3))
    batch = batch_of(app)
    app.button(key="remove_batch").click().run()
    assert not app.exception
    assert "dot" not in app.query_params
    with pytest.raises(BatchGone):
        batch.files()


@pytest.mark.parametrize("button", ["save_all_button", "drop_1", "remove_batch"])
def test_a_click_on_a_batch_that_another_tab_removed_breaks_nothing(app, button):
    hand_in(app, workbook("a.xlsx"))
    batch_of(app).remove()
    app.button(key=button).click().run()
    assert not app.exception
    assert not app.error


def test_files_whose_reading_was_stopped_are_read_on(app):
    hand_in(app, workbook("a.xlsx"), RUBBISH)
    batch = batch_of(app)
    batch.add([workbook("b.xlsx", done=3)])
    stop = batch.files()[2].id
    batch.change([stop], lambda one: type(one)(one.id, one.name, one.sha256, one.size, state="stopped"))
    app.run()
    assert "1 tệp chưa đọc" in said(app)
    app.button(key="read_on").click().run()
    settled(app)
    assert statuses(app) == ["ready", "rejected", "ready"]


def test_the_limits_stand_beside_the_picker(app):
    assert "Mỗi tệp tối đa 50 MB" in said(app)


def test_many_files_are_listed_with_their_problems_and_changes(app):
    files = [workbook(f"{number}.xlsx", done=number) for number in range(6)]
    hand_in(app, *files, workbook("sai.xlsx", done="hai mươi mốt"))
    assert not app.exception
    table = listed(app, "status")
    assert sorted(table["file"]) == sorted([*(name for name, _ in files), "sai.xlsx"])
    assert set(table["status"]) == {"đọc được, chưa lưu"}
    assert "tệp sau thay số liệu của tệp trước" in app.warning[0].value
    assert [name.partition(" (")[0] for name in tab_names(app)] == ["Tệp", "Điều cần xem lại", "Thay đổi"]


def test_a_problem_is_shown_with_the_cells_around_it(app):
    hand_in(app, workbook("sai.xlsx", done="hai mươi mốt"))
    around = app.table[0].value
    assert list(around.columns) == ["A", "B", "C", "D"]
    assert list(around.index) == ["1", "2"]
    assert around.loc["2", "D"] == ":orange-badge[**➤ hai mươi mốt**]"
    assert around.loc["2", "A"] == "Xã Tiên Động"


def test_all_files_are_saved_at_once(app):
    files = [workbook(f"{number}.xlsx", done=number) for number in range(7)]
    hand_in(app, *files)
    settled(app.button(key="save_all_button").click().run())
    assert set(statuses(app)) == {"saved"}
    assert not [one for one in batch_of(app).files() if any(report.between for report in one.saved)]
