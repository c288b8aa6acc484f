"""The server's time for each page, drawn without a browser; it stands with the views as it uses Streamlit."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.cached import forget
from dashboard.views.frame_view import PAGES

_ROOT = Path(__file__).parents[2]
_SECONDS = 120
_EMPTY = "import streamlit as st\nst.title('Trang trống')"


def page_seconds(*, rounds: int) -> tuple[float, dict[str, tuple[float, float]]]:
    """The seconds of an empty page, and of each page by title: with nothing remembered, and again."""
    logging.disable(logging.WARNING)  # Streamlit warns of running without a browser
    try:
        empty = AppTest.from_string(_EMPTY, default_timeout=_SECONDS)
        empty.run()
        return _best(empty, rounds), {title: _page(name, rounds) for name, title, _ in PAGES}
    finally:
        logging.disable(logging.NOTSET)


def _page(name: str, rounds: int) -> tuple[float, float]:
    app = AppTest.from_file(str(_ROOT / "dashboard" / "app.py"), default_timeout=_SECONDS)
    app.run()
    app.switch_page(f"../pages/{name}.py")
    forget()
    return _seconds(app), _best(app, rounds)


def _best(app: AppTest, rounds: int) -> float:
    return min(_seconds(app) for _ in range(rounds))


def _seconds(app: AppTest) -> float:
    began = time.perf_counter()
    app.run()
    elapsed = time.perf_counter() - began
    if app.exception:
        raise RuntimeError(app.exception[0].value)
    return elapsed
