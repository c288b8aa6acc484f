"""A report in Word: correct one figure, drop one, save; read it highlighted, find it by its words."""

import io

import docx
import pytest
from playwright.sync_api import expect

from tests.browser.test_stories import PATIENCE, heading, settle, visit
from tests.dashboard.stored_reports import TIEN_DONG

LINES = (
    "ỦY BAN NHÂN DÂN",
    "XÃ TIÊN ĐỘNG",
    "BÁO CÁO",
    "Công tác cải cách hành chính quý III năm 2023",
    "I. KẾT QUẢ THỰC HIỆN",
    "1. Cải cách thủ tục hành chính",
    *("Các bộ phận phối hợp niêm yết, hướng dẫn người dân. " * 4,) * 30,
    "Trong quý III, UBND xã tiếp nhận 463 hồ sơ, đã giải quyết 451 hồ sơ.",
    "Hệ thống truyền thanh xã đã phát 55 lượt tin, bài về cải cách hành chính.",
    "Ghi: <b>đậm</b> **sao** :red[đỏ] :material/home: $x^2$ [nối](http://a.vn) https://b.vn &lt;i&gt; :a:",
)


@pytest.fixture
def report(tmp_path):
    document, file = docx.Document(), io.BytesIO()
    for line in LINES:
        document.add_paragraph(line)
    document.save(file)
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(file.getvalue())
    return path


def card(page, name):
    return (
        page.locator("[class*='st-key-told_']")
        .filter(has=page.get_by_role("radiogroup"))
        .filter(has_text=name)
        .last
    )


def test_correct_drop_save_read_and_search(page, start_dashboard, report):
    server = start_dashboard()
    visit(page, server, "/nop-bao-cao")
    page.locator("input[type=file]").set_input_files(report)
    expect(page.get_by_text("số liệu đọc từ lời văn").first).to_be_visible()
    settle(page)  # what is drawn anew in this very moment would swallow a click
    page.get_by_text("số liệu đọc từ lời văn").first.click()
    page.get_by_text("số chắc chắn đã được nhận sẵn").click()
    received = card(page, "Số hồ sơ TTHC đã tiếp nhận")
    received.get_by_role("radio", name="Sửa").click()
    received.get_by_label("Giá trị đúng").fill("464")
    received.get_by_label("Giá trị đúng").press("Enter")
    expect(page.get_by_text("1 đã sửa").first).to_be_visible()
    card(page, "tin, bài").get_by_role("radio", name="Bỏ").click()
    expect(page.get_by_text("1 đã bỏ").first).to_be_visible()
    page.get_by_role("button", name="Lưu báo cáo").click()
    page.get_by_role("link", name="Xã Tiên Động, Quý III/2023").click()
    expect(heading(page)).to_have_text("Xã Tiên Động: Quý III/2023")
    expect(page.get_by_text("đọc từ lời văn là 463, người nộp sửa thành 464").first).to_be_visible()

    page.get_by_role("tab", name="Thuyết minh").click()
    text = page.get_by_role("tabpanel", name="Thuyết minh")
    colored = text.locator(".stMarkdownColoredBackground")
    expect(colored.filter(has_text="463 hồ sơ")).to_be_visible()
    expect(colored.filter(has_text="451 hồ sơ")).to_be_visible()
    expect(colored.filter(has_text="55 lượt")).to_have_count(0)
    written = text.get_by_text("Ghi: ").inner_text().replace("\u2060", "")
    assert written == LINES[-1]
    expect(text.locator("a[href*='.vn']")).to_have_count(0)

    page.goto(f"{server.url}/tra-cuu?kieu=tim&tim=truyen+thanh")
    expect(page.get_by_text("1 mục trong 1 báo cáo")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="Mở báo cáo tại mục này").click()
    expect(page.locator(".st-key-asked_section")).to_be_in_viewport()

    page.goto(f"{server.url}/bao-cao?don_vi={TIEN_DONG}&ky=2023-Q3&chi_tieu=dossiers_received")
    expect(page.get_by_text("Trong quý III, UBND xã tiếp nhận").last).to_be_in_viewport(timeout=PATIENCE)
    expect(page.locator(".st-key-outline a[aria-current=true]")).to_have_text(
        "1. Cải cách thủ tục hành chính"
    )
    page.get_by_role("link", name="I. KẾT QUẢ THỰC HIỆN").click()
    expect(page.get_by_role("heading", name="I. KẾT QUẢ THỰC HIỆN")).to_be_in_viewport()
