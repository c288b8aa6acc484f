"""The top of a page: the answer in one sentence, and what to do where there is nothing to answer with."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.selection import Selection, known_periods
from dashboard.cached import ask
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped, unbroken


def show_heading(sentence: str, *, illustrative: bool) -> None:
    """The sentence as the page's heading, with a badge where the data are illustrative."""
    st.header(escaped(unbroken(sentence)), anchor=False)
    if illustrative:
        st.badge(speaker().say("số liệu minh họa"), color="orange")


def show_nothing_yet(selection: Selection) -> None:
    """The state without any report of the selection: what is the case, and the two ways on."""
    say = speaker()
    if not selection.period:
        st.header(say.say("Chưa có báo cáo nào."), anchor=False)
        st.write(say.say("Nộp báo cáo đầu tiên để bắt đầu theo dõi."))
    else:
        st.header(say.say("Chưa có báo cáo nào của kỳ này."), anchor=False)
        st.write(say.say("Nộp báo cáo đầu tiên hoặc chọn kỳ khác."))
    with st.container(horizontal=True, key="nothing_yet"):
        if st.button(say.say("Nộp báo cáo"), type="primary"):
            st.switch_page("../pages/upload.py")
        for period in [one for one in ask(known_periods) if one != selection.period][:3]:
            if st.button(say.period(period), key=f"other_{period}"):
                st.switch_page("../pages/overview.py", query_params={"ky": period})
