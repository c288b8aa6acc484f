"""The stories' browser is found wherever it is, opens pages, and its pages stay on this machine."""

import sys

import pytest

from tests.browser import chromium
from tests.browser.conftest import DESKTOP, new_page


@pytest.fixture
def bare_machine(monkeypatch, tmp_path):
    """A machine without a browser; its programs lie in the folder."""
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    return tmp_path


def program(place):
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("#!/bin/sh\n")
    place.chmod(0o755)
    return place


def test_browser_path_comes_first(bare_machine, monkeypatch):
    program(bare_machine / "chromium")
    monkeypatch.setenv("BROWSER_PATH", str(program(bare_machine / "mine")))
    assert chromium.find(bare_machine / "downloaded") == bare_machine / "mine"


def test_a_wrong_browser_path_is_said(bare_machine, monkeypatch):
    monkeypatch.setenv("BROWSER_PATH", "no/such/browser")
    with pytest.raises(chromium.ChromiumMissing, match="BROWSER_PATH=no/such/browser"):
        chromium.find(bare_machine / "downloaded")


@pytest.mark.parametrize("name", ["chromium", "google-chrome", "microsoft-edge"])
def test_a_browser_on_the_path_is_found(bare_machine, name):
    there = program(bare_machine / name)
    assert chromium.find(bare_machine / "downloaded") == there


def test_a_browser_in_program_files_is_found(bare_machine, monkeypatch):
    monkeypatch.setenv("PROGRAMFILES", str(bare_machine / "Program Files"))
    edge = program(bare_machine / "Program Files/Microsoft/Edge/Application/msedge.exe")
    assert chromium.find(bare_machine / "downloaded") == edge


def test_the_downloaded_browser_comes_last(bare_machine):
    downloaded = program(bare_machine / "playwright" / "chrome")
    assert chromium.find(downloaded) == downloaded
    own = program(bare_machine / "chromium")
    assert chromium.find(downloaded) == own


def test_a_missing_browser_is_installed(bare_machine, monkeypatch):
    ran = []

    def install(command):
        ran.append(command[-1])
        program(bare_machine / "chromium")
        return True

    monkeypatch.setattr(chromium, "succeeds", install)
    assert chromium.find_or_install(bare_machine / "downloaded") == bare_machine / "chromium"
    assert len(ran) == 1


def test_every_installer_is_tried_and_then_advice_given(bare_machine, monkeypatch):
    program(bare_machine / "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 0, raising=False)
    ran = []
    monkeypatch.setattr(chromium, "succeeds", ran.append)
    with pytest.raises(chromium.ChromiumMissing, match="BROWSER_PATH"):
        chromium.find_or_install(bare_machine / "downloaded")
    assert ["apt-get install -y chromium" in ran[0][-1], ran[1][1:]] == [
        True,
        ["-m", "playwright", "install", "chromium"],
    ]


def test_the_browser_opens_a_page(page):
    page.goto("data:text/html;charset=utf-8,<h1>Cải cách hành chính</h1>")
    assert page.get_by_role("heading").inner_text() == "Cải cách hành chính"
    assert page.evaluate("navigator.language") == "vi-VN"


def test_the_phone_is_narrow(phone_page):
    phone_page.goto("data:text/html,<meta name='viewport' content='width=device-width'>")
    assert phone_page.evaluate("window.innerWidth") == 390


def test_a_page_that_asks_another_machine_is_caught(browser):
    with (
        pytest.raises(AssertionError, match="another machine"),
        new_page(browser, DESKTOP) as page,
        page.expect_request("**/pixel.png"),
    ):
        page.set_content("<img src='http://192.0.2.1/pixel.png'>", wait_until="commit")
