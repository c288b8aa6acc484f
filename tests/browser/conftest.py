"""A real browser and a real server for the stories."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.browser import chromium
from tests.browser.served_dashboard import DashboardServer, serve

HERE = ("http://127.0.0.1:", "data:", "blob:", "about:", "file:")

DESKTOP = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, for the stories only: Playwright keeps an event loop running in this thread meanwhile."""
    with sync_playwright() as playwright:
        try:
            program = chromium.find_or_install(Path(playwright.chromium.executable_path))
        except chromium.ChromiumMissing as missing:
            pytest.fail(str(missing), pytrace=False)
        running = playwright.chromium.launch(executable_path=program, args=chromium.ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new page on an office PC's screen; the test fails when the page asks another machine for anything."""
    with new_page(browser, DESKTOP) as opened:
        yield opened


@pytest.fixture
def phone_page(browser: Browser) -> Iterator[Page]:
    """A new page on a phone's screen; the test fails when the page asks another machine for anything."""
    with new_page(browser, PHONE) as opened:
        yield opened


@contextmanager
def new_page(browser: Browser, screen: dict) -> Iterator[Page]:
    outside: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(HERE):
            outside.append(request.url)

    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **screen)
    context.on("request", note)
    try:
        yield context.new_page()
    finally:
        context.close()
    assert outside == [], "the page asked another machine"


@pytest.fixture
def dashboard_server(_sample_server: DashboardServer) -> Iterator[DashboardServer]:
    """The dashboard with the sample data, one for all stories: for those that change nothing in it."""
    _sample_server.new_traceback()
    yield _sample_server
    assert not (traceback := _sample_server.new_traceback()), traceback


@pytest.fixture
def start_dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., DashboardServer]]:
    """Start a dashboard of the test's own: `start_dashboard(sample_data=False)`, empty unless asked."""
    started: list[DashboardServer] = []
    with ExitStack() as stack:

        def start(sample_data: bool = False) -> DashboardServer:
            folder = tmp_path_factory.mktemp("dashboard")
            started.append(stack.enter_context(serve(folder, sample_data)))
            return started[-1]

        yield start
    assert not (traceback := "".join(server.new_traceback() for server in started)), traceback


@pytest.fixture(scope="session")
def _sample_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DashboardServer]:
    with serve(tmp_path_factory.mktemp("sample"), sample_data=True) as server:
        yield server
