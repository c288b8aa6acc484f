"""A report's own tables, cell by cell as they stand in its files."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from sqlalchemy import Row

from dashboard.reports.copied_rows import copied_frame
from dashboard.reports.report_lines import place_of
from dashboard.views.table_view import show_downloads
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped

_MOST_ROWS, _MOST_COLUMNS = 80, 16
"""Up to this size a table is shown in full, its cells wrapped, on paper too; a larger one scrolls."""


def show_copied_tables(tables: Sequence[Row], *, source: str) -> None:
    """Draw the tables, each with its place and its downloads."""
    say = speaker()
    if not tables:
        st.info(say.say("Báo cáo này không có bảng kèm theo."))
    for number, one in enumerate(tables):
        title = one.title or say.say("Bảng {number}", number=number + 1)
        st.markdown(f"##### {escaped(title)}")
        place = place_of(one.sheet, "", one.section, say)
        if place != title:
            st.caption(escaped(place))
        frame = copied_frame(one.rows)
        _show_frame(frame, number, title)
        names = {name: name.strip() for name in frame.columns}
        show_downloads(frame, columns=names, key=f"copied_{number}", title=title, source=source, filters={})


def _show_frame(frame: pd.DataFrame, number: int, title: str) -> None:
    if len(frame) > _MOST_ROWS or len(frame.columns) > _MOST_COLUMNS:
        st.dataframe(frame, hide_index=True, key=f"copied_{number}", alt=title)
        return
    harmless = frame.map(escaped).rename(columns=escaped)
    with st.container(key=f"copied_in_full_{number}"):
        st.table(harmless, hide_index=True, alt=title)
