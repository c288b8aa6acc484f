"""The narrative of a report with its outline, and the tables that belong to it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from sqlalchemy import Row

from dashboard.language import speaker
from dashboard.plain_text import escaped, paragraphs
from dashboard.report_lines import place_of
from dashboard.table_view import show_downloads


def show_narrative(sections: Sequence[Row]) -> None:
    """Draw outline and sections (number, title, depth, text)."""
    if not sections:
        st.info(speaker().say("Báo cáo này chưa có phần thuyết minh: chỉ có tệp số liệu được nộp."))
        return
    outline, body = st.columns([1, 3], gap="large")
    with outline, st.container(key="outline"):
        st.markdown("\n".join(_outline_line(number, one) for number, one in enumerate(sections)))
    with body:
        for number, one in enumerate(sections):
            _show_section(number, one)


def show_copied_tables(tables: Sequence[Row], *, source: str) -> None:
    """Draw the report's own tables, cell by cell as they stand in its files."""
    say = speaker()
    if not tables:
        st.info(say.say("Báo cáo này không có bảng kèm theo."))
    for number, one in enumerate(tables):
        title = one.title or say.say("Bảng {number}", number=number + 1)
        st.markdown(f"##### {escaped(title)}")
        st.caption(escaped(place_of(one.sheet, "", one.section, say)))
        frame = _as_frame(one.rows)
        names = {name: name.strip() for name in frame.columns}
        st.dataframe(frame, hide_index=True, key=f"copied_{number}", alt=title)
        show_downloads(frame, columns=names, key=f"copied_{number}", title=title, source=source, filters={})


def _outline_line(number: int, section: Row) -> str:
    indent = "  " * (section.depth - 1)
    return f"{indent}- [{escaped(_heading(section))}](#muc-{number})"


def _show_section(number: int, section: Row) -> None:
    level = min(section.depth + 1, 4)
    st.markdown(f"{'#' * level} {escaped(_heading(section))}") if level > 3 else _header(
        number, section, level
    )
    if section.text.strip():
        st.markdown(paragraphs(section.text))


def _header(number: int, section: Row, level: int) -> None:
    write = st.header if level == 2 else st.subheader
    write(escaped(_heading(section)), anchor=f"muc-{number}")


def _heading(section: Row) -> str:
    return f"{section.number}. {section.title}" if section.number else section.title


def _as_frame(rows: Sequence[Sequence[str]]) -> pd.DataFrame:
    """The first row as headings; empty and repeated ones are told apart by spaces."""
    width = max((len(row) for row in rows), default=0)
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    names: list[str] = []
    for name in padded[0] if padded else []:
        names.append(
            name + " " * (names.count(name) if name in names else 0)
            if name.strip()
            else " " * (len(names) + 1)
        )
    while len(set(names)) < len(names):
        names = [
            name + " " * position if name in names[:position] else name for position, name in enumerate(names)
        ]
    return pd.DataFrame(padded[1:], columns=names)
