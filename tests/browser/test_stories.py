"""What people do, in a real browser: open a link, filter, follow a number, hand in, take back, download."""

import csv
import io
import re
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from data_loaders.files.file_limits import file_limits
from data_loaders.store.database import opened_database
from tests.browser.conftest import DESKTOP, new_page
from tests.dashboard.stored_reports import QUARTER, TIEN_DONG, store_tien_dong

PATIENCE = 30_000
REPORT = f"/bao-cao?don_vi={TIEN_DONG}&ky={QUARTER}"


@pytest.fixture
def small(start_dashboard):
    """A dashboard that holds Tiên Động's report only."""
    server = start_dashboard()
    with opened_database(server.database_url) as engine:
        store_tien_dong(engine)
    return server


def visit(page: Page, server, path: str) -> None:
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page.goto(server.url + path)
    expect(heading(page)).to_be_visible()


def heading(page: Page) -> Locator:
    return page.get_by_test_id("stMain").get_by_role("heading").first


def settle(page: Page) -> None:
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label).first.click()
    page.get_by_role("option", name=option).first.click()


def workbook(folder: Path, name: str, done: object) -> Path:
    book = openpyxl.Workbook()
    book.active.append(
        ["Đơn vị", "Kỳ báo cáo", "Số nhiệm vụ đề ra trong kế hoạch", "Số nhiệm vụ đã hoàn thành"]
    )
    book.active.append(["Xã Tiên Động", "Quý III năm 2023", 26, done])
    book.save(folder / name)
    return folder / name


def test_a_link_opens_the_same_view_for_anyone(page, dashboard_server):
    visit(page, dashboard_server, "/?ky=2024-Q3&tinh=hoai-giang&huyen=hoai-giang.lam-khe&cap=xa")
    expect(heading(page)).to_contain_text("Quý III/2024")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    choose(page, "Kỳ báo cáo", "Quý I/2024")
    expect(heading(page)).to_contain_text("Quý I/2024")
    assert "huyen=hoai-giang.lam-khe" in page.url
    page.reload()
    expect(heading(page)).to_contain_text("Quý I/2024")


def test_the_other_pages_keep_the_filters_and_back_returns(page, dashboard_server):
    visit(page, dashboard_server, "/?ky=2024-Q3&tinh=hoai-giang&cap=xa")
    expect(heading(page)).to_contain_text("Quý III/2024")
    page.get_by_test_id("stTopNavLink").filter(has_text="Hồ sơ").click()
    expect(page).to_have_url(f"{dashboard_server.url}/ho-so?ky=2024-Q3&tinh=hoai-giang&cap=xa")
    choose(page, "Kỳ báo cáo", "Quý I/2024")
    expect(page).to_have_url(f"{dashboard_server.url}/ho-so?ky=2024-Q1&tinh=hoai-giang&cap=xa")
    page.go_back()
    expect(page).to_have_url(f"{dashboard_server.url}/ho-so?ky=2024-Q3&tinh=hoai-giang&cap=xa")


