"""What a report states of an indicator: value, place, sentence, file; differing statements together."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.reports.report_contents import conflicts
from dashboard.reports.report_lines import is_plain_number, note_of, part_of, place_of
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped

_CONFLICTS_AT_ONCE = 3


def show_statement(row) -> None:  # noqa: ANN001
    """Draw one statement, a row of `report_contents.current_figures` by itertuples."""
    say = speaker()
    value = escaped(say.stated(row.indicator, row.value))
    part = part_of(row.breakdown, say)
    place = escaped(place_of(row.sheet, row.cell, row.section, say))
    head = f"{value}{' · ' + escaped(part) if part else ''} — **{place}** · {escaped(row.file)}"
    notes = [note_of(row.mark, say), "" if row.confirmed else say.say("chưa xác nhận")]
    st.markdown(head + "".join(f" · :orange-badge[{escaped(one)}]" for one in notes if one))
    if row.source == "narrative" or not is_plain_number(row.quote):
        st.caption(f"“{escaped(row.quote)}”")


def show_conflicts(stated: pd.DataFrame, *, level: str, expanded: bool) -> None:
    """Draw the indicators stated more than once and differently, all statements of each together."""
    say = speaker()
    different = conflicts(stated, level)
    if different.empty:
        return
    number = different.groupby(["indicator", "breakdown"]).ngroups
    title = say.say("{count} chỉ tiêu ghi khác nhau trong cùng báo cáo", count=number)
    with st.expander(title, expanded=expanded and number <= _CONFLICTS_AT_ONCE):
        st.caption(say.say("Số liệu ở biểu mẫu được dùng trước, rồi đến bảng, rồi đến lời văn."))
        for (indicator, breakdown), rows in different.groupby(["indicator", "breakdown"], sort=False):
            part = part_of(breakdown, say)
            st.markdown(f"**{escaped(say.indicator(indicator) + (f' ({part})' if part else ''))}**")
            for row in rows.itertuples():
                show_statement(row)
