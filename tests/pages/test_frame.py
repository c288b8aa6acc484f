"""Every page opens: empty and with data, in both languages; a failure says what to do, not what broke."""

import pytest

from dashboard.views import frame_view
from tests.dashboard.stored_reports import store_tien_dong
from tests.pages.opened import PAGES, open_page, texts


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_on_an_empty_database(database_url, name, language):
    app = open_page(name, ngon_ngu=language)
    assert not app.exception
    assert not app.error
    assert texts(app)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_with_data(engine, name, language):
    store_tien_dong(engine)
    app = open_page(name, ngon_ngu=language)
    assert not app.exception
    assert not app.error
    assert texts(app)


def test_the_language_stays_in_the_address(database_url):
    app = open_page("upload", ngon_ngu="en")
    assert app.title[0].value == "Submit reports"
    assert app.query_params["ngon_ngu"] == "en"


def test_an_unknown_language_is_vietnamese(database_url):
    assert open_page("upload", ngon_ngu="xx").title[0].value == "Nộp báo cáo"


def test_a_bug_gives_a_code_and_no_traceback(database_url, monkeypatch, caplog):
    monkeypatch.setattr("dashboard.views.upload.upload_view.show_upload", lambda: 1 / 0)
    app = open_page("upload")
    assert not app.exception
    code = app.error[0].value.split("**")[1]
    assert len(code) == 6
    assert "ZeroDivisionError" not in texts(app)
    assert code in caplog.text


def test_a_database_that_cannot_be_opened_says_what_to_do(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{(tmp_path / 'file' / 'x.db').as_posix()}")
    app = open_page("overview")
    assert not app.exception
    assert app.error[0].value == "Không mở được cơ sở dữ liệu."
    assert "DATABASE_URL" in texts(app)


def test_the_menu_names_all_pages():
    assert {name for name, _, _ in frame_view.PAGES} == set(PAGES)