def test_one_step_back_from_a_report_shows_the_page_as_it_was(page, dashboard_server):
    visit(page, dashboard_server, "/ho-so?ky=2024-Q3&tinh=hoai-giang&cap=xa")
    settle(page)
    shown, address = heading(page).inner_text(), page.url
    page.locator(".scatterlayer .point").nth(2).click(force=True)
    expect(page).to_have_url(re.compile("/bao-cao.*chi_tieu=dossiers_on_time_pct"))
    expect(page.locator(".st-key-statements_pointed_at")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(address)
    expect(heading(page)).to_have_text(shown)


@pytest.mark.parametrize(
    ("path", "chart", "indicator"),
    [("/ho-so", "outcomes", "dossiers_on_time_pct"), ("/ke-hoach", "tasks_done", "plan_completion_pct")],
)
def test_a_bar_opens_the_report_at_what_it_shows(page, dashboard_server, path, chart, indicator):
    visit(page, dashboard_server, f"{path}?ky=2024-Q3&tinh=hoai-giang&cap=xa")
    settle(page)
    page.locator(f".st-key-{chart} .point").nth(2).click(force=True)
    expect(page).to_have_url(re.compile(f"/bao-cao.*chi_tieu={indicator}"))
    expect(page.locator(".st-key-statements_pointed_at")).to_be_visible()


def test_a_number_leads_to_its_cell_and_the_original_file(page, small):
    visit(page, small, f"{REPORT}&chi_tieu=plan_tasks_done")
    expect(heading(page)).to_have_text("Xã Tiên Động: Quý III/2023")
    card = page.locator(".st-key-statements_pointed_at")
    expect(card).to_contain_text("22 nhiệm vụ · Biểu mẫu 1, ô D12")
    expect(card).to_contain_text("đã hoàn thành 19/26 nhiệm vụ")
    page.get_by_role("tab", name="Lịch sử").click()
    with page.expect_download() as waiting:
        page.locator(".st-key-original_3 button").click()
    assert waiting.value.suggested_filename == "bieu-mau-sua.xlsx"


def test_report_text_never_runs(page, small):
    said = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    visit(page, small, REPORT)
    page.get_by_role("tab", name="Thuyết minh").click()
    expect(page.get_by_text("<script>alert(1)</script>")).to_be_visible()
    assert said == []


def test_tables_are_downloaded_as_they_are_filtered(page, small):
    visit(page, small, REPORT)
    page.get_by_text("Phải sửa (1)").click()
    expect(page.get_by_text("Nên xem", exact=True)).to_have_count(0)
    with page.expect_download() as waiting:
        page.locator(".st-key-problems_xlsx button").click()
    sheet = openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes())).active
    assert waiting.value.suggested_filename == "dieu-can-xem-lai-cua-xa-tien-dong-quy-iii-2023.xlsx"
    assert [row[1].value for row in sheet.iter_rows(min_row=6)] == ["Biểu mẫu 1, ô D10"]
    with page.expect_download() as waiting:
        page.locator(".st-key-problems_csv button").click()
    rows = list(csv.reader(io.StringIO(Path(waiting.value.path()).read_text(encoding="utf-8-sig"))))
    assert rows[-1][0] == "Phải sửa"


