"""The browser for the stories: the machine's own Chromium, Chrome or Edge, or one installed now."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)

MACOS_PROGRAMS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)

WINDOWS_PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)

INSTALL_SECONDS = 900

ADVICE = (
    "No browser for the stories: install Chromium, Chrome or Edge (Debian: apt install chromium), "
    "or set BROWSER_PATH to its program."
)


class ChromiumMissing(Exception):
    """There is no browser and none could be installed; the message says what to do."""


def find_or_install(downloaded: Path) -> Path:
    """The browser's program. `downloaded` is where Playwright keeps the one it downloads."""
    if found := find(downloaded):
        return found
    with turn():
        return find(downloaded) or install(downloaded)


def install(downloaded: Path) -> Path:
    for command in installers():
        print("Installing a browser:", " ".join(command), file=sys.stderr, flush=True)
        if succeeds(command) and (found := find(downloaded)):
            return found
    raise ChromiumMissing(ADVICE)


@contextmanager
def turn() -> Iterator[None]:
    """One process of the machine at a time: stories run side by side, packages are not installed so."""
    lock = sqlite3.connect(Path(tempfile.gettempdir()) / "dashboard-browser-turn", timeout=INSTALL_SECONDS)
    with closing(lock), lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def find(downloaded: Path) -> Path | None:
    """The browser that is there: BROWSER_PATH before the machine's own before Playwright's."""
    if asked := os.environ.get("BROWSER_PATH"):
        if not Path(asked).is_file():
            raise ChromiumMissing(f"BROWSER_PATH={asked}: there is no such file.")
        return Path(asked)
    return next((place for place in [*usual_places(), downloaded] if place.is_file()), None)


def usual_places() -> Iterator[Path]:
    yield from (Path(found) for command in COMMANDS if (found := shutil.which(command)))
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (folder / program for program in MACOS_PROGRAMS)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder := os.environ.get(variable):
            yield from (Path(folder) / program for program in WINDOWS_PROGRAMS)


def installers() -> Iterator[list[str]]:
    """Debian's package where we may install it, then Playwright's download."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        yield ["sh", "-c", "apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y chromium"]
    yield [sys.executable, "-m", "playwright", "install", "chromium"]


def succeeds(command: list[str]) -> bool:
    try:
        return subprocess.run(command, stdout=sys.stderr, timeout=INSTALL_SECONDS).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
