"""What a page gives to take along: slides, a Word file, all figures of the period. Made only when clicked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from dashboard.analysis.selection import Selection
from dashboard.analysis.summary import Summary
from dashboard.analysis.themes import Theme
from dashboard.cached import engine
from dashboard.downloads.briefing import Briefing
from dashboard.downloads.briefing_lines import scope_of
from dashboard.downloads.export import file_name
from dashboard.downloads.page_briefings import TITLES, overview_briefing, theme_briefing
from dashboard.downloads.parent_workbook import parent_workbook, parent_workbook_name
from dashboard.words.language import speaker
from dashboard.words.wording import Speaker

_OFFICE = "application/vnd.openxmlformats-officedocument"
_KINDS = {
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}


def show_overview_downloads(summary: Summary) -> None:
    """The overview to take along."""
    _show("overview", partial(overview_briefing, summary, speaker()), summary.selection)


def show_theme_downloads(theme: Theme, page: str) -> None:
    """The page "dossiers", "plan", "staffing" or "budget" to take along; nothing without reports."""
    if theme.received:
        _show(page, partial(theme_briefing, theme, page, speaker()), theme.selection)


def _show(page: str, brief: Callable[[], Briefing], selection: Selection) -> None:
    say, told = speaker(), {"speaker": speaker(), "today": date.today()}
    title = f"{TITLES[page]} {scope_of(selection, say)}"
    with (
        st.container(key="take_along", horizontal=True, horizontal_alignment="right"),
        st.popover(say.say("Tải về"), icon=":material/download:", key="take_along_choices"),
    ):
        _button(
            say.say("Tải bản trình bày (PowerPoint)"),
            lambda: _slides(brief(), **told),
            name=file_name(title, "pptx"),
        )
        _button(
            say.say("Tải báo cáo Word"),
            lambda: _document(brief(), **told),
            name=file_name(title, "docx"),
        )
        _button(
            say.say("Tải toàn bộ số liệu kỳ này (Excel)"),
            lambda: _workbook(selection, told["today"], say.language),
            name=parent_workbook_name(selection),
        )


def _button(label: str, make: Callable[[], bytes], *, name: str) -> None:
    ending = name.rpartition(".")[2]
    st.download_button(
        label,
        data=make,
        file_name=name,
        mime=_KINDS[ending],
        key=f"take_{ending}",
        on_click="ignore",
        type="tertiary",
    )


def _slides(briefing: Briefing, *, speaker: Speaker, today: date) -> bytes:
    """Imported only when asked for: what writes slides takes half a second to load."""
    from dashboard.downloads.briefing_slides import briefing_slides

    return briefing_slides(briefing, speaker=speaker, today=today)


def _document(briefing: Briefing, *, speaker: Speaker, today: date) -> bytes:
    from dashboard.downloads.briefing_document import briefing_document

    return briefing_document(briefing, speaker=speaker, today=today)


def _workbook(selection: Selection, today: date, language: str) -> bytes:
    with engine().connect() as connection:
        return parent_workbook(connection, selection=selection, today=today, language=language)
