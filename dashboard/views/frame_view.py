"""What stands around every page: name, menu, language, and what is said when something breaks."""

from __future__ import annotations

import html
import logging
import secrets
from pathlib import Path

import streamlit as st
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from dashboard.cached import engine
from dashboard.views.chart_view import dark
from dashboard.words.language import ask_language, speaker, take_address

_log = logging.getLogger("dashboard")
_STYLE = Path(__file__).parent / "style.css"
PAGES = (
    ("overview", "Tổng quan", "tong-quan"),
    ("dossiers", "Hồ sơ", "ho-so"),
    ("plan", "Kế hoạch", "ke-hoach"),
    ("staffing", "Biên chế", "bien-che"),
    ("budget", "Ngân sách", "ngan-sach"),
    ("report", "Báo cáo", "bao-cao"),
    ("narratives", "Tra cứu", "tra-cuu"),
    ("upload", "Nộp báo cáo", "nop-bao-cao"),
)


def show_dashboard() -> None:
    """Draw the frame and run the page of the address inside it."""
    take_address()
    say = speaker()
    st.set_page_config(page_title=say.say("Theo dõi cải cách hành chính"), layout="wide")
    st.html(_STYLE)
    st.logo(_name_as_picture(say.say("Theo dõi cải cách hành chính")), size="large")
    page = st.navigation(_pages(), position="top")
    with st.container(key="masthead"):
        ask_language()
        _tell_language(speaker().language)
    if _database_opens():
        _run_safely(page)


def _name_as_picture(name: str) -> str:
    """The product's name as an SVG: the header takes pictures only."""
    color = "#8FC0F5" if dark() else "#1F5FA8"
    width = 8 * len(name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="28" viewBox="0 0 {width} 28">'
        f'<text x="0" y="20" textLength="{width - 6}" font-size="16" font-weight="700" fill="{color}" '
        f'font-family="Segoe UI, Roboto, Noto Sans, Arial, sans-serif">{html.escape(name)}</text></svg>'
    )


def _tell_language(language: str) -> None:
    """Set the page's language for screen readers and browsers; the server writes lang="en" everywhere."""
    st.html(f"<script>document.documentElement.lang = '{language}'</script>", unsafe_allow_javascript=True)


def _pages() -> list[st.Page]:
    say = speaker()
    known = [(name, title, path) for name, title, path in PAGES if _file(name).exists()]
    return [
        st.Page(f"../pages/{name}.py", title=say.say(title), url_path=path, default=name == "overview")
        for name, title, path in known
    ]


def _file(name: str) -> Path:
    return Path(__file__).parents[2] / "pages" / f"{name}.py"


def _run_safely(page: st.Page) -> None:
    """Run the page; a bug is logged with a code, and the person gets a sentence with that code.

    Streamlit's own signals (rerun, stop, switch of page) are no errors of this class and pass through.
    """
    try:
        page.run()
    except Exception:
        code = secrets.token_hex(3).upper()
        _log.exception("page %s failed, reference %s", page.url_path or "/", code)
        say = speaker()
        st.error(
            say.say(
                "Trang này gặp lỗi, số liệu vẫn nguyên vẹn. Tải lại trang; nếu vẫn lỗi, gửi mã **{code}** "
                "cho người quản trị.",
                code=code,
            )
        )


def _database_opens() -> bool:
    say = speaker()
    try:
        with engine().connect() as connection:
            connection.execute(text("select 1"))
    except (SQLAlchemyError, OSError):
        _log.exception("database cannot be opened")
        st.error(say.say("Không mở được cơ sở dữ liệu."))
        st.markdown(
            say.say(
                "1. Kiểm tra máy chủ cơ sở dữ liệu đang chạy; thư mục `var/` còn chỗ trống và cho phép ghi.\n"
                "2. Kiểm tra biến môi trường `DATABASE_URL`; để trống thì dùng tệp trong thư mục `var/`.\n"
                "3. Tải lại trang này."
            )
        )
        return False
    return True
