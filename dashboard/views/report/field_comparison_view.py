"""What several reports say on one field of reform, side by side; what is still to be done stands apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from dashboard.cached import ask
from dashboard.reports.narrative_search import ThemePart, theme_parts
from dashboard.reports.report_contents import report_head
from dashboard.reports.told_figures import ToldFigure, told_in_report
from dashboard.views.report_link_view import link_report
from dashboard.words.language import speaker
from dashboard.words.marked_text import Mark, marked, moved
from dashboard.words.plain_text import escaped

_IN_A_ROW, _READ_AT_ONCE = 3, 1500


def show_fields(names: dict[str, str], *, period: str, theme: str) -> None:
    """Draw what the units (code -> name) report on a field, at most three in a row."""
    say, codes = speaker(), list(names)
    st.caption(say.say("Số liệu đọc được tô màu xanh; số chưa xác nhận màu cam, số đã sửa màu tím."))
    across = min(len(codes), _IN_A_ROW)
    for start in range(0, len(codes), _IN_A_ROW):
        for column, code in zip(st.columns(across, gap="medium"), codes[start:], strict=False):
            with column, st.container(border=True, key=f"field_of_{code}"):
                _show_field(code, names[code], period, theme)


def _show_field(code: str, name: str, period: str, theme: str) -> None:
    say = speaker()
    st.subheader(escaped(name), anchor=False)
    head = ask(report_head, unit_code=code, period=period)
    told = ask(told_in_report, report_id=head.report_id) if head else ()
    parts = ask(theme_parts, unit_code=code, period=period, theme=theme)
    for ahead, some in groupby(parts, key=lambda one: one.ahead):
        listed = list(some)
        if ahead:
            with st.expander(say.say("Nhiệm vụ thời gian tới")):
                _show_parts(listed, told, key=f"{code}_ahead")
        else:
            label = say.say("Mở báo cáo tại mục này")
            link_report(code, period, label=label, section=listed[0].section, icon=":material/article:")
            _show_parts(listed, told, key=code)


def _show_parts(parts: Sequence[ThemePart], told: Sequence[ToldFigure], *, key: str) -> None:
    """The parts under their headings; once there is enough to read, each behind its heading."""
    above, left = "", _READ_AT_ONCE
    for part in parts:
        if part.above != above:
            st.caption(escaped(part.above))
            above = part.above
        here = [one for one in told if one.section == part.section and not one.in_title]
        marks = [mark for one in here for mark in one.marks()]
        if left > 0:
            st.markdown(f"**{escaped(part.heading)}**")
            _show_text(part.text, marks, at_once=left, key=f"{key}_{part.section}")
        else:
            with st.expander(escaped(part.heading), key=f"part_{key}_{part.section}"):
                st.markdown(marked(part.text, marks))
        left -= len(part.text)


def _show_text(text: str, marks: Sequence[Mark], *, at_once: int, key: str) -> None:
    """A text; of a long one the first paragraphs, the rest when asked for."""
    end = text.find("\n", at_once)
    cut = len(text) if end < 0 else end
    st.markdown(marked(text[:cut], marks))
    if cut < len(text):
        with st.expander(speaker().say("Đọc tiếp"), key=f"rest_{key}"):
            st.markdown(marked(text[cut:], moved(marks, -cut)))
