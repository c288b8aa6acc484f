"""Handing in: staged, asked about, compared, saved; the result stands on the report page at once."""

import openpyxl
import pytest

from dashboard.hand_in.staging import StagedFile, stage
from tests.dashboard.stored_reports import QUARTER, TIEN_DONG
from tests.pages.opened import open_page, texts


def workbook(folder, name, **cells):
    """A one-stop like table any reader knows: units in rows, indicators in columns."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Đơn vị", "Kỳ báo cáo", "Số nhiệm vụ đề ra trong kế hoạch", "Số nhiệm vụ đã hoàn thành"])
    sheet.append(
        [
            cells.get("unit", "Xã Tiên Động"),
            cells.get("period", "Quý III năm 2023"),
            26,
            cells.get("done", 20),
        ]
    )
    path = folder / name
    book.save(path)
    return path


@pytest.fixture
def hand_in(database_url, tmp_path):
    """Open the upload page with files staged as the picker would."""

    def hand_in(*paths):
        app = open_page("upload")
        staged: list[StagedFile] = []
        for path in paths:
            stage(staged, path.name, path.read_bytes())
        app.session_state["staged_files"] = staged
        return app.run()

    return hand_in


def test_a_readable_file_is_shown_before_it_is_saved(hand_in, tmp_path):
    app = hand_in(workbook(tmp_path, "a.xlsx"))
    said = texts(app).replace("\\", "")
    assert "a.xlsx" in said
    assert "Xã Tiên Động, Huyện Tứ Kỳ, Tỉnh Hải Dương, Quý III/2023 · 2 số liệu" in said
    assert "plan" not in said


def test_saving_shows_the_receipt_and_the_report(hand_in, tmp_path):
    app = hand_in(workbook(tmp_path, "a.xlsx"))
    app.text_input(key="handed_in_by").set_value("Nguyễn Thị Hoa")
    app.button(key="save_all_button").click().run()
    assert not app.exception
    one = app.session_state["staged_files"][0]
    assert (one.status, one.by, one.saved[0].revision) == ("saved", "Nguyễn Thị Hoa", 1)
    app.switch_page("../pages/report.py")
    app.query_params["don_vi"], app.query_params["ky"] = TIEN_DONG, QUARTER
    assert app.run().title[0].value == "Xã Tiên Động: Quý III/2023"


def test_a_changed_figure_is_shown_before_it_replaces(hand_in, tmp_path):
    app = hand_in(workbook(tmp_path, "a.xlsx"))
    app.button(key="save_all_button").click().run()
    staged = app.session_state["staged_files"]
    path = workbook(tmp_path, "b.xlsx", done=22)
    stage(staged, path.name, path.read_bytes())
    app.run()
    said = texts(app).replace("\\", "")
    assert "20 nhiệm vụ thành **22 nhiệm vụ**" in said


def test_a_bad_file_stops_no_other(hand_in, tmp_path):
    rubbish = tmp_path / "rac.csv"
    rubbish.write_text("chẳng có gì")
    app = hand_in(rubbish, workbook(tmp_path, "a.xlsx"))
    app.button(key="save_all_button").click().run()
    assert [one.status for one in app.session_state["staged_files"]] == ["rejected", "saved"]


def test_an_unknown_unit_is_asked_about(hand_in, tmp_path):
    app = hand_in(workbook(tmp_path, "a.xlsx", unit="Xã Vô Danh"))
    assert app.session_state["staged_files"][0].status == "needs_review"
    question = next(one for one in app.selectbox if "Vô Danh" in one.label)
    question.set_value(TIEN_DONG).run()
    assert app.session_state["staged_files"][0].status == "ready"


def test_what_is_staged_survives_another_page(hand_in, tmp_path):
    app = hand_in(workbook(tmp_path, "a.xlsx"))
    app.switch_page("../pages/report.py").run()
    app.switch_page("../pages/upload.py").run()
    assert "a.xlsx" in texts(app).replace("\\", "")


def test_a_file_can_be_left_out(hand_in, tmp_path):
    app = hand_in(workbook(tmp_path, "a.xlsx"))
    key = app.session_state["staged_files"][0].sha256[:12]
    app.button(key=f"drop_{key}").click().run()
    assert list(app.session_state["staged_files"]) == []


def test_the_limits_stand_beside_the_picker(hand_in):
    assert "Mỗi tệp tối đa 50 MB" in texts(hand_in())


def test_many_files_are_listed_a_line_each(hand_in, tmp_path):
    paths = [workbook(tmp_path, f"{number}.xlsx", done=number) for number in range(7)]
    app = hand_in(*paths)
    assert not app.exception
    listed = next(one.value for one in app.dataframe if "status" in one.value.columns)
    assert list(listed["file"]) == [path.name for path in paths]
    assert set(listed["status"]) == {"đọc được, chưa lưu"}
    app.button(key="save_all_button").click().run()
    assert {one.status for one in app.session_state["staged_files"]} == {"saved"}
