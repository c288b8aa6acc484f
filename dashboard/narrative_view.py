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

_OUTLINED = 2
"""How deep the outline goes; what is deeper is a bold line."""


def show_narrative(sections: Sequence[Row]) -> None:
    """Draw outline and sections (number, title, depth, text)."""
    if not sections:
        st.info(speaker().say("Báo cáo này chưa có phần thuyết minh: chỉ có tệp số liệu được nộp."))
        return
    outline, body = st.columns([1, 3], gap="large")
    with outline, st.container(key="outline"):
        lines = [_outline_line(number, one) for number, one in enumerate(sections) if one.depth <= _OUTLINED]
        st.markdown("\n".join(lines))
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
    heading = escaped(_heading(section))
    if section.depth > _OUTLINED:
        st.markdown(f"**{heading}**")
    elif section.depth == 1:
        st.header(heading, anchor=f"muc-{number}")
    else:
        st.subheader(heading, anchor=f"muc-{number}")
    if section.text.strip():
        st.markdown(paragraphs(section.text))


def _heading(section: Row) -> str:
    """Number and title; a number that is only a dash is left out."""
    numbered = any(sign.isalnum() for sign in section.number)
    return f"{section.number}. {section.title}" if numbered else section.title


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