def test_hand_in_correct_save_and_take_back(page, start_dashboard, tmp_path):
    server = start_dashboard()
    visit(page, server, "/nop-bao-cao")
    rubbish = tmp_path / "rac.csv"
    rubbish.write_text("chẳng có gì", encoding="utf-8")
    picker = page.locator("input[type=file]")
    picker.set_input_files([rubbish, workbook(tmp_path, "sai.xlsx", "hai mươi mốt")])
    expect(page.get_by_text("không đọc được", exact=True)).to_be_visible()
    expect(page.get_by_text("không phải con số").first).to_be_visible()
    expect(page.get_by_role("cell", name="hai mươi mốt")).to_be_visible()
    for left in (1, 0):
        page.get_by_role("button", name="Bỏ tệp này").first.click()
        expect(page.get_by_role("button", name="Bỏ tệp này")).to_have_count(left)
        settle(page)

    page.locator("input[type=file]").set_input_files(workbook(tmp_path, "dung.xlsx", 20))
    page.get_by_label("Người nộp").fill("Nguyễn Thị Hoa")
    page.get_by_role("button", name="Lưu báo cáo").click()
    expect(page.get_by_text("đã lưu", exact=True).first).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải biên nhận").click()
    receipt = docx.Document(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    assert "Người nộp: Nguyễn Thị Hoa" in [one.text for one in receipt.paragraphs]

    page.get_by_role("link", name="Xã Tiên Động, Quý III/2023").click()
    expect(heading(page)).to_have_text("Xã Tiên Động: Quý III/2023")
    expect(page.get_by_text("2 số liệu.")).to_be_visible()
    page.get_by_role("tab", name="Lịch sử").click()
    page.get_by_role("button", name="Hủy lần nộp này").click()
    page.get_by_role("button", name="Hủy lần 1").click()
    expect(page.get_by_text("0 số liệu.")).to_be_visible()
    expect(page.get_by_text("Lần 2: hủy lần 1")).to_be_visible()


def test_a_file_past_the_limit_is_told_beside_the_others(page, dashboard_server, tmp_path):
    visit(page, dashboard_server, "/nop-bao-cao")
    large = tmp_path / "nang.xlsx"
    with large.open("wb") as file:
        file.truncate((file_limits().file_megabytes + 1) << 20)
    page.locator("input[type=file]").set_input_files([large, workbook(tmp_path, "nhe.xlsx", 20)])
    expect(page.get_by_text("Tệp vượt giới hạn (dung lượng (MB): 51, tối đa 50)").first).to_be_visible()
    settle(page)
    expect(page.get_by_text("nhe.xlsx").first).to_be_visible()


def test_what_is_staged_survives_a_look_elsewhere(page, start_dashboard, tmp_path):
    server = start_dashboard()
    visit(page, server, "/nop-bao-cao")
    page.locator("input[type=file]").set_input_files(workbook(tmp_path, "cho.xlsx", 20))
    expect(page.get_by_text("đọc được, chưa lưu")).to_be_visible()
    page.get_by_test_id("stTopNavLink").filter(has_text="Tổng quan").click()
    expect(page.get_by_text("đọc được, chưa lưu")).to_have_count(0)
    page.get_by_test_id("stTopNavLink").filter(has_text="Nộp báo cáo").click()
    expect(page.get_by_text("cho.xlsx").first).to_be_visible()
    with opened_database(server.database_url) as engine, engine.connect() as connection:
        assert not connection.exec_driver_sql("select count(*) from reports").scalar_one()


def test_a_batch_goes_on_in_the_background_and_opens_again_from_its_address(
    browser, page, start_dashboard, tmp_path
):
    server = start_dashboard()
    visit(page, server, "/nop-bao-cao")
    files = [workbook(tmp_path, f"tep-{number}.xlsx", number) for number in range(12)]
    page.locator("input[type=file]").set_input_files(files)
    expect(page).to_have_url(re.compile(r"\?dot=[\w-]{20,}"))
    address = page.url
    page.reload()
    expect(page.get_by_text("12 tệp đọc được, chưa lưu.")).to_be_visible()
    page.close()
    with new_page(browser, DESKTOP) as other:
        other.goto(address)
        expect(other.get_by_text("12 tệp đọc được, chưa lưu.")).to_be_visible()
        other.get_by_role("button", name="Lưu tất cả 12 tệp").click()
        expect(other.get_by_text("12 tệp đã lưu.")).to_be_visible()
        with other.expect_download() as waiting:
            other.get_by_role("button", name="Tải biên nhận cả đợt").click()
        assert waiting.value.suggested_filename.startswith("bien-nhan-")
        other.get_by_role("button", name="Xong, nộp đợt khác").click()
        expect(other.get_by_text("12 tệp đã lưu.")).to_have_count(0)
        expect(other).not_to_have_url(re.compile("dot="))


def test_the_picker_speaks_vietnamese(page, start_dashboard):
    visit(page, start_dashboard(), "/nop-bao-cao")
    shown = page.locator("[data-testid=stFileUploaderDropzone] button p")
    expect(shown).to_be_visible()
    assert shown.evaluate("one => getComputedStyle(one).fontSize") == "0px"
    assert shown.evaluate("one => getComputedStyle(one, '::after').content") == '"Chọn tệp"'


@pytest.mark.parametrize("path", ["/", "/ho-so", REPORT, "/tra-cuu?kieu=so-sanh", "/nop-bao-cao"])
def test_a_phone_shows_every_page_without_sideways_scrolling(phone_page, dashboard_server, path):
    visit(phone_page, dashboard_server, path)
    assert phone_page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_phone_finds_all_pages_in_the_drawer(phone_page, dashboard_server):
    visit(phone_page, dashboard_server, "/")
    phone_page.get_by_test_id("stExpandSidebarButton").click()
    expect(phone_page.get_by_test_id("stSidebarNavLink")).to_have_count(8)


def test_english_is_kept_across_pages(page, small):
    visit(page, small, REPORT)
    page.get_by_role("radio", name="English").click()
    expect(heading(page)).to_have_text("Tiên Động commune: Q3 2023")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_test_id("stTopNavLink").last.click()
    expect(heading(page)).to_have_text("Submit reports")
    assert "ngon_ngu=en" in page.url
